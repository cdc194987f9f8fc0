package model

// This file reads and compares the names of types: in titles, in "Namespace:"
// lines, and where two spellings of one name have to be told apart.

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/internal/limits"
	"github.com/sdkscribe/sdkscribe/parser"
)

// titleForm tells what a title calls its subject.
type titleForm byte

const (
	noTitle titleForm = iota
	resourceTitle
	entityTitle
	complexTitle
	enumTitle
)

// titleType reads a type's name out of a page's title: "event resource type",
// "Deleted facet", "installState enum type". The name is a single word.
func titleType(page *parser.Page) (string, titleForm) {
	title := strings.TrimSpace(page.Title)
	if i := strings.IndexByte(title, '('); i > 0 {
		title = strings.TrimSpace(title[:i]) // "extension resource type (open extensions)"
	}
	words := strings.Fields(strings.Trim(title, "`*"))
	if len(words) < 2 || len(words) > 3 || !isTypeName(words[0]) {
		return "", noTitle
	}
	form := noTitle
	switch foldName(strings.Join(words[1:], " ")) {
	case "resource type":
		form = resourceTitle
	case "entity type":
		form = entityTitle
	case "complex type", "complextype":
		form = complexTitle
	case "enum type", "enumeration type", "enumtype":
		form = enumTitle
	case "enum", "enumeration":
		form = enumTitle
	case "resource", "facet", "type":
		form = resourceTitle
	case "entity":
		form = entityTitle
	}
	if form == noTitle || !isResourcePage(page) && (len(words) == 2 || isOperationPage(page)) {
		return "", noTitle
	}
	return words[0], form
}

// isResourcePage tells whether a page describes types rather than operations:
// its front matter or its folder says so.
func isResourcePage(page *parser.Page) bool {
	switch foldName(page.FrontMatter["doc_type"]) {
	case "resourcepagetype", "enumpagetype", "complextypepagetype":
		return true
	case "apipagetype":
		return false
	}
	for _, dir := range strings.Split(foldName(path.Dir(page.Path)), "/") {
		switch dir {
		case "resources", "facets", "types", "enums", "complextypes":
			return true
		}
	}
	return false
}

// isOperationPage tells whether a page says that it is about an operation. Its
// title may well end in "resource type".
func isOperationPage(page *parser.Page) bool {
	return strings.HasPrefix(foldName(page.FrontMatter["doc_type"]), "api") || path.Base(foldName(path.Dir(page.Path))) == "api"
}

// namespaceLine returns what the page's "Namespace:" line says.
func namespaceLine(page *parser.Page) string {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			if p, ok := b.(*parser.Paragraph); ok {
				if ns, _ := cutNamespace(p.Plain); ns != "" {
					return ns
				}
			}
		}
		if s.Level > 1 {
			break
		}
	}
	return ""
}

// cutNamespace splits "Namespace: microsoft.graph", and what may follow it in
// the same paragraph.
func cutNamespace(text string) (namespace, rest string) {
	const word = "namespace:"
	if len(text) < len(word) || !strings.EqualFold(text[:len(word)], word) {
		return "", text
	}
	text = strings.TrimSpace(text[len(word):])
	namespace, rest, _ = strings.Cut(text, " ")
	namespace = strings.Trim(namespace, ".`*")
	if !isTypeName(namespace) {
		return "", text
	}
	return namespace, strings.TrimSpace(rest)
}

// countNamespaces counts which namespaces a page uses; what it declares counts
// for more than what it shows.
func countNamespaces(d *declared, spaces map[string]int) {
	const declares = 1000
	for _, res := range d.resources {
		if ns := namespaceOf(res.name); ns != "" {
			spaces[ns] += declares
		} else if d.namespace != "" {
			spaces[d.namespace] += declares
		}
	}
	for _, s := range d.page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || code.Annotation == nil {
				continue
			}
			ns := namespaceOf(cleanTypeName(code.Annotation.Type))
			if ns != "" && isTypeName(ns) && !strings.EqualFold(ns, "Edm") {
				spaces[ns]++
			}
		}
	}
}

func mostFrequent(counts map[string]int) string {
	best := ""
	for s, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && s < best {
			best = s
		}
	}
	return best
}

// betterSpelling chooses between two spellings of one name: an API's names
// begin in lower case and mark words by capitals, so a spelling that does both
// beats one that does less; otherwise the first one stays.
func betterSpelling(old, other string) string {
	if other != old && strings.EqualFold(old, other) && spellingRank(other) > spellingRank(old) {
		return other
	}
	return old
}

func spellingRank(name string) int {
	bare := bareName(name)
	first, size := utf8.DecodeRuneInString(bare)
	rank := 0
	if unicode.IsLower(first) {
		rank += 2
	}
	if rest := bare[size:]; strings.ContainsFunc(rest, unicode.IsUpper) && strings.ContainsFunc(rest, unicode.IsLower) {
		rank++
	}
	return rank
}

// withBareName replaces the part after the namespace.
func withBareName(name, bare string) string {
	if ns := namespaceOf(name); ns != "" {
		return ns + "." + bareName(bare)
	}
	return bare
}

// lowerFirst lowers the first letter of a title's name: "BaseItem".
func lowerFirst(name string) string {
	dot := strings.LastIndexByte(name, '.') + 1
	r, size := utf8.DecodeRuneInString(name[dot:])
	if size == 0 {
		return name
	}
	return name[:dot] + string(unicode.ToLower(r)) + name[dot+size:]
}

// isTypeName tells whether s can be a type's name, with or without namespace:
// OData's SimpleIdentifier, dots between.
func isTypeName(s string) bool {
	if len(s) > limits.Name {
		return false
	}
	start := true
	for _, r := range s {
		switch {
		case r == '.':
			if start {
				return false
			}
			start = true
			continue
		case r == '_' || unicode.IsLetter(r):
		case unicode.IsDigit(r) && !start:
		default:
			return false
		}
		start = false
	}
	return s != "" && !start
}
