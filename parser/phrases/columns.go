package phrases

// This file knows how the columns of tables are headed: those of parameters,
// permissions and errors on pages of operations, and those of properties, methods and
// members on pages of types.

import "strings"

// A Column is what a column of a table on an operation's page holds.
type Column byte

const (
	ParameterColumn      Column = iota // the names of parameters
	TypeColumn                         // their types
	DescriptionColumn                  // what they are
	RequiredColumn                     // whether they are required
	ValueColumn                        // their values
	StatusColumn                       // HTTP statuses
	ErrorCodeColumn                    // codes of errors
	OtherCodeColumn                    // codes of errors, where statuses are called codes too
	MessageColumn                      // what errors mean
	PermissionTypeColumn               // kinds of callers
	PermissionColumn                   // permissions
	DelegatedColumn                    // permissions of one kind of caller
	CallerColumn                       // kinds of callers, in lint's wider sense
	VerbColumn                         // methods of HTTP
	URLColumn                          // URLs of requests
	PlaceColumn                        // parts of a request that parameters are in
	LooseNameColumn                    // names, where nothing else in a table is headed as names are
)

// The words of columns. A word that is more certain stands before others.
var (
	parameterColumns = table[Column]{
		{within, "parameter", ParameterColumn, "Parameter"},
		{within, "property", ParameterColumn, "Property"},
		{within, "name", ParameterColumn, "Name"},
		{within, "header", ParameterColumn, "Header"},
		{within, "attribute", ParameterColumn, "Attribute"},
	}
	typeColumns = table[Column]{
		{within, "type", TypeColumn, "Type"},
		{whole, "kind", TypeColumn, "Kind"},
		{whole, "format", TypeColumn, "Format"},
	}
	descriptionColumns = table[Column]{
		{within, "description", DescriptionColumn, "Description"},
		{whole, "notes", DescriptionColumn, "Notes"},
		{whole, "remarks", DescriptionColumn, "Remarks"},
		{whole, "comments", DescriptionColumn, "Comments"},
		{whole, "details", DescriptionColumn, "Details"},
		{whole, "meaning", DescriptionColumn, "Meaning"},
		{whole, "purpose", DescriptionColumn, "Purpose"},
		{whole, "explanation", DescriptionColumn, "Explanation"},
	}
	requiredColumns = table[Column]{
		{within, "required", RequiredColumn, "Required?"},
		{within, "mandatory", RequiredColumn, "Mandatory"},
	}
	valueColumns  = table[Column]{{within, "value", ValueColumn, "Value"}}
	statusColumns = table[Column]{
		{within, "http status", StatusColumn, "HTTP status code"},
		{within, "status code", StatusColumn, "Status code"},
		{within, "status", StatusColumn, "Status"},
		{within, "http code", StatusColumn, "HTTP code"},
	}
	errorCodeColumns = table[Column]{
		{within, "error code", ErrorCodeColumn, "Error code"},
		{within, "code", ErrorCodeColumn, "Code"},
	}
	otherCodeColumns = table[Column]{
		{within, "code", OtherCodeColumn, "Inner code"},
		{within, "error", OtherCodeColumn, "Error"},
	}
	messageColumns = table[Column]{
		{within, "message", MessageColumn, "Error message"},
		{within, "description", MessageColumn, "Description"},
		{within, "error", MessageColumn, "Error"},
		{whole, "when", MessageColumn, "When"},
		{whole, "meaning", MessageColumn, "Meaning"},
		{whole, "reason", MessageColumn, "Reason"},
		{whole, "cause", MessageColumn, "Cause"},
	}
	permissionTypeColumns = table[Column]{{within, "permission type", PermissionTypeColumn, "Permission type"}}
	permissionColumns     = table[Column]{{within, "permission", PermissionColumn, "Permissions"}}
	delegatedColumns      = table[Column]{{within, "delegated", DelegatedColumn, "Delegated"}}
	callerColumns         = table[Column]{
		{within, "permission", CallerColumn, "Permission type"},
		{within, "supportability", CallerColumn, "Supportability"},
	}
	verbColumns = table[Column]{
		{within, "method", VerbColumn, "HTTP method"},
		{within, "verb", VerbColumn, "Verb"},
	}
	urlColumns = table[Column]{
		{within, "uri", URLColumn, "Request URI"},
		{within, "url", URLColumn, "Request URL"},
		{within, "endpoint", URLColumn, "Endpoint"},
		{whole, "path", URLColumn, "Path"},
		{whole, "request", URLColumn, "Request"},
	}
	looseNameColumns = table[Column]{
		{whole, "field", LooseNameColumn, "Field"},
		{whole, "value", LooseNameColumn, "Value"},
		{whole, "member", LooseNameColumn, "Member"},
		{whole, "key", LooseNameColumn, "Key"},
		{whole, "argument", LooseNameColumn, "Argument"},
	}
	placeColumns = table[Column]{
		{whole, "in", PlaceColumn, "In"},
		{whole, "located in", PlaceColumn, "Located in"},
		{whole, "parameter in", PlaceColumn, "Parameter in"},
	}
)

