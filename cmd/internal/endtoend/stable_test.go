package endtoend

// Names are stable: adding, removing and editing pages renames nothing that
// belongs to other pages.
//
// What is excused is what the pages are told of. Where two names meet, one gives
// way, and a diagnostic says so. A name that a page writes in lower case is
// spelled as another page spells it, for a client has one service for both.

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
)

// editions returns the pages of Microsoft Graph's reference at two dates. What has
// not changed in between is the same page in both.
func editions(t testing.TB) (earlier, later pageSet) {
	t.Helper()
	const corpus = "../../../../shared/corpus/"
	for _, dir := range []string{"graph-earlier", "graph"} {
		if _, err := os.Stat(corpus + dir); err != nil {
			t.Skip("the corpus is not here")
		}
	}
	earlier = load(t, corpus+"graph-earlier/api-reference/v1.0")
	later = load(t, corpus+"graph/api-reference/v1.0")
	for path, page := range earlier {
		if other := later[path]; other != nil && reflect.DeepEqual(page, other) {
			later[path] = page
		}
	}
	return earlier, later
}

// mix returns the earlier pages with those in flipped as they are later.
func mix(earlier, later pageSet, flipped map[string]bool) pageSet {
	out := maps.Clone(earlier)
	for path := range flipped {
		delete(out, path)
		if page := later[path]; page != nil {
			out[path] = page
		}
	}
	return out
}

// A rename is something that two surfaces call by different names, or that one of
// them lacks, although none of the pages that it belongs to differs.
type rename struct{ what, was, is string }

// renames compares two surfaces whose pages differ in touched. What is reported is
// returned apart, and so is what differs in case alone.
func renames(a, b *surface, touched func(page string) bool) (silent, reported, respelt []rename) {
	before, after := a.names(), b.names()
	for _, what := range slices.Sorted(maps.Keys(before)) {
		was, is := before[what], after[what]
		if was.name == is.name || slices.ContainsFunc(was.owners, touched) || slices.ContainsFunc(is.owners, touched) {
			continue
		}
		r := rename{what, was.name, is.name}
		switch {
		case is.name == "" && strings.Contains(what, " member ") && a.lists(strings.Trim(what[strings.LastIndexByte(what, ' ')+1:], `"`), touched):
			// An enumeration has the members that any page lists.
		case is.name == "" && strings.Contains(what, " example "):
			// Whether an example can be tested does depend on the types of others.
		case strings.EqualFold(was.name, is.name):
			respelt = append(respelt, r)
		case a.gaveWay(was.call) || b.gaveWay(is.call) || a.reported[was.name] || b.reported[is.name]:
			reported = append(reported, r)
		default:
			silent = append(silent, r)
		}
	}
	return silent, reported, respelt
}

// judge fails the test for renames that nobody is told of.
func judge(t *testing.T, a, b *surface, touched map[string]bool) {
	t.Helper()
	silent, reported, respelt := renames(a, b, func(page string) bool { return touched[page] })
	for _, r := range silent {
		t.Errorf("%s was %s and is %q, although only other pages differ", r.what, r.was, r.is)
	}
	t.Logf("%d pages differ, %d names of others gave way and %d were respelt", len(touched), len(reported), len(respelt))
	for _, r := range slices.Concat(reported, respelt) {
		t.Logf("reported: %s was %s and is %s", r.what, r.was, r.is)
	}
}

// TestStableNames takes pages of this project's own reference away and edits
// others, at random.
func TestStableNames(t *testing.T) {
	pages := load(t, filepath.Join("..", "..", "..", "docs"))
	paths := slices.Sorted(maps.Keys(pages))
	all := checkSurface(t, pages)
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		some := maps.Clone(pages)
		for _, i := range r.Perm(len(paths))[:1+r.IntN(len(paths)/2)] {
			if r.IntN(2) == 0 {
				delete(some, paths[i])
				continue
			}
			some[paths[i]] = edited(t, paths[i], r)
		}
		judge(t, all, checkSurface(t, some), differing(pages, some))
	}
}

// edited returns a page without one of its paragraphs, tables or blocks of code.
func edited(t *testing.T, path string, r *rand.Rand) *parser.Page {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	blocks := bytes.Split(text, []byte("\n\n"))
	i := r.IntN(len(blocks))
	return parser.Parse(path, bytes.Join(slices.Delete(blocks, i, i+1), []byte("\n\n")), parser.Options{})
}

