package parser_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// block parses text as the only code block of a page, and returns it with the
// codes of the page's diagnostics.
func block(t *testing.T, annotation, info, text string) (*parser.Code, []string) {
	t.Helper()
	p := parser.Parse("p.md", []byte("# Request\n\n"+annotation+"\n~~~~"+info+"\n"+text+"\n~~~~\n"), parser.Options{})
	var codes []string
	for _, d := range p.Diagnostics {
		codes = append(codes, d.Code)
	}
	for _, b := range p.Sections[0].Blocks {
		if c, ok := b.(*parser.Code); ok {
			return c, codes
		}
	}
	t.Fatalf("no code block in %q", text)
	return nil, nil
}

func TestRequestLines(t *testing.T) {
	tests := []struct {
		text  string
		want  []string // METHOD URL
		codes []string
	}{
		{"GET /a/{id}", []string{"GET /a/{id}"}, nil},
		{"GET /a HTTP/1.1", []string{"GET /a"}, nil},
		{"GET /a?$filter=b eq 'c d' HTTP/1.1", []string{"GET /a?$filter=b eq 'c d'"}, nil},
		{"GET me/drive", []string{"GET me/drive"}, nil},
		{"GET {siteUrl}/a", []string{"GET {siteUrl}/a"}, nil},
		{"GET <host>/a", []string{"GET <host>/a"}, nil},
		{"get https://x.example/a HTTP 1.1", []string{"GET https://x.example/a HTTP 1.1"}, []string{"http-method-case"}},
		{"GET /a HTTP/1,1", []string{"GET /a"}, []string{"http-version"}},
		{"GET /a\n\nPOST /b\n# c\nor\nDELETE /d", []string{"GET /a", "POST /b", "DELETE /d"}, nil},
		{"GET /a\n  ?b=c\n  &d=e", []string{"GET /a?b=c&d=e"}, []string{"url-folded", "url-folded"}},
		{"GET /a\n/b", []string{"GET /a", " /b"}, []string{"template-no-method"}},
		{"GET /a\nGET /b\nAccept: c", []string{"GET /a", "GET /b"}, []string{"template-line"}},
		{"GET /a\\b", []string{"GET /a\\b"}, []string{"url-backslash"}},
		{"get well soon", nil, nil},
		{"// remark\nGET /a", []string{"GET /a"}, nil},
	}
	for _, tt := range tests {
		c, codes := block(t, "", "http", tt.text)
		var got []string
		for _, template := range c.Templates {
			got = append(got, template.Method+" "+template.URL)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
		if diff := cmp.Diff(tt.codes, codes); diff != "" {
			t.Errorf("%q: codes (-want +got):\n%s", tt.text, diff)
		}
		if (c.Request != nil) != (len(tt.want) == 1) {
			t.Errorf("%q: request %v", tt.text, c.Request)
		}
	}
}

func TestStatusLines(t *testing.T) {
	tests := []struct {
		text   string
		status int
		reason string
		codes  []string
	}{
		{"HTTP/1.1 200 OK", 200, "OK", nil},
		{"HTTP/1.1 204", 204, "", nil},
		{"HTTP/2 201 Created", 201, "Created", nil},
		{"HTTP 200 OK", 200, "OK", []string{"http-version"}},
		{"HTTP/1.1, 200, OK", 200, "OK", nil},
		{"HTTP code: 200 OK", 200, "OK", []string{"http-version"}},
		{"HTTP /1.1 200 OK", 200, "OK", []string{"http-version"}},
		{"HTTPS/1.1 200 OK", 200, "OK", []string{"http-version"}},
		{"HTTP/1.1 No Content", 204, "No Content", []string{"http-status"}},
		{"HTTP/1.1 {status}", 0, "", []string{"http-status"}},
		{"HTTP/1.1 204 No Content. Content-Length: 0", 204, "No Content", []string{"http-header"}},
		{"412 Precondition Failed", 412, "Precondition Failed", []string{"http-version"}},
	}
	for _, tt := range tests {
		c, codes := block(t, "", "http", tt.text)
		if c.Response == nil {
			t.Errorf("%q: no response", tt.text)
			continue
		}
		if c.Response.Status != tt.status || c.Response.Reason != tt.reason {
			t.Errorf("%q: got %d %q", tt.text, c.Response.Status, c.Response.Reason)
		}
		if diff := cmp.Diff(tt.codes, codes); diff != "" {
			t.Errorf("%q: codes (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestContentLength: the right length may count line ends as one byte or two, and
// the last line end or not; an example that is cut short has no right length.
func TestContentLength(t *testing.T) {
	const body = "{\n \"a\": 1\n}" // 11 bytes, 13 with CRLF
	tests := []struct {
		length, annotation, body string
		wrong                    bool
	}{
		{"11", "", body, false}, {"12", "", body, false}, {"13", "", body, false}, {"15", "", body, false},
		{"14", "", body, true}, {"0", "", body, true}, {"{n}", "", body, false},
		{"99", `<!-- {"blockType": "response", "truncated": true} -->`, body, false},
		{"99", "", "{\n \"a\": \"...\"\n}", false},
		{"99", "", "{the file's bytes}", false},
		{"13", "", strings.ReplaceAll(body, "\n", "\r\n"), false},
	}
	for _, tt := range tests {
		_, codes := block(t, tt.annotation, "http", "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: "+tt.length+"\n\n"+tt.body)
		var want []string
		if tt.wrong {
			want = []string{"content-length"}
		}
		if diff := cmp.Diff(want, codes); diff != "" {
			t.Errorf("%s of %q (-want +got):\n%s", tt.length, tt.body, diff)
		}
	}
}

// TestPositions follows a value into a block that a list indents and a quote marks.
func TestPositions(t *testing.T) {
	page := "- x\n\n  > ```http\n  > HTTP/1.1 200 OK\n  > Content-Type: application/json\n  >\n  > {\n  >   \"a\": [1, 22]\n  > }\n  > ```\n"
	p := parser.Parse("p.md", []byte(page), parser.Options{})
	var c *parser.Code
	for _, b := range p.Sections[0].Blocks {
		if code, ok := b.(*parser.Code); ok {
			c = code
		}
	}
	if c == nil || c.Response == nil || c.Response.Body.JSON == nil {
		t.Fatalf("no response with JSON: %+v %v", c, p.Diagnostics)
	}
	body := c.Response.Body
	checks := map[string][2]parser.Pos{
		"fence": {{Line: 3, Column: 5}, c.Pos},
		"text":  {{Line: 4, Column: 5}, c.At(0)},
		"body":  {{Line: 7, Column: 5}, body.Pos},
		"value": {{Line: 8, Column: 16}, body.JSON.Pos(body.JSON.Value.Get("a").Elements[1].Offset)},
		"field": {{Line: 5, Column: 5}, c.Response.Header[0].Pos},
	}
	for name, pos := range checks {
		if pos[0] != pos[1] {
			t.Errorf("%s: want %v, got %v", name, pos[0], pos[1])
		}
	}
}

func TestSuppresses(t *testing.T) {
	d := diag.Diagnostic{Code: "content-length", Message: "Content-Length is 3, the body has 11 bytes"}
	for entry, want := range map[string]bool{
		"content-length":                     true,
		"content-length: known":              true,
		"Content-Length":                     true,
		"content-type":                       false,
		"content-length is 3,  the body has": true,
		"Error: /api/x.md/y:\n Content-Length is 3, the body has 11 bytes": true,
		"the body": false,
		"":         false,
	} {
		p := &parser.Page{Annotation: &parser.Annotation{Suppressions: []string{entry}}}
		if got := parser.Suppresses(p, d); got != want {
			t.Errorf("%q: got %v", entry, got)
		}
	}
	if parser.Suppresses(&parser.Page{}, d) || parser.Suppresses(nil, d) {
		t.Error("a page without an annotation suppresses nothing")
	}
	page := "```http\nHTTP 200\n```\n<!-- {\"type\": \"#page.annotation\", \"suppressions\": [\"http-version\"]} -->\n"
	if ds := parser.Parse("p.md", []byte(page), parser.Options{}).Diagnostics; len(ds) > 0 {
		t.Errorf("not suppressed: %v", ds)
	}
}

// TestSeed reads the page this project started from: its length counts CRLF line
// ends and is right, its URL holds a backslash.
func TestSeed(t *testing.T) {
	text := seed(t)
	p := parser.Parse("cancel.md", text, parser.Options{})
	if len(p.Diagnostics) != 1 || p.Diagnostics[0].Code != parser.CodeURLBackslash || p.Diagnostics[0].Line != 54 || p.Diagnostics[0].Column != 38 {
		t.Errorf("got %v", p.Diagnostics)
	}
}

// TestCorpus reads the whole reference: nothing may be lost that is plainly there.
func TestCorpus(t *testing.T) {
	files, opts := corpus(t)
	annotations, read, errors := 0, 0, 0
	for _, f := range files {
		p := parser.Parse(f.path, f.text, opts)
		checkPage(t, p, len(f.text))
		annotations += strings.Count(string(f.text), `"blockType"`)
		for _, s := range p.Sections {
			for _, b := range s.Blocks {
				if c, ok := b.(*parser.Code); ok && c.Annotation != nil && !c.Annotation.Inferred {
					read++
				}
			}
		}
		for _, d := range p.Diagnostics {
			if d.Severity == diag.Error {
				errors++
				t.Log(d)
			}
		}
	}
	if read < annotations*999/1000 {
		t.Errorf("%d of %d annotations have their block", read, annotations)
	}
	if errors > 0 {
		t.Errorf("%d errors", errors)
	}
}
