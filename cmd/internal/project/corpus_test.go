package project

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestCorpusIsWhole holds the model of Microsoft Graph's reference against a plain
// scan of its pages, example by example and template by template, and to the shares
// that must come through.
func TestCorpusIsWhole(t *testing.T) {
	for _, folder := range []string{"graph", "graph-earlier"} {
		t.Run(folder, func(t *testing.T) {
			s := corpus(t)
			s.Docs = strings.Replace(s.Docs, "/graph/", "/"+folder+"/", 1)
			checkWhole(t, s)
		})
	}
}

func checkWhole(t *testing.T, s config.Settings) {
	p, err := Read(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := scannedExamples(plainScan(t, s.Docs))
	annotated := checkExamples(t, p, found.annotated, true)
	pairs := checkExamples(t, p, found.pairs, false)
	templates := checkTemplates(t, p, found.templates)
	t.Logf("annotated requests: %s; unannotated: %s; templates: %s", annotated, pairs, templates)
	annotated.atLeast(t, 970, 1300, "annotated requests have a test")
	pairs.atLeast(t, 970, 900, "unannotated requests have a test")
	templates.atLeast(t, 995, 3000, "templates are callable")
	checkReasons(t, p.API)
}

// A tally is how many of a kind came through.
type tally struct{ through, all, scanned int }

func (n tally) String() string {
	return fmt.Sprintf("%d of %d (%.2f %%), %d of them in the scan", n.through, n.all, 100*float64(n.through)/float64(n.all), n.scanned)
}

// atLeast fails the test unless so many of a thousand came through, of at least so
// many in all.
func (n tally) atLeast(t *testing.T, perMille, all int, what string) {
	t.Helper()
	if n.through*1000 < n.all*perMille || n.all < all {
		t.Errorf("%s %s, want %.1f %% of %d or more", n, what, float64(perMille)/10, all)
	}
}

// A pageLine is a line of a page.
type pageLine struct {
	page string
	line int
}

// scanned is what the plain scan finds in the API pages.
type scanned struct {
	annotated map[pageLine]bool   // requests with an annotation
	pairs     map[pageLine]bool   // requests without, under example headings, that a response follows
	templates map[pageLine]string // "GET /users", under "HTTP request" or in a samples block
}

func scannedExamples(pages []*plainPage) scanned {
	out := scanned{map[pageLine]bool{}, map[pageLine]bool{}, map[pageLine]string{}}
	for _, page := range pages {
		if !strings.HasPrefix(page.path, "api/") {
			continue
		}
		out.templatesOf(page)
		open, ignored := 0, false // the line of an unannotated request without its response
		for _, f := range page.fences {
			if !f.shown() {
				continue
			}
			isRequest, answers := requestLine.MatchString(f.first()), statusLine.MatchString(f.first())
			switch {
			case isRequest && f.says("blockType", "request"):
				out.annotated[pageLine{page.path, f.line}] = true
				open = 0
			case isRequest && (f.value("blockType") == "" || f.says("blockType", "ignored")) && f.inExample():
				open, ignored = f.line, f.says("blockType", "ignored")
			case isRequest:
				open = 0
			case answers && open > 0 && (f.value("blockType") == "" && !ignored || f.says("blockType", "response")):
				out.pairs[pageLine{page.path, open}] = true
				open = 0
			}
		}
	}
	return out
}

// templatesOf notes the request templates of a page, each once.
func (s scanned) templatesOf(page *plainPage) {
	seen := map[string]bool{}
	for _, f := range page.fences {
		if !f.shown() || !strings.HasPrefix(f.heading, "http request") && !f.says("blockType", "samples") || f.says("blockType", "response") {
			continue
		}
		for i, line := range f.text {
			m := requestLine.FindStringSubmatch(line)
			if m == nil || seen[m[1]+m[2]] {
				continue
			}
			seen[m[1]+m[2]] = true
			s.templates[pageLine{page.path, f.textLine + i}] = m[1] + " " + m[2]
		}
	}
}

// checkExamples sees that every scanned request is an example of the model, and
// that every example has a test or a reason.
func checkExamples(t *testing.T, p *Project, scanned map[pageLine]bool, annotated bool) tally {
	t.Helper()
	n := tally{scanned: len(scanned)}
	at := map[pageLine]bool{}
	for _, op := range p.API.Operations {
		for _, e := range op.Examples {
			at[pageLine{op.Page, e.Line}] = true
			given := p.Names.Example(e)
			if (given.Test == "") == (given.Skipped == "") {
				t.Errorf("%s:%d: example %s has test %q and reason %q", op.Page, e.Line, e.Name, given.Test, given.Skipped)
			}
			if e.Annotated != annotated {
				continue
			}
			n.all++
			if given.Test != "" {
				n.through++
			} else {
				t.Logf("%s:%d: no test: %s", op.Page, e.Line, given.Skipped)
			}
		}
	}
	for place := range scanned {
		if !at[place] {
			t.Errorf("%s:%d: the request is no example of the model", place.page, place.line)
		}
	}
	return n
}

// checkTemplates sees that every scanned template is a request of the model, and
// every request callable or skipped with a reason.
func checkTemplates(t *testing.T, p *Project, scanned map[pageLine]string) tally {
	t.Helper()
	n := tally{scanned: len(scanned)}
	at := map[pageLine]string{}
	for _, op := range p.API.Operations {
		for _, r := range op.Requests {
			at[pageLine{op.Page, r.Line}] += r.Method + " " + r.Template + "\n"
			n.all++
			if p.Names.Request(r) != "" {
				n.through++
			} else if r.Skipped == "" {
				t.Errorf("%s:%d: %s %s is not callable, without a reason", op.Page, r.Line, r.Method, r.Template)
			}
		}
	}
	for place, template := range scanned {
		if at[place] == "" {
			t.Errorf("%s:%d: %s is no request of the model", place.page, place.line, template)
		}
	}
	return n
}

// checkReasons sees that every template which cannot be called is an error
// diagnostic as well.
func checkReasons(t *testing.T, a *api.API) {
	reported := map[string]bool{}
	for _, d := range a.Diagnostics {
		if d.Severity == "error" {
			reported[d.File] = true
		}
	}
	for _, op := range a.Operations {
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
		text, err := os.ReadFile(filepath.Join("..", "..", "..", name))
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
