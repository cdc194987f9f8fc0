package reading

// This file hands out what the pages show and say, beside what is made of it: who
// checks pages compares the two.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// A ReadResult is an API with what its pages have to show for it.
type ReadResult struct {
	API *api.API
	// Blocks has the code blocks of every example.
	Blocks map[*api.Example]Blocks
	// Statements has what the page of every operation says of its response.
	Statements map[*api.Operation]Statement
}

// Blocks are the code blocks that an example is made of, as the page has them.
type Blocks struct {
	Request  *parser.Code
	Response *parser.Code // nil where the page shows none
}

// A Statement is what the Response section of a page says in words.
type Statement struct {
	// Pos is where the section's text starts; the zero Pos where there is none.
	Pos parser.Pos
	// Status is the one that it names, 0 for none.
	Status int
	// Types are the types that it links or names, Primitive the primitive.
	Types     []*api.Type
	Primitive string
	// Collection reports that it speaks of several, Empty that nothing is returned.
	Collection, Empty bool
}

// statement returns what the page says about its response.
func (d *draft) statement() Statement {
	return Statement{d.said.pos, d.said.status, d.said.types, d.said.primitive, d.said.collection, d.said.empty}
}
