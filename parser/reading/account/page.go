package account

// This file goes through the blocks of a page, and gives each of their lines an entry.

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/play"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// A pageReader draws up the account of one page.
type pageReader struct {
	b          *Book
	page       *parser.Page
	operations []*resolve.Operation
	examples   []play.Example
	declared   *types.Declarations
	shown      []types.Representation
	types      []*api.Type // that the page declares
	lookup     lookup

	section *parser.Section
	nested  bool // the item of a list stands below another one
	about   topic
	// parts are the topics of blocks behind a label, which divides a section.
	parts    map[parser.Block]topic
	sections map[parser.Pos]topic
	// quiet reports that only what is unread is asked for: then there are no entries.
	quiet   bool
	entries []Entry
	unread  []finding
	blocks  int // of code that are not read
	// paging is the level of the heading about the pages of lists that the section stands
	// below, errors that of one about errors, 0 for none.
	paging, errors int
}

// A topic is what a section is about, as far as it decides what tables and code in it
// have to be.
type topic struct {
	name string
	// tables reports that the rows of a table here define something, code that a block
	// of code shows calls or types, exchanges that it shows what is sent and comes back.
	tables, code, exchanges bool
	// answer reports that it is about the response to a call.
	answer bool
}

// read draws up the account of a page, or finds only what is unread.
func (b *Book) read(page *parser.Page, quiet bool) *pageReader {
	p := &pageReader{b: b, page: page, quiet: quiet, operations: b.operations[page.Path], examples: b.examples[page.Path]}
	if d := b.catalog.On(page.Path); d != nil && d.AboutTypes() {
		p.declared, p.shown, p.types = d, d.Representations(), d.Types()
	}
	p.lookup = newLookup(p)
	p.divide()
	for i, s := range page.Sections {
		p.section, p.about = s, p.topicOf(i)
		p.paging = guided(p.paging, s, phrases.HeadsPaging)
		p.errors = guided(p.errors, s, phrases.HeadsErrors)
		if s.Level > 0 {
			p.add(s.Pos.Line, Heading, Prose, "heading of the "+p.about.name)
		}
		for _, block := range s.Blocks {
			if about, ok := p.parts[block]; ok {
				p.about = about
			}
			p.block(block)
		}
	}
	p.annotation(page.Annotation, "annotation of the page")
	return p
}

// guided returns the level of the heading of a guide that a section stands below, level being
// that of the section before; 0 for none.
func guided(level int, s *parser.Section, heads func(heading string) bool) int {
	switch {
	case level > 0 && s.Level > level:
		return level
	case heads(s.Heading.Plain):
		return s.Level
	}
	return 0
}

// divide notes what the sections of an operation's page, and parts of them, are about.
func (p *pageReader) divide() {
	p.parts, p.sections = map[parser.Block]topic{}, map[parser.Pos]topic{}
	for _, o := range p.operations {
		for _, d := range o.Divisions {
			a := d.Area
			about := topic{name: a.String(), tables: a.Defines(), code: a.Defines() || a.Illustrates(), exchanges: a.Exchanges(), answer: a == calls.AreaResponse}
			if _, known := p.sections[d.Section.Pos]; known {
				continue
			}
			p.sections[d.Section.Pos] = about
			for _, b := range d.Section.Blocks {
				p.parts[b] = about
			}
		}
	}
}

// topicOf returns what a section is about: on the page of an operation by its outline,
// on that of a type by its heading.
func (p *pageReader) topicOf(i int) topic {
	s := p.page.Sections[i]
	if about, ok := p.sections[s.Pos]; ok {
		return about
	}
	switch phrases.HeadingOf(s.Heading.Plain) {
	case phrases.Example, phrases.Request, phrases.Response:
		return topic{name: "example", exchanges: true}
	}
	if p.declared == nil {
		return topic{name: "page"}
	}
	if p.declared.AboutEnumeration() {
		return topic{name: "members", tables: true}
	}
	// A section below that on the properties, say, explains one of them.
	for j, level := i, s.Level+1; j >= 0; j-- {
		if above := p.page.Sections[j]; above.Level < level {
			level = above.Level
			if t, ok := topicOfType(above.Heading.Plain); ok {
				return t
			}
		}
	}
	return topic{name: "page"}
}

// topicOfType returns what a heading on the page of a type says, if it says something.
func topicOfType(heading string) (topic, bool) {
	topics := phrases.TopicsOf(odata.Fold(strings.TrimSpace(heading)))
	switch {
	case topics&phrases.TopicOther != 0:
		return topic{name: "page"}, true
	case topics&(phrases.TopicProperties|phrases.TopicAttributes) != 0:
		return topic{name: "properties", tables: true}, true
	case topics&(phrases.TopicRelationships|phrases.TopicNavigation) != 0:
		return topic{name: "relationships", tables: true}, true
	case topics&phrases.TopicRepresentation != 0:
		return topic{name: "JSON representation", code: true}, true
	case phrases.HeadsDerived(heading):
		return topic{name: "derived types"}, true
	case phrases.EnumeratedName(heading) != "":
		return topic{name: "members", tables: true}, true
	}
	return topic{}, false
}

