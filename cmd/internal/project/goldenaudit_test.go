package project

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
)

// The audit of the golden exchanges: each message that a test plays is held to the text
// of its page as the plain scan has it, by code that shares nothing with the parser. A
// test whose message was changed until it suited the client would prove nothing.

// A goldenMessage is a message, on a page or in a wire file.
type goldenMessage struct {
	start  string
	header map[string][]string // by lower name, white space folded
	body   string
}

// TestGoldenIsThePages compares every golden message with the fences of its page: method,
// path, query, header fields, media types with their parameters, and bodies.
func TestGoldenIsThePages(t *testing.T) {
	for name, docs := range references() {
		if _, err := os.Stat(docs); err != nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := &audit{pages: map[string][]*plainPage{}}
			for _, p := range plainScan(t, docs) {
				base := auditKey(strings.TrimSuffix(path.Base(p.path), ".md"))
				a.pages[base] = append(a.pages[base], p)
			}
			p, err := Read(t.Context(), config.Settings{Docs: docs, Module: "example.com/sdk/graph"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			files, err := p.Files(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				if strings.HasSuffix(f.Path, ".http") {
					a.file(string(f.Content))
				}
			}
			sort.Strings(a.changed)
			if a.compared+a.unread+a.unshown == 0 {
				t.Skip("the pages have no examples")
			}
			t.Logf("%d messages compared, %d changed, %d that the scan does not read, %d not shown", a.compared, len(a.changed), a.unread, a.unshown)
			for _, c := range a.changed {
				t.Log(c)
			}
			if len(a.changed)*300 > a.compared {
				t.Errorf("%d of %d golden messages are not their page's", len(a.changed), a.compared)
			}
			if (a.unread+a.unshown)*12 > a.compared {
				t.Errorf("%d messages are compared, and %d are not", a.compared, a.unread+a.unshown)
			}
		})
	}
}

// An audit counts what it compares.
type audit struct {
	pages                     map[string][]*plainPage
	compared, unread, unshown int
	changed                   []string
}

// auditKey is the name of a page as wire files have it.
func auditKey(name string) string {
	name = regexp.MustCompile(`[^a-z0-9_-]`).ReplaceAllString(strings.ToLower(name), "-")
	return name[:min(len(name), 80)]
}

// file audits a wire file.
func (a *audit) file(text string) {
	for exchange := range strings.SplitSeq("\n"+text, "\n### ") {
		key, rest, _ := strings.Cut(exchange, "\n")
		if strings.TrimSpace(key) == "" {
			continue
		}
		var sent, got []string
		for line := range strings.Lines(rest) {
			line = strings.TrimRight(line, "\n")
			if text, ok := strings.CutPrefix(line, ">"); ok {
				sent = append(sent, strings.TrimPrefix(text, " "))
			} else if text, ok := strings.CutPrefix(line, "<"); ok {
				got = append(got, strings.TrimPrefix(text, " "))
			}
		}
		a.exchange(key, sent, got)
	}
}

// exchange audits one exchange.
func (a *audit) exchange(key string, sent, got []string) {
	base, _, _ := strings.Cut(key, "/")
	var fences []plainFence
	for name, pages := range a.pages {
		if name == base || len(base) > 60 && strings.HasPrefix(name, base) {
			for _, p := range pages {
				fences = append(fences, p.fences...)
			}
		}
	}
	if scenario(fences, key) {
		return // what it replaces is the page's own change
	}
	at := a.message(key+" request", sent, firstOfSeveral(fences), requestLine)
	if got == nil {
		return // a notification, which nothing answers
	}
	if len(got) == 1 && !answered(fences, at) {
		a.unshown++ // what no body tells apart, or the page is silent about
		return
	}
	a.message(key+" answer", got, fences, looseStatus)
}

// looseStatus is a status line, of which the page may have left out the version or more.
var looseStatus = regexp.MustCompile(`^\s*(?:HTTP(?:/[0-9.]+)?\s+)?([1-5][0-9]{2})(?:\s|$)`)

// firstOfSeveral are the fences with the first request alone where one has several, each
// behind an empty line.
func firstOfSeveral(fences []plainFence) []plainFence {
	cut := slices.Clone(fences)
	for i, f := range cut {
		for n, line := range f.text {
			if n > 0 && requestLine.MatchString(line) && requestLine.MatchString(f.first()) {
				cut[i].text = f.text[:n]
				break
			}
		}
	}
	return cut
}

var scenarioName = regexp.MustCompile(`"name"\s*:\s*"([^"]*)"`)

