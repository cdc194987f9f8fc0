package calls

// This phase reads the sentence by which a page says what a call returns:
// "If successful, this method returns a `200 OK` response code and a collection
// of [event] objects in the response body." It is the most regular sentence of
// reference pages; what it leaves open, the examples and the path tell.

import (
	"cmp"
	"sort"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// responseProse is what the Response section says.
type responseProse struct {
	pos        parser.Pos // of the paragraph
	Status     int
	Types      []*api.Type // linked or named, in order
	Primitive  string      // "Edm.String" for "a String collection"
	Map        bool        // of values of the primitive
	Collection bool
	Empty      bool // it says that nothing is returned
	Stream     bool
	Named      string // the type whose page it links to, which describes none
	Promised   bool   // it says that the body of the response holds something
	body       bool   // it speaks of what the answer holds
	spoken     bool   // there was such a sentence at all
}

// readResponseProse reads the paragraphs of the Response section, the first
// one that names a result deciding.
func (d *Draft) readResponseProse(c *types.Catalog) responseProse {
	var out responseProse
	apart := false // the page has a section on the response
	for _, div := range d.Divisions {
		if div.Area != AreaResponse {
			continue
		}
		apart = true
		for _, b := range div.Section.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				if !out.decided() && !(b.Quoted && out.spoken) {
					out.pos = b.Pos
					d.readParagraph(b.Text, c, &out)
				}
			case *parser.List:
				d.readAnswers(b, c, &out)
			}
		}
	}
	if !apart {
		d.readOpening(c, &out)
	}
	if len(d.Result.cell.Spans) > 0 && !out.decided() {
		out.Types = c.Linked(d.Page, d.Result.cell)
	}
	return out
}

// readOpening reads what the text right below the heading of a call says that it returns,
// where nothing else does: "Returns the new [crate](#crate-object) on success."
func (d *Draft) readOpening(c *types.Catalog, s *responseProse) {
	if !d.Part || len(d.Divisions) == 0 {
		return
	}
	for _, b := range d.Divisions[0].Section.Blocks {
		p, ok := b.(*parser.Paragraph)
		if !ok || p.Quoted || s.decided() {
			continue
		}
		from := 0
		for _, end := range sentenceEnds(p.Plain) {
			if sentence := between(p.Text, from, end); !s.decided() && phrases.SaysReturns(sentence.Plain) {
				s.pos = p.Pos
				d.readResultSentence(sentence, c, s)
			}
			from = end
		}
	}
}

// between cuts a sentence out of a text.
func between(t parser.Text, from, end int) parser.Text {
	for from < end && (t.Plain[from] == ' ' || t.Plain[from] == '\n') {
		from++
	}
	out := parser.Text{Pos: t.Pos, Plain: t.Plain[from:end]}
	for _, s := range t.Spans {
		if s.Start >= from && s.End <= end {
			s.Start, s.End = s.Start-from, s.End-from
			out.Spans = append(out.Spans, s)
		}
	}
	return out
}

// readAnswers reads a list of answers by their statuses. The first successful one is the
// result.
func (d *Draft) readAnswers(list *parser.List, c *types.Catalog, s *responseProse) {
	for _, item := range list.Items {
		status := saidStatus(item, 200)
		if status == 0 || status >= 300 || s.decided() || s.spoken {
			continue
		}
		s.pos = item.Pos
		d.readResultSentence(item, c, s)
	}
}

// decided reports whether the prose has said what the result is.
func (s *responseProse) decided() bool {
	return len(s.Types) > 0 || s.Primitive != "" || s.Stream || s.Empty || s.Named != ""
}

// readParagraph reads the sentences of one paragraph that speak of a result, until
// one of them has said what it is. Links in what follows are about other things.
//
// A sentence is read with all that is in front of it. What decides in a text also
// decides in a longer one, so the first sentence that does is searched for, and a
// paragraph of thousands of sentences is not read as many times.
func (d *Draft) readParagraph(t parser.Text, c *types.Catalog, s *responseProse) {
	ends := resultEnds(t)
	first := sort.Search(len(ends), func(i int) bool {
		attempt := *s
		d.readResultSentence(upTo(t, ends[i]), c, &attempt)
		return attempt.decided()
	})
	if n := len(ends); n > 0 {
		d.readResultSentence(upTo(t, ends[min(first, n-1)]), c, s)
	}
	if !s.decided() && !s.spoken {
		d.readResultSentence(t, c, s)
	}
}

// readResultSentence reads a text that ends in a sentence about the result into s.
func (d *Draft) readResultSentence(text parser.Text, c *types.Catalog, s *responseProse) {
	l := strings.ToLower(text.Plain)
	if s.Status == 0 {
		s.Status = saidStatus(text, 200)
		if s.Status >= 400 {
			s.Status = 0
		}
	}
	s.spoken = s.spoken || s.Status > 0
	s.body = s.body || phrases.SpeaksOfBody(l)
	s.Types = c.Linked(d.Page, text)
	s.Collection = phrases.NumberOf(l) == phrases.Several
	s.Stream = phrases.SaysStream(l)
	if len(s.Types) == 0 {
		s.Primitive = saidPrimitive(l)
		s.readMap(l, c)
	}
	if len(s.Types) == 0 && s.Primitive == "" {
		s.Types = boldTypes(d.Page, text, c)
	}
	s.Named = ""
	if len(s.Types) == 0 && s.Primitive == "" {
		s.Named = c.TitledBy(d.Page, text)
	}
	if !s.decided() && s.Named == "" {
		s.Types = spokenTypes(d.Page, text.Plain, c)
	}
	empty := phrases.EmptinessOf(l)
	s.Empty = !s.decided() && (empty != phrases.NotEmpty || s.Status == 204)
	if empty == phrases.EmptyBody && s.Status == 204 {
		s.Types, s.Primitive, s.Empty = nil, "", true
	}
	s.Promised = !s.Empty && phrases.PromisesBody(l)
}

