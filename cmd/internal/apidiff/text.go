package apidiff

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// This file writes surfaces as text, and reads them.
//
// The text is a file in the SDK's folder and is committed with it, so people review and
// merge it. It has a line for each type and operation, and below it an indented one for
// each part. Their order depends only on the surface. The text has the pages but no line
// numbers, which every edit of a page would change.
//
//	namespace microsoft.graph
//	type ~event Event entity base=~outlookItem page=resources/event.md
//		.subject Subject Edm.String
//		^change_key ChangeKeyProperty
//	operation event-cancel page=api/event-cancel.md
//		POST /me/events/{id}/cancel Me.Events.Cancel args=Edm.String body=struct:EventCancelRequest
//
// Words are separated by spaces, and quoted as in Go where needed. In front of a type's
// name, "~" stands for the API's own namespace. "^" is in front of an inherited property
// whose field has another name than in the type that declares it.

// Append appends s as a text to dst.
func (s *Surface) Append(dst []byte) []byte {
	w := &lineWriter{text: dst, namespace: s.Namespace}
	w.begin("namespace")
	w.word(s.Namespace)
	w.end()
	for _, t := range s.Types {
		w.typeLines(t)
	}
	for _, op := range s.Operations {
		w.operationLines(op)
	}
	return w.text
}

// Lines is how many lines s has as a text, roughly.
func (s *Surface) Lines() int {
	n := 1
	for _, t := range s.Types {
		n += 1 + len(t.Properties) + len(t.Renamed) + len(t.Members)
	}
	for _, op := range s.Operations {
		n += 2 + len(op.Requests) + len(op.Parameters) + len(op.Errors) + len(op.Permissions)
	}
	return n
}

// A lineWriter writes lines of words.
type lineWriter struct {
	text      []byte
	namespace string
}

// begin begins a line with a word that needs no quotes.
func (w *lineWriter) begin(word string) { w.text = append(w.text, word...) }

func (w *lineWriter) end() { w.text = append(w.text, '\n') }

// word writes one word that consists of parts.
func (w *lineWriter) word(parts ...string) {
	w.text = append(w.text, ' ')
	w.first(parts...)
}

// first writes the first word of a line, quoted where it would not be read as one.
func (w *lineWriter) first(parts ...string) {
	start := len(w.text)
	for _, s := range parts {
		w.text = append(w.text, s...)
	}
	if word := w.text[start:]; !plain(word) {
		w.text = visible.AppendQuote(w.text[:start], string(word))
	}
}

// plain reports whether a word needs no quotes.
func plain(word []byte) bool {
	for _, c := range word {
		if c <= ' ' || c == '"' || c == '\\' || c == 0x7f {
			return false
		}
		if c >= utf8.RuneSelf {
			return !bytes.ContainsFunc(word, odd)
		}
	}
	return len(word) > 0
}

// odd reports whether a character is one that no plain word has.
func odd(r rune) bool {
	return r == '"' || r == '\\' || unicode.IsSpace(r) || !unicode.IsPrint(r) || visible.Hidden(r) || r == unicode.ReplacementChar
}

// name is a type's name in short, in two parts.
func (w *lineWriter) name(full string) (mark, name string) {
	if rest, ok := strings.CutPrefix(full, w.namespace); ok && w.namespace != "" && strings.HasPrefix(rest, ".") {
		return "~", rest[1:]
	}
	return "", full
}

// ref writes a word with a type or a collection of it, behind a key.
func (w *lineWriter) ref(key string, r Ref) {
	brackets := ""
	if r.Collection {
		brackets = "[]"
	}
	mark, name := w.name(r.Name)
	w.word(key, brackets, mark, name)
}

// option writes a word "key=value" where there is a value.
func (w *lineWriter) option(key, value string) {
	if value != "" {
		w.word(key, "=", value)
	}
}

func (w *lineWriter) mark(name string, set bool) {
	if set {
		w.word(name)
	}
}

