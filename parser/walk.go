package parser

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// The walk visits goldmark's blocks once, in the order of the page, and adds them to their
// sections. What stands in a list or a quote is a block of the section as well.

func (r *reader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *reader) block(n ast.Node) {
	if start(n) < r.skip && start(n) >= 0 {
		return
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		r.paragraph(n)
	case *ast.List:
		r.list(n)
	case *ast.Blockquote:
		r.quote++
		r.blocks(n)
		r.quote--
	case *ast.FencedCodeBlock:
		r.fence(n)
	case *ast.CodeBlock:
		r.indented(n)
	case *ast.HTMLBlock:
		r.html(n)
	case *ast.ThematicBreak:
		r.endTab(n.Pos())
	case *blockNode:
		r.own(n)
	default:
		r.blocks(n)
	}
}

// start returns the offset of a block, -1 where it has none.
func start(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return n.Pos()
}

func (r *reader) own(n *blockNode) {
	switch n.kind {
	case kindTable:
		r.table(n)
	case kindDefinitions:
		r.definitions(n)
	case kindInclude:
		r.include(n)
	default:
		r.long(n)
	}
}

func (r *reader) heading(n *ast.Heading) {
	at := n.Pos()
	text := r.text(n)
	if id, ok := tabID(n, text); ok {
		r.dropPending()
		r.tab = id
		r.add(&Tab{Pos: r.src.pos(at), ID: id, Title: text.Plain})
		return
	}
	if r.setextInTab(n, text) {
		return
	}
	r.leaveTab(at, text)
	r.dropPending()
	if loose, _ := n.AttributeString("loose"); loose == true {
		r.warn(at, CodeHeadingBlank, "no blank between # and the heading's text", "write a blank behind the last #")
	}
	text.cutAnchor()
	r.open(&Section{Level: n.Level, Heading: text, Pos: r.src.pos(at)})
	r.comments()
}

// cutAnchor takes the anchor off the end of a heading that gives one: "Get crates {#get}".
func (t *Text) cutAnchor() {
	at := strings.LastIndex(t.Plain, " {#")
	if at < 0 || !strings.HasSuffix(t.Plain, "}") || strings.ContainsAny(t.Plain[at+1:], " /") {
		return
	}
	t.Plain = t.Plain[:at]
	t.trim()
	for i := range t.Spans {
		t.Spans[i].End = min(t.Spans[i].End, len(t.Plain))
		t.Spans[i].Start = min(t.Spans[i].Start, len(t.Plain))
	}
}

// leaveTab ends the tab of a programming language at a heading that such tabs do not
// have: what answers a request is not shown in one language. The rule that ends the tab
// was forgotten.
func (r *reader) leaveTab(at int, heading Text) {
	if !IsLanguage(r.tab) {
		return
	}
	switch phrases.HeadingOf(heading.Plain) {
	case phrases.Response, phrases.Example, phrases.HTTPRequest, phrases.RequestBody, phrases.Errors:
		r.warn(at, CodeTabOpen, "the tab "+r.tab+" is still open at this heading", "end the group of tabs with a line of ---")
		r.tab = ""
		r.add(&Tab{Pos: r.src.pos(at)})
	}
}

// setextInTab reads a heading whose underline is the rule that ends a tab group. Markdown
// takes the rule for an underline where it stands directly below a line of text.
func (r *reader) setextInTab(n *ast.Heading, text Text) bool {
	at := n.Pos()
	if r.tab == "" || n.Level != 2 || at >= 0 && at < len(r.src.text) && r.src.text[at] == '#' {
		return false
	}
	if lines := n.Lines(); lines.Len() > 0 && r.includeLines(n) == 0 {
		r.add(&Paragraph{Text: text, Quoted: r.quote > 0})
	}
	r.endTab(at)
	return true
}

// tabID recognises a tab heading and returns its tab: # [HTTP](#tab/http).
func tabID(n *ast.Heading, text Text) (string, bool) {
	const prefix = "#tab/"
	if len(text.Spans) != 1 || text.Spans[0].Kind != Link {
		return "", false
	}
	dest := text.Spans[0].Dest
	if len(dest) <= len(prefix) || !strings.EqualFold(dest[:len(prefix)], prefix) {
		return "", false
	}
	id, _, _ := strings.Cut(dest[len(prefix):], "/")
	return strings.ToLower(id), true
}

func (r *reader) endTab(at int) {
	if r.tab == "" {
		return
	}
	r.dropPending()
	r.tab = ""
	r.add(&Tab{Pos: r.src.pos(at)})
}

func (r *reader) paragraph(n ast.Node) {
	text := r.text(n)
	if r.pending != nil && text.Plain != "" {
		r.pending.apart = true
	}
	r.comments()
	if text.Plain == "" {
		return
	}
	if r.quote > 0 {
		text = withoutMark(text)
	}
	r.codeElsewhere(text)
	r.add(&Paragraph{Text: text, Quoted: r.quote > 0})
}

// codeElsewhere reports a line of DocFX that stands for code in another file, as in
// [!code-REST[name](file.json)]: where it is HTTP or JSON, the page lacks an example.
func (r *reader) codeElsewhere(text Text) {
	rest, ok := strings.CutPrefix(text.Plain, "[!code")
	if !ok || IsLanguage(r.tab) {
		return
	}
	language, _, _ := strings.Cut(strings.TrimPrefix(rest, "-"), "[")
	if len(text.Spans) > 0 { // the name of the code, which is a link
		language = strings.TrimRight(text.Plain[len("[!code"):max(len("[!code"), text.Spans[0].Start)], "[ ")
		language = strings.TrimPrefix(language, "-")
	}
	if !IsOtherLanguage(strings.ToLower(language)) {
		r.report(diag.Warning, text.Pos, CodeElsewhere, "the code of this place stands in another file, which is not read", "show the request and the response on the page")
	}
}

