package phrases

// This file knows the headings of pages: which part of an operation's outline a section
// is, and what a section on a type's page is about.

import "strings"

// A Heading is what a heading says of the section below it, on the page of an operation.
type Heading byte

const (
	NoHeading Heading = iota // it says nothing
	HTTPRequest
	Permissions
	Prerequisites
	PathParameters
	FunctionParameters
	QueryParameters
	RequestHeaders
	RequestBody
	Parameters // of the body, as a rule
	Errors
	Example
	Request
	Response
	Aside         // a section that is about nothing an SDK needs
	URIParameters // of the path and of the query
)

// headings are those of operation pages, without the numbers and colons at their ends.
var headings = table[Heading]{
	{begins, "http request", HTTPRequest, "HTTP request"},
	{whole, "http method", HTTPRequest, "HTTP method"},
	{whole, "request syntax", HTTPRequest, "Request syntax"},
	{whole, "request uri", HTTPRequest, "Request URI"},
	{whole, "request url", HTTPRequest, "Request URL"},
	{whole, "syntax", HTTPRequest, "Syntax"},
	{whole, "endpoint", HTTPRequest, "Endpoint"},
	{whole, "endpoints", HTTPRequest, "Endpoints"},
	{begins, "rest request", Request, "REST request"},
	{begins, "request example", Request, "Request example"},
	{begins, "request sample", Request, "Request sample"},
	{begins, "example request", Request, "Example request"},
	{begins, "sample payload", Request, "Sample payload"},
	{begins, "example payload", Request, "Example payload"},
	{whole, "payload", Request, "Payload"},
	{begins, "sample request", Request, "Sample request"},
	{begins, "response example", Response, "Response example"},
	{begins, "response sample", Response, "Response sample"},
	{begins, "example response", Response, "Example response"},
	{begins, "sample response", Response, "Sample response"},
	{begins, "rest response", Response, "REST response"},
	{begins, "successful response", Response, "Successful response"},
	{begins, "success response", Response, "Success response"},
	{begins, "example json request", Request, "Example JSON request"},
	{begins, "example json response", Response, "Example JSON response"},
	{whole, "json request", Request, "JSON request"},
	{whole, "json response", Response, "JSON response"},
	{whole, "xml request", Request, "XML request"},
	{whole, "xml response", Response, "XML response"},
	{begins, "permission", Permissions, "Permissions"},
	{whole, "prerequisites", Prerequisites, "Prerequisites"},
	{begins, "path parameter", PathParameters, "Path parameters"},
	{within, "url parameter", URIParameters, "Request URL parameters"},
	{begins, "path param", PathParameters, "Path params"},
	{whole, "url params", URIParameters, "URL params"},
	{within, "uri parameter", URIParameters, "Request URI parameters"},
	{whole, "request parameters", URIParameters, "Request parameters"},
	{within, "function parameter", FunctionParameters, "Function parameters"},
	{within, "query parameter", QueryParameters, "Optional query parameters"},
	{within, "query option", QueryParameters, "Supported query options"},
	{whole, "query string parameters", QueryParameters, "Query string parameters"},
	{within, "query param", QueryParameters, "Query params"},
	{within, "query string param", QueryParameters, "Query string params"},
	{within, "request header", RequestHeaders, "Optional request headers"},
	{whole, "headers", RequestHeaders, "Headers"},
	{whole, "http headers", RequestHeaders, "HTTP headers"},
	{begins, "request body", RequestBody, "Request body"},
	{begins, "json request body", RequestBody, "JSON request body schema"},
	{begins, "body parameters", RequestBody, "Body parameters"},
	{begins, "body params", RequestBody, "Body params"},
	{whole, "body", RequestBody, "Body"},
	{begins, "body fields", RequestBody, "Body fields"},
	{begins, "body attributes", RequestBody, "Body attributes"},
	{begins, "body schema", RequestBody, "Body schema"},
	{begins, "payload param", RequestBody, "Payload parameters"},
	{begins, "request payload", RequestBody, "Request payload"},
	{whole, "request fields", RequestBody, "Request fields"},
	{whole, "request attributes", RequestBody, "Request attributes"},
	{whole, "json body", RequestBody, "JSON body"},
	{begins, "json body param", RequestBody, "JSON body parameters"},
	{begins, "json param", RequestBody, "JSON params"},
	{begins, "json/form param", RequestBody, "JSON/Form params"},
	{begins, "form param", RequestBody, "Form parameters"},
	{begins, "form data", RequestBody, "Form data parameters"},
	{begins, "form body", RequestBody, "Form body parameters"},
	{whole, "parameters", Parameters, "Parameters"},
	{whole, "optional parameters", Parameters, "Optional parameters"},
	{whole, "required parameters", Parameters, "Required parameters"},
	{begins, "example", Example, "Example 2: an order with an error"},
	{within, "error", Errors, "Error responses"},
	{begins, "sample", Example, "Sample call"},
	{ends, " example", Example, "Paging example"},
	{ends, " examples", Example, "More examples"},
	{begins, "request", Request, "Request"},
	{begins, "response", Response, "Response"},
	{whole, "returns", Response, "Returns"},
	{begins, "remarks", Aside, "Remarks"},
	{begins, "see also", Aside, "See also"},
	{begins, "next steps", Aside, "Next steps"},
}

