package calls

// This file reads "target": what the URL of a request leads to, where the page says it in
// an annotation. It outweighs what names, prose and types suggest.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// targetOf returns the target that the annotation of a block names, "" for none.
func targetOf(c *parser.Code) string {
	if c.Annotation == nil {
		return ""
	}
	return strings.ToLower(c.Annotation.Target)
}

// TargetKind returns what a GET or a POST of a template does according to the annotations
// of the page: that of the template's own block, or that of an example that calls it or
// another template with the same end. It reports false where these do not say.
func (d *Draft) TargetKind(v *Template) (kind api.OperationKind, ok bool) {
	if v.Target != "" {
		return kindOfTarget(v.Method, v.Target)
	}
	for _, p := range d.Exchanges {
		target := targetOf(p.Block)
		if target == "" || p.Path == nil || p.Asked.Method != v.Method {
			continue
		}
		last, end := v.Path.Last(), p.Path.Last()
		if p.IsOf(v.Path) || last.Name != "" && last.Kind == end.Kind && odata.EqualFold(last.Name, end.Name) {
			return kindOfTarget(v.Method, target)
		}
	}
	return "", false
}

// kindOfTarget returns what a method does to a target. Actions are called by POST and
// functions by GET (OData Protocol 4.01, section 11.5): the verb is on the wire, so that
// it decides where the annotation names the other one.
func kindOfTarget(verb, target string) (kind api.OperationKind, ok bool) {
	switch {
	case target == "action" || target == "function":
		if verb == "GET" {
			return api.KindFunction, true
		}
		return api.KindAction, true
	case target == "object" && verb == "GET":
		return api.KindGet, true
	case target == "collection" && verb == "GET":
		return api.KindList, true
	case target == "collection" && verb == "POST":
		return api.KindCreate, true
	}
	return "", false
}
