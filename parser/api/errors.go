package api

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Errors are the names that the members of a service's error documents have, where they
// are not those that services have in common: {"reasonToken": "...", "explanation": "..."}.
// A name that is "" is one of those.
type Errors struct {
	Code, Message, Target, Details, RequestID string
}

// An ErrorPart is a part of an error.
type ErrorPart byte

// The parts of an error.
const (
	NoErrorPart ErrorPart = iota
	ErrorCodePart
	ErrorMessagePart
	ErrorTargetPart
	ErrorDetailsPart
	ErrorRequestIDPart
)

// commonMembers are the names that services have in common for a part of an error, folded,
// the more certain first.
func commonMembers(part ErrorPart) []string {
	switch part {
	case ErrorCodePart:
		return []string{"code", "errorcode", "errcode", "faultcode", "reasoncode"}
	case ErrorMessagePart:
		return []string{"message", "errormessage", "errormsg", "msg", "errordescription", "usermessage", "description",
			"detail", "details", "faultstring", "explanation", "reason", "title", "summary"}
	case ErrorTargetPart:
		return []string{"target", "field", "fieldname", "param", "parameter", "pointer", "property", "propertyname", "attribute", "loc", "source", "path", "location", "instance"}
	case ErrorDetailsPart:
		return []string{"details", "errors", "detail", "fielderrors", "invalidparams", "validationerrors", "violations", "suberrors", "issues"}
	case ErrorRequestIDPart:
		return []string{"requestid", "traceid", "correlationid", "debugid", "xrequestid"}
	}
	return nil
}

// IsCommonErrorMember reports whether services have a member of this name in their errors,
// so that it is read without being told. "error" and "status" are some too.
func IsCommonErrorMember(name string) bool {
	folded := foldMember(name)
	for part := ErrorCodePart; part <= ErrorRequestIDPart; part++ {
		if slices.Contains(commonMembers(part), folded) {
			return true
		}
	}
	return slices.Contains([]string{"error", "errors", "errortype", "innererror", "status", "statuscode", "statustext", "httpstatus", "success", "ok",
		"timestamp", "date", "time", "name", "id", "type", "url", "href", "path", "instance", "method", "version", "documentationurl", "helpurl", "moreinfo", "docs"}, folded)
}

// Read returns the code and the message that an error document shows, "" where it shows
// none. What the members are called in common is what these know: OData (JSON Format
// 4.01, 21), RFC 9457, RFC 6749 5.2, JSON:API 1.1, and codes and messages by any usual
// spelling, in the document, in its "error", in the first of its list of errors, or in the
// only object that has them.
func (e Errors) Read(v *relaxed.Value) (code, message string) {
	found := e.in(v, maxErrorNesting)
	return found.code, found.message
}

// maxErrorNesting bounds how deep an error is looked for.
const maxErrorNesting = 16

// shownError is what an error document shows.
type shownError struct{ code, message string }

func (s shownError) none() bool { return s.code == "" && s.message == "" }

func (s shownError) or(other shownError) shownError {
	return shownError{cmp.Or(s.code, other.code), cmp.Or(s.message, other.message)}
}

// in reads a document, or an object in it that may be the error.
func (e Errors) in(v *relaxed.Value, deep int) shownError {
	if v == nil || deep == 0 {
		return shownError{}
	}
	switch v.Kind {
	case relaxed.String:
		return shownError{message: v.Text}
	case relaxed.Array:
		return e.firstOf(v, deep)
	case relaxed.Object:
		return e.inObject(v, deep)
	}
	return shownError{}
}

// inObject reads an object: its error where it has one, its own members, its list of
// errors, and last any object in it.
func (e Errors) inObject(v *relaxed.Value, deep int) shownError {
	members := foldedMembers(v)
	var found shownError
	if inner := members["error"]; inner != nil && inner.Kind == relaxed.Object {
		found = e.in(inner, deep-1)
	}
	found = found.or(e.own(members, found.none()))
	listed := e.firstOf(e.list(members), deep)
	hasList := !listed.none()
	for _, m := range v.Members {
		if m.Value.Kind != relaxed.Object || foldMember(m.Name) == "innererror" {
			continue
		}
		if found.none() && !hasList {
			found = found.or(e.in(m.Value, deep-1))
		} else if found.code == "" && slices.Contains([]string{"detail", "details", "extensions", "meta", "fault", "info"}, foldMember(m.Name)) {
			found.code = e.codeOf(foldedMembers(m.Value))
		}
	}
	if found.none() {
		return listed
	}
	return found
}

// list is the list of errors that an object has, nil for none.
func (e Errors) list(members map[string]*relaxed.Value) *relaxed.Value {
	for _, name := range append(ownName(e.Details), commonMembers(ErrorDetailsPart)...) {
		if v := members[name]; v != nil && (v.Kind == relaxed.Array || v.Kind == relaxed.Object && name != "detail") {
			return v
		}
	}
	return nil
}

