package calls

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
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// spellID spells the name of a page's file as the page's text and paths spell its
// words: driveitem-createuploadsession is driveItem-createUploadSession.
func (d *Draft) spellID() string {
	s := &speller{words: strings.Split(d.Op.ID, "-"), plain: odata.Fold(d.Op.ID) == d.Op.ID}
	eachText(d.Page, s.read)
	for _, v := range d.Templates {
		before := ""
		for _, seg := range v.Path {
			name := odata.BareName(seg.Name)
			for _, one := range append(phrases.Singulars(name), name) {
				s.offer(one)
				if s.holds(len(before) + len(one)) {
					s.offer(before + odata.UpperFirst(one)) // deviceManagement/reports
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

// holds reports whether there is a word of some length.
func (s *speller) holds(length int) bool {
	return slices.ContainsFunc(s.words, func(word string) bool { return len(word) == length })
}

// offer offers a spelling of a word.
func (s *speller) offer(spelling string) {
	for i, word := range s.words {
		if len(word) == len(spelling) && word != spelling && odata.EqualFold(word, spelling) {
			s.words[i] = odata.MoreWords(word, spelling)
		}
	}
}

// read offers the runs of letters and digits in a text.
func (s *speller) read(text string) {
	from, mixed := 0, !s.plain
	for i := 0; i < len(text); i++ {
		c, size := text[i], 1
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			continue
		case 'A' <= c && c <= 'Z':
			mixed = true
			continue
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				i += size - 1
				continue
			}
		}
		if mixed {
			s.offer(text[from:i])
		}
		i += size - 1
		from, mixed = i+1, !s.plain
	}
	if mixed {
		s.offer(text[from:])
	}
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
