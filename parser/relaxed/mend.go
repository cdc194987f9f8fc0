package relaxed

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// The mender rewrites a text into one that hujson accepts: JSON with comments
// and trailing commas. It is a machine with one state per place in the grammar
// and a stack of open brackets; it reads each token once, and where it must look
// ahead it looks a bounded distance, so that its work is linear in the text.
// It never decides between two readings that lose different things: what it
// leaves out, it says in a note.

// A state is what the grammar expects next.
type state byte

const (
	wantValue state = iota // the text's value, an element, or a value behind a colon
	wantName               // a member's name or the end of the object
	wantColon              // the colon behind a name
	wantComma              // a comma or the end of the object or array
	atEnd                  // nothing but white space
)

// A place says that the mended text from out on was written at in.
type place struct{ out, in int }

// original returns the offset in the text as written of an offset in the mended one.
func original(places []place, out int) int {
	i := sort.Search(len(places), func(i int) bool { return places[i].out > out }) - 1
	if i < 0 {
		return out
	}
	return places[i].in + out - places[i].out
}

type mender struct {
	text   string
	i      int
	out    []byte
	places []place
	notes  []Note
	stack  []byte // open brackets
	state  state
	// colon tells that a value is wanted behind a colon rather than as an element.
	colon bool
	// comma tells that the last token was a comma, and where it stood.
	comma   bool
	commaAt int
	// last is where the token before this one ended.
	last int
	// ellipsis tells that "..." stood since the last value: a comma around it is no mistake.
	ellipsis bool
}

// maxNotes is how many liberties are told of in one text.
const maxNotes = 1000

// note takes note of a liberty, with the edits that undo it. It returns the note's
// index, -1 where there are too many already.
func (m *mender) note(at int, message, hint string, edits ...Edit) int {
	if len(m.notes) == maxNotes {
		m.notes = append(m.notes, Note{Offset: at, Message: "there are more mistakes in this text than are told of", Hint: "correct the ones told of first"})
	}
	if len(m.notes) > maxNotes {
		return -1
	}
	m.notes = append(m.notes, Note{Offset: at, Message: message, Hint: hint, Edits: edits})
	return len(m.notes) - 1
}

// edit adds an edit to the note of an index, if it is one.
func (m *mender) edit(note int, e Edit) {
	if note >= 0 {
		m.notes[note].Edits = append(m.notes[note].Edits, e)
	}
}

// leave takes back the edits of a note: they would undo no more than a half of it.
func (m *mender) leave(note int) {
	if note >= 0 {
		m.notes[note].Edits = nil
	}
}

func (m *mender) fail(at int, message, hint string) error {
	return &SyntaxError{Offset: at, Message: message, Hint: hint}
}

// put appends s to the mended text as something written at in.
func (m *mender) put(in int, s string) {
	m.places = append(m.places, place{len(m.out), in})
	m.out = append(m.out, s...)
}

// run mends the whole text.
func (m *mender) run() error {
	if err := m.begin(); err != nil {
		return err
	}
	for {
		m.space()
		if m.i >= len(m.text) {
			break
		}
		if m.state == atEnd {
			m.rest()
			break
		}
		if err := m.token(); err != nil {
			return err
		}
		m.last = m.i
	}
	return m.finish()
}

// begin finds out what the text starts with: a value, or the members of an
// object that lacks its braces.
func (m *mender) begin() error {
	m.space()
	for m.dots() > 0 {
		m.skipEllipsis()
		m.space()
	}
	rest := m.text[m.i:]
	switch {
	case rest == "":
		return m.fail(len(m.text), "there is no JSON here", "write a JSON value")
	case placeholderLength(rest) > 0:
		return m.fail(m.i, "a placeholder stands where JSON is expected", "write an object, with its members")
	case rest[0] == '{' || rest[0] == '[':
		return nil
	}
	if memberAhead(rest) {
		m.note(m.i, "members without the braces of an object", "put the members in { }")
		m.put(m.i, "{")
		m.stack = append(m.stack, '{')
		m.state = wantName
		return nil
	}
	if q := openingQuote(rest); q > 0 || numberLength(rest) == len(strings.TrimSpace(rest)) {
		return nil
	}
	return m.fail(m.i, fmt.Sprintf("%s is no start of a JSON value", quoted(firstRune(rest))), "start with { or [")
}

