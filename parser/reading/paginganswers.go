package reading

// This file reads what the answers of a list have around the elements, as examples show it
// and tables describe it.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// An around is a member that stands around the elements, with the way to it.
type around struct {
	way   string
	says  phrases.PagingMember
	value *relaxed.Value
	link  bool // whether a table calls it one
}

// read notes what an answer has around its elements.
func (l *list) read(body *relaxed.Value) {
	if body == nil {
		return
	}
	elements := body
	if body.Kind == relaxed.Array {
		if l.shown && !l.array {
			return
		}
		l.array, l.items = true, ""
	} else if elements = body.At(l.items); elements == nil || l.array {
		return
	}
	l.dotted = strings.Contains(l.items, ".") && body.Get(l.items) != nil
	l.shown = true
	if l.element == nil && elements.Kind == relaxed.Array && len(elements.Elements) > 0 {
		l.element = elements.Elements[0]
	}
	for _, a := range aroundIn(body, l.items) {
		i := slices.IndexFunc(l.around, func(b around) bool { return b.way == a.way })
		if i < 0 {
			l.around = append(l.around, a)
		} else if l.around[i].value.Kind == relaxed.Null {
			l.around[i] = a // the last page has null where others have a value
		}
	}
}

// readTable notes what a table of members of the answer has around the elements: the example
// may be of the last page, which has no more of that.
func (l *list) readTable(table calls.Described) {
	front := ""
	if table.Of != "" {
		if front = table.Of + "."; !phrases.GroupsPaging(table.Of) {
			return
		}
	}
	if l.array {
		return
	}
	for _, row := range table.Rows {
		l.describe(front+row.Name, row)
		says, way := phrases.PagingMemberOf(lastPart(row.Name)), front+row.Name
		i := slices.IndexFunc(l.around, func(a around) bool { return a.way == way || strings.HasPrefix(a.way, way+".") })
		link := phrases.CallsLink(row.Description)
		switch {
		case says == phrases.NoPagingMember || says == phrases.AboutPages || row.Collection:
		case i >= 0:
			l.around[i].link = link
		default:
			kind := relaxed.String
			if row.Type == "Edm.Boolean" {
				kind = relaxed.Bool
			} else if row.Type == "Edm.Int32" || row.Type == "Edm.Int64" {
				kind = relaxed.Number
			}
			l.around = append(l.around, around{way: way, says: says, value: &relaxed.Value{Kind: kind}, link: link})
		}
	}
}

// describe notes what a table says of a member beside the elements.
func (l *list) describe(way string, row calls.Row) {
	i := slices.IndexFunc(l.besides, func(b beside) bool { return b.way == way })
	if i < 0 {
		if row.Collection || row.Type != "Edm.String" || way == l.items {
			return
		}
		i, l.besides = len(l.besides), append(l.besides, beside{way: way, value: &relaxed.Value{Kind: relaxed.String}})
	}
	l.besides[i].about = row.Description
}

// aroundIn lists the members of an answer that say something of its pages.
func aroundIn(body *relaxed.Value, items string) []around {
	var all []around
	for _, m := range body.Members {
		if m.Name == items && items != "" {
			continue
		}
		if m.Value.Kind == relaxed.Object && phrases.GroupsPaging(m.Name) {
			for _, inner := range m.Value.Members {
				all = append(all, aroundOf(m.Name+"."+inner.Name, inner.Name, inner.Value)...)
			}
			continue
		}
		all = append(all, aroundOf(m.Name, m.Name, m.Value)...)
	}
	return all
}

// aroundOf is a member of an answer; of a link that is an object, the URL in it.
func aroundOf(way, name string, v *relaxed.Value) []around {
	says := phrases.PagingMemberOf(name)
	switch {
	case v.Kind == relaxed.Array || says == phrases.NoPagingMember:
		return nil
	case v.Kind != relaxed.Object:
		return []around{{way: way, says: says, value: v}}
	}
	for _, m := range v.Members {
		if phrases.HoldsLink(m.Name) && (says == phrases.LeadsNext || says == phrases.LinksNext) {
			return []around{{way: way + "." + m.Name, says: phrases.LinksNext, value: m.Value}}
		}
	}
	return nil
}

// leadsOn reports whether a header field leads to the next page (RFC 8288).
func leadsOn(f parser.Field) bool {
	return strings.EqualFold(f.Name, "Link") && phrases.SaysLinkHeader(f.Value)
}

// isLink reports whether a value is a URL, whole or in part.
func isLink(v *relaxed.Value) bool {
	if v.Kind != relaxed.String {
		return false
	}
	return strings.Contains(v.Text, "://") || strings.HasPrefix(v.Text, "/") && !strings.ContainsAny(v.Text, "+=") || strings.HasPrefix(v.Text, "/") && strings.Contains(v.Text, "?") ||
		strings.Contains(v.Text, "?") && strings.Contains(v.Text, "=")
}

// mentions reports whether a text has a name as a word of its own.
func mentions(text, name string) bool {
	low, name := strings.ToLower(text), strings.ToLower(name)
	for at := 0; name != ""; {
		i := strings.Index(low[at:], name)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(name)
		if (i == 0 || !isNameByte(low[i-1])) && (end == len(low) || !isNameByte(low[end])) {
			return true
		}
		at = end
	}
	return false
}

func isNameByte(c byte) bool { return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' }

// lastPart is the last name of a way.
func lastPart(way string) string { return way[strings.LastIndexByte(way, '.')+1:] }

// lastName is the last name of a way in letters alone, in lower case.
func lastName(way string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z':
			return r
		}
		return -1
	}, lastPart(way))
}
