package rest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// TestKeep keeps the version and the place that come with an answer, and nothing of an
// answer that is an error.
func TestKeep(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Type", "application/json")
		switch {
		case r.Header.Get("If-None-Match") == `"v1"`:
			w.WriteHeader(http.StatusNotModified)
		case r.Method == "POST":
			w.Header().Set("Location", "/orders/7")
			w.WriteHeader(http.StatusCreated)
		default:
			_, _ = w.Write([]byte(`{"id":"7"}`))
		}
	}))
	defer server.Close()
	client, err := rest.NewClient(nil, rest.BaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	var etag, location string
	var order map[string]any
	if err := client.Do(t.Context(), rest.Request{Method: "GET", Path: "/orders/7"}, &order, rest.KeepETag(&etag), rest.KeepLocation(&location)); err != nil || etag != `"v1"` || location != "" {
		t.Errorf("%v: version %q, place %q", err, etag, location)
	}
	err = client.Do(t.Context(), rest.Request{Method: "GET", Path: "/orders/7"}, &order, rest.IfNoneMatch(etag), rest.KeepETag(&location))
	if !errors.Is(err, rest.ErrNotModified) || location != "" {
		t.Errorf("%v, and %q is kept", err, location)
	}
	if err := client.Do(t.Context(), rest.Request{Method: "POST", Path: "/orders"}, nil, rest.KeepLocation(&location), rest.KeepETag(nil)); err != nil || location != "/orders/7" {
		t.Errorf("%v: place %q", err, location)
	}
}

// TestIdempotencyKeyAs repeats a call that has a key in a header of another name.
func TestIdempotencyKeyAs(t *testing.T) {
	var keys []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if keys = append(keys, r.Header.Get("X-Once")); len(keys) == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	client, err := rest.NewClient(nil, rest.BaseURL(server.URL), rest.Retry(rest.RetryPolicy{MinDelay: time.Millisecond}))
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Do(context.Background(), rest.Request{Method: "POST", Path: "/orders"}, nil, rest.IdempotencyKeyAs("X-Once", "k")); err != nil || len(keys) != 2 || keys[1] != "k" {
		t.Errorf("%v after %q", err, keys)
	}
}
