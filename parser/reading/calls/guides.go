package calls

// This file tells pages that document a call from guides that show one to explain what goes
// wrong: all that they ask for is documented on other pages, and all answers are errors. A
// guide has no operation of its own, or its call would be one more method of another page's.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A verbPath is how calls are filed: by verb, number of segments and first name.
type verbPath struct {
	verb, first string
	length      int
}

// documented are the paths of the request templates that pages have in sections of
// templates.
type documented struct {
	convention api.Convention
	namespace  string
	paths      map[verbPath][]api.Path
}

// documentedBy gathers the templates of pages.
func documentedBy(pages []*parser.Page, convention api.Convention, namespace string) documented {
	k := documented{convention, namespace, map[verbPath][]api.Path{}}
	for _, page := range pages {
		for _, s := range page.Sections {
			heading := phrases.HeadingOf(s.Heading.Plain)
			for _, b := range s.Blocks {
				c, ok := b.(*parser.Code)
				if !ok || !showsTemplate(b, heading) {
					continue
				}
				lines := c.Templates
				if len(lines) == 0 && c.Request != nil {
					lines = []parser.Template{requestLine(c.Request)}
				}
				for _, t := range lines {
					if at, path, ok := k.file(t.Method, t.URL); ok {
						k.paths[at] = append(k.paths[at], path)
					}
				}
			}
		}
	}
	return k
}

// file reads the path of a request.
func (k documented) file(verb, url string) (at verbPath, path api.Path, ok bool) {
	text, _ := api.SplitURL(url, k.convention)
	path, err := api.ParsePath(text, k.namespace)
	if err != nil || len(path) == 0 {
		return verbPath{}, nil, false
	}
	at = verbPath{verb: verb, length: len(path)}
	if path[0].Kind == api.Static {
		at.first = odata.Fold(path[0].Name)
	}
	return at, path, true
}

// explainsErrors reports whether a page, which says of itself nothing else, is a guide.
func (k documented) explainsErrors(page *parser.Page) bool {
	if page.FrontMatter["doc_type"] != "" {
		return false
	}
	asked, answered := 0, 0
	for _, s := range page.Sections {
		heading := phrases.HeadingOf(s.Heading.Plain)
		for _, b := range s.Blocks {
			c, ok := b.(*parser.Code)
			switch {
			case !ok:
			case explicit(c), showsTemplate(b, heading), len(c.Templates) > 0 && c.Request == nil:
				return false
			case c.Request != nil:
				if !k.has(c.Request) {
					return false
				}
				asked++
			case c.Response != nil:
				if c.Response.Status < 400 {
					return false
				}
				answered++
			}
		}
	}
	return asked > 0 && answered > 0
}

// has reports whether a request is one of a documented call.
func (k documented) has(q *parser.Request) bool {
	at, path, ok := k.file(q.Method, q.URL)
	return ok && slices.ContainsFunc(k.paths[at], func(template api.Path) bool {
		_, binds := api.Bind(template, path)
		return binds
	})
}
