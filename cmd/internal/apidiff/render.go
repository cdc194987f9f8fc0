package apidiff

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// This file puts changes into words.

// Sentence says what a change is, in one line of plain text without the places.
func (r *Report) Sentence(c Change) string {
	return r.sentence(c, func(s string) string { return s })
}

// sentence says what a change is. It passes names and other words of the pages through
// code.
func (r *Report) sentence(c Change, code func(string) string) string {
	subject := string(c.What) + " " + code(r.subject(c))
	switch c.What {
	case AboutDeprecation:
		if c.Kind == Removed {
			return code(r.subject(c)) + " is no longer deprecated"
		}
		return code(r.subject(c)) + " is deprecated"
	case AboutPermission:
		return r.permissions(c, code)
	case AboutMember:
		if len(c.more) > 0 {
			return "members " + listed(c, Change.name, code) + " of " + code(r.short(c.Of)) + " " + string(c.Kind)
		}
	case AboutArguments, AboutBody, AboutResult, AboutStatus, AboutBase:
		subject = string(c.What) + " of " + code(r.short(c.Of))
	case AboutRequest:
		if len(c.Requests) > 0 && c.Name == "" {
			subject = "request " + code(c.Requests[0])
			if more := len(c.Requests) - 1; more > 0 {
				subject += fmt.Sprintf(" and %d more", more)
			}
		}
	}
	text := subject + " " + string(c.Kind)
	from, to := code(r.shorten(c.From)), code(r.shorten(c.To))
	if c.What == AboutRequest {
		from, to = code(c.From), code(c.To)
	}
	switch c.Kind {
	case Renamed:
		if c.What == AboutRequest && c.Name != "" {
			return "request " + from + " has become " + to
		}
		return subject + " renamed from " + from + " to " + to
	case Changed:
		return subject + " changed from " + orNothing(c.From, from) + " to " + orNothing(c.To, to)
	case Added:
		if c.To != "" && c.What != AboutType {
			text += ", " + to
		}
	case Removed:
		if c.From != "" && c.What != AboutType {
			text += ", " + from
		}
	}
	if c.What == AboutOperation && len(c.Requests) > 0 {
		marked := make([]string, len(c.Requests))
		for i, q := range c.Requests {
			marked[i] = code(q)
		}
		text += ": " + strings.Join(marked, ", ")
	}
	return text
}

func orNothing(s, marked string) string {
	if s == "" {
		return "none"
	}
	return marked
}

func (r *Report) permissions(c Change, code func(string) string) string {
	list := func(s string) string {
		parts := strings.Split(s, ", ")
		for i := range parts {
			parts[i] = code(parts[i])
		}
		return strings.Join(parts, ", ")
	}
	text := "permissions of " + listed(c, Change.of, code) + ", " + c.Name + ":"
	if c.To != "" {
		text += " added " + list(c.To)
	}
	if c.From != "" {
		if c.To != "" {
			text += ";"
		}
		text += " removed " + list(c.From)
	}
	return text
}

func (c Change) name() string { return c.Name }
func (c Change) of() string   { return c.Of }

// listed names what a change and those merged into it are about, the first few of it.
func listed(c Change, name func(Change) string, code func(string) string) string {
	const most = 6
	text := code(name(c))
	for _, other := range c.more[:min(len(c.more), most-1)] {
		text += ", " + code(name(other))
	}
	if n := len(c.more) - (most - 1); n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}

// Merged returns the changes for people. Changes of one kind are merged into one, such as
// those of several members of one enumeration, or of the same permissions of several
// operations. It has the position of the first of them.
func (r *Report) Merged() []Change {
	type key struct {
		kind              Kind
		what              What
		of, name          string
		from, to          string
		breaking, allowed bool
	}
	at := map[key]int{}
	var out []Change
	for _, c := range r.Changes {
		k := key{kind: c.Kind, what: c.What, breaking: c.Breaking, allowed: c.Allowed}
		switch {
		case c.What == AboutMember && c.Kind != Renamed:
			k.of = c.Of
		case c.What == AboutPermission:
			k.name, k.from, k.to = c.Name, c.From, c.To
		default:
			out = append(out, c)
			continue
		}
		i, ok := at[k]
		if !ok {
			at[k] = len(out)
			out = append(out, c)
			continue
		}
		first := &out[i]
		first.more = append(first.more, c)
		first.Go = slices.Concat(first.Go, c.Go)
	}
	return out
}