func (w *lineWriter) typeLines(t *Type) {
	w.begin("type")
	w.word(w.name(t.Name))
	w.word(t.Go)
	w.word(string(t.Kind))
	if t.Base != "" {
		w.ref("base=", Ref{Name: t.Base})
	}
	w.option("page", t.At.Page)
	w.mark("deprecated", t.Deprecated)
	w.end()
	page := func(at Place) string {
		if at.Page == t.At.Page {
			return ""
		}
		return at.Page
	}
	for _, p := range t.Properties {
		w.begin("\t")
		w.first(".", p.Name)
		w.word(p.Go)
		w.ref("", p.Ref)
		w.option("page", page(p.At))
		w.mark("deprecated", p.Deprecated)
		w.end()
	}
	for _, r := range t.Renamed {
		w.begin("\t")
		w.first("^", r.Name)
		w.word(r.Go)
		w.end()
	}
	for _, m := range t.Members {
		w.begin("\t")
		w.first("=", m.Name)
		w.word(m.Go)
		w.option("page", page(m.At))
		w.end()
	}
}

func (w *lineWriter) operationLines(op *Operation) {
	w.begin("operation")
	w.word(op.ID)
	w.option("page", op.At.Page)
	w.mark("deprecated", op.Deprecated)
	w.end()
	for _, r := range op.Requests {
		w.requestLine(r)
	}
	for _, p := range op.Parameters {
		w.begin("\tparameter")
		w.word(string(p.In))
		w.word(p.Name)
		w.word(p.Go)
		w.ref("", p.Ref)
		w.mark("required", p.Required)
		w.end()
	}
	w.begin("\tresponse")
	w.word(strconv.Itoa(op.Response.Status))
	w.ref("", op.Response.Ref)
	w.end()
	for _, e := range op.Errors {
		w.begin("\terror")
		w.word(e.Text)
		w.word(e.Go)
		w.end()
	}
	for i, list := range op.Permissions {
		if len(list) == 0 {
			continue
		}
		w.begin("\tpermissions")
		w.word(strconv.Itoa(i))
		for _, name := range list {
			w.word(name)
		}
		w.end()
	}
}

func (w *lineWriter) requestLine(r *Request) {
	w.begin("\t")
	w.first(r.Method)
	w.word(r.Path)
	w.word(r.Go)
	w.option("args", strings.Join(r.Args, ","))
	w.shape("body=", r.Body)
	w.shape("result=", r.Result)
	w.mark("inferred", r.Inferred)
	w.end()
}

// shape writes a word with a shape, where there is one.
func (w *lineWriter) shape(key string, s Shape) {
	switch {
	case s.Name != "":
		w.ref(key+s.Form+":", s.Ref)
	case s.Form != "":
		w.word(key, s.Form)
	}
}

// Parse reads what [Surface.Append] has written. Errors begin with the line's number.
func Parse(text []byte) (*Surface, error) {
	r := &lineReader{s: &Surface{}}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if err := r.line(strings.TrimRight(string(line), "\r\n")); err != nil {
			return nil, fmt.Errorf("%d: %w", number, err)
		}
	}
	return r.s, nil
}

// A lineReader reads line by line. Indented ones belong to the type or the operation
// read last.
type lineReader struct {
	s  *Surface
	t  *Type
	op *Operation
}

// name is a type's name in full.
func (r *lineReader) name(short string) string {
	if rest, ok := strings.CutPrefix(short, "~"); ok && r.s.Namespace != "" {
		return r.s.Namespace + "." + rest
	}
	return short
}

func (r *lineReader) ref(text string) Ref {
	name, collection := strings.CutPrefix(text, "[]")
	return Ref{r.name(name), collection}
}

func (r *lineReader) shape(text string) Shape {
	form, ref, _ := strings.Cut(text, ":")
	return Shape{form, r.ref(ref)}
}

var errLine = errors.New("not a line of an API")

