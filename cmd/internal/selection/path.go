package selection

import (
	"bytes"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file writes paths the way patterns take them: package pattern says how.

// pathText writes a path. To a pattern every segment is one of its own, keys and paths
// inside the path among them; quotes do not matter.
func pathText(path api.Path) string {
	fixed := strings.NewReplacer("/", "%2F", "'", "")
	n := api.Notation{
		Segments: true, Bare: true,
		Fixed: func(dst []byte, text string) []byte { return append(dst, fixed.Replace(text)...) },
		Hole:  func(dst []byte, _ api.SegmentKind, _ *api.Arg) []byte { return append(dst, pattern.Key...) },
	}
	var b []byte
	for i := range path {
		seg := path[i]
		seg.Bare = false // id={id} is (id='{id}')
		if seg.Kind == api.AlternateKey {
			b = append(b, '/')
		}
		b = bytes.TrimSuffix(api.Path{seg}.Append(b, n), []byte("()"))
	}
	return string(b)
}

// rawText writes a template as the page has it: with the ids and values that the
// page puts where placeholders belong, and without what it leaves out.
func rawText(template string) string {
	path, _, _ := strings.Cut(template, "?")
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		switch c := path[i]; c {
		case '{', '<':
			b.WriteString(pattern.Key)
			n := strings.IndexByte(path[i:], c+2) // '}' and '>'
			if n < 0 {
				n = len(path)
			}
			i += n
		case '\'':
		default:
			b.WriteByte(c)
		}
	}
	const key = pattern.Key
	text := strings.ReplaceAll(b.String(), "("+key+")", "/"+key)
	text = strings.ReplaceAll(text, ":/"+key+":", "/:"+key)
	text = strings.ReplaceAll(text, ":/"+key, "/:"+key)
	return "/" + strings.Trim(text, "/")
}
