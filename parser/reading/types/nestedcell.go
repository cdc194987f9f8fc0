package types

// This file reads type cells that say what holds what: "array of arrays of integer",
// "Collection(Collection(Edm.Int32))", "integer[][]", "map of string", "Map<string, Song[]>".
// A cell that says twice in different ways that there are several, "Collection of songs
// list", says it once too often and means one list.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A layer is one thing in a cell that holds others.
type layer struct {
	in odata.Holder
	// word reports that a word behind the type says so: "songs list".
	word bool
}

// layersOf takes off a cell what says that there are several values, from the outside in.
// leaf is what is left.
func layersOf(text string) (layers []layer, leaf string) {
	leaf = text
	for len(layers) < 2*odata.MaxNesting {
		next, rest, ok := cutLayer(leaf)
		if !ok || strings.TrimSpace(rest) == "" {
			break
		}
		layers, leaf = append(layers, next), rest
	}
	return layers, trimCell(leaf)
}

// cutLayer takes the outermost layer off a cell.
func cutLayer(text string) (layer, string, bool) {
	if rest, ok := strings.CutPrefix(strings.TrimLeft(text, "` "), "[]"); ok && rest != "" {
		return layer{in: odata.List}, rest, true // as Go has it
	}
	inner := trimCell(text)
	low := odata.Fold(inner)
	if len(low) != len(inner) {
		return layer{}, text, false
	}
	if from, to, ok := phrases.MapPart(low); ok {
		return layer{in: odata.Map}, inner[from:to], true
	}
	if inside, ok := odata.InsideCollection(inner); ok {
		return layer{in: odata.List}, inside, true
	}
	if from, to, ok := phrases.GridPart(low); ok {
		return layer{in: odata.List}, inner[from:to] + "[]", true
	}
	if from, to, ok := phrases.CollectionPart(low); ok {
		if from > 0 {
			return layer{in: odata.List}, strings.TrimRight(inner[from:], ")>"), true
		}
		return layer{in: odata.List, word: !strings.HasSuffix(low, "[]")}, inner[:to], true
	}
	return layer{}, text, false
}

// isNested reports whether the layers of a cell are more than one list.
func isNested(layers []layer) bool {
	lists := 0
	for _, l := range layers {
		if l.in == odata.Map {
			return true
		}
		if !l.word {
			lists++
		}
	}
	return lists > 1
}

// mayNest reports whether a cell can have several layers, which few have: it has two words or
// marks that one layer needs.
func mayNest(text string) bool { return strings.ContainsAny(text, " [(<") }

// nestedCell reads a cell that says that values are in several lists and maps, or in a map.
// ok reports whether it says that; settled is false where it does not say of which type the
// values are.
func (c *Catalog) nestedCell(page *parser.Page, cell parser.Text, text string, values []api.Member) (ref api.TypeRef, settled, ok bool) {
	if !mayNest(text) {
		return api.TypeRef{}, false, false
	}
	layers, leaf := layersOf(text)
	if !isNested(layers) {
		return api.TypeRef{}, false, false
	}
	layers = slices.DeleteFunc(layers, func(l layer) bool { return l.word })
	one, settled := c.leafOf(page, cell, len(text), leaf, values)
	if len(layers) > odata.MaxNesting {
		c.r.Add(page, cell.Pos, "type-nested", diag.Warning,
			fmt.Sprintf("%d lists and maps are in each other here; what is in the outer %d is taken for any JSON", len(layers), odata.MaxNesting),
			"give what the outer ones hold a type of its own, with a page that describes it")
		layers, one, settled = layers[:odata.MaxNesting], odata.Untyped, true
	}
	return nested(layers, one), settled, true
}

// nested is the type of layers around values of the type called name.
func nested(layers []layer, name string) api.TypeRef {
	ref := api.TypeRef{Name: name, Collection: layers[0].in == odata.List}
	for i := len(layers) - 1; i >= 0; i-- {
		if i > 0 || !ref.Collection {
			ref.Name = layers[i].in.Held(ref.Name)
		}
	}
	return ref
}

// nestedType reads a string of a JSON representation that names a primitive in several lists
// and maps.
func nestedType(text string) (ref api.TypeRef, ok bool) {
	if !mayNest(text) {
		return ref, false
	}
	layers, leaf := layersOf(text)
	p := odata.Primitive(leaf)
	if !isNested(layers) || p == "" || len(layers) > odata.MaxNesting {
		return ref, false
	}
	return nested(layers, p), true
}

// leafOf returns the type of the single values in a cell, whose links stand before end, and
// whether it is told.
func (c *Catalog) leafOf(page *parser.Page, cell parser.Text, end int, leaf string, values []api.Member) (name string, told bool) {
	if names, linked := c.linkedNames(page, cell, end); linked && len(names) > 0 {
		return c.oneOf(names, false).Name, true
	}
	words := []string{leaf}
	words = append(words, phrases.Singulars(leaf)...)
	for _, word := range words {
		if p := odata.Primitive(word); p != "" {
			return p, p != odata.Untyped
		}
		if t := c.Named(page, word); t != nil && odata.IsTypeName(word) {
			return t.Name, true
		}
	}
	ref, kind, ok := c.describedCell(page, parser.Text{Plain: leaf, Pos: cell.Pos}, values)
	if !ok || ref.Name == "" || ref.Collection {
		return odata.Untyped, false
	}
	return ref.Name, kind == phrases.NoKind
}
