package newpage

// This file reads what --property says of a property or a parameter, and what the model
// says of those that a page describes.

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/nearest"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A property is a row of a table of properties or parameters, and what its JSON is.
type property struct {
	Name string
	Type string // the cell, in markdown
	Text string // the description, in markdown
	shape
	readOnly bool
}

// A shape is what values of a property are.
type shape struct {
	primitive  string    // the full name of a primitive type
	of         *api.Type // the type of objects
	self       bool      // objects are of the type that is being described
	members    []string  // of an enumeration
	collection bool
}

// modifiers are what a property may be, and how its description says so.
func modifiers() []struct{ name, sentence string } {
	return []struct{ name, sentence string }{
		{"required", "Required."},
		{"optional", "Optional."},
		{"read-only", "Read-only."},
		{"nullable", "Nullable."},
		{"deprecated", "Deprecated."},
	}
}

// parseProperty reads "name:Type:modifiers:description". Owner is the type that the
// property is one of, "" for a parameter; file is the page that it stands on.
func (r *reference) parseProperty(text, owner, file string) (*property, error) {
	fail := func(format string, args ...any) (*property, error) {
		return nil, fmt.Errorf("--property %q: %s", text, fmt.Sprintf(format, args...))
	}
	parts := strings.SplitN(text, ":", 3)
	if len(parts) < 2 {
		return fail("write name:Type, and behind that :required, :read-only, :nullable and a description as needed, as in title:String:required:The title.")
	}
	p := &property{Name: strings.TrimSpace(parts[0])}
	if !odata.IsPropertyName(p.Name) || strings.ContainsFunc(p.Name, func(c rune) bool { return !isNameRune(c) }) {
		return fail("%q is no name of a property: write letters, digits and underscores", p.Name)
	}
	rest := ""
	if len(parts) == 3 {
		rest = parts[2]
	}
	is, description, err := parseModifiers(rest)
	if err != nil {
		return fail("%s", err)
	}
	if err := checkSentence("the description", description); err != nil {
		return fail("%s", err)
	}
	if p.Type, p.shape, err = r.parseType(strings.TrimSpace(parts[1]), p.Name, owner, file); err != nil {
		return fail("%s", err)
	}
	p.readOnly = slices.Contains(is, "read-only")
	p.Text = describeProperty(p.Name, description, owner, is)
	return p, nil
}

// parseModifiers reads what stands behind the type of a property.
func parseModifiers(rest string) (is []string, description string, err error) {
	first, behind, more := strings.Cut(rest, ":")
	var known []string
	for _, m := range modifiers() {
		known = append(known, m.name)
	}
	for word := range strings.SplitSeq(first, ",") {
		word = strings.ToLower(strings.TrimSpace(word))
		switch near := nearest.Word(word, known); {
		case word == "":
		case slices.Contains(known, word):
			is = append(is, word)
		case more || near != "":
			if near == "" {
				near = strings.Join(known, ", ")
			}
			return nil, "", fmt.Errorf("%q is none of the words that stand behind a type; write %s, or a second colon in front of the description", word, near)
		default:
			return nil, strings.TrimSpace(first), nil
		}
	}
	return is, strings.TrimSpace(behind), nil
}

// describeProperty writes the description of a property.
func describeProperty(name, description, owner string, is []string) string {
	text := description
	if text == "" {
		text = "The " + words(name)
		if name == "id" && owner != "" {
			text = "Identifies the " + words(owner)
		}
	}
	if text = cellText(capital(text)); !strings.ContainsAny(text[len(text)-1:], ".!?") {
		text += "."
	}
	if slices.Contains(is, "deprecated") {
		text = "Deprecated. " + text
	}
	for _, m := range modifiers() {
		if m.name != "deprecated" && slices.Contains(is, m.name) {
			text += " " + m.sentence
		}
	}
	return text
}

