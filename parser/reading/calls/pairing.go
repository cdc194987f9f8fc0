package calls

// This file walks through the messages of a page, or of the part of one that is about an
// operation, and tells which belong together. The walk knows what awaits what; which of
// two readings is right depends on what has been seen.

import (
	"fmt"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// A pairing finds the pairs of one page, or of a part of it.
type pairing struct {
	of        part
	divisions []division
	page      *parser.Page
	r         *report.Reporter
	out       []*Exchange
	byName    map[string]*Exchange
	names     map[string]int // of pairs, with how often each was asked for
	answers   []answered
	failures  []answered // errors that have no status line

	current *Exchange       // the request that awaits its response
	asked   *parser.Section // where it stands
	ignored *Exchange       // an ignored request right before
	bare    *Exchange       // a request without its body right before
	payload *parser.Code    // JSON that a request below may send as a file
	early   []shown         // what awaits the first request of its chapter
	// sections are those that the requests stand in.
	sections map[*Exchange]*parser.Section
	counts   map[*Exchange]int // of the answers that each is the last request before
}

// An answered is a response block with the pair of the request before it.
type answered struct {
	current *Exchange
	code    *parser.Code
	in      *parser.Section // where the response stands, nil in the block of its request
}

// exchanges finds the examples of a page or a part, in order.
func exchanges(of part, divisions []division, r *report.Reporter) []*Exchange {
	s := &pairing{of: of, divisions: divisions, page: of.page, r: r, byName: map[string]*Exchange{}, names: map[string]int{}, sections: map[*Exchange]*parser.Section{}}
	blocks := shownIn(divisions)
	asking := askingChapters(blocks)
	for i, b := range blocks {
		if len(s.out) >= MaxPerPage {
			crowded(s.page, b.code.Pos, "examples", r)
			return s.settle()
		}
		if i > 0 && b.chapter != blocks[i-1].chapter {
			s.early = nil
			if asking[b.chapter] {
				s.current, s.ignored, s.bare, s.payload = nil, nil, nil, nil
			}
		}
		switch roleOf(b.code, b.Area) {
		case requestRole:
			s.request(b)
		case ignoredRequest:
			s.ignored = s.begin(b.code)
		case jsonRole:
			s.bare = nil
			if s.current != nil && i > 0 && hasRoom(s.current) && headsBody(blocks[i-1].code) {
				s.current.complete(b.code)
			} else {
				s.json(b, blocks[i+1:])
			}
		case bodyRole:
			if s.bare != nil && !s.bare.Several && lacksBody(s.bare.Asked) {
				s.bare.complete(b.code)
			}
			s.bare = nil
		case responseRole:
			s.bare = nil
			s.response(b)
		}
	}
	return s.settle()
}

// begin begins the exchange of a request that is not among the others yet.
func (s *pairing) begin(code *parser.Code) *Exchange {
	return newExchange(code, s.of.shown+len(s.out))
}

// request takes a request for the one that awaits its response.
func (s *pairing) request(b shown) {
	s.current, s.ignored = s.begin(b.code), nil
	s.bare, s.asked = s.current, b.Section
	s.add(s.current)
	s.sections[s.current] = b.Section
	s.takeFile(s.current, s.payload)
	s.payload = nil
	for _, n := range annotationNames(b.code) {
		s.byName[n] = s.current
	}
	s.meet(s.current)
	if b.code.Response != nil {
		s.answers = append(s.answers, answered{current: s.current, code: b.code})
	}
}

// json reads JSON that stands alone, in front of other blocks. Below a heading on requests
// it is what is sent, and never an answer. In a section that says nothing, it answers a
// request of that section.
func (s *pairing) json(b shown, behind []shown) {
	switch {
	case s.current == nil && b.Area == areaExampleRequest:
		if !comesRequest(behind) {
			s.current = s.bodyAlone(b.code)
		}
		if s.current == nil {
			s.payload, s.early = b.code, append(s.early, b)
			return
		}
		s.asked = b.Section
		s.add(s.current)
	case s.current == nil && b.Area.inExample():
		s.early = append(s.early, b)
	case s.current != nil && b.Area == areaExampleRequest && b.Section == s.asked && !s.current.Several && !hasRoom(s.current) && !comesRequest(behind):
		b.Area = areaExample // text alone stands between the two: what cannot be sent is the answer
		s.besides(b, behind)
	case s.current == nil || b.Area == areaExampleRequest && (s.answeredYet(s.current) || !hasRoom(s.current)):
		s.payload = b.code
	case b.Area == areaOther && b.Section != s.asked:
		// It is about something else.
	default:
		s.besides(b, behind)
	}
}

// besides reads JSON that stands alone behind the request that awaits its response: as the
// body of one that may have a body and shows none, else as its answer. A piece of JSON
// between a request and a response is neither where the request has no room for it.
func (s *pairing) besides(json shown, behind []shown) {
	q := s.current
	if s.answeredYet(q) {
		return
	}
	next := noRole // of the block behind that is an answer as well
	for _, b := range behind {
		role := roleOf(b.code, b.Area)
		if b.failure {
			continue // it is another answer than this
		}
		if role == responseRole || role == jsonRole {
			next = role
			break
		}
		if role != noRole {
			break
		}
	}
	switch {
	case hasRoom(q) && (json.Area == areaExampleRequest || next != noRole && json.Area != AreaResponse):
		q.complete(json.code)
	case next != responseRole && json.Area != areaExampleRequest:
		json.failure = false
		s.answered(q, json)
	}
}

// response takes a response for that of the request before it.
func (s *pairing) response(b shown) {
	code := b.code
	if s.payload != nil && s.current != nil && s.answeredYet(s.current) && !explicit(code) && !b.failure {
		if p := s.bodyAlone(s.payload); p != nil {
			s.current, s.payload = p, nil
			s.add(p)
		}
	}
	if s.ignored != nil && explicit(code) {
		if s.current != nil && !s.answeredYet(s.current) {
			// Two ways to ask for the same.
			s.answered(s.current, b)
		}
		s.current, s.ignored = s.ignored, nil
		s.add(s.current)
	}
	if s.current == nil && s.ignored == nil && !explicit(code) && b.Area.inExample() {
		s.early = append(s.early, b)
		return
	}
	s.answered(s.current, b)
}

// answered notes a response to a request. An error without a status line keeps no other
// answer away.
func (s *pairing) answered(current *Exchange, b shown) {
	a := answered{current, b.code, b.Section}
	if b.failure {
		s.failures = append(s.failures, a)
	} else {
		s.answers = append(s.answers, a)
	}
}

// answeredYet reports whether the last response was one to p.
func (s *pairing) answeredYet(p *Exchange) bool {
	return len(s.answers) > 0 && s.answers[len(s.answers)-1].current == p
}

// settle gives the responses to their requests. Names may point forward, so all
// requests are found first.
func (s *pairing) settle() []*Exchange {
	s.counts = make(map[*Exchange]int, len(s.answers))
	for _, a := range s.answers {
		s.counts[a.current]++
	}
	for _, a := range slices.Concat(s.answers, s.failures) {
		of, sure := s.whose(a)
		s.answer(of, a.code)
		if !sure {
			of.Doubtful = true
		}
	}
	return s.out
}

// add adds a pair and notes its name.
func (s *pairing) add(p *Exchange) {
	s.names[p.Name]++
	s.out = append(s.out, p)
}

// answer adds a response to the request that it belongs to.
func (s *pairing) answer(current *Exchange, c *parser.Code) {
	var to []*Exchange
	names := annotationNames(c)
	for _, n := range names {
		if p := s.byName[n]; p != nil && (p != current || len(names) > 1) {
			to = append(to, p)
		}
	}
	if len(to) == 0 && current != nil {
		to = []*Exchange{current}
	}
	if len(to) == 0 && explicit(c) {
		s.r.Add(s.page, c.Pos, "response-unpaired", diag.Warning, "no request stands before this response",
			"put the request block it answers before it, or give both the same name")
	}
	for _, p := range to {
		if p.Answer == nil {
			p.Answer, p.BareJSON = c, c.Response == nil
			continue
		}
		if c.Response == nil || (!explicit(c) && explicit(p.Answer)) || sameStatus(p.Answer, c) && !explicit(c) {
			continue
		}
		if len(s.out) >= MaxPerPage {
			crowded(s.page, c.Pos, "examples", s.r)
			return
		}
		more := *p
		more.Answer, more.BareJSON = c, false
		more.Name = s.free(fmt.Sprintf("%s_%d", p.Name, c.Response.Status))
		s.add(&more)
	}
}

// free returns name, or name with a number where a pair is called so already.
func (s *pairing) free(name string) string {
	if s.names[name] == 0 {
		return name
	}
	for {
		s.names[name]++
		if numbered := fmt.Sprintf("%s_%d", name, s.names[name]); s.names[numbered] == 0 {
			return numbered
		}
	}
}

// sameStatus reports whether two response blocks show one status.
func sameStatus(a, b *parser.Code) bool {
	return a.Response != nil && b.Response != nil && a.Response.Status == b.Response.Status
}