func (r *lineReader) line(line string) error {
	if line == "" || line[0] == '#' {
		return nil
	}
	rest, indented := strings.CutPrefix(line, "\t")
	words, err := split(rest)
	if err != nil || len(words) == 0 {
		return errLine
	}
	switch {
	case indented && r.t != nil:
		return r.inType(words)
	case indented && r.op != nil:
		return r.inOperation(words)
	case indented:
		return errLine
	}
	switch {
	case words[0] == "namespace" && len(words) == 2:
		r.s.Namespace = words[1]
	case words[0] == "type" && len(words) >= 4:
		o := options(words[4:])
		r.t, r.op = &Type{
			Name: r.name(words[1]), Go: words[2], Kind: api.TypeKind(words[3]), Base: r.name(o["base"]), Deprecated: o.has("deprecated"), At: Place{Page: o["page"]},
		}, nil
		r.s.Types = append(r.s.Types, r.t)
	case words[0] == "operation" && len(words) >= 2:
		o := options(words[2:])
		r.t, r.op = nil, &Operation{
			ID: words[1], Deprecated: o.has("deprecated"), At: Place{Page: o["page"]}, PermittedAt: Place{Page: o["page"]},
			Permissions: make([][]string, len(permissionKinds())),
		}
		r.s.Operations = append(r.s.Operations, r.op)
	default:
		return errLine
	}
	return nil
}

func (r *lineReader) inType(words []string) error {
	at := r.t.At
	if name, ok := strings.CutPrefix(words[0], "."); ok && len(words) >= 3 {
		o := options(words[3:])
		if o["page"] != "" {
			at.Page = o["page"]
		}
		r.t.Properties = append(r.t.Properties, &Property{Name: name, Go: words[1], Ref: r.ref(words[2]), Deprecated: o.has("deprecated"), At: at})
		return nil
	}
	if name, ok := strings.CutPrefix(words[0], "^"); ok && len(words) == 2 {
		r.t.Renamed = append(r.t.Renamed, Renaming{name, words[1]})
		return nil
	}
	if name, ok := strings.CutPrefix(words[0], "="); ok && len(words) >= 2 {
		o := options(words[2:])
		if o["page"] != "" {
			at.Page = o["page"]
		}
		r.t.Members = append(r.t.Members, Member{name, words[1], at})
		return nil
	}
	return errLine
}

func (r *lineReader) inOperation(words []string) error {
	at := r.op.At
	switch words[0] {
	case "parameter":
		if len(words) < 5 {
			return errLine
		}
		r.op.Parameters = append(r.op.Parameters, &Parameter{
			In: api.ParameterIn(words[1]), Name: words[2], Go: words[3], Ref: r.ref(words[4]), Required: options(words[5:]).has("required"), At: at,
		})
	case "response":
		if len(words) != 3 {
			return errLine
		}
		status, err := strconv.Atoi(words[1])
		if err != nil {
			return errLine
		}
		r.op.Response = Response{status, r.ref(words[2]), at}
	case "error":
		if len(words) != 3 {
			return errLine
		}
		r.op.Errors = append(r.op.Errors, ErrorCode{words[1], words[2]})
	case "permissions":
		i, err := strconv.Atoi(strings.Join(words[1:min(len(words), 2)], ""))
		if err != nil || i < 0 || i >= len(r.op.Permissions) {
			return errLine
		}
		r.op.Permissions[i] = words[2:]
	default:
		if len(words) < 3 {
			return errLine
		}
		o := options(words[3:])
		q := &Request{
			Method: words[0], Path: words[1], Go: words[2], Body: r.shape(o["body"]), Result: r.shape(o["result"]),
			Inferred: o.has("inferred"), At: at,
		}
		if o["args"] != "" {
			q.Args = strings.Split(o["args"], ",")
		}
		r.op.Requests = append(r.op.Requests, q)
	}
	return nil
}

// A set of options, by key.
type optionSet map[string]string

func (o optionSet) has(key string) bool { _, ok := o[key]; return ok }

func options(words []string) optionSet {
	o := optionSet{}
	for _, w := range words {
		key, value, _ := strings.Cut(w, "=")
		o[key] = value
	}
	return o
}

// split returns the words of a line.
func split(line string) ([]string, error) {
	var words []string
	for line != "" {
		if line[0] != '"' {
			w, rest, _ := strings.Cut(line, " ")
			words, line = append(words, w), rest
			continue
		}
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			return nil, err
		}
		w, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, err
		}
		line = line[len(quoted):]
		if line != "" && line[0] != ' ' {
			return nil, errLine
		}
		words, line = append(words, w), strings.TrimPrefix(line, " ")
	}
	return words, nil
}
