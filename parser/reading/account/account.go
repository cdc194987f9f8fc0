// Package account says what became of everything that pages show: the lines of fences,
// the rows of tables, annotations, the items of lists.
//
// The phases of reading do not keep this account themselves. It is drawn up afterwards
// from what they have left: the model, whose parts know the page and line that they come
// from, the blocks of examples, and the diagnostics. So it says what is in the model and
// not what a phase meant to put there, and a row that one phase has taken and another
// has dropped again is seen. What has no place of its own in the model (permissions,
// errors, properties that another page declares) is looked up by what the row says.
//
// What is neither in the model nor in a diagnostic and stands where it should mean
// something becomes a diagnostic here (see unread.go): nothing is left out in silence.
package account

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading/play"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// A Kind is what a line of a page is part of.
type Kind string

// The kinds of lines. An Other line is none of a block that the parser hands out: front
// matter, a comment, a blank line.
const (
	Fence      Kind = "fence"
	Row        Kind = "row"
	Annotation Kind = "annotation"
	Item       Kind = "item"
	Text       Kind = "text"
	Heading    Kind = "heading"
	Other      Kind = "other"
)

// A Fate is what became of a line.
type Fate string

// The fates. Nothing that is Unread is without a diagnostic once [Book.Report] has run.
const (
	Read     Fate = "read"     // it is in the model
	Ignored  Fate = "ignored"  // the page or its notation says to leave it out
	Reported Fate = "reported" // it is left out, and a diagnostic says why
	Prose    Fate = "prose"    // it speaks to people
	Unread   Fate = "unread"   // it should mean something and is not in the model
)

// An Entry is what became of a line, or of a part of it. A line that includes a text has
// the entries of that text.
type Entry struct {
	Line int    `json:"line"` // of the page, from 1
	Kind Kind   `json:"kind"`
	Fate Fate   `json:"fate"`
	To   string `json:"to"` // where it went, or why it did not go anywhere
}

// Evidence is what reading has left of the pages.
type Evidence struct {
	Pages      []*parser.Page
	Catalog    *types.Catalog
	Operations []*resolve.Operation
	Examples   []play.Example
	// Illustrated are the documented calls that code blocks on pages without operations
	// illustrate, by the places of the blocks.
	Illustrated map[api.Place]string
	// Found are the diagnostics of the phases. Those of parsing are the pages' own.
	Found []diag.Diagnostic
}

// A Book is the account of all pages. It may be asked by several goroutines at a time.
type Book struct {
	catalog *types.Catalog
	pages   map[string]*parser.Page // by path
	// things are what the model has from a line.
	things map[api.Place][]string
	// said are the diagnostics of a line.
	said map[api.Place][]diag.Diagnostic
	// unread are the diagnostics that say that nothing is read of a page, or that there is
	// more to say of it than is said, by path.
	unread map[string]diag.Diagnostic
	// illustrated are the calls that blocks illustrate.
	illustrated map[api.Place]string
	// operations and examples are those of a page.
	operations map[string][]*resolve.Operation
	examples   map[string][]play.Example
}

// pageUnread is the code of pages of which nothing is read.
const pageUnread = "page-unread"

// New makes the account of what has been read.
func New(e Evidence) *Book {
	b := &Book{
		catalog: e.Catalog, pages: make(map[string]*parser.Page, len(e.Pages)),
		things: map[api.Place][]string{}, said: map[api.Place][]diag.Diagnostic{}, unread: map[string]diag.Diagnostic{},
		illustrated: e.Illustrated, operations: map[string][]*resolve.Operation{}, examples: map[string][]play.Example{},
	}
	for _, page := range e.Pages {
		b.pages[page.Path] = page
		b.note(page.Diagnostics)
	}
	b.note(e.Found)
	b.index(e)
	return b
}

// note adds diagnostics to those that are known.
func (b *Book) note(found []diag.Diagnostic) {
	for _, d := range found {
		at := api.Place{Page: d.File, Line: d.Line}
		b.said[at] = append(b.said[at], d)
		if old, known := b.unread[d.File]; d.Code == pageUnread || d.Code == parser.CodeTooMany && (!known || old.Code != pageUnread && d.Line < old.Line) {
			b.unread[d.File] = d
		}
	}
}

// Page returns what became of a page's blocks, in their order. Lines between them, such
// as comments, have no entries.
func (b *Book) Page(page *parser.Page) []Entry { return b.read(page, false).entries }

// Report reports what is unread of the pages, which are in the order of the reporter's
// findings.
func (b *Book) Report(pages []*parser.Page, r *report.Reporter) {
	report.Each(len(pages), r, func(i int, r *report.Reporter) { b.read(pages[i], true).report(r) })
}

// Close takes in the diagnostics that Report has found: what they are about counts as
// reported from then on.
func (b *Book) Close(found []diag.Diagnostic) { b.note(found) }