// scenario reports whether an exchange is a test scenario of its page, by its name.
func scenario(fences []plainFence, key string) bool {
	for _, f := range fences {
		text := strings.Join(f.text, "\n")
		if !strings.Contains(text, `"request-parameters"`) {
			continue
		}
		for _, name := range scenarioName.FindAllStringSubmatch(text, -1) {
			if slug := regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(name[1]), "_"); strings.HasSuffix(key, slug) {
				return true
			}
		}
	}
	return false
}

// answered reports whether a status line comes behind the request at an index.
func answered(fences []plainFence, at int) bool {
	return at >= 0 && slices.ContainsFunc(fences[at+1:], func(f plainFence) bool { return looseStatus.MatchString(f.first()) })
}

// message compares a golden message with the fences that begin like one, and returns the
// index of the one that it is, -1 for none.
func (a *audit) message(what string, lines []string, fences []plainFence, starts *regexp.Regexp) int {
	golden := auditMessage(lines)
	why, unread := "the page has no such fence", false
	for i, f := range fences {
		if !starts.MatchString(f.first()) {
			if starts == looseStatus && golden.body != "" && len(golden.header) == 0 {
				if diff, ok := compareBodies(strings.Join(f.text, "\n"), golden.body); ok && diff == "" {
					a.compared++ // a body alone, which stands for the whole answer
					return i
				}
			}
			continue
		}
		diff, ok := compareMessages(auditMessage(f.text), golden)
		if diff == "" && ok {
			a.compared++
			return i
		}
		unread = unread || !ok
		if ok && (why == "the page has no such fence" || len(diff) < len(why)) {
			why = diff
		}
	}
	if unread {
		a.unread++
		return -1
	}
	a.compared++
	a.changed = append(a.changed, what+": "+why)
	return -1
}

var fieldLine = regexp.MustCompile(`^\s*([A-Za-z][A-Za-z0-9-]*)\s*:\s*(.*?)\s*$`)

// auditMessage divides a message into start line, header and body. An empty line between
// the first two is overlooked.
func auditMessage(lines []string) goldenMessage {
	m := goldenMessage{header: map[string][]string{}}
	i := 0
	next := func() string {
		for j := i; j < len(lines); j++ {
			if strings.TrimSpace(lines[j]) != "" {
				return lines[j]
			}
		}
		return ""
	}
	for i < len(lines) && strings.TrimSpace(lines[i]) == "" {
		i++
	}
	if i == len(lines) {
		return m
	}
	m.start = strings.TrimSpace(lines[i])
	i++
	if f := fieldLine.FindStringSubmatch(next()); f != nil && f[2] != "" && !strings.HasPrefix(f[2], "//") {
		for i < len(lines) && strings.TrimSpace(lines[i]) == "" {
			i++
		}
	}
	for ; i < len(lines); i++ {
		f := fieldLine.FindStringSubmatch(lines[i])
		if f == nil {
			break
		}
		name := strings.ToLower(f[1])
		if !slices.Contains([]string{"authorization", "host", "content-length", "connection", "date", "user-agent", "accept-encoding", "transfer-encoding", "content-encoding"}, name) && f[2] != "" {
			m.header[name] = append(m.header[name], strings.Join(strings.Fields(f[2]), " "))
		}
	}
	m.body = strings.TrimSpace(strings.Join(lines[i:], "\n"))
	return m
}

// compareMessages returns what differs, "" for nothing, and whether the scan can read the
// page's message.
func compareMessages(page, golden goldenMessage) (string, bool) {
	if diff, ok := compareStarts(page.start, golden.start); diff != "" || !ok {
		return diff, ok
	}
	if !reflect.DeepEqual(page.header, golden.header) {
		return fmt.Sprintf("header %v, golden %v", page.header, golden.header), true
	}
	return compareBodies(page.body, golden.body)
}

