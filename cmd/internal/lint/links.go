package lint

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/nearest"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// Links. A relative link leads to a file of the docs folder, and its anchor to a
// heading of that page or to an HTML element with a name. Links to other sites,
// from the root of a site, and out of the folder are not checked, because what they lead
// to is not known. Links in an included file are relative to that file and are not checked
// either.

// links checks the links and images of all pages.
func (c *checker) links() {
	l := &linkChecker{checker: c, kinds: map[string]source.Kind{}, folders: map[string][]string{}, anchors: map[string]*anchors{}, byName: map[string][]string{}}
	for _, p := range c.Pages {
		l.byName[path.Base(p.Path)] = append(l.byName[path.Base(p.Path)], p.Path)
	}
	for _, p := range c.Pages {
		eachText(p, func(t parser.Text) {
			for _, s := range t.Spans {
				if (s.Kind == parser.Link || s.Kind == parser.Image) && !c.crowded(p.Path) {
					l.link(p, t, s)
				}
			}
		})
	}
}

// eachText calls f with every text of a page that holds spans.
func eachText(p *parser.Page, f func(parser.Text)) {
	visit := func(texts ...parser.Text) {
		for _, t := range texts {
			if len(t.Spans) > 0 {
				f(t)
			}
		}
	}
	for _, s := range p.Sections {
		visit(s.Heading)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				visit(b.Text)
			case *parser.List:
				visit(b.Items...)
			case *parser.Table:
				visit(b.Header...)
				for _, row := range b.Rows {
					visit(row...)
				}
			}
		}
	}
}

type linkChecker struct {
	*checker
	within  includedLine           // that was looked at last
	kinds   map[string]source.Kind // of files that are no pages
	folders map[string][]string    // the names in folders
	anchors map[string]*anchors
	byName  map[string][]string // the pages by their files' names
	guesses int                 // how many words have been compared
}

// link checks one link or image.
func (l *linkChecker) link(p *parser.Page, t parser.Text, s parser.Span) {
	dest := strings.TrimSpace(s.Dest)
	if isForeign(dest) || l.included(p, t) {
		return
	}
	at := func() parser.Pos { return l.texts.of(p.Path).find(t.Pos, "("+s.Dest, "(<"+s.Dest, ": "+s.Dest, s.Dest) }
	target, anchor, _ := strings.Cut(dest, "#")
	target, _, _ = strings.Cut(target, "?")
	if target == "" && anchor == "" {
		l.report(p.Path, at(), "link-broken", diag.Warning, "the link leads nowhere", "write where it leads, or leave the words alone")
		return
	}
	page := p.Path
	if target != "" {
		if page = l.file(p, target, s.Kind, at); page == "" {
			return
		}
	}
	if anchor != "" && s.Kind == parser.Link {
		l.anchor(p, page, anchor, at)
	}
}

// included reports whether a text comes from another file: then its position is the line
// that includes it.
func (l *linkChecker) included(p *parser.Page, t parser.Text) bool {
	if l.within.page != p.Path || l.within.line != t.Pos.Line {
		line := strings.ToLower(l.texts.line(p.Path, t.Pos.Line))
		l.within = includedLine{p.Path, t.Pos.Line, strings.Contains(line, "[!include")}
	}
	return l.within.includes
}

// An includedLine is a line of a page, and whether it includes a file. A long one is
// looked through once and not for each of its links.
type includedLine struct {
	page     string
	line     int
	includes bool
}

