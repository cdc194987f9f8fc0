package types

// This file reads and compares the names of types: in titles, in "Namespace:"
// lines, and where two spellings of one name have to be told apart.

import (
	"path"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// titleType reads a type's name out of a page's title: "event resource type",
// "Deleted facet", "installState enum type". The name is a single word.
func titleType(page *parser.Page) (string, phrases.TitleForm) {
	title := strings.TrimSpace(page.Title)
	if i := strings.IndexByte(title, '('); i > 0 {
		title = strings.TrimSpace(title[:i]) // "extension resource type (open extensions)"
	}
	words := strings.Fields(strings.Trim(title, "`*"))
	if len(words) < 2 || len(words) > 3 || !odata.IsTypeName(words[0]) {
		return "", phrases.NoTitle
	}
	form := phrases.TitleOf(strings.Join(words[1:], " "))
	if form == phrases.NoTitle || !isResourcePage(page) && (len(words) == 2 || isOperationPage(page)) {
		return "", phrases.NoTitle
	}
	return words[0], form
}

// isResourcePage reports whether a page describes types rather than operations:
// its front matter or its folder says so.
func isResourcePage(page *parser.Page) bool {
	switch odata.Fold(page.FrontMatter["doc_type"]) {
	case "resourcepagetype", "enumpagetype", "complextypepagetype":
		return true
	case "apipagetype":
		return false
	}
	for _, dir := range strings.Split(odata.Fold(path.Dir(page.Path)), "/") {
		switch dir {
		case "resources", "facets", "types", "enums", "complextypes":
			return true
		}
	}
	return false
}

// isOperationPage reports whether a page says that it is about an operation. Its
// title may well end in "resource type".
func isOperationPage(page *parser.Page) bool {
	return strings.HasPrefix(odata.Fold(page.FrontMatter["doc_type"]), "api") || path.Base(odata.Fold(path.Dir(page.Path))) == "api"
}

// NamespaceLine returns what the page's "Namespace:" line says, else what its page
// annotation says.
func NamespaceLine(page *parser.Page) string {
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
	if a := page.Annotation; a != nil && odata.IsTypeName(a.Namespace) {
		return a.Namespace
	}
	return ""
}

// cutNamespace splits "Namespace: microsoft.graph", and what may follow it in
// the same paragraph.
func cutNamespace(text string) (namespace, rest string) {
	if !odata.HasPrefixFold(text, phrases.NamespaceLabel) {
		return "", text
	}
	text = strings.TrimSpace(text[len(phrases.NamespaceLabel):])
	namespace, rest, _ = strings.Cut(text, " ")
	namespace = strings.Trim(namespace, ".`*")
	if !odata.IsTypeName(namespace) {
		return "", text
	}
	return namespace, strings.TrimSpace(rest)
}

// countNamespaces counts which namespaces a page uses; what it declares counts
// for more than what it shows.
func countNamespaces(d *Declarations, spaces map[string]int) {
	const declares = 1000
	for _, res := range d.resources {
		if ns := odata.NamespaceOf(res.name); ns != "" {
			spaces[ns] += declares
		} else if d.namespace != "" {
			spaces[d.namespace] += declares
		}
	}
	for _, s := range d.Page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || code.Annotation == nil {
				continue
			}
			ns := odata.NamespaceOf(odata.CleanTypeName(code.Annotation.Type))
			if ns != "" && odata.IsTypeName(ns) && !strings.EqualFold(ns, "Edm") {
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
