package source

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// folder makes a docs folder of a map from path to text; "-> x" is a link to x.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			if err := os.Symlink(filepath.FromSlash(target), name); err != nil {
				t.Skip(err)
			}
			continue
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, o Options) (paths []string, diags []string) {
	t.Helper()
	pages, found, err := Load(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		paths = append(paths, p.Path)
	}
	for _, d := range diag.Sort(found) {
		if d.Hint == "" {
			t.Errorf("no hint: %v", d)
		}
		diags = append(diags, d.String())
	}
	return paths, diags
}

func TestWhatIsAPage(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.md": "# B", "a/z.md": "# Z", "a.md": "# A", "a-b.md": "# AB", "UPPER.MD": "# U",
		"a/image.png": "", "a/md": "", ".hidden.md": "# H", ".git/x.md": "# G", "node_modules/x/README.md": "# N",
		"includes/note.md": "# I", "a/includes/note.md": "# I", "a/_includes/note.md": "# I", "empty/x.txt": "",
	})
	got, diags := load(t, Options{Dir: dir})
	want := []string{"UPPER.MD", "a-b.md", "a.md", "a/z.md", "b.md"}
	if diff := cmp.Diff(want, got); diff != "" || diags != nil {
		t.Error(diff, diags)
	}
}

func TestSkip(t *testing.T) {
	dir := folder(t, map[string]string{"api/a.md": "# A", "api/sub/b.md": "# B", "resources/c.md": "# C", "d.md": "# D", "d.txt": "", "link.md": "-> d.md"})
	var asked []string
	got, _ := load(t, Options{Dir: dir, Skip: func(page string) bool {
		asked = append(asked, page)
		return strings.HasPrefix(page, "api/")
	}})
	if diff := cmp.Diff([]string{"d.md", "resources/c.md"}, got); diff != "" {
		t.Error(diff)
	}
	slices.Sort(asked)
	if diff := cmp.Diff([]string{"api/a.md", "api/sub/b.md", "d.md", "link.md", "resources/c.md"}, asked); diff != "" {
		t.Error(diff)
	}
}

// TestApart reads what a folder holds without the references of their own in it, whether
// they are reached as they are or by a link.
func TestApart(t *testing.T) {
	dir := folder(t, map[string]string{
		"conf.yaml": "", "a.md": "# A", "shop/conf.yaml": "", "shop/b.md": "# B", "shop/sub/c.md": "# C",
		"shopping/d.md": "# D", "deep/er/conf.yaml": "", "deep/er/e.md": "# E", ".store/conf.yaml": "", ".store/f.md": "# F", "linked": "-> .store",
	})
	f, err := Open(t.Context(), Options{Dir: dir, Apart: "conf.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if diff := cmp.Diff([]string{"deep/er", "linked", "shop"}, f.Apart); diff != "" {
		t.Error(diff)
	}
	for file, want := range map[string][]string{"conf.yaml": {"a.md", "shopping/d.md"}, "": {"a.md", "deep/er/e.md", "linked/f.md", "shop/b.md", "shop/sub/c.md", "shopping/d.md"}} {
		got, diags := load(t, Options{Dir: dir, Apart: file})
		if diff := cmp.Diff(want, got); diff != "" || diags != nil {
			t.Error(file, diff, diags)
		}
	}
	if got, _ := load(t, Options{Dir: filepath.Join(dir, "shop"), Apart: "conf.yaml"}); len(got) != 2 {
		t.Error("the folder that is read is not apart from itself:", got)
	}
}

func TestLinks(t *testing.T) {
	outside := folder(t, map[string]string{"secret.md": "# Secret"})
	dir := folder(t, map[string]string{
		"a.md": "# A", "sub/b.md": "# B", ".store/c.md": "# C", ".store/deep/d.md": "# D",
		"again.md":         "-> a.md",                             // read as a.md
		"c.md":             "-> .store/c.md",                      // what is hidden, linked
		"store":            "-> .store",                           // the rest of it
		"sub/up":           "-> ..",                               // a loop
		"sub/self":         "-> self",                             // a link to itself
		"loop1":            "-> loop2",                            // round in a circle
		"loop2":            "-> loop1",                            // round in a circle
		"gone.md":          "-> absent.md",                        // leads nowhere
		"gone":             "-> absent",                           // the same, of no matter
		"out.md":           "-> " + outside + "/secret.md",        // leads out
		"out":              "-> " + outside,                       // leads out
		"sub/relative.md":  "-> ../../" + filepath.Base(outside),  // leads out
		"sub/deep/sub2":    "-> ../../sub",                        // read as sub
		"sub/excursion.md": "-> ../../" + filepath.Base(t.Name()), // leads out
	})
	got, diags := load(t, Options{Dir: dir})
	if diff := cmp.Diff([]string{"a.md", "c.md", "store/deep/d.md", "sub/b.md"}, got); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"gone.md:1:1: error: the page is a symbolic link to a file that does not exist [page-missing]",
	}
	for _, name := range []string{"loop1", "loop2", "out", "out.md", "sub/excursion.md", "sub/relative.md", "sub/self"} {
		want = append(want, name+":1:1: error: the symbolic link leads out of the docs folder or nowhere; it is not followed [page-outside]")
	}
	if diff := cmp.Diff(want, diags); diff != "" {
		t.Error(diff)
	}
}

