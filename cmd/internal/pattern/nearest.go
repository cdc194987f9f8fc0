package pattern

// This file guesses what was meant by a pattern that matches nothing.

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// NearestPath returns a hint about a pattern of request paths that matches none of the
// paths given, whatever their methods. It returns "" where it finds nothing that was likely
// meant. It looks for the first segment that no path has at that point.
func (p *Pattern) NearestPath(paths []string) string {
	if p.Subject != Paths {
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
	// There are longer paths that begin like that.
	return didYouMean("/" + strings.Join(p.written, "/") + "/**" + p.methodsWritten())
}

// methodsWritten is the end of the pattern that names the methods.
func (p *Pattern) methodsWritten() string {
	if len(p.Methods) == 0 {
		return ""
	}
	return "#" + strings.Join(p.Methods, ",")
}

// NearestName returns the known name that a pattern of resources or pages likely means. It
// returns "" where there is none, or where the pattern has wildcards.
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
