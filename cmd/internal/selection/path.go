package selection

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file writes paths the way patterns take them: package pattern says how.

// pathText writes a path.
func pathText(path api.Path) string {
	var b strings.Builder
	for _, seg := range path {
		b.WriteString("/" + strings.ReplaceAll(segmentText(seg), "/", "%2F") + seg.Suffix)
	}
	return b.String()
}

func segmentText(seg api.Segment) string {
	switch seg.Kind {
	case api.Key:
		parts := make([]string, len(seg.Args))
		for i, a := range seg.Args {
			parts[i] = argText(a)
		}
		return strings.Join(parts, ",")
	case api.ByPath:
		return ":" + argText(seg.Args[0])
	}
	if len(seg.Args) == 0 {
		return seg.Name
	}
	args := make([]string, len(seg.Args))
	for i, a := range seg.Args {
		args[i] = a.Name + "=" + argText(a)
	}
	return seg.Name + "(" + strings.Join(args, ",") + ")"
}

// argText is the value of an argument.
func argText(a api.Arg) string {
	if a.Placeholder != "" {
		return a.Prefix + pattern.Key
	}
	return a.Prefix + strings.ReplaceAll(a.Literal, "'", "")
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
