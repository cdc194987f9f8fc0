package rest

// This file looks for what says that there are more pages although the [Paging] of a call
// leads to none: a walk that ended there would have lost elements in silence.

import (
	"fmt"
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

// short says what counts more than has come with a first page that leads to no other and
// does not say that it is the last one, "" for nothing: the paging of the call may be that
// of other lists of the service. Behind a page that led on, the end is what it says.
func (a *arrival) short() string {
	told := a.LinkHeader || a.Next != "" && a.at(a.Next) == nil
	if !told || a.form.seen > 0 || a.elements == 0 || a.midway() {
		return ""
	}
	if n, known, err := a.number(a.Pages); err == nil && known && n > 1 {
		return fmt.Sprintf("the member %q counts %d pages, and the first one leads to no other (page, next or link-header)", a.Pages, n)
	}
	if n, known, err := a.number(a.Total); err == nil && known && n > int64(a.elements) {
		return fmt.Sprintf("the member %q counts %d elements, and %d have come (page, next or link-header)", a.Total, n, a.elements)
	}
	return ""
}

// midway reports whether the request asks for a page that may be another one than the first.
func (a *arrival) midway() bool {
	for name, values := range a.asked.Query() {
		letters := bareLetters(name)
		if name != a.Query && !slices.Contains(askMidway(), letters) && !strings.Contains(letters, "cursor") && !strings.HasSuffix(letters, "token") {
			continue
		}
		if !slices.Equal(values, []string{"0"}) && !slices.Equal(values, []string{"1"}) && !slices.Equal(values, []string{""}) {
			return true
		}
	}
	return false
}

// askMidway are query parameters that ask for a page behind others.
func askMidway() []string {
	return []string{"page", "pagenumber", "pageno", "pagenum", "pageindex", "offset", "skip", "start", "startindex", "after", "startingafter", "startafter", "from", "marker", "bookmark", "sinceid", "maxid", "minid", "before", "endingbefore"}
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
