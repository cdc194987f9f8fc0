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
	if form == phrases.NoTitle || !isResourcePage(page) && !isTitledPage(page, words) {
		return "", phrases.NoTitle
	}
	return words[0], form
}

// isTitledPage reports whether a page that lies among no pages of types is the page of
// the type that its title names: "Crate resource type" says so, and "Crate resource" where
// a table of properties bears it out. The folder "api" holds pages of operations, whose
// titles may well end in "resource type", and in many references all pages there are:
// what the page shows decides.
func isTitledPage(page *parser.Page, words []string) bool {
	requests := showsRequests(page)
	described := tablesProperties(page) && !(requests && phrases.VerbOf(odata.Fold(words[0])) != phrases.NoVerb)
	switch {
	case saysOperation(page):
		return false
	case len(words) == 2:
		return described && !requests
	}
	return !isFiledUnderAPI(page) || described || !requests
}

// tablesProperties reports whether a page has a table of properties with types under a
// heading that says so, or right below its title.
func tablesProperties(page *parser.Page) bool {
	const properties = phrases.TopicProperties | phrases.TopicAttributes
	_, rest, _ := strings.Cut(strings.TrimSpace(page.Title), " ")
	titled := phrases.TitleOf(rest) != phrases.NoTitle
	for _, s := range page.Sections {
		if s.Level <= 1 && titled && describesProperties(s, true) {
			return true
		}
		if (s.Level <= 1 || phrases.TopicsOf(odata.Fold(s.Heading.Plain))&properties != 0) && describesProperties(s, false) {
			return true
		}
	}
	return false
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

// isOperationPage reports whether a page says that it is about an operation, or lies
// among pages of operations and shows requests. Its title may well end in "resource type".
func isOperationPage(page *parser.Page) bool {
	return saysOperation(page) || isFiledUnderAPI(page) && showsRequests(page)
}

// saysOperation reports whether a page's front matter says that it is about an operation.
func saysOperation(page *parser.Page) bool {
	return odata.HasPrefixFold(page.FrontMatter["doc_type"], "api")
}

// isFiledUnderAPI reports whether a page lies in the folder of pages of operations.
func isFiledUnderAPI(page *parser.Page) bool {
	return path.Base(odata.Fold(path.Dir(page.Path))) == "api"
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