// readMap reads that a sentence says that a map is returned, whose values are of a primitive.
// OData has none.
func (s *responseProse) readMap(low string, c *types.Catalog) {
	s.Map = false
	if c.Convention.IsOData() {
		return
	}
	if word := phrases.MapIn(low); word != "" {
		if p := cmp.Or(odata.Primitive(word), odata.Primitive(phrases.OneOf(word))); p != "" && p != "Edm.Stream" {
			s.Primitive, s.Map, s.Collection = p, true, false
		}
	}
}

// resultEnds lists where the sentences of a text end that speak of a result. What is
// returned where a condition fails is none: "If it is not there, this returns 404."
func resultEnds(t parser.Text) []int {
	var ends []int
	from := 0
	for _, end := range sentenceEnds(t.Plain) {
		low := strings.ToLower(t.Plain[from:end])
		first, _, _ := strings.Cut(strings.TrimSpace(low), " ")
		failure := phrases.IsCondition(first) && saidStatus(parser.Text{Plain: t.Plain[from:end]}, 400) > 0 && saidStatus(parser.Text{Plain: t.Plain[from:end]}, 200) >= 400
		if phrases.SpeaksOfResult(low) && !failure {
			ends = append(ends, end)
		}
		from = end
	}
	return ends
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

// saidPrimitive tells the primitive that a sentence says is returned: "a String
// in the response body", "an Int64 object", "a `true` value".
func saidPrimitive(l string) string {
	words := strings.FieldsFunc(l, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	for i, w := range words {
		p := odata.Primitive(w)
		if w == phrases.ListPrimitive {
			p = "Edm.String"
		}
		if p == "" || p == "Edm.Stream" || p == odata.Untyped || phrases.IsAmbiguous(w) {
			continue
		}
		if i > 0 && i+1 < len(words) && phrases.FollowsPrimitive(words[i+1]) || i > 1 && phrases.PrecedesPrimitive(words[i-1]) {
			return p
		}
	}
	return ""
}

// boldTypes returns the types that a sentence names in bold or code instead of
// linking them.
func boldTypes(page *parser.Page, t parser.Text, c *types.Catalog) []*api.Type {
	var out []*api.Type
	for _, s := range t.Spans {
		if s.Kind != parser.Strong && s.Kind != parser.CodeSpan {
			continue
		}
		name := strings.TrimSpace(t.Plain[s.Start:s.End])
		if phrases.FirstWord(strings.ToLower(t.Plain[s.End:])) == phrases.HeaderWord {
			continue // the name of a header, though a type may be called so
		}
		if found := c.Named(page, name); found != nil && found.Kind != api.Enum {
			out = append(out, found)
		}
	}
	return out
}

// spokenTypes returns the first type that a text names in plain words where a result
// stands: "the updated Machine in the response body", "a Machine Action entity". What a
// condition speaks of is none: "if the machine object exists".
func spokenTypes(page *parser.Page, text string, c *types.Catalog) []*api.Type {
	words := strings.Fields(text)
	clause := 0
	for i, word := range words {
		if i > clause && !phrases.IsCondition(strings.ToLower(words[clause])) && phrases.FollowsResult(words[i:]) {
			if t := spokenType(page, words[clause:i], c); t != nil {
				return []*api.Type{t}
			}
		}
		if strings.ContainsAny(word[len(word)-1:], ",.;:-") {
			clause = i + 1
		}
	}
	return nil
}

// spokenType returns the type that the last words of some name together, behind an article
// or the like, or nil.
func spokenType(page *parser.Page, words []string, c *types.Catalog) *api.Type {
	const most = 3 // words that a type is called by
	for n := min(most, len(words)-1); n > 0; n-- {
		name := types.JoinWords(words[len(words)-n:])
		if !phrases.LeadsToResult(strings.ToLower(words[len(words)-n-1])) || odata.Primitive(name) != "" {
			continue
		}
		if t := c.Named(page, name); t != nil && !t.Inferred && t.Kind != api.Enum {
			return t
		}
	}
	return nil
}

// DeclaredResult is the type that a page's prose declares its result to be of.
func (d *Draft) DeclaredResult() *api.Type {
	if len(d.Said.Types) == 1 {
		return d.Said.Types[0]
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

// Statement returns what the page says about its response.
func (d *Draft) Statement() Statement {
	return Statement{d.Said.pos, d.Said.Status, d.Said.Types, d.Said.Primitive, d.Said.Collection, d.Said.Empty}
}
