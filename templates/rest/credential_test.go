package rest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

const token = "tok/en+7 &secret"

// TestPlacements has tokens sent in every place.
func TestPlacements(t *testing.T) {
	for _, tt := range []struct {
		name   string
		tokens rest.TokenSource
		opts   []rest.ClientOption
		want   string // the query and the header fields that matter
	}{
		{"bearer", rest.StaticToken(token), nil, "top=1 Bearer " + token},
		{"scheme", rest.StaticToken(token), []rest.ClientOption{rest.TokenScheme("Bot")}, "top=1 Bot " + token},
		{"scheme with a parameter", rest.StaticToken(token), []rest.ClientOption{rest.TokenScheme("Token token=")}, "top=1 Token token=" + token},
		{"header", rest.StaticToken(token), []rest.ClientOption{rest.TokenHeader("x-api-key")}, "top=1  " + token},
		{"raw", rest.StaticToken(token), []rest.ClientOption{rest.TokenHeader("Authorization")}, "top=1 " + token},
		{"query", rest.StaticToken(token), []rest.ClientOption{rest.TokenQuery("api key")}, "top=1&api%20key=tok%2Fen%2B7%20%26secret"},
		{"basic", rest.BasicAuth("ann", "pass:word"), nil, "top=1 Basic YW5uOnBhc3M6d29yZA=="},
		{"basic in place of a header", rest.BasicAuth("ann", ""), []rest.ClientOption{rest.TokenHeader("X-Api-Key")}, "top=1 Basic YW5uOg=="},
		{"the last says it", rest.StaticToken(token), []rest.ClientOption{rest.TokenQuery("k"), rest.TokenScheme("Key")}, "top=1 Key " + token},
		{"none", nil, []rest.ClientOption{rest.TokenQuery("k")}, "top=1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = strings.TrimSpace(r.URL.RawQuery + " " + r.Header.Get("Authorization") + " " + r.Header.Get("X-Api-Key"))
			}))
			defer server.Close()
			c, err := rest.NewClient(tt.tokens, append(tt.opts, rest.BaseURL(server.URL))...)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil, rest.Query("top", "1")); err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("sent %q, want %q", got, tt.want)
			}
		})
	}
}

// TestPlacementsRefused gives options and tokens that cannot be sent.
func TestPlacementsRefused(t *testing.T) {
	for want, opt := range map[string]rest.ClientOption{
		"control character": rest.TokenScheme("a\nb"), "needs a word": rest.TokenScheme(""),
		"no header name": rest.TokenHeader("X Key"), "name of a parameter": rest.TokenQuery(""),
	} {
		if _, err := rest.NewClient(nil, rest.BaseURL("https://x.example"), opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for _, opt := range []rest.ClientOption{rest.TokenQuery("k"), rest.TokenHeader("X-Api-Key"), rest.TokenScheme("Key")} {
		if _, err := rest.NewClient(rest.StaticToken("x"), rest.BaseURL("http://studio.example"), opt); err == nil || !strings.Contains(err.Error(), "https alone") {
			t.Errorf("a token goes over http: %v", err)
		}
	}
	c, _ := serve(t, func(http.ResponseWriter, *http.Request) {}, rest.TokenHeader("X-Api-Key"))
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil); err != nil {
		t.Error(err)
	}
	if _, err := rest.BasicAuth("a:b", "c").Token(t.Context()); err == nil {
		t.Error("a user with a colon is taken")
	}
	if s := fmt.Sprintf("%v %+v %#v", rest.BasicAuth("ann", "hush"), rest.BasicAuth("ann", "hush"), rest.BasicAuth("ann", "hush")); strings.Contains(s, "hush") {
		t.Errorf("the password is printed: %s", s)
	}
}

// TestForeignHostsGetNoKey redirects to another host, and has a link lead there. Where the
// key goes into the query, both have it there already, as services put it there.
func TestForeignHostsGetNoKey(t *testing.T) {
	for echo, opt := range map[string]rest.ClientOption{"&api_key=secret": rest.TokenQuery("api_key"), "": rest.TokenHeader("X-Api-Key"), "&": rest.TokenScheme("Key")} {
		var seen []string
		foreign := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen = append(seen, r.URL.String()+fmt.Sprint(r.Header))
		}))
		defer foreign.Close()
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, foreign.URL+"/elsewhere?sig=1"+echo, http.StatusFound)
		}, opt)
		for _, r := range []rest.Request{{Method: "GET", Path: "/x"}, {Method: "GET", URL: foreign.URL + "/next?sig=1" + echo}, {Method: "GET", URL: foreign.URL + "/next?sig=1&api_key=its-own"}} {
			if err := c.Do(t.Context(), r, nil); err != nil {
				t.Error(err)
			}
		}
		for _, request := range seen {
			if strings.Contains(request, "secret") || !strings.Contains(request, "sig=1") {
				t.Errorf("another host got %s", request)
			}
		}
		if len(seen) != 3 || !strings.Contains(seen[2], "api_key=its-own") {
			t.Errorf("another host got %q", seen)
		}
	}
}

