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
	m := &missingTypes{Catalog: c, folders: c.typeFolders(pages), annotated: map[*parser.Page]annotations{}}
	for _, annotated := range []bool{true, false} {
		for _, page := range pages {
			m.declareOnPage(page, annotated)
		}
	}
}

// missingTypes is the phase at work.
type missingTypes struct {
	*Catalog
	folders   map[string]bool // where the pages of types lie, folded
	annotated map[*parser.Page]annotations
}

// typeFolders are the folders that hold more pages of types than of calls.
func (c *Catalog) typeFolders(pages []*parser.Page) map[string]bool {
	more := map[string]int{}
	for _, page := range pages {
		folder := path.Dir(odata.Fold(page.Path))
		if d := c.pages[odata.Fold(page.Path)]; d != nil && d.main != nil {
			more[folder]++
		} else if showsRequests(page) {
			more[folder]--
		}
	}
	folders := map[string]bool{}
	for folder, n := range more {
		folders[folder] = n > 0
	}
	return folders
}

// declareOnPage declares the types that the links of one page lead to.
func (m *missingTypes) declareOnPage(page *parser.Page, annotated bool) {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				m.declareLinked(page, b.Text, annotated, meansType(s, b.Plain))
			case *parser.List:
				for _, item := range b.Items {
					m.declareLinked(page, item, annotated, meansType(s, item.Plain))
				}
			case *parser.Table:
				for _, row := range b.Rows {
					for _, cell := range row {
						m.declareLinked(page, cell, annotated, holdsLink(cell))
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
func (m *missingTypes) declareLinked(page *parser.Page, text parser.Text, annotated, means bool) {
	if !means {
		return
	}
	for _, span := range text.Spans {
		if span.Kind != parser.Link || span.End > len(text.Plain) {
			continue
		}
		word, _ := unwrapCollection(strings.Trim(text.Plain[span.Start:span.End], "`* "))
		if !m.leadsToMissing(page, span.Dest, word) {
			continue
		}
		full := m.annotationsOf(page).as(word, m.Catalog)
		if annotated && odata.EqualFold(full, word) {
			continue
		}
		t := m.FindIn(m.namespaceOn(page), full)
		if t == nil {
			t = m.declareOn(page, m.namespaceOn(page), full, text.Pos)
			if m.annotationsOf(page).answers[odata.Fold(odata.BareName(full))] { // which is reported with the answer
				f := m.Clues(t)
				f.namedOn, f.linkedOnly = nil, true
			}
		} else if own := m.qualify(full); odata.EqualFold(t.Name, own) {
			t.Name = odata.MoreWords(t.Name, own)
		}
		if bare := odata.Fold(odata.BareName(word)); m.aliases[bare] == nil && bare != odata.Fold(odata.BareName(full)) {
			m.aliases[bare] = t
		}
	}
}

// leadsToMissing reports whether a link leads to the page of a type that is not there, and
// names the type. The page would lie among those of types, and be called as the type is.
func (m *missingTypes) leadsToMissing(page *parser.Page, dest, text string) bool {
	if !odata.IsTypeName(text) || phrases.IsNoType(text) || odata.Primitive(text) != "" || strings.Contains(text, ".") && !m.spaces[odata.Fold(odata.NamespaceOf(text))] || m.described(text) != nil {
		return false
	}
	low, _, _ := strings.Cut(odata.Fold(dest), "#")
	low, _, _ = strings.Cut(low, "?")
	to := path.Join(path.Dir(odata.Fold(page.Path)), low)
	if strings.HasPrefix(low, "/") {
		to = strings.TrimPrefix(low, "/")
	}
	if low == "" || !m.liesAmongTypes(path.Dir(to)) {
		return false
	}
	if d, _ := m.target(page, dest); d != nil {
		return false
	}
	return strings.HasSuffix(api.PageName(path.Base(low)), odata.Fold(odata.BareName(text)))
}

// liesAmongTypes reports whether a folder holds the pages of types. A link may have more in
// front than the reference has.
func (m *missingTypes) liesAmongTypes(folder string) bool {
	for {
		if m.folders[folder] {
			return true
		}
		_, rest, ok := strings.Cut(folder, "/")
		if !ok {
			return false
		}
		folder = rest
	}
}

// annotations are the names of types that the annotations of a page's requests and responses
// have: as they are written, and those of answers by their folded bare names.
type annotations struct {
	names   []string
	answers map[string]bool
}

// annotationsOf gathers what the annotations of a page name.
func (m *missingTypes) annotationsOf(page *parser.Page) annotations {
	if known, ok := m.annotated[page]; ok {
		return known
	}
	a := annotations{answers: map[string]bool{}}
	seen := map[string]bool{}
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || code.Annotation == nil || code.Annotation.BlockType == "resource" {
				continue
			}
			name, _ := odata.InsideCollection(strings.TrimPrefix(code.Annotation.Type, "#"))
			if name != "" && !seen[name] {
				seen[name] = true
				a.names = append(a.names, name)
			}
			if code.Response != nil {
				a.answers[odata.Fold(odata.BareName(code.Annotation.Type))] = true
			}
		}
	}
	m.annotated[page] = a
	return a
}

// as is the name that annotations have for what a text calls by the end of it, else the text.
func (a annotations) as(text string, c *Catalog) string {
	bare := odata.Fold(odata.BareName(text))
	for _, name := range a.names {
		switch own := odata.BareName(name); {
		case !strings.HasSuffix(odata.Fold(own), bare) || !odata.IsTypeName(odata.CleanTypeName(name)) || c.described(name) != nil:
		case odata.Fold(own) == bare && odata.MoreWords(own, text) != own:
			return text
		default:
			return odata.CleanTypeName(name)
		}
	}
	return text
}
