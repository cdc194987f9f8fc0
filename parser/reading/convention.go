package reading

// This file makes the convention of a service: what its pages take for granted. The part
// that differs from service to service is the address: what all URLs have in front. It is
// told from all pages together, by their votes, since one page's URL says nothing of where
// the address ends and the path of the call begins.

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// conventionOf returns the convention that the pages follow, or that the user says they
// follow, and its habits in words. It is the only place that makes one. Pages of the kinds
// known so far follow OData.
func conventionOf(pages []*parser.Page, service api.Service, r *report.Reporter) (api.Convention, []api.Habit) {
	c := api.OData()
	urls := make([]pageURLs, 0, len(pages))
	for _, page := range pages {
		if u := urlsOf(page); len(u.templates)+len(u.examples) > 0 {
			urls = append(urls, u)
		}
	}
	c.Placeholders = placeholdersOf(urls)
	c.Base, c.Versioned = basePath(urls, c)
	c.ParenthesesKeys = parenthesesKeys(urls)
	c.TrailingSlash = trailingSlash(urls)
	habits := pathHabits(&c, urls, service)
	auth, said := authHabit(pages, service, r)
	c.Auth, habits = auth, append(habits, said...)
	c.Errors, said = errorsHabit(pages, service, r)
	habits = append(habits, said...)
	c.Whole, c.Items = pagingSet(service).none, service["paging.items"]
	habits = append(habits, typeNameHabit(&c, pages, service)...)
	return c, habits
}

// pathHabits returns how the service writes its paths, in words, and applies what the user
// says of it.
func pathHabits(c *api.Convention, pages []pageURLs, service api.Service) []api.Habit {
	var habits []api.Habit
	inside, insideSet := service.Text("paths.keys")
	if insideSet {
		c.ParenthesesKeys = inside == "parentheses"
	}
	slash, slashSet := service.Flag("paths.trailing-slash")
	if slashSet {
		c.TrailingSlash = slash
	}
	count := func(shows func(url string) bool) (n int) {
		for _, u := range pages {
			if slices.ContainsFunc(u.templates, func(t parser.Template) bool { return shows(t.URL) }) {
				n++
			}
		}
		return n
	}
	if c.Base != "" {
		habits = append(habits, api.Habit{Name: "base", Text: "/" + c.Base, Pages: count(func(string) bool { return true })})
	}
	if c.ParenthesesKeys || insideSet {
		text := "keys in segments of their own"
		if c.ParenthesesKeys {
			text = "keys in parentheses"
		}
		habits = append(habits, api.Habit{Name: "paths", Text: text, Set: insideSet, Pages: count(func(url string) bool { return strings.Contains(url, "({") })})
	}
	if c.TrailingSlash || slashSet {
		text := "no slash at the end"
		if c.TrailingSlash {
			text = "a slash at the end"
		}
		habits = append(habits, api.Habit{Name: "paths", Text: text, Set: slashSet, Pages: count(api.EndsInSlash)})
	}
	return habits
}

// trailingSlash reports whether most request lines end in a slash.
func trailingSlash(pages []pageURLs) bool {
	with, all := 0, 0
	for _, u := range pages {
		for _, t := range u.templates {
			all++
			if api.EndsInSlash(t.URL) {
				with++
			}
		}
	}
	return with*2 > all
}

// parenthesesKeys reports whether most keys in templates stand in parentheses.
func parenthesesKeys(pages []pageURLs) bool {
	inside, outside := 0, 0
	for _, u := range pages {
		for _, t := range u.templates {
			inside += strings.Count(t.URL, "({")
			outside += strings.Count(t.URL, "/{")
		}
	}
	return inside > 2*outside
}

// pageURLs are the URLs of a page: those that define its calls, and those that show them.
type pageURLs struct{ templates, examples []parser.Template }

// urlsOf gathers the URLs of a page's requests. A page without an "HTTP request" section
// defines its calls by its examples.
func urlsOf(page *parser.Page) pageURLs {
	var u pageURLs
	below := 0 // the level of the heading of templates that sections stand below, 0 for none
	for _, s := range page.Sections {
		switch heading := phrases.HeadingOf(s.Heading.Plain); {
		case heading == phrases.HTTPRequest:
			below = s.Level
		case heading != phrases.NoHeading || s.Level <= below:
			below = 0
		}
		defines := below > 0
		for _, b := range s.Blocks {
			c, ok := b.(*parser.Code)
			if !ok || parser.IsLanguage(c.TabID) {
				continue
			}
			list := c.Templates
			if len(list) == 0 && c.Request != nil {
				list = []parser.Template{{Method: c.Request.Method, URL: c.Request.URL}}
			}
			if defines {
				u.templates = append(u.templates, list...)
			} else {
				u.examples = append(u.examples, list...)
			}
		}
	}
	if u.templates = append(u.templates, calls.Written(page)...); len(u.templates) == 0 {
		u.templates, u.examples = part(u.examples)
	}
	return u
}

// part tells the URLs that define the calls of a page from those that show them, where no
// heading does: those below an address from those with it. Where all are alike, they do
// both.
func part(urls []parser.Template) (templates, examples []parser.Template) {
	for _, t := range urls {
		if api.Host(t.URL) == "" {
			templates = append(templates, t)
		} else {
			examples = append(examples, t)
		}
	}
	if len(templates) == 0 || len(examples) == 0 {
		return urls, urls
	}
	return templates, examples
}