// subject names what has changed.
func (r *Report) subject(c Change) string {
	switch {
	case c.What == AboutRequest && c.Name != "":
		return c.Name
	case c.Name == "":
		return r.short(c.Of)
	case c.What == AboutParameter || c.What == AboutError:
		return c.Name + " of " + c.Of
	}
	return r.short(c.Of) + "." + c.Name
}

// short is a type's name without the API's own namespace.
func (r *Report) short(name string) string {
	if r.Namespace != "" {
		if rest, ok := strings.CutPrefix(name, r.Namespace+"."); ok {
			return rest
		}
	}
	return name
}

// shorten leaves the namespace out wherever it stands.
func (r *Report) shorten(text string) string {
	if r.Namespace == "" {
		return text
	}
	return strings.ReplaceAll(text, r.Namespace+".", "")
}

// Where returns the places of a change, "" for none: "resources/event.md:72 → 75".
func (c Change) Where() string { return c.WhereBelow("") }

// WhereBelow is Where with dir in front of the pages. Of changes that have been merged
// it is the place of the first one.
func (c Change) WhereBelow(dir string) string {
	where := c.whereBelow(dir)
	if n := len(c.more); n > 0 && where != "" && c.What == AboutPermission {
		where += fmt.Sprintf(" and %d more", n)
	}
	return where
}

func (c Change) whereBelow(dir string) string {
	text := func(p *Place) string {
		if p == nil || p.Page == "" {
			return ""
		}
		if p.Line == 0 {
			return path.Join(dir, p.Page)
		}
		return fmt.Sprintf("%s:%d", path.Join(dir, p.Page), p.Line)
	}
	old, now := text(c.Old), text(c.New)
	switch {
	case old == "" || old == now || now != "" && c.Old.Line == 0 && c.Old.Page == c.New.Page:
		return now
	case now == "":
		return old + " → gone"
	case c.Old.Page == c.New.Page && c.New.Line > 0:
		return fmt.Sprintf("%s → %d", old, c.New.Line)
	}
	return old + " → " + now
}

// Count says how many changes there are.
func (r *Report) Count() string {
	if len(r.Changes) == 0 {
		return "nothing has changed in the API"
	}
	text := plural(r.Breaking, "breaking change")
	if r.Allowed > 0 {
		text += fmt.Sprintf(", %d more that the configuration allows", r.Allowed)
	}
	return text + ", " + plural(r.Others, "other change")
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// Markdown writes the report for a pull request or a changelog.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# API changes\n\n" + strings.ToUpper(r.Count()[:1]) + r.Count()[1:] + ".\n")
	sections := []struct {
		title string
		take  func(Change) bool
	}{
		{"Breaking", func(c Change) bool { return c.Breaking && !c.Allowed }},
		{"Breaking, and allowed", func(c Change) bool { return c.Allowed }},
		{"Requests", func(c Change) bool { return !c.Breaking && !c.InType() && c.What != AboutPermission }},
		{"Types", func(c Change) bool { return !c.Breaking && c.InType() }},
		{"Permissions", func(c Change) bool { return !c.Breaking && c.What == AboutPermission }},
	}
	merged := r.Merged()
	for _, s := range sections {
		title := "\n## " + s.title + "\n\n"
		for _, c := range merged {
			if s.take(c) {
				b.WriteString(title + "- " + r.item(c) + "\n")
				title = ""
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// item is a change as an item of a Markdown list.
func (r *Report) item(c Change) string {
	text := r.sentence(c, codeSpan)
	text = strings.ToUpper(text[:1]) + text[1:]
	if c.Breaking && len(c.Go) > 0 {
		const most = 6
		names := make([]string, min(len(c.Go), most))
		for i := range names {
			names[i] = codeSpan(c.Go[i])
		}
		text += "; it breaks " + strings.Join(names, ", ")
		if more := len(c.Go) - most; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
	}
	if c.Note != "" {
		text += "; " + escape(c.Note)
	}
	if where := c.Where(); where != "" {
		text += " (" + escape(where) + ")"
	}
	return text
}

// codeSpan marks text that pages wrote as code, so that nothing in it is markup.
func codeSpan(s string) string {
	s = oneLine(s)
	longest, run := 0, 0
	for _, r := range s {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	if s == "" {
		return "none"
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}

// escape keeps running text from being markup.
func escape(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		if strings.ContainsRune("\\`*_{}[]<>#!|~&@", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// oneLine takes line breaks out of a text, and escapes what cannot be seen.
func oneLine(s string) string {
	return visible.Escape(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s))
}
