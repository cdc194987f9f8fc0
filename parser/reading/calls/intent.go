package calls

// This file tells what a request does from its own page alone: a list, a get, a
// creation, an action, a function.
//
// The kind of an operation (resolve.go) is told from all pages, because what the
// properties of types say about a path is the better evidence. But names follow
// what a request does, and a name that other pages take part in changes when they
// do: Users.Photos.Get becomes Users.Photos.List, and a program that called it no
// longer compiles. So names follow the intent, which no other page can change.
// Nothing here may ask the catalog or the navigator. The two differ on a few
// pages in a thousand; there a method has the right types, under the name that
// its own page suggests.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// intents tells what the requests of a page do, as far as the page tells.
func (d *Draft) intents() {
	for _, v := range d.Templates {
		v.Intent = d.Intent(v)
		v.Act = Act(v)
		v.Reads = d.Reads(v)
	}
}

// Act returns the word for what an action does that stands in front of its arguments:
// services that call procedures write POST /stop/project/{id}.
func Act(v *Template) string {
	if v.Method != "POST" || v.Intent != api.KindAction || v.Path.Last().Kind != api.Key {
		return ""
	}
	for _, seg := range slices.Backward(v.Path) {
		if seg.Kind == api.Static && phrases.Acts(seg.Name) {
			return seg.Name
		}
	}
	return ""
}

// Reads tells what a function reads that is called by a noun, without parentheses. Its path
// looks like that of a property, which others go on behind (rows/{id}/total/format), or
// which other verbs are for; so it is named like one, whoever documents these. Verbs stay
// calls, and so do the nouns that the protocol has for functions.
func (d *Draft) Reads(v *Template) api.OperationKind {
	last := v.Path.Last()
	if v.Method != "GET" || v.Intent != api.KindFunction || last.Kind != api.Static || last.Verb() != "" {
		return ""
	}
	if name := odata.BareName(last.Name); phrases.IsCommand(name) || phrases.NamesFunction(name) || d.overloads(v) {
		return ""
	}
	if d.readsMany(v, last.Name) {
		return api.KindList
	}
	return api.KindGet
}

// overloads reports whether the page has the name at the end of a template with arguments
// in parentheses, too: then it is that of a function, without doubt.
func (d *Draft) overloads(v *Template) bool {
	return slices.ContainsFunc(d.Templates, func(other *Template) bool {
		last := other.Path.Last()
		return last.Kind == api.Operator && odata.EqualFold(last.Name, v.Path.Last().Name)
	})
}

// Intent tells what one request does.
func (d *Draft) Intent(v *Template) api.OperationKind {
	last := v.Path.Last()
	switch {
	case last.Kind != api.System:
	case odata.EqualFold(last.Name, "$count"):
		return api.KindCount
	case !odata.EqualFold(last.Name, "$ref"):
		return api.KindStream
	case v.Method != "GET":
		return api.KindReference
	}
	if kind, ok := KindOfVerb(v.Method); ok {
		return kind
	}
	if kind, ok := d.TargetKind(v); ok {
		return kind
	}
	if v.Method == "POST" {
		return d.postIntent(v, last)
	}
	return d.getIntent(v, last)
}

// KindOfVerb tells what a request does where its verb alone tells.
func KindOfVerb(verb string) (kind api.OperationKind, ok bool) {
	switch verb {
	case "DELETE":
		return api.KindDelete, true
	case "PATCH":
		return api.KindUpdate, true
	case "PUT":
		return api.KindReplace, true
	}
	return "", false
}

// postIntent tells the creation of something from an action.
func (d *Draft) postIntent(v *Template, last api.Segment) api.OperationKind {
	switch {
	case last.Verb() != "":
		return api.KindAction // orders/{id}:reserve
	case last.Kind == api.Cast && !d.IsNamedAfter(last.Name):
		return api.KindCreate // members/microsoft.graph.user
	case last.Kind != api.Static:
		return api.KindAction
	case len(v.Path) == 1, d.hasKeyed(v.Path):
		return api.KindCreate
	case d.IsNamedAfter(last.Name):
		return api.KindAction
	case postedTo(d.words, last.Name), phrases.IsPlural(last.Name) && !phrases.IsCommand(last.Name):
		return api.KindCreate
	case d.firstEndsIn(last.Name) && phrases.TitlesCreationOf(d.Page.Title, last.Name):
		return api.KindCreate
	}
	return api.KindAction
}

