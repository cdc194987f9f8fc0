// Package config says what a run of sdkscribe works on: which pages, into which
// folder, under which names.
//
// There are three sources, the later winning over the earlier: the defaults
// (docs/ into a folder of generated, see [DefaultOut]), the file sdkscribe.yaml beside go.mod, and the
// command's flags, which have the names of the file's keys. Paths in the file are
// relative to the file, as a reader of it expects; flags to the working folder;
// defaults to the module, so that a go:generate line works from any package.
// What the file does not say about Go is found from the output folder's module.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
)

// FileName is the configuration file that is looked for beside go.mod.
const FileName = "sdkscribe.yaml"

// DefaultDocs is the default folder of the pages, relative to the module's folder.
const DefaultDocs = "docs"

// Settings are the keys of the file, and the flags of the same names. The zero
// value of a field means that it is not set.
type Settings struct {
	// Docs is the folder of the pages, Out the folder that is written.
	Docs string `yaml:"docs"`
	Out  string `yaml:"out"`
	// Package is the name of the generated Go package, Module the import path
	// of its folder. Both are found from Out where they are not set.
	Package string `yaml:"package"`
	Module  string `yaml:"module"`
	// Include and Exclude say what the SDK takes of the API: all where Include
	// is not set.
	Include Patterns `yaml:"include"`
	Exclude Patterns `yaml:"exclude"`
	// BaseURL is where the service is, DocsURL where its pages are published.
	BaseURL string `yaml:"base-url"`
	DocsURL string `yaml:"docs-url"`
	// Service says what the service does its own way, over what its pages tell.
	Service Service `yaml:"service"`
	// AllowBreaking says which breaking changes are allowed when two editions of
	// the API are compared: patterns like those of Include.
	AllowBreaking Patterns `yaml:"allow-breaking"`
	// Lint says what the lint command is to find.
	Lint Lint `yaml:"lint"`

	// DocsElsewhere reports that the file names a docs folder outside of its repository.
	DocsElsewhere bool `yaml:"-"`
}

// Load returns the settings of a run in the folder dir. File names the
// configuration file; where it is "" the one beside the enclosing go.mod is read
// if there is one. Flags win over the file.
func Load(dir, file string, flags Settings) (Settings, error) {
	base := dir
	if mod, err := FindModule(dir); err == nil {
		base = mod.Dir
	} else if !errors.Is(err, ErrNoModule) {
		return Settings{}, err
	}
	var read Settings
	switch {
	case file != "":
		var err error
		if read, err = readFile(base, in(dir, file)); err != nil {
			return Settings{}, err
		}
	default:
		var err error
		if read, err = readFile(base, filepath.Join(base, FileName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Settings{}, err
		}
	}
	name := File(dir, file)
	if err := read.checkInside(name, flags); err != nil {
		return Settings{}, err
	}
	read.DocsElsewhere = read.Docs != "" && flags.Docs == "" && !checkout.Holds(filepath.Dir(name), read.Docs)
	flags.Docs, flags.Out = in(dir, flags.Docs), in(dir, flags.Out)
	flags.Lint.Baseline = in(dir, flags.Lint.Baseline)
	s := flags.or(read).or(Settings{Docs: in(base, DefaultDocs)})
	if s.Out == "" {
		s.Out = in(base, DefaultOut(base, s.Docs))
	}
	s.Docs, s.Out = Short(s.Docs), Short(s.Out)
	return s, s.check()
}

// File is the configuration file that [Load] reads, or would if it were there.
func File(dir, file string) string {
	if file != "" {
		return in(dir, file)
	}
	if mod, err := FindModule(dir); err == nil {
		dir = mod.Dir
	}
	return filepath.Join(dir, FileName)
}

// or returns s with what is not set taken from other.
func (s Settings) or(other Settings) Settings {
	text := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	list := func(a, b Patterns) Patterns {
		if a != nil {
			return a
		}
		return b
	}
	return Settings{
		Docs:    text(s.Docs, other.Docs),
		Out:     text(s.Out, other.Out),
		Package: text(s.Package, other.Package),
		Module:  text(s.Module, other.Module),
		Include: list(s.Include, other.Include),
		Exclude: list(s.Exclude, other.Exclude),
		BaseURL: text(s.BaseURL, other.BaseURL),
		DocsURL: text(s.DocsURL, other.DocsURL),

		Service:       s.Service.or(other.Service),
		AllowBreaking: list(s.AllowBreaking, other.AllowBreaking),
		Lint:          s.Lint.or(other.Lint),
		DocsElsewhere: s.DocsElsewhere || other.DocsElsewhere,
	}
}

// check returns an error for settings that are wrong whatever the pages say.
func (s Settings) check() error {
	for key, value := range map[string]string{"base-url": s.BaseURL, "docs-url": s.DocsURL} {
		if value == "" {
			continue
		}
		u, err := url.Parse(value)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return fmt.Errorf("%s %q is no absolute http or https URL", key, value)
		}
		if u.RawQuery != "" || u.Fragment != "" {
			return fmt.Errorf("%s %q has a query or a fragment: paths are appended to it", key, value)
		}
	}
	if err := s.Lint.check(); err != nil {
		return err
	}
	if err := checkPatterns("include", s.Include); err != nil {
		return err
	}
	if err := checkPatterns("exclude", s.Exclude); err != nil {
		return err
	}
	return checkPatterns("allow-breaking", s.AllowBreaking)
}

// in returns name as seen from dir; "" stays.
func in(dir, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

// Short returns name relative to the working folder where that is shorter, for messages.
func Short(name string) string {
	wd, err := os.Getwd()
	if err != nil {
		return name
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if rel, err := filepath.Rel(wd, abs); err == nil && len(rel) < len(abs) {
		return rel
	}
	return abs
}
