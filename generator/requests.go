package generator

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file describes the tests of request lines. Every line that a page lists is one,
// whether or not an example shows it: the call is made with values that need escaping,
// and what it sends is compared with what follows from the line (see requestline.go).
//
// What the call takes and is answered with is that of an example of the same page, whose
// exchange is named, and the least that the types allow where there is none.

// A requestLine is the test of a request line.
type requestLine struct {
	op      *api.Operation
	request *api.Request
	method  *method
	name    string // of the exchange: page and line
	like    *test  // whose body and answer are taken, nil for none
	target  string // what follows from the line
	args    []lineArg
	values  []string // for the query and the header
	other   bool     // whether the line is in another notation than the method
}

// linesSuffix is behind a resource's name in that of the file of its request lines. No
// other file's name has a hyphen there.
const linesSuffix = "-requests"

// assignLines puts the tests of request lines into the files of what they call.
func (p *Plan) assignLines(pages map[string]*sourceFile) {
	examples := map[*api.Operation][]*test{}
	for _, t := range p.tests {
		if p.lends(t) {
			examples[t.op] = append(examples[t.op], t)
		}
	}
	for _, op := range p.api.Operations {
		for _, r := range op.Requests {
			m := p.methodOf[r.Call]
			if r.Skipped != "" || m == nil {
				continue
			}
			l := &requestLine{op: op, request: r, method: m, like: p.likest(m, examples[op])}
			if !p.setTarget(l) {
				continue
			}
			f := pages[m.home()]
			l.name = f.exchanges().claimOr(wireKey(pageBase(op.Page))+":"+itoa(r.Line), "-")
			f.lines = append(f.lines, l)
		}
	}
}

// lends reports whether the body and the answer of an example can be those of another
// call.
func (p *Plan) lends(t *test) bool {
	x := t.example
	if t.method == nil || t.method.service == nil || t.received != nil || unanswered(x) || x.Response.Status < 200 || x.Response.Status > 299 || replaced(t) {
		return false
	}
	switch t.method.call.Result.Kind {
	case api.NoResult, api.StreamResult, api.MonitorResult, api.CountResult:
		return true
	case api.PageResult:
		return p.unpaged(t.method.call.Result, x) == nil
	}
	return x.Response.JSON != nil && x.Response.Status != 204
}

// likest is the example to take body and answer from: of the method itself, or of one
// that takes and returns the same.
func (p *Plan) likest(m *method, examples []*test) *test {
	same := func(t *test) bool { return t.method == m }
	if i := slices.IndexFunc(examples, same); i >= 0 {
		return examples[i]
	}
	alike := func(t *test) bool {
		o := t.method
		return o.params == m.params && o.call.Result == m.call.Result && o.call.Body.Kind == m.call.Body.Kind && o.call.Body.Type == m.call.Body.Type
	}
	if i := slices.IndexFunc(examples, alike); i >= 0 {
		return examples[i]
	}
	return nil
}

// setTarget says what a request line asks for, and with which arguments the method asks
// for that. It reports false, and a diagnostic says so, where no call of the method is
// what the line says.
func (p *Plan) setTarget(l *requestLine) bool {
	args, line := lineArgs(l.method), l.aliased()
	path, query, err := lineTarget(line, p.api.Convention, args)
	if err != nil {
		args = p.literalArgs(l, args)
		path, query, err = lineTarget(line, p.api.Convention, open(args))
	}
	values := make([]string, len(args))
	for i, a := range args {
		values[i] = a.text
	}
	made := l.method.call.Target(values)
	if err != nil { // perhaps the line leaves out what a table of the page says of it
		path, query, err = lineTarget(line, p.api.Convention, open(listedArgs(l, args)))
		path = withLists(path, made)
	}
	l.args, l.other = args, !samePath(path, made)
	if err != nil || l.other && !samePlain(path, made) || !isToken(l.method.call.Verb) {
		p.unsaid(l)
		return false
	}
	b := []byte(path)
	paging := l.method.call.Result.Paging
	for i, q := range l.ask(query) {
		if isPaged(l.method.call.Result) && (q.Name == paging.Page || q.Name == paging.Offset) {
			q.Value = itoa(paging.First) // what counts takes no text
		}
		b = append(b, "?&"[min(i, 1)])
		b = append(appendQuery(b, q.Name), '=')
		b = appendQuery(b, q.Value)
	}
	l.target = string(b)
	return true
}

// unsaid reports a request line that a method has another path than.
func (p *Plan) unsaid(l *requestLine) {
	p.Diagnostics = append(p.Diagnostics, diag.Diagnostic{
		Code: "request-line", Severity: diag.Warning, File: l.op.Page, Line: max(l.request.Line, 1), Column: 1,
		Message: "the request line cannot be tested: what is read from it is " + template(l.method.call.Path),
		Hint:    "write names and placeholders as in /users/{id}/range(address='{address}')",
	})
}

