package types

// This file follows links to the types that they lead to. Pages link in many
// ways: by a path relative to the page, by the path of another folder's layout,
// by a site's address, with an anchor where a page declares several types.

import (
	"path"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// Linked returns the types that the links of a text lead to, in order.
func (c *Catalog) Linked(page *parser.Page, t parser.Text) []*api.Type {
	var types []*api.Type
	for _, span := range t.Spans {
		if span.Kind != parser.Link || span.End > len(t.Plain) {
			continue
		}
		word, _ := unwrapCollection(strings.Trim(t.Plain[span.Start:span.End], "`* "))
		if found := c.follow(page, span.Dest, word); found != nil {
			types = append(types, found)
		}
	}
	return types
}

// TitledBy returns the name of the type that the first link of a text leads to whose page
// is titled by a type and describes none, or "".
func (c *Catalog) TitledBy(page *parser.Page, t parser.Text) string {
	for _, span := range t.Spans {
		if span.Kind != parser.Link || span.End > len(t.Plain) {
			continue
		}
		if d, _ := c.target(page, span.Dest); d != nil && len(d.types) == 0 && d.title != "" && d.form != phrases.EnumTitle {
			return c.fullName(d, odata.LowerFirst(d.title))
		}
	}
	return ""
}

// follow returns the type that a link leads to, or nil. text is the link's own;
// it decides where the target declares several types.
func (c *Catalog) follow(page *parser.Page, dest, text string) *api.Type {
	d, anchor := c.target(page, dest)
	if d == nil {
		if leadsToType(dest) && odata.IsTypeName(text) {
			return c.FindIn(c.namespaceOn(page), text)
		}
		return nil
	}
	if t := d.anchors[anchor]; t != nil {
		return t
	}
	if c.namesOther(d, anchor, text) {
		return c.Named(d.Page, text)
	}
	for _, name := range []string{anchorName(anchor), text, headedName(text), bareName(text), phrases.OneOf(bareName(text))} {
		if t := d.types[odata.Fold(odata.BareName(name))]; t != nil {
			return t
		}
	}
	if d.main == nil && odata.IsTypeName(text) && len(d.types) > 0 {
		return c.FindIn(d.namespace, text)
	}
	return d.main
}

// namesOther reports whether the text of a link to an anchor names another type than the
// one that the page without annotations is about: then it leads to a section on that type.
func (c *Catalog) namesOther(d *Declarations, anchor, text string) bool {
	if anchor == "" || d.main == nil || !c.IsPlain(d.main) || !odata.IsTypeName(text) {
		return false
	}
	return phrases.Stem(odata.BareName(text)) != phrases.Stem(odata.BareName(d.main.Name))
}

// leadsToType reports whether a link looks as if it led to a type's page.
func leadsToType(dest string) bool {
	dest, _, _ = strings.Cut(odata.Fold(dest), "#")
	dest, _, _ = strings.Cut(dest, "?")
	if strings.Contains(dest, "/api/") && !strings.Contains(dest, "/resources/") {
		return false
	}
	return api.IsPage(dest) || strings.Contains(dest, "resources/")
}

// target resolves a link's destination: a path relative to the page, or a
// site's address of a reference page ("/graph/api/resources/user?view=...").
func (c *Catalog) target(page *parser.Page, dest string) (d *Declarations, anchor string) {
	dest = odata.Fold(strings.TrimSpace(dest))
	dest, anchor, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	dest = strings.ReplaceAll(dest, `\`, "/")
	if dest == "" {
		return c.On(page.Path), anchor
	}
	relative := !strings.HasPrefix(dest, "/") && !strings.Contains(dest, "://")
	if relative {
		var buffer [256]byte
		full := appendJoined(buffer[:0], path.Dir(odata.Fold(page.Path)), dest)
		if d := c.pages[string(full)]; d != nil {
			return d, anchor
		}
		if to := api.FindPage(string(full), func(page string) bool { return c.pages[page] != nil }); to != "" {
			return c.pages[to], anchor
		}
	}
	if relative && api.IsPage(dest) || strings.Contains(dest, "resources/") {
		if d := c.files[api.PageName(path.Base(dest))]; d != nil && len(d.types) > 0 {
			return d, anchor
		}
	}
	return nil, anchor
}

// appendJoined appends path.Join(dir, name) to b, without garbage for the names that
// most links have: "../resources/user.md".
func appendJoined(b []byte, dir, name string) []byte {
	at, rest := dir, name
	for strings.HasPrefix(rest, "../") {
		i := strings.LastIndexByte(at, '/')
		if i <= 0 {
			break
		}
		at, rest = at[:i], rest[len("../"):]
	}
	if at == "." || at == "/" || rest == "" || strings.HasPrefix(rest, ".") || strings.HasSuffix(rest, "/") || strings.Contains(rest, "/.") || strings.Contains(rest, "//") {
		return append(b, path.Join(dir, name)...)
	}
	return append(append(append(b, at...), '/'), rest...)
}

// anchorName turns a heading's anchor into the name that the heading gives:
// "calendarroletype-values".
func anchorName(anchor string) string {
	name, _, _ := strings.Cut(anchor, "-")
	return name
}

// namespaceOn returns the namespace of the types that a page declares.
func (c *Catalog) namespaceOn(page *parser.Page) string {
	if d := c.On(page.Path); d != nil {
		if d.main != nil {
			return odata.NamespaceOf(d.main.Name)
		}
		return d.namespace
	}
	return ""
}
