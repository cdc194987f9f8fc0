package api

import (
	"path"
	"strings"
)

// pageExtensions are those of pages, in the order in which a link without one is tried.
var pageExtensions = [...]string{".md", ".markdown", ".mdx"}

// IsPage reports whether a file is a page by its name: markdown, or markdown with
// components of JSX in it.
func IsPage(name string) bool { return len(PageName(name)) < len(name) }

// PageName is the path of a page without its extension.
func PageName(page string) string {
	extension := path.Ext(page)
	for _, known := range pageExtensions {
		if strings.EqualFold(extension, known) {
			return page[:len(page)-len(extension)]
		}
	}
	return page
}

// FindPage is the page of a name that a link may give without its extension, "" for none.
// Has reports whether there is a page of a path.
func FindPage(name string, has func(page string) bool) string {
	if has(name) {
		return name
	}
	for _, extension := range pageExtensions {
		if has(name + extension) {
			return name + extension
		}
	}
	return ""
}
