// Package api is what the pages of an API reference say, as data: its types, its
// operations, its examples, and what is wrong with the pages.
//
// [github.com/sdkscribe/sdkscribe/parser/reading.Read] makes an [API] from pages. The
// commands and the generator read it, and so can any other program that wants an output
// of its own. Nothing here knows markdown, and nothing knows Go: the generator returns the
// names that it gives. An API that has been read does not change any more: several
// goroutines may read it.
//
// Two things here are more than data. A [Path] is read by [ParsePath], compared by
// [Bind] and [Path.Key], and written by [Path.Append] in any [Notation], of which
// [Path.String] and [Path.RenderArgs] are two. A [Type] finds its properties, inherited
// ones included.
//
// The fields with a JSON name are the public contract that "sdkscribe inspect" prints, with
// the names in Go among them; keys are only ever added to it. Fields marked json:"-" are
// for programs.
//
// # Glossary
//
// These words have one meaning throughout sdkscribe:
//
//   - page: a markdown file. An API page documents one operation, a resource page one
//     type.
//   - annotation: a JSON object in an HTML comment that says what the block below it is
//     (its blockType).
//   - template: a request line with placeholders, such as GET /users/{id}, as a page
//     lists it under "HTTP request".
//   - request: one template of an operation ([Request]).
//   - operation: what one API page documents ([Operation]). It has one request or more.
//   - method: a verb and a path ([Method]). Requests of several pages that have the same
//     verb and path are one method. It becomes one Go method.
//   - example: a request with values and the response to it, as a page shows them
//     ([Example]). A message ([Message]) is either side of it.
//   - placeholder: the part of a template that a caller fills in, such as {id}. Its values
//     in an example are the arguments.
//   - segment: one part of a path ([Segment]): a name, a key, a type cast, a function.
//   - type: an entity type, a complex type or an enumeration, in the terms of OData's
//     schema language, CSDL ([Type]).
//   - property: a named value of a type ([Property]). A member is a name and value of a
//     JSON object, or a value of an enumeration ([Member]).
//   - inferred: not declared by any page, but found from examples or names.
//   - skipped: not part of what is generated, for a reason that is given.
//   - place: the page and line where something stands ([Place]).
//   - diagnostic: something that a page says and that could not be used, or that
//     looks wrong ([diag.Diagnostic]).
package api

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Schema is the version of the JSON contract.
const Schema = 1

