package code

import (
	"bytes"
	"go/format"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCommentsMeanNothing sees that gofmt finds nothing in the text of pages that it
// would take for more than text, and leaves comments as they are.
func TestCommentsMeanNothing(t *testing.T) {
	texts := []string{
		"A Heading", "ends in a word", "``quoted''", "1. one", "a  b", "Deprecated: no", "[x]: y", "# x", "- x", "* x", "\tcode",
		"One.", "It's the users' Name", "Of v1.0", "See [Event]", "É", "日本", "x:", "Go 1.2 is. Fine", "+build x", "//go:build x", "x\n\ny", "",
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		doc := newComment("X is one.")
		for range 1 + r.IntN(5) {
			switch text := texts[r.IntN(len(texts))]; r.IntN(8) {
			case 0:
				doc.paragraph(text)
				doc.item(texts[r.IntN(len(texts))])
				doc.item("two words")
			case 1:
				doc.deprecated(Deprecation{}, "it is.")
			default:
				doc.paragraph(text)
			}
		}
		source := []byte("package p\n\n" + doc.String() + "\ntype X int\n")
		formatted, err := format.Source(source)
		if err != nil {
			t.Fatalf("%v\n%s", err, source)
		}
		if !bytes.Equal(formatted, source) {
			t.Fatalf("-gofmt +ours: %s", cmp.Diff(string(formatted), string(source)))
		}
	}
}
