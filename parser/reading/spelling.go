package reading

// This file settles how the names are spelled that code is called after. File
// names are in lower case, and pages write names in haste; the words in them are
// shown by capitals elsewhere. Elsewhere is the same page, or another page about
// the same call: what other pages say must not respell a name.

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser"
)

// spelling is the path as the pages of a method spell it: the placeholders as the
// page with the plainest name calls them, each name in the spelling that shows
// most words. What types say about the path has no part in it.
func spelling(claims []claim) Path {
	plain := slices.MinFunc(claims, byPlainness)
	path := slices.Clone(plain.v.Path)
	for _, c := range claims {
		for i, seg := range c.v.Path {
			path[i].Name = moreWords(path[i].Name, seg.Name)
		}
	}
	return path
}

// byPlainness orders pages about one call by their names, the plainest first, and
// templates that were made from examples last.
func byPlainness(a, b claim) int {
	made := func(c claim) int {
		if c.v.Inferred {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(made(a), made(b)), cmp.Compare(a.d.nameLength(), b.d.nameLength()),
		cmp.Compare(a.d.page.Path, b.d.page.Path), cmp.Compare(a.v.Line, b.v.Line))
}

// moreWords chooses between two spellings of a name that differ in case: the one
// that shows more words, so that calendargroups, written in haste, is no name
// beside calendarGroups; of two that show as many the one in lower case.
func moreWords(a, b string) string {
	if n, m := countWords(a), countWords(b); n < m || n == m && b > a {
		return b
	}
	return a
}

// countWords counts the words of two letters and more that capitals show.
func countWords(name string) int {
	count, length := 0, 0
	for _, r := range name {
		if unicode.IsUpper(r) {
			length = 0
		}
		if length++; length == 2 {
			count++
		}
	}
	return count
}

// spellID spells the name of a page's file as the page's text and paths spell its
// words: driveitem-createuploadsession is driveItem-createUploadSession.
func (d *draft) spellID() string {
	s := &speller{words: strings.Split(d.op.ID, "-"), plain: foldName(d.op.ID) == d.op.ID}
	eachText(d.page, s.read)
	for _, v := range d.verbs {
		before := ""
		for _, seg := range v.Path {
			name := bareName(seg.Name)
			for _, one := range append(singulars(name), name) {
				s.offer(one)
				if s.holds(len(before) + len(one)) {
					s.offer(before + upperFirst(one)) // deviceManagement/reports
				}
			}
			before = cmp.Or(name, before)
		}
	}
	return strings.Join(s.words, "-")
}

// A speller finds the best spelling of the words of a name.
type speller struct {
	words []string
	// plain tells that the name has no capitals, so that words without any of A to Z
	// say no more than it.
	plain bool
}

// holds tells whether there is a word of some length.
func (s *speller) holds(length int) bool {
	return slices.ContainsFunc(s.words, func(word string) bool { return len(word) == length })
}

// offer offers a spelling of a word.
func (s *speller) offer(spelling string) {
	for i, word := range s.words {
		if len(word) == len(spelling) && word != spelling && sameName(word, spelling) {
			s.words[i] = moreWords(word, spelling)
		}
	}
}

// read offers the runs of letters and digits in a text.
func (s *speller) read(text string) {
	from, telling := 0, !s.plain
	for i := 0; i < len(text); i++ {
		c, size := text[i], 1
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			continue
		case 'A' <= c && c <= 'Z':
			telling = true
			continue
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				i += size - 1
				continue
			}
		}
		if telling {
			s.offer(text[from:i])
		}
		i += size - 1
		from, telling = i+1, !s.plain
	}
	if telling {
		s.offer(text[from:])
	}
}

// upperFirst raises the first letter of a name.
func upperFirst(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return name
	}
	return string(unicode.ToUpper(r)) + name[size:]
}

// eachText calls f with the texts of a page.
func eachText(page *parser.Page, f func(string)) {
	f(page.Title)
	for _, s := range page.Sections {
		f(s.Heading.Plain)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				f(b.Plain)
			case *parser.List:
				for _, t := range b.Items {
					f(t.Plain)
				}
			case *parser.Table:
				for _, row := range b.Rows {
					for _, cell := range row {
						f(cell.Plain)
					}
				}
			case *parser.Code:
				f(b.Text)
			}
		}
	}
}
