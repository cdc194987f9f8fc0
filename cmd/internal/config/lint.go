package config

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// The lint section: the severities of rules, on all pages and on some, and the file of the
// findings that are known.

// Lint are the settings of the lint command.
type Lint struct {
	// Rules give rules another severity. The last one about a rule counts.
	Rules []Severity
	// Paths do so for some pages, after Rules.
	Paths []LintPaths
	// Baseline is the file of known findings, "" for none.
	Baseline string
	// FailOn is the least severity that lets the command fail, "" for error.
	FailOn string
}

// A Severity says how much a rule counts.
type Severity struct {
	Rule     string // a code, or a pattern of codes with *
	Severity string // error, warning, info or off
	// File, Line and Column are where it is written. One of the command line has none.
	File         string
	Line, Column int
}

// LintPaths are severities on the pages that one of its patterns matches.
type LintPaths struct {
	Pages []Pattern
	Rules []Severity
}

// Position returns what stands in front of a message about s.
func (s Severity) Position() string { return positionOf(s.File, s.Line, s.Column, "--rule: ") }

// Position returns what stands in front of a message about p.
func (p Pattern) Position() string { return positionOf(p.File, p.Line, p.Column, "") }

func positionOf(file string, line, column int, flag string) string {
	if file == "" {
		return flag
	}
	return fmt.Sprintf("configuration: %s:%d:%d: ", file, line, column)
}

// ParseSeverity reads rule=severity, as the command line has it.
func ParseSeverity(text string) (Severity, error) {
	rule, severity, ok := strings.Cut(text, "=")
	if !ok || rule == "" || severity == "" {
		return Severity{}, fmt.Errorf("%q is not of the form rule=severity, such as content-length=error", text)
	}
	return Severity{Rule: rule, Severity: severity}, nil
}

// or returns l with what is not set taken from other. Rules of both count, and those of l
// come last: they also come after the rules of other for some pages.
func (l Lint) or(other Lint) Lint {
	if len(l.Rules) > 0 {
		general := LintPaths{Pages: []Pattern{{Text: "**"}}, Rules: l.Rules}
		other.Paths = append(other.Paths[:len(other.Paths):len(other.Paths)], general)
	}
	other.Paths = append(other.Paths, l.Paths...)
	if l.Baseline != "" {
		other.Baseline = l.Baseline
	}
	if l.FailOn != "" {
		other.FailOn = l.FailOn
	}
	return other
}

// check returns an error for what cannot be meant. It does not know the rules: package
// lint does.
func (l Lint) check() error {
	switch l.FailOn {
	case "", "error", "warning", "info":
		return nil
	}
	return fmt.Errorf("fail-on %q: write error, warning or info", l.FailOn)
}

// locate notes the file that the settings were read from, and makes paths relative
// to it.
func (l *Lint) locate(file, dir string) {
	l.Baseline = in(dir, l.Baseline)
	setFile := func(rules []Severity) {
		for i := range rules {
			rules[i].File = file
		}
	}
	setFile(l.Rules)
	for _, p := range l.Paths {
		setFile(p.Rules)
		for i := range p.Pages {
			p.Pages[i].File = file
		}
	}
}

// A placeError is an error at a position of the file that the YAML library accepts.
type placeError struct {
	line, column int
	message      string
}

func (e *placeError) Error() string { return e.message }

func errorAt(node ast.Node, format string, args ...any) error {
	e := &placeError{1, 1, fmt.Sprintf(format, args...)}
	e.line, e.column = placeIn(node)
	return e
}

func placeIn(node ast.Node) (line, column int) {
	if t := node.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line, t.Position.Column
	}
	return 1, 1
}

// UnmarshalYAML reads the section.
func (l *Lint) UnmarshalYAML(node ast.Node) error {
	return eachKey(node, "lint", func(key string, at, value ast.Node) error {
		switch key {
		case "rules":
			return readSeverities(value, &l.Rules)
		case "paths":
			return l.readPaths(value)
		case "baseline":
			return yaml.NodeToValue(value, &l.Baseline)
		case "fail-on":
			return yaml.NodeToValue(value, &l.FailOn)
		}
		return unknownKey(at, key, "rules", "paths", "baseline", "fail-on")
	})
}

// readPaths reads a list of pages and rules.
func (l *Lint) readPaths(node ast.Node) error {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		return errorAt(node, "paths is a list, each entry with pages and rules")
	}
	for _, node := range list.Values {
		var p LintPaths
		err := eachKey(node, "an entry of paths", func(key string, at, value ast.Node) error {
			switch key {
			case "pages":
				return (*Patterns)(&p.Pages).UnmarshalYAML(value)
			case "rules":
				return readSeverities(value, &p.Rules)
			}
			return unknownKey(at, key, "pages", "rules")
		})
		if err != nil {
			return err
		}
		l.Paths = append(l.Paths, p)
	}
	return nil
}

// readSeverities reads an object of rules and severities, in its order. YAML takes
// off for false.
func readSeverities(node ast.Node, into *[]Severity) error {
	return eachKey(node, "rules", func(key string, at, value ast.Node) error {
		s := Severity{Rule: key}
		s.Line, s.Column = placeIn(at)
		if token := value.GetToken(); token != nil {
			s.Severity = token.Value
		}
		*into = append(*into, s)
		return nil
	})
}

// eachKey calls f with every key of an object. An object with nothing in it has none.
func eachKey(node ast.Node, what string, f func(key string, at, value ast.Node) error) error {
	var entries []*ast.MappingValueNode
	switch node := node.(type) {
	case *ast.MappingNode:
		entries = node.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{node}
	case *ast.NullNode:
	default:
		return errorAt(node, "%s is an object", what)
	}
	for _, e := range entries {
		var key string
		if err := yaml.NodeToValue(e.Key, &key); err != nil {
			return err
		}
		if err := f(key, e.Key, e.Value); err != nil {
			return err
		}
	}
	return nil
}

func unknownKey(at ast.Node, key string, known ...string) error {
	if near := nearest.Word(key, known); near != "" {
		return errorAt(at, "there is no key %q here; did you mean %q?", key, near)
	}
	return errorAt(at, "there is no key %q here; the keys are %s", key, strings.Join(known, ", "))
}
