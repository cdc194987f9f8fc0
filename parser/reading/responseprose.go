package reading

// This phase reads the sentence by which a page says what a call returns:
// "If successful, this method returns a `200 OK` response code and a collection
// of [event] objects in the response body." It is the most regular sentence of
// reference pages; what it leaves open, the examples and the path tell.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// responseProse is what the Response section says.
type responseProse struct {
	pos        parser.Pos // of the paragraph
	status     int
	types      []*api.Type // linked or named, in order
	primitive  string      // "Edm.String" for "a String collection"
	collection bool
	empty      bool // it says that nothing is returned
	stream     bool
	spoken     bool // there was such a sentence at all
}

// readResponseProse reads the paragraphs of the Response section, the first
// one that names a result deciding.
func (d *draft) readResponseProse(c *catalog) responseProse {
	var out responseProse
	for _, div := range d.divisions {
		if div.area != areaResponse {
			continue
		}
		for _, b := range div.section.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok || out.decided() || (p.Quoted && out.spoken) {
				continue
			}
			out.pos = p.Pos
			d.readParagraph(p.Text, c, &out)
		}
	}
	return out
}

// decided tells whether the prose has said what the result is.
func (s *responseProse) decided() bool {
	return len(s.types) > 0 || s.primitive != "" || s.stream || s.empty
}

// readParagraph reads the sentences of one paragraph that speak of a result, until
// one of them has said what it is. Links in what follows are about other things.
func (d *draft) readParagraph(t parser.Text, c *catalog, s *responseProse) {
	from := 0
	for _, end := range sentenceEnds(t.Plain) {
		whole := end == len(t.Plain)
		if !mentionsResult(t.Plain[from:end]) && !(whole && !s.spoken) {
			from = end
			continue
		}
		d.readResultSentence(upTo(t, end), c, s)
		if s.decided() {
			return
		}
		from = end
	}
}

// readResultSentence reads a text that ends in a sentence about the result into s.
func (d *draft) readResultSentence(text parser.Text, c *catalog, s *responseProse) {
	l := strings.ToLower(text.Plain)
	if s.status == 0 {
		s.status = firstStatus(text.Plain, 200)
		if s.status >= 400 {
			s.status = 0
		}
	}
	s.spoken = s.spoken || s.status > 0
	s.types = c.linked(d.page, text)
	s.collection = saysCollection(l)
	s.stream = strings.Contains(l, "stream in the response") || strings.Contains(l, "preauthenticated download url") ||
		strings.Contains(l, "pre-authenticated download url") || strings.Contains(l, "binary data of")
	if len(s.types) == 0 {
		s.primitive = saidPrimitive(l)
	}
	if len(s.types) == 0 && s.primitive == "" {
		s.types = boldTypes(text, c)
	}
	s.empty = !s.decided() && (strings.Contains(l, "not return anything") || strings.Contains(l, "no response body") ||
		strings.Contains(l, "empty response body") || strings.Contains(l, "empty content") || strings.Contains(l, "nothing to return") || s.status == 204)
	if strings.Contains(l, "not return anything in the response body") && s.status == 204 {
		s.types, s.primitive, s.empty = nil, "", true
	}
}

// sentenceEnds lists where the sentences of a text end, full stops included.
func sentenceEnds(text string) []int {
	var ends []int
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '.' && (text[i+1] == ' ' || text[i+1] == '\n') {
			ends = append(ends, i+1)
		}
	}
	return append(ends, len(text))
}

// upTo cuts a text at end.
func upTo(t parser.Text, end int) parser.Text {
	out := parser.Text{Pos: t.Pos, Plain: t.Plain[:end]}
	for _, s := range t.Spans {
		if s.End <= end {
			out.Spans = append(out.Spans, s)
		}
	}
	return out
}

// mentionsResult tells whether a sentence speaks of what a call returns.
func mentionsResult(s string) bool {
	l := strings.ToLower(s)
	return strings.Contains(l, "return") || strings.Contains(l, "response")
}

// saysCollection tells whether a sentence speaks of several results.
func saysCollection(l string) bool {
	for _, ph := range []string{"collection", "list of", "array of", "a set of", "one or more", " objects in the response", "the list"} {
		if strings.Contains(l, ph) {
			return !strings.Contains(l, "single")
		}
	}
	return false
}

// saidPrimitive tells the primitive that a sentence says is returned: "a String
// in the response body", "an Int64 object", "a `true` value".
func saidPrimitive(l string) string {
	words := strings.FieldsFunc(l, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	for i, w := range words {
		p := odata.Primitive(w)
		if w == "strings" {
			p = "Edm.String"
		}
		if p == "" || p == "Edm.Stream" || p == odata.Untyped || w == "date" || w == "time" || w == "url" || w == "duration" {
			continue
		}
		if i > 0 && i+1 < len(words) {
			switch words[i+1] {
			case "collection", "in", "object", "value", "objects", "values", "array", "response", "list":
				return p
			}
		}
		if i > 1 && words[i-1] == "of" {
			return p
		}
	}
	return ""
}

// boldTypes returns the types that a sentence names in bold or code instead of
// linking them.
func boldTypes(t parser.Text, c *catalog) []*api.Type {
	var out []*api.Type
	for _, s := range t.Spans {
		if s.Kind != parser.Strong && s.Kind != parser.CodeSpan {
			continue
		}
		if found := c.find(strings.TrimSpace(t.Plain[s.Start:s.End])); found != nil && found.Kind != api.Enum {
			out = append(out, found)
		}
	}
	return out
}

// declaredResult is the type that a page's prose declares its result to be of.
func (d *draft) declaredResult() *api.Type {
	if len(d.said.types) == 1 {
		return d.said.types[0]
	}
	return nil
}

// A Statement is what the Response section of a page says in words.
type Statement struct {
	// Pos is where the section's text starts; the zero Pos where there is none.
	Pos parser.Pos
	// Status is the one that it names, 0 for none.
	Status int
	// Types are the types that it links or names, Primitive the primitive.
	Types     []*api.Type
	Primitive string
	// Collection reports that it speaks of several, Empty that nothing is returned.
	Collection, Empty bool
}

// statement returns what the page says about its response.
func (d *draft) statement() Statement {
	return Statement{d.said.pos, d.said.status, d.said.types, d.said.primitive, d.said.collection, d.said.empty}
}
