package calls

// This file tells which of several requests an answer is to. Pages show a list in several
// ways, by the options of the query, and the answer to one of them in a section of its own.
// The answer leads to what comes behind it by a link, which repeats the options of its own
// request, or the text in front of it names a value that one request alone has. Where
// neither tells, types are told from the answer and no request is played with it.

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// whose returns the request that an answer belongs to, in front of which the last one
// before it stands. It is not sure where the answer may be to others as well.
func (s *pairing) whose(a answered) (of *Exchange, sure bool) {
	several := s.rivals(a)
	if len(several) < 2 {
		return a.current, true
	}
	if p := byLink(several, BodyOf(a.code)); p != nil {
		return p, true
	}
	caption := wordsOf(captionOf(a.in, a.code))
	if p := byValue(several, caption); p != nil {
		return p, true
	}
	if p := s.byWords(several, caption); p != nil {
		return p, true
	}
	s.r.Add(s.page, a.code.Pos, "response-ambiguous", diag.Warning, "nothing says to which of "+strconv.Itoa(len(several))+" requests this is the answer",
		"put the answer right behind its request, or give both the same name in annotations")
	return a.current, false
}

// rivals lists the requests that an answer in a section of its own may be to: those right
// before it in one section that no other answer is to, where they differ in their queries
// alone.
func (s *pairing) rivals(a answered) []*Exchange {
	if a.current == nil || a.in == nil || explicit(a.code) || s.sections[a.current] == a.in || a.current.Several {
		return nil
	}
	last := slices.Index(s.out, a.current)
	if last < 0 || s.counts[a.current] > 1 {
		return nil
	}
	address, _, _ := strings.Cut(a.current.Asked.URL, "?")
	list := []*Exchange{a.current}
	for _, p := range slices.Backward(s.out[:last]) {
		before, _, _ := strings.Cut(p.Asked.URL, "?")
		if p.Several || s.counts[p] > 0 || s.sections[p] != s.sections[a.current] || p.Asked.Method != a.current.Asked.Method || !strings.EqualFold(before, address) || strings.TrimSpace(p.Asked.Body.Text) != "" {
			break
		}
		if !slices.ContainsFunc(list, func(q *Exchange) bool { return q.Asked.URL == p.Asked.URL }) {
			list = append(list, p)
		}
	}
	slices.Reverse(list)
	return list
}

// byLink returns the request from whose answer a link leads on: the link has all of its
// options, with the same values but for one number that has grown, and is not itself. Of
// several that fit, it is the one that has most in common with the link.
func byLink(several []*Exchange, body *relaxed.Value) *Exchange {
	link := nextLink(body)
	_, query, ok := strings.Cut(link, "?")
	if !ok {
		return nil
	}
	var best *Exchange
	most, tie := -1, false
	for _, p := range several {
		if common, ok := leadsOn(optionsOf(p.Asked.URL), options(query)); ok {
			switch {
			case common > most:
				best, most, tie = p, common, false
			case common == most:
				tie = true
			}
		}
	}
	if tie {
		return nil
	}
	return best
}

// leadsOn reports whether a link with the options to may stand in the answer to a request
// with the options from, and how many they have in common.
func leadsOn(from, to url.Values) (common int, ok bool) {
	grown := 0
	for name := range from {
		was, is := from.Get(name), to.Get(name)
		if was == is {
			common++
			continue
		}
		a, errA := strconv.ParseInt(was, 10, 64)
		b, errB := strconv.ParseInt(is, 10, 64)
		if errA != nil || errB != nil || b <= a {
			return 0, false
		}
		grown++
	}
	return common, grown == 1 || grown == 0 && len(to) > len(from)
}

// nextLink returns the link of an answer to what comes behind it, "" for none.
func nextLink(body *relaxed.Value) string {
	const deep = 2 // as in {"_links": {"next": {"href": "..."}}}
	return linkBelow(body, false, deep)
}

// linkBelow looks for a link in the members of an object, all of which count where it is
// itself called so.
func linkBelow(v *relaxed.Value, named bool, deep int) string {
	if v == nil || v.Kind != relaxed.Object {
		return ""
	}
	for _, m := range v.Members {
		leads := named || phrases.LeadsOn(m.Name)
		switch {
		case leads && m.Value.Kind == relaxed.String && strings.Contains(m.Value.Text, "?"):
			return m.Value.Text
		case deep > 0 && m.Value.Kind == relaxed.Object:
			if link := linkBelow(m.Value, leads, deep-1); link != "" {
				return link
			}
		}
	}
	return ""
}

// byValue returns the one request that has a value in its query which a text names.
func byValue(several []*Exchange, text map[string]bool) *Exchange {
	var found *Exchange
	for _, p := range several {
		for _, values := range optionsOf(p.Asked.URL) {
			if !slices.ContainsFunc(values, func(v string) bool { return text[strings.ToLower(strings.Trim(v, "'"))] }) {
				continue
			}
			if found != nil && found != p {
				return nil
			}
			found = p
		}
	}
	return found
}

// byWords returns the request whose caption has most words in common with that of the
// answer, of those that not all captions have: "the first order", "all orders".
func (s *pairing) byWords(several []*Exchange, answer map[string]bool) *Exchange {
	captions := make([]map[string]bool, len(several))
	in := map[string]int{} // how many captions have a word
	for i, p := range several {
		captions[i] = wordsOf(captionOf(s.sections[p], p.Block))
		for w := range captions[i] {
			in[w]++
		}
	}
	var best *Exchange
	most, tie := 0, false
	for i, p := range several {
		common := 0
		for w := range captions[i] {
			if answer[w] && in[w] < len(several) {
				common++
			}
		}
		switch {
		case common > most:
			best, most, tie = p, common, false
		case common == most:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return best
}

// wordsOf returns the words of a text in lower case.
func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" \t\n,;()`'\"\u201c\u201d", r) }) {
		if w = strings.ToLower(strings.TrimRight(w, ".:")); w != "" {
			words[w] = true
		}
	}
	return words
}

// captionOf returns the text right in front of a block, "" for none.
func captionOf(s *parser.Section, c *parser.Code) string {
	if s == nil {
		return ""
	}
	for i, b := range s.Blocks {
		if code, ok := b.(*parser.Code); !ok || code.Pos != c.Pos || i == 0 {
			continue
		}
		if p, ok := s.Blocks[i-1].(*parser.Paragraph); ok {
			return p.Plain
		}
	}
	return ""
}

// optionsOf returns the options of a URL's query.
func optionsOf(address string) url.Values {
	_, query, _ := strings.Cut(address, "?")
	return options(query)
}

// options parts a query. What is not escaped as it should be counts as it is written.
func options(query string) url.Values {
	list := url.Values{}
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		if name != "" {
			list.Add(name, value)
		}
	}
	return list
}
