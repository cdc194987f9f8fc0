package parser

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Code blocks: their text as the page has it, the annotation before them, and whether
// the text is HTTP, JSON or neither. That follows from the text alone. The info string is
// used only to leave out blocks of other languages.

func (r *reader) fence(n *ast.FencedCodeBlock) {
	at := n.Pos()
	if n.Info != nil {
		at = strings.LastIndexByte(r.src.text[:n.Info.Segment.Start], '\n') + 1
	} else if at < 0 && n.Lines().Len() > 0 {
		at = max(0, n.Lines().At(0).Start-1)
	}
	at += len(r.src.text[at:]) - len(strings.TrimLeft(r.src.text[at:], " \t>"))
	c := &Code{Pos: r.src.pos(at), Info: r.infoWord(n)}
	r.cut(c, n.Lines(), min(len(r.src.text), lineEnd(r.src.text, at)+1))
	c.Unclosed = !r.fenceCloses(n.Lines(), at)
	if c.Unclosed {
		r.report(diag.Error, c.Pos, CodeUnclosedFence, "this code block is not closed", "end it with a line of "+r.src.text[at:at+min(3, len(r.src.text)-at)])
	}
	if r.belowHTML(n, at) {
		r.report(diag.Info, c.Pos, CodeFenceInHTML, "a line of HTML stands right above this code block, which makes the block a part of the HTML; it is read as code", "put a blank line in front of it")
	}
	r.code(c)
}

// belowHTML reports whether a block of HTML ends on the line above the fence at an offset.
// Where that is so, it ends because of the fence. In MDX that is how code is put into
// components.
func (r *reader) belowHTML(n *ast.FencedCodeBlock, at int) bool {
	html, ok := n.PreviousSibling().(*ast.HTMLBlock)
	if !ok || strings.EqualFold(path.Ext(r.page.Path), ".mdx") || html.HTMLBlockType < ast.HTMLBlockType6 || html.Lines().Len() == 0 {
		return false
	}
	end := html.Lines().At(html.Lines().Len() - 1).Stop
	return end <= at && strings.Trim(r.src.text[end:at], " \t>") == ""
}

// infoWord returns the info string's first word in lower case.
func (r *reader) infoWord(n *ast.FencedCodeBlock) string {
	if n.Info == nil {
		return ""
	}
	word, _, _ := cutWord(strings.TrimSpace(r.src.text[n.Info.Segment.Start:n.Info.Segment.Stop]))
	return strings.ToLower(word)
}

// fenceCloses reports whether a closing fence follows the last line of a block. Its
// opening fence stands at the offset at.
func (r *reader) fenceCloses(lines *text.Segments, at int) bool {
	text := r.src.text
	if at >= len(text) {
		return false
	}
	next := min(len(text), lineEnd(text, at)+1)
	if n := lines.Len(); n > 0 {
		next = lines.At(n - 1).Stop
	}
	if next > 0 && text[next-1] != '\n' {
		return false
	}
	rest := strings.TrimLeft(text[next:], " \t>")
	mark := text[at]
	return len(rest) >= 3 && rest[0] == mark && rest[1] == mark && rest[2] == mark
}

func (r *reader) indented(n *ast.CodeBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	c := &Code{Pos: r.src.pos(first.Start)}
	lines := n.Lines()
	if mark, info, ok := fenceMark(r.src.text[first.Start:first.Stop]); ok {
		c.Info = info
		lines = r.withinFence(lines, mark)
		c.Unclosed = lines.Len() == n.Lines().Len()-1
	}
	r.cut(c, lines, first.Stop)
	if strings.TrimSpace(c.Text) == "" {
		return
	}
	r.code(c)
}

