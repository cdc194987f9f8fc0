package endtoend

// Pages of a few KB must neither take long nor fill memory. The shapes are made twice,
// the second time of double the size, and go through what the commands do. TestGrowth
// compares what is allocated, which is the same on every machine; BenchmarkGrowth
// compares the time.

import (
	"encoding/json"
	"flag"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

var everyShape = flag.Bool("every-shape", false, "try every text in every place, as BenchmarkGrowth does, not in one of them each")

// most is how many times as much double the input may take.
const most = 2.2

// readAll does with the pages below docs what the commands inspect, generate and lint
// do, and returns what is found about them.
func readAll(t testing.TB, docs string) []diag.Diagnostic {
	t.Helper()
	s := config.Settings{Docs: docs, Out: filepath.Join(docs, "..", "out"), Module: "example.com/sdk/out"}
	p, err := project.Read(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(p.Model()); err != nil { // inspect
		t.Fatal(err)
	}
	if _, err := p.Files(t.Context()); err != nil { // generate
		t.Fatal(err)
	}
	if _, err := project.Lint(t.Context(), s, project.LintOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	return p.API.Diagnostics
}

// comparing does what the command diff does.
func comparing(t testing.TB, docs string) {
	t.Helper()
	if _, err := project.Diff(t.Context(), config.Settings{Docs: docs}, docs, "", nil); err != nil {
		t.Fatal(err)
	}
}

// made writes the pages of a shape and returns the folder.
func made(t testing.TB, of shape, n int) string {
	t.Helper()
	docs := filepath.Join(t.TempDir(), "docs")
	write(t, docs, of(n))
	return docs
}

// allocated is how many bytes f allocates, in MiB.
func allocated(f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc-before.TotalAlloc) / (1 << 20)
}

// TestGrowth holds that what a shape allocates grows in proportion to it, and that it
// is no more than 16 KiB for each byte. Below the slack, ratios say nothing: maps and
// slices double at sizes of their own.
func TestGrowth(t *testing.T) {
	slack, size := 24.0, 32<<10 // MiB, bytes
	if testing.Short() {
		slack, size = 64, 8<<10
	}
	all := shapes(*everyShape)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			var took [2]float64
			for i := range took {
				docs := made(t, all[name], size<<i)
				took[i] = allocated(func() { readAll(t, docs) })
			}
			if took[1] > most*took[0]+slack {
				t.Errorf("%.0f MiB are allocated for %d KiB, %.0f MiB for double that", took[0], size>>10, took[1])
			}
			if bound := slack + float64(2*size)*16/1024; took[1] > bound {
				t.Errorf("%.0f MiB are allocated for %d KiB, want at most %.0f", took[1], 2*size>>10, bound)
			}
		})
	}
}

