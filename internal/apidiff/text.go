package apidiff

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/internal/model"
)

// This file writes surfaces down, and reads them.
//
// The text stands in the SDK's folder and is committed with it, so it is made to be
// looked at in a review and to be merged: a line for each type and operation, below
// it an indented one for each thing in it, in an order that depends on nothing else.
// It has pages but no lines of them, which every edit would change.
//
//	namespace microsoft.graph
//	type ~event Event entity base=~outlookItem page=resources/event.md
//		.subject Subject Edm.String
//	operation event-cancel page=api/event-cancel.md
//		POST /me/events/{id}/cancel Me.Events.Cancel args=Edm.String body=struct:EventCancelRequest
//
// Words are parted by spaces; one that would not be a word is quoted as in Go. In front
// of a type's name "~" is the API's own namespace.

// Text returns s as a text.
func (s *Surface) Text() []byte {
	w := &lineWriter{namespace: s.Namespace}
	w.line("namespace", s.Namespace)
	for _, t := range s.Types {
		w.typeLines(t)
	}
	for _, op := range s.Operations {
		w.operationLines(op)
	}
	return w.b.Bytes()
}

// A lineWriter writes lines of words.
type lineWriter struct {
	b         bytes.Buffer
	namespace string
}

// name is a type's name in short.
func (w *lineWriter) name(full string) string {
	if rest, ok := strings.CutPrefix(full, w.namespace+"."); ok && w.namespace != "" {
		return "~" + rest
	}
	return full
}

func (w *lineWriter) ref(r Ref) string { return Ref{w.name(r.Name), r.Collection}.String() }

func (w *lineWriter) line(words ...string) {
	for i, s := range words {
		if i > 0 {
			w.b.WriteByte(' ')
		}
		w.b.WriteString(word(s))
	}
	w.b.WriteByte('\n')
}

func (w *lineWriter) below(words ...string) {
	w.b.WriteByte('\t')
	w.line(words...)
}

// word quotes what would not be read as one word.
func word(s string) string {
	odd := func(r rune) bool {
		return r == '"' || r == '\\' || unicode.IsSpace(r) || !unicode.IsPrint(r) || r == unicode.ReplacementChar
	}
	if s == "" || strings.ContainsFunc(s, odd) {
		return strconv.Quote(s)
	}
	return s
}

// option is a word "key=value" where there is a value.
func option(words []string, key, value string) []string {
	if value != "" {
		words = append(words, key+"="+value)
	}
	return words
}

func mark(words []string, name string, set bool) []string {
	if set {
		words = append(words, name)
	}
	return words
}

func (w *lineWriter) typeLines(t *Type) {
	words := option([]string{"type", w.name(t.Name), t.Go, string(t.Kind)}, "base", w.name(t.Base))
	words = option(words, "page", t.At.Page)
	w.line(mark(words, "deprecated", t.Deprecated)...)
	page := func(at Place) string {
		if at.Page == t.At.Page {
			return ""
		}
		return at.Page
	}
	for _, p := range t.Properties {
		words := option([]string{"." + p.Name, p.Go, w.ref(p.Ref)}, "page", page(p.At))
		w.below(mark(words, "deprecated", p.Deprecated)...)
	}
	for _, m := range t.Members {
		w.below(option([]string{"=" + m.Name, m.Go}, "page", page(m.At))...)
	}
}

func (w *lineWriter) operationLines(op *Operation) {
	words := option([]string{"operation", op.ID}, "page", op.At.Page)
	w.line(mark(words, "deprecated", op.Deprecated)...)
	for _, r := range op.Requests {
		words := []string{r.Method, r.Path, r.Go}
		words = option(words, "args", strings.Join(r.Args, ","))
		words = option(words, "body", w.shape(r.Body))
		words = option(words, "result", w.shape(r.Result))
		w.below(mark(words, "inferred", r.Inferred)...)
	}
	for _, p := range op.Parameters {
		w.below(mark([]string{"parameter", string(p.In), p.Name, p.Go, w.ref(p.Ref)}, "required", p.Required)...)
	}
	w.below("response", strconv.Itoa(op.Response.Status), w.ref(op.Response.Ref))
	for _, e := range op.Errors {
		w.below("error", e.Text, e.Go)
	}
	for i, list := range op.Permissions {
		if len(list) > 0 {
			w.below(append([]string{"permissions", strconv.Itoa(i)}, list...)...)
		}
	}
}

func (w *lineWriter) shape(s Shape) string {
	if s.Name == "" {
		return s.Form
	}
	return s.Form + ":" + w.ref(s.Ref)
}

// Parse reads what [Surface.Text] has written. Errors begin with the line's number.
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
			Name: r.name(words[1]), Go: words[2], Kind: model.TypeKind(words[3]), Base: r.name(o["base"]), Deprecated: o.has("deprecated"), At: Place{Page: o["page"]},
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
			In: model.ParameterIn(words[1]), Name: words[2], Go: words[3], Ref: r.ref(words[4]), Required: options(words[5:]).has("required"), At: at,
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

// split parts a line into words.
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
