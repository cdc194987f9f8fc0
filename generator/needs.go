package generator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file is about the arguments that a method has besides those of its path: the query
// parameters and header fields that a call cannot do without. They stand behind the
// arguments of the path and in front of the body, and have no part in names.

// A need is one of these arguments.
type need struct {
	arg   code.Arg
	param *api.Parameter
}

// header reports whether the argument is sent in the header.
func (n need) header() bool { return n.param.In == api.InHeader }

// needsOf names what a call cannot do without.
func needsOf(call *api.Method, args []code.Arg) []need {
	taken := scope{}
	for _, a := range args {
		taken[a.Name] = true
	}
	var needs []need
	for _, p := range call.Needs {
		name := taken.claimOr(unexported(cmp.Or(p.Argument, p.Name), "value"), "Value")
		arg := code.Arg{Name: name, Type: needType(p.Type)}
		if p.Collection {
			arg.Type, arg.Quoted = sliceOf(argType(api.Arg{Type: p.Type})), p.List == odata.QuotedList
		}
		needs = append(needs, need{arg, p})
	}
	return needs
}

// needType is the Go type of such an argument. Unlike those of paths, which are keys, many
// are instants.
func needType(name string) code.Type {
	switch name {
	case "Edm.DateTimeOffset":
		return code.Type{Package: code.Runtime, Name: "DateTimeOffset"}
	case "Edm.Double", "Edm.Single":
		return code.Type{Name: "float64"}
	}
	return argType(api.Arg{Type: name})
}

// described are the arguments for code, and fixed what is sent besides.
func (m *method) described() (needs []code.Need, fixed []code.Fixed) {
	for _, n := range m.needs {
		needs = append(needs, code.Need{Arg: n.arg, Name: n.param.Name, Header: n.header(), Literal: n.param.Quoted})
	}
	for _, f := range m.call.Fixed {
		fixed = append(fixed, code.Fixed{Name: f.Name, Value: f.Value})
	}
	return needs, fixed
}

// values are the arguments that an example has for what its method cannot do without. A
// header field that is text may be missing: it is not sent where the argument is empty.
func (m *method) values(asked *api.Message) ([]string, error) {
	var values []string
	continues := m.call.Continues(asked.Query)
	for i, n := range m.needs {
		value, shown := n.shownIn(asked)
		if !n.header() && continues {
			value, shown = lineNeed(n, i+1), true // which the link takes the place of
		}
		if !shown && (!n.header() || n.arg.Type.Name != "string") {
			return nil, fmt.Errorf("the request has no %s, which the method cannot leave out", n.param.Name)
		}
		if shown {
			if err := checkNeed(n, value); err != nil {
				return nil, err
			}
		}
		values = append(values, value)
	}
	for _, f := range m.call.Fixed {
		if !continues && !slices.Contains(asked.Query, f) {
			return nil, fmt.Errorf("the request has no %s=%s, which the method sends", f.Name, f.Value)
		}
	}
	return values, nil
}

// shownIn is the value that a request has.
func (n need) shownIn(asked *api.Message) (value string, shown bool) {
	if n.header() {
		value = headerOf(asked, n.param.Name)
		return value, value != ""
	}
	for _, q := range asked.Query {
		if q.Name == n.param.Name {
			return n.unquoted(q.Value), true
		}
	}
	return "", false
}

// unquoted is a value without the quotes that its method puts around it.
func (n need) unquoted(value string) string {
	if !n.param.Quoted || !odata.IsQuoted(value) {
		return value
	}
	return strings.ReplaceAll(value[1:len(value)-1], "''", "'")
}

