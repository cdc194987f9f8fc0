package reading

// This file tells what a service's errors call their parts.
//
// Names that services have in common are read without being told. Others are told by the
// examples of errors, in which a text of several words is the message and a word of its own
// the code, and by tables of the members of an error, which say so.

import (
	"iter"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// errorsHabit tells what errors call their parts, unless the user says it, and reports that
// examples of errors show neither a code nor a message by any name that tells.
func errorsHabit(pages []*parser.Page, service api.Service, r *report.Reporter) (api.Errors, []api.Habit) {
	v := errorVotes{names: map[api.ErrorPart]map[string]int{}, forms: map[string]int{}}
	for _, page := range pages {
		v.read(page)
	}
	told := v.told()
	set := false
	for key, part := range map[string]*string{
		"errors.code": &told.Code, "errors.message": &told.Message, "errors.target": &told.Target,
		"errors.details": &told.Details, "errors.request-id": &told.RequestID,
	} {
		if name, ok := service.Text(key); ok {
			*part, set = name, true
		}
	}
	form, shown := most(v.forms)
	switch {
	case told != (api.Errors{}) && told.Code == "" && told.Message == "" && shown > 0:
		return told, []api.Habit{{Name: "errors", Text: form + ", " + errorsText(told), Pages: max(v.odd, shown), Set: set}}
	case told != (api.Errors{}):
		return told, []api.Habit{{Name: "errors", Text: errorsText(told), Pages: v.odd, Set: set}}
	case shown > 0:
		return told, []api.Habit{{Name: "errors", Text: form, Pages: shown}}
	}
	if v.unread != nil && v.readable == 0 {
		r.Add(v.unread, v.unreadAt, "convention-unknown", diag.Warning,
			"the errors that the pages show have neither a code nor a message by a name that tells",
			"set errors.code and errors.message under service:")
	}
	return told, nil
}

// errorsText says in words what errors call their parts.
func errorsText(e api.Errors) string {
	var parts []string
	for _, p := range []struct{ what, name string }{
		{"code", e.Code}, {"message", e.Message}, {"target", e.Target}, {"details", e.Details}, {"request id", e.RequestID},
	} {
		if p.name != "" {
			parts = append(parts, p.what+" in "+p.name)
		}
	}
	return strings.Join(parts, ", ")
}

// errorVotes are how often members hold a part of an error.
type errorVotes struct {
	names map[api.ErrorPart]map[string]int
	odd   int // pages whose errors have names of their own
	// forms are the pages that show an error, by where that has its code and message.
	forms map[string]int
	// readable are the documents that say something by common names, unread is where the
	// first stands that does not.
	readable int
	unread   *parser.Page
	unreadAt parser.Pos
}

// told is what most pages say.
func (v *errorVotes) told() api.Errors {
	name := func(part api.ErrorPart) string { text, _ := most(v.names[part]); return text }
	return api.Errors{
		Code: name(api.ErrorCodePart), Message: name(api.ErrorMessagePart), Target: name(api.ErrorTargetPart),
		Details: name(api.ErrorDetailsPart), RequestID: name(api.ErrorRequestIDPart),
	}
}

// errorSections lists the sections of a page, with whether they stand below a heading that is
// about errors.
func errorSections(page *parser.Page) iter.Seq2[*parser.Section, bool] {
	return func(yield func(*parser.Section, bool) bool) {
		below := 0 // the level of the heading of errors, 0 outside
		for _, s := range page.Sections {
			if s.Level <= below {
				below = 0
			}
			if below == 0 && phrases.HeadsErrors(s.Heading.Plain) {
				below = max(s.Level, 1)
			}
			if !yield(s, below > 0) {
				return
			}
		}
	}
}

// read takes the votes of a page.
func (v *errorVotes) read(page *parser.Page) {
	found := map[api.ErrorPart]map[string]bool{}
	note := func(part api.ErrorPart, name string) {
		if found[part] == nil {
			found[part] = map[string]bool{}
		}
		found[part][name] = true
	}
	forms := map[string]bool{}
	for s, inErrors := range errorSections(page) {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Code:
				if document := errorDocument(b, inErrors || calls.HeadStatus(s.Heading.Plain) >= 400); document != nil {
					v.document(page, b.Pos, document, note)
					forms[formOf(document)] = true
				}
			case *parser.Table:
				if inErrors {
					memberTable(b, note)
				}
			}
		}
	}
	if len(found) > 0 {
		v.odd++
	}
	delete(forms, "")
	for form := range forms {
		v.forms[form]++
	}
	for part, names := range found {
		if v.names[part] == nil {
			v.names[part] = map[string]int{}
		}
		for name := range names {
			v.names[part][name]++
		}
	}
}

// errorDocument is the JSON of an answer that is an error, nil for any other block. Below a
// heading of errors, or of the status of one, that is any JSON.
func errorDocument(c *parser.Code, errors bool) *relaxed.Value {
	switch {
	case c.Response != nil && c.Response.Status >= 400 && c.Response.Body.JSON != nil:
		return c.Response.Body.JSON.Value
	case errors && c.JSON != nil && c.Request == nil && c.Response == nil:
		return c.JSON.Value
	}
	return nil
}

