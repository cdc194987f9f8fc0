package project

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/cmd/internal/revision"
)

// Diff compares what two editions of the pages say. Each of old and new is a folder
// of pages, or else a revision of the git repository that the docs folder is in; new
// may be "" for the docs folder as it is. Breaking changes that the settings allow
// are marked.
func Diff(ctx context.Context, s config.Settings, old, new string, progress Progress) (*apidiff.Report, error) {
	var surfaces [2]*apidiff.Surface
	for i, edition := range []string{old, new} {
		var err error
		if surfaces[i], err = surfaceOf(ctx, s, edition, progress); err != nil {
			return nil, err
		}
	}
	report := apidiff.Compare(surfaces[0], surfaces[1])
	return report, allow(report, s)
}

// surfaceOf reads one edition of the pages.
func surfaceOf(ctx context.Context, s config.Settings, edition string, progress Progress) (_ *apidiff.Surface, err error) {
	if edition != "" {
		if info, stat := os.Stat(edition); stat == nil && info.IsDir() {
			s.Docs = edition
		} else {
			folder, err := revision.Open(ctx, s.Docs, edition)
			if err != nil {
				return nil, err
			}
			defer func() { err = errors.Join(err, folder.Close()) }()
			s.Docs = folder.Dir
		}
	}
	p, err := Read(ctx, s, progress)
	if err != nil && edition != "" {
		return nil, fmt.Errorf("%s: %w", edition, err)
	}
	if err != nil {
		return nil, err
	}
	return apidiff.Of(p.API, p.Names), nil
}

// allow marks the breaking changes that the settings allow.
func allow(report *apidiff.Report, s config.Settings) error {
	var patterns []*pattern.Pattern
	for _, p := range s.AllowBreaking {
		parsed, err := pattern.Parse(p.Text)
		if err != nil {
			return err // of settings that nobody has checked
		}
		patterns = append(patterns, parsed)
	}
	report.Allow(func(c apidiff.Change) bool {
		return slices.ContainsFunc(patterns, func(p *pattern.Pattern) bool { return matchesChange(p, c, report.Namespace) })
	})
	return nil
}

// matchesChange reports whether a pattern matches a change: a page that it is on,
// every request that it concerns, the type, or the type with the name of
// what has changed in it, "event.subject".
func matchesChange(p *pattern.Pattern, c apidiff.Change, namespace string) bool {
	switch p.Subject {
	case pattern.Pages:
		return slices.ContainsFunc(c.Pages(), p.Page)
	case pattern.Paths:
		return len(c.Requests) > 0 && !slices.ContainsFunc(c.Requests, func(request string) bool {
			method, path, _ := strings.Cut(request, " ")
			key := pathKey(path)
			return !p.Method(method) || !p.Path(key) && !p.Path(strings.ReplaceAll(key, "(", "/("))
		})
	}
	if !c.InType() || !p.Method("") {
		return false
	}
	names := []string{c.Of}
	if c.Name != "" {
		names = append(names, c.Of+"."+c.Name)
	}
	for _, name := range slices.Clone(names) {
		if relative, ok := strings.CutPrefix(name, namespace+"."); ok {
			names = append(names, relative)
		}
	}
	return p.Resource(names...)
}

// pathKey writes a path the way patterns take it.
func pathKey(path string) string {
	var b strings.Builder
	for i, part := range strings.Split(path, "{") {
		if i > 0 {
			if _, rest, closed := strings.Cut(part, "}"); closed {
				b.WriteString(pattern.Key)
				part = rest
			}
		}
		b.WriteString(strings.ReplaceAll(part, "'", ""))
	}
	return b.String()
}
