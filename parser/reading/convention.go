package reading

// This file makes the convention of a service: what its pages take for granted.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// conventionOf returns the convention that the pages follow. It is the only place that
// makes one. Pages of the kinds known so far follow OData.
func conventionOf([]*parser.Page) api.Convention { return api.OData() }