func (p *pageReader) add(line int, kind Kind, fate Fate, to string) {
	if p.quiet {
		return
	}
	p.entries = append(p.entries, Entry{Line: line, Kind: kind, Fate: fate, To: to})
}

// block gives the lines of a block their entries.
func (p *pageReader) block(block parser.Block) {
	switch b := block.(type) {
	case *parser.Paragraph:
		p.text(Text, &b.Text)
	case *parser.List:
		for i := range b.Items {
			p.nested = i > 0 && b.Items[i].Pos.Column > b.Items[0].Pos.Column
			p.text(Item, &b.Items[i])
		}
		p.nested = false
	case *parser.Tab:
		if b.ID == "" {
			p.add(b.Pos.Line, Heading, Prose, "end of the tabs")
			return
		}
		p.add(b.Pos.Line, Heading, Prose, "tab "+b.ID)
	case *parser.Table:
		p.annotation(b.Annotation, "annotation of the table below")
		p.table(b)
	case *parser.Code:
		p.code(b)
	}
}

// text accounts for running text: some of it is read too, such as a request in a code
// span, and the values that a list holds.
func (p *pageReader) text(kind Kind, t *parser.Text) {
	if p.quiet && kind != Item {
		return
	}
	if things := p.things(t.Pos.Line); things != "" {
		p.add(t.Pos.Line, kind, Read, things)
		return
	}
	if name := itemName(t); kind == Item && p.about.tables && name != "" {
		fate, to := p.item(t, name)
		p.add(t.Pos.Line, kind, fate, to)
		return
	}
	p.add(t.Pos.Line, kind, Prose, "text of the "+p.about.name)
}

// itemName returns the name that an item of a list describes, as in "`comment`: a remark",
// or "".
func itemName(t *parser.Text) string {
	if len(t.Spans) == 0 || t.Spans[0].Start != 0 || t.Spans[0].Kind != parser.CodeSpan && t.Spans[0].Kind != parser.Strong {
		return ""
	}
	name, rest := strings.TrimRight(t.Plain[:t.Spans[0].End], ": "), strings.TrimSpace(t.Plain[t.Spans[0].End:])
	if !odata.IsIdentifier(name) || rest == "" || !strings.ContainsRune(":-(\u2013\u2014", []rune(rest)[0]) && !strings.HasSuffix(t.Plain[:t.Spans[0].End], ":") {
		return ""
	}
	return name
}

// item returns what became of an item that describes name.
func (p *pageReader) item(t *parser.Text, name string) (Fate, string) {
	if said := p.named(name); said != "" {
		return Read, said
	}
	if said := p.declaredAs(name); said != "" {
		return Read, said
	}
	if said := p.diagnosed(t.Pos.Line); said != "" {
		return Reported, said
	}
	if p.nested {
		return Prose, "text below an item of the " + p.about.name // a value, say
	}
	p.lost(t.Pos, "item-unread", diag.Info, "nothing is made of "+report.Quote(name)+" in this list in the "+p.about.name,
		"describe it in a table, as the parameters and properties of other pages are")
	return Unread, "not read: an item in the " + p.about.name
}

// annotation accounts for an annotation whose block is what.
func (p *pageReader) annotation(a *parser.Annotation, what string) {
	if a == nil || a.Pos.Line == 0 || p.quiet {
		return
	}
	fate := Read
	if a.BlockType == "ignored" {
		fate = Ignored
	}
	if a.BlockType != "" && !a.Inferred {
		what += " (" + a.BlockType + ")"
	}
	p.add(a.Pos.Line, Annotation, fate, what)
}

// maxThings is how many parts of the model are named for a line. A line that includes
// a text may have many.
const maxThings = 20

// things returns what the model has from a line, "" for nothing.
func (p *pageReader) things(line int) string {
	if said, known := p.lookup.lines[line]; known {
		return said
	}
	list := unique(p.b.things[api.Place{Page: p.page.Path, Line: line}])
	if more := len(list) - maxThings; more > 0 {
		list = append(list[:maxThings:maxThings], fmt.Sprintf("and %d more", more))
	}
	said := strings.Join(list, "; ")
	p.lookup.lines[line] = said
	return said
}

// unique returns a list without repetitions, in its order.
func unique(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// diagnosed returns what diagnostics say of a line, warnings and errors first, "" for
// nothing.
func (p *pageReader) diagnosed(line int) string {
	if said := p.blamed(line); said != "" {
		return said
	}
	if found := p.said(line); len(found) > 0 {
		return diagnosticName(found[0])
	}
	return ""
}

// blamed returns what warnings and errors say of a line, "" for nothing.
func (p *pageReader) blamed(line int) string {
	for _, d := range p.said(line) {
		if d.Severity != diag.Info {
			return diagnosticName(d)
		}
	}
	return ""
}

func (p *pageReader) said(line int) []diag.Diagnostic {
	return p.b.said[api.Place{Page: p.page.Path, Line: line}]
}

func diagnosticName(d diag.Diagnostic) string { return "diagnostic " + d.Code + ": " + d.Message }
