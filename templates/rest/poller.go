package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// A Poller follows an action that goes on after its call has returned: the
// service answered 202 with the URL of a monitor. SDKs instantiate it with a
// pointer to the type that the action ends in: Poller[*shop.Export].
//
// A Poller may be made anew from its Location, in another process too, with
// [NewPoller]. It is for one goroutine at a time.
type Poller[T any] struct {
	// Location is the monitor's URL. It is often a secret: whoever has it may
	// need no token.
	Location string
	// Status is what the monitor said last.
	Status Status
	client *Client
}

// Status is how far a long-running action has come.
type Status struct {
	State              string  // as the service calls it: "inProgress", "completed", ...
	PercentageComplete float64 // 0 where the service does not tell
	ResourceID         string
	ResourceLocation   string
	retryAfter         time.Duration
}

// NewPoller returns a Poller for the monitor at location.
func NewPoller[T any](c *Client, location string) *Poller[T] {
	return &Poller[T]{Location: location, client: c}
}

// Poll asks the monitor once. It reports whether the action is over, and if it
// succeeded returns its result: the resource that the monitor answers with or
// leads to. A monitor that only names the resource's id gives a result that has
// that id and nothing else; one that names nothing gives T's zero value. The error
// is an [*Error] if the action failed.
//
// The token is sent along only to the configured host.
func (p *Poller[T]) Poll(ctx context.Context) (result T, done bool, err error) {
	done, err = p.client.poll(ctx, p.Location, &p.Status, &result)
	return result, done, err
}

// Wait polls until the action is over or ctx ends, at the intervals that the
// service asks for, or else at growing ones of 1 s to 30 s. However long a service asks
// to wait, it is polled again after 5 minutes, or after the policy's
// [RetryPolicy.MaxDelay] where that is longer.
func (p *Poller[T]) Wait(ctx context.Context) (result T, err error) {
	delay := time.Second
	for {
		result, done, err := p.Poll(ctx)
		if done || err != nil {
			return result, err
		}
		if delay, err = p.Status.wait(ctx, delay, max(mostPollDelay, p.client.retry.MaxDelay)); err != nil {
			return result, err
		}
	}
}

// mostPollDelay bounds what a service may ask for between two polls.
const mostPollDelay = 5 * time.Minute

// wait sleeps between two polls, for longest at most, and returns the next delay.
func (s *Status) wait(ctx context.Context, delay, longest time.Duration) (time.Duration, error) {
	const most = 30 * time.Second
	d := delay
	if s.retryAfter > 0 {
		d = min(s.retryAfter, longest)
	}
	if err := sleep(ctx, d); err != nil {
		return 0, fmt.Errorf("rest: waiting for a long-running action: %w", err)
	}
	return min(delay*3/2, most), nil
}

// Start makes a call that begins a long-running action and returns the URL of its
// monitor, from the header Location or Operation-Location.
func (c *Client) Start(ctx context.Context, r Request, opts ...Option) (location string, err error) {
	resp, err := c.do(ctx, r, nil, opts)
	if err != nil {
		return "", err
	}
	for _, name := range []string{"Operation-Location", "Azure-AsyncOperation", "Location"} {
		if location = resp.Header.Get(name); location != "" {
			break
		}
	}
	if location, err = c.locate(location, resp); err != nil {
		return "", fmt.Errorf("rest: %s %s: status %d names no URL to follow the action at", r.Method, r.Path, resp.StatusCode)
	}
	return location, nil
}

// locate makes a URL that an answer names absolute. A path begins at the base URL,
// as services mean it, unless it repeats the base URL's own path.
func (c *Client) locate(ref string, resp *http.Response) (string, error) {
	u, err := url.Parse(ref)
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

// monitor is the document that a monitor answers with.
type monitor struct {
	Status           Opt[string]
	Percentage       Opt[float64]
	ResourceID       string
	ResourceLocation string
	Error            jsontext.Value
}

// poll asks the monitor once and decodes the result, if there is one, into out.
func (c *Client) poll(ctx context.Context, location string, st *Status, out any) (done bool, err error) {
	var raw jsontext.Value
	resp, err := c.do(ctx, Request{Method: http.MethodGet, URL: location}, &raw, nil)
	if err != nil {
		return false, err
	}
	st.retryAfter, _ = retryAfter(resp.Header, time.Now())
	m := readMonitor(raw)
	if m == nil {
		if resp.StatusCode == http.StatusAccepted || len(raw) == 0 {
			return resp.StatusCode != http.StatusAccepted, nil
		}
		return true, decodeResult(raw, out)
	}
	st.State, st.PercentageComplete = m.Status.Value(), m.Percentage.Value()
	st.ResourceID, st.ResourceLocation = m.ResourceID, m.ResourceLocation
	switch stateOf(st.State) {
	case pending:
		return false, nil
	case failed:
		return true, failure(resp, m, st.State, raw)
	}
	return true, c.outcome(ctx, resp, st, out)
}

// readMonitor returns raw as a monitor's document, or nil if it is something else,
// namely the resource itself: one has a status that is one of the states.
func readMonitor(raw jsontext.Value) *monitor {
	m := &monitor{}
	if raw.Kind() != jsontext.KindBeginObject {
		return nil
	}
	err := members(raw, func(name string, value jsontext.Value) {
		switch name {
		case "status":
			_ = lenient(value, &m.Status)
		case "percentageComplete":
			_ = lenient(value, &m.Percentage)
		case "resourceId", "targetResourceId":
			_ = lenient(value, &m.ResourceID)
		case "resourceLocation", "targetResourceLocation":
			_ = lenient(value, &m.ResourceLocation)
		case "error":
			m.Error = value.Clone()
		}
	})
	if err != nil || stateOf(m.Status.Value()) == unknownState {
		return nil
	}
	return m
}

// state is what a monitor's status means.
type pollState byte

const (
	unknownState pollState = iota
	pending
	succeeded
	failed
)

// stateOf tells what a status means, in whatever case it is written.
func stateOf(status string) pollState {
	switch strings.ToLower(status) {
	case "notstarted", "queued", "waiting", "running", "inprogress", "updating", "deletepending", "accepted":
		return pending
	case "completed", "succeeded", "success":
		return succeeded
	case "failed", "deletefailed", "cancelled", "canceled", "skipped", "partiallycompleted":
		return failed
	}
	return unknownState
}

// failure is the error of an action that failed.
func failure(resp *http.Response, m *monitor, state string, raw jsontext.Value) error {
	e := newError(resp, place{method: http.MethodGet, path: resp.Request.URL.Host}, clip(raw))
	if m.Error.Kind() == jsontext.KindBeginObject {
		e.read(m.Error, nil)
	}
	if e.Code == "" {
		e.Code = state
	}
	if e.Message == "" {
		e.Message = "the long-running action ended as " + state
	}
	return e
}

// outcome decodes what a finished action has made into out.
func (c *Client) outcome(ctx context.Context, resp *http.Response, st *Status, out any) error {
	switch {
	case st.ResourceLocation != "":
		target, err := c.locate(st.ResourceLocation, resp)
		if err != nil {
			return err
		}
		return c.Do(ctx, Request{Method: http.MethodGet, URL: target}, out)
	case st.ResourceID != "":
		return decodeResult([]byte(`{"id":`+string(quote(st.ResourceID))+`}`), out)
	}
	return nil
}