// An API is everything that a folder of pages says. The zero API has no types and no
// operations.
type API struct {
	Schema      int               `json:"schema"`
	Types       []*Type           `json:"types"`
	Operations  []*Operation      `json:"operations"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
	// Habits are those of the service's convention.
	Habits []Habit `json:"conventions,omitzero"`
	// Errors are those that any call may answer with, as guides list them.
	Errors []CommonError `json:"errors,omitzero"`

	// Methods are the distinct calls that the operations document, in the
	// order of their paths: two pages about one path share a method.
	Methods []*Method `json:"-"`
	// BaseURL is what most example URLs start with: "https://graph.microsoft.com/v1.0".
	BaseURL string `json:"-"`
	// Address is BaseURL as the pages write it, perhaps with a placeholder, which BaseURL
	// has none of.
	Address string `json:"-"`
	// Namespace is the API's own, the outermost that most types are in:
	// "microsoft.graph".
	Namespace string `json:"-"`
	// Convention is what the service does its own way.
	Convention Convention `json:"-"`

	types map[string]*Type // by lower-case name
}

// A Place is a line of a page. The zero Place means that of the thing around it: a
// property without a place of its own stands where its type does.
type Place struct {
	Page string
	Line int
}

// OperationKind is what an operation does.
type OperationKind string

// The kinds of operation.
const (
	KindList      OperationKind = "list"
	KindGet       OperationKind = "get"
	KindCreate    OperationKind = "create"
	KindUpdate    OperationKind = "update"
	KindReplace   OperationKind = "replace"
	KindDelete    OperationKind = "delete"
	KindAction    OperationKind = "action"
	KindFunction  OperationKind = "function"
	KindReference OperationKind = "reference"
	KindStream    OperationKind = "stream"
	KindCount     OperationKind = "count"
)

// An Operation is what one API page documents.
type Operation struct {
	ID          string        `json:"id"` // the page's file name without ".md"
	Title       string        `json:"title"`
	Page        string        `json:"page"`
	Line        int           `json:"line"` // of the title
	Kind        OperationKind `json:"kind"`
	Resource    string        `json:"resource"` // full type name
	Description string        `json:"description"`
	Deprecated  bool          `json:"deprecated"`
	// Deprecation is what the page says of it.
	Deprecation Deprecation  `json:"deprecation,omitzero"`
	Requests    []*Request   `json:"requests"`
	Parameters  []*Parameter `json:"parameters"`
	Body        TypeRef      `json:"body"`
	Response    Response     `json:"response"`
	Errors      []ErrorCode  `json:"errors"`
	Permissions Permissions  `json:"permissions"`
	Examples    []*Example   `json:"examples"`
	Scopes      []string     `json:"scopes,omitzero"`
	Tags        []string     `json:"tags,omitzero"`
	APIVersions []string     `json:"apiVersions,omitzero"`
	// Idempotent is true where the page declares the call safe to repeat.
	Idempotent bool `json:"idempotent,omitzero"`
	// Composable is true where the page says that the path of the function may go on
	// behind it (IsComposable in CSDL).
	Composable bool `json:"composable,omitzero"`
	// LongRunning is the type of the result that the monitor of a 202 response ends
	// with, or "".
	LongRunning string `json:"longRunningResponseType,omitzero"`
	// Monitor is where a 202 response says what to follow the work at, if not in a header: a
	// path with members of the answer in braces, /jobs/{id}, or one that has the URL,
	// {status_url}. {1} is the first argument of the call.
	Monitor string `json:"monitor,omitzero"`
}

// A Request is one documented request template.
type Request struct {
	Method   string `json:"method"`
	Template string `json:"template"` // as the page writes it, without the method
	Line     int    `json:"line"`
	// Inferred is true where the template was made from an example's URL.
	Inferred bool `json:"inferred,omitzero"`
	// Skipped says why the template is not a method that can be called, or is "".
	Skipped string `json:"skipped,omitzero"`
	// Permissions are those that this request needs, where the page tells them from
	// those of its other requests; nil where it needs those of the operation.
	Permissions *Permissions `json:"permissions,omitzero"`

	Path Path    `json:"-"`
	Call *Method `json:"-"` // nil where Skipped
	// Intent is what the request does according to its own page alone. Names follow
	// it rather than the kind of the operation, which depends on other pages too.
	Intent OperationKind `json:"-"`
	// Reads is what the request does by its path, get or list, where Intent calls it a
	// function by a noun: rows/{id}/total is named as what it reads, and not as a call. It
	// is "" for all others.
	Reads OperationKind `json:"-"`
	// Act is the word for what an action does that stands in front of its arguments in
	// the path, "" for none: stop in /stop/project/{id}.
	Act string `json:"-"`
}

// ParameterIn is the part of a request that a [Parameter] is in.
type ParameterIn string

// The parts of a request that parameters are in.
const (
	InPath     ParameterIn = "path"
	InQuery    ParameterIn = "query"
	InHeader   ParameterIn = "header"
	InBody     ParameterIn = "body"     // a property of an action's JSON body
	InFunction ParameterIn = "function" // an argument in the URL's parentheses
)

// A Parameter is an input of an operation.
type Parameter struct {
	Name        string      `json:"name"`
	In          ParameterIn `json:"in"`
	Type        string      `json:"type"`
	Collection  bool        `json:"collection"`
	Required    bool        `json:"required"`
	Description string      `json:"description"`

	// Form is how its values are written where OData has it otherwise.
	Form Form `json:"form,omitzero"`

	At Place `json:"-"`
	// Told reports that a table says of what type it is, "integer or string" among others,
	// which is text in a URL.
	Told bool `json:"-"`
	// Values are those of an enumeration that the page calls by no name.
	Values []Member `json:"-"`
	// Alias is the name, with its @, under which the query has the value of an argument of a
	// function, "" where the parentheses have it. The parameter of the query, among
	// [Method.Needs], is called so, and Argument is the argument's own name.
	Alias, Argument string `json:"-"`
	// List is how a list is written in the URL, and Quoted whether a text is in quotes there.
	List   odata.ListForm `json:"-"`
	Quoted bool           `json:"-"`
}

// Response is what a successful call returns.
type Response struct {
	Status int `json:"status"`
	TypeRef
	// Wrapper is the member that holds the result, or "". It is "value" for
	// collections, and where the page shows a single object or primitive in it.
	Wrapper     string `json:"wrapper"`
	ContentType string `json:"contentType"`
	// Paging is how a list comes in pages, where that is not OData's way.
	Paging Paging `json:"paging,omitzero"`

	At Place `json:"-"`
}

// ErrorCode is an error that a page documents.
type ErrorCode struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// A CommonError is an error that any call may answer with, and where a guide has it.
type CommonError struct {
	ErrorCode
	At Place `json:"-"`
}

// Permissions lists the permissions that a call needs, least privileged first.
type Permissions struct {
	DelegatedWork     []string `json:"delegatedWork"`
	DelegatedPersonal []string `json:"delegatedPersonal"`
	Application       []string `json:"application"`

	At Place `json:"-"`
}

// Add adds the permissions of another table, each once.
func (p *Permissions) Add(more Permissions) {
	add := func(to *[]string, names []string) {
		if *to == nil {
			*to = []string{}
		}
		for _, name := range names {
			if !slices.Contains(*to, name) {
				*to = append(*to, name)
			}
		}
	}
	add(&p.DelegatedWork, more.DelegatedWork)
	add(&p.DelegatedPersonal, more.DelegatedPersonal)
	add(&p.Application, more.Application)
}

// An Example is one documented request with its response.
type Example struct {
	Name      string `json:"name"`
	Line      int    `json:"line"`
	Annotated bool   `json:"annotated"`
	Status    int    `json:"status"`
	Skipped   string `json:"skipped"` // why it calls no method and is not received, or ""

	// Received is the type of what the service sends to the application in this
	// example: a notification. Such an example calls nothing, and its Request is
	// the message as it arrives.
	Received string `json:"received,omitzero"`

	// Call is the method that the request calls, nil where Skipped or Received.
	// Where the URL is one that another call has returned, such as a link to the next
	// page, it is not among the API's methods and has no Path.
	Call *Method `json:"-"`
	// Args are the decoded values of Call's placeholders, in order.
	Args []string `json:"-"`
	// Request and Response are what the golden test expects and answers: what the page
	// shows, with values in the place of placeholders. Every member that a type declares
	// in the page's spelling holds a value of the declared type, or null.
	Request  *Message `json:"-"`
	Response *Message `json:"-"`
}

// A Message is one side of an example.
type Message struct {
	// Method, Path and Query are a request's. Path is what follows the base
	// URL, escaped; Query holds decoded names and values in the order written.
	Method string
	Path   string
	Query  []Field
	// Status is a response's.
	Status int
	// Header leaves out what transports set: Authorization, Host,
	// Content-Length, Connection, Date.
	Header []Field
	// ContentType is the media type as the page writes it, with its parameters; "" where
	// it has none.
	ContentType string
	// Credential is where a request shows what authorizes it; nil where it shows nothing.
	// The credential itself is no part of the message.
	Credential *Credential
	// JSON is the body where it is JSON, Text where it is anything else.
	JSON *relaxed.Value
	Text string
}

// A Field is a name and a value: of a header, or of a query.
type Field struct{ Name, Value string }

// A Method is one distinct call: a verb and a path.
type Method struct {
	Verb string // "GET", ...
	Path Path
	// Slash is whether a slash ends the path that is sent.
	Slash bool
	Kind  OperationKind
	// Operations are those that document it. The first one gives it its doc comment.
	Operations []*Operation
	// Undocumented reports that no template has it and examples alone show it.
	Undocumented bool
	Body         Body
	Result       Result
	// Needs are the query parameters and header fields that a call cannot do without, in
	// the order in which the page lists them. They are arguments behind those of the path.
	Needs []*Parameter
	// Fixed are the query parameters that have the same value in every request line.
	Fixed []Field
}

// Target is the path that a call sends, with args in place of the placeholders, in their
// order, escaped for a URL.
func (m *Method) Target(args []string) string {
	path := m.Path.RenderArgs(args)
	if m.Slash {
		path += "/"
	}
	return path
}

// BodyKind is how a method's request body is passed.
type BodyKind byte

// The kinds of request body.
const (
	NoBody        BodyKind = iota
	ObjectBody             // a JSON object of Body.Type
	ListBody               // a JSON array of Body.Type
	ParamsBody             // a JSON object of Body.Params
	ReferenceBody          // {"@odata.id": "..."}
	StreamBody             // bytes of any media type
	AnyBody                // JSON that no page describes
)

// A Body is what a method sends.
type Body struct {
	Kind        BodyKind
	Type        TypeRef
	Params      []*Parameter // of ParamsBody
	From        *Operation   // of ParamsBody: whose parameters they are
	ContentType string       // of StreamBody, "" where any; of JSON, "" where application/json
}

// ResultKind is what a method returns.
type ResultKind byte

// The kinds of result.
const (
	NoResult      ResultKind = iota
	ObjectResult             // a JSON object of Result.Type, inside Wrapper if set
	PageResult               // a page of a collection of Result.Type, inside Wrapper if set
	ListResult               // a JSON array of Result.Type, inside Wrapper if set
	ValueResult              // {"value": x}: a primitive or enumeration value
	CountResult              // text/plain: a number ($count)
	StreamResult             // bytes of any media type
	MonitorResult            // 202 with a Location to poll; Type is that of its final result
	AnyResult                // JSON that no page describes
)

// A Result is what a method returns when it succeeds.
type Result struct {
	Kind    ResultKind
	Type    TypeRef // of one element, without Collection, for PageResult and ListResult
	Wrapper string
	// Paging is how the pages of a PageResult hang together.
	Paging  Paging
	Monitor string // of MonitorResult: the operation's
}

// SegmentKind is what a [Segment] of a path is.
type SegmentKind byte

// The kinds of segment.
const (
	Static       SegmentKind = iota // events
	Key                             // {id}, or ('{id}') right behind a name
	AlternateKey                    // (appId='{appId}')
	Operator                        // a function with arguments: range(address='{address}')
	Cast                            // microsoft.graph.user
	ByPath                          // :/{item-path}: behind a name or a key
	System                          // $value, $ref, $count
)

// A Path is a request template's path, below the base URL.
type Path []Segment

// A Segment is one part of a [Path].
type Segment struct {
	Kind SegmentKind
	Name string // as written; "" for Key, AlternateKey and ByPath
	Args []Arg
	// Parens is true where a Key is written in parentheses: messages('{id}').
	Parens bool
	// Bare is true where an AlternateKey is a segment of its own, without
	// parentheses: /directoryRoles/roleTemplateId={id}.
	Bare bool
	// Suffix is what stands behind the segment without a slash: the custom verb
	// ":reserve" (AIP-136), the format ".json", the parameter ";v=1" (RFC 3986, 3.3).
	Suffix string
}

// Verb returns the custom verb that a segment ends in, "" for none.
func (s *Segment) Verb() string {
	if verb, ok := strings.CutPrefix(s.Suffix, ":"); ok {
		return verb
	}
	return ""
}

// An Arg is a placeholder, or a fixed value where the template writes one.
type Arg struct {
	Name        string // in parentheses: the parameter's name
	Placeholder string // what the page calls it, without braces; "" where fixed
	Literal     string // the fixed value as written, without the quotes
	Quoted      bool   // sent in single quotes
	Prefix      string // in front of the value: "microsoft.graph.timeZoneStandard"
	Type        string // Edm.String unless the page says otherwise
	// List is how a list is written, whose elements are of the type. It is odata.NoList for
	// a single value.
	List odata.ListForm
}

// IsAlias reports whether the value of an argument is an alias, which the query has the
// value for: @colors (OData URL Conventions 4.01, section 5.3).
func IsAlias(value string) bool {
	return len(value) > 1 && value[0] == '@' && odata.IsIdentifier(value[1:])
}

// Written returns the value of an argument in an example, as the URL has it but for escapes:
// with its quotes, and in braces where it is a placeholder.
func (a *Arg) Written() string {
	value := unescape(a.Literal)
	if a.Placeholder != "" {
		value = "{" + a.Placeholder + "}"
	}
	if a.Quoted {
		return "'" + value + "'"
	}
	return value
}

// SetTypes sets the types, which are in the order of their names.
func (a *API) SetTypes(types []*Type) {
	a.Types, a.types = types, make(map[string]*Type, len(types))
	for _, t := range types {
		a.types[odata.Fold(t.Name)] = t
	}
}

// Type returns the type of a full name in any case of letters, or nil.
func (a *API) Type(name string) *Type { return a.types[odata.Fold(name)] }

// SortMethods puts methods into the order of their paths.
func SortMethods(list []*Method) {
	keys := make(map[*Method]string, len(list))
	for _, m := range list {
		keys[m] = m.Path.Key()
	}
	slices.SortStableFunc(list, func(a, b *Method) int {
		return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(a.Verb, b.Verb))
	})
}