func TestDocsFolderIsALink(t *testing.T) {
	dir := folder(t, map[string]string{"real/a.md": "# A", "docs": "-> real"})
	if got, diags := load(t, Options{Dir: filepath.Join(dir, "docs")}); len(got) != 1 || diags != nil {
		t.Error(got, diags)
	}
}

func TestOddFiles(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "# A", "folder.md/b.md": "# B"})
	names := []string{"new\nline.md", "esc\x1b[31m.md", "latin\xe9.md"}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("# Odd"), 0o666); err != nil {
			t.Skip(err)
		}
	}
	got, diags := load(t, Options{Dir: dir})
	if diff := cmp.Diff([]string{"a.md", "folder.md/b.md"}, got); diff != "" {
		t.Error(diff)
	}
	const message = ".md:1:1: error: the page's path is not UTF-8 or holds control characters; it is not read [page-name]"
	want := []string{`esc\x1b[31m` + message, `latin\xe9` + message, `new\nline` + message}
	if diff := cmp.Diff(want, diags); diff != "" {
		t.Error(diff)
	}
}

func TestTooLong(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "# A", "long.md": "# L"})
	if err := os.Truncate(filepath.Join(dir, "long.md"), 50<<20); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got, diags := load(t, Options{Dir: dir})
	runtime.ReadMemStats(&after)
	want := []string{"long.md:1:1: error: the page has 52428800 bytes; pages of more than 8388608 are not read [page-too-large]"}
	if diff := cmp.Diff([]string{"a.md"}, got) + cmp.Diff(want, diags); diff != "" {
		t.Error(diff)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 10<<20 {
		t.Errorf("%d bytes of memory for a page that is not read", n)
	}
}

func TestErrors(t *testing.T) {
	dir := folder(t, map[string]string{"file": "x", "empty/x.txt": "", "a/a.md": "# A", "a/b.md": "# B"})
	tests := []struct {
		options Options
		want    string
	}{
		{Options{Dir: "absent"}, "docs folder DIR/absent does not exist: name the folder"},
		{Options{Dir: "file"}, "docs folder DIR/file is not a folder"},
		{Options{Dir: "file/docs"}, "docs folder DIR/file/docs"},
		{Options{Dir: "empty"}, "docs folder DIR/empty holds no pages (*.md, *.markdown, *.mdx)"},
		{Options{Dir: "a", Skip: func(string) bool { return true }}, "docs folder DIR/a: no page (*.md, *.markdown, *.mdx) is left"},
		{Options{Dir: "a", MaxTotal: 5}, "docs folder DIR/a: more than 0 MiB of pages"},
	}
	for _, test := range tests {
		test.options.Dir = filepath.Join(dir, test.options.Dir)
		_, _, err := Load(t.Context(), test.options)
		want := strings.ReplaceAll(test.want, "DIR", dir)
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "# A", "b.md": "# B"})
	if err := os.Chmod(filepath.Join(dir, "b.md"), 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(filepath.Join(dir, "b.md")); err == nil {
		f.Close()
		t.Skip("this user may read everything")
	}
	if _, _, err := Load(t.Context(), Options{Dir: dir}); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "b.md") {
		t.Error(err)
	}
}

