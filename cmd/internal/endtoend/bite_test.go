package endtoend

// The golden tests bite: whatever is changed in a generated SDK, the tests that
// cover it turn red, and no others do.
//
// A mutation is a rule, applied to the syntax tree of what was generated from this
// project's own pages. The type-checker finds out which tests cover a replacement: those
// that call the method, set the field, name the constant.

import (
	"go/types"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A spoiled SDK is one that is changed for a while.
type spoiled struct {
	*checked
	dir   string
	users map[types.Object][]string
}

// sdkOfDocs generates the SDK of this project's pages, and some more that show
// wrapped answers, and has its tests pass.
func sdkOfDocs(t *testing.T) *spoiled {
	t.Helper()
	module := t.TempDir()
	newModule(t, module)
	docs := filepath.Join(t.TempDir(), "docs")
	write(t, docs, read(t, filepath.Join("..", "..", "..", "docs")))
	write(t, filepath.Join(docs, "api"), read(t, filepath.Join("testdata", "more")))
	generate(t, module, "graph", docs)
	dir := filepath.Join(module, "graph")
	c, err := check(modulePath+"/graph", read(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	s := &spoiled{checked: c, dir: dir, users: cover(c)}
	if failed, out := s.test(t); len(failed) > 0 || !strings.HasPrefix(out, "ok") {
		t.Fatalf("the golden tests fail before anything is changed:\n%s", head(out))
	}
	return s
}

// test runs the golden tests and returns the names of those that fail.
func (s *spoiled) test(t testing.TB) (failed []string, out string) {
	t.Helper()
	out, _ = goTool(t, s.dir, "test", "-vet=off", "-ldflags=-s -w", "-skip="+tableTests+"|^Example", ".")
	for line := range strings.Lines(out) {
		if rest, ok := strings.CutPrefix(line, "--- FAIL: "); ok {
			name, _, _ := strings.Cut(rest, " ")
			failed = append(failed, name)
		}
	}
	slices.Sort(failed)
	return failed, out
}

// with applies changes, runs the golden tests and takes the changes back.
func (s *spoiled) with(t testing.TB, places []replacement) (failed []string, out string) {
	t.Helper()
	defer s.change(t, places)()
	return s.test(t)
}

// change applies changes. What it returns takes them back.
func (s *spoiled) change(t testing.TB, places []replacement) (back func()) {
	t.Helper()
	was := map[string]string{}
	byFile := map[string][]replacement{}
	for _, p := range places {
		byFile[p.file] = append(byFile[p.file], p)
	}
	for file, places := range byFile {
		slices.SortFunc(places, func(a, b replacement) int { return b.from - a.from })
		text := s.text[file]
		for _, p := range places {
			text = text[:p.from] + p.text + text[p.to:]
		}
		write(t, s.dir, map[string]string{file: text})
		was[file] = s.text[file]
	}
	return func() { write(t, s.dir, was) }
}

// A mutation finds its places: all the changes that make it up. The tests of all
// of them together have to fail.
type mutation struct {
	name string
	find func(*spoiled) []replacement
	// broken is true where what comes out does not compile with the tests, which is
	// how these turn red; some that it is enough if
	// some of them fail.
	broken, some bool
}

func TestGoldenTestsBite(t *testing.T) {
	if testing.Short() {
		t.Skip("builds an SDK some thirty times")
	}
	s := sdkOfDocs(t)
	for _, m := range mutations() {
		t.Run(m.name, func(t *testing.T) {
			places := m.find(s)
			if len(places) == 0 {
				t.Fatal("there is no place to apply it to")
			}
			failed, out := s.with(t, places)
			want := testsOf(places)
			switch {
			case len(want) == 0:
				t.Fatal("no test covers it")
			case m.broken:
				if !strings.Contains(out, "[build failed]") || !s.mentions(out, want) {
					t.Errorf("the tests %v still compile:\n%s", want, head(out))
				}
			case m.some:
				others := slices.DeleteFunc(slices.Clone(failed), func(test string) bool { return slices.Contains(want, test) })
				if len(failed) == 0 || len(others) > 0 {
					t.Errorf("failed: %v, should be some of %v\n%s", failed, want, head(out))
				}
			default:
				if diff := cmp.Diff(want, failed); diff != "" {
					t.Errorf("other tests fail than those that cover it (-cover +failed):\n%s%s", diff, head(out))
				}
			}
		})
	}
	for _, kind := range []string{"JSON name", "path", "verb", "argument"} {
		t.Run("any "+kind, func(t *testing.T) { s.biteAll(t, s.random(kind)) })
	}
}

func testsOf(places []replacement) []string {
	tests := map[string]bool{}
	for _, p := range places {
		for _, test := range p.tests {
			tests[test] = true
		}
	}
	return slices.Sorted(maps.Keys(tests))
}

// mentions reports whether the compiler complains about a file that has one of tests.
func (s *spoiled) mentions(out string, tests []string) bool {
	for path, text := range s.text {
		for _, test := range tests {
			if strings.Contains(text, "func "+test+"(") && strings.Contains(out, path+":") {
				return true
			}
		}
	}
	return false
}

// biteAll applies many mutations, as many at a time as have no test in common, and
// expects each of their tests to fail.
func (s *spoiled) biteAll(t *testing.T, places []replacement) {
	if len(places) == 0 {
		t.Fatal("there is no place to apply it to")
	}
	for len(places) > 0 {
		var batch, later []replacement
		taken := map[string]bool{}
		for _, p := range places {
			if slices.ContainsFunc(p.tests, func(test string) bool { return taken[test] }) {
				later = append(later, p)
				continue
			}
			batch = append(batch, p)
			for _, test := range p.tests {
				taken[test] = true
			}
		}
		failed, out := s.with(t, batch)
		if strings.Contains(out, "[build failed]") {
			t.Fatalf("what comes out does not compile:\n%s", head(out))
		}
		for _, p := range batch {
			for _, test := range p.tests {
				if !slices.Contains(failed, test) {
					t.Errorf("%s: %s in place of %s survives %s", p.file, p.text, s.text[p.file][p.from:p.to], test)
				}
			}
		}
		places = later
	}
}

// random picks places of one kind: always the same ones of the same SDK. With
// SDKSCRIBE_MUTATIONS=all it takes every replacement.
func (s *spoiled) random(kind string) []replacement {
	var places []replacement
	switch kind {
	case "JSON name":
		for _, f := range s.fields() {
			places = append(places, s.renamed(f, f.json+"X"))
		}
	case "path":
		for _, c := range s.calls() {
			places = append(places, s.otherSegment(c, len(c.path.text)))
		}
	case "verb":
		for _, c := range s.calls() {
			places = append(places, s.otherVerb(c))
		}
	case "argument":
		for _, c := range s.calls() {
			if len(c.args) > 0 {
				places = append(places, s.replacement(c.args[len(c.args)-1], `"another"`, c.tests))
			}
		}
	}
	r := rand.New(rand.NewPCG(uint64(len(kind)), 20240514))
	r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	const few = 12
	if os.Getenv("SDKSCRIBE_MUTATIONS") != "all" {
		places = places[:min(few, len(places))]
	}
	return places
}

// otherVerb is a call with another verb that carries the same kind of body.
func (s *spoiled) otherVerb(c call) replacement {
	other := map[string]string{"GET": "DELETE", "DELETE": "GET", "POST": "PUT", "PUT": "PATCH", "PATCH": "PUT"}
	return s.part(c.verb, other[c.verb.text], c.tests)
}

// otherSegment is a call with another letter in the path: that of the last static
// segment that begins before the offset limit.
func (s *spoiled) otherSegment(c call, limit int) replacement {
	path := c.path.text[:limit]
	depth := 0
	for i := len(path) - 1; i > 0; i-- {
		switch {
		case path[i] == '}':
			depth++
		case path[i] == '{':
			depth--
		case depth == 0 && 'a' <= path[i] && path[i] <= 'z':
			return s.part(c.path, c.path.text[:i+1]+"x"+c.path.text[i+1:], c.tests)
		}
	}
	return s.part(c.path, "/elsewhere", c.tests)
}
