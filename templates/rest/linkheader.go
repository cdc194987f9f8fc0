package rest

// This file reads the header field Link (RFC 8288, section 3).

import "strings"

// nextLink returns the target of the first link of the relation "next", as it is written
// and perhaps relative, or "". A link about something else than the answer, which an
// anchor says, leads nowhere here.
func nextLink(fields []string) string {
	for _, field := range fields {
		for rest := field; rest != ""; {
			var l link
			if l, rest = cutLink(rest); l.next && !l.anchored {
				return l.target
			}
		}
	}
	return ""
}

// link is one link of a field.
type link struct {
	target   string
	next     bool // its relations have "next" among them
	anchored bool
	related  bool // it has relations: later ones are ignored (section 3.3)
}

// cutLink reads the link that a field begins with, and returns what stands behind it. What
// cannot be read is passed over, up to the next comma.
func cutLink(field string) (l link, rest string) {
	field = strings.TrimLeft(field, " \t,")
	target, rest, ok := strings.Cut(strings.TrimPrefix(field, "<"), ">")
	if !ok || !strings.HasPrefix(field, "<") {
		_, rest, _ = strings.Cut(field, ",")
		return link{}, rest
	}
	l.target = strings.TrimSpace(target)
	for {
		rest = strings.TrimLeft(rest, " \t")
		if !strings.HasPrefix(rest, ";") {
			_, rest, _ = strings.Cut(rest, ",")
			return l, rest
		}
		var name, value string
		name, value, rest = cutParam(rest[1:])
		switch strings.ToLower(name) {
		case "rel":
			if !l.related {
				l.related, l.next = true, hasWord(value, "next")
			}
		case "anchor":
			l.anchored = true
		}
	}
}

// cutParam reads the parameter that s begins with: a token or a quoted string behind "=".
func cutParam(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, " \t")
	end := strings.IndexAny(s, "=;, \t")
	if end < 0 {
		return s, "", ""
	}
	name, rest = s[:end], strings.TrimLeft(s[end:], " \t")
	if !strings.HasPrefix(rest, "=") {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if !strings.HasPrefix(rest, `"`) {
		end := strings.IndexAny(rest, ";, \t")
		if end < 0 {
			return name, rest, ""
		}
		return name, rest[:end], rest[end:]
	}
	var b strings.Builder
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			return name, b.String(), rest[i+1:]
		case c == '\\' && i+1 < len(rest):
			i++
			b.WriteByte(rest[i])
		default:
			b.WriteByte(c)
		}
	}
	return name, b.String(), "" // the quote that closes it is missing
}

// hasWord reports whether a word is among those of a text, in any case of letters.
func hasWord(text, word string) bool {
	for w := range strings.FieldsSeq(text) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