// words are the words of a column.
func (c Column) words() table[Column] {
	switch c {
	case ParameterColumn:
		return parameterColumns
	case TypeColumn:
		return typeColumns
	case DescriptionColumn:
		return descriptionColumns
	case RequiredColumn:
		return requiredColumns
	case ValueColumn:
		return valueColumns
	case StatusColumn:
		return statusColumns
	case ErrorCodeColumn:
		return errorCodeColumns
	case OtherCodeColumn:
		return otherCodeColumns
	case MessageColumn:
		return messageColumns
	case PermissionTypeColumn:
		return permissionTypeColumns
	case PermissionColumn:
		return permissionColumns
	case DelegatedColumn:
		return delegatedColumns
	case CallerColumn:
		return callerColumns
	case VerbColumn:
		return verbColumns
	case URLColumn:
		return urlColumns
	case PlaceColumn:
		return placeColumns
	case LooseNameColumn:
		return looseNameColumns
	}
	return nil
}

// Rank returns how well a heading fits the column: 0 for the most certain word, more
// for others, -1 where it has none.
func (c Column) Rank(heading string) int {
	words := c.words()
	for i := range words {
		if hasFold(words[i].form, words[i].phrase, heading) {
			return i
		}
	}
	return -1
}

// Fits reports whether a heading is one of the column.
func (c Column) Fits(heading string) bool { return c.Rank(heading) >= 0 }

// headerColumns head the first column of a table of header fields.
var headerColumns = table[bool]{
	{within, "header", true, "Response header"},
}

// HeadsHeaders reports whether the heading of a first column is one of header fields.
func HeadsHeaders(heading string) bool { return headerColumns.ofFold(heading) }

// resultColumns head the first column of a table that names what a response holds as a
// whole.
var resultColumns = table[bool]{
	{whole, "item", true, "Item"},
	{whole, "resource", true, "Resource"},
}

// HeadsResult reports whether the heading of a first column is one of results.
func HeadsResult(heading string) bool { return resultColumns.ofFold(heading) }

// ofCalls head the first column of a table of parameters, wherever it stands.
var ofCalls = table[bool]{
	{begins, "parameter", true, "Parameter"},
	{begins, "attribute", true, "Attribute"},
	{begins, "argument", true, "Argument"},
}

// HeadsParameters reports whether the heading of a first column is one of parameters of
// calls.
func HeadsParameters(heading string) bool { return ofCalls.ofFold(heading) }

// A Place is the part of a request that a row heads in a table of several.
type Place byte

const (
	NoPlace Place = iota
	InPath
	InQuery
	InHeader
	InBody
)

// placeRows are rows with nothing else in them, which say where the parameters below them
// are sent.
var placeRows = table[Place]{
	{whole, "url", InPath, "URL"},
	{whole, "uri", InPath, "URI"},
	{whole, "path", InPath, "Path"},
	{whole, "url parameters", InPath, "URL parameters"},
	{whole, "path parameters", InPath, "Path parameters"},
	{whole, "query", InQuery, "Query"},
	{whole, "query string", InQuery, "Query string"},
	{whole, "query parameters", InQuery, "Query parameters"},
	{whole, "header", InHeader, "Header"},
	{whole, "headers", InHeader, "Headers"},
	{whole, "body", InBody, "Body"},
	{whole, "request body", InBody, "Request body"},
}

// PlaceOfRow returns where the rows are sent that a row heads.
func PlaceOfRow(heading string) Place { return placeRows.ofFold(heading) }

// placedColumns head the first column of a table that says so where its parameters are sent,
// in whatever section it stands.
var placedColumns = table[Place]{
	{begins, "path param", InPath, "Path parameter"},
	{begins, "query param", InQuery, "Query parameter"},
	{begins, "query string param", InQuery, "Query string parameter"},
	{begins, "header param", InHeader, "Header parameter"},
	{whole, "request header", InHeader, "Request header"},
	{begins, "body param", InBody, "Body parameter"},
	{whole, "body field", InBody, "Body field"},
	{whole, "body attribute", InBody, "Body attribute"},
	{whole, "body member", InBody, "Body member"},
}

// PlaceOfColumn returns where the parameters are sent that the first column of a table
// names, if its heading says so.
func PlaceOfColumn(heading string) Place { return placedColumns.ofFold(strings.TrimSpace(heading)) }

// yes is what a column on whether something is required says of what is.
var yes = table[bool]{
	{begins, "yes, if", false, "Yes, if there is no address"},
	{begins, "yes (if", false, "Yes (if there is no address)"},
	{begins, "yes, when", false, "Yes, when there is no address"},
	{begins, "y", true, "Yes"},
	{whole, "true", true, "True"},
}