// finish closes what the text left open.
func (m *mender) finish() error {
	if m.state == wantValue && len(m.stack) == 0 {
		return m.fail(len(m.text), "there is no JSON here", "write a JSON value")
	}
	m.complete(len(m.text))
	if n := len(m.stack); n > 0 {
		missing := make([]byte, 0, n)
		for i := n - 1; i >= 0; i-- {
			missing = append(missing, closing(m.stack[i]))
		}
		shown := string(missing)
		if len(shown) > 8 {
			shown = fmt.Sprintf("%s and %d more", shown[:8], len(shown)-8)
		}
		m.note(len(m.text), "the text ends before its brackets are closed", "add "+shown+" at the end")
		m.put(len(m.text), string(missing))
		m.stack = nil
	}
	return nil
}

// complete ends a member that has a name but no colon or no value.
func (m *mender) complete(at int) {
	switch {
	case m.state == wantColon:
		m.note(at, "a name without a value", "write a colon and a value behind the name")
		m.put(at, ":")
		m.put(at, "null")
	case m.state == wantValue && m.colon:
		m.note(at, "no value behind the colon", "write a value, or null")
		m.put(at, "null")
	default:
		return
	}
	m.afterValue()
}

// token reads one token in whatever state the machine is.
func (m *mender) token() error {
	switch c := m.text[m.i]; c {
	case '{', '[':
		return m.open(c)
	case '}', ']':
		m.close(c)
		return nil
	case ',', ';':
		m.separator(c)
		return nil
	case ':', '=':
		if m.state == wantColon || m.state == wantValue && m.colon {
			m.colonToken(c)
			return nil
		}
	}
	if m.dots() > 0 && m.state != wantColon {
		m.skipEllipsis()
		return nil
	}
	if q := openingQuote(m.text[m.i:]); q > 0 {
		m.quotedToken(q)
		return nil
	}
	m.bareToken()
	return nil
}

func (m *mender) open(c byte) error {
	at := m.i
	switch {
	case m.state == wantValue && m.colonOrElement() && placeholderLength(m.text[at:]) > 0:
		n := placeholderLength(m.text[at:])
		m.bareString(at, at+n, "a placeholder without quotes")
		return nil
	case m.state == wantColon:
		m.missingColon(at)
		m.state = wantValue
	case m.state == wantComma && m.top() == '[':
		m.missingComma(at)
		m.state = wantValue
	case m.state == wantComma || m.state == wantName:
		return m.fail(at, fmt.Sprintf("a %q stands where an object wants a name", c), "give the value a name, or use an array")
	}
	if len(m.stack) >= MaxDepth-1 {
		return m.fail(at, fmt.Sprintf("nested deeper than %d levels", MaxDepth), "write it flatter")
	}
	m.put(at, string(c))
	m.stack = append(m.stack, c)
	m.state, m.colon, m.comma, m.ellipsis = wantName, false, false, false
	if c == '[' {
		m.state = wantValue
	}
	m.i++
	return nil
}

// colonOrElement tells whether the wanted value is inside an object or array.
func (m *mender) colonOrElement() bool { return len(m.stack) > 0 }

func (m *mender) top() byte {
	if len(m.stack) == 0 {
		return 0
	}
	return m.stack[len(m.stack)-1]
}

func closing(open byte) byte {
	if open == '{' {
		return '}'
	}
	return ']'
}

