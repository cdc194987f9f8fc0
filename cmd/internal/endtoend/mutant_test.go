package endtoend

// The structural mutator. Real pages, some dozen at a time, are changed at random as
// people, editors, merges and attackers change them, and every command has to do its
// work on them; the Go that comes out has to compile, and its golden tests to pass.
//
//	go test ./cmd/internal/endtoend -run Mutants -mutants 20000 -seed 7 -timeout 10h
//
// A failure names its mutant. -seed 7 -mutant 123 tries that one alone, makes it as
// small as it gets and writes it to the folder that -mutant-dir names.
//
// mutantpages_test.go cuts pages, mutantedits_test.go changes them,
// mutantchecks_test.go says what is asked about them, mutantshrink_test.go makes a
// failing one small.

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
)

var (
	mutantCount  = flag.Int("mutants", 0, "try `n` mutants (0: as many as take few seconds)")
	mutantSeed   = flag.Uint64("seed", 1, "the seed that mutants are made with")
	mutantOnly   = flag.Int("mutant", -1, "try the mutant number `n` alone, and shrink it if it fails")
	mutantDir    = flag.String("mutant-dir", "", "write a failing mutant to this `folder`")
	mutantGolden = flag.Int("mutant-golden", 60, "run the golden tests of one in `n` mutants")
)

// A herd is pages that belong together, with the links between them.
type herd struct {
	pages folder
	paths []string
	near  map[string][]string
}

var pageLink = regexp.MustCompile(`\]\(([^)\s#]+\.md)`)

// newHerd finds out which pages are near others: those that they link to, and those
// whose names begin alike.
func newHerd(pages folder) *herd {
	h := &herd{pages: pages, paths: slices.Sorted(maps.Keys(pages)), near: map[string][]string{}}
	family := map[string][]string{}
	for _, p := range h.paths {
		first, _, _ := strings.Cut(path.Base(p), "-")
		family[first] = append(family[first], p)
	}
	for _, p := range h.paths {
		for _, m := range pageLink.FindAllStringSubmatch(pages[p], -1) {
			if to := path.Join(path.Dir(p), m[1]); pages[to] != "" && to != p {
				h.near[p] = append(h.near[p], to)
			}
		}
		first, _, _ := strings.Cut(path.Base(p), "-")
		h.near[p] = append(h.near[p], family[first]...)
	}
	return h
}

// zeroPage is in every folder: what others include is no page, and a folder without
// pages is an error of its own.
const zeroPage = "resources/zero.md"

// some picks up to n pages that are near each other.
func (h *herd) some(r *rand.Rand, n int) folder {
	start := pick(r, h.paths)
	out, reached := folder{start: h.pages[start], zeroPage: "# zero resource type\n"}, []string{start}
	for tries := 0; len(out) < n && tries < 4*n; tries++ {
		p := pick(r, h.near[pick(r, reached)])
		if p == "" || out[p] != "" {
			continue
		}
		out[p] = h.pages[p]
		reached = append(reached, p)
	}
	return out
}

// herds are the pages that mutants are made of: this project's own, those of the
// catalogue of rules and of other tests, and the corpora where these are.
func herds(t *testing.T) []*herd {
	t.Helper()
	var all []*herd
	folders := []string{
		filepath.Join("..", "..", "..", "docs"), filepath.Join("testdata", "more"), filepath.Join("testdata", "seed"),
		filepath.Join("..", "..", "..", "..", "shared", "corpus", "graph", "api-reference", "v1.0"), filepath.Join("..", "..", "..", "..", "shared", "corpus", "business-central", "v1.0"),
	}
	cases, _ := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "cases", "pages", "*"))
	for _, dir := range slices.Concat(folders, cases) {
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		pages := folder{}
		for name, text := range read(t, dir) {
			if strings.HasSuffix(name, ".md") {
				pages[name] = text
			}
		}
		all = append(all, newHerd(pages))
	}
	examples := folder{}
	for i, rule := range lint.Rules() {
		for _, example := range slices.Concat(rule.Bad, rule.Good) {
			examples[fmt.Sprintf("%s/%d-%s", path.Dir(example.Path), i, path.Base(example.Path))] = example.Text
		}
	}
	return append(all, newHerd(examples))
}

