package api

// This file parts URLs, as templates and examples have them, into the address of the
// service and what stands below it. Pages write the address in many ways: in full, with
// a placeholder for the host or for all of it ({prefix}/, prefix/, ~/), or not at all.
// What a service's pages have in common is in its [Convention].

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// SplitURL returns the path and the query of a URL, without what all URLs of the service
// begin with: scheme, host, base path and version. The path starts with a slash;
// backslashes count as slashes. The query has no question mark.
func SplitURL(url string, convention Convention) (path, query string) {
	a := convention.address(url)
	return "/" + a.path, a.query
}

// BaseURL returns what an absolute URL has in front of the path that [SplitURL] returns,
// without a slash at its end: "https://shop.example/api/v3". A host may be a placeholder.
// It returns "" for a URL that is not absolute.
func BaseURL(url string, convention Convention) string {
	a := convention.address(url)
	if a.host == "" || !a.absolute {
		return ""
	}
	base := "https://" + strings.ToLower(a.host)
	if a.base != "" {
		base += "/" + a.base
	}
	return base
}

// Host returns the host of an absolute URL, or "".
func Host(url string) string {
	host, _, ok := cutHost(url)
	if !ok {
		return ""
	}
	return strings.ToLower(host)
}

// IsPlaceholder reports whether a host or a base URL is not known: a placeholder stands
// for it or for a part of it.
func IsPlaceholder(host string) bool { return strings.ContainsAny(host, "{<>}[]$") }