// close ends an object or array, first what was left open inside it. A bracket
// that nothing opened is left out.
func (m *mender) close(c byte) {
	at := m.i
	m.i++
	depth := len(m.stack) - 1
	// How far a wrong bracket may reach is bounded, to stay linear.
	for floor := max(0, depth-16); depth >= floor && closing(m.stack[depth]) != c; {
		depth--
	}
	if depth < max(0, len(m.stack)-17) {
		m.note(at, fmt.Sprintf("a %q that closes nothing", c), "remove it")
		return
	}
	m.complete(at)
	for len(m.stack)-1 > depth {
		m.note(at, fmt.Sprintf("a %q stands before the %q of what was opened last", c, closing(m.top())),
			fmt.Sprintf("write the %q first", closing(m.top())))
		m.pop(at)
	}
	if m.comma && !m.ellipsis {
		m.note(m.commaAt, "a comma behind the last "+m.item(), "remove the comma", Edit{m.commaAt, m.commaAt + 1, ""})
	}
	m.pop(at)
}

func (m *mender) item() string {
	if m.top() == '{' {
		return "member"
	}
	return "element"
}

func (m *mender) pop(at int) {
	m.put(at, string(closing(m.top())))
	m.stack = m.stack[:len(m.stack)-1]
	m.afterValue()
}

func (m *mender) afterValue() {
	m.state, m.colon, m.comma, m.ellipsis = wantComma, false, false, false
	if len(m.stack) == 0 {
		m.state = atEnd
	}
}

func (m *mender) separator(c byte) {
	at := m.i
	m.i++
	m.complete(at)
	if m.state != wantComma {
		if !m.ellipsis {
			m.note(at, "a comma with nothing before it", "remove the comma", Edit{at, at + 1, ""})
		}
		return
	}
	if c == ';' {
		m.note(at, "a semicolon in place of a comma", "write a comma", Edit{at, at + 1, ","})
	}
	m.nextItem(at)
	m.comma, m.commaAt = true, at
}

// nextItem writes a comma and wants the next member or element.
func (m *mender) nextItem(at int) {
	m.put(at, ",")
	m.state, m.colon = wantName, false
	if m.top() == '[' {
		m.state = wantValue
	}
}

func (m *mender) missingComma(at int) {
	if !m.ellipsis {
		m.note(at, "no comma before this "+m.item(), "write a comma", Edit{m.last, m.last, ","})
	}
	m.nextItem(at)
}

func (m *mender) missingColon(at int) {
	m.note(at, "no colon between a name and its value", "write a colon", Edit{m.last, m.last, ":"})
	m.put(at, ":")
}

func (m *mender) colonToken(c byte) {
	at := m.i
	m.i++
	if c == '=' && strings.HasPrefix(m.text[m.i:], ">") {
		m.i++
	}
	if m.state != wantColon {
		m.note(at, "a second colon", "remove it", Edit{at, m.i, ""})
		return
	}
	if c == '=' {
		m.note(at, "an equals sign in place of a colon", "write a colon", Edit{at, m.i, ":"})
	}
	m.put(at, ":")
	m.state, m.colon, m.comma = wantValue, true, false
}

// dots returns the length of the ellipsis at the place reached, or 0.
func (m *mender) dots() int {
	rest := m.text[m.i:]
	if strings.HasPrefix(rest, "…") {
		return len("…")
	}
	n := 0
	for n < len(rest) && rest[n] == '.' {
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

func (m *mender) skipEllipsis() {
	m.note(m.i, "an ellipsis in place of JSON", `leave it out, and say "truncated": true in the annotation`)
	m.i += m.dots()
	if m.state == wantValue && m.colon {
		m.put(m.i, "null")
		m.afterValue()
	}
	m.ellipsis = true
}

// rest reports what stands behind the value.
func (m *mender) rest() {
	at := m.i
	switch c := m.text[at]; {
	case c == '}' || c == ']':
		m.note(at, fmt.Sprintf("a %q that closes nothing", c), "remove it")
	case c == '{' || c == '[' || c == ',':
		m.note(at, "a second JSON value behind the first", "put each value in a block of its own")
	case m.dots() > 0:
		m.note(at, "an ellipsis behind the value", "leave it out")
	default:
		m.note(at, "text behind the JSON value", "keep explanations out of the block")
	}
	m.i = len(m.text)
}

func quoted(r rune) string { return fmt.Sprintf("%q", r) }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
