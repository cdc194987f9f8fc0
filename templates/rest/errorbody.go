package rest

// This file reads the documents in which services say what went wrong.
//
// There is no one form for them, and what a failing service sends is often not even the
// form that it documents. So a document is read as far as it is JSON, and the parts of the
// error are looked for by the names that members have, first where the document has its
// error ("error", or the only object there is), then around it.

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// read fills in what an error document says. A body that is none leaves e as it is.
func (e *Error) read(body []byte, members *ErrorMembers) {
	r := errorReader{left: maxErrorNodes}
	if members != nil {
		r.members = *members
	}
	patient := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}
	raw, err := jsontext.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, utf8BOM)), patient...).ReadValue()
	if err != nil {
		return // cut off, or no JSON
	}
	doc := r.node(jsontext.NewDecoder(bytes.NewReader(raw), patient...), 0)
	part := r.document(doc, 0)
	e.Code, e.Message, e.Target, e.Details = part.Code, part.Message, part.Target, part.details
	e.InnerError = innerErrorOf(&doc)
	for inner := e.InnerError; e.RequestID == "" && inner != nil; inner = inner.Inner {
		e.RequestID = inner.RequestID
	}
	if e.RequestID == "" {
		e.RequestID = part.requestID
	}
}

// What is read of an error document at most: values, levels, and reasons for an error.
const (
	maxErrorNodes   = 10_000
	maxErrorDepth   = 16
	maxErrorDetails = 1000
)

// A node is a JSON value, as far as it could be read. Of an object, names are folded
// and beside values, and titles are the names as they are.
type node struct {
	kind          jsontext.Kind
	text          string // of a string or a number
	titles, names []string
	values        []node
}

// an errorReader reads one error document.
type errorReader struct {
	members ErrorMembers
	left    int // nodes that may still be read
}

// node reads a value.
func (r *errorReader) node(dec *jsontext.Decoder, depth int) (n node) {
	if r.left--; r.left < 0 || depth > maxErrorDepth {
		_ = dec.SkipValue()
		return node{}
	}
	token, err := dec.ReadToken()
	if err != nil {
		return node{}
	}
	n.kind = token.Kind()
	switch n.kind {
	case jsontext.KindString, jsontext.KindNumber:
		n.text = token.String()
	case jsontext.KindBeginObject:
		r.object(dec, &n, depth)
	case jsontext.KindBeginArray:
		for k := dec.PeekKind(); k != jsontext.KindEndArray && k > 0 && r.left > 0; k = dec.PeekKind() {
			n.values = append(n.values, r.node(dec, depth+1))
		}
		r.close(dec)
	}
	return n
}

// object reads the members of an object.
func (r *errorReader) object(dec *jsontext.Decoder, n *node, depth int) {
	for dec.PeekKind() == jsontext.KindString && r.left > 0 {
		token, _ := dec.ReadToken()
		title := token.String()
		n.titles, n.names = append(n.titles, title), append(n.names, foldName(title))
		n.values = append(n.values, r.node(dec, depth+1))
	}
	r.close(dec)
}

// close reads what is left of an object or a list, and its end.
func (r *errorReader) close(dec *jsontext.Decoder) {
	for k := dec.PeekKind(); k > 0 && k != jsontext.KindEndObject && k != jsontext.KindEndArray; k = dec.PeekKind() {
		if dec.SkipValue() != nil {
			return
		}
	}
	_, _ = dec.ReadToken()
}

// get returns the member of a folded name, the first of several; a node of no kind for none.
func (n *node) get(name string) *node {
	for i := range n.names {
		if n.names[i] == name {
			return &n.values[i]
		}
	}
	return &node{}
}

// find returns the first of the members of a list of folded names that is accepted, that
// of the service's own name before others.
func (n *node) find(own, names string, accept func(*node) bool) *node {
	if own != "" {
		names = foldName(own) + " " + names
	}
	for name := range strings.SplitSeq(names, " ") {
		if v := n.get(name); v.kind != 0 && accept(v) {
			return v
		}
	}
	return &node{}
}

