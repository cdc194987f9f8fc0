package generator

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file says what there is to say about lists that come in pages in another way than
// OData's: what their doc comments explain, and where a documented page leads to. That is
// worked out here from the page's own text, without the runtime, so that a fault of one
// shows as a difference.

// isPaged reports whether a result comes in pages in another way than OData's.
func isPaged(r api.Result) bool { return r.Kind == api.PageResult && r.Paging.Leads() }

// elementsIn is the array of elements in a page, nil for none.
func (p *Plan) elementsIn(r api.Result, body *relaxed.Value) *relaxed.Value {
	switch {
	case !isPaged(r):
		return body.Get(p.api.Convention.Wrapper)
	case r.Paging.Items == "":
		return body
	}
	return body.At(r.Paging.Items)
}

// wantedPart is a page of a list that comes in pages in another way than OData's.
func (p *Plan) wantedPart(x *api.Example, r api.Result, v *relaxed.Value) (code.Value, error) {
	s := p.shapeOf(r.Type)
	s.collection = true
	element := s
	element.collection = false
	page := generic("Page", element.element())
	items := p.elementsIn(r, v)
	if items == nil || items.Kind != relaxed.Array && (items.Kind != relaxed.Null || v == items) {
		return code.Value{}, misfit(v, "a page of a collection")
	}
	link, err := nextTarget(r.Paging, x, items)
	if err != nil {
		return code.Value{}, err
	}
	var want code.Value
	if r.Paging.Items == "" {
		value, err := p.value(s, v)
		if err != nil {
			return code.Value{}, err
		}
		value.Key = "Value"
		want = structOf(page, []code.Value{value})
	} else if want, err = p.structValue(page, []field{{name: "Value", json: r.Paging.Items, shape: s, required: true}}, flattened(v, r.Paging.Items), ""); err != nil {
		return code.Value{}, err
	}
	at := 0
	if len(want.Elements) > 0 && want.Elements[0].Key == "Value" {
		at = 1
	}
	var more []code.Value
	if n, ok, _ := numberAt(x.Response, r.Paging.Total); ok {
		more = append(more, code.Value{Key: "Count", Form: code.SomeValue, Elements: []code.Value{
			converted(shape{kind: scalar, prim: primitive{name: "int64"}}, number(strconv.FormatInt(n, 10)))}})
	}
	more = append(more, code.Value{Key: "NextLink", Form: code.NextValue, Text: link})
	want.Elements = append(want.Elements[:at:at], append(more, want.Elements[at:]...)...)
	return want, nil
}

// nextTarget is where a documented page leads to, as a reference that is relative to its
// own URL perhaps, "" for nowhere. The error says why no client can tell.
func nextTarget(p api.Paging, x *api.Example, items *relaxed.Value) (string, error) {
	n := len(items.Elements)
	more, said := flagAt(x.Response, p.More)
	if said && !more {
		return "", nil
	}
	pages, hasPages, err := numberAt(x.Response, p.Pages)
	total, hasTotal, err2 := numberAt(x.Response, p.Total)
	if err = cmp.Or(err, err2); err != nil && (p.Page != "" || p.Offset != "") {
		return "", err
	}
	switch {
	case p.LinkHeader:
		return headerTarget(x.Response), nil
	case p.Next != "":
		text, err := textIn(answerAt(x.Response, p.Next), p.Next)
		if err == nil && text == "" && more {
			err = fmt.Errorf("the answer's %q is true and its %q leads nowhere", p.More, p.Next)
		}
		if err != nil || text == "" || p.Query == "" {
			return text, err
		}
		return asking(x, p.Query, text), nil
	case n == 0 && more && p.Page == "":
		return "", fmt.Errorf("the answer's %q is true and it has no elements", p.More)
	case n == 0 && !(said && p.Page != ""):
		return "", nil
	case p.Last != "":
		text, err := textAt(items.Elements[n-1], p.Last)
		if err == nil && text == "" {
			err = fmt.Errorf("the last element of the answer has no %q", p.Last)
		}
		return asking(x, p.Query, text), err
	}
	number, err := asked(x, cmp.Or(p.Page, p.Offset), p.First)
	first := int64(p.First)
	switch {
	case err != nil:
		return "", err
	case p.Page != "" && !said && (hasPages && number-first >= pages-1 || !hasPages && hasTotal && number == first && int64(n) >= total):
		return "", nil
	case p.Page != "":
		return asking(x, p.Page, strconv.FormatInt(number+1, 10)), nil
	case hasTotal && !more && number+int64(n)-first >= total:
		return "", nil
	}
	return asking(x, p.Offset, strconv.FormatInt(number+int64(n), 10)), nil
}