// HeadingOf returns what a heading of an operation's page says.
func HeadingOf(heading string) Heading {
	return headings.of(strings.ToLower(strings.TrimRight(strings.TrimSpace(heading), ": 0123456789.")))
}

// labels are sentences that say what the code block below them is, where no heading does.
var labels = table[Heading]{
	{within, "example of the response", Response, "Here is an example of the response."},
	{within, "example of a response", Response, "This is an example of a response."},
	{within, "example response", Response, "An example response looks like this:"},
	{within, "sample response", Response, "The following is a sample response."},
	{within, "following response", Response, "The service sends the following response:"},
	{within, "the response is", Response, "The response is:"},
	{within, "the response looks", Response, "The response looks like this:"},
	{within, "shows the response", Response, "The following shows the response."},
	{begins, "the response to ", Response, "The response to this request looks like the following:"},
	{begins, "response:", Response, "Response:"},
	{whole, "response", Response, "Response"},
	{begins, "response (", Response, "Response (200):"},
	{within, "is the response.", Response, "Here is the response."},
	{within, "is the response:", Response, "This is the response:"},
	{begins, "returns:", Response, "Returns:"},
	{within, "example of the request", Request, "Here is an example of the request."},
	{within, "example of a request", Request, "This is an example of a request."},
	{within, "example request", Request, "An example request:"},
	{within, "sample request", Request, "The following is a sample request."},
	{within, "following request", Request, "Send the following request:"},
	{begins, "request:", Request, "Request:"},
	{whole, "request", Request, "Request"},
	{within, "is the request.", Request, "Here is the request."},
	{within, "is the request:", Request, "This is the request:"},
}

// LabelOf returns what a sentence above a code block calls it: a request, a response, or
// neither.
func LabelOf(sentence string) Heading { return labels.of(strings.ToLower(sentence)) }

// requestHeadings are those below which a code block holds requests.
var requestHeadings = table[bool]{
	{within, "request", true, "HTTP request"},
}

// samples are words of what shows a message, as against what says what messages are like.
var samples = table[bool]{
	{word, "example", true, "Example response:"},
	{word, "sample", true, "The following is a sample response."},
}

// IsSample reports whether a heading or a label is one of an example.
func IsSample(text string) bool { return samples.of(strings.ToLower(text)) }

// HeadsRequests reports whether code below a heading is meant to be a request.
func HeadsRequests(heading string) bool { return requestHeadings.of(strings.ToLower(heading)) }

// A PropertyHeading is a heading below which a type's properties stand, and nothing else.
type PropertyHeading byte

const (
	NoPropertyHeading PropertyHeading = iota
	Properties
	Relationships
	NavigationProperties
)

// propertyHeadings are whole headings on the pages of types.
var propertyHeadings = table[PropertyHeading]{
	{whole, "properties", Properties, "Properties"},
	{whole, "relationships", Relationships, "Relationships"},
	{whole, "navigation properties", NavigationProperties, "Navigation properties"},
}

// PropertyHeadingOf returns which heading of properties a heading is, which is folded.
func PropertyHeadingOf(low string) PropertyHeading { return propertyHeadings.of(low) }

