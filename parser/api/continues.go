package api

import (
	"slices"
	"strings"
)

// Continues reports whether a request with a query goes on with a list that an earlier
// request has begun: it has the token of a link that the service has given ($skiptoken and
// $deltatoken, OData part 1, sections 11.2.6.7 and 11.3) and lacks what a first request
// needs, which the service knows from the token.
func (m *Method) Continues(query []Field) bool {
	if m.Verb != "GET" || m.Result.Kind != PageResult {
		return false
	}
	has := func(name string) bool {
		return slices.ContainsFunc(query, func(f Field) bool { return f.Name == name })
	}
	lacks := slices.ContainsFunc(m.Needs, func(p *Parameter) bool { return p.In == InQuery && !has(p.Name) })
	return lacks && slices.ContainsFunc(query, func(f Field) bool { return isToken(f.Name) })
}

// isToken reports whether a query parameter is by its name a token that stands for a place
// in a list.
func isToken(name string) bool {
	switch strings.ToLower(strings.NewReplacer("$", "", "_", "", "-", "").Replace(name)) {
	case "skiptoken", "deltatoken", "cursor", "nextcursor", "pagetoken", "continuationtoken":
		return true
	}
	return false
}