// placeholdersOf returns what the pages write for the service's address, most of them
// alike: the host of https://{shopPrefix}/api, the first name of shopPrefix/orders.
func placeholdersOf(pages []pageURLs) []string {
	hosts, names := map[string]int{}, map[string]int{}
	absolute, relative := 0, 0
	for _, u := range pages {
		for _, t := range slices.Concat(u.templates, u.examples) {
			if host := api.Host(t.URL); host != "" {
				absolute++
				hosts[host]++
				continue
			}
			relative++
			if head, _, ok := strings.Cut(t.URL, "/"); ok && odata.IsIdentifier(head) {
				names[strings.ToLower(head)]++
			}
		}
	}
	var found []string
	for host, n := range hosts {
		if name := strings.Trim(host, "{<>}"); api.IsPlaceholder(host) && odata.IsIdentifier(name) && n*2 > absolute {
			found = append(found, name)
		}
	}
	for name, n := range names {
		if phrases.IsAddress(name) && n*2 > relative && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	return found
}

// mostBase is how many segments a base path may have.
const mostBase = 4

// basePath returns the path that the service's URLs have in common in front of those of
// its calls, and whether several versions stand side by side.
func basePath(pages []pageURLs, c api.Convention) (base string, versioned bool) {
	c.Versioned = true // versions are to be seen
	shown, whole := map[string]int{}, []string{}
	for _, u := range pages {
		if base, ok := inFront(u, c); ok {
			shown[base]++
		}
		for _, t := range u.templates {
			if path, _ := api.SplitURL(t.URL, c); path != "/" {
				whole = append(whole, path)
			}
		}
	}
	if base, n := most(shown); base != "" && n*2 > total(shown) && isShared(base, pages) {
		if c.IsVersion(base) {
			return "", false
		}
		return base, false
	}
	return sharedBase(whole, c)
}

// isShared reports whether most absolute URLs of examples begin with a base path.
func isShared(base string, pages []pageURLs) bool {
	absolute, under := 0, 0
	for _, u := range pages {
		for _, e := range u.examples {
			if api.Host(e.URL) == "" {
				continue
			}
			absolute++
			if address := api.BaseURL(e.URL, api.Convention{Base: base}); strings.HasSuffix(odata.Fold(address), "/"+odata.Fold(base)) {
				under++
			}
		}
	}
	return under*2 > absolute
}

// inFront returns what a page's examples have in front of the path that its template has:
// api/v3 where GET /things/{id} is shown as GET https://shop.example/api/v3/things/7.
func inFront(u pageURLs, c api.Convention) (base string, ok bool) {
	for _, t := range u.templates {
		if strings.Contains(t.URL, "://") {
			continue
		}
		path, _ := api.SplitURL(t.URL, c)
		want := api.SplitOutside(strings.Trim(path, "/"), '/')
		for _, e := range u.examples {
			if e.Method != t.Method || !strings.Contains(e.URL, "://") || strings.Contains(e.URL, `\`) {
				continue // of another call, or slipped from a file's path, which proves nothing
			}
			path, _ := api.SplitURL(e.URL, c)
			have := api.SplitOutside(strings.Trim(path, "/"), '/')
			more := len(have) - len(want)
			if more < 0 || more > mostBase || !slices.EqualFunc(want, have[more:], fits) {
				continue
			}
			return strings.Join(have[:more], "/"), !slices.ContainsFunc(have[:more], isFilledIn)
		}
	}
	return "", false
}

// fits reports whether a segment of a URL may be one of a template.
func fits(template, segment string) bool {
	if isHole(template) {
		return true
	}
	name, _, key := strings.Cut(template, "(")
	other, _, otherKey := strings.Cut(segment, "(")
	return key == otherKey && odata.EqualFold(name, other)
}

// isHole reports whether a segment is a placeholder alone.
func isHole(segment string) bool {
	return segment != "" && strings.IndexByte("{<:$", segment[0]) >= 0
}

// isFilledIn reports whether a segment is one that a caller fills in.
func isFilledIn(segment string) bool {
	return strings.ContainsAny(segment, "{<(") || strings.HasPrefix(segment, ":")
}

// sharedBase returns what nearly all paths begin with, as far as it can only be the
// service's: words such as "api" and "odata", and what leads up to a version. Names that
// all paths share may be those of things; a page about another thing would rename them.
func sharedBase(paths []string, c api.Convention) (base string, versioned bool) {
	bases, families, versions := map[string]int{}, map[string]int{}, map[string]int{}
	for _, path := range paths {
		base, version := leading(path, c)
		bases[base]++
		if version != "" {
			versions[odata.Fold(version)]++
			families[strings.Trim(strings.TrimSuffix(base, version), "/")]++
		}
	}
	few := func(n int) bool { return n*10 < len(paths)*9 }
	family, n := most(families)
	if versioned = !few(n) && len(versions) > 1; versioned {
		return family, true
	}
	if base, n = most(bases); few(n) || c.IsVersion(base) {
		return "", false
	}
	return base, false
}

// leading returns what a path begins with that can only be the service's, with the
// version in it.
func leading(path string, c api.Convention) (base, version string) {
	segments := api.SplitOutside(strings.Trim(path, "/"), '/')
	if strings.HasPrefix(segments[0], "<") && len(segments) > 1 {
		segments = segments[1:] // <instance>/api/v1.0: where the service runs
	}
	end := 0
	for i, s := range segments[:min(len(segments)-1, mostBase)] {
		if isFilledIn(s) {
			break
		}
		if c.IsVersion(s) {
			end, version = i+1, s
		} else if end == i && phrases.IsBaseWord(s) {
			end = i + 1
		}
	}
	return strings.Join(segments[:end], "/"), version
}

// most returns the text with the most votes, the first of several in their order.
func most(votes map[string]int) (text string, n int) {
	for _, t := range slices.Sorted(maps.Keys(votes)) {
		if cmp.Compare(votes[t], n) > 0 {
			text, n = t, votes[t]
		}
	}
	return text, n
}

func total(votes map[string]int) (n int) {
	for _, v := range votes {
		n += v
	}
	return n
}