// getIntent tells a function from the reading of one or of many.
func (d *Draft) getIntent(v *Template, last api.Segment) api.OperationKind {
	if last.Verb() != "" {
		return api.KindFunction
	}
	end := v.Path
	switch last.Kind {
	case api.Operator:
		return api.KindFunction
	case api.Cast:
		if d.IsNamedAfter(last.Name) || d.SaysFunction() {
			return api.KindFunction
		}
		end = end[:len(end)-1] // members/microsoft.graph.user are many where members are
	case api.System:
		end = end[:len(end)-1] // and so are members/$ref
	case api.Static:
		if len(v.Path) > 1 && !d.showsKeyed(v.Path) && (d.IsNamedAfter(last.Name) || d.SaysFunction()) {
			return api.KindFunction
		}
	}
	if len(end) > 0 && end.Last().Kind == api.Static && d.readsMany(v, end.Last().Name) {
		return api.KindList
	}
	return api.KindGet
}

// readsMany reports whether a GET of a name reads a collection. A plural does where
// the title says "List", or another template goes on with a key; else an example
// shows, the title says, or the name is a plural, in this order. A title speaks
// of the first template.
func (d *Draft) readsMany(v *Template, name string) bool {
	reading := phrases.ReadingOf(d.Page.Title)
	if phrases.IsPlural(name) && (reading == phrases.ReadsMany || d.hasKeyed(v.Path)) {
		return true
	}
	if d.ListsBy(v) {
		return true
	}
	if body := d.answerTo(v.Path); body != nil {
		return WrapperIn(body, d.Convention) != ""
	}
	switch reading {
	case phrases.ReadsMany:
		return d.firstEndsIn(name)
	case phrases.ReadsOne:
		return false
	}
	return phrases.IsPlural(name)
}

// ListsBy reports whether a GET reads a collection by the notation of its URL, whatever
// an example makes of it: it has a plural without a key where keys stand in parentheses,
// or it chooses from many and the title does not speak of one.
func (d *Draft) ListsBy(v *Template) bool {
	last := v.Path.Last()
	if last.Kind != api.Static {
		return false
	}
	if d.Convention.ParenthesesKeys && phrases.IsPlural(last.Name) && !d.AnswersOne(v) {
		return true
	}
	saysOne := phrases.ReadingOf(d.Page.Title) == phrases.ReadsOne && !d.Convention.ParenthesesKeys
	return !saysOne && (selects(v.Query) || d.asksMany())
}

// AnswersOne reports whether all that a page says of a GET is that it answers one object:
// its example, and its prose, which names the object. A name alone may look like a plural
// and be none: sales, details. What is known of the path from other pages is not asked for.
func (d *Draft) AnswersOne(v *Template) bool {
	body := d.answerTo(v.Path)
	return body != nil && len(body.Members) > 0 && WrapperIn(body, d.Convention) == "" && len(d.Said.Types) == 1 && !d.Said.Collection &&
		phrases.ReadingOf(d.Page.Title) != phrases.ReadsMany
}

// ShowsOne reports whether the examples answer a GET of a template with one object, though
// the text may speak of several, and the title does not say that it lists.
func (d *Draft) ShowsOne(v *Template) bool {
	body := d.answerTo(v.Path)
	return body != nil && len(body.Members) > 0 && WrapperIn(body, d.Convention) == "" && phrases.ReadingOf(d.Page.Title) != phrases.ReadsMany
}

// ListsIn reports whether an example of a service with keys in parentheses answers a GET
// with a collection.
func (d *Draft) ListsIn(v *Template) bool {
	value := d.answerTo(v.Path).Get(d.Convention.Wrapper)
	return d.Convention.ParenthesesKeys && v.Path.Last().Kind == api.Static && value != nil && value.Kind == relaxed.Array
}

// ListsBehind reports whether an example lists what the plural leads to that a GET ends in,
// though it has a key behind it.
func (d *Draft) ListsBehind(v *Template) bool {
	return slices.ContainsFunc(d.Exchanges, func(p *Exchange) bool { return d.ShowsBehind(v, p) })
}

