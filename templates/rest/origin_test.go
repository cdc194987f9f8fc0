package rest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Where a token goes, and where it does not.

func TestTokens(t *testing.T) {
	var sent atomic.Value
	handler := func(w http.ResponseWriter, r *http.Request) {
		sent.Store(r.Header.Get("Authorization"))
		w.WriteHeader(204)
	}
	server := httptest.NewServer(http.HandlerFunc(handler))
	defer server.Close()
	for _, tt := range []struct {
		tokens rest.TokenSource
		want   string
		err    string
	}{
		{nil, "", ""},
		{rest.StaticToken(""), "", ""},
		{rest.StaticToken("abc"), "Bearer abc", ""},
		{rest.StaticToken("a\r\nX: b"), "", "control character"},
		{rest.TokenFunc(func(context.Context) (string, error) { return "", errors.New("no luck") }), "", "getting a token: no luck"},
	} {
		c, err := rest.NewClient(tt.tokens, rest.BaseURL(server.URL))
		if err != nil {
			t.Fatal(err)
		}
		sent.Store("")
		err = c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil)
		if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
			t.Errorf("%v; want %q", err, tt.err)
		}
		if sent.Load() != tt.want {
			t.Errorf("sent %q, want %q", sent.Load(), tt.want)
		}
	}
}

// Two servers on loopback differ in their port, and so in their origin.
func TestForeignHostsGetNoToken(t *testing.T) {
	var leaked sync.Map
	foreign := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name := range r.Header {
			leaked.Store(name, r.Header.Get(name))
		}
		reply(w, 200, `{"subject":"foreign"}`)
	}))
	defer foreign.Close()
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, foreign.URL+"/elsewhere", http.StatusFound)
	}, rest.DefaultHeader("X-Api-Key", "key"))
	check := func(what string) {
		t.Helper()
		for _, name := range []string{"Authorization", "X-Api-Key", "X-Mine", "Cookie"} {
			if v, ok := leaked.Load(name); ok {
				t.Errorf("%s: %s leaked: %v", what, name, v)
			}
		}
		leaked.Clear()
	}
	var e Event
	opts := []rest.Option{rest.Header("X-Mine", "1"), rest.Header("Cookie", "a=b")}
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &e, opts...); err != nil || e.Subject.Value() != "foreign" {
		t.Errorf("redirect: %v", err)
	}
	check("redirect")
	if err := c.Do(t.Context(), rest.Request{Method: "GET", URL: foreign.URL + "/x?sig=1"}, &e, opts...); err != nil {
		t.Errorf("absolute URL: %v", err)
	}
	check("absolute URL")
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &e, append(opts, rest.Header("Authorization", "Basic x"))...); err != nil {
		t.Errorf("redirect: %v", err)
	}
	check("own authorization")
	s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/x"}, opts...)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	check("stream")
	err = c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x", Body: &e}, nil, opts...)
	var re *rest.Error
	if !errors.As(err, &re) || re.StatusCode != 302 {
		t.Errorf("a POST was redirected to another host: %v", err)
	}
	check("POST")
}

func TestRedirects(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1.0/here":
			reply(w, 200, `{"subject":"`+r.Method+" "+r.Header.Get("Authorization")+`"}`)
		case "/v1.0/loop":
			http.Redirect(w, r, "/v1.0/loop", http.StatusFound)
		case "/v1.0/307":
			http.Redirect(w, r, "/v1.0/here", http.StatusTemporaryRedirect)
		case "/v1.0/303":
			http.Redirect(w, r, "/v1.0/here", http.StatusSeeOther)
		case "/v1.0/plain":
			http.Redirect(w, r, "http://192.0.2.1/x", http.StatusFound)
		default:
			http.Redirect(w, r, "/v1.0/here", http.StatusFound)
		}
	})
	for _, tt := range []struct{ method, path, want, err string }{
		{"GET", "/302", "GET Bearer secret", ""},
		{"GET", "/307", "GET Bearer secret", ""},
		{"POST", "/307", "POST Bearer secret", ""},
		{"POST", "/303", "GET Bearer secret", ""},
		{"POST", "/302", "", "302 Found"},
		{"GET", "/loop", "", "more than 10 redirections"},
		{"GET", "/plain", "", "is not https"},
	} {
		var e Event
		err := c.Do(t.Context(), rest.Request{Method: tt.method, Path: tt.path, Body: []byte("x")}, &e)
		if tt.err == "" && (err != nil || e.Subject.Value() != tt.want) || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
			t.Errorf("%s %s: %v, %v", tt.method, tt.path, e.Subject, err)
		}
	}
	var resp *http.Response
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/302"}, &Event{}, rest.NoRedirect(), rest.Into(&resp)); err != nil || resp.Header.Get("Location") != "/v1.0/here" {
		t.Errorf("NoRedirect: %v", err)
	}
	s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/302"}, rest.NoRedirect())
	if err != nil || s.StatusCode != 302 || s.Location != "/v1.0/here" {
		t.Fatalf("NoRedirect: %+v, %v", s, err)
	}
	s.Close()
	for _, u := range []string{"http://192.0.2.1/x", "ftp://example.com/x", "https://u:p@example.com/x", "/relative", "https://", "://"} {
		if err := c.Do(t.Context(), rest.Request{Method: "GET", URL: u}, nil); err == nil {
			t.Errorf("%s was followed", u)
		}
	}
}