func TestCancelled(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "# A"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Load(ctx, Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestIncludes(t *testing.T) {
	outside := folder(t, map[string]string{"secret.md": "a secret"})
	dir := folder(t, map[string]string{
		"api/a.md":         "# A\n\n[!INCLUDE [x](../includes/note.md)]\n\n[!INCLUDE [x](fragment.md)]\n\n[!INCLUDE [x](~/includes/note.md)]\n",
		"api/fragment.md":  "A fragment.\n",
		"includes/note.md": "A note.\n",
		"api/self.md":      "# Self\n\n[!INCLUDE [x](self.md)]\n",
		"includes/a.md":    "[!INCLUDE [x](b.md)]\n",
		"includes/b.md":    "[!INCLUDE [x](a.md)]\n",
		"api/cycle.md":     "# Cycle\n\n[!INCLUDE [x](../includes/a.md)]\n",
		"api/out.md":       "# Out\n\n[!INCLUDE [x](../../secret.md)]\n",
		"api/link.md":      "# Link\n\n[!INCLUDE [x](../includes/link.md)]\n",
		"includes/link.md": "-> " + outside + "/secret.md",
		"api/absent.md":    "# Absent\n\n[!INCLUDE [x](absent2.md)]\n",
		"api/folder.md":    "# Folder\n\n[!INCLUDE [x](../includes)]\n",
	})
	pages, found, err := Load(t.Context(), Options{Dir: dir})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	var got []string
	for _, p := range pages {
		for _, d := range p.Diagnostics {
			got = append(got, d.String())
		}
		if p.Path == "api/fragment.md" {
			t.Error("a fragment is taken for a page")
		}
		if text := plain(p); strings.Contains(text, "secret") {
			t.Errorf("%s holds what is outside: %s", p.Path, text)
		} else if p.Path == "api/a.md" && text != "A note.|A fragment.|A note.|" {
			t.Errorf("the text of %s is %q", p.Path, text)
		}
	}
	want := []string{
		"api/absent.md:3:1: warning: absent2.md cannot be included: there is no such file [include-missing]",
		"api/cycle.md:3:1: error: includes/a.md includes itself [include-cycle]",
		"api/folder.md:3:1: warning: ../includes cannot be included: it is no file [include-missing]",
		"api/link.md:3:1: info: ../includes/link.md cannot be included: it is outside the docs folder [include-outside]",
		"api/out.md:3:1: info: ../../secret.md cannot be included: it is outside the docs folder [include-outside]",
		"api/self.md:3:1: error: api/self.md includes itself [include-cycle]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func plain(p *parser.Page) string {
	var b strings.Builder
	for _, s := range p.Sections {
		for _, block := range s.Blocks {
			if para, ok := block.(*parser.Paragraph); ok {
				b.WriteString(para.Plain + "|")
			}
		}
	}
	return b.String()
}

func TestResolve(t *testing.T) {
	tests := []struct{ page, target, want string }{
		{"api/a.md", "b.md", "api/b.md"},
		{"api/a.md", "../x/b.md", "x/b.md"},
		{"api/a.md", `..\x\b.md`, "x/b.md"},
		{"api/a.md", "/x/b.md", "x/b.md"},
		{"api/a.md", "~/x/b.md", "x/b.md"},
		{"api/a.md", "b%20c.md#part", "api/b c.md"},
		{"a.md", "b.md?tabs=http", "b.md"},
		{"api/a.md", "../../b.md", ""},
		{"api/a.md", "..%2f..%2fb.md", ""},
		{"api/a.md", "~/../b.md", ""},
		{"api/a.md", "//etc/passwd", ""},
		{"api/a.md", "x\x00.md", ""},
	}
	for _, test := range tests {
		got, err := resolve(test.page, test.target)
		if got != test.want || (err != nil) != (test.want == "") {
			t.Errorf("%q in %q: %q, %v", test.target, test.page, got, err)
		}
	}
}

// TestSameEverywhere reads one folder at another place, written in another
// order, with other numbers of goroutines.
func TestSameEverywhere(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		name := strings.Repeat(string(rune('a'+i%26)), i/26+1)
		files["api/"+name+".md"] = "---\ntitle: " + name + "\n---\n\n# " + name + "\n\n[!INCLUDE [x](../includes/note.md)]\n"
	}
	files["includes/note.md"] = "A note.\n"
	var first []*parser.Page
	for i, procs := range []int{1, 4} {
		dir := t.TempDir()
		names := slices.Sorted(maps.Keys(files))
		if i == 1 {
			slices.Reverse(names)
			dir = filepath.Join(dir, "another", "place")
		}
		for _, name := range names {
			name, text := filepath.Join(dir, filepath.FromSlash(name)), files[name]
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		was := runtime.GOMAXPROCS(procs)
		pages, _, err := Load(t.Context(), Options{Dir: dir})
		runtime.GOMAXPROCS(was)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = pages
			continue
		}
		if diff := cmp.Diff(first, pages, cmpopts.IgnoreUnexported(parser.JSON{}, parser.Page{}, parser.Annotation{})); diff != "" {
			t.Error(diff)
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("api/a.md", "../includes/x.md")
	f.Add("a.md", `..\..\x`)
	f.Fuzz(func(t *testing.T, page, target string) {
		if !fs.ValidPath(page) {
			return
		}
		name, err := resolve(page, target)
		if err == nil && (!fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name))) {
			t.Errorf("%q in %q leads to %q", target, page, name)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	const corpus = "../../../shared/corpus/graph/api-reference/v1.0"
	if _, err := os.Stat(corpus); err != nil {
		b.Skip("the corpus is not here")
	}
	start, n := time.Now(), 0
	for b.Loop() {
		pages, _, err := Load(b.Context(), Options{Dir: corpus})
		if err != nil {
			b.Fatal(err)
		}
		n += len(pages)
	}
	b.ReportMetric(float64(n)/time.Since(start).Seconds(), "pages/s")
}

// TestStamps reads pages that are known by their stamps when they are needed after all.
func TestStamps(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "# A", "b.md": "# B"})
	time.Sleep(150 * time.Millisecond) // else they may change unseen
	open := func(book *stamp.Book) *Folder {
		t.Helper()
		f, err := Open(t.Context(), Options{Dir: dir, Stamps: book})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(f.Close)
		return f
	}
	book := stamp.Decode(nil)
	first := open(book)
	kept := book.Encode()
	if kept == nil {
		t.Skip("this system tells no changes")
	}
	if err := os.WriteFile(filepath.Join(dir, "b.md"), []byte("# C"), 0o666); err != nil {
		t.Fatal(err)
	}
	again := open(stamp.Decode(kept))
	if again.files[0].read || !again.files[1].read {
		t.Error("read:", again.files[0].read, again.files[1].read)
	}
	if a, b := again.Text("a.md"), again.Text("b.md"); string(a) != "# A" || string(b) != "# C" {
		t.Errorf("%q, %q", a, b)
	}
	pages, err := again.Pages(t.Context(), nil)
	if err != nil || pages[0].Title != "A" || pages[1].Title != "C" {
		t.Error(pages, err)
	}
	if first.Sums()["a.md"] != again.Sums()["a.md"] || first.Sums()["b.md"] == again.Sums()["b.md"] {
		t.Error(first.Sums(), again.Sums())
	}
	if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	if gone := open(stamp.Decode(kept)); len(gone.files) != 1 {
		t.Error(gone.files)
	}
}

// TestMade reads a folder that has what was made from pages in it.
func TestMade(t *testing.T) {
	const head = "<!-- made"
	dir := folder(t, map[string]string{
		"a.md": "# A", "sdk/made.sum": "", "sdk/README.md": head + " -->\n# SDK", "sdk/b.md": "# B", "sdk/c.md": "<",
		"other/README.md": head + " -->\n# Other", "linked": "-> sdk",
	})
	for mark, want := range map[string][]string{
		"made.sum": {"a.md", "other/README.md", "sdk/b.md", "sdk/c.md"},
		"":         {"a.md", "other/README.md", "sdk/README.md", "sdk/b.md", "sdk/c.md"},
	} {
		got, diags := load(t, Options{Dir: dir, Made: Made{Beside: mark, Begins: head}})
		if diff := cmp.Diff(want, got); diff != "" || diags != nil {
			t.Errorf("%q: %s %v", mark, diff, diags)
		}
	}
}
