package parser

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// JSON in blocks and bodies. It is read in spite of mistakes where that is possible, and
// each mistake is a warning with its position.

// json reads text, which stands at p, and reports its mistakes.
func (r *reader) json(text string, p origin, severity diag.Severity) *JSON {
	v, notes, err := relaxed.ParseString(text)
	if err != nil {
		r.invalid(CodeInvalidJSON, severity, p, err)
		return nil
	}
	r.notes(notes, p)
	r.duplicates(v, p)
	return newJSON(v, notes, p)
}

// quiet reads text like json and reports nothing. It returns nil where text is no JSON.
func quiet(text string, p origin) *JSON {
	v, notes, err := relaxed.ParseString(text)
	if err != nil {
		return nil
	}
	return newJSON(v, notes, p)
}

// newJSON is the JSON of a text with notes, which stands at p.
func newJSON(v *relaxed.Value, notes []relaxed.Note, p origin) *JSON {
	j := &JSON{Value: v, origin: p}
	if i := slices.IndexFunc(notes, func(n relaxed.Note) bool { return n.Guess }); i >= 0 {
		j.Guess, j.GuessPos = notes[i].Message, p.pos(notes[i].Offset)
	}
	return j
}

// notes reports the notes about a text. Those of one kind are one diagnostic, where the
// first one stands.
func (r *reader) notes(notes []relaxed.Note, p origin) {
	times := map[string]int{}
	for _, n := range notes {
		times[n.Message]++
	}
	for _, n := range notes {
		message := n.Message
		switch times[n.Message] {
		case 0:
			continue // told of
		case 1:
		default:
			message += fmt.Sprintf(", %d times in this text", times[n.Message])
		}
		delete(times, n.Message)
		r.report(diag.Warning, p.pos(n.Offset), CodeRelaxedJSON, message, n.Hint)
	}
}

func (r *reader) invalid(code string, severity diag.Severity, p origin, err error) {
	var syntax *relaxed.SyntaxError
	if !errors.As(err, &syntax) {
		r.report(severity, p.pos(0), code, err.Error(), "write a JSON object")
		return
	}
	r.report(severity, p.pos(syntax.Offset), code, syntax.Message, syntax.Hint)
}

// duplicates reports names that stand twice in one object.
func (r *reader) duplicates(v *relaxed.Value, p origin) {
	switch v.Kind {
	case relaxed.Array:
		for _, e := range v.Elements {
			r.duplicates(e, p)
		}
	case relaxed.Object:
		for i := range v.Members {
			if repeated(v.Members, i) {
				r.report(diag.Warning, p.pos(v.Members[i].Offset), CodeDuplicateMember,
					fmt.Sprintf("the member %q stands twice in this object", short(v.Members[i].Name)), "keep one of them")
			}
			r.duplicates(v.Members[i].Value, p)
		}
	}
}

// repeated reports whether a member before i has its name. It does not look at objects so
// large that this would be slow.
func repeated(members []relaxed.Member, i int) bool {
	if len(members) > 256 {
		return false
	}
	for j := range i {
		if members[j].Name == members[i].Name {
			return true
		}
	}
	return false
}

// jsonBlock reads a block that is JSON.
func (r *reader) jsonBlock(c *Code) {
	start := indentAll(c.Text)
	if isPlaceholder(c.Text[start:]) {
		return
	}
	text := strings.TrimRight(c.Text, " \t\r\n")
	if a := c.Annotation; a != nil && a.BlockType == "ignored" {
		// Its author has said that it is to be ignored.
		c.JSON = quiet(text, c.origin)
		return
	}
	severity := diag.Warning
	if c.Annotation != nil {
		severity = diag.Error
	} else if !isJSON(c.Info) && c.Info != "" && !isHTTP(c.Info) && !isStrict(text[min(start, len(text)):]) {
		return
	}
	if first := text[min(start, len(text)-1)]; c.Annotation == nil && first != '{' && first != '[' {
		r.fragment(c, text)
		return
	}
	c.JSON = r.json(text, c.origin, severity)
}

// fragment reads a piece of JSON that illustrates the text around it, such as members
// without their object. That is no mistake.
func (r *reader) fragment(c *Code, text string) {
	if i := strings.IndexByte(text, '{'); i > 0 && isLabel(text[:i]) {
		// "Address" { ... }: the type's name stands before its object.
		if c.JSON = quiet(text[i:], c.origin.from(i)); c.JSON != nil {
			return
		}
	}
	if c.JSON = quiet(text, c.origin); c.JSON != nil {
		return
	}
	r.report(diag.Warning, c.TextPos, CodeInvalidJSON, "the block is marked as JSON and is none", "write JSON, or mark the block as what it is")
}

// isLabel reports whether a text is one word, perhaps in quotes and with a colon.
func isLabel(text string) bool {
	word := strings.Trim(strings.TrimRight(strings.TrimSpace(text), ": "), "\"'`")
	return word != "" && !strings.ContainsAny(word, " \t\r\n\"'`{}[],")
}

// indentAll returns how much white space s starts with.
func indentAll(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\r\n")) }

// isPlaceholder reports whether a body is a stand-in such as {binary data} or, in words,
// [the content of a file].
func isPlaceholder(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) <= 2 || len(s) >= 200 || strings.ContainsAny(s[1:len(s)-1], "{}\":,[]\n“”") {
		return false
	}
	inner := strings.Trim(s[1:len(s)-1], " .…\t")
	switch s[0] {
	case '{':
		return s[len(s)-1] == '}' && inner != ""
	case '[':
		return s[len(s)-1] == ']' && len(strings.Fields(inner)) > 1 && isLetter(inner[0])
	}
	return false
}

// readJSON reads the message's body where it is JSON: where the media type says
// so, or where there is none and the body looks like it.
func (m *message) readJSON() {
	text := m.body.Text
	media := ""
	if f, ok := fieldValue(*m.header, "Content-Type"); ok {
		media = strings.ToLower(f.Value)
	}
	bracket := text[0] == '{' || text[0] == '['
	switch {
	case isPlaceholder(text):
	case bracket && (media == "" || isJSONMedia(media)):
		m.body.JSON = m.json(text, m.body.origin, m.severity())
	case isJSONMedia(media):
		m.scalar(text)
	case bracket && !strings.Contains(media, "multipart") && !strings.Contains(media, "json"):
		// The media type is not JSON and the body is: read it and report nothing.
		m.body.JSON = quiet(text, m.body.origin)
	}
}

// isJSONMedia reports whether a media type, in lower case, is meant for one JSON value:
// application/json, a type with the suffix +json, a mere "json". Lines of JSON and
// sequences of it are text.
func isJSONMedia(media string) bool {
	kind, _, _ := strings.Cut(media, ";")
	kind = strings.TrimSpace(kind)
	return kind == "json" || strings.HasSuffix(kind, "/json") || strings.HasSuffix(kind, "+json")
}

func (m *message) severity() diag.Severity {
	if m.code.Annotation == nil {
		return diag.Warning
	}
	return diag.Error
}

// scalar reads a body of a JSON media type that is no object or array: a string,
// a number, or a stand-in for a body.
func (m *message) scalar(text string) {
	if v, notes, err := relaxed.ParseString(text); err == nil {
		m.notes(notes, m.body.origin)
		m.body.JSON = newJSON(v, notes, m.body.origin)
		return
	}
	m.report(diag.Warning, m.body.Pos, CodeInvalidJSON, fmt.Sprintf("the media type is JSON, the body %q is not", short(firstOf(text))),
		"write the JSON, or the media type that the body has")
}

func firstOf(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}
