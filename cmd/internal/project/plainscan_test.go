package project

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A plain scan of the pages' text, line by line, which shares nothing with the
// parser and knows nothing of what is made of a page: what it finds must arrive in
// the model, so that nothing is lost in silence. It looks at less than the parser
// does (no relaxed JSON, no tabs within lists, no included text), and at that only
// in its plain form.

// A plainPage is a page as the scan sees it.
type plainPage struct {
	path   string // below the docs folder
	title  string
	fences []plainFence
	rows   []plainRow
	lines  []string
}

// A plainFence is a code block with the comment right before it.
type plainFence struct {
	line     int    // of the opening fence
	comment  string // "" for none
	heading  string // the one above, in lower case
	under    []string
	tab      string // of the tab that it is in, "" for none
	text     []string
	textLine int
}

// A plainRow is a row of a table below its header.
type plainRow struct {
	line    int
	heading string
	level   int
	header  []string // in lower case
	cells   []string
}

var (
	headingLine = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	fenceLine   = regexp.MustCompile("^\\s*(```+|~~~+)")
	tabLine     = regexp.MustCompile(`^#\s+\[[^\]]*\]\(#tab/([a-z-]+)\)`)
	requestLine = regexp.MustCompile(`^\s*(GET|POST|PATCH|PUT|DELETE)\s+(\S.*?)(?:\s+HTTP/[0-9.]+)?\s*$`)
	statusLine  = regexp.MustCompile(`^\s*HTTP/[0-9.]+\s+[0-9]{3}`)
	separator   = regexp.MustCompile(`^\|?[\s:|-]*-[\s:|-]*\|?$`)
	link        = regexp.MustCompile(`!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?`)
)

// plainScan reads the pages of a folder.
func plainScan(t *testing.T, docs string) []*plainPage {
	t.Helper()
	var files []string
	err := filepath.WalkDir(docs, func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".md" {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	var pages []*plainPage
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rel, err := filepath.Rel(docs, file)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, scanPage(filepath.ToSlash(rel), string(text)))
	}
	return pages
}

// scanPage reads one page.
func scanPage(path, text string) *plainPage {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	s := &pageScan{page: &plainPage{path: path, lines: strings.Split(text, "\n")}}
	for s.at < len(s.page.lines) {
		s.line(s.page.lines[s.at])
	}
	return s.page
}

// pageScan is where the scan of a page stands.
type pageScan struct {
	page    *plainPage
	at      int
	comment string // not yet followed by text
	heading string
	level   int
	stack   []plainHeading
	tab     string
	header  []string // of the table at hand
}

type plainHeading struct {
	level int
	text  string
}

// line takes the line at hand, and what belongs to it.
func (s *pageScan) line(text string) {
	switch {
	case strings.TrimSpace(text) == "":
		s.at++
		s.header = nil
	case strings.HasPrefix(strings.TrimSpace(text), "<!--"):
		s.takeComment()
	case fenceLine.MatchString(text):
		s.takeFence(fenceLine.FindStringSubmatch(text)[1])
	case tabLine.MatchString(text):
		s.tab, s.comment = tabLine.FindStringSubmatch(text)[1], ""
		s.at++
	case strings.TrimSpace(text) == "---":
		s.tab, s.comment = "", ""
		s.at++
	case headingLine.MatchString(text):
		m := headingLine.FindStringSubmatch(text)
		s.takeHeading(len(m[1]), m[2])
	case strings.Contains(text, "|"):
		s.takeRow(text)
	default:
		s.comment, s.header = "", nil
		s.at++
	}
}

func (s *pageScan) takeComment() {
	from := s.at
	for s.at < len(s.page.lines) && !strings.Contains(s.page.lines[s.at], "-->") {
		s.at++
	}
	s.comment = strings.Join(s.page.lines[from:min(s.at+1, len(s.page.lines))], "\n")
	s.at++
	s.header = nil
}

func (s *pageScan) takeFence(mark string) {
	f := plainFence{line: s.at + 1, comment: s.comment, heading: s.heading, tab: s.tab, textLine: s.at + 2}
	for _, h := range s.stack {
		f.under = append(f.under, h.text)
	}
	s.comment, s.header = "", nil
	for s.at++; s.at < len(s.page.lines); s.at++ {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(s.page.lines[s.at]), mark); ok && strings.Trim(rest, mark[:1]) == "" {
			s.at++
			break
		}
		f.text = append(f.text, s.page.lines[s.at])
	}
	s.page.fences = append(s.page.fences, f)
}

func (s *pageScan) takeHeading(level int, text string) {
	if level == 1 && s.page.title == "" {
		s.page.title = text
	}
	for len(s.stack) > 0 && s.stack[len(s.stack)-1].level >= level {
		s.stack = s.stack[:len(s.stack)-1]
	}
	s.heading, s.level = strings.ToLower(strings.Trim(text, "*` :")), level
	s.stack = append(s.stack, plainHeading{level, s.heading})
	s.comment, s.header, s.tab = "", nil, ""
	s.at++
}

// takeRow takes a line with a bar in it: a header where a separator follows, else a
// row of the table at hand.
func (s *pageScan) takeRow(text string) {
	s.comment = ""
	if s.at+1 < len(s.page.lines) && separator.MatchString(strings.TrimSpace(s.page.lines[s.at+1])) && s.header == nil {
		for _, c := range cells(text) {
			s.header = append(s.header, strings.ToLower(c))
		}
		s.at += 2
		return
	}
	if s.header != nil {
		s.page.rows = append(s.page.rows, plainRow{line: s.at + 1, heading: s.heading, level: s.level, header: s.header, cells: cells(text)})
	}
	s.at++
}

// cells divides a row, and takes links and emphasis off what it holds.
func cells(row string) []string {
	row = strings.ReplaceAll(strings.TrimSpace(row), `\|`, "\x00")
	row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
	var out []string
	for c := range strings.SplitSeq(row, "|") {
		c = link.ReplaceAllString(strings.ReplaceAll(c, "\x00", "|"), "$1")
		out = append(out, strings.TrimSpace(strings.Trim(strings.TrimSpace(c), "*`_")))
	}
	return out
}

// says reports whether a fence's comment has a key with a value, as "key": "value".
func (f plainFence) says(key, value string) bool { return f.value(key) == value }

// value returns a string in a fence's comment.
func (f plainFence) value(key string) string {
	m := regexp.MustCompile(`["']?` + regexp.QuoteMeta(key) + `["']?\s*:\s*["']([^"']*)["']`).FindStringSubmatch(f.comment)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(m[1])
}

// first returns the first line of a fence that is not empty.
func (f plainFence) first() string {
	for _, line := range f.text {
		if strings.TrimSpace(line) != "" {
			return line
		}
	}
	return ""
}

// shown reports whether a fence stands where readers of HTTP see it.
func (f plainFence) shown() bool { return f.tab == "" || f.tab == "http" }

// inExample reports whether a fence stands under a heading about examples.
func (f plainFence) inExample() bool {
	for _, h := range f.under {
		for _, word := range []string{"example", "sample", "request", "response"} {
			if strings.HasPrefix(h, word) && !strings.HasPrefix(h, "request body") && !strings.HasPrefix(h, "request header") {
				return true
			}
		}
	}
	return false
}