// TestEditions replays three months of edits of Microsoft Graph's reference.
func TestEditions(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	earlier, later := editions(t)
	was := checkSurface(t, earlier)
	is := checkSurface(t, later)
	t.Run("all", func(t *testing.T) { reportChanges(t, was, is, differing(earlier, later)) })
	t.Run("breaking", func(t *testing.T) { agree(t, was, is, differing(earlier, later)) })
	t.Run("breaking the other way", func(t *testing.T) { agree(t, is, was, differing(earlier, later)) })

	// One half of the pages that differ are taken from the later edition, then the
	// other half: what changed before has to change with its own pages alone.
	r := rand.New(rand.NewPCG(1, 2))
	halves := [2]map[string]bool{{}, {}}
	for _, path := range slices.Sorted(maps.Keys(differing(earlier, later))) {
		halves[r.IntN(2)][path] = true
	}
	for i, half := range halves {
		t.Run([]string{"half", "other half"}[i], func(t *testing.T) {
			is := checkSurface(t, mix(earlier, later, half))
			judge(t, was, is, half)
			for _, c := range changes(t, was, is, half) {
				if c.cause == "" {
					t.Errorf("%s: %s, although only other pages differ", c.name, c.what)
				}
			}
		})
	}
	t.Run("two thirds", func(t *testing.T) {
		some := maps.Clone(earlier)
		for _, path := range slices.Sorted(maps.Keys(earlier)) {
			if r.IntN(3) == 0 {
				delete(some, path)
			}
		}
		judge(t, was.withoutCode(), nameSurface(some), differing(earlier, some))
	})
	t.Run("tenths", func(t *testing.T) { takeTenths(t, earlier, later, was.withoutCode()) })
	t.Run("alone", func(t *testing.T) { tryAlone(t, earlier, was.withoutCode()) })
}

// takeTenths takes forty random tenths of the later pages away, one after the other. No name
// changes that a page of its own does not change, and no signature that is not explained;
// nor does one with the pages of another edition.
func takeTenths(t *testing.T, earlier, later pageSet, was *surface) {
	t.Helper()
	all := nameSurface(later)
	c := comparison{found: map[string][]rename{}, signed: all.signatures()}
	for seed := range uint64(40) {
		some := tenth(later, seed)
		is, touched := nameSurface(some), differing(later, some)
		judge(t, all, is, touched)
		c.add(c.signed, is.signatures(), touched)
	}
	c.add(was.signatures(), c.signed, differing(earlier, later))
	c.report(t)
}

// tenth returns the pages without a tenth of them, chosen at random.
func tenth(pages pageSet, seed uint64) pageSet {
	paths := slices.Sorted(maps.Keys(pages))
	r := rand.New(rand.NewPCG(seed, 10))
	some := maps.Clone(pages)
	for _, i := range r.Perm(len(paths))[:len(paths)/10] {
		delete(some, paths[i])
	}
	return some
}

// tryAlone reads every page with no other beside it but one that tells the API's
// namespace. The names that are the page's own are the same as among all pages.
func tryAlone(t *testing.T, pages pageSet, all *surface) {
	t.Helper()
	namespace := parser.Parse("resources/zero.md", []byte("# zero resource type\n\nNamespace: "+all.api.Namespace+"\n\n"+
		"<!-- { \"blockType\": \"resource\", \"@odata.type\": \""+all.api.Namespace+".zero\" } -->\n```json\n{}\n```\n"), parser.Options{})
	names, given, respelled := 0, 0, 0
	for path, page := range pages {
		alone := nameSurface(pageSet{path: page, namespace.Path: namespace})
		silent, reported, respelt := renames(alone, all, func(other string) bool { return other != path })
		for _, r := range silent {
			t.Errorf("%s is %s alone and %q among other pages", r.what, r.was, r.is)
		}
		names, given, respelled = names+len(alone.names()), given+len(reported), respelled+len(respelt)
	}
	t.Logf("%d names, of which %d give way to others and %d are respelt", names, given, respelled)
}

// reportChanges lists what breaks a caller between two editions, each with the
// pages that say so. There have to be such pages.
func reportChanges(t *testing.T, old, new *surface, touched map[string]bool) {
	t.Helper()
	all := changes(t, old, new, touched)
	if gone := oddities(old, new, all); len(gone) > 0 {
		t.Errorf("apidiff finds more:\n%s", strings.Join(gone, "\n"))
	}
	count := map[string]int{}
	for _, c := range all {
		t.Logf("%s: %s (%s: %s)", c.name, c.what, c.cause, strings.Join(c.pages, " "))
		if c.cause == "" {
			t.Errorf("%s: %s, and no page says so", c.name, c.what)
		}
		kind, _, _ := strings.Cut(c.what, " ")
		count[kind+": "+c.cause]++
	}
	for _, k := range slices.Sorted(maps.Keys(count)) {
		t.Log(count[k], k)
	}
}
