package rest_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// flaky serves content whose connection breaks behind every piece.
type flaky struct {
	content  []byte
	etag     func(request int) string
	piece    int
	ignores  bool // it takes no notice of ranges
	requests []string
}

func (f *flaky) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.requests = append(f.requests, r.Header.Get("Range")+" "+r.Header.Get("If-Range"))
	etag := f.etag(len(f.requests))
	w.Header().Set("ETag", etag)
	first, last, status := 0, len(f.content)-1, 200
	if text, ok := strings.CutPrefix(r.Header.Get("Range"), "bytes="); ok && !f.ignores {
		if v := r.Header.Get("If-Range"); v == "" || v == etag {
			from, to, _ := strings.Cut(text, "-")
			first, _ = strconv.Atoi(from)
			if to != "" {
				last, _ = strconv.Atoi(to)
			}
			status = 206
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", first, last, len(f.content)))
		}
	}
	w.Header().Set("Content-Length", strconv.Itoa(last-first+1))
	w.WriteHeader(status)
	if last-first+1 <= f.piece {
		w.Write(f.content[first : last+1])
		return
	}
	w.Write(f.content[first : first+f.piece])
	w.(http.Flusher).Flush()
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.(*net.TCPConn).SetLinger(0)
		time.Sleep(5 * time.Millisecond) // what was sent arrives before the reset
		conn.Close()
	}
}

func always(etag string) func(int) string { return func(int) string { return etag } }

// Content is read to its end although the connection breaks again and again, as long
// as the service says that it is still the same.
func TestStreamResumes(t *testing.T) {
	content := bytes.Repeat([]byte("0123456789abcdef"), 4096)
	for _, tt := range []struct {
		name     string
		server   flaky
		opts     []rest.Option
		want     []byte
		requests string
		fails    bool
	}{
		{"whole", flaky{etag: always(`"1"`), piece: 30000}, nil, content, " ,bytes=30000- \"1\",bytes=60000- \"1\"", false},
		{"range", flaky{etag: always(`"1"`), piece: 30000}, []rest.Option{rest.Range(100, 50000)}, content[100:50100], "bytes=100-50099 ,bytes=30100-50099 \"1\"", false},
		{"rest", flaky{etag: always(`"1"`), piece: 30000}, []rest.Option{rest.Range(10000, -1)}, content[10000:], "bytes=10000- ,bytes=40000-65535 \"1\"", false},
		{"no ETag", flaky{etag: always(""), piece: 30000}, nil, content[:30000], " ", true},
		{"weak ETag", flaky{etag: always(`W/"1"`), piece: 30000}, nil, content[:30000], " ", true},
		{"changed", flaky{etag: strconv.Itoa, piece: 30000}, nil, content[:30000], " ", true},
		{"changed quoted", flaky{etag: func(n int) string { return strconv.Quote(strconv.Itoa(n)) }, piece: 30000}, nil, content[:30000], " ,bytes=30000- \"1\"", true},
		{"no ranges", flaky{etag: always(`"1"`), piece: 30000, ignores: true}, nil, content[:30000], " ,bytes=30000- \"1\"", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.server.content = content
			c, _ := serve(t, tt.server.ServeHTTP)
			s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/content"}, tt.opts...)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(s)
			if (err != nil) != tt.fails || !bytes.Equal(got, tt.want) {
				t.Errorf("%d bytes, %v; want %d", len(got), err, len(tt.want))
			}
			if requests := strings.Join(tt.server.requests, ","); requests != tt.requests {
				t.Errorf("requests %q, want %q", requests, tt.requests)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// The policy bounds how often content is continued where nothing more comes.
func TestStreamGivesUp(t *testing.T) {
	server := &flaky{content: bytes.Repeat([]byte("x"), 1000), etag: always(`"1"`), piece: 0}
	c, _ := serve(t, server.ServeHTTP)
	s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/content"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got, err := io.ReadAll(s); err == nil || len(got) != 0 || len(server.requests) != 4 {
		t.Errorf("%d bytes after %d requests, %v", len(got), len(server.requests), err)
	}
}

func TestRangeRefused(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 416, "") })
	for _, o := range []rest.Option{rest.Range(-1, 5), rest.Range(0, 0), rest.Range(1<<62, 1<<62+1<<61)} {
		if _, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/x"}, o); err == nil || errors.Is(err, rest.ErrRange) {
			t.Errorf("a range that is none was sent: %v", err)
		}
	}
	if _, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/x"}, rest.Range(5, 5)); !errors.Is(err, rest.ErrRange) {
		t.Error(err)
	}
}
