package endtoend

// What sdkscribe calls a breaking change is one: every name of the SDK that is gone
// or has another form is named by a breaking change, and every breaking change names
// such a name. TestEditions (stable_test.go) tries it on three months of edits.

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestBreakingEdits takes pages of this project's own reference away and edits
// others, at random.
func TestBreakingEdits(t *testing.T) {
	pages := load(t, filepath.Join("..", "..", "..", "docs"))
	paths := slices.Sorted(maps.Keys(pages))
	all := checkSurface(t, pages)
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		some := maps.Clone(pages)
		for _, i := range r.Perm(len(paths))[:1+r.IntN(6)] {
			if r.IntN(3) == 0 {
				delete(some, paths[i])
				continue
			}
			some[paths[i]] = edited(t, paths[i], r)
		}
		other := checkSurface(t, some)
		touched := differing(pages, some)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			agree(t, all, other, touched)
			agree(t, other, all, touched)
		})
	}
}

// TestBreakingErrorCodes takes away the pages that document errors, whose codes are
// constants.
func TestBreakingErrorCodes(t *testing.T) {
	pages := load(t, filepath.Join("..", "..", "..", "docs"))
	all := checkSurface(t, pages)
	n := 0
	for _, op := range all.api.Operations {
		if len(op.Errors) == 0 {
			continue
		}
		n++
		some := maps.Clone(pages)
		delete(some, op.Page)
		agree(t, all, checkSurface(t, some), differing(pages, some))
	}
	if n == 0 {
		t.Error("no page documents errors")
	}
}

// agree holds the breaking changes against the exported names that are gone or have
// another form.
func agree(t *testing.T, old, new *surface, touched map[string]bool) {
	t.Helper()
	broken := map[string]string{}
	for _, c := range changes(t, old, new, touched) {
		broken[c.name] = c.what
	}
	report := apidiff.Compare(apidiff.Of(old.api, old.given), apidiff.Of(new.api, new.given))
	covered := map[string]bool{}
	of := members(old)
	for _, c := range report.Changes {
		if !c.Breaking {
			continue
		}
		if len(c.Go) == 0 {
			t.Errorf("it does not say what breaks: %s", report.Sentence(c))
		}
		for _, name := range c.Go {
			meant, within := old.meant(name, of)
			if !slices.ContainsFunc(meant, func(s string) bool { return broken[s] != "" }) {
				t.Errorf("%s breaks nothing: %s", name, report.Sentence(c))
			}
			for _, s := range slices.Concat(meant, within) {
				covered[s] = true
			}
			if c.Kind == apidiff.Renamed && c.What == apidiff.AboutType {
				for form, what := range broken { // what the renamed type stands in
					if slices.Contains(words(what), name) {
						covered[form] = true
					}
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(broken)) {
		if !covered[name] {
			t.Errorf("no breaking change is about %s, which is %s", name, broken[name])
		}
	}
	t.Logf("%d names broken, %s", len(broken), report.Count())
}

// meant are the exported names that a name in a change stands for, and those that
// go with them.
func (s *surface) meant(name string, of map[string][]string) (meant, within []string) {
	for _, op := range s.api.Operations {
		for _, r := range op.Requests {
			if s.given.Request(r) == name {
				return s.meantCall(r)
			}
		}
	}
	return []string{name}, of[name]
}

// members are the fields, methods and constants of every type.
func members(s *surface) map[string][]string {
	out := map[string][]string{}
	for form := range forms(s.pkg) {
		typ, _, _ := strings.Cut(strings.TrimPrefix(form, "(*"), ".")
		typ = strings.TrimSuffix(typ, ")")
		out[typ] = append(out[typ], form)
	}
	for _, of := range s.api.Types {
		name := s.given.Type(of)
		for i := range of.Members {
			out[name] = append(out[name], s.given.Member(of, i))
		}
	}
	return out
}

// meantCall are the method and its iterator, and what is there for its sake.
func (s *surface) meantCall(r *api.Request) (meant, within []string) {
	call := s.given.Request(r)
	fn := s.method(call)
	all := map[string]belonging{}
	s.exportedCall(r.Call, call, fn, belonging{}, all)
	for name := range all {
		if strings.HasPrefix(name, "(*") && strings.HasSuffix(name, ")."+fn.Name()) {
			meant = append(meant, name)
		} else {
			within = append(within, name)
		}
	}
	return meant, within
}
