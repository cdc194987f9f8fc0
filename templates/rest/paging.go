package rest

// This file finds out where the page behind another one is. Services say it in a link, in
// a value that is sent back, or not at all, so that it is counted. Whatever it is becomes
// a link here: what walks over pages follows links and knows nothing else.

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A Paging is how a service parts a collection into pages, where it does not do that as
// OData does. Of what leads to the next page, it has one: LinkHeader, Next, Last, Page or
// Offset, of which the first that is set counts. With none of them there is one page.
//
// A member of the answer is named by the way to it, with dots between the names:
// "meta.next_page". A name behind "header:" is that of a header field of the answer:
// "header:X-Total-Count".
type Paging struct {
	// Items is the member that holds the elements, "" where the answer is the array
	// itself, which it may be in any case: services are known to send bare what their
	// documentation shows wrapped.
	Items string
	// LinkHeader reports that the header field Link leads to the next page, in its link
	// of the relation "next" (RFC 8288).
	LinkHeader bool
	// Next is the member that leads to the next page: by a link or, where Query is set,
	// by the value of that query parameter. The last page has none, or null, "", 0 or
	// false there.
	Next string
	// Last is the property of an element that Query takes of the last element of a page.
	Last string
	// Query is the query parameter that takes what Next or Last has.
	Query string
	// Page is the query parameter that takes the number of a page, and Offset the one
	// that takes the number of an element. First is the number of the first: 0 or 1.
	Page, Offset string
	First        int64
	// Total and Pages are the members that count the elements and the pages of the whole
	// collection. Without them, the page behind the last one is asked for and is empty.
	Total, Pages string
	// More is the member that says by true or false whether there are more pages.
	More string
}

// A Form is how a page came, which is how it is encoded again: the zero Form is that of
// OData. Forms are equal to each other, so that pages are compared by what is in them.
type Form struct {
	paging *Paging
	path   string // the template of the path, for [OperationFrom]
	bare   bool   // whether the answer was the array itself
	seen   int64  // the elements on the pages before
	count  bool   // whether seen is known
	last   jsontext.Value
	digest uint64 // of the elements, 0 where there are none
	unread string // what says that there is more, and is not known
}

// Equal returns true.
func (Form) Equal(Form) bool { return true }

// String says whose form it is.
func (f Form) String() string {
	if f.paging == nil {
		return "OData"
	}
	return fmt.Sprintf("%+v", *f.paging)
}

// arrival is what tells where the page behind one is that has arrived.
type arrival struct {
	*Paging
	form     *Form
	extra    Extra // of the page
	elements int
	asked    *url.URL // for the page
	answer   *http.Response
	base     *url.URL // of the client
}

// next returns the link to the next page, "" for none. last reports that the answer itself
// says that there is none.
func (a *arrival) next() (link string, last bool, err error) {
	more, said, err := a.flag(a.More)
	if err != nil || said && !more {
		return "", said, err
	}
	switch {
	case a.LinkHeader:
		link, err = a.resolve(nextLink(a.answer.Header.Values("Link")))
	case a.Next != "":
		link, err = a.byMember(more)
	case a.Last != "":
		link, err = a.byLast(more)
	case a.Page != "":
		link, err = a.byNumber(said)
	case a.Offset != "":
		link, err = a.byOffset(more)
	}
	return link, false, err
}

// byMember follows the member Next.
func (a *arrival) byMember(more bool) (string, error) {
	text, err := scalarText(a.at(a.Next), a.Query == "")
	switch {
	case err != nil:
		return "", fmt.Errorf("the member %q %w", a.Next, err)
	case text == "" && more:
		return "", fmt.Errorf("the member %q is true, and %q leads to no page", a.More, a.Next)
	case text == "":
		return "", nil
	case a.Query == "":
		return a.resolve(text)
	}
	return withQuery(a.asked, a.Query, text), nil
}

// byLast sends back a property of the last element.
func (a *arrival) byLast(more bool) (string, error) {
	if a.elements == 0 {
		return a.none(more)
	}
	var last Extra
	if a.form.last.Kind() != jsontext.KindBeginObject || unmarshal(a.form.last, &last) != nil {
		return "", errors.New("the last element of the page is no object")
	}
	text, err := scalarText(last.at(a.Last), false)
	if err == nil && text == "" {
		err = errors.New("has no value")
	}
	if err != nil {
		return "", fmt.Errorf("the member %q of the last element %w", a.Last, err)
	}
	return withQuery(a.asked, a.Query, text), nil
}

// byNumber counts pages.
func (a *arrival) byNumber(said bool) (string, error) {
	number, err := a.askedFor(a.Page)
	if err != nil {
		return "", err
	}
	if number == a.First {
		a.form.seen, a.form.count = 0, true
	}
	pages, hasPages, err := a.number(a.Pages)
	if err != nil {
		return "", err
	}
	total, hasTotal, err := a.number(a.Total)
	switch {
	case err != nil:
		return "", err
	case said: // that there are more
	case a.elements == 0:
		return "", nil
	case hasPages && number-a.First >= pages-1:
		return "", nil
	case !hasPages && hasTotal && a.form.count && a.form.seen+int64(a.elements) >= total:
		return "", nil
	}
	return withQuery(a.asked, a.Page, strconv.FormatInt(number+1, 10)), nil
}

// byOffset counts elements.
func (a *arrival) byOffset(more bool) (string, error) {
	if a.elements == 0 {
		return a.none(more)
	}
	number, err := a.askedFor(a.Offset)
	if err != nil {
		return "", err
	}
	number += int64(a.elements)
	total, known, err := a.number(a.Total)
	if err != nil || known && !more && number-a.First >= total {
		return "", err
	}
	return withQuery(a.asked, a.Offset, strconv.FormatInt(number, 10)), nil
}

