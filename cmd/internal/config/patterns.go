package config

import (
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
)

// A Pattern is an entry of the include or exclude list, not parsed yet: package
// pattern says what it may be.
type Pattern struct {
	Text string
	// File, Line and Column are where it is written. A pattern of the command
	// line has none.
	File         string
	Line, Column int
}

// Patterns are a list of them, in the file a YAML list.
type Patterns []Pattern

// MakePatterns makes a list as the command line has it.
func MakePatterns(texts ...string) Patterns {
	list := make(Patterns, len(texts))
	for i, text := range texts {
		list[i].Text = text
	}
	return list
}

// UnmarshalYAML reads a list and notes where each pattern stands: also where it
// is null, which is what YAML makes of one that looks like a comment.
func (l *Patterns) UnmarshalYAML(node ast.Node) error {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		var texts []string
		return yaml.NodeToValue(node, &texts) // says what it is instead
	}
	for _, node := range list.Values {
		var p Pattern
		if token := node.GetToken(); token != nil && token.Position != nil {
			p.Line, p.Column = token.Position.Line, token.Position.Column
		}
		if err := yaml.NodeToValue(node, &p.Text); err != nil {
			return err
		}
		*l = append(*l, p)
	}
	return nil
}

// checkPatterns returns an error for the first pattern of a list that cannot be read.
func checkPatterns(key string, list Patterns) error {
	for _, p := range list {
		_, err := pattern.Parse(p.Text)
		switch {
		case err == nil:
		case p.File == "":
			return fmt.Errorf("--%s %q: %w", key, p.Text, err)
		default:
			return fmt.Errorf("configuration: %s:%d:%d: %s %q: %w", p.File, p.Line, p.Column, key, p.Text, err)
		}
	}
	return nil
}
