package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// Service is the section "service" of the file: what the user says of the habits of the
// service, by the keys of [api.ServiceKeys]. On the command line each is a flag
// "--service section.name=value".
type Service api.Service

// UnmarshalYAML reads the section.
func (s *Service) UnmarshalYAML(node ast.Node) error {
	known := api.ServiceKeys()
	return eachKey(node, "service", func(section string, at, value ast.Node) error {
		var names, sections []string
		for _, k := range known {
			if k.Section == section {
				names = append(names, k.Name)
			}
			if !slices.Contains(sections, k.Section) {
				sections = append(sections, k.Section)
			}
		}
		if names == nil {
			return unknownKey(at, section, sections...)
		}
		return eachKey(value, section, func(name string, at, value ast.Node) error {
			if !slices.Contains(names, name) {
				return unknownKey(at, name, names...)
			}
			values, err := texts(value)
			if err == nil {
				err = s.set(section+"."+name, values)
			}
			if err != nil {
				return errorAt(value, "%s", err)
			}
			return nil
		})
	})
}

// texts reads a text, or a list of them. What YAML takes for a number or a truth value is
// read as it is written.
func texts(node ast.Node) ([]string, error) {
	if list, ok := node.(*ast.SequenceNode); ok {
		all := []string{}
		for _, n := range list.Values {
			one, err := texts(n)
			if err != nil {
				return nil, err
			}
			all = append(all, one...)
		}
		return all, nil
	}
	switch node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode, *ast.NullNode:
		return nil, errors.New("the value is no text and no list of texts")
	}
	var text string
	if err := yaml.NodeToValue(node, &text); err != nil {
		if text = node.GetToken().Value; text == "" {
			return nil, err
		}
	}
	return []string{text}, nil
}

// Set sets a key as the command line has it: "section.name=value", and of a list
// "section.name=a,b".
func (s *Service) Set(text string) error {
	key, value, ok := strings.Cut(text, "=")
	if !ok {
		return fmt.Errorf("%q is not of the form section.name=value", text)
	}
	i := slices.IndexFunc(api.ServiceKeys(), func(k api.ServiceKey) bool { return k.Key() == key })
	if i < 0 {
		return unknownServiceKey(key)
	}
	if api.ServiceKeys()[i].List {
		return s.set(key, strings.Split(value, ","))
	}
	return s.set(key, []string{value})
}

// set sets a key that is known to the values that it may have.
func (s *Service) set(key string, values []string) error {
	known := api.ServiceKeys()
	k := known[slices.IndexFunc(known, func(k api.ServiceKey) bool { return k.Key() == key })]
	if !k.List && len(values) != 1 {
		return fmt.Errorf("service: %s has one value", key)
	}
	for _, v := range values {
		switch {
		case strings.TrimSpace(v) == "" || strings.ContainsFunc(v, isControl):
			return fmt.Errorf("service: %s %q is no value", key, v)
		case k.Token && strings.ContainsFunc(v, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r) }):
			return fmt.Errorf("service: %s %q is no name of a header field", key, v)
		case k.Values != nil && !slices.Contains(k.Values, v):
			return fmt.Errorf("service: %s %q: write %s", key, v, strings.Join(k.Values, " or "))
		}
	}
	if *s == nil {
		*s = Service{}
	}
	(*s)[key] = values
	return nil
}

func isControl(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }

func unknownServiceKey(key string) error {
	var names []string
	for _, k := range api.ServiceKeys() {
		names = append(names, k.Key())
	}
	if near := nearest.Word(key, names); near != "" {
		return fmt.Errorf("there is no key %q of a service; did you mean %q?", key, near)
	}
	return fmt.Errorf("there is no key %q of a service; the keys are %s", key, strings.Join(names, ", "))
}

// String returns what is set, in the order of the keys.
func (s Service) String() string {
	var set []string
	for _, key := range slices.Sorted(maps.Keys(s)) {
		set = append(set, key+"="+strings.Join(s[key], ","))
	}
	return strings.Join(set, " ")
}

// Type names the flag's type in usage texts.
func (s Service) Type() string { return "key=value" }

// or returns s with what is not set taken from other.
func (s Service) or(other Service) Service {
	if len(other) == 0 {
		return s
	}
	all := maps.Clone(other)
	maps.Copy(all, s)
	return all
}
