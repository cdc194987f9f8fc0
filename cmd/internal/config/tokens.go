package config

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// What a configuration is made of, before it is parsed: the time and the memory that
// parsing and decoding YAML take grow with the square of how deep it goes, and with
// an alias of an alias they double at every line, and with documents
// behind the first they are in vain. Reading tokens is in proportion to
// the text.

// maxDepth is how many lists and objects may lie in one another on a line, or in
// brackets. The keys of the file need four.
const maxDepth = 32

// parseYAML parses a text that goes no deeper than maxDepth and has no aliases.
func parseYAML(text string) (*ast.File, error) {
	tokens := lexer.Tokenize(text)
	brackets, entries, line, begun := 0, 0, 0, false
	for i, t := range tokens {
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType:
			entries++
		case token.DocumentHeaderType:
			if begun {
				return nil, tokenError(t, "a second document begins here; the file is one")
			}
		case token.DocumentEndType:
			if i+1 < len(tokens) && tokens[i+1].Type != token.CommentType {
				return nil, tokenError(tokens[i+1], "a second document begins here; the file is one")
			}
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return nil, tokenError(t, "%q is an anchor, an alias or a merge key; write out what it stands for", t.Value)
		}
		begun = begun || t.Type != token.CommentType && t.Type != token.DirectiveType
		if brackets+entries > maxDepth {
			return nil, tokenError(t, "lists and objects lie more than %d deep in one another", maxDepth)
		}
	}
	return parser.Parse(tokens, 0)
}

func tokenError(t *token.Token, format string, args ...any) error {
	return &placeError{t.Position.Line, t.Position.Column, fmt.Sprintf(format, args...)}
}

// valueOf returns the value of a key of an object, the object where it is not found.
func valueOf(node ast.Node, key string) ast.Node {
	var entries []*ast.MappingValueNode
	switch node := node.(type) {
	case *ast.MappingNode:
		entries = node.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{node}
	}
	for _, e := range entries {
		if t := e.Key.GetToken(); t != nil && t.Value == key {
			return e.Value
		}
	}
	return node
}