// cellText escapes what would end a cell of a table.
func cellText(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// parseType reads the type of a property, and returns its cell and its shape.
func (r *reference) parseType(text, name, owner, file string) (cell string, s shape, err error) {
	if values := strings.Split(text, "|"); len(values) > 1 {
		for _, v := range values {
			if checkName("the value", v) != nil {
				return "", s, fmt.Errorf("%q is no value of an enumeration: a value is an identifier", v)
			}
		}
		if owner == "" {
			return "String", shape{primitive: "Edm.String"}, fmt.Errorf("only a property of a type has its values listed: a parameter has the name of an enumeration that a page describes")
		}
		return lowerFirst(owner) + capital(name), shape{members: values}, nil
	}
	inner := text
	if from, to, several := phrases.CollectionPart(strings.ToLower(text)); several && to <= len(text) {
		inner, s.collection = strings.TrimSpace(text[from:to]), true
	}
	s.primitive = odata.Primitive(inner)
	if s.collection && s.primitive == "" { // a list of strings
		s.primitive = odata.Primitive(strings.TrimSuffix(inner, "s"))
	}
	if s.primitive == "Edm.Stream" {
		return "", s, fmt.Errorf("bytes are no part of JSON: write Binary for base64, or a page of kind upload")
	}
	if s.primitive != "" {
		return text, s, nil
	}
	if owner != "" && inner == owner {
		s.self, cell = true, link(owner, file, file, "")
	} else if t := r.typeOf(inner); t != nil {
		s.of, cell = t, r.typeCell(t, file)
	} else {
		return "", s, r.noType(inner, text)
	}
	if s.collection {
		cell += " collection"
	}
	return cell, s, nil
}

// noType says that a word is no type.
func (r *reference) noType(inner, text string) error {
	known := slices.Sorted(phrases.PrimitiveWords())
	for _, t := range r.api.Types {
		known = append(known, odata.BareName(t.Name))
	}
	hint := "write its page first: sdkscribe init --page resource " + inner
	if checkName("", inner) != nil {
		hint = "write String, Int32, Boolean, DateTimeOffset or another word of docs/writing.md, or the name of a type that a page describes, with \" collection\" behind it where there are several"
	}
	if near := nearest.Word(inner, known); near != "" {
		hint = fmt.Sprintf("did you mean %q? Otherwise %s", near, hint)
	}
	return fmt.Errorf("%q is no type word, and no page describes such a type; %s", text, hint)
}

// typeCell is the cell of a type that a page describes.
func (r *reference) typeCell(t *api.Type, file string) string {
	anchor := ""
	if t.Kind == api.Enum {
		anchor = strings.ToLower(odata.BareName(t.Name)) + "-values"
	}
	return link(odata.BareName(t.Name), file, t.Page, anchor)
}

// link is a link from one page to another, or to a heading of it.
func link(text, from, to, anchor string) string {
	dest := relative(from, to)
	if anchor != "" {
		dest += "#" + anchor
	}
	return "[" + text + "](" + dest + ")"
}

// relative is the way from a page to another, both below the docs folder.
func relative(from, to string) string {
	here, there := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if here[0] == "." {
		here = nil
	}
	same := 0
	for same < len(here) && same < len(there)-1 && here[same] == there[same] {
		same++
	}
	return strings.Repeat("../", len(here)-same) + strings.Join(there[same:], "/")
}

// describedAs is what a page says of a property, its deprecation included.
func describedAs(p *api.Property) string {
	if !p.Deprecated {
		return p.Description
	}
	return strings.TrimSpace(strings.Join([]string{p.Description, "Deprecated.", p.Deprecation.Text}, " "))
}

// propertiesOf are the properties of a type that a page describes, as rows of another page.
func (r *reference) propertiesOf(t *api.Type, file string) []*property {
	var all []*property
	for _, p := range t.AllProperties() {
		if p.Navigation || p.Type == "Edm.Stream" || strings.Contains(p.Name, "@") {
			continue
		}
		row := &property{Name: p.Name, Text: cellText(describedAs(p)), readOnly: p.ReadOnly || odata.EqualFold(p.Name, keyOf(t))}
		row.collection = p.Collection
		switch of := r.typeNamed(p.Type); {
		case of != nil && !of.Inferred && of.Page != "":
			row.of, row.Type = of, r.typeCell(of, file)
		case strings.HasPrefix(p.Type, "Edm."):
			row.primitive, row.Type = p.Type, strings.TrimPrefix(p.Type, "Edm.")
		case of != nil && of.Kind == api.Enum:
			row.of, row.Type = of, odata.BareName(of.Name)
		default:
			row.primitive, row.Type = odata.Untyped, "Object"
		}
		if p.Collection {
			row.Type += " collection"
		}
		all = append(all, row)
	}
	return all
}

// typeNamed returns the type of a full name, nil for none.
func (r *reference) typeNamed(name string) *api.Type {
	for _, t := range r.api.Types {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// keyOf is the key of a type, its own or one that it inherits.
func keyOf(t *api.Type) string {
	for n := 0; t != nil && n < api.MaxDepth; t, n = t.BaseType, n+1 {
		if t.Key != "" {
			return t.Key
		}
	}
	return ""
}
