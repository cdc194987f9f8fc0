package parser

// This file takes headings apart that end in a request: "Create a crate - POST /crates/{id}".

import "strings"

// CutRequest splits a heading that ends in a request into its title and the request. The
// title is empty where there is nothing else.
func CutRequest(heading string) (title string, request Template, ok bool) {
	text := strings.Trim(heading, "` ")
	if !strings.Contains(text, "/") {
		return "", Template{}, false // as most have none
	}
	at := strings.LastIndexByte(text, ' ')
	if at < 0 {
		return "", Template{}, false
	}
	before, url := strings.TrimRight(text[:at], " "), strings.Trim(text[at+1:], "`()")
	method := before[strings.LastIndexAny(before, " `(")+1:]
	if !isMethodWord(method) || !strings.HasPrefix(url, "/") && !strings.Contains(url, "://") {
		return "", Template{}, false
	}
	const between = " `(%-–—:|·•"
	title = strings.TrimRight(strings.TrimSuffix(before, method), between)
	return title, Template{Method: method, URL: withoutTargets(url)}, true
}

// withoutTargets takes out of the placeholders of a URL what their names link to: of
// {crate.id#crate-object} and {crate.id/docs/crates#crate} the name is crate.id.
func withoutTargets(url string) string {
	if !strings.ContainsRune(url, '{') {
		return url
	}
	var b strings.Builder
	target, within := false, false
	for _, c := range []byte(url) {
		switch {
		case c == '\\':
			continue
		case c == '{':
			within = true
		case c == '}':
			within, target = false, false
		case within && (c == '#' || c == '/'):
			target = true
		}
		if !target {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// isMethodWord reports whether a word is a method that request lines have. LIST is one of
// services whose paths are those of folders.
func isMethodWord(s string) bool {
	switch s {
	case "GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "LIST":
		return true
	}
	return false
}
