package reading

// This file tells what the requests on pages without operations illustrate: a guide shows a
// call that another page documents, to explain errors, say. Such a request is no call that
// has been missed, and neither is the answer below it.

import (
	"cmp"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A shape is what the paths have in common that may match each other.
type shape struct {
	verb, first string
	length      int
}

// illustrations knows the documented calls by their shapes.
type illustrations struct {
	a     *api.API
	calls map[shape][]*api.Method
}

// illustrated returns what the code blocks on pages without operations illustrate, by their
// places. A page that is titled as one about errors and illustrates how they look has a place
// without a line.
func illustrated(pages []*parser.Page, a *api.API) map[api.Place]string {
	known := illustrations{a: a, calls: map[shape][]*api.Method{}}
	for _, m := range a.Methods {
		if len(m.Path) > 0 && !m.Undocumented {
			at := shapeOf(m.Verb, m.Path)
			known.calls[at] = append(known.calls[at], m)
		}
	}
	documents := map[string]bool{}
	for _, op := range a.Operations {
		documents[op.Page] = true
	}
	found := map[api.Place]string{}
	for _, page := range pages {
		if !documents[page.Path] {
			known.on(page, found)
		}
	}
	return found
}

// on notes what the blocks of one page illustrate.
func (k illustrations) on(page *parser.Page, found map[api.Place]string) {
	call := "" // that is shown last
	errors := phrases.HeadsErrors(page.Title)
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			c, ok := b.(*parser.Code)
			if !ok {
				continue
			}
			at := api.Place{Page: page.Path, Line: c.Pos.Line}
			switch {
			case c.Request != nil:
				call = k.call(c.Request.Method, c.Request.URL)
			case len(c.Templates) > 0:
				call = k.call(c.Templates[0].Method, c.Templates[0].URL)
				for _, t := range c.Templates[1:] {
					if k.call(t.Method, t.URL) == "" {
						call = ""
					}
				}
			case c.Response == nil && c.JSON == nil:
				continue
			}
			if call != "" {
				found[at] = call
				if errors {
					found[api.Place{Page: page.Path}] = call
				}
			}
		}
	}
}

// call returns the documented call that a request makes, "" for none.
func (k illustrations) call(verb, url string) string {
	if host := api.Host(url); host != "" && host != api.Host(cmp.Or(k.a.BaseURL, k.a.Address)) {
		return ""
	}
	text, _ := api.SplitURL(url, k.a.Convention)
	path, err := api.ParsePath(text, k.a.Namespace)
	if err != nil || len(path) == 0 {
		return ""
	}
	of := shapeOf(verb, path)
	for _, at := range []shape{of, {verb: of.verb, length: of.length}} {
		for _, m := range k.calls[at] {
			if _, ok := api.Bind(m.Path, path); ok {
				return m.Verb + " " + m.Path.String()
			}
		}
	}
	return ""
}

// shapeOf returns the shape of a path that is not empty. What begins with a placeholder may
// match a path with any first name.
func shapeOf(verb string, path api.Path) shape {
	at := shape{verb: verb, length: len(path)}
	if path[0].Kind == api.Static {
		at.first = odata.Fold(path[0].Name)
	}
	return at
}
