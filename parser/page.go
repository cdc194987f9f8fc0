// Package parser reads one markdown page of an API reference into a syntax-level
// [Page]: front matter, sections, prose, tables, code blocks with their
// annotations, HTTP messages and request templates, each with its position.
//
// [Parse] takes the text of a page and returns the Page. It never fails: what is wrong with
// a page is among the page's Diagnostics, and the rest of it is read. Parse keeps no state
// and may be called from several goroutines. A Page does not change once it is returned.
//
// The package knows markdown, annotations and the notation of HTTP. It does not know what
// a page means: package reading makes types and operations of pages.
package parser

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A Pos is a position in a page. Line and Column count from 1, Column in bytes.
type Pos struct {
	Line, Column int
}

// A Page is one markdown file, read.
type Page struct {
	// Path is the file's path below the docs folder, with slashes.
	Path string
	// FrontMatter holds the scalars of the YAML block at the top, by key.
	FrontMatter map[string]string
	// Title is the text of the first level-one heading that is not a tab
	// heading, else the front matter's title, else the page annotation's.
	Title    string
	TitlePos Pos
	// Sections are in the order of the page. What stands before the first heading is
	// in a section of level 0 without a heading.
	Sections []*Section
	// Annotation is the page's own annotation (type "#page.annotation"), or nil.
	Annotation *Annotation
	// Diagnostics are about this page alone. Those that the page annotation
	// suppresses are already left out.
	Diagnostics []diag.Diagnostic

	suppressions []string // the annotation's, folded
}

// A Section is a heading and what follows it up to the next heading of any
// level. A tab heading ("# [HTTP](#tab/http)") opens no section: it is a
// [Block] of the section that it stands in.
type Section struct {
	Level   int // 1 to 6; 0 before the first heading
	Heading Text
	Pos     Pos
	Blocks  []Block
}

// A Block is one of *Paragraph, *List, *Table, *Code, *Tab.
type Block interface{ Position() Pos }

// A Paragraph is running text: a paragraph, a block quote's paragraphs, each on its own.
type Paragraph struct {
	Text
	// Quoted is true where it stands in a block quote (a note, a warning).
	Quoted bool
}

// A List is a bulleted or numbered list; nested items follow their parent.
type List struct {
	Pos   Pos
	Items []Text
}

// A Tab is a tab heading or, with an empty ID, the rule that ends a tab group.
type Tab struct {
	Pos   Pos
	ID    string // "http" in [HTTP](#tab/http)
	Title string
}

// A Table is a pipe table.
type Table struct {
	Pos    Pos
	Header []Text
	Rows   [][]Text // as many cells as Header, missing ones empty
	// Annotation is the one directly before the table ("permissions"), or nil.
	Annotation *Annotation
}

// A Text is inline content: what a reader sees, with the spans that matter.
type Text struct {
	Pos Pos
	// Plain is the visible text: markup removed, entities and escapes
	// resolved, <br> as a line feed, white space folded to single blanks.
	Plain string
	Spans []Span
}

// SpanKind is what a [Span] marks.
type SpanKind byte

// The kinds of span.
const (
	Link SpanKind = iota + 1
	CodeSpan
	Strong
	Emphasis
	Image
)

// A Span marks Plain[Start:End].
type Span struct {
	Kind       SpanKind
	Start, End int
	// Dest is the destination of a link or an image as written; references are
	// resolved. The text of an image is its alternative text.
	Dest string
}

// A Code is a fenced (or indented) code block, with its annotation if it has one.
type Code struct {
	Pos        Pos    // of the fence
	Info       string // the info string's first word, lower case: "http", "json", ...
	Text       string // the content, line ends as written
	TextPos    Pos    // of its first byte
	Annotation *Annotation
	// TabID is the tab the block stands in ("http", "csharp"), or "".
	TabID string
	// Unclosed is true where the page ended before the fence did.
	Unclosed bool
	origin   origin

	// What the content is, judged by the content alone. At most one is set.
	// A block of several request lines and nothing else is Templates; one
	// request line alone fills both Request and Templates.
	Request   *Request
	Response  *Response
	Templates []Template
	// JSON is the content of a block that is JSON and no HTTP message.
	JSON *JSON
}

