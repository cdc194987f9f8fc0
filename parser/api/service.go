package api

import "strings"

// A Service is what a user says of the habits of a service, in the section "service" of the
// configuration: the values of keys such as "paths.keys", most of them one. It wins over
// what the pages tell. A nil Service says nothing.
type Service map[string][]string

// Text returns the value of a key, and whether the user has set it.
func (s Service) Text(key string) (value string, set bool) {
	values, set := s[key]
	return strings.Join(values, ","), set
}

// Flag returns whether a key is set to "true", and whether it is set at all.
func (s Service) Flag(key string) (on, set bool) {
	value, set := s.Text(key)
	return value == "true", set
}

// A ServiceKey is a key that a [Service] may have.
type ServiceKey struct {
	// Section and Name are the two parts of the key: "paths" and "keys".
	Section, Name string
	// List reports that the key has any number of values.
	List bool
	// Values are those that there are, nil where the value is any text.
	Values []string
	// Token reports that the value is the name of a header field (RFC 9110, 5.1).
	Token bool
	// Says is what the key is for, in one line.
	Says string
}

// Key is the key as a [Service] has it.
func (k ServiceKey) Key() string { return k.Section + "." + k.Name }

// ServiceKeys returns all keys, by section, in the order in which they are explained.
func ServiceKeys() []ServiceKey {
	flag := []string{"true", "false"}
	return []ServiceKey{
		{Section: "paths", Name: "keys", Values: []string{"parentheses", "segments"}, Says: "where the keys of entities stand: orders(7) or orders/7"},
		{Section: "paths", Name: "trailing-slash", Values: flag, Says: "whether paths end in a slash"},
		{Section: "auth", Name: "scheme", Says: "the word in front of the token in the header Authorization: bearer, basic, Token; none where calls need no credential"},
		{Section: "auth", Name: "header", Token: true, Says: "the header field that holds the API key: X-Api-Key"},
		{Section: "auth", Name: "query", Says: "the query parameter that holds the API key: api_key"},
		{Section: "errors", Name: "code", Says: "the member of an error that holds its code"},
		{Section: "errors", Name: "message", Says: "the member of an error that says what is wrong"},
		{Section: "errors", Name: "target", Says: "the member of an error that names what it is about"},
		{Section: "errors", Name: "details", Says: "the member of an error that lists its reasons"},
		{Section: "errors", Name: "request-id", Says: "the member of an error that says what the service calls the request"},
		{Section: "values", Name: "decimals", Values: []string{"strings", "numbers"}, Says: "how decimals are written: \"380.00\" or 380.00"},
		{Section: "paging", Name: "items", List: true, Says: "the members of answers that hold the elements of a list: books"},
		{Section: "paging", Name: "next", Says: "the member that leads to the next page: links.next"},
		{Section: "paging", Name: "query", Says: "the query parameter that takes what next or last has: cursor"},
		{Section: "paging", Name: "last", Says: "the property of the last element that query takes: id"},
		{Section: "paging", Name: "link-header", Values: flag, Says: "whether the header field Link leads to the next page"},
		{Section: "paging", Name: "page", Says: "the query parameter that takes the number of a page"},
		{Section: "paging", Name: "offset", Says: "the query parameter that takes the number of an element"},
		{Section: "paging", Name: "first", Values: []string{"0", "1"}, Says: "the number of the first page or element"},
		{Section: "paging", Name: "total", Says: "the member that counts the elements of all pages"},
		{Section: "paging", Name: "pages", Says: "the member that counts the pages"},
		{Section: "paging", Name: "more", Says: "the member that says whether there is another page"},
		{Section: "paging", Name: "none", Values: flag, Says: "whether every list is whole"},
		{Section: "jobs", Name: "state", List: true, Says: "the member that says the state of long-running work: status, job.state"},
		{Section: "jobs", Name: "running", List: true, Says: "the states of work that goes on"},
		{Section: "jobs", Name: "done", List: true, Says: "the states of work that has succeeded"},
		{Section: "jobs", Name: "failed", List: true, Says: "the states of work that has failed"},
		{Section: "jobs", Name: "result", List: true, Says: "where the result is: a member that holds it or its URL, a path such as /files/{file_id}, or . for the answer itself"},
		{Section: "jobs", Name: "error", Says: "the member that says what went wrong"},
		{Section: "jobs", Name: "monitor", Says: "what an answer with 202 says to follow the work at: /jobs/{id}, or {status_url} for a member with the URL"},
		{Section: "types", Name: "member", Says: "the member by which objects say of which type they are: kind, @type"},
	}
}
