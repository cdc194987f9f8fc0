package reading

// This file hands out what the pages show and say, beside what is made of it: who
// checks pages compares the two.

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/account"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/play"
)

// A Result is an API with what its pages have to show for it.
type Result struct {
	API *api.API
	// Blocks has the code blocks of every example.
	Blocks map[*api.Example]play.Blocks
	// Statements has what the page of every operation says of its response.
	Statements map[*api.Operation]calls.Statement
	// Account says what became of every block of the pages.
	Account *account.Book
}
