package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// maxFile bounds how much of a configuration file is read.
const maxFile = 1 << 20

// readFile reads a configuration file. Paths in it are made relative to where
// it stands. A key that it should not have is an error with the key that may be meant.
func readFile(name string) (Settings, error) {
	f, err := os.Open(name)
	if err != nil {
		return Settings{}, fmt.Errorf("configuration: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return Settings{}, fmt.Errorf("configuration: %w", err)
	}
	if len(text) > maxFile {
		return Settings{}, fmt.Errorf("configuration: %s is longer than %d bytes", name, maxFile)
	}
	s, err := parse(text)
	if err != nil {
		return Settings{}, fmt.Errorf("configuration: %s:%w", Short(name), err)
	}
	dir := filepath.Dir(name)
	s.Docs, s.Out = in(dir, s.Docs), in(dir, s.Out)
	s.Lint.locate(Short(name), dir)
	for _, list := range []Patterns{s.Include, s.Exclude, s.AllowBreaking} {
		for i := range list {
			list[i].File = Short(name)
		}
	}
	return s, nil
}

// parse reads the text of a configuration file. Errors begin with the place.
func parse(text []byte) (Settings, error) {
	var s Settings
	err := yaml.NewDecoder(strings.NewReader(string(text)), yaml.Strict()).Decode(&s)
	if err == nil || errors.Is(err, io.EOF) { // an empty file sets nothing
		return s, nil
	}
	var placed *placeError
	if errors.As(err, &placed) {
		return s, fmt.Errorf("%d:%d: %s", placed.line, placed.column, firstLine(placed.message))
	}
	var found yaml.Error
	if !errors.As(err, &found) {
		return s, fmt.Errorf(" %w", err)
	}
	line, column, key := 1, 1, ""
	if token := found.GetToken(); token != nil && token.Position != nil {
		line, column, key = token.Position.Line, token.Position.Column, token.Value
	}
	var unknown *yaml.UnknownFieldError
	if errors.As(err, &unknown) {
		return s, fmt.Errorf("%d:%d: there is no key %q; %s", line, column, key, suggestion(key))
	}
	return s, fmt.Errorf("%d:%d: %s", line, column, firstLine(found.GetMessage()))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// keys returns the keys of the file in the order of [Settings].
func keys() []string {
	t := reflect.TypeFor[Settings]()
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = t.Field(i).Tag.Get("yaml")
	}
	return names
}

// suggestion says what to write instead of an unknown key.
func suggestion(key string) string {
	if near := nearest.Word(key, keys()); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "the keys are " + strings.Join(keys(), ", ")
}