// fenceMark returns the mark of a line that opens a fence, and the first word behind it in
// lower case.
func fenceMark(line string) (mark, info string, ok bool) {
	line = strings.TrimSpace(line)
	for _, mark := range [...]string{"```", "~~~"} {
		if rest, found := strings.CutPrefix(line, mark); found && !strings.Contains(rest, "`") {
			info, _, _ = cutWord(strings.TrimSpace(strings.TrimLeft(rest, mark[:1])))
			return mark, strings.ToLower(info), true
		}
	}
	return "", "", false
}

// withinFence returns the lines of an indented block behind the fence that it begins with:
// a fence in a list whose text is not indented as deep as its mark. Markdown takes it for
// text, and pages for a fence.
func (r *reader) withinFence(lines *text.Segments, mark string) *text.Segments {
	inner := text.NewSegments()
	for i := 1; i < lines.Len(); i++ {
		s := lines.At(i)
		if strings.HasPrefix(strings.TrimSpace(r.src.text[s.Start:s.Stop]), mark) {
			break
		}
		inner.Append(s)
	}
	return inner
}

// cut sets the block's text and its origin. Lines that follow each other without a gap
// are cut out of the page in one piece. Other lines are copied.
func (r *reader) cut(c *Code, lines *text.Segments, empty int) {
	src := r.src
	n := lines.Len()
	if n == 0 {
		c.origin = origin{src: src, base: empty}
		c.TextPos = src.pos(empty)
		return
	}
	first, last := lines.At(0), lines.At(n-1)
	c.TextPos = src.pos(first.Start)
	whole := true
	size := 0
	for i := range n {
		s := lines.At(i)
		size += s.Stop - s.Start + s.Padding
		if s.Padding > 0 || i > 0 && lines.At(i-1).Stop != s.Start {
			whole = false
		}
	}
	if whole {
		c.Text = src.text[first.Start:last.Stop]
		c.origin = origin{src: src, base: first.Start}
		return
	}
	var b strings.Builder
	b.Grow(size)
	runs := make([]run, 0, n)
	for i := range n {
		s := lines.At(i)
		for range s.Padding {
			b.WriteByte(' ')
		}
		runs = append(runs, run{b.Len(), s.Start})
		b.WriteString(src.text[s.Start:s.Stop])
	}
	c.Text, c.origin = b.String(), origin{src: src, runs: runs}
}

// code reads what the block holds and adds it to the section.
func (r *reader) code(c *Code) {
	c.TabID = r.tab
	r.takeForCode(c)
	r.content(c)
	r.checkAnnotation(c)
	r.add(c)
}

// IsOtherLanguage reports whether the info string of a fence, in lower case, names a
// language that holds neither HTTP nor JSON.
func IsOtherLanguage(info string) bool {
	switch info {
	case "csharp", "c#", "cs", "java", "javascript", "js", "typescript", "ts", "objc", "objective-c", "objectivec", "swift",
		"go", "golang", "python", "py", "php", "ruby", "powershell", "ps", "bash", "sh", "shell", "azurecli", "cli", "cmd",
		"html", "xml", "css", "yaml", "yml", "sql", "kusto", "vb", "c", "cpp", "c++", "kotlin", "mermaid", "output":
		return true
	}
	return false
}

// content finds out what the block is.
func (r *reader) content(c *Code) {
	if c.Text == "" || c.Annotation == nil && (IsOtherLanguage(c.Info) && !isShell(c.Info) && !isScriptJSON(c) || IsLanguage(r.tab)) {
		return
	}
	s := newLines(c.Text)
	first := s.firstLine()
	if first < 0 {
		return
	}
	line := strings.TrimSpace(s.line(first))
	if c.Annotation == nil && isShell(c.Info) {
		if isCurl(line) {
			r.curl(c, s, first)
		}
		return
	}
	switch {
	case isStatusLine(line) || r.bareStatus(c, line):
		r.response(c, s, first)
	case isRequestLine(line) || s.partsRequest(first):
		r.requests(c, s, first)
	case line[0] == '{' || line[0] == '[':
		r.jsonBlock(c)
	case isURL(line) && (isHTTP(c.Info) || c.Annotation != nil):
		r.requests(c, s, first)
	case isCurl(line):
		r.curl(c, s, first)
	case s.listsRequest(first):
		r.listed(c, s, first)
	case c.Annotation == nil && r.section != nil && phrases.HeadingOf(r.section.Heading.Plain) == phrases.Response && isHeader(s, first):
		r.headed(c, s, first)
	case isJSON(c.Info) || c.Annotation != nil && c.Annotation.BlockType == "resource":
		r.jsonBlock(c)
	}
}

