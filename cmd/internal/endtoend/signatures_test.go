package endtoend

// Signatures are stable: what a method takes and returns, and of what type a field is,
// changes with the pages that it belongs to, and with no others.
//
// That does not hold without exception, because some pages say too little or what is wrong,
// and others know better: a page that was copied with its links, a table that says String
// of an enumeration's values. testdata/signatures.txt lists every page of which a signature
// depends on others, with the reason. A page that is not listed is an error, and so is one
// that is listed and needs not be.

import (
	"bufio"
	"cmp"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// signatures lists what methods take and return, and of what types fields are, by what it
// is in the pages. Types are written by their Go names.
func (s *surface) signatures() map[string]named {
	out, types, spelled := map[string]named{}, map[string]*api.Type{}, map[string]string{}
	for _, t := range s.api.Types {
		types[t.Name], spelled[t.Name] = t, s.given.Type(t)
		if t.Kind == api.Enum {
			spelled[t.Name] = "enum " + spelled[t.Name]
		}
	}
	names := regexp.MustCompile(`[A-Za-z][\w.]*`)
	form := func(text string) string {
		return names.ReplaceAllStringFunc(text, func(name string) string { return cmp.Or(spelled[name], name) })
	}
	whole := apidiff.Of(s.api, s.given)
	for _, t := range whole.Types {
		of := types[t.Name]
		if of.Inferred || of.Untyped || of.Page == "" {
			continue
		}
		for _, p := range t.Properties {
			if !shownOnly(of, p.Name) && p.Go != "" {
				out["property "+p.Name+" of "+strings.ToLower(t.Name)] = named{form(p.Ref.String()), s.pagesOf(of), ""}
			}
		}
	}
	operations := slices.Clone(s.api.Operations)
	slices.SortStableFunc(operations, func(a, b *api.Operation) int { return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.ID, b.ID)) })
	for i, op := range operations { // which are in the order of the surface's
		for _, r := range whole.Operations[i].Requests {
			at := slices.IndexFunc(op.Requests, func(q *api.Request) bool { return q.Line == r.At.Line && s.given.Request(q) == r.Go })
			if r.Inferred || r.Go == "" || at < 0 {
				continue
			}
			call := op.Requests[at].Call
			key, own := op.Page+" "+r.Method+" "+strings.ToLower(r.Path), owners(call)
			out["arguments of "+key] = named{strings.Join(r.Args, ", "), own, r.Go}
			out["result of "+key] = named{form(r.Result.String()), own, r.Go}
			out["body of "+key] = named{form(bodyOf(r, call)), own, r.Go}
		}
	}
	return out
}

// bodyOf writes what a request sends, with all members where it has a struct of its own.
func bodyOf(r *apidiff.Request, call *api.Method) string {
	text := r.Body.String()
	if call.Body.Kind == api.ParamsBody {
		for _, p := range call.Body.Params {
			text += "; " + p.Name + " " + apidiff.Ref{Name: p.Type, Collection: p.Collection}.String()
		}
	}
	return text
}

// resigned compares the signatures of two surfaces whose pages differ in touched: it returns
// those that differ although none of the pages that they belong to does, by that page.
func resigned(a, b map[string]named, touched func(page string) bool) map[string][]rename {
	out := map[string][]rename{}
	for _, what := range slices.Sorted(maps.Keys(a)) {
		was, is := a[what], b[what]
		if is.name == "" || was.name == is.name || slices.ContainsFunc(was.owners, touched) || slices.ContainsFunc(is.owners, touched) {
			continue // a method that is gone is a matter of its name
		}
		kind, rest, _ := strings.Cut(what, " of ")
		page, _, _ := strings.Cut(rest, " ")
		if kind, _, _ = strings.Cut(kind, " "); kind == "property" {
			page = was.owners[0]
		}
		out[page] = append(out[page], rename{what, was.name, is.name})
	}
	return out
}

// explained reads the pages whose signatures depend on others, each with the reason: lines
// of a page below a line that begins with "# ".
func explained(t testing.TB) map[string]string {
	t.Helper()
	file, err := os.Open("testdata/signatures.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out, why := map[string]string{}, ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		switch reason, ok := strings.CutPrefix(line, "# "); {
		case ok:
			why = reason
		case line != "" && why == "":
			t.Fatalf("%s has no reason", line)
		case line != "":
			out[line] = why
		}
	}
	return out
}

// A comparison gathers by page the signatures that other pages change.
type comparison struct {
	signed map[string]named // of all pages
	found  map[string][]rename
}

// add compares two surfaces whose pages differ in touched.
func (c *comparison) add(from, to map[string]named, touched map[string]bool) {
	for page, list := range resigned(from, to, func(p string) bool { return touched[p] }) {
		c.found[page] = append(c.found[page], list...)
	}
}

// report holds what was found against what is explained.
func (c *comparison) report(t *testing.T) {
	t.Helper()
	reasons := explained(t)
	for _, page := range slices.Sorted(maps.Keys(c.found)) {
		for _, r := range c.found[page] {
			if reasons[page] == "" {
				t.Errorf("%s: %s was %s and is %s, although only other pages differ", page, r.what, r.was, r.is)
			}
		}
	}
	for _, page := range slices.Sorted(maps.Keys(reasons)) {
		if c.found[page] == nil {
			t.Errorf("%s is explained in testdata/signatures.txt, and nothing of it changes", page)
		}
	}
	count := map[string]int{}
	for page, list := range c.found {
		count[reasons[page]] += len(list)
	}
	for _, why := range slices.Sorted(maps.Keys(count)) {
		t.Logf("%d: %s", count[why], why)
	}
}
