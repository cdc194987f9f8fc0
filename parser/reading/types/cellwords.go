package types

// This file reads the words of a type cell that are no type's name: that the value may
// be null, how long it may be, that there are several, that the name is that of an
// enumeration, and the words for kinds of types ("Enum", "complex", "array", "numeric")
// that stand where a name would. A kind tells less than a name, so that what the page
// or an example shows in the property's place decides the rest.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A spelledCell is a type cell, taken apart.
type spelledCell struct {
	name       string // what is left when all else is taken off
	collection bool
	enum       bool // the cell calls the name an enumeration's
	kind       phrases.Kind
}

// spell takes the text of a cell apart.
func spell(text string) spelledCell {
	var cell spelledCell
	cell.name, cell.collection = unwrapCollection(strings.TrimSpace(text))
	for range 4 { // as many things as a cell says besides the name
		low := odata.Fold(cell.name)
		if cell.kind = phrases.KindOf(low); cell.kind == phrases.SomeList {
			cell.collection = true
		}
		if cell.enum && odata.Primitive(cell.name) == "Edm.String" || cell.kind == phrases.NoKind && phrases.CallsEnum(low) {
			cell.name, cell.enum, cell.kind = "enum", true, phrases.SomeEnum // "string, enum", "string (enum)"
		}
		if cell.kind != phrases.NoKind || odata.Primitive(cell.name) != "" {
			return cell
		}
		rest, found := cell.cut(low)
		if !found {
			break
		}
		inner, several := unwrapCollection(rest)
		cell.name, cell.collection = inner, cell.collection || several
	}
	return cell
}

// cut takes one thing off the cell that is no part of a type's name. low is the rest of
// the cell, folded.
func (c *spelledCell) cut(low string) (rest string, found bool) {
	if len(low) != len(c.name) {
		return c.name, false // folding moved the offsets
	}
	if rest, found = phrases.CutAdjective(c.name, low); found {
		return rest, true
	}
	if rest, found = phrases.CutEnum(c.name, low); found {
		c.enum = true
		return rest, true
	}
	if rest, found = phrases.CutNoun(c.name, low); found && c.collection {
		return rest, true
	}
	if rest, found = phrases.CutBareList(c.name, low); found && odata.Primitive(rest) != "" {
		c.collection = true
		return rest, true
	}
	if rest, found = c.cutLength(); found {
		return rest, true
	}
	if rest, found = strings.CutSuffix(c.name, "?"); found && rest != "" {
		return rest, true
	}
	if rest, remark, ok := inParentheses(c.name); ok {
		return c.cutRemark(rest, remark)
	}
	if i := strings.IndexAny(c.name, ",;"); i > 0 {
		if head := odata.Fold(c.name[:i]); phrases.RemarkOf(head) == phrases.PlainRemark && odata.Primitive(head) == "" && phrases.KindOf(head) == phrases.NoKind {
			return strings.TrimSpace(c.name[i+1:]), true // "Optional, string"
		}
		return c.cutRemark(c.name[:i], c.name[i+1:])
	}
	return c.name, false
}

// cutLength takes a number in brackets off the end: the length of a text ("string[50]"), or
// how many there are of anything else.
func (c *spelledCell) cutLength() (rest string, found bool) {
	rest, inner, ok := strings.Cut(strings.TrimSuffix(c.name, "]"), "[")
	if !ok || inner == "" || !strings.HasSuffix(c.name, "]") || strings.Trim(inner, "0123456789") != "" {
		return c.name, false
	}
	p := odata.Primitive(rest)
	c.collection = c.collection || p != "Edm.String" && p != "Edm.Byte"
	if p == "Edm.Byte" {
		rest = "binary"
	}
	return rest, true
}

// cutRemark takes remarks off, if they are some: "maximum size 20, read-only".
func (c *spelledCell) cutRemark(rest, text string) (string, bool) {
	enum := false
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' }) {
		switch phrases.RemarkOf(odata.Fold(strings.TrimSpace(part))) {
		case phrases.NoRemark:
			return c.name, false
		case phrases.EnumRemark:
			enum = true
		}
	}
	c.enum = c.enum || enum
	return rest, true
}

// inParentheses splits "(x) name" and "name (x)"; of "(x)" alone the x is the rest.
func inParentheses(s string) (rest, inner string, ok bool) {
	switch open, end := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')'); {
	case open == 0 && end == len(s)-1 && strings.Count(s, "(") == 1:
		return s[1:end], "", true
	case open == 0 && end > 0:
		return strings.TrimSpace(s[end+1:]), s[1:end], true
	case open > 0 && end == len(s)-1:
		return strings.TrimSpace(s[:open]), s[open+1 : end], true
	}
	return s, "", false
}

// primitive returns the primitive type that the cell names, or "". Where there are
// several of them it may be in the plural.
func (c *spelledCell) primitive() string {
	if p := odata.Primitive(c.name); p != "" || !c.collection {
		return p
	}
	for _, one := range phrases.Singulars(c.name) {
		if p := odata.Primitive(one); p != "" {
			return p
		}
	}
	return ""
}
