package phrases

// This file holds docs/writing.md, which teaches writers the words, to the tables: each
// word that is listed there means what its row says, and each that a table has is listed.

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// listed returns the rows of a table of docs/writing.md, and of each the words that its
// first cell lists.
func listed(t *testing.T, header string) (rows [][]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "writing.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "\n|"+header+"|")
	table, _, _ = strings.Cut(table, "\n\n")
	lines := strings.Split(table, "\n")
	if !found || len(lines) < 4 {
		t.Fatalf("there is no table of %s", header)
	}
	words := regexp.MustCompile("`` ([^|]+?) ``|`([^`|]+)`|\\*([^*|]+)\\*")
	for _, line := range lines[2:] {
		cell, _, _ := strings.Cut(strings.TrimPrefix(line, "|"), "|")
		var row []string
		for _, m := range words.FindAllStringSubmatch(cell, -1) {
			row = append(row, m[1]+m[2]+m[3])
		}
		if len(row) == 0 {
			t.Errorf("a row lists nothing: %s", line)
		}
		rows = append(rows, row)
	}
	return rows
}

// A held is a table that a list is held to.
type held struct {
	// find returns the index of the entry that a text has, -1 for none.
	find func(text string) int
	// phrases are the table's entries.
	phrases []string
}

// hold makes a held of a table. cut returns the part of a listed text that the table is
// asked about.
func hold[T any](tab table[T], cut func(string) string) held {
	h := held{find: func(text string) int {
		e, _ := tab.find(cut(text))
		for i := range tab {
			if e == &tab[i] {
				return i
			}
		}
		return -1
	}}
	for i := range tab {
		h.phrases = append(h.phrases, tab[i].phrase)
	}
	return h
}

// both checks rows against tables, both ways.
func both(t *testing.T, rows [][]string, tables ...held) {
	t.Helper()
	seen := make([]map[int]bool, len(tables))
	for _, row := range rows {
		for _, text := range row {
			known := false
			for i, h := range tables {
				if at := h.find(text); at >= 0 {
					if seen[i] == nil {
						seen[i] = map[int]bool{}
					}
					seen[i][at], known = true, true
				}
			}
			if !known {
				t.Errorf("%q is listed and means nothing", text)
			}
		}
	}
	for i, h := range tables {
		for at, phrase := range h.phrases {
			if !seen[i][at] {
				t.Errorf("%q has a meaning and is not listed: add it to docs/writing.md", phrase)
			}
		}
	}
}

// alike checks that all words of a row say the same, and words of other rows something
// else.
func alike[T comparable](t *testing.T, rows [][]string, says func(string) T) {
	t.Helper()
	var none T
	at := map[T]int{}
	for i, row := range rows {
		for _, text := range row {
			said := says(text)
			if said == none {
				t.Errorf("%q is listed and says nothing", text)
			}
			if other, ok := at[said]; ok && other != i {
				t.Errorf("%q says what the words of another row do, such as %q", text, rows[other][0])
			}
			at[said] = i
			if says(row[0]) != said {
				t.Errorf("%q does not say what %q does", text, row[0])
			}
		}
	}
}

// typeWord is the cut for words of types.
func typeWord(s string) string {
	return strings.Join(strings.FieldsFunc(low(s), func(r rune) bool { return strings.ContainsRune(" -_", r) }), " ")
}

func TestWritingTypeWords(t *testing.T) {
	rows := listed(t, "Words")
	both(t, rows, hold(primitives, typeWord))
	alike(t, rows, func(s string) string { return Primitive(typeWord(s)) })

	rows = listed(t, "Words for kinds of types")
	both(t, rows, hold(kinds, low))
	for _, row := range rows {
		for _, text := range row {
			if KindOf(low(text)) != KindOf(low(row[0])) {
				t.Errorf("%q is not of the kind of %q", text, row[0])
			}
		}
	}
	both(t, listed(t, "Words around a type"), hold(collectionHeads, low), hold(collectionTails, low),
		hold(bareLists, low), hold(enumTails, low), hold(nouns, low), hold(references, low), hold(adjectives, low))
}

func TestWritingHeadings(t *testing.T) {
	cut := func(s string) string { return strings.TrimRight(low(s), ": 0123456789.") }
	rows := listed(t, "Headings on the page of a call")
	both(t, rows, hold(headings, cut))
	alike(t, rows, HeadingOf)

	both(t, listed(t, "Headings on the page of a type"), hold(propertyHeadings, low), hold(topics, low),
		hold(derivedHeadings, low), hold(enumHeadings, behindName))
	rows = listed(t, "Titles")
	both(t, rows, hold(titles, behindName))
	alike(t, rows, behind(TitleOf))
}

func TestWritingColumns(t *testing.T) {
	all := []held{
		hold(nameColumns, low), hold(aboutColumns, low), hold(methodColumns, low), hold(memberColumns, low), hold(aboutMembers, low),
		hold(ofCalls, low), hold(headerColumns, low), hold(resultColumns, low), hold(placedColumns, low),
	}
	for c := ParameterColumn; c.words() != nil; c++ {
		all = append(all, hold(c.words(), low))
	}
	both(t, listed(t, "Columns"), all...)
}