// A mutant is a folder of pages before and after it was changed.
type mutant struct {
	number          int
	original, pages folder
	done            []string
	procs           int
	order           uint64
}

// newMutant makes the mutant of a number; it depends on the seed, the number and the
// pages that there are.
func newMutant(all []*herd, seed uint64, number int) *mutant {
	r := rand.New(rand.NewPCG(seed, uint64(number)))
	h := all[0]
	switch r.IntN(10) {
	case 0, 1, 2, 3: // of this project's pages
	case 4:
		h = pick(r, all)
	default:
		h = pick(r, all[1:min(5, len(all))])
	}
	size := 1 + r.IntN(12)
	if r.IntN(8) == 0 {
		size = 10 + r.IntN(50)
	}
	m := &mutant{number: number, original: h.some(r, size), procs: []int{1, 8}[r.IntN(2)], order: r.Uint64()}
	m.pages, m.done = mutate(m.original, r)
	return m
}

func TestMutants(t *testing.T) {
	all := herds(t)
	module := t.TempDir()
	newModule(t, module)
	g := newGoldenBatch(t)
	run := &mutantRun{bench: newBench(module), golden: g, all: all}
	switch {
	case *mutantOnly >= 0:
		run.try(t, *mutantOnly, true)
	case *mutantCount > 0:
		for i := range *mutantCount {
			run.try(t, i, i%*mutantGolden == 0)
			if i%500 == 499 {
				run.goldenTests(t)
				fmt.Fprintf(os.Stderr, "seed %d: %d mutants, %d failed\n", *mutantSeed, i+1, run.failed)
			}
		}
	default:
		const few = 6 * time.Second
		start := time.Now()
		for i := 0; time.Since(start) < few; i++ {
			run.try(t, i, i < 6 && !testing.Short())
		}
	}
	run.goldenTests(t)
	t.Logf("seed %d: %d mutants of %d folders, of which %d with their golden tests", *mutantSeed, run.tried, len(all), run.tested)
}

// A mutantRun tries mutants.
type mutantRun struct {
	*bench
	golden                *goldenBatch
	all                   []*herd
	tried, tested, failed int
	waiting               []*mutant // for their golden tests
}

// try tries one mutant, whose golden tests are run later.
func (run *mutantRun) try(t *testing.T, number int, golden bool) {
	m := newMutant(run.all, *mutantSeed, number)
	run.tried++
	files, wrong := run.bench.try(t.Context(), m.original, m.pages, m.procs, m.order)
	if wrong != nil {
		run.fail(t, m, wrong)
		return
	}
	if golden {
		run.tested++
		run.golden.add(t, number, files)
		run.waiting = append(run.waiting, m)
	}
}

// goldenTests runs the tests of what has been made of mutants since the last time.
func (run *mutantRun) goldenTests(t *testing.T) {
	if len(run.waiting) == 0 {
		return
	}
	wrong := run.golden.run(t)
	for _, m := range run.waiting {
		if wrong[m.number] != nil {
			run.fail(t, m, wrong[m.number])
		}
	}
	run.waiting = nil
}

// fail reports a mutant.
func (run *mutantRun) fail(t *testing.T, m *mutant, wrong *failure) {
	run.failed++
	t.Errorf("-seed %d -mutant %d: %v\n%s", *mutantSeed, m.number, wrong, head(strings.Join(m.done, "\n")))
	if *mutantOnly >= 0 {
		m.pages = run.shrink(t, m, wrong)
		for _, path := range slices.Sorted(maps.Keys(m.pages)) {
			t.Logf("%s:\n%s", path, head(m.pages[path]))
		}
	}
	if *mutantDir != "" {
		write(t, filepath.Join(*mutantDir, fmt.Sprint(m.number)), m.pages)
	}
}
