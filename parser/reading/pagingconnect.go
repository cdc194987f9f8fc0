package reading

// This file tells which member of the answers of a list is sent back in which of its query
// parameters, whatever the two are called: the page says it where it describes one of them,
// or prose about pages names both, or they have one name and it is that of a cursor. What
// a service calls a cursor is its own affair.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A beside is a single value that answers have beside the elements, at any depth.
type beside struct {
	way   string
	value *relaxed.Value
	// echo is whether the request had the same value in a query parameter of that name, so
	// that the answer repeats it.
	echo  bool
	about string // what a table says of it
}

// besidesIn lists the single values of an answer beside its elements, three objects deep.
func besidesIn(v *relaxed.Value, front, items string, depth int) []beside {
	var all []beside
	for _, m := range v.Members {
		way := front + m.Name
		switch {
		case way == items || m.Value.Kind == relaxed.Array || strings.Contains(m.Name, "."):
		case m.Value.Kind != relaxed.Object:
			all = append(all, beside{way: way, value: m.Value})
		case depth > 1:
			all = append(all, besidesIn(m.Value, way+".", items, depth-1)...)
		}
	}
	return all
}

// readBesides notes what an answer has beside its elements. query is that of its request.
func (l *list) readBesides(body *relaxed.Value, query string) {
	if body == nil || body.Kind != relaxed.Object || l.array {
		return
	}
	for _, b := range besidesIn(body, "", l.items, 3) {
		for _, q := range api.ParseQuery(query) {
			b.echo = b.echo || q.Value != "" && q.Value == b.value.Text && lastName(b.way) == lastName(q.Name)
		}
		i := slices.IndexFunc(l.besides, func(c beside) bool { return c.way == b.way })
		if i < 0 {
			l.besides = append(l.besides, b)
		} else if c := &l.besides[i]; c.value.Kind == relaxed.Null {
			c.value, c.echo = b.value, b.echo
		} else {
			c.echo = c.echo || b.echo
		}
	}
}

// sendable reports whether the value of a member may be what is sent back.
func (b *beside) sendable() bool {
	switch b.value.Kind {
	case relaxed.String, relaxed.Number, relaxed.Null:
	default:
		return false
	}
	switch phrases.PagingMemberOf(lastPart(b.way)) {
	case phrases.NoPagingMember, phrases.LeadsNext, phrases.TokenNext:
	case phrases.AboutPages:
		if !isCursor(b.way) {
			return false
		}
	default:
		return false
	}
	return !b.echo && !isLink(b.value)
}

// isCursor reports whether a name is that of a parameter that takes a cursor.
func isCursor(name string) bool {
	says := phrases.PagingParameterOf(lastPart(name))
	return says == phrases.TakesToken || says == phrases.TakesElement
}

// takesBack are the query parameters of a list that may take what an answer has.
func (l *list) takesBack() []parameter {
	var some []parameter
	for _, p := range l.parameters {
		if phrases.PagingParameterOf(p.name) == phrases.NoPagingParameter || isCursor(p.name) {
			some = append(some, p)
		}
	}
	return some
}

// connect returns the member of the answers and the query parameter that takes it, both ""
// where nothing connects any.
func (l *list) connect(k *known) (way, query string) {
	parameters := l.takesBack()
	for _, p := range parameters {
		if way := l.namedBy(p); way != "" {
			return way, p.name
		}
	}
	for i := range l.besides {
		b := &l.besides[i]
		for _, p := range parameters {
			if b.sendable() && mentions(b.about, p.name) && phrases.SpeaksOfPages(b.about) {
				return b.way, p.name
			}
		}
	}
	if way, query := l.bothIn(l.names, parameters); way != "" {
		return way, query
	}
	if way, query := l.bothIn(k.names, parameters); way != "" {
		return way, query
	}
	for i := range l.besides {
		b := &l.besides[i]
		for _, p := range parameters {
			grouped := strings.Contains(b.way, ".") && phrases.GroupsPaging(b.way[:strings.IndexByte(b.way, '.')])
			if isCursor(p.name) && lastName(b.way) == lastName(p.name) && b.sendable() && b.value.Text != "" && (grouped || l.token(p)) {
				return b.way, p.name
			}
		}
	}
	return "", ""
}

// token reports whether a query parameter takes a cursor by its name.
func (l *list) token(p parameter) bool {
	return phrases.PagingParameterOf(p.name) == phrases.TakesToken
}

// namedBy is the member of the answers that the description of a query parameter names: by
// all names on the way to it or, where the description is about pages, by the last one. A
// page that shows no answer may name one that stands among members about pages.
func (l *list) namedBy(p parameter) string {
	pages := phrases.SpeaksOfPages(p.about) || phrases.PagingParameterIn(p.about) == phrases.TakesToken
	for i := range l.besides {
		if b := &l.besides[i]; b.sendable() && strings.Contains(b.way, ".") && mentions(p.about, b.way) {
			return b.way
		}
	}
	if !pages {
		return ""
	}
	for i := range l.besides {
		if b := &l.besides[i]; b.sendable() && mentions(p.about, lastPart(b.way)) {
			return b.way
		}
	}
	if l.shown {
		return ""
	}
	for word := range strings.FieldsSeq(p.about) {
		word = strings.Trim(word, "`*\"'(),;:.")
		if group, _, ok := strings.Cut(word, "."); ok && phrases.GroupsPaging(group) {
			return word
		}
	}
	return ""
}

// bothIn finds the one member of the answers and the one query parameter that prose about
// pages names. Where it names several of any, it does not say which belong together.
func (l *list) bothIn(names []string, parameters []parameter) (way, query string) {
	for i := range l.besides {
		b := &l.besides[i]
		if !b.sendable() || !slices.Contains(names, b.way) && !slices.Contains(names, lastPart(b.way)) {
			continue
		}
		if way != "" && !slices.Contains(names, b.way) {
			return "", ""
		}
		way = b.way
	}
	for _, p := range parameters {
		if !slices.Contains(names, p.name) {
			continue
		}
		if query != "" {
			return "", ""
		}
		query = p.name
	}
	if way == "" || query == "" {
		return "", ""
	}
	return way, query
}
