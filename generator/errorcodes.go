package generator

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file names constants for the error codes that pages document.
//
// A code has one constant, however many pages document it, and its name follows from
// the code alone: CodeErrorItemNotFound. So no page can rename it, but for one that
// has another code of the same name in Go's spelling; the first in alphabetical order
// keeps the name then, and the other is reported.

// A codeConstant is a code with the constant for it.
type codeConstant struct {
	name, code string
	message    string // of the first page that has one
	statuses   []int
}

// nameErrorCodes names the constants. They give way to everything else.
func (p *Plan) nameErrorCodes() {
	byCode := map[string]*codeConstant{}
	firstOf := map[string]api.Place{}
	for at, c := range p.documentedErrors() {
		e := byCode[c.Code]
		if e == nil {
			e = &codeConstant{code: c.Code}
			byCode[c.Code], firstOf[c.Code] = e, at
		}
		if e.message == "" {
			e.message = c.Message
		}
		if c.Status != 0 && !slices.Contains(e.statuses, c.Status) {
			e.statuses = append(e.statuses, c.Status)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		wanted := codeName(code)
		e := byCode[code]
		if e.name = p.scope.claim(wanted); e.name != wanted {
			at := firstOf[code]
			p.collision(at.Page, at.Line, "the error code "+code, wanted, e.name)
		}
		p.names.codes[code] = e.name
		slices.Sort(e.statuses)
		p.codes = append(p.codes, e)
	}
}

// documentedErrors walks the errors that the pages of the methods document, and then those
// that any call may answer with.
func (p *Plan) documentedErrors() iter.Seq2[api.Place, api.ErrorCode] {
	return func(yield func(api.Place, api.ErrorCode) bool) {
		for _, m := range p.methods {
			for _, op := range m.call.Operations {
				for _, c := range op.Errors {
					if isErrorCode(c.Code) && !yield(api.Place{Page: op.Page, Line: op.Line}, c) {
						return
					}
				}
			}
		}
		for _, e := range p.api.Errors {
			if isErrorCode(e.Code) && !yield(e.At, e.ErrorCode) {
				return
			}
		}
	}
}

// isErrorCode reports whether a text is a code, and not what tables have in its place:
// nothing, or the status once more. A code may be a number that is no status: 40401.
func isErrorCode(code string) bool {
	return strings.Trim(code, "0123456789 ") != "" || len(code) > 3 && !strings.Contains(code, " ")
}

// codeName is the name that the constant for a code wants.
func codeName(code string) string {
	if strings.Trim(code, "0123456789") == "" {
		return "Code" + code
	}
	return "Code" + exported(lastName(code), "Unknown")
}

// lastName is the last name in a code that is a URL, as those of RFC 9457 are, and any other
// code as it is.
func lastName(code string) string {
	if _, path, ok := strings.Cut(code, "://"); ok {
		if path = strings.TrimRight(path, "/"); strings.Contains(path, "/") {
			return path[strings.LastIndexAny(path, "/#")+1:]
		}
	}
	return code
}

// keepErrorCodes leaves out the codes that no method that is left documents.
func (p *Plan) keepErrorCodes() {
	kept := map[string]bool{}
	for _, c := range p.documentedErrors() {
		kept[c.Code] = true
	}
	p.codes = slices.DeleteFunc(p.codes, func(e *codeConstant) bool { return !kept[e.code] })
	p.names.keepCodes(kept)
}
