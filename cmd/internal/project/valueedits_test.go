package project

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// TestValueEdits puts a value of another kind into an answer of each page of the project's
// own reference, which is read without a complaint before. Each is a finding on its line,
// and the example is no test unless the value can be held.
func TestValueEdits(t *testing.T) {
	text := regexp.MustCompile(`"([a-z]\w*)": "[^"\\]*"`)
	for _, edit := range []struct{ value string }{{`true`}, {`{ "a": 1 }`}, {`[ "x" ]`}, {`62.5`}} {
		s := docs(t)
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(s.Docs)); err != nil {
			t.Fatal(err)
		}
		s.Docs = dir
		edited := map[string]int{} // lines by page
		names := map[string]bool{} // of members: what several examples show tells of the type
		files, err := filepath.Glob(filepath.Join(dir, "api", "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			page, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			lines, shown := strings.Split(string(page), "\n"), false
			for i, line := range lines {
				if strings.HasPrefix(line, "```") {
					shown = false
				}
				shown = shown || strings.HasPrefix(line, "HTTP/1.1 20")
				if m := text.FindStringSubmatch(line); shown && m != nil && !names[m[1]] {
					names[m[1]] = true
					lines[i] = strings.Replace(line, m[0], `"`+m[1]+`": `+edit.value, 1)
					edited["api/"+filepath.Base(file)] = i + 1
					break
				}
			}
			if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if len(edited) < 12 {
			t.Fatalf("%d pages are edited", len(edited))
		}
		p, err := Read(t.Context(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]diag.Diagnostic{}
		for _, d := range p.API.Diagnostics {
			if d.Line == edited[d.File] && strings.HasPrefix(d.Code, "value-") {
				found[d.File] = d
			}
		}
		skipped := map[string]bool{}
		for _, op := range p.API.Operations {
			for _, x := range op.Examples {
				skipped[op.Page] = skipped[op.Page] || x.Skipped != ""
			}
		}
		for page, line := range edited {
			if d, ok := found[page]; !ok {
				t.Errorf("%s:%d: %s is put there, and nothing is found", page, line, edit.value)
			} else if d.Severity != diag.Error || !strings.Contains(d.Message, "declared at ") {
				t.Errorf("%s: it is no error that names both places", d)
			} else if !skipped[page] {
				t.Errorf("%s: the example is a test all the same", d)
			}
		}
	}
}