// A Topic is a set of what a heading on the page of a type speaks of.
type Topic byte

const (
	TopicProperties Topic = 1 << iota
	TopicAttributes
	TopicRelationships
	TopicNavigation
	TopicRepresentation // of the type in JSON
	TopicExample
	TopicOther // of a thing that is not the page's type
)

// topics are words of headings. A heading may speak of several things.
var topics = table[Topic]{
	{within, "propert", TopicProperties, "Basic properties"},
	{whole, "fields", TopicProperties, "Fields"},
	{whole, "schema", TopicProperties, "Schema"},
	{whole, "members", TopicProperties, "Members"},
	{whole, "columns", TopicProperties, "Columns"},
	{within, "attribute", TopicAttributes, "Attributes"},
	{within, "relationship", TopicRelationships, "Relationships"},
	{within, "navigation", TopicNavigation, "Navigation"},
	{within, "representation", TopicRepresentation, "JSON representation"},
	{within, "example", TopicExample, "Example"},
	{within, " of ", TopicOther, "Layout of an invoice line"},
}

// TopicsOf returns all that a heading speaks of, which is folded.
func TopicsOf(low string) Topic {
	var all Topic
	for i := range topics {
		if place(topics[i].form, topics[i].phrase, low) >= 0 {
			all |= topics[i].says
		}
	}
	return all
}

// derivedHeadings are those of lists of the types that derive from the page's.
var derivedHeadings = table[bool]{
	{whole, "derived types", true, "Derived types"},
	{whole, "derived classes", true, "Derived classes"},
	{whole, "derived resources", true, "Derived resources"},
	{whole, "subtypes", true, "Subtypes"},
	{whole, "subclasses", true, "Subclasses"},
	{whole, "derived entities", true, "Derived entities"},
	{whole, "inherited by", true, "Inherited by"},
}

// HeadsDerived reports whether a heading announces derived types.
func HeadsDerived(heading string) bool {
	return derivedHeadings.of(strings.ToLower(strings.TrimSpace(heading)))
}

// enumHeadings are what stands behind an enumeration's name in the heading of its members.
var enumHeadings = table[bool]{
	{whole, "values", true, "colorKind values"},
	{whole, "enumeration", true, "colorKind enumeration"},
	{whole, "enum", true, "colorKind enum"},
	{whole, "enum values", true, "colorKind enum values"},
	{whole, "enumeration values", true, "colorKind enumeration values"},
	{whole, "enum type", true, "colorKind enum type"},
	{whole, "enumeration type", true, "colorKind enumeration type"},
	{whole, "enum members", true, "colorKind enum members"},
}

// notEnumNames are words that stand before "values" and name no enumeration.
var notEnumNames = table[bool]{
	{whole, "possible", true, "Possible values"},
	{whole, "supported", true, "Supported values"},
	{whole, "allowed", true, "Allowed values"},
	{whole, "valid", true, "Valid values"},
	{whole, "member", true, "Member values"},
	{whole, "enum", true, "Enum values"},
	{whole, "enumeration", true, "Enumeration values"},
	{whole, "property", true, "Property values"},
	{whole, "default", true, "Default values"},
	{whole, "return", true, "Return values"},
	{whole, "accepted", true, "Accepted values"},
	{whole, "available", true, "Available values"},
	{whole, "header", true, "Header values"},
	{whole, "parameter", true, "Parameter values"},
	{whole, "query", true, "Query values"},
	{whole, "the", true, "The values"},
	{whole, "special", true, "Special values"},
	{whole, "sample", true, "Sample values"},
	{whole, "example", true, "Example values"},
}

// EnumeratedName returns x of a heading "x values" or "x enumeration", "" for others.
func EnumeratedName(heading string) string {
	name, rest, _ := strings.Cut(strings.Trim(heading, "`*: "), " ")
	if !enumHeadings.of(strings.ToLower(strings.TrimSpace(rest))) {
		return ""
	}
	name = strings.Trim(name, "`*")
	if notEnumNames.of(strings.ToLower(name)) {
		return ""
	}
	return name
}

// NamespaceLabel opens the paragraph that says which namespace a page's type is in:
// "Namespace: contoso.sales".
const NamespaceLabel = "Namespace:"
