package reading_test

import (
	"context"
	"fmt"

	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// This example reads a folder of pages and prints every request with the status of its
// response, and what is wrong with the pages.
func Example() {
	pages, diagnostics, err := source.Load(context.Background(), source.Options{Dir: "testdata/example"})
	if err != nil {
		fmt.Println(err)
		return
	}
	read := reading.Build(pages)
	for _, operation := range read.Operations {
		for _, request := range operation.Requests {
			fmt.Printf("%s: %s %s (%d)\n", operation.Title, request.Method, request.Path, operation.Response.Status)
		}
	}
	for _, d := range append(diagnostics, read.Diagnostics...) {
		fmt.Println(d)
	}
	// Output:
	// Delete book: DELETE /books/{id} (204)
	// Get book: GET /books/{id} (200)
	// Get book: GET /shelves/{id}/books/{id} (200)
}
