package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/limits"
)

// TestLineEnds reads the same pages as git checks them out on two systems.
func TestLineEnds(t *testing.T) {
	files := map[string]string{
		"a.md":            "# A\n\n[!INCLUDE [x](includes/x.md)]\n\n```http\nGET /a\n```\n",
		"includes/x.md":   "Shared.\n",
		"b.md":            "# B\n",
		"stray-return.md": "# C\rD\n",
	}
	var sums []map[string]string
	var states []State
	for _, ends := range []string{"\n", "\r\n"} {
		written := map[string]string{}
		for name, text := range files {
			written[name] = strings.ReplaceAll(text, "\n", ends)
		}
		f, err := Open(t.Context(), Options{Dir: folder(t, written)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Pages(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		sums, states = append(sums, f.Sums()), append(states, f.State())
		f.Close()
	}
	if diff := cmp.Diff(sums[0], sums[1]); diff != "" || len(sums[0]) != len(files) {
		t.Errorf("%d sums: %s", len(sums[0]), diff)
	}
	if states[0].Files == states[1].Files || cmp.Equal(states[0].Parts, states[1].Parts) {
		t.Error("texts that are not the same are taken for the same")
	}
}

// TestShareOfIncludes adds pages to a folder until a page may no longer include what it
// could before: a page that is remembered is what it would be without a memory.
func TestShareOfIncludes(t *testing.T) {
	files := map[string]string{
		"a.md":          "# A\n\n[!INCLUDE [x](includes/x.md)]\n",
		"includes/x.md": strings.Repeat("Shared.\n\n", 20<<10/9),
	}
	memory := DecodeMemory(nil, nil)
	for i, blocks := range []int{2275, 0} {
		for j := range i * limits.IncludedByAll / limits.IncludedByEach {
			files[fmt.Sprintf("b%d.md", j)] = "# B\n"
		}
		f, err := Open(t.Context(), Options{Dir: folder(t, files)})
		if err != nil {
			t.Fatal(err)
		}
		pages, err := f.Pages(t.Context(), memory)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if got := len(pages[0].Sections[0].Blocks); got != blocks {
			t.Errorf("of %d pages, the first has %d blocks, want %d", len(pages), got, blocks)
		}
		memory.edited = true
		memory = DecodeMemory(memory.Encode())
	}
}

// FuzzMemory decodes any bytes, which never takes more than they can hold.
func FuzzMemory(f *testing.F) {
	m := &Memory{entries: []entry{{path: "a.md", asked: []inclusion{{"includes/x.md", "missing"}}, page: "p"}}}
	f.Add(encodeEntries(m.entries))
	f.Add([]byte{0xff, 0xff, 0xff, 0x7f})
	f.Add(append([]byte{1, 0}, append(make([]byte, 32), 0x80, 0x80, 0x04)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries := decodeEntries(data)
		if cap(entries) > len(data)/leastEntry {
			t.Errorf("room for %d entries in %d bytes", cap(entries), len(data))
		}
		again := decodeEntries(encodeEntries(entries))
		if diff := cmp.Diff(entries, again, cmp.AllowUnexported(entry{}, inclusion{})); diff != "" && len(entries) > 0 {
			t.Error(diff)
		}
	})
}
