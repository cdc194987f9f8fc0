package project

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// docs are the settings for this project's own reference.
func docs(t testing.TB) config.Settings {
	t.Helper()
	return config.Settings{Docs: filepath.Join("..", "..", "..", "docs"), Out: filepath.Join(t.TempDir(), "graph"), Module: "example.com/sdk/graph"}
}

// bookshop are those for its second one, which describes a service that has nothing of OData.
func bookshop(t testing.TB) config.Settings {
	t.Helper()
	return config.Settings{Docs: filepath.Join("..", "..", "..", "docs", "bookshop"), Out: filepath.Join(t.TempDir(), "bookshop"), Module: "example.com/sdk/bookshop"}
}

// TestDocsAreClean sees that the project's own pages, which show others how to
// write theirs, are read without a complaint, and that everything they document
// can be called.
func TestDocsAreClean(t *testing.T) {
	for _, own := range []struct {
		settings        config.Settings
		requests, tests int
	}{{docs(t), 100, 90}, {bookshop(t), 32, 37}} {
		p, err := Read(t.Context(), own.settings, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range p.API.Diagnostics {
			t.Error(d)
		}
		s := p.Summary()
		if s.Callable != s.Requests || s.Requests < own.requests || s.Tests < own.tests || s.Errors > 0 {
			t.Errorf("the pages of %s come to %+v", own.settings.Docs, s)
		}
	}
}

// TestDocsShowEveryAnnotation sees that each key of the vocabulary, and each type
// of block, is in use on some page of the project's own reference.
func TestDocsShowEveryAnnotation(t *testing.T) {
	pages, _, err := source.Load(t.Context(), source.Options{Dir: docs(t).Docs, Apart: config.FileName})
	if err != nil {
		t.Fatal(err)
	}
	used, blocks := map[string]bool{}, map[string]bool{}
	note := func(a *parser.Annotation) {
		if a == nil {
			return
		}
		blocks[a.BlockType] = true
		v := reflect.ValueOf(*a)
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				used[v.Type().Field(i).Name] = true
			}
		}
	}
	for _, page := range pages {
		note(page.Annotation)
		for _, s := range page.Sections {
			for _, b := range s.Blocks {
				switch b := b.(type) {
				case *parser.Code:
					note(b.Annotation)
				case *parser.Table:
					note(b.Annotation)
				}
			}
		}
	}
	for f := range reflect.TypeFor[parser.Annotation]().Fields() {
		if f.IsExported() && !used[f.Name] {
			t.Errorf("no page uses the annotation that is read into %s", f.Name)
		}
	}
	for _, b := range []string{"resource", "request", "response", "example", "samples", "simulatedresponse", "ignored", "permissions", "testparams"} {
		if !blocks[b] {
			t.Errorf("no page has a block of type %s", b)
		}
	}
}

// TestCommittedSDK sees that the SDKs that are committed are, to the byte, what comes of
// the project's own pages.
func TestCommittedSDK(t *testing.T) {
	checkCommitted(t, docs(t))
	checkCommitted(t, bookshop(t))
}

func checkCommitted(t *testing.T, s config.Settings) {
	t.Helper()
	name := filepath.Base(s.Out)
	s.Module = "github.com/sdkscribe/sdkscribe/generated/" + name
	if _, err := Generate(t.Context(), s, nil, nil); err != nil {
		t.Fatal(err)
	}
	committed := filepath.Join("..", "..", "..", "generated", name)
	files := 0
	err := filepath.WalkDir(s.Out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		rel, err := filepath.Rel(s.Out, name)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		want, err := os.ReadFile(filepath.Join(committed, rel))
		if err != nil {
			return err
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s differs (-committed +generated): %s", rel, diff)
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files: %v", files, err)
	}
}
