package lint

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// Fixing. A finding is fixed where there is one right answer, which fixjson.go and
// fixline.go find. A fix is a few edits of the page's bytes. All other bytes stay. An edit
// is made only where the page has at its position what the finding is about. It may not,
// for instance where the text is included from another file.

// An edit puts text in place of the bytes from start to end of a page.
type edit struct {
	start, end int
	text       string
}

// A fixer finds the edits of one page.
type fixer struct {
	page  *parser.Page
	text  *text
	api   *api.API
	found map[key]bool
	// rows are the columns of the tables by the lines of their rows, bodies those of
	// messages by the places of their lengths; both are made when they are needed.
	rows   map[int]int
	bodies map[parser.Pos]*parser.Body
}

// A key is what distinguishes the findings of a page.
type key struct {
	code         string
	line, column int
}

func keyOf(d diag.Diagnostic) key { return key{d.Code, d.Line, d.Column} }

// newFixer makes a fixer for what was found on a page.
func newFixer(page *parser.Page, t *text, a *api.API, found []diag.Diagnostic) *fixer {
	f := &fixer{page: page, text: t, api: a, found: map[key]bool{}}
	for _, d := range found {
		f.found[keyOf(d)] = true
	}
	return f
}

// edits returns the edits of every finding that has some.
func (f *fixer) edits() map[key][]edit {
	all := map[key][]edit{}
	f.json(all)
	for k := range f.found {
		if edits := f.line(k); edits != nil {
			all[k] = edits
		}
	}
	return all
}

// markFixable notes which findings of a page can be fixed.
func markFixable(findings []Finding, in Input, texts *texts) {
	pages := map[string]*parser.Page{}
	for _, p := range in.Pages {
		pages[p.Path] = p
	}
	for start := 0; start < len(findings); {
		end := start
		var found []diag.Diagnostic
		for end < len(findings) && findings[end].File == findings[start].File {
			if fixable(findings[end].Code) {
				found = append(found, findings[end].Diagnostic)
			}
			end++
		}
		if page := pages[findings[start].File]; page != nil && len(found) > 0 {
			edits := newFixer(page, texts.of(page.Path), in.API, found).edits()
			for i := start; i < end; i++ {
				findings[i].Fixable = edits[keyOf(findings[i].Diagnostic)] != nil
			}
		}
		start = end
	}
}

// fixable reports whether there are fixes for a rule at all.
func fixable(code string) bool {
	rule, err := Find(code)
	return err == nil && rule.Fixable
}

// A Fix is a page with some of its findings mended.
type Fix struct {
	Path    string
	Content []byte
	Fixed   int
}

// maxRounds is how often a page is fixed again: one mistake may hide another, and a body
// that was fixed has another length.
const maxRounds = 4

// Fixes returns the pages that can be fixed, with their new texts. Findings are those of
// Check: a diagnostic that is turned off or suppressed is not among them and is not fixed.
// Parse parses a page with another text.
func Fixes(in Input, s config.Lint, findings []Finding, parse func(path string, text []byte) *parser.Page) ([]Fix, error) {
	p, err := compile(s)
	if err != nil {
		return nil, err
	}
	found := map[string][]diag.Diagnostic{}
	for _, f := range findings {
		if f.Fixable {
			found[f.File] = append(found[f.File], f.Diagnostic)
		}
	}
	var fixes []Fix
	for _, page := range in.Pages {
		if len(found[page.Path]) == 0 {
			continue
		}
		fix := Fix{Path: page.Path, Content: in.Docs.Text(page.Path)}
		for range maxRounds {
			content, n := fixOnce(page, fix.Content, in.API, found[page.Path], parse)
			if n == 0 {
				break
			}
			fix.Content, fix.Fixed = content, fix.Fixed+n
			page = parse(page.Path, content)
			found[page.Path] = heard(p, page.Diagnostics)
		}
		if fix.Fixed > 0 {
			fixes = append(fixes, fix)
		}
	}
	return fixes, nil
}

// heard returns the diagnostics that no setting turns off.
func heard(p *policy, ds []diag.Diagnostic) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return p.severity(d) == off || !fixable(d.Code) })
}

// A mended finding is a finding with its edits.
type mended struct {
	key   key
	edits []edit
}

// fixOnce makes the edits of the findings on a page, without those that would change what
// the page means. It returns how many findings were fixed.
func fixOnce(page *parser.Page, content []byte, a *api.API, found []diag.Diagnostic, parse func(string, []byte) *parser.Page) ([]byte, int) {
	all := compatible(newFixer(page, newText(content), a, found).edits())
	means := meaning(page)
	try := func(chosen []mended) ([]byte, bool) {
		var edits []edit
		for _, m := range chosen {
			edits = append(edits, m.edits...)
		}
		out := apply(content, edits)
		return out, meaning(parse(page.Path, out)) == means
	}
	// Few edits change the meaning: a half of them that does not is made as a whole.
	chosen, out, tries := []mended{}, content, 0
	var take func(some []mended)
	take = func(some []mended) {
		if tries++; len(some) == 0 || tries > maxTries {
			return
		}
		if next, ok := try(slices.Concat(chosen, some)); ok {
			chosen, out = slices.Concat(chosen, some), next
			return
		}
		if len(some) > 1 {
			take(some[:len(some)/2])
			take(some[len(some)/2:])
		}
	}
	take(all)
	return out, len(chosen)
}

// maxTries bounds how often a page is parsed to find the fixes that would change it.
const maxTries = 40

// compatible lists findings in the order of their places, and leaves out those whose
// edits overlap with ones before.
func compatible(found map[key][]edit) []mended {
	var all []mended
	for k, edits := range found {
		slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
		all = append(all, mended{k, edits})
	}
	slices.SortFunc(all, func(a, b mended) int {
		return cmp.Or(cmp.Compare(a.key.line, b.key.line), cmp.Compare(a.key.column, b.key.column), cmp.Compare(a.key.code, b.key.code))
	})
	var edits []edit
	return slices.DeleteFunc(all, func(m mended) bool {
		if slices.ContainsFunc(m.edits, func(e edit) bool { return overlaps(edits, e) }) {
			return true
		}
		edits = append(edits, m.edits...)
		return false
	})
}

func overlaps(edits []edit, e edit) bool {
	return slices.ContainsFunc(edits, func(o edit) bool {
		return e.start < o.end && o.start < e.end || e.start == o.start
	})
}

// apply returns content with edits made, none of which overlap.
func apply(content []byte, edits []edit) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(content[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.Write(content[at:])
	return out.Bytes()
}

// lineEnd returns the line end that a page uses at a line.
func (t *text) lineEnd(line int) string {
	if line >= 1 && line < len(t.starts) && strings.HasSuffix(string(t.bytes[:t.starts[line]]), "\r\n") {
		return "\r\n"
	}
	return "\n"
}
