package phrases

// This file knows the words of URLs that stand for the service rather than for anything
// that it holds.

import "strings"

// baseWords are segments that a service's base path is made of.
var baseWords = table[bool]{
	{whole, "api", true, "/api/orders"},
	{whole, "apis", true, "/apis/orders"},
	{whole, "rest", true, "/rest/orders"},
	{whole, "restapi", true, "/restapi/orders"},
	{whole, "odata", true, "/odata/orders"},
	{whole, "odatav4", true, "/ODataV4/orders"},
	{whole, "service", true, "/service/orders"},
	{whole, "services", true, "/services/orders"},
	{whole, "webapi", true, "/webapi/orders"},
	{whole, "ws", true, "/ws/orders"},
	{whole, "svc", true, "/svc/orders"},
}

// IsBaseWord reports whether a segment at the beginning of a path is a part of the
// service's base path, and no name of a thing.
func IsBaseWord(segment string) bool { return baseWords.of(strings.ToLower(segment)) }

// addresses are how the names of placeholders end that stand for a service's address.
var addresses = table[bool]{
	{ends, "prefix", true, "shopPrefix/orders"},
	{ends, "baseurl", true, "baseUrl/orders"},
	{ends, "base", true, "apiBase/orders"},
	{ends, "root", true, "serviceRoot/orders"},
	{ends, "host", true, "apiHost/orders"},
	{ends, "hostname", true, "hostname/orders"},
	{ends, "endpoint", true, "endpoint/orders"},
	{ends, "url", true, "serviceUrl/orders"},
}

// IsAddress reports whether a name at the beginning of a URL stands for the service's
// address by its words.
func IsAddress(name string) bool { return addresses.of(strings.ToLower(name)) }

// leading are how the names of members begin that hold a link to what comes behind an
// answer, without their signs: nextLink, @odata.nextLink, next_page.
var leading = table[bool]{
	{begins, "next", true, "nextLink"},
	{ends, "nextlink", true, "@odata.nextLink"},
	{ends, "nexturl", true, "pagingNextUrl"},
}

// LeadsOn reports whether a member, by its name, holds a link to what comes behind an
// answer.
func LeadsOn(name string) bool {
	return leading.of(strings.ToLower(strings.Trim(strings.ReplaceAll(name, "_", ""), "@$")))
}