// TestKeyFollowsOwnLinks has redirections and links lead on at the configured host, some
// with the key in them, as services put it there.
func TestKeyFollowsOwnLinks(t *testing.T) {
	var queries []string
	c, server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		queries = append(queries, r.URL.RawQuery)
		if r.URL.Path == "/v1.0/x" {
			http.Redirect(w, r, "/v1.0/y?api_key=secret&a=b", http.StatusFound)
		}
	}, rest.TokenQuery("api_key"))
	for _, r := range []rest.Request{{Method: "GET", Path: "/x"}, {Method: "GET", URL: server.URL + "/v1.0/z?api_key=old&page=2"}} {
		if err := c.Do(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(queries, " "); got != "api_key=secret a=b&api_key=secret page=2&api_key=secret" {
		t.Errorf("sent %s", got)
	}
}

// TestKeyIsInNoErrorAndNoLog has calls fail in every way, and looks for the token in what
// is told of them.
func TestKeyIsInNoErrorAndNoLog(t *testing.T) {
	fail := func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1.0/quoted":
			w.Header().Set("X-Request-Url", r.URL.String())
			reply(w, 404, fmt.Sprintf(`{"code":"none","message":"nothing at %s for %s %s"}`, r.URL.String(), r.URL.Query().Get("api_key"), r.Header.Get("Authorization")))
		case "/v1.0/broken":
			panic(http.ErrAbortHandler)
		case "/v1.0/circle":
			http.Redirect(w, r, r.URL.String(), http.StatusFound)
		case "/v1.0/text":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<a href=%q>", r.URL)
		}
	}
	for _, opt := range []rest.ClientOption{rest.TokenQuery("api_key"), rest.TokenHeader("X-Api-Key"), rest.TokenScheme("Key"), rest.TokenHeader("Authorization")} {
		var log bytes.Buffer
		var seen []string
		watch := rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
			return roundTrip(func(r *http.Request) (*http.Response, error) {
				seen = append(seen, r.URL.String())
				resp, err := next.RoundTrip(r)
				if err == nil && r.URL.Path == "/v1.0/broken" {
					return nil, errors.New("cut off at " + r.URL.String())
				}
				return resp, err
			})
		})
		server := httptest.NewServer(http.HandlerFunc(fail))
		defer server.Close()
		c, err := rest.NewClient(rest.StaticToken(token), opt, rest.BaseURL(server.URL+"/v1.0"), fast, watch,
			rest.Logger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/quoted", "/broken", "/circle", "/text"} {
			var out map[string]any
			err := c.Do(t.Context(), rest.Request{Method: "GET", Path: path}, &out)
			if err == nil {
				t.Fatalf("%s does not fail", path)
			}
			told := err.Error() + fmt.Sprintf("%+v", err)
			var e *rest.Error
			if errors.As(err, &e) {
				told += fmt.Sprintf("%s %v %v", e.Body, e.Header, *e)
			}
			for _, secret := range []string{token, "tok%2Fen", "secret"} {
				if strings.Contains(told, secret) || strings.Contains(log.String(), secret) || strings.Contains(strings.Join(seen, " "), secret) {
					t.Errorf("%s tells the token: %s\n%s\n%s", path, told, log.String(), seen)
				}
			}
		}
	}
}

// TestKeyErrors has the source fail, and the caller choose the key himself.
func TestKeyErrors(t *testing.T) {
	var query string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { query = r.URL.RawQuery }))
	defer server.Close()
	none := rest.TokenFunc(func(context.Context) (string, error) { return "", errors.New("no luck") })
	c, err := rest.NewClient(none, rest.BaseURL(server.URL), rest.TokenQuery("api_key"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil); err == nil || !strings.Contains(err.Error(), "no luck") {
		t.Errorf("%v", err)
	}
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil, rest.Query("api_key", "mine")); err != nil || query != "api_key=mine" {
		t.Errorf("%v, sent %s", err, query)
	}
}