// literalArgs are the arguments of a request line that has values where others have
// placeholders: those are the arguments then, if they are of the method's types.
func (p *Plan) literalArgs(l *requestLine, args []lineArg) []lineArg {
	text, _ := api.SplitURL(l.request.Template, p.api.Convention)
	written, err := api.ParsePath(text, p.api.Namespace)
	if err != nil {
		return args
	}
	const hole = "sdkscribeplaceholder"
	marked := written.Clone()
	for _, s := range marked {
		for i := range s.Args {
			if s.Args[i].Placeholder != "" {
				s.Args[i].Placeholder = hole
			}
		}
	}
	bound, ok := api.Bind(l.method.call.Path, marked)
	if !ok || len(bound) != len(args) {
		return args
	}
	literal := slices.Clone(args)
	for i, value := range bound {
		if strings.Contains(value, hole) {
			continue
		}
		if checkArg(l.method.args[i], value) != nil || args[i].spans && strings.Contains("/"+value+"/", "//") {
			return args
		}
		literal[i] = lineArg{text: value, spans: args[i].spans, written: true}
	}
	return literal
}

// open are the arguments that a line has placeholders for.
func open(args []lineArg) []lineArg {
	return slices.DeleteFunc(slices.Clone(args), func(a lineArg) bool { return a.written })
}

// samePath reports whether two paths are the same but for what is percent-encoded.
func samePath(a, b string) bool {
	x, errX := url.PathUnescape(a)
	y, errY := url.PathUnescape(b)
	return errX == nil && errY == nil && x == y
}

// samePlain reports whether two paths are the same but for the notation: keys as segments
// or in parentheses, quotes, blanks, the case of letters.
func samePlain(a, b string) bool {
	plain := strings.NewReplacer("'", "", " ", "", "()", "", "(", "/", ")", "")
	x, errX := url.PathUnescape(a)
	y, errY := url.PathUnescape(b)
	return errX == nil && errY == nil && strings.EqualFold(plain.Replace(x), plain.Replace(y))
}

// lineArgs are the values for the placeholders of a method's path: distinct, and as hard
// to write into a URL as each may be.
func lineArgs(m *method) []lineArg {
	args := make([]lineArg, 0, len(m.args))
	for _, s := range m.call.Path {
		for _, a := range s.Args {
			if a.Placeholder == "" {
				continue
			}
			n := len(args) + 1
			args = append(args, lineArg{text: lineText(m.args[len(args)].Type, s, a, n), spans: s.Kind == api.ByPath})
		}
	}
	return args
}

// lineText is the value for the n-th placeholder of a path.
func lineText(t code.Type, s api.Segment, a api.Arg, n int) string {
	if t.Slice {
		one := t
		one.Slice = false
		elements := []string{lineText(one, api.Segment{}, api.Arg{Quoted: true}, n), lineText(one, api.Segment{}, api.Arg{Quoted: true}, n+1)}
		return odata.WriteList(elements, elementOf(t), a.List)
	}
	switch t.Name {
	case "bool":
		return strconv.FormatBool(n%2 == 1)
	case "int32", "int64":
		return itoa(10 + n)
	case "Date":
		return fmt.Sprintf("2026-02-%02d", n)
	case "TimeOfDay":
		return fmt.Sprintf("07:08:%02d", n)
	case "Duration":
		return fmt.Sprintf("PT%dM", n)
	}
	bare := s.Kind != api.Key || s.Parens
	if s.Kind == api.ByPath || a.Quoted || s.Bare {
		bare = false
	}
	if bare { // in parentheses without quotes: OData has no quotes in such a value
		return fmt.Sprintf("%dé/b c%%\"", n)
	}
	return fmt.Sprintf("%dé/b c'd%%\"", n)
}

// lineTests describes the test of the request lines of one file.
func (p *Plan) lineTests(f *sourceFile, key string) code.Decl {
	described := &code.RequestTest{Name: f.linesTest, File: key + linesSuffix + ".lines"}
	for _, l := range f.lines {
		m := l.method
		line := code.RequestLine{Exchange: l.name, Receiver: m.receiver(), Method: m.name, Member: wrapper(m.call.Result)}
		for i, a := range l.args {
			line.Args = append(line.Args, argument(m.args[i], a.text))
		}
		for i, n := range m.needs {
			line.Args = append(line.Args, needValue(n, l.values[i]))
		}
		line.Own = l.own()
		described.Lines = append(described.Lines, line)
		if m.all != "" {
			line.Method, line.All, line.Paging = m.all, true, code.Paging(m.call.Result.Paging)
			described.Lines = append(described.Lines, line)
		}
	}
	return described
}

// receiver is the type that has the method.
func (m *method) receiver() string {
	if m.service.parent == nil {
		return "Client"
	}
	return m.service.typeName
}