// ShowsBehind reports whether an example puts a key behind the plural that a GET ends in,
// which no template of the page does, and is answered with a collection all the same.
func (d *Draft) ShowsBehind(v *Template, p *Exchange) bool {
	last, n := v.Path.Last(), len(p.Path)-1
	if last.Kind != api.Static || !phrases.IsPlural(last.Name) || p.Several || p.Asked.Method != v.Method || p.Answer == nil || n != len(v.Path) || d.Covers(p) {
		return false
	}
	_, of := api.Bind(v.Path, p.Path[:n])
	return of && WrapperIn(BodyOf(p.Answer), d.Convention) != ""
}

// answerTo returns the body that the page's examples show for a GET of a path,
// or of another one that ends like it, or nil.
func (d *Draft) answerTo(template api.Path) *relaxed.Value {
	var like *relaxed.Value
	for _, p := range d.Exchanges {
		q := p.Asked
		if p.Several || q.Method != "GET" || p.Answer == nil || p.Answer.Response != nil && p.Answer.Response.Status >= 300 {
			continue
		}
		body := BodyOf(p.Answer)
		if body == nil || body.Kind != relaxed.Object {
			continue
		}
		if p.Path == nil {
			continue
		}
		if p.IsOf(template) {
			return body
		}
		if end := p.Path.Last(); like == nil && end.Kind == api.Static && odata.EqualFold(end.Name, template.Last().Name) {
			like = body
		}
	}
	return like
}

// hasKeyed reports whether a page documents a path with a key behind it as well.
func (d *Draft) hasKeyed(p api.Path) bool {
	p = p.Unformatted()
	for _, v := range d.Templates {
		if len(v.Path) == len(p)+1 && v.Path.Last().Kind == api.Key && api.SamePath(v.Path[:len(p)], p) {
			return true
		}
	}
	return false
}

// showsKeyed reports whether the page shows a key in parentheses behind a path, in a
// template or in an example: no function has one.
func (d *Draft) showsKeyed(p api.Path) bool {
	if !d.Convention.ParenthesesKeys {
		return false
	}
	return d.hasKeyed(p) || slices.ContainsFunc(d.Exchanges, func(x *Exchange) bool {
		if len(x.Path) <= len(p) || x.Path[len(p)].Kind != api.Key {
			return false
		}
		_, ok := api.Bind(p, x.Path[:len(p)])
		return ok
	})
}

// firstEndsIn reports whether a page's first template ends in a name: what the page
// is called speaks of that one.
func (d *Draft) firstEndsIn(name string) bool {
	first := d.FirstTemplate()
	return first != nil && odata.EqualFold(first.Path.Last().Name, name)
}

// postedTo reports whether the name of a page says that something is put into a
// collection: user-post-events.
func postedTo(words []string, segment string) bool {
	for i, w := range words {
		if i > 0 && w == odata.Fold(segment) && phrases.VerbOf(words[i-1]).PutsInto() {
			return true
		}
	}
	return false
}

// idWords parts the name of a page into words.
func idWords(id string) []string {
	return strings.FieldsFunc(odata.Fold(id), func(r rune) bool { return r == '-' || r == '_' })
}

// IsNamedAfter reports whether the page is titled after a path's last segment as actions
// and functions are: "event: cancel", "cancel action", "Cancel".
func (d *Draft) IsNamedAfter(segment string) bool {
	return phrases.TitlesCall(d.Page.Title, odata.BareName(segment))
}

// SaysFunction reports whether the page calls what it documents a function.
func (d *Draft) SaysFunction() bool {
	return phrases.TitlesFunction(d.Page.Title)
}

// NameLength counts the words of a page's name. Of pages about one thing the one
// with the plainest name speaks for it: user-get before intune-devices-user-get.
func (d *Draft) NameLength() int {
	return strings.Count(d.Op.ID, "-") + strings.Count(d.Op.ID, "_")
}

// Mentions reports whether a page's name holds the last name of a path:
// user-list-messages and /me/messages.
func (d *Draft) Mentions(p api.Path) bool {
	name := ""
	for _, seg := range p {
		if seg.Kind == api.Static || seg.Kind == api.Operator {
			name = odata.Fold(seg.Name)
		}
	}
	for _, w := range d.words {
		if w == name {
			return true
		}
	}
	return false
}
