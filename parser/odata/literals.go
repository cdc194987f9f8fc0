package odata

import "github.com/sdkscribe/sdkscribe/parser/relaxed"

// LiteralKind is the kind of the JSON value that an argument of a URL would be for a type
// (OData URL Conventions 4.01, 5.1.1.14: numbers and booleans are written alike in both).
func LiteralKind(arg, typ string) relaxed.Kind {
	switch {
	case typ == "Edm.Boolean" && (arg == "true" || arg == "false"):
		return relaxed.Bool
	case IsNumeric(typ) && NumberFits(arg, typ):
		return relaxed.Number
	}
	return relaxed.String
}
