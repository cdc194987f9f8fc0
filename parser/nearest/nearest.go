// Package nearest finds the word that someone meant to write.
//
// A word and the words that are known go in; the one most like it comes out, for hints
// such as "did you mean". It compares words byte by byte and knows no language.
package nearest

import "strings"

// maxLength is the length in bytes of the longest word that is compared. The time that
// [Distance] takes grows with the product of two lengths, and a longer text is hardly a
// misspelt word.
const maxLength = 40

// Word returns the known word that name is most likely a misspelling of, whatever the
// case of letters. It returns "" where none is near enough, and the first one where
// several are equally near.
func Word(name string, known []string) string {
	if len(name) > maxLength {
		return ""
	}
	word, best := "", 2+len(name)/4
	for _, k := range known {
		if d := Distance(strings.ToLower(name), strings.ToLower(k)); d < best {
			word, best = k, d
		}
	}
	return word
}

// Distance returns Levenshtein's distance: how many bytes to insert, delete or replace in
// a to get b. Its time grows with the product of the two lengths.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