// isForeign reports whether a link leads to another site, or to the root of one.
func isForeign(dest string) bool {
	if strings.HasPrefix(dest, "/") || strings.HasPrefix(dest, "~") || strings.HasPrefix(dest, `\`) {
		return true
	}
	scheme, _, ok := strings.Cut(dest, ":")
	return ok && scheme != "" && !strings.ContainsAny(scheme, "/#?. ") || strings.HasPrefix(strings.ToLower(dest), "#tab/") ||
		strings.Contains(dest, "@") && !strings.Contains(dest, "/")
}

// file checks the file that a link leads to. It returns the path of the page, "" where it is
// not a page whose anchors can be checked.
func (l *linkChecker) file(p *parser.Page, target string, kind parser.SpanKind, at func() parser.Pos) string {
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	name := path.Join(path.Dir(p.Path), strings.ReplaceAll(target, `\`, "/"))
	if l.pages[name] != nil {
		return name
	}
	there, known := l.kinds[name]
	if !known {
		there = l.Docs.Look(name)
		l.kinds[name] = there
	}
	if there != source.Nothing {
		return ""
	}
	what := "link"
	if kind == parser.Image {
		what = "image"
	}
	if other := l.otherCase(name); other != "" {
		l.report(p.Path, at(), "link-case", diag.Info, fmt.Sprintf("the %s is called %s in another case", what, path.Base(other)),
			"write "+path.Base(other)+": most systems tell the two apart")
		if l.pages[other] == nil {
			return "" // a file that is no page
		}
		return other
	}
	l.report(p.Path, at(), "link-broken", diag.Warning, fmt.Sprintf("the %s leads to %s, which does not exist", what, name), l.nearby(p, name))
	return ""
}

// otherCase returns the path that is there in place of name, if they differ in the
// case of letters alone.
func (l *linkChecker) otherCase(name string) string {
	dir := "."
	for part := range strings.SplitSeq(name, "/") {
		names := l.names(dir)
		i := slices.Index(names, part)
		if i < 0 {
			i = slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, part) })
		}
		if i < 0 {
			return ""
		}
		dir = path.Join(dir, names[i])
	}
	return dir
}

// names lists what is in a folder.
func (l *linkChecker) names(dir string) []string {
	names, known := l.folders[dir]
	if !known {
		names = l.Docs.Names(dir)
		l.folders[dir] = names
	}
	return names
}

// nearby returns a hint about a file that does not exist.
func (l *linkChecker) nearby(p *parser.Page, name string) string {
	relative := func(to string) string {
		if path.Dir(to) == path.Dir(p.Path) {
			return path.Base(to)
		}
		return strings.Repeat("../", strings.Count(p.Path, "/")) + to
	}
	if page := api.FindPage(name, func(page string) bool { return l.pages[page] != nil }); page != "" {
		return "write " + relative(page)
	}
	base := path.Base(name)
	if elsewhere := l.byName[base]; len(elsewhere) == 1 {
		return "write " + relative(elsewhere[0])
	}
	if near := l.near(base, l.names(path.Dir(name))); near != "" {
		return fmt.Sprintf("did you mean %s?", relative(path.Join(path.Dir(name), near)))
	}
	return "correct the path, or add the file"
}

// maxGuesses is how many words are compared for hints in all.
const maxGuesses = 1_000_000

// near returns the known word that may be meant. It returns "" where there is none, and
// after maxGuesses words.
func (l *linkChecker) near(word string, known []string) string {
	if l.guesses += len(known); l.guesses > maxGuesses {
		return ""
	}
	return nearest.Word(word, known)
}

// anchor checks that a page has an anchor.
func (l *linkChecker) anchor(p *parser.Page, page, anchor string, at func() parser.Pos) {
	a := l.anchors[page]
	if a == nil {
		a = newAnchors(l.pages[page], string(l.texts.of(page).bytes))
		l.anchors[page] = a
	}
	if plain, err := url.PathUnescape(anchor); err == nil {
		anchor = plain
	}
	if a.has(anchor) {
		return
	}
	where := "this page"
	if page != p.Path {
		where = page
	}
	hint := "link to one of its headings"
	if near := l.near(slug(anchor), a.slugs); near != "" {
		hint = fmt.Sprintf("did you mean #%s?", near)
	}
	l.report(p.Path, at(), "link-anchor", diag.Warning, fmt.Sprintf("%s has no heading or element called #%s", where, anchor), hint)
}

// anchors are the places of a page that links can lead to.
type anchors struct {
	slugs   []string
	count   map[string]int // of headings
	named   map[string]bool
	unknown bool
}

// namedElement finds HTML elements that a link can lead to.
var namedElement = regexp.MustCompile(`(?i)<[a-z][^<>]*\s(?:name|id)\s*=\s*["']?([^"'\s>]+)`)

func newAnchors(p *parser.Page, text string) *anchors {
	a := &anchors{count: map[string]int{}, named: map[string]bool{}}
	for _, s := range p.Sections {
		if s.Heading.Plain == "" {
			continue
		}
		name := slug(s.Heading.Plain)
		if a.count[name]++; a.count[name] == 1 {
			a.slugs = append(a.slugs, name)
		}
	}
	for _, m := range namedElement.FindAllStringSubmatch(text, -1) {
		a.named[strings.ToLower(m[1])] = true
	}
	// A file that could not be included may have headings.
	for _, d := range p.Diagnostics {
		a.unknown = a.unknown || d.Code == parser.CodeIncludeMissing || d.Code == parser.CodeIncludeOutside
	}
	return a
}

// has reports whether there is an anchor of a name. The second heading of a name has
// "-1" behind it, and so on.
func (a *anchors) has(anchor string) bool {
	name := slug(anchor)
	if a.unknown || a.count[name] > 0 || a.named[strings.ToLower(anchor)] || strings.EqualFold(anchor, "top") {
		return true
	}
	i := strings.LastIndexByte(name, '-')
	if i < 0 {
		return false
	}
	n := 0
	if _, err := fmt.Sscanf(name[i+1:], "%d", &n); err != nil {
		return false
	}
	return n > 0 && n < a.count[name[:i]]
}

// slug returns the anchor that sites make of a heading: lower case, hyphens for blanks, no
// punctuation. GitHub keeps underscores and every hyphen, and the site of Microsoft's
// reference does not always do so. What they differ in is left out.
func slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case (r == ' ' || r == '-' || r == '\n') && b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}
