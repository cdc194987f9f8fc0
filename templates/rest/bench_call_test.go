package rest_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// memory is a transport that answers from memory.
type memory []byte

func (m memory) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(m)), ContentLength: int64(len(m))}, nil
}

// oneEvent is one of the events of eventPage.
func oneEvent(b *testing.B) memory {
	var p rest.Page[*Event]
	if err := json.Unmarshal(eventPage(), &p); err != nil {
		b.Fatal(err)
	}
	data, err := json.Marshal(p.Value[0])
	if err != nil {
		b.Fatal(err)
	}
	return data
}

func BenchmarkGet(b *testing.B) {
	c, err := rest.NewClient(rest.StaticToken("token"), rest.BaseURL("https://example.com/v1.0"), rest.HTTPClient(&http.Client{Transport: oneEvent(b)}))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var e Event
		if err := c.Do(b.Context(), rest.Request{Method: "GET", Path: "/me/events/{id}", Args: []any{"AAMk="}}, &e, rest.Select("id")); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGetPlain is what one would write by hand.
func BenchmarkGetPlain(b *testing.B) {
	client := &http.Client{Transport: oneEvent(b)}
	b.ReportAllocs()
	for b.Loop() {
		target := "https://example.com/v1.0/me/events/" + url.PathEscape("AAMk=") + "?" + url.Values{"$select": {"id"}}.Encode()
		req, err := http.NewRequestWithContext(b.Context(), "GET", target, nil)
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer token")
		req.Header.Set("Accept", "application/json")
		resp, err := client.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		var e plainEvent
		if err := json.UnmarshalRead(resp.Body, &e); err != nil {
			b.Fatal(err)
		}
		resp.Body.Close()
	}
}

func BenchmarkNewClient(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rest.NewClient(nil, rest.BaseURL("https://example.com/v1.0")); err != nil {
			b.Fatal(err)
		}
	}
}
