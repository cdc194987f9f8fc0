package play

// This file takes what authorizes a request out of it. The client puts it there, so that
// no argument and no option of a call does; what a test compares is its place and the word
// in front of it. The credential itself, which pages show too, is kept nowhere.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// authorized notes which documented credential a request shows, that of most pages before
// others, and leaves it out of the header and the query. Of several, the others stay
// where they are: a call has to send them too.
func authorized(m *api.Message, q *parser.Request, auth api.Auth) {
	for _, h := range q.Header {
		if c := auth.Shown(h.Name, h.Value); c != nil && before(auth, c, m.Credential) {
			m.Credential = c
		}
	}
	for _, p := range m.Query {
		if c := auth.Asked(p.Name); c != nil && before(auth, c, m.Credential) {
			m.Credential = c
		}
	}
	if m.Credential == nil {
		return
	}
	m.Header = slices.DeleteFunc(m.Header, func(h api.Field) bool { return auth.Shown(h.Name, h.Value) == m.Credential })
	m.Query = slices.DeleteFunc(m.Query, func(p api.Field) bool { return auth.Asked(p.Name) == m.Credential })
}

// before reports whether a credential is documented before another one, which may be nil.
func before(auth api.Auth, c, other *api.Credential) bool {
	if other == nil {
		return true
	}
	at := func(one *api.Credential) int {
		return slices.IndexFunc(auth.Credentials, func(x api.Credential) bool { return x == *one })
	}
	return at(c) < at(other)
}