// asking is the query of an example's request with a parameter in it.
func asking(x *api.Example, name, value string) string {
	query := url.Values{}
	for _, q := range x.Request.Query {
		query.Set(q.Name, q.Value)
	}
	query.Set(name, value)
	return "?" + query.Encode()
}

// asked is the number that an example's request has in a parameter.
func asked(x *api.Example, name string, first int) (int64, error) {
	for _, q := range x.Request.Query {
		if q.Name == name && q.Value != "" {
			n, err := strconv.ParseInt(q.Value, 10, 32)
			if err != nil {
				err = fmt.Errorf("the query parameter %s counts, and is no number: %.40q", name, q.Value)
			}
			return n, err
		}
	}
	return int64(first), nil
}

// nextHeaderWay finds the target of the link to the next page in a header field.
var nextHeaderWay = regexp.MustCompile(`(?i)<([^<>]*)>[^<>]*;\s*rel\s*=\s*("next"|next\b)`)

// headerTarget is where the header field Link of a response leads to.
func headerTarget(m *api.Message) string {
	for _, h := range m.Header {
		if strings.EqualFold(h.Name, "Link") {
			if found := nextHeaderWay.FindStringSubmatch(h.Value); found != nil {
				return strings.TrimSpace(found[1])
			}
		}
	}
	return ""
}

// memberAt is the member of an object that a way leads to.
func memberAt(v *relaxed.Value, way string) *relaxed.Value {
	if way == "" || v == nil || v.Kind != relaxed.Object {
		return nil
	}
	if m := v.Get(way); m != nil {
		return m
	}
	for i := range len(way) {
		if way[i] == '.' {
			if m := memberAt(v.Get(way[:i]), way[i+1:]); m != nil {
				return m
			}
		}
	}
	return nil
}

// answerAt is what a way leads to in an answer: a member of the body, or a header field.
func answerAt(m *api.Message, way string) *relaxed.Value {
	name, ok := strings.CutPrefix(way, api.HeaderWay)
	if !ok {
		return memberAt(m.JSON, way)
	}
	for _, h := range m.Header {
		if strings.EqualFold(h.Name, name) {
			return &relaxed.Value{Kind: relaxed.String, Text: h.Value}
		}
	}
	return nil
}

// textAt is the text that leads on, "" where nothing does.
func textAt(v *relaxed.Value, way string) (string, error) {
	return textIn(memberAt(v, way), way)
}

// textIn is the text of a member that leads on.
func textIn(m *relaxed.Value, way string) (string, error) {
	switch {
	case m == nil, m.Kind == relaxed.Null, m.Kind == relaxed.Number && m.Text == "0", m.Kind == relaxed.Bool && m.Text == "false":
		return "", nil
	case m.Kind == relaxed.String, m.Kind == relaxed.Number:
		return m.Text, nil
	}
	return "", fmt.Errorf("the answer's %q is no text and no number", way)
}

