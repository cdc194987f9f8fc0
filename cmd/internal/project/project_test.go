package project

import (
	"bytes"
	"context"
	"go/format"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/cmd/internal/selection"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

const corpusDocs = "../../../../shared/corpus/graph/api-reference/v1.0"

// corpus returns the settings for Microsoft Graph's v1.0 reference.
func corpus(t testing.TB) config.Settings {
	t.Helper()
	if _, err := os.Stat(corpusDocs); err != nil {
		t.Skip("the corpus is not here")
	}
	return config.Settings{Docs: corpusDocs, Out: filepath.Join(t.TempDir(), "graph"), Module: "example.com/sdk/graph"}
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
	for name, text := range first {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		if formatted, err := format.Source([]byte(text)); err != nil || string(formatted) != text {
			t.Errorf("%s is not as gofmt would have it: %v", name, err)
		}
	}
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
		if api := build(pages, config.Settings{}).API; len(api.Types) == 0 {
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

// BenchmarkNames names the same model again and again, from the second time on with
// the examples that the first has found no test for left out.
func BenchmarkNames(b *testing.B) {
	s := corpus(b)
	p, err := Read(b.Context(), s, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		name(p.API, p.target, s)
	}
}

func BenchmarkEmit(b *testing.B) {
	p, err := Read(b.Context(), corpus(b), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
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

// BenchmarkGenerate writes the whole SDK into a folder that is not there, without
// and with a cache to fill.
func BenchmarkGenerate(b *testing.B) {
	for _, with := range []string{"NoCache", "EmptyCache"} {
		b.Run(with, func(b *testing.B) {
			s := corpus(b)
			out := s.Out
			for n := 0; b.Loop(); n++ {
				// A folder that is new, not one that is emptied: some file systems
				// take long to use again what was freed a moment ago.
				s.Out = out + strconv.Itoa(n)
				var store *cache.Store
				if with == "EmptyCache" {
					store = cache.Open(s.Out + ".cache")
				}
				if _, err := Generate(b.Context(), s, store, nil); err != nil {
					b.Fatal(err)
				}
			}
			reportPeak(b)
		})
	}
}

// BenchmarkGenerateAgain finds nothing to do.
func BenchmarkGenerateAgain(b *testing.B) {
	s := corpus(b)
	store := cache.Open(s.Out + ".cache")
	if _, err := Generate(b.Context(), s, store, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if r, err := Generate(b.Context(), s, store, nil); err != nil || r.Files.Written > 0 || r.Project != nil {
			b.Fatal(r, err)
		}
	}
	reportPeak(b)
}

// BenchmarkGenerateEdited writes what the edit of one page changes.
func BenchmarkGenerateEdited(b *testing.B) {
	s := corpus(b)
	copied := filepath.Join(b.TempDir(), "docs")
	if err := os.CopyFS(copied, os.DirFS(s.Docs)); err != nil {
		b.Fatal(err)
	}
	s.Docs = copied
	page := filepath.Join(s.Docs, "api", "event-cancel.md")
	text, err := os.ReadFile(page)
	if err != nil {
		b.Fatal(err)
	}
	store := cache.Open(s.Out + ".cache")
	if _, err := Generate(b.Context(), s, store, nil); err != nil {
		b.Fatal(err)
	}
	for n := 0; b.Loop(); n++ {
		edited := bytes.ReplaceAll(text, []byte("\n## Example"), []byte("\nEdit "+strconv.Itoa(n)+".\n\n## Example"))
		edited = bytes.ReplaceAll(edited, []byte("omment\": \""), []byte("omment\": \""+strconv.Itoa(n)+" "))
		if err := os.WriteFile(page, edited, 0o600); err != nil {
			b.Fatal(err)
		}
		if r, err := Generate(b.Context(), s, store, nil); err != nil || r.Files.Written < 1 || r.Files.Written > 5 {
			b.Fatal(r.Files, err)
		}
	}
	reportPeak(b)
}

func total(files []output.File) int {
	n := 0
	for _, file := range files {
		n += len(file.Content)
	}
	return n
}