// firstOf reads the first reason of a list, or of an object that has them by fields.
func (e Errors) firstOf(v *relaxed.Value, deep int) shownError {
	if v == nil || deep == 0 {
		return shownError{}
	}
	switch v.Kind {
	case relaxed.String:
		return shownError{message: v.Text}
	case relaxed.Array:
		for _, element := range v.Elements {
			if found := e.firstOf(element, deep-1); !found.none() {
				return found
			}
		}
	case relaxed.Object:
		members := foldedMembers(v)
		if found := e.reason(members); !found.none() && slices.ContainsFunc(v.Members, func(m relaxed.Member) bool { return scalarText(m.Value) != "" }) {
			if extended := members["extensions"]; found.code == "" && extended != nil {
				found.code = e.codeOf(foldedMembers(extended))
			}
			return found
		}
		for _, m := range v.Members {
			if strings.HasPrefix(m.Name, "@") {
				continue
			}
			if found := e.firstOf(m.Value, deep-1); !found.none() {
				return found
			}
		}
	}
	return shownError{}
}

// own reads the members of an object itself: those that can only be a code or a message,
// and where loose is true those that are one beside others.
func (e Errors) own(members map[string]*relaxed.Value, loose bool) shownError {
	return e.read(members, loose, func(name, text string) bool {
		return name != "id" || !strings.ContainsAny(text, "0123456789")
	})
}

// reason reads one of several errors, whose name and id are those of what it is about.
func (e Errors) reason(members map[string]*relaxed.Value) shownError {
	return e.read(members, true, func(name, _ string) bool { return name != "name" && name != "id" })
}

func (e Errors) read(members map[string]*relaxed.Value, loose bool, word func(name, text string) bool) shownError {
	found := shownError{code: e.codeOf(members)}
	for _, name := range append(ownName(e.Message), commonMembers(ErrorMessagePart)...) {
		if text := messageText(members[name]); text != "" && name != foldMember(e.Code) {
			found.message = text
			break
		}
	}
	if !loose {
		return found
	}
	wrong := scalarText(members["error"])
	if found.message == "" && strings.ContainsAny(wrong, " \t\r\n") {
		found.message = wrong
	}
	if found.code == "" && wrong != found.message {
		found.code = wrong
	}
	for _, name := range []string{"errortype", "issue", "reason", "name", "id", "type"} {
		v := members[name]
		if found.code != "" || found.message == "" || v == nil || v.Kind != relaxed.String {
			continue
		}
		if IsErrorWord(v.Text) && v.Text != found.message && word(name, v.Text) {
			found.code = v.Text
		}
	}
	return found
}

// codeOf is the member that can only be a code.
func (e Errors) codeOf(members map[string]*relaxed.Value) string {
	for _, name := range append(ownName(e.Code), commonMembers(ErrorCodePart)...) {
		if text := scalarText(members[name]); text != "" {
			return text
		}
	}
	return ""
}

// IsErrorWord reports whether a text may be the code of an error: one word, and not the
// type that RFC 9457 4.2.1 has for none.
func IsErrorWord(text string) bool {
	return text != "" && !strings.ContainsAny(text, " \t\r\n") && text != "about:blank"
}

// ownName is a list of the service's own name, empty where it has none.
func ownName(name string) []string {
	if name == "" {
		return nil
	}
	return []string{foldMember(name)}
}

// foldedMembers are the members of an object by their folded names, the first of several.
func foldedMembers(v *relaxed.Value) map[string]*relaxed.Value {
	members := make(map[string]*relaxed.Value, len(v.Members))
	for _, m := range v.Members {
		if name := foldMember(m.Name); members[name] == nil {
			members[name] = m.Value
		}
	}
	return members
}

// foldMember folds a member's name: error_code, errorCode and Error-Code are one.
func foldMember(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r == '_' || r == '-' || r == '.' || r == ' ':
			return -1
		}
		return r
	}, name)
}

// scalarText is a text or a number as text, "" for anything else.
func scalarText(v *relaxed.Value) string {
	if v == nil || v.Kind != relaxed.String && v.Kind != relaxed.Number {
		return ""
	}
	return v.Text
}

// messageText is a text, several of them, or one with its language.
func messageText(v *relaxed.Value) string {
	if v == nil {
		return ""
	}
	switch v.Kind {
	case relaxed.Object:
		return scalarText(foldedMembers(v)["value"])
	case relaxed.Array:
		texts := make([]string, len(v.Elements))
		for i, element := range v.Elements {
			if texts[i] = scalarText(element); texts[i] == "" {
				return ""
			}
		}
		return strings.Join(texts, "; ")
	}
	return scalarText(v)
}
