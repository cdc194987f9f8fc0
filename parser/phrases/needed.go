package phrases

// This file knows what pages say of query parameters and header fields that a call must
// have, and which of these are no concern of the caller's.

// requiredTables are the texts above tables of parameters that are all required.
var requiredTables = table[bool]{
	{within, "not required", false, "The following required parameters are not required for drafts."},
	{within, "following required", true, "Provide the following required query parameters with values."},
	{within, "following parameters are required", true, "The following parameters are required."},
	{within, "following headers are required", true, "The following headers are required."},
	{begins, "required query parameters", true, "Required query parameters:"},
	{begins, "required parameters", true, "Required parameters:"},
	{begins, "required headers", true, "Required headers:"},
}

// SaysAllRequired reports whether the text above a table calls all of it required.
func SaysAllRequired(text string) bool { return requiredTables.ofFold(text) }

// clientHeaders are the header fields that the client sets, or its credential.
var clientHeaders = table[bool]{
	{whole, "authorization", true, "Authorization"},
	{whole, "proxy-authorization", true, "Proxy-Authorization"},
	{whole, "cookie", true, "Cookie"},
	{whole, "content-type", true, "Content-Type"},
	{whole, "content-encoding", true, "Content-Encoding"},
	{whole, "accept", true, "Accept"},
	{whole, "accept-encoding", true, "Accept-Encoding"},
	{whole, "user-agent", true, "User-Agent"},
	{whole, "date", true, "Date"},
	{whole, "expect", true, "Expect"},
	{whole, "range", true, "Range"},
	{whole, "content-range", true, "Content-Range"},
	{whole, "prefer", true, "Prefer"},
}

// credentials are the names, without signs between their words, of header fields and
// query parameters that tell who calls.
var credentials = table[bool]{
	{ends, "apikey", true, "x-api-key"},
	{ends, "subscriptionkey", true, "ocp-apim-subscription-key"},
	{ends, "accesstoken", true, "access_token"},
	{ends, "authtoken", true, "X-Auth-Token"},
	{ends, "apitoken", true, "X-Api-Token"},
	{ends, "accesskey", true, "access-key"},
}

// IsClientHeader reports whether a header field is none that the caller of a method
// gives: the connection, the client or its credential sets it, or an option of its own.
func IsClientHeader(name string) bool {
	return clientHeaders.ofFold(name) || IsTransportHeader(name) || IsCredential(name)
}

// IsCredential reports whether a header field or a query parameter tells who calls.
func IsCredential(name string) bool { return credentials.of(unsigned(name)) }

// cursors are the names, without signs between their words, of query parameters by which
// lists are read in parts.
var cursors = table[bool]{
	{whole, "cursor", true, "cursor"},
	{whole, "nextcursor", true, "next_cursor"},
	{whole, "page", true, "page"},
	{whole, "pagenumber", true, "page_number"},
	{whole, "pagetoken", true, "pageToken"},
	{whole, "pagesize", true, "page-size"},
	{whole, "perpage", true, "per_page"},
	{whole, "offset", true, "offset"},
	{whole, "limit", true, "limit"},
	{whole, "startingafter", true, "starting_after"},
	{whole, "endingbefore", true, "ending_before"},
	{whole, "continuationtoken", true, "continuationToken"},
	{whole, "skiptoken", true, "skiptoken"},
	{whole, "marker", true, "marker"},
}

// IsCursor reports whether a query parameter is by its name one of those by which lists
// are read in parts.
func IsCursor(name string) bool { return cursors.of(unsigned(name)) }

// unsigned is a name in lower case without the signs between its words.
func unsigned(name string) string {
	out := make([]byte, 0, len(name))
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			out = append(out, c|0x20)
		case c != '-' && c != '_' && c != '.' && c != '$':
			out = append(out, c)
		}
	}
	return string(out)
}

// instants are how descriptions say that a text is a date and time.
var instants = table[bool]{
	{every, "date time iso 8601", true, "The start date and time, represented in ISO 8601 format."},
	{every, "date time rfc 3339", true, "A date and time as in RFC 3339."},
	{every, "time iso8601", true, "The time of the first session (ISO8601)."},
	{every, "time rfc3339", true, "The time of the first session (RFC3339)."},
	{within, "iso 8601 timestamp", true, "An ISO 8601 timestamp."},
	{within, "rfc 3339 timestamp", true, "An RFC 3339 timestamp."},
}

// SaysInstant reports whether a description says that a text is a date and time.
func SaysInstant(description string) bool { return instants.ofFold(description) }