// compareStarts compares request lines by method, path below the base and query, and status
// lines by status.
func compareStarts(page, golden string) (string, bool) {
	if strings.HasPrefix(golden, "HTTP/") {
		if p, g := looseStatus.FindStringSubmatch(page)[1], strings.Fields(golden)[1]; p != g {
			return "status " + p + ", golden " + g, true
		}
		return "", true
	}
	p, g := requestLine.FindStringSubmatch(page), requestLine.FindStringSubmatch(golden)
	if p == nil || g == nil {
		return "", false
	}
	if p[1] != g[1] {
		return "method " + p[1] + ", golden " + g[1], true
	}
	pagePath, pageQuery, _ := strings.Cut(strings.ReplaceAll(p[2], `\`, "/"), "?")
	pagePath = strings.ReplaceAll(pagePath, ", ", ",")
	goldenPath, goldenQuery, _ := strings.Cut(g[2], "?")
	if diff := comparePaths(pagePath, goldenPath); diff != "" {
		return diff, true
	}
	return compareQueries(pageQuery, goldenQuery)
}

var openName = regexp.MustCompile(`\{+[^{}]*\}+|<[^<>]*>`)

// comparePaths compares a path with the end of a URL's, segment by segment. A name in
// braces or angle brackets matches whatever is in its place.
func comparePaths(page, golden string) string {
	page = strings.ReplaceAll(openName.ReplaceAllString(page, "\x00"), "=(\x00)", "=\x00")
	unescape := func(s string) string {
		if u, err := url.PathUnescape(s); err == nil {
			return u
		}
		return s
	}
	pattern := "(?i)(^|/)" + strings.ReplaceAll(regexp.QuoteMeta(unescape(strings.TrimLeft(golden, "/"))), "\x00", ".+") + "/?$"
	if regexp.MustCompile(pattern).MatchString(unescape(page)) {
		return ""
	}
	p, g := strings.Split(strings.Trim(page, "/"), "/"), strings.Split(strings.Trim(golden, "/"), "/")
	shown := strings.ReplaceAll(page, "\x00", "{}")
	if len(p) < len(g) {
		return "path " + shown + ", golden " + golden
	}
	p = p[len(p)-len(g):]
	for i := range g {
		want := strings.ReplaceAll(regexp.QuoteMeta(unescape(p[i])), "\x00", ".+")
		if ok, err := regexp.MatchString("^"+want+"$", unescape(g[i])); err != nil || !ok {
			return "path " + shown + ", golden " + golden
		}
	}
	return ""
}

// compareQueries compares queries by decoded names and values, in any order.
func compareQueries(page, golden string) (string, bool) {
	pairs := func(q string) []string {
		var all []string
		for pair := range strings.SplitSeq(q, "&") {
			if text, err := url.QueryUnescape(pair); err == nil {
				pair = text
			}
			if pair = strings.Join(strings.Fields(pair), ""); pair != "" { // folded where it is long
				all = append(all, strings.TrimSuffix(pair, "="))
			}
		}
		sort.Strings(all)
		return all
	}
	if p, g := pairs(page), pairs(golden); !slices.Equal(p, g) {
		return fmt.Sprintf("query %q, golden %q", p, g), true
	}
	return "", true
}

// compareBodies compares JSON by value and anything else line by line. It reports false for
// a body that looks like JSON and is not, strictly.
func compareBodies(page, golden string) (string, bool) {
	var p, g any
	if json.Unmarshal([]byte(golden), &g) == nil {
		if json.Unmarshal([]byte(page), &p) != nil {
			return "", page == "" || !strings.ContainsAny(page[:1], "{[\"/")
		}
		return compareValues("", p, g), true
	}
	fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if fold(page) != fold(golden) {
		return fmt.Sprintf("body %.60q, golden %.60q", fold(page), fold(golden)), true
	}
	return "", true
}

// placeholderForm is what stands on a page for a value.
var placeholderForm = regexp.MustCompile(`(?i)^\{.+\}$|^<.+>$|\.\.\.|…|.-value(-?\d+)?$|^(edm\.)?(string|boolean|bool|int(32|64|eger)?|double|single|decimal|date(time(offset)?)?|time(stamp|ofday)?|duration|guid|uuid|binary|stream)$|^string \(\w+\)$`)

// compareValues returns the first place where two JSON values differ, "" for none. A
// placeholder on the page matches any value.
func compareValues(at string, page, golden any) string {
	if text, ok := page.(string); ok && placeholderForm.MatchString(strings.TrimSpace(text)) {
		return ""
	}
	switch p := page.(type) {
	case map[string]any:
		g, ok := golden.(map[string]any)
		if !ok || len(p) != len(g) {
			break
		}
		for name := range p {
			if _, ok := g[name]; !ok {
				return at + "." + name + " is left out"
			}
			if diff := compareValues(at+"."+name, p[name], g[name]); diff != "" {
				return diff
			}
		}
		return ""
	case []any:
		g, ok := golden.([]any)
		if !ok || len(p) != len(g) {
			break
		}
		for i := range p {
			if diff := compareValues(fmt.Sprintf("%s[%d]", at, i), p[i], g[i]); diff != "" {
				return diff
			}
		}
		return ""
	default:
		if reflect.DeepEqual(page, golden) {
			return ""
		}
	}
	return fmt.Sprintf("%s is %.60v, golden %.60v", at, page, golden)
}