// scalar reports whether a value is a text or a number, and not "".
func (n *node) scalar() bool { return n.text != "" }

// word reports whether a value is a text without blanks.
func (n *node) word() bool {
	return n.kind == jsontext.KindString && n.text != "" && !strings.ContainsAny(n.text, " \t\r\n") && n.text != "about:blank"
}

// textWith returns the text that a value is or holds: itself, the members of a list one behind
// the other, the value of a text with its language ({"lang": "en", "value": "..."}).
func (n *node) textWith(separator string) string {
	switch n.kind {
	case jsontext.KindBeginObject:
		return n.get("value").text
	case jsontext.KindBeginArray:
		var texts []string
		for i := range n.values {
			if !n.values[i].scalar() {
				return ""
			}
			texts = append(texts, n.values[i].text)
		}
		return strings.Join(texts, separator)
	}
	return n.text
}

// A part is what an error document says, or one reason in it.
type part struct {
	ErrorDetail
	requestID string
	details   []ErrorDetail
}

// empty reports whether a part says neither code nor message.
func (p *part) empty() bool { return p.Code == "" && p.Message == "" }

// add fills in what p lacks.
func (p *part) add(other part) {
	p.Code, p.Message = cmp.Or(p.Code, other.Code), cmp.Or(p.Message, other.Message)
	p.Target, p.requestID = cmp.Or(p.Target, other.Target), cmp.Or(p.requestID, other.requestID)
	if p.details == nil {
		p.details = other.details
	}
}

// document reads a whole document, or an object in it that may be the error.
func (r *errorReader) document(n node, depth int) (p part) {
	switch n.kind {
	case jsontext.KindString:
		p.Message = n.text
		return p
	case jsontext.KindBeginArray:
		p.details = r.details(&n, "", nil, depth)
		p.first()
		return p
	case jsontext.KindBeginObject:
	default:
		return p
	}
	if inner := n.get("error"); inner.kind == jsontext.KindBeginObject {
		p = r.document(*inner, depth+1)
	}
	p.add(r.own(&n, !p.empty(), false))
	if p.details == nil {
		p.details = r.details(n.find(r.members.Details, detailMembers, func(v *node) bool {
			return v.kind == jsontext.KindBeginArray || v.kind == jsontext.KindBeginObject && v != n.get("detail")
		}), "", nil, depth)
	}
	for i := range n.values {
		if v := &n.values[i]; v.kind == jsontext.KindBeginObject && depth < maxErrorDepth && n.names[i] != "innererror" {
			nests := p.empty() && len(p.details) == 0
			if nests || p.Code == "" && isListed(n.names[i], nestMembers) {
				p.add(r.inside(v, nests, depth))
			}
		}
	}
	p.first()
	return p
}

// inside reads an object in a document. Where the document has its error elsewhere, only
// the code is looked for.
func (r *errorReader) inside(v *node, whole bool, depth int) part {
	if whole {
		return r.document(*v, depth+1)
	}
	return part{ErrorDetail: ErrorDetail{Code: v.find(r.members.Code, codeMembers, (*node).scalar).text}}
}

// first gives an error that says nothing itself the first of its reasons.
func (p *part) first() {
	if p.empty() && len(p.details) > 0 {
		p.Code, p.Message, p.Target = p.details[0].Code, p.details[0].Message, cmp.Or(p.Target, p.details[0].Target)
	}
}

