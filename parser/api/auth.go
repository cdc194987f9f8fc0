package api

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// Auth is how a service wants its callers to say who they are. The zero Auth is a bearer
// token that no page documents.
type Auth struct {
	// Credentials are the ways that are documented, that of most pages first.
	Credentials []Credential
	// With are those among them that calls carry beside the default one, and not instead.
	With []Credential
	// None reports that calls need no credential.
	None bool
	// Guide is the page that explains it, "" for none.
	Guide string
}

// Default is how calls are authorized unless the caller chooses another way.
func (a Auth) Default() Credential {
	if len(a.Credentials) == 0 {
		return Credential{Scheme: Bearer}
	}
	return a.Credentials[0]
}

// Has reports whether a header field or a query parameter holds a credential and no value
// of the caller's.
func (a Auth) Has(in ParameterIn, name string) bool {
	for _, c := range a.Credentials {
		switch {
		case in == InHeader && c.Header != "" && strings.EqualFold(name, c.Header),
			in == InQuery && c.Query != "" && name == c.Query:
			return true
		}
	}
	return in == InHeader && strings.EqualFold(name, "Authorization")
}

// Shown is the credential that a header field of a request is, nil where it is none that
// the service documents.
func (a Auth) Shown(name, value string) *Credential {
	var alone *Credential // in the whole of the header Authorization
	value = strings.TrimLeft(value, " \t\"'")
	for i, c := range a.Credentials {
		switch {
		case c.Header != "" && strings.EqualFold(name, c.Header):
			if alone = &a.Credentials[i]; !strings.EqualFold(name, "Authorization") {
				return alone
			}
		case c.Scheme != "" && strings.EqualFold(name, "Authorization"):
			if word, _, _ := strings.Cut(c.Scheme, " "); odata.HasPrefixFold(value, word) {
				return &a.Credentials[i]
			}
		}
	}
	return alone
}

// Asked is the credential that a parameter of the query of a request is, nil for none.
func (a Auth) Asked(name string) *Credential {
	for i, c := range a.Credentials {
		if c.Query != "" && c.Query == name {
			return &a.Credentials[i]
		}
	}
	return nil
}

// The schemes of the header Authorization that HTTP has names for (RFC 6750, RFC 7617).
const (
	Bearer = "Bearer"
	Basic  = "Basic"
)

// A Credential is one way to authorize a call. One of its fields is set.
type Credential struct {
	// Scheme is what stands in front of the token in the header Authorization: "Bearer",
	// "Basic" in front of a user and a password, "Token", "Token token=".
	Scheme string
	// Header is the header field that holds the key alone.
	Header string
	// Query is the query parameter that holds it.
	Query string
}

// String says in words what is sent where.
func (c Credential) String() string {
	switch {
	case c.Query != "":
		return "API key in the query parameter " + c.Query
	case odata.EqualFold(c.Header, "Authorization"):
		return "API key alone in the header Authorization"
	case c.Header != "":
		return "API key in the header " + c.Header
	case c.Scheme == Basic:
		return "user and password (basic)"
	case c.Scheme == Bearer:
		return "bearer token"
	}
	return "token behind " + strings.TrimSuffix(c.Scheme, " ") + " in the header Authorization"
}

// Fill returns what the header field or the query parameter holds with a token in it.
func (c Credential) Fill(token string) string {
	switch {
	case c.Scheme == "":
		return token
	case strings.HasSuffix(c.Scheme, "="):
		return c.Scheme + token
	}
	return c.Scheme + " " + token
}
