package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/internal/model"
	"github.com/sdkscribe/sdkscribe/parser"
)

// corpus reads the pages of Microsoft Graph v1.0, where they are at hand.
func corpus(t testing.TB) []*parser.Page {
	t.Helper()
	root := filepath.Join("..", "..", "shared", "corpus", "graph", "api-reference", "v1.0")
	var pages []*parser.Page
	for _, folder := range []string{"api", "resources"} {
		names, err := filepath.Glob(filepath.Join(root, folder, "*.md"))
		if err != nil || len(names) == 0 {
			t.Skip("the corpus is not there")
		}
		for _, name := range names {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, parser.Parse(folder+"/"+filepath.Base(name), source, parser.Options{}))
		}
	}
	return pages
}

func corpusOptions() generator.Options {
	return generator.Options{Package: "graph", ImportPath: "example.com/sdk/graph", BaseURL: "https://graph.microsoft.com/v1.0"}
}

// TestCorpus generates the SDK of Microsoft Graph. With SDKSCRIBE_OUT set it
// writes it there, to be built and looked at.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of pages")
	}
	api := model.Build(corpus(t))
	plan := generator.Name(api, corpusOptions())
	files, err := generator.Generate(context.Background(), plan)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.Path] {
			t.Errorf("%s is written twice", f.Path)
		}
		seen[f.Path] = true
	}
	out := os.Getenv("SDKSCRIBE_OUT")
	for _, f := range files {
		if out == "" {
			break
		}
		name := filepath.Join(out, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range plan.Diagnostics {
		t.Log(d)
	}
	skips := map[string]int{}
	total, tested := 0, 0
	for _, op := range api.Operations {
		for _, x := range op.Examples {
			total++
			if x.Test != "" {
				tested++
			} else {
				skips[x.Skipped]++
				t.Logf("SKIP %s:%d %s: %s", op.Page, x.Line, x.Name, x.Skipped)
			}
		}
	}
	t.Logf("%d types, %d methods, %d files, %d of %d examples tested", len(api.Types), len(api.Methods), len(files), tested, total)
}

func BenchmarkCorpus(b *testing.B) {
	api := model.Build(corpus(b))
	b.ReportAllocs()
	b.Run("name", func(b *testing.B) {
		for b.Loop() {
			generator.Name(api, corpusOptions())
		}
	})
	plan := generator.Name(api, corpusOptions())
	b.Run("generate", func(b *testing.B) {
		for b.Loop() {
			if _, err := generator.Generate(context.Background(), plan); err != nil {
				b.Fatal(err)
			}
		}
	})
}
