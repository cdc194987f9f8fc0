package rest

// This file begins long-running actions: it makes the call and finds the monitor in the
// answer, which a header names or, where the service does it otherwise, the body.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Start makes a call that begins a long-running action and returns the URL of its
// monitor: where the request's Monitor has it, or else from the header Operation-Location
// or Location.
func (c *Client) Start(ctx context.Context, r Request, opts ...Option) (location string, err error) {
	var raw jsontext.Value
	var out any
	if r.Monitor != "" {
		out = &raw
	}
	resp, err := c.do(ctx, r, out, opts)
	if err != nil {
		return "", err
	}
	if location, err = c.monitorOf(r, resp, raw); err != nil {
		return "", fmt.Errorf("rest: %s %s: status %d names no URL to follow the action at", r.Method, r.Path, resp.StatusCode)
	}
	return location, nil
}

// monitorOf returns the URL of the monitor that an answer to r names.
func (c *Client) monitorOf(r Request, resp *http.Response, raw jsontext.Value) (string, error) {
	if r.Monitor != "" {
		if location, err := c.fill(r.Monitor, r.Args, resp, raw); err == nil {
			return location, nil
		}
	}
	location := ""
	for _, name := range []string{"Operation-Location", "Azure-AsyncOperation", "Location"} {
		if location = resp.Header.Get(name); location != "" {
			break
		}
	}
	return c.locate(location, resp)
}

// headerPrefix begins the placeholders that stand for a header field of the answer.
const headerPrefix = "header:"

// fill returns the URL that a template makes of an answer. Each {...} stands for a member of
// the answer, by its path, for a header field, {header:X-Job}, or for one of args, {1} the
// first. A template that is such a placeholder and nothing else is where the URL is; any
// other is a path below the base URL.
func (c *Client) fill(template string, args []any, resp *http.Response, raw jsontext.Value) (string, error) {
	var values []any
	for rest := template; ; {
		_, name, ok := strings.Cut(rest, "{")
		if !ok {
			break
		}
		name, rest, _ = strings.Cut(name, "}")
		value, ok := filling(name, args, resp, raw)
		if !ok {
			return "", fmt.Errorf("rest: the answer has no %q", name)
		}
		values = append(values, value)
	}
	if text, ok := alone(template, values); ok {
		return c.locate(text, resp)
	}
	u, err := c.target(Request{Path: template, Args: values})
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// alone returns the value of the only placeholder of a template that is nothing else.
func alone(template string, values []any) (string, bool) {
	if len(values) != 1 || !strings.HasPrefix(template, "{") || !strings.HasSuffix(template, "}") {
		return "", false
	}
	text, ok := values[0].(string)
	return text, ok
}

// filling returns what stands in the place of a placeholder.
func filling(name string, args []any, resp *http.Response, raw jsontext.Value) (any, bool) {
	if field, ok := strings.CutPrefix(name, headerPrefix); ok {
		text := resp.Header.Get(field)
		return text, text != ""
	}
	if i, err := strconv.Atoi(name); err == nil {
		if i < 1 || i > len(args) {
			return nil, false
		}
		return args[i-1], true
	}
	text, ok := simpleText(memberAt(raw, name))
	return text, ok && text != ""
}

// memberAt returns the member of an object that a path names, "status" or "job.status", nil
// where there is none.
func memberAt(raw jsontext.Value, path string) (found jsontext.Value) {
	if raw.Kind() != jsontext.KindBeginObject {
		return nil
	}
	head, tail, deeper := strings.Cut(path, ".")
	var inner jsontext.Value
	_ = members(raw, func(name string, value jsontext.Value) { // what could be read counts
		switch {
		case name == path:
			found = value.Clone()
		case deeper && name == head:
			inner = value.Clone()
		}
	})
	if found == nil && inner != nil {
		return memberAt(inner, tail)
	}
	return found
}

// simpleText is the text of a string, a number or a boolean.
func simpleText(raw jsontext.Value) (text string, ok bool) {
	switch raw.Kind() {
	case jsontext.KindString:
		return text, lenient(raw, &text) == nil
	case jsontext.KindNumber, jsontext.KindTrue, jsontext.KindFalse:
		return string(raw), true
	}
	return "", false
}

// locate makes a URL that an answer names absolute. A path begins at the base URL,
// as services mean it, unless it repeats the base URL's own path.
func (c *Client) locate(ref string, resp *http.Response) (string, error) {
	u, err := url.Parse(wellFormed(ref))
	if err != nil || ref == "" {
		return "", errors.New("rest: the service names no URL")
	}
	base := c.base.EscapedPath() + "/"
	if u.Host == "" && u.Scheme == "" && strings.HasPrefix(ref, "/") && !strings.HasPrefix(ref, base) &&
		sameOrigin(c.base, resp.Request.URL) {
		return c.base.String() + ref, nil
	}
	return resp.Request.URL.ResolveReference(u).String(), nil
}