// quoted is a value as its method sends it.
func (n need) quoted(value string) string {
	if !n.param.Quoted {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", "''") + "'"
}

// checkNeed tells what stands in the way of writing an argument.
func checkNeed(n need, value string) error {
	if n.arg.Type.Slice {
		return checkArg(n.arg, value)
	}
	switch n.arg.Type.Name {
	case "string":
		return nil
	case "DateTimeOffset":
		if !odata.IsValueOf(value, "Edm.DateTimeOffset") {
			return fmt.Errorf("the argument %s is no date and time: %.80q", n.arg.Name, value)
		}
		return nil
	case "float64":
		_, text, fits := odata.FitScalar(&relaxed.Value{Kind: relaxed.Number, Text: value}, "Edm.Double")
		if !fits || text != value {
			return fmt.Errorf("the argument %s is no number: %.80q", n.arg.Name, value)
		}
		return nil
	}
	return checkArg(n.arg, value)
}

// needValue is an argument that checkNeed has nothing against.
func needValue(n need, value string) code.Value {
	if n.arg.Type.Slice {
		return argument(n.arg, value)
	}
	switch n.arg.Type.Name {
	case "DateTimeOffset":
		return code.Value{Form: code.TimeValue, Text: value}
	case "float64":
		return number(value)
	}
	return argument(n.arg, value)
}

// sent reports whether a method itself sends a query parameter or, where header is true, a
// header field.
func (m *method) sent(name string, header bool) bool {
	for _, n := range m.needs {
		if n.header() == header && (n.param.Name == name || header && strings.EqualFold(n.param.Name, name)) {
			return true
		}
	}
	return !header && slices.ContainsFunc(m.call.Fixed, func(f api.Field) bool { return f.Name == name })
}

// lineNeed is the value for the n-th argument of a request line.
func lineNeed(n need, at int) string {
	switch {
	case n.arg.Type.Slice:
		return lineText(n.arg.Type, api.Segment{Kind: api.Operator}, api.Arg{Type: n.param.Type, List: n.param.List}, at)
	case n.arg.Type.Name == "DateTimeOffset":
		return fmt.Sprintf("2026-02-03T04:05:%02d+01:00", at)
	case n.arg.Type.Name == "float64":
		return fmt.Sprintf("%d.5", at)
	case n.arg.Type.Name == "string" && n.header():
		return fmt.Sprintf("h%d \"/,;'", at)
	}
	return lineText(n.arg.Type, api.Segment{Kind: api.Key}, api.Arg{}, at)
}

// ask gives the line values for what its method sends in the query and the header, and
// returns the query with them. What has one value in all lines has that of the line.
func (l *requestLine) ask(query []api.Field) []api.Field {
	fixed := make(map[string]string, len(l.method.call.Fixed))
	for _, f := range l.method.call.Fixed {
		fixed[f.Name] = f.Value
	}
	_, written, _ := strings.Cut(l.request.Template, "?")
	given := map[string]string{}
	for _, f := range api.ParseQuery(written) {
		if value, ok := fixed[f.Name]; ok && value == f.Value {
			given[f.Name] = value
		}
	}
	for i := range query {
		if value, ok := given[query[i].Name]; ok {
			query[i].Value = value
		}
	}
	for i, n := range l.method.needs {
		value := lineNeed(n, i+1)
		l.values = append(l.values, value)
		if n.header() {
			continue
		}
		at := slices.IndexFunc(query, func(q api.Field) bool { return q.Name == n.param.Name })
		if at < 0 {
			query = append(query, api.Field{Name: n.param.Name, Value: n.quoted(value)})
			continue
		}
		query[at].Value = n.quoted(value)
	}
	return query
}

// own are the query parameters that the method of a line sends itself.
func (l *requestLine) own() []string {
	var names []string
	for _, f := range l.method.call.Fixed {
		names = append(names, f.Name)
	}
	for _, n := range l.method.needs {
		if !n.header() {
			names = append(names, n.param.Name)
		}
	}
	return names
}

// headerOption names the option that the runtime has for a header field, "" for none.
func headerOption(name string) string {
	switch low := strings.ToLower(name); {
	case low == "if-match":
		return "IfMatch"
	case low == "if-none-match":
		return "IfNoneMatch"
	case low == "idempotency-key":
		return "IdempotencyKey"
	case strings.Contains(low, "idempotency"):
		return "IdempotencyKeyAs"
	}
	return ""
}

// answers reports whether an example of a method shows a header field in a successful
// answer, of a status unless that is 0.
func (m *method) answers(field string, status int) bool {
	for _, x := range m.op.Examples {
		if x.Call == m.call && x.Response != nil && x.Response.Status < 300 && (status == 0 || x.Response.Status == status) && headerOf(x.Response, field) != "" {
			return true
		}
	}
	return false
}

// resume is the option that goes on with a list at the URL that a request has.
func resume(asked *api.Message) code.Option {
	link := appendPath(nil, asked.Path)
	for i, q := range asked.Query {
		link = append(link, "?&"[min(i, 1)])
		link = append(appendQuery(link, q.Name), '=')
		link = appendQuery(link, q.Value)
	}
	return code.Option{Name: "Resume", Args: []code.Value{{Form: code.ServedValue, Text: string(link)}}}
}
