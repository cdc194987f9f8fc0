package rest

// This file reads what the monitor of a long-running action answers: the state of the work,
// or its result.

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// monitor is the document that a monitor answers with.
type monitor struct {
	raw              jsontext.Value
	member, state    string // what says the state, and what it says
	percentage       Opt[float64]
	resourceID       string
	resourceLocation string
	err              jsontext.Value // what went wrong
}

// poll asks the monitor once and decodes the result, if there is one, into out.
func (c *Client) poll(ctx context.Context, location string, st *Status, out any) (done bool, err error) {
	var raw jsontext.Value
	resp, err := c.do(ctx, Request{Method: http.MethodGet, URL: location}, &raw, nil)
	if err != nil {
		return false, err
	}
	st.retryAfter, _ = retryAfter(resp.Header, time.Now())
	if sentElsewhere(resp) {
		return true, c.decodeAny(ctx, raw, out)
	}
	m := c.readMonitor(raw)
	if m.state == "" {
		return c.unstated(ctx, resp, m, out)
	}
	meaning := c.jobs.meaning(m.state)
	if meaning == unknownState {
		if len(c.jobs.State) == 0 && resp.StatusCode != http.StatusAccepted && !st.stated && declares(out, m.member) {
			return true, c.decodeKept(ctx, raw, out) // the result has such a member, of its own
		}
		return false, unknown(resp, m)
	}
	st.State, st.PercentageComplete = m.state, m.percentage.Value()
	st.ResourceID, st.ResourceLocation = m.resourceID, m.resourceLocation
	st.stated = st.stated || resp.StatusCode == http.StatusOK
	switch {
	case meaning == pending:
		return false, nil
	case meaning == failed, c.jobs.Error != "" && holdsSomething(m.err):
		return true, c.failure(resp, m, meaning)
	}
	return true, c.outcome(ctx, resp, m, out)
}

// sentElsewhere reports whether a monitor has sent the client to the result (RFC 9110,
// section 15.4.4), and not only to where the monitor is now.
func sentElsewhere(resp *http.Response) bool {
	for via := resp.Request.Response; via != nil && via.Request != nil; via = via.Request.Response {
		if via.StatusCode == http.StatusSeeOther || via.StatusCode == http.StatusFound {
			return true
		}
	}
	return false
}

// unstated is what becomes of an answer that says no state: the work goes on where the
// status says so. Otherwise the answer is the result, unless the service is known to say
// a state and to have the result elsewhere.
func (c *Client) unstated(ctx context.Context, resp *http.Response, m *monitor, out any) (done bool, err error) {
	switch {
	case resp.StatusCode == http.StatusAccepted:
		return false, nil
	case len(c.jobs.State) > 0 && (len(c.jobs.Result) > 0 || len(m.raw) == 0):
		m.member = c.jobs.State[0]
		return false, unknown(resp, m)
	}
	return true, c.decodeAny(ctx, m.raw, out)
}

// unknown is the error about a state of which it is not known what it means.
func unknown(resp *http.Response, m *monitor) error {
	return &StateError{Member: m.member, State: m.state, Host: resp.Request.URL.Host, Body: clip(m.raw)}
}

// readMonitor reads raw as a monitor's document.
func (c *Client) readMonitor(raw jsontext.Value) *monitor {
	m := &monitor{raw: raw}
	if raw.Kind() != jsontext.KindBeginObject {
		return m
	}
	m.member, m.state = c.jobs.stateIn(raw)
	_ = members(raw, func(name string, value jsontext.Value) { // what could be read counts
		switch name {
		case "percentageComplete":
			_ = lenient(value, &m.percentage)
		case "resourceId", "targetResourceId":
			_ = lenient(value, &m.resourceID)
		case "resourceLocation", "targetResourceLocation":
			_ = lenient(value, &m.resourceLocation)
		case "error":
			m.err = value.Clone()
		}
	})
	if c.jobs.Error != "" {
		m.err = memberAt(raw, c.jobs.Error)
	}
	return m
}

// holdsSomething reports whether a value is there and neither null nor an empty text.
func holdsSomething(raw jsontext.Value) bool {
	return raw != nil && raw.Kind() != jsontext.KindNull && raw.Kind() != jsontext.KindFalse && string(raw) != `""`
}

// failure is the error of an action that failed.
func (c *Client) failure(resp *http.Response, m *monitor, meaning pollState) error {
	e := newError(resp, place{method: http.MethodGet, path: resp.Request.URL.Host, members: c.members}, clip(m.raw))
	switch m.err.Kind() {
	case jsontext.KindBeginObject:
		e.read(m.err, c.members)
	case jsontext.KindString:
		text, _ := simpleText(m.err)
		e.Code, e.Message = "", text
	}
	how := "with an error" // although it says that it is done
	if meaning == failed {
		how, e.Code = "as "+m.state, cmp.Or(e.Code, m.state)
	}
	e.Message = cmp.Or(e.Message, "the long-running action ended "+how)
	return e
}

// outcome decodes what a finished action has made into out.
func (c *Client) outcome(ctx context.Context, resp *http.Response, m *monitor, out any) error {
	for _, place := range c.jobs.Result {
		if found, err := c.resultAt(ctx, place, resp, m, out); found {
			return err
		}
	}
	switch {
	case len(c.jobs.Result) > 0:
		return nil // the work has made nothing
	case m.resourceLocation != "":
		return c.fetch(ctx, m.resourceLocation, resp, out)
	case m.resourceID != "":
		return c.decodeKept(ctx, []byte(`{"id":`+string(quote(m.resourceID))+`}`), out)
	case declares(out, m.member):
		return c.decodeKept(ctx, m.raw, out)
	}
	return nil
}

// resultAt decodes the result from one of the places where it may be, if it is there.
func (c *Client) resultAt(ctx context.Context, place string, resp *http.Response, m *monitor, out any) (found bool, err error) {
	switch {
	case place == ".":
		return true, c.decodeKept(ctx, m.raw, out)
	case strings.Contains(place, "{"):
		target, err := c.fill(place, nil, resp, m.raw)
		if err != nil {
			return false, nil
		}
		return true, c.Do(ctx, Request{Method: http.MethodGet, URL: target}, out)
	}
	value := memberAt(m.raw, place)
	if value == nil || value.Kind() == jsontext.KindNull {
		return false, nil
	}
	if text, ok := simpleText(value); ok && isLink(text) {
		return true, c.fetch(ctx, text, resp, out)
	}
	return true, c.decodeKept(ctx, value, out)
}

// isLink reports whether a text is the URL of something: an absolute one, or a path.
func isLink(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (strings.HasPrefix(text, "/") || u.Host != "" && (u.Scheme == "https" || u.Scheme == "http"))
}

// fetch gets the result from where an answer says it is.
func (c *Client) fetch(ctx context.Context, ref string, resp *http.Response, out any) error {
	target, err := c.locate(ref, resp)
	if err != nil {
		return err
	}
	return c.Do(ctx, Request{Method: http.MethodGet, URL: target}, out)
}

// decodeAny decodes a result that may be none.
func (c *Client) decodeAny(ctx context.Context, raw jsontext.Value, out any) error {
	if len(raw) == 0 {
		return nil
	}
	return c.decodeKept(ctx, raw, out)
}

// declares reports whether what out points to is a struct, or a pointer to one, that has a
// field for a member.
func declares(out any, member string) bool {
	t := reflect.TypeOf(out).Elem()
	if isObject(t) {
		t = t.Elem()
	} else if !isObject(reflect.PointerTo(t)) {
		return false
	}
	_, ok := planOf(t).byName[member]
	return ok
}