// beyond are pages beyond a limit, each with the diagnostic that it comes to.
func beyond() map[string]struct {
	code  string
	pages map[string]string
} {
	type pages = map[string]string
	template := func(text string) pages {
		return pages{"api/act.md": operation(text, "GET https://api.example.com/v1.0/things/1", "", "{}"), thing: thingPage()}
	}
	table := func(columns, rows int) pages {
		return pages{"api/act.md": get("things/1", "{}") + "\n" + strings.Repeat("|a", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n" + strings.Repeat("|b\n", rows), thing: thingPage()}
	}
	return map[string]struct {
		code  string
		pages map[string]string
	}{
		"URL of 2,000 segments":            {"path-too-long", pages{"api/act.md": get(strings.Repeat("a/", 2000), "{}"), thing: thingPage()}},
		"template of 8,000 segments":       {"path-too-long", template("GET /" + strings.Repeat("a/", 8000))},
		"template of 4,000 drive paths":    {"path-too-long", template("PUT /a" + strings.Repeat(":/b", 4000))},
		"template of 4,000 arguments":      {"path-too-long", template("GET /things/f(" + fit(40_000, "a%d={b%[1]d},") + "z={z})")},
		"table of 4,000 columns and rows":  {"table-too-wide", table(4000, 4000)},
		"table of 16,000 columns and rows": {"table-too-wide", table(16_000, 16_000)},
		"includes of 8 MB":                 {"page-too-large", includeShapes()["includes of a long file"](128 << 10)},
		"a long file that pages include":   {"page-too-large", includeShapes()["pages that include a long file"](128 << 10)},
		"includes that double":             {"include-cycle", includeShapes()["includes that double"](2 << 10)},
		"quotes of 8,000 levels":           {"page-too-complex", pages{"api/act.md": "# a\n\n" + strings.Repeat("> ", 8000) + "a\n"}},
		"lists of 8,000 levels":            {"page-too-complex", pages{"api/act.md": "# a\n\n" + strings.Repeat("- ", 8000) + "a\n"}},
		"JSON of 8,000 levels":             {"invalid-json", pages{"api/act.md": get("things/1", strings.Repeat("[", 8000)+strings.Repeat("]", 8000)), thing: thingPage()}},
		"annotation of 8,000 levels":       {"annotation-json", pages{"api/act.md": get("things/1", "{}") + "\n<!-- {\"blockType\":\"request\",\"x\":" + strings.Repeat("[", 8000) + strings.Repeat("]", 8000) + "} -->\n", thing: thingPage()}},
		"type name of 8,000 bytes":         {"type-name", pages{thing: resource(strings.Repeat("a", 8000), "", "|id|String|x|\n", "{}")}},
		"heading of 64 KiB":                {"text-too-long", pages{"api/act.md": "# a\n\n## " + strings.Repeat("[a](", 16<<10) + "\n"}},
		"5,000 mistakes":                   {"too-many-diagnostics", pages{"api/act.md": "# a\n\n" + strings.Repeat("```json\n{'a':1,}\n```\n\n", 5000)}},
		"8,000 templates":                  {"page-crowded", template(fit(160_000, "GET /things/{id}/a%d\n"))},
		"properties of many types":         {"base-too-large", typeShapes()["base of many properties"](128 << 10)},
	}
}

// TestBeyond reads pages beyond the limits. Each has one diagnostic that says so, and
// what else is there is read.
func TestBeyond(t *testing.T) {
	most := 600.0 // MiB, for all the commands together
	if raceDetector {
		most = 840 // which allocates as well
	}
	for name, test := range beyond() {
		t.Run(name, func(t *testing.T) {
			docs := filepath.Join(t.TempDir(), "docs")
			test.pages["api/list.md"] = strings.ReplaceAll(get("others/1", `{"id":"1"}`), "/things", "/others")
			write(t, docs, test.pages)
			var found []diag.Diagnostic
			if n := allocated(func() { found = readAll(t, docs); comparing(t, docs) }); n > most {
				t.Errorf("%.0f MiB are allocated", n)
			}
			p, err := project.Read(t.Context(), config.Settings{Docs: docs}, nil)
			if err != nil {
				t.Fatal(err)
			}
			read := false
			for _, op := range p.API.Operations {
				read = read || op.Page == "api/list.md" && len(op.Requests) == 1 && len(op.Examples) == 1
			}
			if !read {
				t.Error("the page beside it is not read")
			}
			said := map[string]int{}
			for _, d := range found {
				if d.Code == test.code {
					said[d.File]++
				}
			}
			if len(said) == 0 {
				t.Errorf("there is no %s", test.code)
			}
			for file, n := range said {
				if n > 1 && test.code != "include-cycle" {
					t.Errorf("%s is said %d times of %s", test.code, n, file)
				}
			}
		})
	}
}

// BenchmarkGrowth reports of each shape how many times as long 128 KiB take as 64 KiB
// do, of CPU time, which shall be at most 2.2, and how long the whole takes. Where that is
// little, the ratio is noise.
func BenchmarkGrowth(b *testing.B) {
	all := shapes(true)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		b.Run(name, func(b *testing.B) { growth(b, all[name]) })
	}
	for name, test := range beyond() {
		b.Run("beyond/"+name, func(b *testing.B) {
			docs := filepath.Join(b.TempDir(), "docs")
			write(b, docs, test.pages)
			for b.Loop() {
				readAll(b, docs)
				comparing(b, docs)
			}
		})
	}
}

func growth(b *testing.B, of shape) {
	var docs [2]string
	for i := range docs {
		docs[i] = made(b, of, 64<<10<<i)
	}
	var took [2]time.Duration // the shortest of a few
	for b.Loop() {
		for i := range docs {
			runtime.GC()
			begin := spent()
			readAll(b, docs[i])
			comparing(b, docs[i])
			if d := spent() - begin; took[i] == 0 || d < took[i] {
				took[i] = d
			}
		}
	}
	b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "ratio")
	b.ReportMetric(float64(took[1].Milliseconds()), "ms/128KiB")
}