// isScriptJSON reports whether a block of JavaScript is an object or a list of JSON and
// nothing else: pages have its colours for JSON.
func isScriptJSON(c *Code) bool {
	return (c.Info == "javascript" || c.Info == "js") && isStrict(strings.TrimSpace(c.Text))
}

// withoutEllipses returns a text without the lines that are an ellipsis and nothing else.
func withoutEllipses(text string) string {
	if !strings.Contains(text, "...") && !strings.Contains(text, "…") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch strings.TrimRight(strings.TrimSpace(line), ",") {
		case "...", "…":
		default:
			b.WriteString(line)
		}
	}
	return b.String()
}

// isStrict reports whether a text is an object or a list of JSON, without liberties other
// than lines of an ellipsis.
func isStrict(text string) bool {
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	_, notes, err := relaxed.ParseString(withoutEllipses(text))
	return err == nil && len(notes) == 0
}

// isShell reports whether an info string names a shell, whose commands may be curl's.
func isShell(info string) bool {
	switch info {
	case "bash", "sh", "shell", "console", "curl", "cmd", "zsh":
		return true
	}
	return false
}

func isHTTP(info string) bool {
	return info == "http" || info == "https" || info == "rest" || strings.HasPrefix(info, "msgraph")
}

func isJSON(info string) bool { return strings.HasPrefix(info, "json") }

// lines is a text with the offsets of its lines.
type lines struct {
	text   string
	starts []int
}

func newLines(text string) *lines {
	l := &lines{text: text, starts: make([]int, 1, strings.Count(text, "\n")+1)}
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 || i+n+1 >= len(text) {
			return l
		}
		i += n + 1
		l.starts = append(l.starts, i)
	}
}

func (l *lines) count() int { return len(l.starts) }

// line returns line i without its line end and blanks before that.
func (l *lines) line(i int) string {
	stop := len(l.text)
	if i+1 < len(l.starts) {
		stop = l.starts[i+1]
	}
	return strings.TrimRight(l.text[l.starts[i]:stop], " \t\r\n")
}

// firstLine returns the first line that is neither blank nor a comment before a
// request, or -1.
func (l *lines) firstLine() int {
	for i := range l.starts {
		line := strings.TrimSpace(l.line(i))
		if line == "" || isComment(line) && l.comesRequest(i) {
			continue
		}
		return i
	}
	return -1
}

// comesRequest reports whether a request line or status line follows the comment line i.
func (l *lines) comesRequest(i int) bool {
	for i++; i < len(l.starts) && i < 64; i++ {
		line := strings.TrimSpace(l.line(i))
		if line != "" && !isComment(line) {
			return isRequestLine(line) || isStatusLine(line)
		}
	}
	return false
}

// isComment reports whether a line is a remark: # ..., // ..., /* ... */, <!-- ... -->.
func isComment(line string) bool {
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "/*") || strings.HasPrefix(line, "<!--")
}

// IsLanguage reports whether a tab's ID is that of a programming language. Such a tab
// shows a call in that language. Other tabs hold what the page itself says, such as the
// HTTP of a call, or the ways to address a resource.
func IsLanguage(tab string) bool {
	switch tab {
	case "csharp", "cs", "javascript", "js", "typescript", "ts", "java", "objc", "objective-c", "go", "php", "python", "py",
		"powershell", "ps", "cli", "ruby", "swift", "kotlin", "rust", "bash", "curl":
		return true
	}
	return false
}
