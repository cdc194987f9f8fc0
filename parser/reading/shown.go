package model

// This file hands out what the pages show and say, beside what the model makes of
// it: who checks pages compares the two.

import "github.com/sdkscribe/sdkscribe/parser"

// A Statement is what the Response section of a page says in words.
type Statement struct {
	// Pos is where the section's text starts; the zero Pos where there is none.
	Pos parser.Pos
	// Status is the one that it names, 0 for none.
	Status int
	// Types are the types that it links or names, Primitive the primitive.
	Types     []*Type
	Primitive string
	// Collection tells that it speaks of several, Empty that nothing is returned.
	Collection, Empty bool
}

// statement returns what the page says about its response.
func (d *draft) statement() Statement {
	return Statement{d.said.pos, d.said.status, d.said.types, d.said.primitive, d.said.collection, d.said.empty}
}

// Asked returns the block that shows the example's request.
func (e *Example) Asked() *parser.Code { return e.asked }

// Shown returns the block that shows the example's response, nil where the page
// shows none.
func (e *Example) Shown() *parser.Code { return e.shown }
