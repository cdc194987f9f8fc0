package account

// This file lays the account of a page beside its text. Blocks have entries where they
// begin; the lines that go on with them, and what the parser hands out as no block, such
// as front matter and comments, are told from the text.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
)

// A Line is a line of a page with what became of it. A blank line has no entries.
type Line struct {
	Number  int     `json:"line"`
	Text    string  `json:"text"`
	Entries []Entry `json:"entries"`
}

// Lines returns the lines of a page, of which text is the whole text.
func (b *Book) Lines(page *parser.Page, text string) []Line {
	s := &scan{entries: map[int][]Entry{}}
	for _, e := range b.Page(page) {
		s.entries[e.Line] = appendEntry(s.entries[e.Line], e)
	}
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	s.matter = strings.HasPrefix(text, "---\n")
	var lines []Line
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		lines = append(lines, Line{Number: i + 1, Text: line, Entries: s.line(i+1, line)})
	}
	return lines
}

// appendEntry adds an entry that the line does not have yet.
func appendEntry(list []Entry, e Entry) []Entry {
	for _, old := range list {
		if old == e {
			return list
		}
	}
	return append(list, e)
}

// A scan is where the scan of a page stands.
type scan struct {
	entries map[int][]Entry
	matter  bool    // the line is in the front matter
	comment []Entry // what the comment is that is not closed yet, nil outside of one
	last    []Entry // of the line above, nil below a blank one
}

// line returns the entries of a line.
func (s *scan) line(n int, text string) []Entry {
	found := s.find(n, text)
	if found == nil {
		found = []Entry{}
	}
	for i := range found {
		found[i].Line = n
	}
	s.last = found
	return found
}

func (s *scan) find(n int, text string) []Entry {
	trimmed := strings.TrimSpace(text)
	if s.matter {
		s.matter = n == 1 || trimmed != "---"
		return other(Read, "front matter")
	}
	if s.comment != nil {
		return s.inComment(trimmed)
	}
	found := s.entries[n]
	open := strings.LastIndex(trimmed, "<!--")
	switch {
	case open >= 0 && !inFence(found):
		if found == nil {
			found = other(Prose, "a comment")
		}
		if !strings.Contains(trimmed[open:], "-->") {
			s.comment = found
		}
		return found
	case found != nil:
		return found
	case trimmed == "":
		return nil
	}
	return s.between(trimmed)
}

// inComment returns the entries of a line of a comment.
func (s *scan) inComment(text string) []Entry {
	found := append([]Entry(nil), s.comment...)
	if strings.Contains(text, "-->") {
		s.comment = nil
	}
	if text == "" {
		return nil
	}
	return found
}

// between returns the entries of a line that begins no block.
func (s *scan) between(text string) []Entry {
	text = strings.TrimLeft(text, "> \t")
	switch {
	case strings.HasPrefix(text, "```"), strings.HasPrefix(text, "~~~"):
		return []Entry{{Kind: Fence, Fate: Prose, To: "end of the fence"}}
	case strings.HasPrefix(strings.ToLower(text), "[!include"):
		return other(Read, "an included text of which nothing is a block")
	case strings.HasPrefix(text, "[") && strings.Contains(text, "]:"):
		return other(Read, "definition of a link")
	case strings.HasPrefix(text, "<"):
		return other(Prose, "markup")
	case strings.Trim(text, "-*_= ") == "":
		return other(Prose, "a rule")
	case strings.HasPrefix(text, "[!"):
		return other(Prose, "the mark of a note")
	case len(s.last) > 0 && s.last[0].Kind == Row && strings.Trim(text, "|:- \t") == "":
		return []Entry{{Kind: Row, Fate: Prose, To: "rule of the table"}}
	case len(s.last) > 0 && s.last[0].Kind != Heading:
		return append([]Entry(nil), s.last[len(s.last)-1])
	}
	return []Entry{{Kind: Text, Fate: Prose, To: "text that goes on"}}
}

func other(fate Fate, to string) []Entry { return []Entry{{Kind: Other, Fate: fate, To: to}} }

// inFence reports whether entries are of a line within a fence.
func inFence(entries []Entry) bool { return len(entries) > 0 && entries[0].Kind == Fence }
