package rest

// A service may send a client elsewhere: by a redirection, a link to the next
// page, a monitor's URL. Such a URL is followed within these rules: https alone
// (http to loopback where the configured host is loopback too), not to this machine
// from elsewhere, no credentials and no header of the configured host's to another one,
// no body to another one.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// redirects decides about the redirections of a client.
type redirects struct {
	base      *url.URL
	placement placement
	next      func(*http.Request, []*http.Request) error // the caller's own rule, or nil
}

// maxRedirects bounds the redirections of one attempt.
const maxRedirects = 10

// check is an http.Client's CheckRedirect. Redirections that it does not follow
// become the answer of the call.
func (r redirects) check(req *http.Request, via []*http.Request) error {
	if req.Context().Value(noRedirectKey{}) != nil {
		return http.ErrUseLastResponse
	}
	if len(via) >= maxRedirects {
		return &permanentError{fmt.Errorf("more than %d redirections", maxRedirects)}
	}
	if r.next != nil {
		if err := r.next(req, via); err != nil {
			if err != http.ErrUseLastResponse { // net/http compares it
				err = &permanentError{err}
			}
			return err
		}
	}
	req.URL.RawQuery = escapeQuery(req.URL.RawQuery)
	if err := checkTarget(r.base, req.URL); err != nil {
		return &permanentError{fmt.Errorf("redirection: %w", err)}
	}
	own := sameOrigin(r.base, req.URL)
	r.placement.clean(req, own)
	if method := via[0].Method; method != http.MethodGet && method != http.MethodHead {
		seeOther := req.Response != nil && req.Response.StatusCode == http.StatusSeeOther
		if !own || req.Method != method && !seeOther {
			return http.ErrUseLastResponse
		}
	}
	for _, v := range via {
		own = own && sameOrigin(r.base, v.URL)
	}
	if !own {
		req.Header = foreignHeader(req.Header)
	}
	return nil
}

// locationCheck is a transport that refuses redirections whose Location is no URL.
// net/http would refuse them too, with an error that looks like a broken connection.
type locationCheck struct{ next http.RoundTripper }

// RoundTrip makes the request.
func (l *locationCheck) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(req)
	if err != nil || resp == nil {
		return resp, err
	}
	if resp.Request == nil { // a middleware may have left it out
		resp.Request = req
	}
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return resp, nil
	}
	if _, err := req.URL.Parse(resp.Header.Get("Location")); err != nil {
		resp.Body.Close()
		return nil, &permanentError{errors.New("redirection: the header Location is no URL")}
	}
	return resp, nil
}

// noRedirectKey marks the context of calls whose redirections are not followed.
type noRedirectKey struct{}

func withoutRedirects(ctx context.Context) context.Context {
	return context.WithValue(ctx, noRedirectKey{}, true)
}

// checkTarget says why u, which a service named, is not to be followed.
func checkTarget(base, u *url.URL) error {
	here, inDoubt := whereIs(u)
	fromHere, _ := whereIs(base)
	switch {
	case u.User != nil:
		return errors.New("the URL holds a user")
	case sameOrigin(base, u):
		return nil
	case (here || inDoubt) && !fromHere:
		return fmt.Errorf("host %q is this machine or may be it", u.Hostname())
	case u.Scheme == "https" && u.Host != "", u.Scheme == "http" && isLoopback(u):
		return nil
	}
	return fmt.Errorf("%q on host %q is not https", u.Scheme, u.Hostname())
}

// foreignHeader returns what of h may be sent to another host.
func foreignHeader(h http.Header) http.Header {
	out := make(http.Header)
	for _, name := range []string{"Accept", "Accept-Language", "Content-Type", "Content-Range", "Range", "User-Agent",
		"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"} {
		if v := h.Values(name); len(v) > 0 {
			out[name] = v
		}
	}
	return out
}
