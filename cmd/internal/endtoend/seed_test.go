package endtoend

// One page with nearly every slip that pages of this kind have, alone in its
// folder: what is made of it, and what is said about it. testdata/seed has a page
// of our own; the page that all of this began with is tried too where it is here.

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// A remark is a diagnostic, without its sentences.
type remark struct {
	Code         string
	Severity     diag.Severity
	Line, Column int
}

func TestSeed(t *testing.T) {
	folders := []string{filepath.Join("testdata", "seed"), filepath.Join("..", "..", "..", "..", "shared", "seed")}
	for i, folder := range folders {
		t.Run([]string{"own", "shared"}[i], func(t *testing.T) {
			if _, err := os.Stat(folder); err != nil {
				t.Skip("the page is not here")
			}
			for name, text := range read(t, folder) {
				t.Run(name, func(t *testing.T) { trySeed(t, name, text) })
			}
		})
	}
}

func trySeed(t *testing.T, name, text string) {
	docs := t.TempDir()
	write(t, docs, map[string]string{name: text})
	module := t.TempDir()
	newModule(t, module)
	p := generate(t, module, "graph", docs)
	if diff := gocmp.Diff(seedRemarks(t, text), remarks(t, name, p.API.Diagnostics)); diff != "" {
		t.Errorf("diagnostics differ (-want +got):\n%s", diff)
	}
	for _, d := range p.API.Diagnostics {
		if d.Message == "" || d.Hint == "" || strings.ContainsAny(d.Message+d.Hint, "\n\r") {
			t.Errorf("%s says %q, and advises %q", d.Code, d.Message, d.Hint)
		}
	}
	seedModel(t, p.API, p.Names)
	files := read(t, filepath.Join(module, "graph"))
	if _, err := check(modulePath+"/graph", files); err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		t.Skip("builds and tests the package")
	}
	user, err := os.ReadFile(filepath.Join("testdata", "seed_user.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, module, map[string]string{"user/user_test.go": string(user)})
	out := mustGo(t, module, "test", "-v", "./graph", "./user")
	for _, x := range p.API.Operations[0].Examples {
		if test := p.Names.Example(x).Test; !strings.Contains(out, "--- PASS: "+test) {
			t.Errorf("%s has not passed:\n%s", test, head(out))
		}
	}
}

// seedRemarks is what has to be said about the page, found by the words that it is
// about.
func seedRemarks(t *testing.T, page string) []remark {
	at := func(code, words string) remark {
		line, column := position(t, page, words)
		return remark{code, diag.Warning, line, column}
	}
	typeLine := "@odata.type\": "
	all := []remark{
		at("permissions-unfinished", "**TODO"),
		at("content-type-without-body", "Content-Type|"),
		at("url-stray-prefix", `docs\api`),
		at("url-backslash", `\api`),
		at("resource-page-missing", typeLine),
		at("type-case", typeLine),
	}
	second := strings.LastIndex(page, "**TODO")
	line, column := position(t, page, page[second:second+20])
	all = append(all, remark{"permissions-unfinished", diag.Warning, line, column})
	for i := range all {
		if all[i].Code == "resource-page-missing" || all[i].Code == "type-case" {
			all[i].Column += len(typeLine)
		}
		if all[i].Code == "resource-page-missing" {
			all[i].Severity = diag.Info // no page of the reference describes a type
		}
	}
	sortRemarks(all)
	return all
}

// position is where words first stand in text.
func position(t *testing.T, text, words string) (line, column int) {
	t.Helper()
	offset := strings.Index(text, words)
	if offset < 0 {
		t.Fatalf("the page has no %q", words)
	}
	before := text[:offset]
	return strings.Count(before, "\n") + 1, offset - strings.LastIndexByte(before, '\n')
}

func remarks(t *testing.T, name string, ds []diag.Diagnostic) []remark {
	t.Helper()
	var all []remark
	for _, d := range ds {
		if d.File != name {
			t.Errorf("a diagnostic about %s: %s", d.File, d)
		}
		all = append(all, remark{d.Code, d.Severity, d.Line, d.Column})
	}
	sortRemarks(all)
	return all
}

func sortRemarks(all []remark) {
	slices.SortFunc(all, func(a, b remark) int {
		return cmp.Or(a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Code, b.Code))
	})
}

// seedModel looks at the types and the operation.
func seedModel(t *testing.T, a *api.API, names *generator.Names) {
	request := a.Type("microsoft.graph.privilegedRoleAssignmentRequest")
	schedule := a.Type("microsoft.graph.governanceSchedule")
	if request == nil || schedule == nil {
		t.Fatalf("types: %v", a.Types)
	}
	if !request.Inferred || request.Name != "microsoft.graph.privilegedRoleAssignmentRequest" || request.Kind != api.Entity || !schedule.Inferred {
		t.Errorf("types %+v, %+v", request, schedule)
	}
	if p := request.Property("schedule"); p == nil || p.Type != schedule.Name || p.Collection {
		t.Errorf("schedule is %+v", p)
	}
	if p := request.Property("requestedDateTime"); p == nil || p.Type != "Edm.DateTimeOffset" {
		t.Errorf("requestedDateTime is %+v", p)
	}
	if len(a.Operations) != 1 || len(a.Operations[0].Requests) != 1 || len(a.Operations[0].Examples) != 1 {
		t.Fatalf("operations: %+v", a.Operations)
	}
	op := a.Operations[0]
	if r := op.Requests[0]; names.Request(r) != "PrivilegedRoleAssignmentRequests.Cancel" || r.Method != "POST" || r.Skipped != "" {
		t.Errorf("request: %+v", r)
	}
	if r := op.Response; r.Status != 200 || r.Name != request.Name || r.Collection || r.Wrapper != "value" {
		t.Errorf("response: %+v", r)
	}
	if x := op.Examples[0]; names.Example(x).Test == "" || x.Skipped != "" || !x.Annotated || x.Status != 200 {
		t.Errorf("example: %+v", x)
	}
}

// TestSeedContentLength tells when a Content-Length is reported: where it counts
// neither the bytes with LF nor those with CRLF.
func TestSeedContentLength(t *testing.T) {
	name := "privilegedroleassignmentrequest-cancel.md"
	text := read(t, filepath.Join("testdata", "seed"))[name]
	whole := strings.Replace(text, `"truncated": true,`, "", 1) // an answer that is cut short has no right length
	_, rest, _ := strings.Cut(text, "Content-Length: ")
	declared, rest, _ := strings.Cut(rest, "\n\n")
	body, _, _ := strings.Cut(rest, "\n```")
	lines := strings.Count(body, "\n")
	for length, reported := range map[int]bool{
		len(body): false, len(body) + lines: false, len(body) - 1: true, len(body) + lines + 1: true, 0: true,
	} {
		page := strings.Replace(whole, "Content-Length: "+declared, "Content-Length: "+strconv.Itoa(length), 1)
		got := slices.ContainsFunc(parser.Parse(name, []byte(page), parser.Options{}).Diagnostics, func(d diag.Diagnostic) bool {
			return d.Code == parser.CodeContentLength
		})
		if got != reported {
			t.Errorf("Content-Length %d of %d bytes in %d lines: reported is %v", length, len(body), lines+1, got)
		}
	}
	if declared != strconv.Itoa(len(body)+lines) {
		t.Errorf("the page has %s, should have the length with CRLF", declared)
	}
}
