package generator

import (
	"bytes"
	"go/format"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// randomLiteral writes a literal with keys of many lengths, in and out of ASCII,
// with values on a line and on several.
func randomLiteral(l *layout, r *rand.Rand, deep int) {
	l.put("T")
	l.open()
	n := r.IntN(9)
	first := len(l.rows)
	for range n {
		key := strings.Repeat("k", 1+r.IntN(30))
		if r.IntN(3) == 0 {
			key = strings.Repeat("k", 35+r.IntN(90))
		}
		if r.IntN(4) == 0 {
			key = strconv.Quote(strings.Repeat("é日", r.IntN(40)))
		}
		l.key(key)
		switch {
		case deep > 0 && r.IntN(3) == 0:
			l.pkg("rest", "From[X](&")
			randomLiteral(l, r, deep-1)
			l.put(")")
		case r.IntN(5) == 0:
			l.put("[]T{", "1, 2", "}")
		default:
			l.quote(strings.Repeat("v", r.IntN(60)))
		}
		l.end()
	}
	l.align(first)
	l.close(n > 0)
}

// TestLayout holds literals to what gofmt makes of them.
func TestLayout(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 600 {
		l := (&Plan{}).newLayout()
		randomLiteral(l, r, 3)
		src := []byte("package p\n\nfunc f() {\n\tf(t, x, &" + string(l.text) + ")\n}\n")
		want, err := format.Source(src)
		if err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		if !bytes.Equal(want, src) {
			t.Fatalf("-gofmt +ours: %s", cmp.Diff(string(want), string(src)))
		}
	}
}

// TestCommentLayout holds comments to what gofmt makes of them.
func TestCommentLayout(t *testing.T) {
	texts := []string{
		"A Heading", "ends in a word", "``quoted''", "1. one", "a  b", "Deprecated: no", "[x]: y", "# x", "- x", "* x", "\tcode",
		"One.", "It's the users' Name", "Of v1.0", "See [Event]", "É", "日本", "x:", "Go 1.2 is. Fine", "+build x", "//go:build x", "x\n\ny", "",
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		l := (&Plan{}).newLayout()
		doc := newComment("X is one.")
		for range 1 + r.IntN(5) {
			switch text := texts[r.IntN(len(texts))]; r.IntN(8) {
			case 0:
				doc.paragraph(text)
				doc.item(texts[r.IntN(len(texts))])
				doc.item("two words")
			case 1:
				doc.deprecated("it is.")
			default:
				doc.paragraph(text)
			}
		}
		l.doc(doc)
		l.put("type X struct ")
		l.block(func() {
			l.comment(doc)
			for _, cells := range [][3]string{{"A", "int", "`json:\"a\"`"}, {"Bcd", "[]string", "`json:\"b\"`"}} {
				l.columnLine()
				l.put(cells[0])
				l.gap()
				l.put(cells[1])
				l.gap()
				l.put(cells[2])
			}
			l.columns()
		})
		src := []byte("package p" + string(l.text) + "\n")
		want, err := format.Source(src)
		if err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		if !bytes.Equal(want, src) {
			t.Fatalf("-gofmt +ours: %s", cmp.Diff(string(want), string(src)))
		}
	}
}
