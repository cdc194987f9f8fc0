package project

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/internal/config"
	"github.com/sdkscribe/sdkscribe/internal/output"
	"github.com/sdkscribe/sdkscribe/internal/selection"
	"github.com/sdkscribe/sdkscribe/internal/source"
)

// corpus returns the settings for Microsoft Graph's v1.0 reference.
func corpus(t testing.TB) config.Settings {
	t.Helper()
	const docs = "../../../shared/corpus/graph/api-reference/v1.0"
	if _, err := os.Stat(docs); err != nil {
		t.Skip("the corpus is not here")
	}
	return config.Settings{Docs: docs, Out: filepath.Join(t.TempDir(), "graph"), Module: "example.com/sdk/graph"}
}

// files runs every phase but the last.
func files(ctx context.Context, t testing.TB, s config.Settings) map[string]string {
	t.Helper()
	p, err := Read(ctx, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.Files(ctx)
	if err != nil {
		t.Fatal(err)
	}
	m := make(map[string]string, len(list))
	for _, file := range list {
		m[file.Path] = string(file.Content)
	}
	return m
}

func TestSameFilesOfCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	s := corpus(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	first := files(t.Context(), t, s)
	runtime.GOMAXPROCS(4)
	second := files(t.Context(), t, s)
	if len(first) < 1000 {
		t.Errorf("only %d files", len(first))
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff[:min(len(diff), 4000)])
	}
}

// The benchmarks time the phases one by one and the whole on the corpus.

func BenchmarkParse(b *testing.B) {
	s := corpus(b)
	for b.Loop() {
		if _, _, err := source.Load(b.Context(), source.Options{Dir: s.Docs}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkModel(b *testing.B) {
	s := corpus(b)
	pages, _, err := source.Load(b.Context(), source.Options{Dir: s.Docs})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if api := build(pages); len(api.Types) == 0 {
			b.Fatal("no types")
		}
	}
}

func BenchmarkSelect(b *testing.B) {
	s := corpus(b)
	p, err := Read(b.Context(), s, nil)
	if err != nil {
		b.Fatal(err)
	}
	s.Include = config.MakePatterns("/me/events/**", "/users/**#GET", "microsoft.graph.calendar", "api/contact-*.md")
	r, err := rules(s)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if part, err := selection.Select(p.API, r); err != nil || len(part.Types) == 0 {
			b.Fatal(err)
		}
	}
}

func BenchmarkEmit(b *testing.B) {
	p, err := Read(b.Context(), corpus(b), nil)
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for b.Loop() {
		list, err := p.Files(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		size = total(list)
	}
	b.SetBytes(int64(size))
}

func BenchmarkGenerate(b *testing.B) {
	s := corpus(b)
	for b.Loop() {
		b.StopTimer()
		if err := os.RemoveAll(s.Out); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, _, err := Generate(b.Context(), s, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGenerateAgain(b *testing.B) {
	s := corpus(b)
	if _, _, err := Generate(b.Context(), s, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, r, err := Generate(b.Context(), s, nil); err != nil || r.Written > 0 {
			b.Fatal(r, err)
		}
	}
}

func total(files []output.File) int {
	n := 0
	for _, file := range files {
		n += len(file.Content)
	}
	return n
}
