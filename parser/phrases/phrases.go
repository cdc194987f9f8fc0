// Package phrases knows the English that reference pages use by convention: the
// headings, the columns, and the sentences that pages of any service have alike, such
// as "Do not supply a request body for this method." The packages that read pages ask
// it what a text says and have no English of their own.
//
// What is known stands in tables, a file for each subject. An entry has the phrase, how
// it must stand in a text, what a text says that has it, and an example as a page may
// have it. The first entry that a text has decides, so that exceptions ("not required")
// stand before the rule ("required"). To teach the package a new phrase, add an entry
// with an example; the test of the tables says whether an earlier entry is in its way.
//
// The tables are variables because Go has no constants of their type. They are not
// exported, hold constants alone, and nothing writes to them, nor to the one map that is
// made of a table when the program starts.
//
// Phrases are in lower case. A function whose parameter is called low wants the text
// folded by the caller, who asks several things about it; all others take any case.
package phrases

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A form is how a phrase must stand in a text.
type form byte

const (
	whole  form = iota // the text is the phrase
	begins             // the text begins with it
	ends               // the text ends with it
	closes             // the text ends with it, full stops aside
	within             // it stands somewhere, perhaps as a part of longer words
	every              // each of its words stands somewhere
	word               // it stands somewhere between word borders
	remark             // it stands by itself: "Required.", "(required)"
	leads              // it is the text's first word
	verb               // the text is a name in camel case that goes on behind it: getMembers
	part               // it is a word of a name in camel case, or the singular of one
	gapped             // it stands somewhere, with any one word for its star
)

// An entry is one phrase of a table.
type entry[T any] struct {
	form    form
	phrase  string
	says    T // what a text says that has the phrase
	example string
}

// A table is a list of phrases about one subject.
type table[T any] []entry[T]

// find returns the first entry that a text has, and where its phrase begins; nil where
// it has none.
func (t table[T]) find(text string) (e *entry[T], at int) {
	for i := range t {
		e = &t[i]
		at = -1
		switch e.form {
		case whole: // here for the sake of speed, as are the next two
			if text == e.phrase {
				at = 0
			}
		case begins:
			if strings.HasPrefix(text, e.phrase) {
				at = 0
			}
		case within:
			at = strings.Index(text, e.phrase)
		default:
			at = place(e.form, e.phrase, text)
		}
		if at >= 0 {
			return e, at
		}
	}
	return nil, -1
}

// findFold is find for a text in any case.
func (t table[T]) findFold(text string) *entry[T] {
	for i := range t {
		if hasFold(t[i].form, t[i].phrase, text) {
			return &t[i]
		}
	}
	return nil
}

// of returns what a text says, the zero value where it has none of the phrases.
func (t table[T]) of(text string) (says T) {
	if e, _ := t.find(text); e != nil {
		return e.says
	}
	return says
}

// ofFold is of for a text in any case.
func (t table[T]) ofFold(text string) (says T) {
	if e := t.findFold(text); e != nil {
		return e.says
	}
	return says
}

// index is the table as a map, for one whose phrases are whole texts.
func (t table[T]) index() map[string]T {
	says := make(map[string]T, len(t))
	for i := range t {
		says[t[i].phrase] = t[i].says
	}
	return says
}

// place returns where a phrase stands in a text in the given form, or -1.
func place(f form, phrase, text string) int {
	found, at := false, 0
	switch f {
	case whole:
		found = text == phrase
	case begins:
		found = strings.HasPrefix(text, phrase)
	case ends:
		found, at = strings.HasSuffix(text, phrase), len(text)-len(phrase)
	case closes:
		text = strings.TrimRight(text, ". ")
		found, at = strings.HasSuffix(text, phrase), len(text)-len(phrase)
	case within:
		return strings.Index(text, phrase)
	case every:
		found = hasEvery(text, phrase)
	case word:
		return wordIn(text, phrase)
	case remark:
		return remarkIn(text, phrase)
	case leads:
		found = FirstWord(text) == phrase
	case verb:
		rest, ok := strings.CutPrefix(text, phrase)
		found = ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z'
	case part:
		found = hasPart(text, phrase)
	case gapped:
		at, _ := gappedIn(text, phrase)
		return at
	}
	if !found {
		return -1
	}
	return at
}

// hasFold reports whether a phrase stands in a text of any case. The forms that tables
// of such texts have make no garbage.
func hasFold(f form, phrase, text string) bool {
	switch f {
	case whole:
		return strings.EqualFold(text, phrase)
	case begins:
		return hasPrefixFold(text, phrase)
	case within:
		return containsFold(text, phrase)
	case part:
		return hasPart(text, phrase) // which capitals divide
	}
	return place(f, phrase, strings.ToLower(text)) >= 0
}

// containsFold reports whether a text in any case holds a phrase, which is ASCII.
func containsFold(text, phrase string) bool {
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			return strings.Contains(strings.ToLower(text), phrase)
		}
		if (c == phrase[0] || c|0x20 == phrase[0]) && hasPrefixFold(text[i:], phrase) {
			return true
		}
	}
	return false
}

func hasPrefixFold(text, phrase string) bool {
	return len(text) >= len(phrase) && strings.EqualFold(text[:len(phrase)], phrase)
}

// hasEvery reports whether a text holds each word of a phrase.
func hasEvery(text, phrase string) bool {
	for w := range strings.FieldsSeq(phrase) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// HasWord reports whether a text holds a word or several, both in lower case, with no
// letter or digit next to them.
func HasWord(low, word string) bool { return wordIn(low, word) >= 0 }

func wordIn(low, word string) int {
	for from := 0; ; {
		i := strings.Index(low[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(low[:i])
		after, _ := utf8.DecodeRuneInString(low[i+len(word):])
		if !isWordRune(before) && !isWordRune(after) {
			return i
		}
		from = i + len(word)
	}
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// gappedIn returns where a phrase stands in a text with any one word for its star, or -1,
// and how long it is there.
func gappedIn(low, phrase string) (at, length int) {
	before, after, _ := strings.Cut(phrase, "*")
	for from := 0; ; {
		i := strings.Index(low[from:], before)
		if i < 0 {
			return -1, 0
		}
		i += from
		from = i + len(before)
		gap := strings.IndexByte(low[from:], ' ')
		if gap > 0 && strings.HasPrefix(low[from+gap:], after) {
			return i, len(before) + gap + len(after)
		}
	}
}

// remarkIn returns where a word stands by itself, as in "Required." or "(required)",
// rather than within a sentence, or -1.
func remarkIn(low, word string) int {
	for from := 0; ; {
		i := strings.Index(low[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		before := strings.TrimRight(low[:i], " *_`")
		after := strings.TrimLeft(low[i+len(word):], " *_`")
		starts := before == "" || strings.ContainsRune(".(;:\n,", rune(before[len(before)-1]))
		stops := after == "" || strings.ContainsRune(".);,:\n", rune(after[0])) || strings.HasPrefix(after, "for ") || strings.HasPrefix(after, "property")
		if starts && stops {
			return i
		}
		from = i + len(word)
	}
}

// FirstWord returns the first word of a text without the punctuation around it.
func FirstWord(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return strings.Trim(words[0], ",;.")
	}
	return ""
}
