package project

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// The record of an SDK says what it was made of: the settings, the sums of the pages, and
// the surface of the API. It is a file in the SDK's folder and is committed with it, so
// that what has changed since can be found out wherever the SDK is. It has no versions,
// times or names of machines.
//
// The sums and the settings serve to name the cause of a difference. They are no difference
// themselves: an SDK that differs only in them is in step with its pages.

// RecordName is the record's file in the output folder.
const RecordName = "sdkscribe.api"

const recordHead = "# " + output.Header + ". DO NOT EDIT.\n" +
	"# What the SDK was made of, by which \"sdkscribe check\" tells what has changed since.\n"

// A record is what an SDK was made of.
type record struct {
	settings map[string]string // by key, where they are set
	pages    map[string]string // sums by path, those of included files among them
	surface  *apidiff.Surface
}

// newRecord is the record of what p would be written as.
func newRecord(p *Project) *record {
	return &record{settings: settingsOf(p.Settings, p.target), pages: p.sums, surface: apidiff.Of(p.API, p.Names)}
}

// settingsOf lists the settings that make a difference to the output.
func settingsOf(s config.Settings, target config.Target) map[string]string {
	list := func(patterns config.Patterns) string {
		texts := make([]string, len(patterns))
		for i, p := range patterns {
			texts[i] = p.Text
		}
		return strings.Join(texts, " ")
	}
	settings := map[string]string{
		"package": target.Package, "module": target.ImportPath, "base-url": s.BaseURL, "docs-url": s.DocsURL,
		"include": list(s.Include), "exclude": list(s.Exclude), "service": s.Service.String(),
	}
	maps.DeleteFunc(settings, func(_, value string) bool { return value == "" })
	return settings
}

// file is the record as a file of the output.
func (r *record) file() output.File {
	const lineSize = 80 // more than the mean, so that the text need not grow
	b := make([]byte, 0, len(recordHead)+lineSize*(len(r.settings)+len(r.pages)+r.surface.Lines()))
	b = append(b, recordHead...)
	for _, key := range slices.Sorted(maps.Keys(r.settings)) {
		b = append(visible.AppendQuote(fmt.Appendf(b, "setting %s ", key), r.settings[key]), '\n')
	}
	for _, name := range slices.Sorted(maps.Keys(r.pages)) {
		for _, s := range []string{"page ", r.pages[name], " "} {
			b = append(b, s...)
		}
		b = append(appendPage(b, name), '\n')
	}
	return output.File{Path: RecordName, Content: r.surface.Append(b)}
}

// Bounds of a record that is read, in bytes: one of maxRecord is several times Graph's,
// and one beside pages at hand cannot explain much if it is more than twice as long as
// theirs and recordSlack.
const (
	maxRecord   = 16 << 20
	recordSlack = 4 << 20
)

// explains reports whether a text is short enough to be looked at as what r was before.
func (r *record) explains(was []byte) bool {
	return len(was) <= recordSlack || len(was) <= recordSlack+2*len(r.file().Content)
}

// appendPage writes the path of a page as it is, or in quotes where not all of it
// shows.
func appendPage(dst []byte, name string) []byte {
	if strings.HasPrefix(name, `"`) || visible.Escape(name) != name {
		return visible.AppendQuote(dst, name)
	}
	return append(dst, name...)
}

// parseRecord reads a record, which may come from a pull request.
func parseRecord(text []byte) (*record, error) {
	if len(text) > maxRecord {
		return nil, fmt.Errorf("longer than %d bytes", maxRecord)
	}
	causes, rest := cutRecord(text)
	r := &record{settings: map[string]string{}, pages: map[string]string{}}
	for line := range bytes.Lines(causes) {
		kind, rest, _ := strings.Cut(strings.TrimRight(string(line), "\r\n"), " ")
		first, second, ok := strings.Cut(rest, " ")
		switch {
		case kind == "page" && ok:
			if strings.HasPrefix(second, `"`) {
				name, err := strconv.Unquote(second)
				if err != nil {
					return nil, fmt.Errorf("page %s: %w", second, err)
				}
				second = name
			}
			r.pages[second] = first
		case kind == "setting" && ok:
			value, err := strconv.Unquote(second)
			if err != nil {
				return nil, fmt.Errorf("setting %s: %w", first, err)
			}
			r.settings[first] = value
		}
	}
	var err error
	r.surface, err = apidiff.Parse(rest)
	return r, err
}

// cutRecord returns the lines of a record that name causes, and those of the API.
func cutRecord(text []byte) (causes, surface []byte) {
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte("page ")) || bytes.HasPrefix(line, []byte("setting ")) {
			causes = append(causes, line...)
		} else {
			surface = append(surface, line...)
		}
	}
	return causes, surface
}

// sameRecord reports whether two contents of a file are records of one API, for
// [output.Folder.Compare].
func sameRecord(path string, there, wanted []byte) bool {
	if path != RecordName {
		return false
	}
	_, a := cutRecord(there)
	_, b := cutRecord(wanted)
	return bytes.Equal(a, b)
}

// A PageChange is a page, or a file that pages include, that has changed.
type PageChange struct {
	Page string       `json:"page"`
	Kind apidiff.Kind `json:"kind"` // added, removed or changed
}

// A SettingChange is a setting that has changed. A value is "" where it is not set.
type SettingChange struct {
	Key string `json:"key"`
	Was string `json:"was"`
	Is  string `json:"is"`
}

// pageChanges compares the pages of two records.
func pageChanges(old, new *record) []PageChange {
	var out []PageChange
	for name, sum := range old.pages {
		switch now, ok := new.pages[name]; {
		case !ok:
			out = append(out, PageChange{name, apidiff.Removed})
		case now != sum:
			out = append(out, PageChange{name, apidiff.Changed})
		}
	}
	for name := range new.pages {
		if _, ok := old.pages[name]; !ok {
			out = append(out, PageChange{name, apidiff.Added})
		}
	}
	slices.SortFunc(out, func(a, b PageChange) int { return cmp.Compare(a.Page, b.Page) })
	return out
}

// settingChanges compares the settings of two records.
func settingChanges(old, new *record) []SettingChange {
	var out []SettingChange
	keys := map[string]bool{}
	for _, r := range []*record{old, new} {
		for key := range r.settings {
			keys[key] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if old.settings[key] != new.settings[key] {
			out = append(out, SettingChange{key, old.settings[key], new.settings[key]})
		}
	}
	return out
}
