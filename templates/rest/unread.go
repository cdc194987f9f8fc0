package rest

// This file looks for what says that there are more pages although the [Paging] of a call
// leads to none: a walk that ended there would have lost elements in silence.

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// unreadSign names what an answer has that says that there are more pages, "" for nothing.
// known are the members that the paging of the call knows.
func unreadSign(extra Extra, header http.Header, known *Paging) string {
	for _, name := range extra.names() {
		if sign := signIn(name, extra[name], known); sign != "" {
			return sign
		}
		var inner Extra
		if raw := extra[name]; raw.Kind() != jsontext.KindBeginObject || !slices.Contains(aboutPages(), bareLetters(name)) || unmarshal(raw, &inner) != nil {
			continue
		}
		for _, member := range inner.names() {
			if sign := signIn(name+"."+member, inner[member], known); sign != "" {
				return sign
			}
		}
	}
	if (known == nil || !known.LinkHeader) && nextLink(header.Values("Link")) != "" {
		return `the header field Link has a link of the relation "next" (link-header)`
	}
	return ""
}

// signIn says of a member that it says that there are more pages, "" where it does not.
func signIn(way string, raw jsontext.Value, known *Paging) string {
	if known != nil && (way == known.Next || strings.HasPrefix(known.Next, way+".") || way == known.More || way == known.Total || way == known.Pages) {
		return ""
	}
	name := way[strings.LastIndexByte(way, '.')+1:]
	if strings.HasPrefix(way, "@odata.") {
		name = way
	}
	switch letters := bareLetters(name); {
	case isNothing(raw):
		return ""
	case raw.Kind() == jsontext.KindTrue && slices.Contains(sayMore(), letters):
		return "the member \"" + way + "\" is true (more)"
	case raw.Kind() != jsontext.KindTrue && slices.Contains(leadOn(), letters):
		return "the member \"" + way + "\" has a value (next)"
	}
	return ""
}

// isNothing reports whether a member leads nowhere: it is null, false, 0, "" or "null", or an
// object without a text in it.
func isNothing(raw jsontext.Value) bool {
	switch raw.Kind() {
	case jsontext.KindString:
		return string(raw) == `""` || string(raw) == `"null"`
	case jsontext.KindNumber:
		return isZero(raw)
	case jsontext.KindBeginObject:
		var inner Extra
		if unmarshal(raw, &inner) != nil {
			return true
		}
		for _, v := range inner {
			if v.Kind() == jsontext.KindString && !isNothing(v) {
				return false
			}
		}
		return true
	}
	return raw.Kind() != jsontext.KindTrue
}

// aboutPages are the objects that services put such members into.
func aboutPages() []string {
	return []string{"meta", "metadata", "responsemetadata", "links", "paging", "pagination", "page", "pageinfo", "cursors", "cursor", "info"}
}

// sayMore are members that say by true that there are more pages.
func sayMore() []string {
	return []string{"hasmore", "hasnext", "hasnextpage", "hasmorepages", "hasmoreitems", "hasmoreresults", "more", "moreavailable", "istruncated"}
}

// leadOn are members whose value leads to the next page.
func leadOn() []string {
	return []string{
		"next", "nextlink", "nextpagelink", "nexturl", "nexturi", "nexthref", "nextpage", "nextpageurl", "nextpagetoken", "nextpageid",
		"nextcursor", "nexttoken", "nextmarker", "nextoffset", "nextstart", "continuationtoken", "nextcontinuationtoken", "odatanextlink",
	}
}

// bareLetters is a name without its case and the signs between its words.
func bareLetters(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z':
			return r
		}
		return -1
	}, name)
}
