package types

// This file declares the types whose pages are not there, though other pages link to them
// where a type is meant: in a sentence about what a call sends or returns ("a collection of
// [shelf](../resources/shelf.md) objects in the response body") or from what a type
// inherits, and in a cell of a table that holds little else. What is said there is of that
// type, described or not. Without its name, it would be taken for something else that other
// pages tell, and become another thing on the day on which the page is written.
//
// Where the annotation of a call spells the name out in full, the type is called so: the
// text of the link may be short for it (shelf for libraryShelf).

import (
	"path"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// declareMissing declares the types that links lead to and no page declares: first those
// that an annotation beside the link calls by their full names.
func (c *Catalog) declareMissing(pages []*parser.Page) {
	for _, annotated := range []bool{true, false} {
		for _, page := range pages {
			c.declareMissingOn(page, annotated)
		}
	}
}

// declareMissingOn declares the types that the links of one page lead to.
func (c *Catalog) declareMissingOn(page *parser.Page, annotated bool) {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				c.declareLinked(page, b.Text, annotated, meansType(s, b.Plain))
			case *parser.List:
				for _, item := range b.Items {
					c.declareLinked(page, item, annotated, meansType(s, item.Plain))
				}
			case *parser.Table:
				for _, row := range b.Rows {
					for _, cell := range row {
						c.declareLinked(page, cell, annotated, holdsLink(cell))
					}
				}
			}
		}
	}
}

// meansType reports whether a text in a section means a type by what it links to: one that
// is in a body, or a base.
func meansType(s *parser.Section, text string) bool {
	if !strings.Contains(text, " ") {
		return false
	}
	low := odata.Fold(text)
	if phrases.SpeaksOfBody(low) {
		return true
	}
	_, _, says := phrases.BasePhrase(low)
	return says && s.Level <= 1
}

// holdsLink reports whether a cell has little besides one link: "[shelf](shelf.md) collection".
func holdsLink(cell parser.Text) bool {
	const fewWords = 3
	return len(cell.Spans) == 1 && len(strings.Fields(cell.Plain)) <= fewWords
}

// declareLinked declares the types that the links of one text lead to, if it means types.
func (c *Catalog) declareLinked(page *parser.Page, text parser.Text, annotated, means bool) {
	if !means {
		return
	}
	for _, span := range text.Spans {
		if span.Kind != parser.Link || span.End > len(text.Plain) {
			continue
		}
		word, _ := unwrapCollection(strings.Trim(text.Plain[span.Start:span.End], "`* "))
		if !c.leadsToMissing(page, span.Dest, word) {
			continue
		}
		full := c.annotatedAs(page, word)
		if annotated && odata.EqualFold(full, word) {
			continue
		}
		t := c.FindIn(c.namespaceOn(page), full)
		if t == nil {
			t = c.declareOn(page, c.namespaceOn(page), full, text.Pos)
			if answersWith(page, full) { // which is reported with the answer
				f := c.Clues(t)
				f.namedOn, f.linkedOnly = nil, true
			}
		} else if own := c.qualify(full); odata.EqualFold(t.Name, own) {
			t.Name = odata.MoreWords(t.Name, own)
		}
		if bare := odata.Fold(odata.BareName(word)); c.aliases[bare] == nil && bare != odata.Fold(odata.BareName(full)) {
			c.aliases[bare] = t
		}
	}
}

// answersWith reports whether a page shows an answer that its annotation says is of a type.
func answersWith(page *parser.Page, name string) bool {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if ok && code.Response != nil && code.Annotation != nil && odata.EqualFold(odata.BareName(code.Annotation.Type), odata.BareName(name)) {
				return true
			}
		}
	}
	return false
}

// leadsToMissing reports whether a link leads to the page of a type that is not there, and
// names the type. The page would lie among those of types, and be called as the type is.
func (c *Catalog) leadsToMissing(page *parser.Page, dest, text string) bool {
	const folder = "resources/" // where the pages of types lie, by convention
	if !odata.IsTypeName(text) || phrases.IsNoType(text) || odata.Primitive(text) != "" || strings.Contains(text, ".") && !c.spaces[odata.Fold(odata.NamespaceOf(text))] || c.described(text) != nil {
		return false
	}
	low, _, _ := strings.Cut(odata.Fold(dest), "#")
	low, _, _ = strings.Cut(low, "?")
	if low == "" || !strings.Contains(path.Join(path.Dir(page.Path), low), folder) && !strings.Contains(low, folder) {
		return false
	}
	if d, _ := c.target(page, dest); d != nil {
		return false
	}
	return strings.HasSuffix(api.PageName(path.Base(low)), odata.Fold(odata.BareName(text)))
}

// annotatedAs is the name that the annotations of a page's requests and responses have for
// what a text calls by the end of it, else the text.
func (c *Catalog) annotatedAs(page *parser.Page, text string) string {
	bare := odata.Fold(odata.BareName(text))
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || code.Annotation == nil || code.Annotation.BlockType == "resource" {
				continue
			}
			name, _ := odata.InsideCollection(strings.TrimPrefix(code.Annotation.Type, "#"))
			switch own := odata.BareName(name); {
			case !odata.IsTypeName(odata.CleanTypeName(name)) || !strings.HasSuffix(odata.Fold(own), bare) || c.described(name) != nil:
			case odata.Fold(own) == bare && odata.MoreWords(own, text) != own:
				return text
			default:
				return odata.CleanTypeName(name)
			}
		}
	}
	return text
}