// cutHost cuts the host out of an absolute URL. rest has no slash in front.
func cutHost(url string) (host, rest string, ok bool) {
	_, rest, ok = strings.Cut(url, "://")
	if !ok {
		return "", url, false
	}
	if i := strings.IndexAny(rest, `/?\`); i >= 0 {
		return rest[:i], strings.TrimLeft(rest[i:], `/\`), true
	}
	return rest, "", true
}

// An address is a URL in parts.
type address struct {
	absolute          bool // it has a scheme
	host, base        string
	path, query       string // the path without slashes around it
	lacksQuestionMark bool
}

// address parts a URL.
func (c Convention) address(url string) address {
	url = strings.TrimSpace(url)
	text, query, asked := cutOutside(url, '?')
	text = strings.ReplaceAll(text, `\`, "/")
	a := address{query: query}
	if i := strings.Index(text, "://"); i >= 0 {
		a.host, text, _ = strings.Cut(text[i+3:], "/")
		a.absolute = true
	} else if rest, ok := strings.CutPrefix(text, "~/"); ok {
		text = rest // "~" stands for the address, as in ASP.NET
	} else if strings.HasPrefix(text, "{") {
		// {root-url}/me/drive: a placeholder for the service's address.
		if head, rest, ok := strings.Cut(text, "/"); ok && strings.HasSuffix(head, "}") {
			a.host, text = head, rest
		}
	}
	if at := optionInPath(text); at >= 0 && !asked {
		text, a.query, a.lacksQuestionMark = strings.TrimRight(text[:at], "/&"), text[at:], true
	}
	if at := lacksSlash(text); at >= 0 {
		text = text[:at] + "/" + text[at:]
	}
	a.base, a.path = c.cutBase(strings.Trim(text, "/ "))
	return a
}

// Slip returns what is wrong with a URL that can be read all the same, and how to mend it;
// "" for nothing.
func Slip(url string) (wrong, hint string) {
	if LacksQuestionMark(url) {
		return "the query begins without a question mark", "write ? in front of $"
	}
	path, _, _ := cutOutside(url, '?')
	if lacksSlash(path) >= 0 {
		return "a slash is missing behind a key", "write a slash behind the parenthesis"
	}
	return "", ""
}

// lacksSlash returns where a name follows a key without a slash, orders(7)lines, or -1.
func lacksSlash(path string) int {
	for i := 0; i+1 < len(path); i++ {
		if path[i] == ')' && (path[i+1]|0x20 >= 'a' && path[i+1]|0x20 <= 'z') && strings.Count(path[:i+1], "(") == strings.Count(path[:i+1], ")") {
			return i + 1
		}
	}
	return -1
}

// LacksQuestionMark reports whether a URL's query begins without its question mark:
// /orders$filter=total eq 5.
func LacksQuestionMark(url string) bool { return Convention{}.address(url).lacksQuestionMark }

// optionInPath returns where a query option of OData (part 2, section 5.1) begins that
// stands in a path, or -1.
func optionInPath(path string) int {
	for from := 0; ; {
		i := strings.IndexByte(path[from:], '$')
		if i < 0 {
			return -1
		}
		i += from
		if name, _, ok := strings.Cut(path[i+1:], "="); ok && isQueryOption(strings.TrimSpace(name)) {
			return i
		}
		from = i + 1
	}
}

func isQueryOption(name string) bool {
	switch odata.Fold(name) {
	case "filter", "expand", "select", "top", "skip", "orderby", "search", "count", "format", "apply", "compute":
		return true
	}
	return false
}

// cutBase cuts what stands for the service off the front of a path. The path may begin
// with the name of a placeholder, with the base path, with a version, or with one behind
// the other.
func (c Convention) cutBase(path string) (base, rest string) {
	rest = c.cutPlaceholder(path)
	if c.Base != "" {
		if cut, after := cutSegments(rest, c); cut != "" {
			return cut, after
		}
		// {version}/base: a version that stands in front by mistake; <instance>/base: where
		// the service runs.
		if head, after, _ := strings.Cut(rest, "/"); c.IsVersion(head) || strings.HasPrefix(head, "<") && strings.HasSuffix(head, ">") {
			if cut, after := cutSegments(after, c); cut != "" {
				return cut, after
			}
		}
	}
	if head, after, _ := strings.Cut(rest, "/"); !c.Versioned && c.IsVersion(head) {
		return head, after
	}
	return "", rest
}

// cutPlaceholder cuts a first segment off that stands for the service's address, as in
// shopPrefix/orders.
func (c Convention) cutPlaceholder(path string) string {
	head, rest, ok := strings.Cut(path, "/")
	if !ok {
		return path
	}
	name := strings.ToLower(strings.Trim(head, "{<>}"))
	for _, placeholder := range c.Placeholders {
		// v1.0shopPrefix/orders: one address was written behind another.
		if before, found := strings.CutSuffix(name, placeholder); found && (before == "" || c.IsVersion(before)) {
			return rest
		}
	}
	return path
}

// cutSegments cuts the segments of the base off the front of a path. One version stands
// for another unless they are documented side by side.
func cutSegments(path string, c Convention) (base, rest string) {
	rest = path
	for want := range strings.SplitSeq(c.Base, "/") {
		head, after, _ := strings.Cut(rest, "/")
		if !odata.EqualFold(head, want) && (c.Versioned || !c.IsVersion(head) || !c.IsVersion(want)) {
			return "", path
		}
		rest = after
	}
	if rest == "" {
		return "", path // nothing would be left to call
	}
	return path[:len(path)-len(rest)-1], rest
}

// cutSuffix cuts off a segment what stands behind its placeholder, its key or its name
// and is no part of that: the custom verb of {id}:reserve, the format of {id}.json, the
// parameters of {id};v=1.
func cutSuffix(s string) (before, suffix string) {
	end := strings.LastIndexAny(s, "})")
	if end < 0 {
		// orders:reserveAll, against the 7:x of an example, which may be an id.
		name, verb, ok := strings.Cut(s, ":")
		if ok && isLetters(name) && isLetters(verb) {
			return name, ":" + verb
		}
		return cutFormat(s)
	}
	before, suffix = s[:end+1], s[end+1:]
	if suffix == "" || strings.Count(before, "{") > 1 && !strings.HasSuffix(before, ")") {
		return s, ""
	}
	switch {
	case suffix[0] == ':' && odata.IsIdentifier(suffix[1:]),
		suffix[0] == '.' && isFormat(suffix[1:]),
		suffix[0] == ';' && len(suffix) > 1:
		if s[0] == '{' || strings.HasSuffix(before, ")") {
			return before, suffix
		}
	}
	return s, ""
}

// cutFormat cuts the format of what a service answers off a segment that is a name or a
// key written out: .json of orders.json and of 7.json.
func cutFormat(s string) (before, suffix string) {
	at := strings.IndexByte(s, '.')
	if at <= 0 || !slices.Contains([]string{".json", ".xml"}, odata.Fold(s[at:])) {
		return s, ""
	}
	for i := range at {
		if c := s[i]; (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return s, ""
		}
	}
	return s[:at], s[at:]
}

// isFormat reports whether the end of a name is that of a file in a format for data.
func isFormat(end string) bool {
	return slices.Contains([]string{"json", "xml", "csv", "txt", "pdf", "yaml", "zip"}, odata.Fold(end))
}

// isLetters reports whether s is a word of ASCII letters.
func isLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
