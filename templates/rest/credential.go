package rest

// This file says where a client's token goes in a request: into the header Authorization
// behind a word, into a field of its own, or into the query.
//
// A token in the query is in the URL, which is quoted by errors, written to logs and sent
// on as Referer. So it is put there right before the request goes out, behind all else:
// the URL that redirections, middleware and errors see has no token in it.

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// A placement is where the token goes. The zero placement is "Authorization: Bearer token"
// (RFC 6750, 2.1).
type placement struct {
	scheme string // the word in front of it in the header Authorization
	header string // the field that holds it and nothing else
	query  string // the parameter that holds it
}

// TokenScheme has tokens sent in the header Authorization behind another word than Bearer
// (RFC 9110, 11.4): "Token", "Bot". The word may be followed by the name of a parameter
// for the token: "Token token=".
func TokenScheme(scheme string) ClientOption {
	return func(s *settings) {
		if scheme == "" {
			s.fail(errors.New("rest: TokenScheme needs a word"))
		}
		s.check("Authorization", scheme)
		s.placement = placement{scheme: scheme}
	}
}

// TokenHeader has tokens sent in a header field of their own, without a word in front of
// them: "X-Api-Key".
func TokenHeader(name string) ClientOption {
	return func(s *settings) {
		s.check(name, "")
		s.placement = placement{header: http.CanonicalHeaderKey(name)}
	}
}

// TokenQuery has tokens sent in a query parameter: "api_key". No error and no log has
// that parameter, and no URL of another host is called with the token in it.
func TokenQuery(name string) ClientOption {
	return func(s *settings) {
		if name == "" {
			s.fail(errors.New("rest: TokenQuery needs the name of a parameter"))
		}
		s.placement = placement{query: name}
	}
}

// BasicAuth returns a [TokenSource] of a user and a password (RFC 7617). With it, a client
// sends "Authorization: Basic ...", whatever it does with other tokens.
func BasicAuth(user, password string) TokenSource { return basicAuth{user, password} }

type basicAuth struct{ user, password string }

// Token returns the user and the password as they are sent.
func (b basicAuth) Token(context.Context) (string, error) {
	if strings.Contains(b.user, ":") {
		return "", errors.New("rest: BasicAuth: the user has a colon in it")
	}
	return base64.StdEncoding.EncodeToString([]byte(b.user + ":" + b.password)), nil
}

// String keeps the password out of what is printed.
func (b basicAuth) String() string { return "rest.BasicAuth" }

// GoString is String.
func (b basicAuth) GoString() string { return b.String() }

// field is the header field that holds the token, "" for none.
func (p placement) field() string {
	switch {
	case p.query != "":
		return ""
	case p.header != "":
		return p.header
	}
	return "Authorization"
}

// value is the header field's value with a token in it.
func (p placement) value(token string) string {
	scheme := cmp.Or(p.scheme, "Bearer")
	switch {
	case p.header != "":
		return token
	case strings.HasSuffix(scheme, "="):
		return scheme + token
	}
	return scheme + " " + token
}

// given reports whether the caller has put something in the token's place.
func (p placement) given(h http.Header, query []param) bool {
	if field := p.field(); field != "" {
		return h.Get(field) != ""
	}
	for _, q := range query {
		if q.name == p.query {
			return true
		}
	}
	return false
}

// authorize puts a token into the request of an attempt.
func (c *Client) authorize(req *http.Request, q *prepared) (*http.Request, error) {
	if c.tokens == nil || q.authorized || c.exchangerOf(req.Context()) != nil {
		return req, nil
	}
	if !q.own && (c.placement.query == "" || !req.URL.Query().Has(c.placement.query)) {
		return req, nil // a token in the query is wanted to keep it from another host
	}
	token, err := c.tokens.Token(req.Context())
	if err != nil {
		return nil, fmt.Errorf("getting a token: %w", err)
	}
	q.secret = secret(token)
	if c.placement.query != "" {
		req = req.WithContext(context.WithValue(req.Context(), tokenKey{}, token))
		c.placement.clean(req, q.own)
		return req, nil
	}
	field := c.placement.field()
	if err := checkHeader(field, token); err != nil {
		return nil, err
	}
	delete(req.Header, field) // that of the attempt before
	if token != "" {
		req.Header[field] = []string{c.placement.value(token)}
	}
	return req, nil
}

// tokenKey marks the context of calls whose token goes into the query.
type tokenKey struct{}

// clean takes the token's parameter out of the URL of a request, where a link of the
// service has it. To another host only a parameter with the token itself is none of its own.
func (p placement) clean(req *http.Request, own bool) {
	token, _ := req.Context().Value(tokenKey{}).(string)
	if p.query == "" || token == "" {
		return
	}
	u := *req.URL
	u.RawQuery = without(u.RawQuery, p.query, func(value string) bool { return own || value == token })
	req.URL = &u
}

// queryToken is a transport that puts the token into the query of what goes to the
// configured host.
type queryToken struct {
	next http.RoundTripper
	base *url.URL
	name string
}

// RoundTrip makes the request.
func (k *queryToken) RoundTrip(req *http.Request) (*http.Response, error) {
	token, _ := req.Context().Value(tokenKey{}).(string)
	if token == "" || !sameOrigin(k.base, req.URL) {
		return k.next.RoundTrip(req)
	}
	u := *req.URL
	if u.RawQuery != "" {
		u.RawQuery += "&"
	}
	u.RawQuery += escaped(k.name) + "=" + escaped(token)
	sent := req.WithContext(req.Context())
	sent.URL = &u
	resp, err := k.next.RoundTrip(sent)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

// escaped is a text as a query has it, without a "+" that not all services take for a blank.
func escaped(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// without returns a query without the parameters of a name whose values are to go.
func without(query, name string, goes func(value string) bool) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		n, value, _ := strings.Cut(pair, "=")
		n, errName := url.QueryUnescape(n)
		value, err := url.QueryUnescape(value)
		if pair != "" && (errName != nil || err != nil || n != name || !goes(value)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// A secret is a token, which no error may show.
type secret string

// shortestSecret is how long a token is at least that is looked for in texts: shorter ones
// would be found where nobody has put them.
const shortestSecret = 6

// hidden stands in texts for the token.
const hidden = "[token]"

// cutFrom returns a body without the secret, as it is and as a URL has it.
func (s secret) cutFrom(body []byte) []byte {
	if len(s) < shortestSecret {
		return body
	}
	for _, text := range []string{string(s), escaped(string(s)), url.QueryEscape(string(s)), url.PathEscape(string(s))} {
		if bytes.Contains(body, []byte(text)) {
			body = bytes.ReplaceAll(body, []byte(text), []byte(hidden))
		}
	}
	return body
}

// cutFromHeader returns a header without the secret.
func (s secret) cutFromHeader(h http.Header) http.Header {
	copied := false
	for name, values := range h {
		for i, v := range values {
			if cut := string(s.cutFrom([]byte(v))); cut != v {
				if !copied {
					h, copied = h.Clone(), true
				}
				h[name][i] = cut
			}
		}
	}
	return h
}

// cutFromError returns an error whose text has no secret.
func (s secret) cutFromError(err error) error {
	text := err.Error()
	if cut := string(s.cutFrom([]byte(text))); cut != text {
		return errors.New(cut)
	}
	return err
}