// A Template is one line of an "HTTP request" section.
type Template struct {
	Pos    Pos
	Method string // upper case; "" where the line has none
	URL    string // as written, without the protocol version
	urlPos Pos
}

// Request is an HTTP request as a page shows it.
type Request struct {
	Method string
	URL    string // folded lines joined, otherwise as written
	URLPos Pos
	Header []Field
	Body   Body
}

// Response is an HTTP response as a page shows it.
type Response struct {
	Status int
	// Unstated reports that there is no status line: the block begins with the header.
	Unstated bool
	Reason   string
	Pos      Pos
	Header   []Field
	Body     Body
}

// A Field is a header field.
type Field struct {
	Name, Value string
	Pos         Pos
}

// A Body is what follows the header fields.
type Body struct {
	Pos  Pos
	Text string // as written, without the blank line before and blank lines after
	// JSON is the body read as JSON. It is nil where the body is not JSON; its media
	// type and Text say what it is.
	JSON   *JSON
	origin origin
}

// JSON is a JSON text in a page.
type JSON struct {
	Value *relaxed.Value
	// Guess says what in Value is not what the text says, because the text is no JSON
	// there; it is "" where Value is the text's.
	Guess    string
	GuessPos Pos
	origin   origin
}

// The Position methods, which make the block types a closed set.

// Position returns where the paragraph starts.
func (b *Paragraph) Position() Pos { return b.Text.Pos }

// Position returns where the list starts.
func (b *List) Position() Pos { return b.Pos }

// Position returns where the tab heading or its end stands.
func (b *Tab) Position() Pos { return b.Pos }

// Position returns where the table starts.
func (b *Table) Position() Pos { return b.Pos }

// Position returns where the fence stands.
func (b *Code) Position() Pos { return b.Pos }

// An Annotation is the JSON object of an HTML comment before a code block, or
// of a page. Every key of the vocabulary that API Doctor reads has its field;
// the zero value of a field means that the key is absent.
type Annotation struct {
	Pos Pos
	// Comment is the position of "<!--".
	BlockType string // as written in lower case; "" where absent
	// Inferred is true where the annotation has no blockType and it follows from the block.
	Inferred bool

	Names               []string // "name": a string or a list
	Type                string   // "@odata.type" or "@type"; without "#" and Collection()
	TypePos             Pos
	TypeAKA             string            // "@type.aka"
	PropertyAKA         map[string]string // "@property.aka"
	IsCollection        bool              // "isCollection", or Collection(x) in the type
	CollectionProperty  string
	IsEmpty             bool
	Truncated           bool
	ExpectError         bool
	OptionalProperties  []string
	NullableProperties  []string
	KeyProperty         string
	BaseType            string
	Abstract            bool
	OpenType            bool
	IsMediaEntity       bool
	OpaqueURL           bool
	IsComposable        bool
	Idempotent          bool
	LongRunningResponse string // "longRunningResponseType"
	SampleKeys          []string
	Scopes              []string
	APIVersions         []string
	Tags                []string
	Target              string // "target": "action", ...
	RequestURLs         []string
	MergePermissions    bool
	Capabilities        []Capability // "@odata.annotations"

	// Page annotations only.
	PageType     string // "#page.annotation"
	Title        string // of a page that has no heading of the first level
	Namespace    string // of the types on a page without a "Namespace:" line
	Description  string
	Keywords     string
	Section      string
	TOCPath      string
	TOCBookmarks map[string]string
	Suppressions []string

	// Value is the whole object as read, unknown keys included.
	Value  *relaxed.Value
	origin origin // of Value
}

// PosOf returns the position of a string in the list that is the value of a key. It is
// the position of the key where that has no such string, and Pos where there is no key.
func (a *Annotation) PosOf(key, text string) Pos {
	if a.Value == nil {
		return a.Pos
	}
	for _, m := range a.Value.Members {
		if !strings.EqualFold(m.Name, key) {
			continue
		}
		for _, e := range m.Value.Elements {
			if strings.TrimSpace(e.Text) == text {
				return a.origin.pos(e.Offset)
			}
		}
		return a.origin.pos(m.Offset)
	}
	return a.Pos
}

// A Capability is one entry of "@odata.annotations": what may be done to a
// property, or to the resource itself where Property is empty.
type Capability struct {
	Property string
	// Values holds the capabilities by name: "insertable": "false", ...
	Values map[string]string
}
