// Package nearest finds the word that someone meant to write.
package nearest

import "strings"

// maxLength bounds the words that are compared: distance takes time in the
// product of two lengths, and nobody misspells more than this by accident.
const maxLength = 40

// Word returns the known word that name is most likely a misspelling of, in any
// case of letters, or "" where none is near enough. Of several it takes the first.
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

// Distance is Levenshtein's: how many bytes to insert, delete or replace. It takes
// time in the product of the two lengths.
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