// lineFile is the file of the exchanges that the tests of request lines play.
func (p *Plan) lineFile(f *sourceFile) []byte {
	var w exchanger
	for i, l := range f.lines {
		if i > 0 {
			w.text = append(w.text, '\n')
		}
		w.text = append(append(append(w.text, "### "...), l.name...), "\n\n"...)
		w.message = append(append(append(w.message[:0], l.request.Method...), ' '), l.target...)
		w.message = append(w.message, " HTTP/1.1"...)
		for i, n := range l.method.needs {
			if n.header() {
				w.message = fmt.Appendf(w.message, "\n%s: %s", n.param.Name, l.values[i])
			}
		}
		body, answer := "", ""
		if l.like == nil {
			body, answer = p.leastBody(l.method), p.leastAnswer(l.method)
		}
		if body != "" {
			w.message = append(append(w.message, "\nContent-Type: "...), defaultType(l.method)...)
			w.message = append(append(w.message, "\n\n"...), body...)
		}
		w.marked('>')
		w.text = append(w.text, '\n')
		if l.other {
			w.text = append(w.text, "~ in another notation\n"...)
		}
		if l.like != nil {
			w.text = fmt.Appendf(w.text, "= %s.http %s\n", p.keyOf[l.like], l.like.wire)
		} else {
			w.message = append(w.message[:0], answer...)
			w.marked('<')
		}
		if l.method.call.Result.Kind == api.MonitorResult {
			w.text = append(w.text, p.polls()...)
		}
	}
	return w.text
}

// leastBody is the least that a method can send.
func (p *Plan) leastBody(m *method) string {
	switch b := m.call.Body; b.Kind {
	case api.NoBody:
		return ""
	case api.StreamBody:
		return "content"
	case api.ListBody:
		return "[" + least(p.shapeOf(api.TypeRef{Name: b.Type.Name})) + "]"
	case api.ReferenceBody:
		return "{" + strconv.Quote(p.api.Convention.Reference) + `:"https://example.com/reference"}`
	case api.ObjectBody:
		return least(p.shapeOf(b.Type))
	}
	return "{}"
}

// leastAnswer is the least that a method can be answered.
func (p *Plan) leastAnswer(m *method) string {
	r := m.call.Result
	item := p.shapeOf(r.Type)
	if r.Kind == api.PageResult || r.Kind == api.ListResult {
		item.collection = false
	}
	body := ""
	switch r.Kind {
	case api.NoResult:
		return "HTTP/1.1 204 No Content"
	case api.MonitorResult:
		return leastMonitor(r)
	case api.CountResult:
		return "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n12"
	case api.StreamResult:
		return "HTTP/1.1 200 OK\nContent-Type: application/octet-stream\n\ncontent"
	case api.PageResult:
		if isPaged(r) {
			body = p.leastPart(r, item)
			break
		}
		body = "{" + strconv.Quote(p.api.Convention.Wrapper) + ":[" + least(item) + "]}"
	case api.ListResult:
		body = "[" + least(item) + "]"
	default:
		body = least(item)
	}
	if member := wrapper(r); member != "" {
		body = inside(member, body)
	}
	return "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body
}

// least is the least JSON of a shape.
func least(s shape) string {
	if s.collection {
		s.collection = false
		return "[" + least(s) + "]"
	}
	switch {
	case s.kind == list:
		return "[" + least(*s.elem) + "]"
	case s.kind == dict:
		return `{"key":` + least(*s.elem) + "}"
	case s.kind == enum:
		for _, m := range s.named.model.Members {
			return strconv.Quote(m.Name)
		}
		return `"member"`
	case s.kind == scalar:
		return leastScalar(s.prim.name)
	}
	return "{}"
}

// leastScalar is a value of a primitive type that shows what type it is.
func leastScalar(name string) string {
	switch name {
	case "bool":
		return "true"
	case "int8", "uint8":
		return "12"
	case "int16":
		return "1234"
	case "int32":
		return "123456"
	case "int64":
		return "9007199254740993"
	case "float32", "float64", "Decimal":
		return "1.5"
	case "DateTimeOffset":
		return `"2026-02-03T04:05:06Z"`
	case "Date":
		return `"2026-02-03"`
	case "TimeOfDay":
		return `"04:05:06"`
	case "Duration":
		return `"PT5M"`
	case "GUID":
		return `"6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0"`
	case "Binary":
		return `"AAEC"`
	}
	return `"text é"`
}

// nameLineTests names the tests of request lines, after the examples' have their names.
func (p *Plan) nameLineTests() {
	names := make(scope, len(p.tests))
	p.keyOf = make(map[*test]string, len(p.tests))
	for _, t := range p.tests {
		names[t.name] = true
	}
	for _, key := range slices.Sorted(maps.Keys(p.files)) {
		f := p.files[key]
		f.linesTest = names.claim("TestRequestLines_" + exported(key, "Other"))
		for _, t := range f.tests {
			p.keyOf[t] = key
		}
	}
}

// exchanges is the scope of the names of request lines.
func (f *sourceFile) exchanges() scope {
	if f.lineNames == nil {
		f.lineNames = scope{}
	}
	return f.lineNames
}

// lineJobs are the files of the tests of request lines.
func (p *Plan) lineJobs(f *sourceFile, key string) []job {
	if len(f.lines) == 0 {
		return nil
	}
	return []job{
		p.goJob(key+linesSuffix+"_test.go", func() []code.Decl { return []code.Decl{p.lineTests(f, key)} }),
		{path: "testdata/" + key + linesSuffix + ".lines", plain: surely(func() []byte { return p.lineFile(f) })},
	}
}
