package lint

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// The catalogue is a few pages of markdown, which are also its documentation. A
// section of the second level is a rule:
//
//	## content-length
//
//	*warning, fixable* A Content-Length that fits the body with no kind of line ends.
//
//	What is meant by it, in paragraphs.
//
//	Bad:
//
//	````markdown
//	...
//	````
//
//	Good:
//
//	````markdown
//	...
//	````
//
// A code block is a page; its info string may say which, as in "markdown
// resources/job.md". The tests read the examples: there is a finding of the rule in the bad
// one and none in the good one. They also compare the rules with the codes in the source.

//go:embed rules/*.md
var rulePages embed.FS

// A Rule is one kind of finding.
type Rule struct {
	Code string
	// Severities are those that its findings may have by default, the gravest first.
	Severities []diag.Severity
	// Fixable is true where "lint --fix" mends at least some of what it finds.
	Fixable bool
	// Summary is a sentence, Explanation one or more paragraphs of markdown.
	Summary, Explanation string
	// Bad has a finding of the rule, Good has none.
	Bad, Good []Example

	page string // of the catalogue
}

// An Example is a page of an example.
type Example struct {
	Path string // below the docs folder
	Text string
}

// examplePath is the page that an example is where it does not say which.
const examplePath = "api/example.md"

// rules reads the catalogue once. It is embedded, and the tests read all of it.
var rules = sync.OnceValue(func() []Rule {
	var all []Rule
	names, _ := fs.Glob(rulePages, "rules/*.md")
	for _, name := range names {
		text, _ := rulePages.ReadFile(name)
		for _, section := range sections(string(text)) {
			rule := parseRule(section)
			rule.page = path.Base(name)
			all = append(all, rule)
		}
	}
	slices.SortFunc(all, func(a, b Rule) int { return strings.Compare(a.Code, b.Code) })
	return all
})

// Rules returns the catalogue, in the order of the codes.
func Rules() []Rule { return slices.Clone(rules()) }

// Codes returns the codes of all rules, in order.
func Codes() []string {
	codes := make([]string, len(rules()))
	for i, r := range rules() {
		codes[i] = r.Code
	}
	return codes
}

// Find returns the rule of a code. Its error says which may be meant instead.
func Find(code string) (Rule, error) {
	i, ok := slices.BinarySearchFunc(rules(), code, func(r Rule, code string) int { return strings.Compare(r.Code, code) })
	if !ok {
		return Rule{}, fmt.Errorf("there is no rule %q; %s", code, suggestion(code))
	}
	return rules()[i], nil
}

// fence opens and closes an example, which may hold code blocks with fences of three.
const fence = "````"

// sections cuts a page at its headings of the second level, and leaves out what is
// before the first. What is in an example is no heading.
func sections(text string) []string {
	var all []string
	inside := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, fence) {
			inside = !inside
		}
		switch heading, ok := strings.CutPrefix(line, "## "); {
		case ok && !inside:
			all = append(all, heading)
		case len(all) > 0:
			all[len(all)-1] += line
		}
	}
	return all
}

// parseRule reads a section without the marks of its heading.
func parseRule(section string) Rule {
	code, rest, _ := strings.Cut(section, "\n")
	r := Rule{Code: strings.TrimSpace(code)}
	head, rest, _ := strings.Cut(strings.TrimSpace(rest), "\n\n")
	words, summary, _ := strings.Cut(strings.TrimPrefix(head, "*"), "* ")
	r.Summary = strings.TrimSpace(summary)
	for _, word := range strings.Split(words, ", ") {
		if word == "fixable" {
			r.Fixable = true
			continue
		}
		r.Severities = append(r.Severities, diag.Severity(word))
	}
	explanation, rest, _ := strings.Cut(rest, "Bad:\n")
	r.Explanation = strings.TrimSpace(explanation)
	bad, good, _ := strings.Cut(rest, "\nGood:\n")
	r.Bad, r.Good = examples(bad), examples(good)
	return r
}

// examples reads the code blocks of a text.
func examples(text string) []Example {
	var all []Example
	for {
		_, rest, ok := strings.Cut("\n"+text, "\n"+fence)
		if !ok {
			return all
		}
		info, rest, _ := strings.Cut(rest, "\n")
		body, rest, ok := strings.Cut("\n"+rest, "\n"+fence)
		if !ok {
			return all
		}
		_, name, ok := strings.Cut(info, " ")
		if !ok {
			name = examplePath
		}
		all = append(all, Example{Path: name, Text: strings.TrimPrefix(body, "\n") + "\n"})
		text = rest
	}
}

// Explain writes what a rule is about, as markdown.
func (r Rule) Explain() string {
	var b strings.Builder
	names := make([]string, len(r.Severities))
	for i, s := range r.Severities {
		names[i] = string(s)
	}
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n", r.Code, strings.Join(names, " or "), r.Summary)
	if r.Explanation != "" {
		fmt.Fprintf(&b, "\n%s\n", r.Explanation)
	}
	if r.Fixable {
		b.WriteString("\n\"sdkscribe lint --fix\" mends this where there is one right answer.\n")
	}
	for _, side := range []struct {
		title string
		pages []Example
	}{{"Bad", r.Bad}, {"Good", r.Good}} {
		for _, page := range side.pages {
			fmt.Fprintf(&b, "\n%s, in %s:\n\n", side.title, page.Path)
			for line := range strings.Lines(page.Text) {
				b.WriteString(strings.TrimRight("    "+line, " \n") + "\n")
			}
		}
	}
	return b.String()
}