// long keeps a paragraph as it is written, its white space folded.
func (r *reader) long(n *blockNode) {
	lines := n.Lines()
	first := lines.At(0)
	r.warn(first.Start, CodeTextTooLong, "this paragraph is so long that its markup was not read", "break it up with blank lines")
	r.add(&Paragraph{Text: r.rawText(n), Quoted: r.quote > 0})
}

// list adds a list. The first paragraph of an item is the item. Further paragraphs are
// appended to it after a line feed. Any other block ends the list, and the items behind it
// are a list of their own.
func (r *reader) list(n *ast.List) {
	list := &List{}
	r.items(n, list)
	r.flush(list)
}

func (r *reader) flush(list *List) {
	if len(list.Items) == 0 {
		return
	}
	r.add(&List{Pos: list.Items[0].Pos, Items: list.Items})
	list.Items = nil
}

func (r *reader) items(n *ast.List, list *List) {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		fresh := true // the next paragraph starts an item
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if start(c) < r.skip && start(c) >= 0 {
				continue
			}
			switch c := c.(type) {
			case *ast.Paragraph, *ast.TextBlock:
				text := r.text(c)
				if r.pending != nil {
					r.pending.apart = true
				}
				if fresh || len(list.Items) == 0 {
					list.Items = append(list.Items, text)
				} else {
					join(&list.Items[len(list.Items)-1], text)
				}
				r.comments()
				fresh = false
			case *ast.List:
				r.items(c, list)
				fresh = false
			default:
				r.flush(list)
				r.block(c)
			}
		}
	}
}

// join appends more to text on a line of its own.
func join(text *Text, more Text) {
	shift := len(text.Plain) + 1
	text.Plain += "\n" + more.Plain
	spans := text.Spans[:len(text.Spans):len(text.Spans)]
	for _, s := range more.Spans {
		s.Start += shift
		s.End += shift
		spans = append(spans, s)
	}
	text.Spans = spans
	text.trim()
}

// withoutMark returns a quote's text without the mark at its front, such as [!NOTE].
func withoutMark(text Text) Text {
	if !strings.HasPrefix(text.Plain, "[!") {
		return text
	}
	end := strings.IndexByte(text.Plain, ']')
	if end < 0 || end > 16 {
		return text
	}
	cut := end + 1
	for cut < len(text.Plain) && text.Plain[cut] == ' ' {
		cut++
	}
	out := Text{Pos: text.Pos, Plain: text.Plain[cut:]}
	for _, s := range text.Spans {
		if s.Start >= cut {
			s.Start -= cut
			s.End -= cut
			out.Spans = append(out.Spans, s)
		}
	}
	out.trim()
	return out
}

// html reads an HTML block: comments may be annotations, and the rest is text.
func (r *reader) html(n *ast.HTMLBlock) {
	at := start(n)
	if at < 0 {
		return
	}
	stop := at
	if l := n.Lines().Len(); l > 0 {
		stop = n.Lines().At(l - 1).Stop
	}
	if n.HasClosure() {
		stop = n.ClosureLine.Stop
	}
	text := r.src.text
	if open := strings.Index(text[at:stop], "<!--"); open >= 0 {
		r.commentBlock(at, at+open, stop)
		return
	}
	r.htmlText(at, stop)
}

// commentBlock reads a block that holds comments, from the first one at open.
func (r *reader) commentBlock(at, open, stop int) {
	text := r.src.text
	for {
		r.htmlText(at, open)
		inner, n := cutComment(text[open:])
		if n == 0 {
			r.unclosedComment(open)
			r.skip = len(text)
			return
		}
		r.comment(open, inner)
		at = open + n
		// In a list or quote, a comment may reach behind its block.
		r.skip = max(r.skip, at)
		stop = max(stop, lineEnd(text, at))
		next := strings.Index(text[at:stop], "<!--")
		if next < 0 {
			break
		}
		open = at + next
	}
	r.tail(at, stop)
	r.skip = max(r.skip, at)
}

// cutComment returns the content and the length of the comment at the start of text. The
// length is 0 where the comment is not closed. <!--> and <!---> are empty comments.
func cutComment(text string) (inner string, n int) {
	for _, empty := range [...]string{"<!-->", "<!--->"} {
		if strings.HasPrefix(text, empty) {
			return "", len(empty)
		}
	}
	inner, _, ok := strings.Cut(text[len("<!--"):], "-->")
	if !ok {
		return "", 0
	}
	return inner, len("<!--") + len(inner) + len("-->")
}

func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

// tail reads the text behind a comment on its last line.
func (r *reader) tail(at, stop int) {
	rest := strings.TrimSpace(r.src.text[at:stop])
	if strings.HasPrefix(rest, "```") || strings.HasPrefix(rest, "~~~") {
		r.report(diag.Error, r.src.pos(at), CodeAnnotationTail, "a code block starts on the line that ends a comment, and is not read as one", "start the code block on a line of its own")
		return
	}
	r.htmlText(at, stop)
}

// htmlText adds the text between the tags of an HTML block.
func (r *reader) htmlText(start, stop int) {
	if stop <= start || strings.TrimSpace(r.src.text[start:stop]) == "" {
		return
	}
	text := r.inline.html(r.src, start, stop)
	if text.Plain != "" {
		r.add(&Paragraph{Text: text, Quoted: r.quote > 0})
	}
}
