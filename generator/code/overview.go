package code

import "slices"

// An Overview describes the comment on the package.
type Overview struct {
	BaseURL string
	// Queries is whether calls take the query options of OData.
	Queries bool
	// Client shows how a client is made, and First a call; First is nil where there is none.
	Client, First *Example
	// Services are those below the client.
	Services []TopService
}

// A TopService is a service below the client.
type TopService struct{ Name, Type, Path string }

// comment is the comment on the package with the given name.
func (o *Overview) comment(name, importPath string) (*comment, error) {
	doc := newComment("Package ", name, " is a client for the API at ", o.BaseURL, ".")
	code, err := o.Client.Snippet(name, importPath)
	if err != nil {
		return nil, err
	}
	code = code[:len(code)-1] // which says that the client is not used
	if o.First != nil {
		first, err := o.First.Snippet(name, importPath)
		if err != nil {
			return nil, err
		}
		code = slices.Concat(code, []string{"", "ctx := context.Background()"}, first)
	}
	doc.indented(code...)
	doc.paragraph("Its services mirror the API's paths: each static segment of a path is a field of the one before it, " +
		"each placeholder a positional argument, and what remains is the method. GET on a collection is List, or All to iterate " +
		"over every page of it, GET on one item Get, POST Create, PATCH Update, PUT Replace, DELETE Delete. " +
		"Actions and functions have their own names. README.md shows what else there is, api.md lists all calls.")
	if len(o.Services) > 0 {
		doc.paragraph("The services:")
	}
	for _, s := range o.Services {
		doc.item("[", s.Type, "], client.", s.Name, ": ", s.Path)
	}
	such := "[rest.Query] and [rest.Timeout]"
	if o.Queries {
		such = "[rest.Select] and [rest.Filter]"
	}
	doc.paragraph("Scalar properties are absent, null or a value: see [rest.Opt]. Calls take options, such as " + such +
		", and fail with a [rest.Error] where the service reports an error.")
	doc.paragraph("Packages encoding/json and github.com/go-json-experiment/json write and read objects as the client does, through pointers; " +
		"fmt and log/slog print them so, without what is absent.")
	doc.paragraph("What a page documents about a call or a type is in its comment, with the path and the permissions.")
	return doc, nil
}
