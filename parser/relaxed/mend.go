package relaxed

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The mender reads a text that is not strict JSON. It is a machine with one state per
// position in the grammar and a stack of open objects and arrays. It reads each token
// once. Where it looks ahead, it looks a bounded distance, so that its work is linear
// in the length of the text. Every liberty of the text becomes a note, and so does
// everything that the mender leaves out.

// A state is what the grammar expects next.
type state byte

const (
	wantValue state = iota // the text's value, an element, or a member's value
	wantName               // a member's name or the end of the object
	wantColon              // the colon behind a name
	wantComma              // a comma or the end of the object or array
	atEnd                  // nothing but white space
)

type mender struct {
	text  string
	i     int // where the next token is looked for
	tree  tree
	notes []Note
	state state
	// colon reports that the value that is wanted belongs to a member.
	colon bool
	// comma reports that the last token was a comma; commaAt is its offset.
	comma   bool
	commaAt int
	// last is where the token before this one ended.
	last int
	// ellipsis reports that there was an ellipsis after the last value. Commas around
	// an ellipsis are no mistake.
	ellipsis bool
	// content holds the text of the string that is being read. Quoting reports that there
	// is a word in it whose own quotes are not closed, doubt that a quote in it may have
	// been meant to close it.
	content        []byte
	quoting, doubt bool
}

// maxNotes is how many liberties of one text are noted.
const maxNotes = 1000

// note adds a note about a liberty, with the edits that correct it. It returns the
// note's index, -1 where there are too many notes already.
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

// guess adds a note about a place where the value that is read is not the text's own.
// Nobody but its author can correct that.
func (m *mender) guess(at int, message, hint string, _ ...Edit) int {
	m.note(at, message, hint)
	m.notes[len(m.notes)-1].Guess = true // the last one says that there are more, after too many
	return -1
}

// edit adds an edit to the note of an index. It does nothing for the index -1.
func (m *mender) edit(note int, e Edit) {
	if note >= 0 {
		m.notes[note].Edits = append(m.notes[note].Edits, e)
	}
}

// dropEdits removes the edits of a note, because they correct only a part of it.
func (m *mender) dropEdits(note int) {
	if note >= 0 {
		m.notes[note].Edits = nil
	}
}

func (m *mender) fail(at int, message, hint string) error {
	return &SyntaxError{Offset: at, Message: message, Hint: hint}
}

// run reads the whole text into the tree.
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
			m.noteRest()
			break
		}
		if err := m.token(); err != nil {
			return err
		}
		m.last = m.i
	}
	return m.finish()
}

// begin looks at the start of the text. It starts with a value, or with the members of
// an object that lacks its braces.
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
		m.tree.begin(m.i, Object)
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
	if m.tree.root == nil {
		return m.fail(len(m.text), "there is no JSON here", "write a JSON value")
	}
	m.completeMember(len(m.text))
	if n := len(m.tree.open); n > 0 {
		missing := make([]byte, 0, n)
		for i := n - 1; i >= 0; i-- {
			missing = append(missing, closing(m.tree.open[i].Kind))
		}
		shown := string(missing)
		if len(shown) > 8 {
			shown = fmt.Sprintf("%s and %d more", shown[:8], len(shown)-8)
		}
		m.note(len(m.text), "the text ends before its brackets are closed", "add "+shown+" at the end")
	}
	return nil
}

// completeMember gives null to a member that has a name but no value.
func (m *mender) completeMember(at int) {
	switch {
	case m.state == wantColon:
		m.guess(at, "a name without a value", "write a colon and a value behind the name")
	case m.state == wantValue && m.colon:
		m.guess(at, "no value behind the colon", "write a value, or null")
	default:
		return
	}
	m.add(at, Null, "")
}

// add adds a value that has no members and no elements.
func (m *mender) add(at int, kind Kind, text string) {
	m.tree.add(at, kind, text)
	m.afterValue()
}

