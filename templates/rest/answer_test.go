package rest_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// FuzzAnswers answers every kind of call with any status, header and body. Nothing
// panics or goes on for ever, and an error is one line of some length that tells no
// secret.
func FuzzAnswers(f *testing.F) {
	f.Add(200, "application/json", "", []byte(`{"subject":"a","value":[{"x":1}],"@odata.nextLink":"https://example.com/v1.0/x"}`))
	f.Add(404, "application/json", "5", []byte(`{"error":{"code":"c","message":"m","innerError":{"code":"d","innerError":{"request-id":"r"}}}}`))
	f.Add(200, "application/json", "", []byte(`{"responses":[{"id":"1","status":200,"headers":{"Content-Type":"image/png","X":5},"body":"AAE="}]}`))
	f.Add(202, "application/json", "0", []byte(`{"status":"running","percentageComplete":"5","nextExpectedRanges":["3-","7-9"]}`))
	f.Add(200, "application/json", "bytes 0-4/5", []byte(`{"status":"completed","resourceId":"01"}`))
	f.Add(206, "text/plain; charset=\xff", "bytes 3-4/*", []byte("\xef\xbb\xbf7"))
	f.Add(302, "text/html", "https://evil.example.com/secret", []byte("<html>"))
	f.Fuzz(func(t *testing.T, status int, kind, field string, body []byte) {
		n := 0
		transport := roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.Body != nil {
				r.Body.Close()
			}
			if n++; n > 1000 {
				t.Fatal("the calls go on for ever")
			}
			h := http.Header{"Content-Type": {kind}}
			for _, name := range []string{"Location", "Retry-After", "Content-Range", "Etag", "Request-Id"} {
				h[name] = []string{field}
			}
			return &http.Response{StatusCode: 100 + int(uint(status)%500), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h,
				Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
		})
		c, err := rest.NewClient(rest.StaticToken("token-secret"), rest.BaseURL("https://example.com/v1.0"), rest.HTTPClient(&http.Client{Transport: transport}),
			rest.Retry(rest.RetryPolicy{MaxAttempts: 2, MinDelay: 1, MaxDelay: time.Microsecond}))
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range answerCalls {
			err := call(t.Context(), c)
			if err == nil {
				continue
			}
			text := err.Error()
			if strings.ContainsAny(text, "\n\r\x00\x1b") || len(text) > 8<<10 || strings.Contains(text, "token-secret") {
				t.Fatalf("the error is %q", text)
			}
			var e *rest.Error
			if errors.As(err, &e) && len(e.Body) > len(body) {
				t.Fatalf("the error has a body of its own: %q", e.Body)
			}
		}
	})
}

// answerCalls are calls of every kind.
var answerCalls = []func(context.Context, *rest.Client) error{
	func(ctx context.Context, c *rest.Client) error { return c.Do(ctx, getX, &Event{}) },
	func(ctx context.Context, c *rest.Client) error { return c.Do(ctx, getX, new(int64)) },
	func(ctx context.Context, c *rest.Client) error { return c.Do(ctx, getX, nil, rest.NoRedirect()) },
	func(ctx context.Context, c *rest.Client) error {
		return c.Do(ctx, getX, rest.Wrapped("value", new([]*Event)))
	},
	func(ctx context.Context, c *rest.Client) error {
		n := 0
		for _, err := range rest.All[*Event](ctx, c, getX) {
			if n++; err != nil || n > 10 {
				return err
			}
		}
		return nil
	},
	func(ctx context.Context, c *rest.Client) error {
		s, err := c.Stream(ctx, getX)
		if err == nil {
			_, err = io.ReadAll(s)
			s.Close()
		}
		return err
	},
	func(ctx context.Context, c *rest.Client) error {
		location, err := c.Start(ctx, rest.Request{Method: "POST", Path: "/x"})
		if err == nil {
			_, _, err = rest.NewPoller[*Event](c, location).Poll(ctx)
		}
		return err
	},
	func(ctx context.Context, c *rest.Client) error {
		_, err := rest.Upload[*Event](ctx, c, "https://example.com/session", strings.NewReader("0123456789"), -1)
		return err
	},
	func(ctx context.Context, c *rest.Client) error {
		b := rest.NewBatch(c)
		first := rest.Add(b, get(c, "/a"))
		rest.Add(b, get(c, "/b"), first)
		err := b.Do(ctx)
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			err = joined.Unwrap()[0]
		}
		return err
	},
}