// numberAt is a number that counts, written as a string perhaps.
func numberAt(answer *api.Message, way string) (n int64, there bool, err error) {
	m := answerAt(answer, way)
	if m == nil || m.Kind == relaxed.Null || m.Kind == relaxed.String && m.Text == "" {
		return 0, false, nil
	}
	if m.Kind == relaxed.String || m.Kind == relaxed.Number {
		if n, err = strconv.ParseInt(strings.TrimSpace(m.Text), 10, 64); err == nil {
			return n, true, nil
		}
	}
	return 0, false, fmt.Errorf("the answer's %q counts, and is no number", way)
}

// flagAt is a member that is true or false.
func flagAt(answer *api.Message, way string) (on, there bool) {
	m := answerAt(answer, way)
	if m == nil || m.Text != "true" && m.Text != "false" {
		return false, false
	}
	return m.Text == "true", true
}

// explainPaging says in a doc comment how the pages of a list hang together.
func explainPaging(m *method) string {
	p := m.call.Result.Paging
	next, header := strings.CutPrefix(p.Next, api.HeaderWay)
	if header {
		next = "the header field " + next
	}
	var how string
	switch {
	case p.LinkHeader:
		how = "The header field Link leads from one page to the next"
	case p.Next != "" && p.Query != "":
		how = "The value of " + next + " in the answer is sent back as the query parameter " + p.Query + " for the next page"
	case p.Next != "":
		how = "The link in " + next + " leads from one page to the next"
	case p.Last != "":
		how = "The " + p.Last + " of the last element is sent back as the query parameter " + p.Query + " for the next page"
	case p.Page != "":
		how = fmt.Sprintf("The query parameter %s takes the number of a page, the first being %d", p.Page, p.First)
	default:
		how = fmt.Sprintf("The query parameter %s takes the number of an element, the first being %d", p.Offset, p.First)
	}
	return how + ": see [rest.Page.Next] and " + m.all + "."
}

// unpaged tells what stands in the way of playing two pages of a list with the answer of an
// example, nil for nothing.
func (p *Plan) unpaged(r api.Result, x *api.Example) error {
	items := p.elementsIn(r, x.Response.JSON)
	if items == nil || items.Kind != relaxed.Array || len(items.Elements) == 0 {
		return errors.New("the answer has no elements")
	}
	if last := r.Paging.Last; isPaged(r) && last != "" {
		text, err := textAt(items.Elements[len(items.Elements)-1], last)
		if err == nil && text == "" {
			err = errors.New("the last element does not lead on")
		}
		return err
	}
	return nil
}

// leastPart is the least that a page of a list has.
func (p *Plan) leastPart(r api.Result, item shape) string {
	element := least(item)
	if last := r.Paging.Last; last != "" && item.kind == object {
		value := `"1"`
		for _, f := range item.named.fields {
			if f.json == last {
				value = least(f.shape)
			}
		}
		element = "{" + strconv.Quote(last) + ":" + value + "}"
	}
	if r.Paging.Items == "" {
		return "[" + element + "]"
	}
	return inside(r.Paging.Items, "["+element+"]")
}

// inside is an object that has JSON where a way leads to.
func inside(way, json string) string {
	for _, name := range slices.Backward(strings.Split(way, ".")) {
		json = "{" + strconv.Quote(name) + ":" + json + "}"
	}
	return json
}

// flattened is an object with the member that a way leads to as one of its own, called by the
// way. What stands around it further in stays where it is.
func flattened(v *relaxed.Value, way string) *relaxed.Value {
	front, rest, ok := strings.Cut(way, ".")
	if v.Get(way) != nil || !ok {
		return v
	}
	out := *v
	out.Members = nil
	var found *relaxed.Value
	for _, m := range v.Members {
		if m.Name == front && m.Value.At(rest) != nil {
			inner := flattened(m.Value, rest)
			left := *inner
			left.Members = slices.DeleteFunc(slices.Clone(inner.Members), func(m relaxed.Member) bool { return m.Name == rest })
			found, m.Value = inner.Get(rest), &left
		}
		out.Members = append(out.Members, m)
	}
	if found != nil {
		out.Members = append(out.Members, relaxed.Member{Name: way, Value: found})
	}
	return &out
}