// document takes the votes of one error: for each part that it does not have by a common
// name, the member that can only be it.
func (v *errorVotes) document(page *parser.Page, at parser.Pos, document *relaxed.Value, note func(api.ErrorPart, string)) {
	code, message := api.Errors{}.Read(document)
	if code != "" || message != "" {
		v.readable++
	}
	if code != "" && message != "" {
		return
	}
	codes, messages := candidates(document, maxErrorDepth)
	if code == "" && len(codes) == 1 {
		note(api.ErrorCodePart, codes[0])
	}
	if message == "" && len(messages) == 1 {
		note(api.ErrorMessagePart, messages[0])
	}
	if code == "" && message == "" && len(codes)+len(messages) == 0 && document.Kind == relaxed.Object && len(document.Members) > 0 && v.unread == nil {
		v.unread, v.unreadAt = page, at
	}
}

// formOf says in words where an error has its code and its message by common names, ""
// where it has neither.
func formOf(document *relaxed.Value) string {
	code, message := api.Errors{}.Read(document)
	var parts []string
	if at := memberWith(document, code, maxErrorDepth); code != "" && at != "" {
		parts = append(parts, "code in "+at)
	}
	if at := memberWith(document, message, maxErrorDepth); message != "" && at != "" {
		parts = append(parts, "message in "+at)
	}
	return strings.Join(parts, ", ")
}

// memberWith is the way to the first member that holds a text: "errors[].code".
func memberWith(v *relaxed.Value, text string, depth int) string {
	if v == nil || depth == 0 {
		return ""
	}
	if len(v.Elements) > 0 {
		if at := memberWith(v.Elements[0], text, depth-1); at != "" {
			return "[]." + at
		}
	}
	for _, m := range v.Members {
		if m.Value == nil {
			continue
		}
		if (m.Value.Kind == relaxed.String || m.Value.Kind == relaxed.Number) && m.Value.Text == text {
			return m.Name
		}
		if at := memberWith(m.Value, text, depth-1); at != "" {
			return strings.Replace(m.Name+"."+at, ".[]", "[]", 1)
		}
	}
	return ""
}

// maxErrorDepth bounds how deep the parts of an error are looked for.
const maxErrorDepth = 4

// candidates lists the members that may be the code and the message of an error: a word of
// its own kind, and a text.
func candidates(v *relaxed.Value, depth int) (codes, messages []string) {
	if v == nil || depth == 0 {
		return nil, nil
	}
	for _, element := range v.Elements[:min(len(v.Elements), 1)] {
		return candidates(element, depth-1)
	}
	for _, m := range v.Members {
		switch {
		case m.Value == nil || m.Value.Kind == relaxed.Null:
		case m.Value.Kind == relaxed.Object || m.Value.Kind == relaxed.Array:
			c, t := candidates(m.Value, depth-1)
			codes, messages = appendNew(codes, c...), appendNew(messages, t...)
		case m.Value.Kind != relaxed.String || api.IsCommonErrorMember(m.Name):
		case len(strings.Fields(m.Value.Text)) > 2:
			messages = appendNew(messages, m.Name)
		case isCodeWord(m.Name, m.Value.Text):
			codes = appendNew(codes, m.Name)
		}
	}
	return codes, messages
}

func appendNew(list []string, names ...string) []string {
	for _, name := range names {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// isCodeWord reports whether a member holds the code of an error: a name in capitals, or
// one in a member that is called after what codes are.
func isCodeWord(member, text string) bool {
	if !odata.IsIdentifier(strings.NewReplacer("-", "_", ".", "_").Replace(text)) {
		return false
	}
	if strings.ToUpper(text) == text && strings.Contains(text, "_") {
		return true
	}
	low := strings.ToLower(member)
	for _, word := range []string{"code", "reason", "error", "fault", "problem", "kind", "symbol", "slug"} {
		if strings.Contains(low, word) {
			return true
		}
	}
	return false
}

// memberTable takes the votes of a table of the members of an error.
func memberTable(t *parser.Table, note func(api.ErrorPart, string)) {
	if len(t.Header) < 2 || phrases.NameColumnOf(strings.ToLower(t.Header[0].Plain)) == phrases.NoNames {
		return
	}
	types := -1
	for i, h := range t.Header {
		if phrases.AboutColumnOf(strings.ToLower(h.Plain)) == phrases.PropertyTypes {
			types = i
		}
	}
	for _, row := range t.Rows {
		if types > 0 && holdsMembers(row[types].Plain) {
			continue // its own members say more
		}
		name := strings.Trim(row[0].Plain, "`* ")
		if i := strings.LastIndexByte(name, '.'); i >= 0 {
			name = name[i+1:]
		}
		if name == "" || strings.ContainsAny(name, " \t") || api.IsCommonErrorMember(name) {
			continue
		}
		if part := partOf(phrases.ErrorPartOf(rowText(row[1:]))); part != api.NoErrorPart {
			note(part, name)
		}
	}
}

// holdsMembers reports whether a type cell is that of an object.
func holdsMembers(cell string) bool {
	kind := phrases.KindOf(odata.Fold(strings.Trim(cell, "`* ")))
	return kind == phrases.SomeObject || odata.EqualFold(strings.Trim(cell, "`* "), "object")
}

// partOf is the part of an error that a description speaks of.
func partOf(p phrases.ErrorPart) api.ErrorPart {
	switch p {
	case phrases.ErrorCodePart:
		return api.ErrorCodePart
	case phrases.ErrorMessagePart:
		return api.ErrorMessagePart
	case phrases.ErrorTargetPart:
		return api.ErrorTargetPart
	case phrases.ErrorDetailsPart:
		return api.ErrorDetailsPart
	case phrases.ErrorRequestIDPart:
		return api.ErrorRequestIDPart
	}
	return api.NoErrorPart
}
