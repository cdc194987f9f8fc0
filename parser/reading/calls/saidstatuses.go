package calls

// This file reads the errors that sentences on the response name by their statuses alone: "If
// there is no such loaf - 404 Not Found.", "The most common errors are the 403 and 404
// responses." Tables and answers say more, and so what they name is not read again.

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// readSaidStatuses notes the statuses of errors that the sections on the response name.
func (d *Draft) readSaidStatuses() {
	known := map[int]bool{}
	for _, e := range d.Op.Errors {
		known[e.Status] = true
	}
	d.eachSaid(func(t parser.Text) {
		from := 0
		for _, end := range sentenceEnds(t.Plain) {
			sentence := between(t, from, end)
			from = end
			for _, status := range errorStatuses(sentence) {
				if !known[status] {
					d.addError(status, whenOf(sentence.Plain))
				}
			}
		}
	})
}

// errorStatuses lists the statuses of errors that a sentence names. One that speaks of errors
// lists them as plain numbers; in any other, a number stands as a status does.
func errorStatuses(sentence parser.Text) []int {
	if !phrases.SpeaksOfErrors(sentence.Plain) {
		if status := saidStatus(sentence, http.StatusBadRequest); status > 0 {
			return []int{status}
		}
		return nil
	}
	var list []int
	for word := range strings.FieldsFuncSeq(sentence.Plain, func(r rune) bool { return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }) {
		if len(word) != 3 {
			continue
		}
		if status := firstStatus(word, http.StatusBadRequest); status > 0 && http.StatusText(status) != "" && !slices.Contains(list, status) {
			list = append(list, status)
		}
	}
	return list
}

// whenOf is what a sentence says of when an error comes, "" where it says nothing of one.
func whenOf(sentence string) string {
	sentence = strings.TrimSpace(sentence)
	first, _, _ := strings.Cut(strings.ToLower(sentence), " ")
	if !phrases.IsCondition(first) {
		return ""
	}
	return strings.TrimRight(sentence, ". ")
}

// eachSaid calls f with each text of the sections on the response and on errors.
func (d *Draft) eachSaid(f func(parser.Text)) {
	for _, div := range d.Divisions {
		if div.Area != AreaResponse && div.Area != areaErrors {
			continue
		}
		for _, b := range div.Section.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				f(b.Text)
			case *parser.List:
				for _, item := range b.Items {
					f(item)
				}
			}
		}
	}
}
