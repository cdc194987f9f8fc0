package generator

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file finds out how a request line writes the arguments of functions, which may be
// otherwise than its method sends them: by another alias, in a list that it leaves out, with
// a word in the place of one.

// aliased is the text of a request line with the aliases that its method has for arguments
// of functions: one name of an alias is as good as another, and what an example sends by one
// may stand in the parentheses of the line.
func (l *requestLine) aliased() string {
	path, query, asked := strings.Cut(l.request.Template, "?")
	for _, s := range l.method.call.Path {
		for _, a := range s.Args {
			head, value, ok := strings.Cut(path, a.Name+"=")
			if a.Placeholder != "" || !api.IsAlias(a.Literal) || !ok {
				continue
			}
			value, _, _ = strings.Cut(api.SplitOutside(value, ',')[0], ")")
			fields := slices.DeleteFunc(strings.Split(query, "&"), func(f string) bool { return api.IsAlias(value) && strings.HasPrefix(f, value+"=") })
			query = strings.Join(fields, "&")
			path = head + a.Name + "=" + a.Literal + path[len(head)+len(a.Name)+1+len(value):]
		}
	}
	if asked && query != "" {
		return path + "?" + query
	}
	return path
}

// listedArgs are the arguments without those of functions for which the line has no
// placeholder: it has no list of arguments, or a word in the place, as in columns(count=n).
func listedArgs(l *requestLine, args []lineArg) []lineArg {
	var listed []lineArg
	next := 0
	for _, s := range l.method.call.Path {
		for _, a := range s.Args {
			if a.Placeholder == "" {
				continue
			}
			_, value, _ := strings.Cut(l.request.Template, a.Name+"=")
			if s.Kind != api.Operator || strings.IndexAny(strings.TrimLeft(value, "'"), "{<") == 0 {
				listed = append(listed, args[next])
			}
			next++
		}
	}
	return listed
}

// withLists is the path of a request line with the values that made has in the lists of
// arguments of functions. The names of functions and arguments remain the line's.
func withLists(path, made string) string {
	have, want := strings.Split(path, "/"), strings.Split(made, "/")
	for i := 0; i < len(have) && i < len(want); i++ {
		name, list, _ := strings.Cut(have[i], "(")
		made, values, ok := strings.Cut(want[i], "(")
		if ok && name == made && (strings.Trim(list, ")") == "" || slices.Equal(listNames(list), listNames(values))) {
			have[i] = want[i]
		}
	}
	return strings.Join(have, "/")
}

// listNames are the names in a list of arguments.
func listNames(list string) []string {
	var names []string
	for arg := range strings.SplitSeq(list, ",") {
		name, _, _ := strings.Cut(arg, "=")
		names = append(names, name)
	}
	return names
}