// SaysYes reports whether a cell affirms what its column asks.
func SaysYes(cell string) bool { return yes.ofFold(cell) }

// A NameColumn is what the first column of a table on a type's page holds.
type NameColumn byte

const (
	NoNames           NameColumn = iota
	RelationshipNames            // names of properties that lead to other things
	PropertyNames                // names of properties
	AnyNames                     // names, perhaps of properties
)

// nameColumns head the first column.
var nameColumns = table[NameColumn]{
	{begins, "relationship", RelationshipNames, "Relationship"},
	{begins, "navigation", RelationshipNames, "Navigation property"},
	{whole, "property", PropertyNames, "Property"},
	{whole, "property name", PropertyNames, "Property name"},
	{whole, "properties", PropertyNames, "Properties"},
	{whole, "attribute", PropertyNames, "Attribute"},
	{whole, "field", PropertyNames, "Field"},
	{whole, "field name", PropertyNames, "Field name"},
	{whole, "name", AnyNames, "Name"},
	{whole, "key", AnyNames, "Key"},
	{whole, "parameter", AnyNames, "Parameter"},
	{whole, "member", AnyNames, "Member"},
	{whole, "column", AnyNames, "Column"},
	{whole, "value", AnyNames, "Value"}, // where a column of types stands beside it
}

// NameColumnOf returns what the first column of a table holds by its heading, folded.
func NameColumnOf(low string) NameColumn { return nameColumns.of(low) }

// An AboutColumn is what a further column of a table of properties holds.
type AboutColumn byte

const (
	NoAbout AboutColumn = iota
	PropertyTypes
	PropertyDescriptions
)

// aboutColumns head the columns behind the first.
var aboutColumns = table[AboutColumn]{
	{whole, "type", PropertyTypes, "Type"},
	{whole, "data type", PropertyTypes, "Data type"},
	{whole, "datatype", PropertyTypes, "DataType"},
	{whole, "property type", PropertyTypes, "Property type"},
	{whole, "value type", PropertyTypes, "Value type"},
	{whole, "return type", PropertyTypes, "Return type"},
	{whole, "kind", PropertyTypes, "Kind"},
	{whole, "format", PropertyTypes, "Format"},
	{within, "description", PropertyDescriptions, "Short description"},
	{whole, "notes", PropertyDescriptions, "Notes"},
	{whole, "remarks", PropertyDescriptions, "Remarks"},
	{whole, "details", PropertyDescriptions, "Details"},
	{whole, "comments", PropertyDescriptions, "Comments"},
	{whole, "meaning", PropertyDescriptions, "Meaning"},
	{whole, "purpose", PropertyDescriptions, "Purpose"},
	{whole, "explanation", PropertyDescriptions, "Explanation"},
}

// AboutColumnOf returns what a further column of a table holds by its heading, folded.
func AboutColumnOf(low string) AboutColumn { return aboutColumns.of(low) }

// methodColumns head the first column of a table of what can be done with a resource.
var methodColumns = table[bool]{
	{whole, "method", true, "Method"},
	{whole, "methods", true, "Methods"},
	{whole, "common task", true, "Common task"},
	{whole, "task", true, "Task"},
	{whole, "function", true, "Function"},
	{whole, "action", true, "Action"},
	{whole, "operation", true, "Operation"},
}

// HeadsMethods reports whether the heading of a first column, folded, is one of methods.
func HeadsMethods(low string) bool { return methodColumns.of(low) }

// memberColumns head the first column of a table of an enumeration's members.
var memberColumns = table[bool]{
	{whole, "member", true, "Member"},
	{whole, "members", true, "Members"},
	{whole, "member name", true, "Member name"},
	{whole, "value", true, "Value"},
	{whole, "values", true, "Values"},
	{whole, "name", true, "Name"},
	{whole, "enum value", true, "Enum value"},
	{whole, "enum member", true, "Enum member"},
	{whole, "enumeration value", true, "Enumeration value"},
	{whole, "enumeration member", true, "Enumeration member"},
	{whole, "possible values", true, "Possible values"},
	{whole, "possible value", true, "Possible value"},
	{whole, "string value", true, "String value"},
}

// HeadsMembers reports whether a heading of a first column is one of members.
func HeadsMembers(heading string) bool { return memberColumns.of(strings.ToLower(heading)) }

// A MemberColumn is what a further column of a table of members holds.
type MemberColumn byte

const (
	NoMemberColumn MemberColumn = iota
	MemberDescriptions
	MemberValues // their numbers
)

// aboutMembers head the columns behind the first in a table of members.
var aboutMembers = table[MemberColumn]{
	{within, "description", MemberDescriptions, "Description"},
	{whole, "meaning", MemberDescriptions, "Meaning"},
	{whole, "value", MemberValues, "Value"},
}

// MemberColumnOf returns what a further column of a table of members holds.
func MemberColumnOf(heading string) MemberColumn { return aboutMembers.of(strings.ToLower(heading)) }
