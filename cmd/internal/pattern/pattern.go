// Package pattern reads the patterns by which a configuration says what an SDK
// shall hold, and matches them.
//
// What a pattern matches shows in its form, and every text has one form:
//
//	/me/events/**#GET,POST    begins with "/": request paths, of some methods or of all
//	api/event-*.md            has a "/" or ends in ".md": page files, below the docs folder
//	callRecords.*             anything else: resources, by name, of some methods or of all
//
// In all of them "*" stands for any text within a segment, "?" for one character,
// "[a-z]" for one of some, "{a,b}" for either, and a segment "**" for any number
// of segments, none included. Segments of a resource's name are parted by dots.
// The case of letters matters for page files alone.
//
// Whether there is a pattern to go with what a page says is not known here: see
// package selection.
package pattern

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// A Subject is what a pattern matches.
type Subject byte

// What patterns match.
const (
	Paths     Subject = iota // request paths, with their methods
	Resources                // type names
	Pages                    // page files
)

// A Pattern is one entry of an include or exclude list.
type Pattern struct {
	Text    string // as written
	Subject Subject
	// Methods are the request methods that are meant, in upper case; none means
	// all. Patterns over pages have none.
	Methods []string

	globs globs
	// segments and written are the parts of a pattern over paths, as globs and
	// as they were written.
	segments, written []string
}

// maxLength bounds patterns: matching takes time in the product of two lengths.
const maxLength = 1000

// methods returns those that a page can document.
func methods() []string {
	return []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE", "LIST"}
}

// Parse reads a pattern. The error says in one line what is wrong with it and
// what to write instead; it does not repeat the pattern.
func Parse(text string) (*Pattern, error) {
	p := &Pattern{Text: text}
	body := strings.TrimSpace(text)
	switch {
	case body == "":
		return nil, errors.New(`the pattern is empty; in YAML, put one with a "#" in front into quotes`)
	case len(body) > maxLength:
		return nil, fmt.Errorf("the pattern has more than %d bytes", maxLength)
	case strings.ContainsFunc(body, unicode.IsControl):
		return nil, errors.New("the pattern holds control characters")
	case strings.Contains(body, "://"):
		return nil, errors.New(`it is a URL; a pattern over request paths begins behind the service's address: "/me/events/**"`)
	case body[0] == '#':
		return nil, fmt.Errorf("a method needs a path in front of it; for every path, write %q", "/**"+body)
	case body[0] == '/':
		return p, p.parsePath(body)
	}
	if verb, path, ok := strings.Cut(body, " "); ok && slices.Contains(methods(), strings.ToUpper(verb)) {
		return nil, fmt.Errorf("the method stands behind the path: write %q", strings.TrimSpace(path)+"#"+strings.ToUpper(verb))
	}
	if isPage(body) {
		return p, p.parsePage(body)
	}
	return p, p.parseResource(body)
}

func isPage(s string) bool {
	return strings.Contains(s, "/") || api.IsPage(s)
}

// parsePath reads a pattern over request paths.
func (p *Pattern) parsePath(body string) error {
	p.Subject = Paths
	body, err := p.cutMethods(body)
	if err != nil {
		return err
	}
	if err := p.compilePath(body); err != nil {
		return err
	}
	p.globs, err = compile("/" + strings.Join(p.segments, "/"))
	return err
}

// parseResource reads a pattern over the names of resources.
func (p *Pattern) parseResource(body string) error {
	p.Subject = Resources
	body, err := p.cutMethods(body)
	if err != nil {
		return err
	}
	for _, r := range body {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_.*?[]^!-{},", r) {
			return fmt.Errorf(`a resource's name holds no %q; request paths begin with "/", page files have a "/" or end in ".md", ".markdown" or ".mdx"`, r)
		}
	}
	if slices.Contains(strings.Split(body, "."), "") {
		return errors.New("a part of the resource's name is empty")
	}
	p.globs, err = compile(nameGlob(body))
	return err
}

// nameGlob turns a name, or a pattern over names, into what is matched.
func nameGlob(name string) string { return strings.ReplaceAll(strings.ToLower(name), ".", "/") }

// parsePage reads a pattern over page files.
func (p *Pattern) parsePage(body string) error {
	p.Subject = Pages
	if at := strings.LastIndexByte(body, '#'); at > 0 && !strings.ContainsAny(body[at:], "/.") {
		return errors.New(`pages are taken whole: "#" and methods go behind a request path, which begins with "/", or a resource`)
	}
	var err error
	p.globs, err = compile(body)
	return err
}

// cutMethods takes the methods off the end of a pattern.
func (p *Pattern) cutMethods(body string) (string, error) {
	at := strings.LastIndexByte(body, '#')
	if at < 0 {
		return body, nil
	}
	for m := range strings.SplitSeq(body[at+1:], ",") {
		m = strings.ToUpper(strings.TrimSpace(m))
		switch {
		case m == "":
			return "", errors.New(`a method is missing behind "#" or ","`)
		case !slices.Contains(methods(), m):
			if near := nearest.Word(m, methods()); near != "" {
				return "", fmt.Errorf("there is no method %q; did you mean %s?", m, near)
			}
			return "", fmt.Errorf("there is no method %q; the methods are %s", m, strings.Join(methods(), ", "))
		}
		p.Methods = append(p.Methods, m)
	}
	return strings.TrimSpace(body[:at]), nil
}

// Path reports whether p matches a request path. How it is to be written is said in
// path.go. Of a function that p names without arguments every overload is meant.
func (p *Pattern) Path(path string) bool {
	if p.Subject != Paths {
		return false
	}
	path = strings.ToLower(path)
	if p.globs.match(path) {
		return true
	}
	bare := withoutArguments(path)
	return bare != path && p.globs.match(bare)
}

// Resource reports whether p matches a resource, by any of its names.
func (p *Pattern) Resource(names ...string) bool {
	return p.Subject == Resources && slices.ContainsFunc(names, func(name string) bool {
		return p.globs.match(nameGlob(name))
	})
}

// Page reports whether p matches a page, by its path below the docs folder.
func (p *Pattern) Page(path string) bool {
	return p.Subject == Pages && p.globs.match(path)
}

// Method reports whether p matches requests of a method, whatever they are to.
func (p *Pattern) Method(method string) bool {
	return len(p.Methods) == 0 || slices.Contains(p.Methods, method)
}
