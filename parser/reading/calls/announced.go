package calls

// This file reads which status a page gives to an answer that has no status line: in the
// heading or the label above it ("401: Unauthorized"), or in a sentence that says that what
// follows is an error. An error is never what a call returns.

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// An announcement is what stands above an answer without a status line.
type announcement struct {
	status  int  // 0 for none
	failure bool // what follows is an error, whatever its status
	text    string
}

// announce returns what stands above a block of a section.
func announce(s *parser.Section, i int) announcement {
	headed := HeadStatus(s.Heading.Plain)
	text, nearest := "", true
	for j := i - 1; j >= 0; j-- {
		p, ok := s.Blocks[j].(*parser.Paragraph)
		if !ok {
			break
		}
		if p.Quoted {
			continue
		}
		if nearest && announcesFailure(p.Plain) {
			status := saidStatus(p.Text, 400)
			if status == 0 && headed >= 400 {
				status = headed
			}
			return announcement{status, true, p.Plain}
		}
		if status := HeadStatus(p.Plain); status > 0 && (isBold(p.Text) || phrases.LabelOf(p.Plain) == phrases.Response) {
			return announcement{status, status >= 400, text}
		}
		text, nearest = p.Plain, false
	}
	return announcement{headed, headed >= 400, text}
}

// announcesFailure reports whether the last sentence of a text says that what follows is an
// error.
func announcesFailure(text string) bool {
	return phrases.AnnouncesFailure(text[strings.LastIndex(text, ". ")+1:])
}

// HeadStatus returns the status that a heading or a label begins with, behind words such as
// "Response" or not, 0 for none. "404" is one, as are "404: No such order" and "404 Not
// Found"; "404 orders" is none.
func HeadStatus(heading string) int {
	const digits = 3
	text := phrases.BehindStatusWords(heading)
	if len(text) < digits || len(text) > digits && odata.IsDigit(text[digits]) {
		return 0
	}
	status := firstStatus(text[:digits], 200)
	rest := text[digits:]
	reason := strings.ToLower(http.StatusText(status))
	if reason == "" || status >= 300 && status < 400 {
		return 0
	}
	words := strings.Fields(rest)
	first, _, _ := strings.Cut(reason, " ")
	if len(words) == 0 || strings.IndexAny(strings.TrimLeft(rest, " `*"), ":-–—()") == 0 || strings.EqualFold(strings.Trim(words[0], "`*:"), first) {
		return status
	}
	return 0
}

// statusAbove returns the answer that the i-th block of a section is, with the status that
// stands above it where it has no status line, and whether it is an error. It is nil where
// it is an error of which nothing says the status, and as it was where nothing is said.
func statusAbove(s *parser.Section, i int, c *parser.Code, a area) (answer *parser.Code, failure bool) {
	if !lacksStatus(c) || !a.answers() {
		return c, false
	}
	said := announce(s, i)
	switch {
	case said.status >= 400 || said.status > 0 && c.JSON != nil:
		code := *c
		code.JSON = nil
		code.Response = &parser.Response{Status: said.status, Pos: c.Pos, Body: parser.Body{Pos: c.TextPos, Text: c.Text, JSON: c.JSON}}
		return &code, said.failure
	case said.failure:
		return nil, true
	}
	return c, false
}

// lacksStatus reports whether a block may be an answer without a status line and header:
// JSON that stands alone, or a text.
func lacksStatus(c *parser.Code) bool {
	if c.Request != nil || explicit(c) {
		return false
	}
	return c.Response == nil && c.JSON != nil || c.Response != nil && isText(c.Response)
}

// answers reports whether JSON in the area may be an answer.
func (a area) answers() bool {
	return a.inExample() || a == AreaResponse || a == areaOther || a == AreaIntro
}

// readFailures notes the errors that the page shows or heads by their statuses.
func (d *Draft) readFailures() {
	for _, div := range d.Divisions {
		if !div.Area.answers() && div.Area != areaErrors {
			continue
		}
		status, shown := HeadStatus(div.Section.Heading.Plain), false
		for i, b := range div.Section.Blocks {
			c, ok := b.(*parser.Code)
			if !ok || !visibleTab(c.TabID) || !lacksStatus(textAnswer(c, div.Area)) {
				continue
			}
			if said := announce(div.Section, i); said.failure {
				d.Failures = append(d.Failures, c)
				d.addError(said.status, said.text)
				d.addCode(said.status, BodyOf(c))
				shown = true
			}
		}
		if !shown && status >= 400 && (div.Area == AreaResponse || div.Area == areaErrors || div.Area.inExample()) {
			d.addError(status, firstParagraph(div.Section))
		}
	}
}

// addError notes an error of the operation, unless its status is not known or it is noted.
func (d *Draft) addError(status int, message string) {
	if message == "" {
		message = http.StatusText(status)
	}
	e := api.ErrorCode{Status: status, Message: strings.TrimRight(message, ": ")}
	if status > 0 && len(d.Op.Errors) < MaxPerPage && !slices.Contains(d.Op.Errors, e) {
		d.Op.Errors = append(d.Op.Errors, e)
	}
}

// firstParagraph returns the first text of a section, "" for none.
func firstParagraph(s *parser.Section) string {
	for _, b := range s.Blocks {
		if p, ok := b.(*parser.Paragraph); ok && !p.Quoted {
			return p.Plain
		}
	}
	return ""
}