// own reads the members of an object itself. Where certain is true, what may be a code or
// something else is left alone. In a reason, a name is that of what it is about.
func (r *errorReader) own(n *node, certain, reason bool) (p part) {
	p.Code = n.find(r.members.Code, codeMembers, (*node).scalar).text
	p.Message = n.find(r.members.Message, messageMembers, func(v *node) bool { return v.textWith("; ") != "" && v != n.get(foldName(r.members.Code)) }).textWith("; ")
	wrong := n.get("error")
	if p.Message == "" && wrong.scalar() && !wrong.word() && !certain {
		p.Message = wrong.text
	}
	if p.Code == "" && !certain {
		p.Code = r.wordCode(n, &p, reason)
	}
	names := targetMembers
	if reason {
		names += " name key"
	}
	p.Target = targetText(n.find(r.members.Target, names, func(v *node) bool { return targetText(v) != "" }))
	p.requestID = n.find(r.members.RequestID, requestIDMembers, (*node).scalar).text
	return p
}

// wordCode is the code of an object that calls no member one.
func (r *errorReader) wordCode(n *node, p *part, reason bool) string {
	if wrong := n.get("error"); wrong.scalar() && wrong.text != p.Message {
		return wrong.text
	}
	if p.Message == "" {
		return ""
	}
	return n.find("", wordMembers, func(v *node) bool {
		switch v {
		case n.get("id"):
			return v.word() && !reason && !strings.ContainsAny(v.text, "0123456789")
		case n.get("name"):
			return v.word() && !reason
		}
		return v.word() && v.text != p.Message
	}).text
}

// targetText is what an error is about: a name, the way to it in a list, or a member of the
// object that JSON:API has for it.
func targetText(n *node) string {
	if n.kind == jsontext.KindBeginObject {
		return n.find("", "pointer parameter header", (*node).scalar).text
	}
	return n.textWith(".")
}

// details reads a list of reasons, or an object that has them by what they are about,
// whose name is to be put before theirs.
func (r *errorReader) details(n *node, about string, list []ErrorDetail, depth int) []ErrorDetail {
	if depth > maxErrorDepth || len(list) >= maxErrorDetails {
		return list
	}
	switch n.kind {
	case jsontext.KindString:
		return append(list, ErrorDetail{Message: n.text, Target: about})
	case jsontext.KindBeginArray:
		for i := range n.values {
			list = r.details(&n.values[i], about, list, depth+1)
		}
		return list
	case jsontext.KindBeginObject:
	default:
		return list
	}
	if p := r.own(n, false, true); !p.empty() && slices.ContainsFunc(n.values, func(v node) bool { return v.scalar() }) {
		p.Target = cmp.Or(p.Target, about)
		if p.Code == "" {
			p.Code = r.inside(n.get("extensions"), false, depth).Code
		}
		return append(list, p.ErrorDetail)
	}
	for i, title := range n.titles {
		switch {
		case strings.HasPrefix(title, "@"):
			continue // control information
		case title == "_errors":
			title = about
		case about != "":
			title = about + "." + title
		}
		list = r.details(&n.values[i], title, list, depth+1)
	}
	return list
}

// isListed reports whether a folded name is in a list.
func isListed(name, list string) bool {
	for n := range strings.SplitSeq(list, " ") {
		if n == name {
			return true
		}
	}
	return false
}

// innerErrorOf reads the inner error of a document, which stands in the error or, where
// that has no wrapper, beside its code.
func innerErrorOf(doc *node) *InnerError {
	inner := doc.get("error").get("innererror")
	if inner.kind != jsontext.KindBeginObject {
		inner = doc.get("innererror")
	}
	return inner.innerError()
}

// innerError is an inner error. What is a number in it is its text.
func (n *node) innerError() *InnerError {
	if n.kind != jsontext.KindBeginObject {
		return nil
	}
	return &InnerError{Code: n.get("code").text, Message: n.get("message").textWith("; "), Date: n.get("date").text,
		RequestID: n.get("requestid").text, ClientRequestID: n.get("clientrequestid").text, Inner: n.get("innererror").innerError()}
}

// lenient decodes what a failing service sends, mistakes included.
func lenient(body []byte, out any) error {
	return json.Unmarshal(bytes.TrimPrefix(body, utf8BOM), out,
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}
