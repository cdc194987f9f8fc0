package project

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/parser/reading/account"
)

// TestAccountOfDocs sees that of every line of the project's own reference it is known
// what became of it, and that all of it that means something is in the model.
func TestAccountOfDocs(t *testing.T) {
	s := docs(t)
	tally := checkAccount(t, s, nil)
	if tally[account.Row][account.Reported] > 0 || tally[account.Fence][account.Reported] > 0 {
		t.Errorf("rows and fences come to %v", tally)
	}
}

// TestAccountOfCorpora sees the same of references that others have written: there
// what is not read has a diagnostic.
func TestAccountOfCorpora(t *testing.T) {
	for _, folder := range []string{"graph/api-reference/v1.0", "graph-earlier/api-reference/v1.0", "business-central/v1.0"} {
		t.Run(folder, func(t *testing.T) {
			s := corpus(t)
			s.Docs = strings.Replace(s.Docs, "/graph/api-reference/v1.0", "/"+folder, 1)
			if _, err := os.Stat(s.Docs); err != nil {
				t.Skip(err)
			}
			t.Logf("lines by kind and fate: %v", checkAccount(t, s, nil))
		})
	}
}

// checkAccount compares the account of all pages with a plain scan of them: each line
// of a fence and each row of a table has an entry, and none is unread. JSON is never mere
// code. It counts the lines by kind and fate.
func checkAccount(t *testing.T, s config.Settings, note func(page string, e account.Entry)) map[account.Kind]map[account.Fate]int {
	t.Helper()
	p, err := Read(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	scanned := map[string]*plainPage{}
	for _, page := range plainScan(t, s.Docs) {
		scanned[page.path] = page
	}
	tally := map[account.Kind]map[account.Fate]int{}
	checked := 0
	for _, page := range p.pages {
		plain := scanned[page.Path]
		if plain == nil {
			continue
		}
		lines := p.read.Account.Lines(page, strings.Join(plain.lines, "\n"))
		has, plainly := map[int]bool{}, map[int]bool{}
		for _, line := range lines {
			for _, e := range line.Entries {
				has[line.Number] = has[line.Number] || e.Kind == account.Fence || e.Kind == account.Row
				plainly[line.Number] = plainly[line.Number] || e.Fate == account.Prose && strings.HasPrefix(e.To, "code in ")
				if e.Fate == account.Unread {
					t.Errorf("%s:%d: %s: %q", page.Path, line.Number, e.To, line.Text)
				}
				if tally[e.Kind] == nil {
					tally[e.Kind] = map[account.Fate]int{}
				}
				tally[e.Kind][e.Fate]++
				if note != nil {
					note(page.Path, e)
				}
			}
			if len(line.Entries) == 0 && strings.TrimSpace(line.Text) != "" {
				if !strings.HasPrefix(strings.TrimSpace(line.Text), "<!--") {
					t.Errorf("%s:%d: there is no account of %q", page.Path, line.Number, line.Text)
				}
			}
		}
		for _, row := range plain.rows {
			if checked++; !has[row.line] {
				t.Errorf("%s:%d: there is no account of the row %v", page.Path, row.line, row.cells)
			}
		}
		for _, fence := range plain.fences {
			if strings.Contains(strings.TrimLeft(strings.TrimSpace(plain.lines[fence.line-1]), "`"), "`") {
				continue // a code span (CommonMark 4.5), which the scan takes for a fence
			}
			if strings.HasSuffix(strings.TrimSpace(plain.lines[fence.line-1]), "json") && len(fence.text) > 0 && strings.HasPrefix(fence.text[0], "{") && plainly[fence.textLine] {
				t.Errorf("%s:%d: the JSON is said to be code and nothing else", page.Path, fence.textLine)
			}
			for i, text := range fence.text {
				if checked++; strings.TrimSpace(text) != "" && !has[fence.textLine+i] {
					t.Errorf("%s:%d: there is no account of %q", page.Path, fence.textLine+i, text)
				}
			}
		}
	}
	if checked == 0 {
		t.Error("the scan has found nothing")
	}
	return tally
}
