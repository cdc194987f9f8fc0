package project

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/internal/model"
)

// A plain scan of the pages' text, which shares nothing with the parser: what it
// counts must arrive in the model, so that nothing is lost in silence.
var (
	annotatedRequest = regexp.MustCompile(`(?s)<!--\s*\{[^>]*?"blockType"\s*:\s*"request"[^>]*?-->\s*(?:` + "```" + `|~~~)[^\n]*\n\s*(?i:GET|POST|PATCH|PUT|DELETE)\s`)
	templateSection  = regexp.MustCompile(`(?ms)^#+\s*(?i:http request)s?\s*$(.*?)(?:^#|\z)`)
	templateLine     = regexp.MustCompile(`(?m)^(?:GET|POST|PATCH|PUT|DELETE)[ \t]+\S+`)
	fenced           = regexp.MustCompile("(?ms)^```[^\n]*\n(.*?)^```")
)

// scanned is what the plain scan counts in one page.
type scanned struct{ requests, templates int }

// scan counts annotated requests, and the distinct lines of HTTP request
// sections, in the API pages of a folder.
func scan(t *testing.T, docs string) map[string]scanned {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join(docs, "api", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no API pages: %v", err)
	}
	out := map[string]scanned{}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		lines := map[string]bool{}
		for _, section := range templateSection.FindAllSubmatch(text, -1) {
			for _, fence := range fenced.FindAllSubmatch(section[1], -1) {
				for _, line := range templateLine.FindAll(fence[1], -1) {
					lines[string(line)] = true
				}
			}
		}
		out["api/"+filepath.Base(page)] = scanned{len(annotatedRequest.FindAll(text, -1)), len(lines)}
	}
	return out
}

// TestCorpusIsWhole holds the model of Microsoft Graph's reference against the
// plain scan, and to the shares of it that must come through.
func TestCorpusIsWhole(t *testing.T) {
	s := corpus(t)
	p, err := Read(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]scanned{}
	var total, tested, templates, callable int
	for _, op := range p.API.Operations {
		n := got[op.Page]
		for _, e := range op.Examples {
			if e.Annotated {
				n.requests++
				total++
			}
			if e.Annotated && e.Test != "" {
				tested++
			}
			if (e.Test == "") == (e.Skipped == "") {
				t.Errorf("%s:%d: example %s has test %q and reason %q", op.Page, e.Line, e.Name, e.Test, e.Skipped)
			}
		}
		for _, r := range op.Requests {
			n.templates++
			templates++
			if r.Go != "" {
				callable++
			} else if r.Skipped == "" {
				t.Errorf("%s:%d: %s %s is not callable, without a reason", op.Page, r.Line, r.Method, r.Template)
			}
		}
		got[op.Page] = n
	}
	for page, want := range scan(t, s.Docs) {
		if n := got[page]; n.requests < want.requests || n.templates < want.templates {
			t.Errorf("%s: the model has %d annotated requests and %d templates, the text %d and %d",
				page, n.requests, n.templates, want.requests, want.templates)
		}
	}
	t.Logf("%d of %d annotated requests have a test, %d of %d templates are callable", tested, total, callable, templates)
	if tested*100 < total*90 || total < 1000 {
		t.Errorf("%d of %d annotated requests have a test, want 90 %%", tested, total)
	}
	if callable*100 < templates*95 || templates < 3000 {
		t.Errorf("%d of %d templates are callable, want 95 %%", callable, templates)
	}
	checkReasons(t, p.API)
}

// checkReasons sees that every template which cannot be called is an error
// diagnostic as well.
func checkReasons(t *testing.T, api *model.API) {
	reported := map[string]bool{}
	for _, d := range api.Diagnostics {
		if d.Severity == "error" {
			reported[d.File] = true
		}
	}
	for _, op := range api.Operations {
		for _, r := range op.Requests {
			if r.Skipped != "" && !reported[op.Page] {
				t.Errorf("%s:%d: %s %s is skipped without an error diagnostic", op.Page, r.Line, r.Method, r.Template)
			}
		}
	}
}

// TestCorpusSDK generates the SDK of Microsoft Graph, builds and vets it, and
// runs its golden tests.
func TestCorpusSDK(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a large package")
	}
	s := corpus(t)
	dir := t.TempDir()
	s.Out, s.Module = filepath.Join(dir, "graph"), ""
	copyModule(t, dir)
	if _, err := Generate(t.Context(), s, nil, nil); err != nil {
		t.Fatal(err)
	}
	goCommand(t, dir, "vet", "./...")
	goCommand(t, dir, "test", "./graph")
}

// copyModule makes dir a module that has this one's dependencies.
func copyModule(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "go.mod" {
			text = append([]byte("module example.com/sdk\n"), text[bytes.IndexByte(text, '\n')+1:]...)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// goCommand runs the go command in dir, off the network.
func goCommand(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out[:min(len(out), 8000)])
	}
}
