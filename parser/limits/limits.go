// Package limits states how much of a thing a page may hold. Pages come from
// strangers, and some things cost more than in proportion to the text that they are
// written in. Each limit is far above what any reference that we know has of it
// (stated behind "seen"). Beyond it the page gets one diagnostic, and all else that it
// says is read.
package limits

const (
	// Segments of one path: /users/{id} has two. Every prefix of a path is looked up
	// and is a service of the client. Seen: 15.
	Segments = 64
	// Arguments of one function in a path, which are matched with each other in any
	// order. Seen: 4.
	Arguments = 64
	// Name is how many bytes the name of a type or a property may have: what names a
	// type in a word is written out wherever the type is used. OData allows 511 in a
	// qualified name (CSDL, section 15.2). Seen: 71.
	Name = 511
	// Inherited are the properties that all types together inherit: each derived type
	// has a copy of all that its bases declare. Seen: 2,475.
	Inherited = 50_000
	// MissingCells are cells that the rows of a page's tables lack of their headers. A
	// row of one byte stands for as many cells as the header has. Seen: 35.
	MissingCells = 1024
	// Included are the bytes that one page may include: a page of one line may include
	// a long file many times. Seen: 2,000.
	Included = 512 << 10
	// IncludedByAll are the bytes that all pages of a folder may include together, as
	// many pages may include one long file: each page has its share, which is never less
	// than IncludedByEach. Seen: 55 KB.
	IncludedByAll  = 2 << 20
	IncludedByEach = 16 << 10
	// Suppressions are the bytes of all suppressions of a page, each counted as 16 more
	// than it has. Every diagnostic is compared with each of them. Seen: 7 of them,
	// 1,430 bytes.
	Suppressions = 16 << 10
	// SourceLine is how many bytes of a line are shown with a finding: a line may hold
	// any number of them. Seen: 11,721.
	SourceLine = 16 << 10
)
