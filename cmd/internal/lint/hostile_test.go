package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// hostile are pages that ask for work or memory out of proportion to their size, by
// what they would do to whom.
var hostile = map[string]func(n int) string{
	"broken links":       func(n int) string { return "# x\n\n" + strings.Repeat("[x](absent.md)\n\n", n/16) },
	"broken anchors":     func(n int) string { return manyLines(n/40, "## heading %d\n\n[x](#heding-%[1]d)\n\n") },
	"one long paragraph": func(n int) string { return "# x\n\n" + strings.Repeat("[x](a.md) ", n/10) },
	"open brackets": func(n int) string {
		return "|a|b|\n|-|-|\n|" + strings.Repeat("(", n/2) + strings.Repeat("|", n/2) + "\n"
	},
	"brackets that close": func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|(|)|x|\n", n/8) },
	"relaxed JSON":        func(n int) string { return "```json\n[" + strings.Repeat("'x',\n", n/5) + "]\n```\n" },
	"many blocks":         func(n int) string { return strings.Repeat("```json\n{'a':1,}\n```\n", n/22) },
	"many names": func(n int) string {
		return strings.Repeat("<!-- {\"blockType\":\"request\",\"name\":\"a\"} -->\n```http\nGET /a\n```\n", n/64)
	},
	"many lengths": func(n int) string {
		return strings.Repeat("```http\nGET /a\nContent-Length: 9\n\n{}\n```\n", n/42)
	},
}

func manyLines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestHostile checks and fixes pages of 256 KiB that are made to be hard. How long
// that takes, BenchmarkHostile measures.
func TestHostile(t *testing.T) {
	size := 1 << 18
	if testing.Short() {
		size = 1 << 14
	}
	for name, build := range hostile {
		t.Run(name, func(t *testing.T) { checkAndFix(t, build(size)) })
	}
}

// BenchmarkHostile tells by two sizes of a page whether the time it takes is in
// proportion.
func BenchmarkHostile(b *testing.B) {
	for name, build := range hostile {
		for _, n := range []int{1 << 17, 1 << 19} {
			text := build(n)
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					checkAndFix(b, text)
				}
			})
		}
	}
}

func checkAndFix(t testing.TB, text string) {
	t.Helper()
	docs := memoryDocs{"api/x.md": []byte(text)}
	pages := []*parser.Page{parseAlone("api/x.md", []byte(text))}
	in := lint.Input{Pages: pages, Result: reading.Read(pages, nil), Docs: emptyDocs{docs}}
	findings, err := lint.Check(in, config.Lint{})
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) > 10_000 {
		t.Errorf("there are %d findings", len(findings))
	}
	if _, err := lint.Fixes(in, config.Lint{}, findings, parseAlone); err != nil {
		t.Fatal(err)
	}
}

// emptyDocs are pages with no other file beside them.
type emptyDocs struct{ memoryDocs }

func (emptyDocs) Look(string) source.Kind { return source.Nothing }