// token reads one token.
func (m *mender) token() error {
	switch c := m.text[m.i]; c {
	case '{', '[':
		return m.open(Kind(c))
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

// open reads an opening bracket.
func (m *mender) open(c Kind) error {
	at := m.i
	switch {
	case m.state == wantValue && len(m.tree.open) > 0 && placeholderLength(m.text[at:]) > 0:
		n := placeholderLength(m.text[at:])
		m.bareString(at, at+n, "a placeholder without quotes")
		return nil
	case m.state == wantColon:
		m.missingColon(at)
		m.state = wantValue
	case m.state == wantComma && m.tree.top() == Array:
		m.missingComma(at)
		m.state = wantValue
	case m.state == wantComma || m.state == wantName:
		return m.fail(at, fmt.Sprintf("a %q stands where an object wants a name", c), "give the value a name, or use an array")
	}
	if len(m.tree.open) >= MaxDepth-1 {
		return m.fail(at, fmt.Sprintf("nested deeper than %d levels", MaxDepth), "write it flatter")
	}
	m.tree.begin(at, c)
	m.state, m.colon, m.comma, m.ellipsis = wantName, false, false, false
	if c == Array {
		m.state = wantValue
	}
	m.i++
	return nil
}

// closing returns the bracket that closes an object or array.
func closing(open Kind) byte {
	if open == Object {
		return '}'
	}
	return ']'
}

// close reads a closing bracket. It also closes what was left open inside the object
// or array that the bracket closes. A bracket that closes nothing is left out.
func (m *mender) close(c byte) {
	at := m.i
	m.i++
	depth := len(m.tree.open) - 1
	// A wrong bracket closes only so many levels, which keeps the work linear.
	for floor := max(0, depth-16); depth >= floor && closing(m.tree.open[depth].Kind) != c; {
		depth--
	}
	if depth < max(0, len(m.tree.open)-17) {
		m.guess(at, fmt.Sprintf("a %q that closes nothing", c), "remove it")
		return
	}
	m.completeMember(at)
	for len(m.tree.open)-1 > depth {
		missing := closing(m.tree.top())
		m.guess(at, fmt.Sprintf("a %q stands before the %q of what was opened last", c, missing), fmt.Sprintf("write the %q first", missing))
		m.tree.end()
		m.afterValue()
	}
	if m.comma && !m.ellipsis {
		m.note(m.commaAt, "a comma behind the last "+m.item(), "remove the comma", Edit{m.commaAt, m.commaAt + 1, ""})
	}
	m.tree.end()
	m.afterValue()
}

// item names what the innermost object or array consists of.
func (m *mender) item() string {
	if m.tree.top() == Object {
		return "member"
	}
	return "element"
}

func (m *mender) afterValue() {
	m.state, m.colon, m.comma, m.ellipsis = wantComma, false, false, false
	if len(m.tree.open) == 0 {
		m.state = atEnd
	}
}

// separator reads a comma, or a semicolon in its place.
func (m *mender) separator(c byte) {
	at := m.i
	m.i++
	m.completeMember(at)
	if m.state != wantComma {
		if !m.ellipsis {
			note := m.note
			if m.tree.top() == Array {
				note = m.guess // an element may be missing
			}
			note(at, "a comma with nothing before it", "remove the comma", Edit{at, at + 1, ""})
		}
		return
	}
	if c == ';' {
		m.note(at, "a semicolon in place of a comma", "write a comma", Edit{at, at + 1, ","})
	}
	m.nextItem()
	m.comma, m.commaAt = true, at
}

// nextItem makes the machine expect the next member or element.
func (m *mender) nextItem() {
	m.state, m.colon = wantName, false
	if m.tree.top() == Array {
		m.state = wantValue
	}
}

func (m *mender) missingComma(at int) {
	if !m.ellipsis {
		m.note(at, "no comma before this "+m.item(), "write a comma", Edit{m.last, m.last, ","})
	}
	m.nextItem()
}

func (m *mender) missingColon(at int) {
	m.note(at, "no colon between a name and its value", "write a colon", Edit{m.last, m.last, ":"})
}

// colonToken reads a colon, or an equals sign or arrow in its place.
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
	m.state, m.colon, m.comma = wantValue, true, false
}

// dots returns the length of the ellipsis that comes next, or 0.
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
	note := m.note
	value := m.state == wantValue && m.colon
	if value {
		note = m.guess
	}
	note(m.i, "an ellipsis in place of JSON", `leave it out, and say "truncated": true in the annotation`)
	m.i += m.dots()
	if value {
		m.add(m.i, Null, "")
	}
	m.ellipsis = true
}

// noteRest adds a note about what stands behind the value.
func (m *mender) noteRest() {
	at := m.i
	switch c := m.text[at]; {
	case c == '}' || c == ']':
		m.note(at, fmt.Sprintf("a %q that closes nothing", c), "remove it")
	case c == '{' || c == '[' || c == ',':
		m.guess(at, "a second JSON value behind the first", "put each value in a block of its own")
	case m.dots() > 0:
		m.note(at, "an ellipsis behind the value", "leave it out")
	default:
		m.guess(at, "text behind the JSON value", "keep explanations out of the block")
	}
	m.i = len(m.text)
}

func quoted(r rune) string { return fmt.Sprintf("%q", r) }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