// none is the end that a page without elements is.
func (a *arrival) none(more bool) (string, error) {
	if more {
		return "", fmt.Errorf("the member %q is true, and the page has no elements", a.More)
	}
	return "", nil
}

// resolve returns the URL that a link in the answer leads to (RFC 3986, section 5). Some
// services write it from their base or their version on: it leads to the path that was
// asked for then.
func (a *arrival) resolve(link string) (string, error) {
	if link == "" {
		return "", nil
	}
	u, err := a.answer.Request.URL.Parse(wellFormed(link))
	if err != nil {
		return link, nil // the page is read, and the link is refused when it is followed
	}
	if path, query, ok := strings.Cut(link, "?"); ok && a.shortens(path) {
		from := *a.asked
		from.RawQuery = query
		return from.String(), nil
	}
	return u.String(), nil
}

// shortens reports whether a path is the end of the one that was asked for: all behind the
// base of the client and a version or, where it does not begin with a slash, any end.
func (a *arrival) shortens(path string) bool {
	asked, end := strings.TrimRight(a.asked.EscapedPath(), "/"), "/"+strings.Trim(path, "/")
	front, ok := strings.CutSuffix(asked, end)
	if !ok || end == "/" {
		return false
	}
	version := strings.TrimPrefix(strings.TrimPrefix(front, strings.TrimRight(a.base.EscapedPath(), "/")), "/")
	return path[0] != '/' || strings.Trim(version, "v0123456789.") == ""
}

// askedFor is the number that the request has in a query parameter, First where it has
// none.
func (a *arrival) askedFor(parameter string) (int64, error) {
	text := a.asked.Query().Get(parameter)
	if text == "" {
		return a.First, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n > maxCount || n < -maxCount {
		return 0, fmt.Errorf("the query parameter %s counts pages or elements, and %.40q is no number", parameter, text)
	}
	return n, nil
}

// maxCount is more than any collection has, and less than what cannot be counted on from.
const maxCount = 1 << 62

// number reads a member that counts. Services write numbers as strings too.
func (a *arrival) number(member string) (n int64, there bool, err error) {
	if member == "" {
		return 0, false, nil
	}
	raw := a.at(member)
	text, err := scalarText(raw, false)
	if err != nil || text == "" && !isZero(raw) {
		return 0, false, err
	}
	if text == "" {
		return 0, true, nil
	}
	n, err = strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0, false, fmt.Errorf("the member %q is no number: %.40q", member, text)
	}
	return n, true, nil
}

// flag reads a member that is true or false.
func (a *arrival) flag(member string) (on, there bool, err error) {
	if member == "" {
		return false, false, nil
	}
	switch raw := a.at(member); string(raw) {
	case "true", `"true"`:
		return true, true, nil
	case "false", `"false"`:
		return false, true, nil
	case "", "null":
		return false, false, nil
	default:
		return false, false, fmt.Errorf("the member %q is neither true nor false: %.40s", member, raw)
	}
}

// at returns what a way leads to in the answer: a member, or a header field as the string
// that it is. It is nil where there is none.
func (a *arrival) at(way string) jsontext.Value {
	name, header := strings.CutPrefix(way, inHeader)
	if !header {
		return a.extra.at(way)
	}
	value := strings.TrimSpace(a.answer.Header.Get(name))
	raw, err := jsontext.AppendQuote(nil, value)
	if value == "" || err != nil {
		return nil
	}
	return raw
}

// inHeader stands in front of the names of header fields among the ways to members.
const inHeader = "header:"

// scalarText is what a member holds that leads to the next page, "" where it leads to
// none: a string, or unless that is all there may be a number.
func scalarText(raw jsontext.Value, isLink bool) (string, error) {
	switch kind := raw.Kind(); {
	case len(raw) == 0, kind == jsontext.KindNull, kind == jsontext.KindFalse, isZero(raw):
		return "", nil
	case kind == jsontext.KindString:
		text, err := jsontext.AppendUnquote(nil, raw)
		return string(text), err
	case kind == jsontext.KindNumber && !isLink:
		return string(raw), nil
	case isLink:
		return "", fmt.Errorf("is no link: %.40s", raw)
	}
	return "", fmt.Errorf("is no text and no number: %.40s", raw)
}

// isZero reports whether a value is the number 0.
func isZero(raw jsontext.Value) bool { return string(raw) == "0" }

// withQuery is a URL with a query parameter set. The others stay as they are.
func withQuery(u *url.URL, name, value string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		if key, err := url.QueryUnescape(key); part == "" || err == nil && key == name {
			continue
		}
		b.WriteString(part)
		b.WriteByte('&')
	}
	escapeTo(&b, name, "$@")
	b.WriteByte('=')
	escapeTo(&b, value, "")
	next := *u
	next.RawQuery = b.String()
	return next.String()
}

// at returns the member that a way leads to: its name, or names with dots between them.
// It is nil where there is none.
func (e Extra) at(way string) jsontext.Value {
	if raw, ok := e[way]; ok {
		return raw
	}
	for i := range len(way) {
		if way[i] != '.' {
			continue
		}
		var inner Extra
		if raw := e[way[:i]]; raw.Kind() == jsontext.KindBeginObject && unmarshal(raw, &inner) == nil {
			if found := inner.at(way[i+1:]); found != nil {
				return found
			}
		}
	}
	return nil
}
