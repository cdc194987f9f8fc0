package lint

import (
	"fmt"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// Names of examples. A name identifies an example in tests, and in responses on the same
// page. It is unique among all pages.

// A named is the first request with a name.
type named struct {
	page string
	line int
}

// names checks the names that annotations give to requests and responses.
func (c *checker) names() {
	first := map[string]named{}
	for _, p := range c.Pages {
		asked := map[string]bool{}
		eachAnnotated(p, "request", func(code *parser.Code) {
			for _, name := range code.Annotation.Names {
				asked[name] = true
				was, taken := first[name]
				if !taken {
					first[name] = named{p.Path, code.Annotation.Pos.Line}
					continue
				}
				where := fmt.Sprintf("%s:%d", was.page, was.line)
				if was.page == p.Path {
					where = fmt.Sprintf("line %d", was.line)
				}
				c.report(p.Path, c.nameAt(p, code, name), "name-duplicate", diag.Warning,
					fmt.Sprintf("another example is called %q already, in %s", name, where), "give every request a name of its own")
			}
		})
		eachAnnotated(p, "response", func(code *parser.Code) {
			for _, name := range code.Annotation.Names {
				if len(asked) > 0 && !asked[name] {
					c.report(p.Path, c.nameAt(p, code, name), "response-name-unknown", diag.Warning,
						fmt.Sprintf("no request of this page is called %q", name), "give the response the name of its request, or leave it out")
				}
			}
		})
	}
}

// nameAt is where a block's annotation writes a name.
func (c *checker) nameAt(p *parser.Page, code *parser.Code, name string) parser.Pos {
	return c.texts.of(p.Path).find(code.Annotation.Pos, `"`+name+`"`)
}

// eachAnnotated calls f with the blocks of a page whose annotation says that they
// are of a type.
func eachAnnotated(p *parser.Page, blockType string, f func(*parser.Code)) {
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*parser.Code); ok && code.Annotation != nil && !code.Annotation.Inferred && code.Annotation.BlockType == blockType {
				f(code)
			}
		}
	}
}
