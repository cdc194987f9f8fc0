package endtoend

// Making a mutant that fails small: pages, blocks and lines go as long as it fails in
// the same way.

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// shrink returns the least of a mutant's pages that fail as all of them do.
func (run *mutantRun) shrink(t *testing.T, m *mutant, wrong *failure) folder {
	end := time.Now().Add(2 * time.Minute)
	fails := func(pages folder) bool {
		if time.Now().After(end) || len(pages) == 0 {
			return false
		}
		files, found := run.bench.try(t.Context(), pages, pages, m.procs, m.order)
		if wrong.kind == "golden test" && found == nil {
			run.golden.add(t, m.number, files)
			found = run.golden.run(t)[m.number]
		}
		return found != nil && found.kind == wrong.kind && ownPlace(found.text) == ownPlace(wrong.text)
	}
	pages := maps.Clone(m.pages)
	if !fails(pages) {
		t.Log("it fails only beside its original, or not always: nothing can be left out")
		return pages
	}
	paths := least(slices.Sorted(maps.Keys(pages)), func(paths []string) bool { return fails(only(pages, paths)) })
	pages = only(pages, paths)
	for _, path := range paths {
		with := func(text string) folder {
			other := maps.Clone(pages)
			other[path] = text
			return other
		}
		pages[path] = join(least(cut(pages[path]), func(p []piece) bool { return fails(with(join(p))) }))
		lines := slices.Collect(strings.Lines(pages[path]))
		pages[path] = strings.Join(least(lines, func(lines []string) bool { return fails(with(strings.Join(lines, ""))) }), "")
	}
	return pages
}

// ownPlace is what distinguishes panics: the first position in our code.
func ownPlace(text string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, "/sdkscribe/") && strings.Contains(line, ".go:") && !strings.Contains(line, "/parallel.go") && !strings.Contains(line, "_test.go") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

func only(pages folder, paths []string) folder {
	out := folder{}
	for _, path := range paths {
		out[path] = pages[path]
	}
	return out
}

// least leaves out runs of a list, large ones first, as long as the rest fails.
func least[T any](list []T, fails func([]T) bool) []T {
	for n := len(list) / 2; n > 0; n /= 2 {
		for at := 0; at < len(list); {
			rest := slices.Concat(list[:at], list[min(len(list), at+n):])
			if len(rest) > 0 && fails(rest) {
				list = rest
				continue
			}
			at += n
		}
	}
	return list
}
