package pattern

// This file guesses what was meant by a pattern that nothing goes with.

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// NearestPath says what to write instead of a pattern over paths that is over
// none of those given, in whatever method, or "" where it has no idea. It looks
// for the first segment that no path goes on with.
func (p *Pattern) NearestPath(paths []string) string {
	if p.Over != Paths {
		return ""
	}
	for n, segment := range p.segments {
		before, err := compile(strings.Join(p.segments[:n], "/"))
		here, err2 := compile(segment)
		if err != nil || err2 != nil || segment == "**" {
			return ""
		}
		var next []string
		longer := false
		for _, path := range paths {
			parts := strings.Split(path[1:], "/")
			if len(parts) > n && before.match(strings.ToLower(strings.Join(parts[:n], "/"))) {
				next = append(next, parts[n])
				longer = longer || here.match(strings.ToLower(parts[n]))
			}
		}
		if !longer {
			word := nearest.Word(p.written[n], next)
			if word == "" || strings.ContainsAny(word, "<(:") {
				return ""
			}
			written := append(append([]string{}, p.written[:n]...), word)
			return didYouMean("/" + strings.Join(append(written, p.written[n+1:]...), "/") + p.methodsWritten())
		}
	}
	// There are paths that begin like that: they go on.
	return didYouMean("/" + strings.Join(p.written, "/") + "/**" + p.methodsWritten())
}

// methodsWritten is the end of the pattern that names the methods.
func (p *Pattern) methodsWritten() string {
	if len(p.Methods) == 0 {
		return ""
	}
	return "#" + strings.Join(p.Methods, ",")
}

// NearestName says which of the names known is meant by a pattern over resources
// or pages, or "" where it has no idea or the pattern is no plain name.
func (p *Pattern) NearestName(known []string) string {
	text, methods, _ := strings.Cut(p.Text, "#")
	word := nearest.Word(text, known)
	if word == "" || strings.ContainsAny(text, `*?[{\`) {
		return ""
	}
	if methods != "" {
		word += "#" + methods
	}
	return didYouMean(word)
}

func didYouMean(text string) string { return fmt.Sprintf("did you mean %q?", text) }
