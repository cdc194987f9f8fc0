package types

// This file cuts the words of a deprecation out of a text: what is deprecated has them
// behind "Deprecated:", and its description no more.

import (
	"path"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// CutDeprecation finds the sentence of a text that says deprecates something, and the one
// behind it where that says what to use. It returns the text without them. A text of which
// no sentence alone does so stays as it is.
func CutDeprecation(page *parser.Page, t parser.Text, says func(string) bool) (d api.Deprecation, rest string) {
	all := sentences(t.Plain)
	for i, s := range all {
		if !says(odata.Fold(strings.TrimSpace(t.Plain[s.start:s.end]))) {
			continue
		}
		end := s.end
		if i+1 < len(all) && phrases.NamesReplacement(t.Plain[all[i+1].start:all[i+1].end]) {
			end = all[i+1].end
		}
		if end < len(t.Plain) && t.Plain[end] == '.' {
			end++
		}
		before, after := strings.TrimSpace(t.Plain[:s.start]), strings.TrimSpace(t.Plain[end:])
		if rest = strings.TrimSpace(before + " " + after); strings.HasPrefix(strings.TrimSpace(t.Plain[s.start:]), "[") {
			// [Deprecated] in front of a description: it describes all the same.
			mark := strings.IndexByte(t.Plain[s.start:], ']')
			rest = strings.TrimSpace(t.Plain[:s.start] + t.Plain[s.start+mark+1:])
			return api.Deprecation{}, rest
		}
		d.Text = phrases.WithoutDeprecated(strings.TrimSpace(t.Plain[s.start:end]))
		d.Pages, d.Names = namedBetween(page, t, s.start, end)
		return d, rest
	}
	return api.Deprecation{}, t.Plain
}

// namedBetween are the pages that a part of a text links to, and what it sets off.
func namedBetween(page *parser.Page, t parser.Text, start, end int) (pages, names []string) {
	for _, s := range t.Spans {
		if s.Start < start || s.End > end {
			continue
		}
		text := strings.TrimSpace(t.Plain[s.Start:s.End])
		switch {
		case s.Kind == parser.Link:
			dest, _, _ := strings.Cut(s.Dest, "#")
			if dest != "" && !strings.Contains(dest, "://") && !strings.HasPrefix(dest, "/") {
				pages = append(pages, path.Join(path.Dir(page.Path), dest))
			}
		case (s.Kind == parser.CodeSpan || s.Kind == parser.Strong) && text != "" && !phrases.MentionsDeprecated(text):
			names = append(names, text)
		}
	}
	return pages, names
}

// FrontDeprecation is what the front matter of a page says of its subject.
func FrontDeprecation(page *parser.Page) (text string, deprecated bool) {
	value := strings.TrimSpace(page.FrontMatter["deprecated"])
	switch odata.Fold(value) {
	case "":
		return "", odata.EqualFold(strings.TrimSpace(page.FrontMatter["status"]), "deprecated")
	case "false", "no":
		return "", false
	case "true", "yes":
		return "", true
	}
	return value, true
}
