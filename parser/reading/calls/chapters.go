package calls

// This file reads pages that are about several calls, a chapter for each, and such as have
// one chapter. In a chapter the answer, and the body that is sent, may stand in front of
// the request.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// meet gives the first request of a chapter what the chapter shows before it: the body
// that it sends, as far as it shows none, and its answer.
func (s *pairing) meet(q *Exchange) {
	for _, b := range s.early {
		switch {
		case b.Area != areaExampleRequest:
			s.answered(q, b)
		case hasRoom(q):
			q.complete(b.code)
		case q.Asked.Body.JSON != nil && b.code.JSON != nil && relaxed.Equal(q.Asked.Body.JSON.Value, b.code.JSON.Value):
			q.Repeated = b.code
		}
	}
	s.early = nil
}

// askingChapters returns the chapters that show requests.
func askingChapters(blocks []shown) map[int]bool {
	asking := map[int]bool{}
	for _, b := range blocks {
		if roleOf(b.code, b.Area) == requestRole {
			asking[b.chapter] = true
		}
	}
	return asking
}

// withIntroduction opens the introduction of a page to examples, where no section has
// request templates: a page on one call may have no sections at all.
func withIntroduction(blocks []shown) []shown {
	if slices.ContainsFunc(blocks, func(b shown) bool { return b.Area == areaTemplates }) {
		return blocks
	}
	for i := range blocks {
		if blocks[i].Area == AreaIntro {
			blocks[i].Area = areaOther
		}
	}
	return blocks
}
