package rest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// session is an upload session of a service.
type session struct {
	t        *testing.T
	got      []byte
	size     int
	requests []string
	// fault, if not nil, may answer the n-th request in the session's place; take tells
	// how many bytes of a PUT the session keeps all the same.
	fault func(n int, w http.ResponseWriter, r *http.Request) (handled bool, take int)
	last  string // what the last piece is answered with
}

func (s *session) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "" && r.Host != "" && strings.HasPrefix(r.URL.Path, "/foreign") {
		s.t.Error("the token was sent to another host")
	}
	s.requests = append(s.requests, strings.TrimSpace(r.Method+" "+r.Header.Get("Content-Range")))
	body, _ := io.ReadAll(r.Body)
	var first, last, size int
	if r.Method == "PUT" {
		if _, err := fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &size); err != nil || len(body) != last-first+1 || size != s.size {
			s.t.Errorf("Content-Range %q of %d bytes", r.Header.Get("Content-Range"), len(body))
		}
		if last+1 < size && len(body)%rest.ChunkUnit != 0 {
			s.t.Errorf("a piece of %d bytes", len(body))
		}
	}
	if s.fault != nil {
		if handled, take := s.fault(len(s.requests), w, r); handled {
			if first == len(s.got) {
				s.got = append(s.got, body[:min(take, len(body))]...)
			}
			return
		}
	}
	switch {
	case r.Method == "DELETE":
		s.got = nil
		w.WriteHeader(204)
		return
	case r.Method == "PUT" && first != len(s.got):
		reply(w, 416, `{"error":{"code":"invalidRange"}}`)
		return
	case r.Method == "PUT":
		s.got = append(s.got, body...)
		if len(s.got) == s.size {
			reply(w, 201, s.last)
			return
		}
	}
	status := 200
	if r.Method == "PUT" {
		status = 202
	}
	reply(w, status, fmt.Sprintf(`{"expirationDateTime":"2030-01-01T00:00:00Z","nextExpectedRanges":["%d-"]}`, len(s.got)))
}

// upload puts content to a session and returns what it was answered and how it went.
func upload(t *testing.T, s *session, content io.Reader, size int64, opts ...rest.UploadOption) (item *ItemBody, progress []int64, err error) {
	t.Helper()
	s.t = t
	if s.last == "" {
		s.last = `{"content":"done"}`
	}
	c, server := serve(t, s.ServeHTTP)
	opts = append(opts, rest.Progress(func(sent, size int64) {
		if size != int64(s.size) {
			t.Errorf("progress of %d bytes, want %d", size, s.size)
		}
		progress = append(progress, sent)
	}))
	item, err = rest.Upload[*ItemBody](t.Context(), c, server.URL+"/session", content, size, opts...)
	return item, progress, err
}

const unit = rest.ChunkUnit

func uploadContent(n int) []byte {
	content := make([]byte, n)
	for i := range content {
		content[i] = byte(i * 7 >> 3)
	}
	return content
}

// onlyReader is a reader that cannot seek.
type onlyReader struct{ io.Reader }

// Content goes up in pieces, and on from where the service is behind a fault: the
// connection breaks before, in or behind a piece, the service is busy, has lost a
// piece, or has it already.
func TestUpload(t *testing.T) {
	content := uploadContent(3*unit + 100)
	reset := func(w http.ResponseWriter) { panic(http.ErrAbortHandler) }
	for _, tt := range []struct {
		name     string
		fault    func(n int, w http.ResponseWriter, r *http.Request) (bool, int)
		requests []string
		progress []int64
	}{
		{"no fault", nil, nil, []int64{0, unit, 2 * unit, 3 * unit, 3*unit + 100}},
		{"busy", func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
			if n == 2 {
				reply(w, 503, "")
			}
			return n == 2, 0
		}, []string{"PUT 0", "PUT 1", "GET", "PUT 1", "PUT 2", "PUT 3"}, []int64{0, unit, 2 * unit, 3 * unit, 3*unit + 100}},
		{"broken, nothing taken", func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
			if n == 2 {
				defer reset(w)
			}
			return n == 2, 0
		}, []string{"PUT 0", "PUT 1", "GET", "PUT 1", "PUT 2", "PUT 3"}, []int64{0, unit, 2 * unit, 3 * unit, 3*unit + 100}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &session{size: len(content), fault: tt.fault}
			item, progress, err := upload(t, s, onlyReader{bytes.NewReader(content)}, int64(len(content)), rest.ChunkSize(unit+5))
			if err != nil || item == nil || item.Content.Value() != "done" || !bytes.Equal(s.got, content) {
				t.Fatalf("%v, %v, %d bytes: %v", item, err, len(s.got), s.requests)
			}
			if !slices.Equal(progress, tt.progress) {
				t.Errorf("progress %v, want %v", progress, tt.progress)
			}
			var short []string
			for _, r := range s.requests {
				var first int
				if _, err := fmt.Sscanf(r, "PUT bytes %d-", &first); err == nil {
					r = fmt.Sprintf("PUT %d", first/unit)
				}
				short = append(short, r)
			}
			if tt.requests != nil && !slices.Equal(short, tt.requests) {
				t.Errorf("requests %v, want %v", short, tt.requests)
			}
		})
	}
}

// A part of a piece may have been taken before the connection broke: only the rest of
// it is sent again.
func TestUploadGoesOnInsideAPiece(t *testing.T) {
	content := uploadContent(2 * unit)
	s := &session{size: len(content)}
	s.fault = func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
		if n != 1 {
			return false, 0
		}
		w.WriteHeader(500)
		return true, 1000
	}
	item, _, err := upload(t, s, onlyReader{bytes.NewReader(content)}, int64(len(content)))
	if err != nil || item.Content.Value() != "done" || !bytes.Equal(s.got, content) {
		t.Fatalf("%v, %v, %d bytes: %v", item, err, len(s.got), s.requests)
	}
	if want := fmt.Sprintf("PUT bytes 1000-%d/%d", 2*unit-1, 2*unit); s.requests[2] != want {
		t.Errorf("requests %v, want %q", s.requests, want)
	}
}

// A service that has lost pieces gets them again, if the content can seek.
func TestUploadGoesBack(t *testing.T) {
	content := uploadContent(3 * unit)
	lose := func(s *session) func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
		return func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
			if n == 3 {
				s.got = nil
			}
			return false, 0
		}
	}
	s := &session{size: len(content)}
	s.fault = lose(s)
	reader := bytes.NewReader(append([]byte("skipped"), content...))
	if _, err := reader.Seek(7, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if _, _, err := upload(t, s, reader, -1, rest.ChunkSize(unit)); err != nil || !bytes.Equal(s.got, content) {
		t.Errorf("%v, %d bytes: %v", err, len(s.got), s.requests)
	}
	s = &session{size: len(content)}
	s.fault = lose(s)
	if _, _, err := upload(t, s, onlyReader{bytes.NewReader(content)}, int64(len(content)), rest.ChunkSize(unit)); err == nil || !strings.Contains(err.Error(), "no io.Seeker") {
		t.Error(err)
	}
}

func TestUploadContinued(t *testing.T) {
	content := uploadContent(2*unit + 1)
	for _, reader := range []io.Reader{bytes.NewReader(content), onlyReader{bytes.NewReader(content)}} {
		s := &session{size: len(content), got: slices.Clone(content[:unit+7])}
		_, progress, err := upload(t, s, reader, int64(len(content)), rest.Continued())
		if err != nil || !bytes.Equal(s.got, content) || len(s.requests) != 2 || progress[0] != unit+7 {
			t.Errorf("%v, %d bytes: %v, progress %v", err, len(s.got), s.requests, progress)
		}
	}
}

// An upload ends with the fault where going on does not help.
func TestUploadFails(t *testing.T) {
	content := uploadContent(2 * unit)
	for _, tt := range []struct {
		name  string
		fault http.HandlerFunc
		want  string
		most  int // requests
	}{
		{"conflict", answer(409, `{"error":{"code":"nameAlreadyExists"}}`), "nameAlreadyExists", 1},
		{"gone", answer(404, ""), "404", 1},
		{"busy for ever", answer(503, ""), "503", 8},
		{"takes nothing", answer(202, `{"nextExpectedRanges":["0-"]}`), "has taken nothing", 8},
		{"asks for what is not there", answer(202, `{"nextExpectedRanges":["99999999-"]}`), "expects byte", 1},
		{"nonsense", answer(202, `{"nextExpectedRanges":["x"]}`), "which is no range", 1},
		{"no JSON", answer(202, `<html>`, "Content-Type", "text/html"), "JSON was expected", 1},
		{"an error with 200", answer(200, `{"error":{"code":"odd"}}`), "odd", 2},
	} {
		s := &session{size: len(content), fault: func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
			if r.Method != "PUT" {
				return false, 0
			}
			tt.fault(w, r)
			return true, 0
		}}
		item, _, err := upload(t, s, bytes.NewReader(content), -1, rest.ChunkSize(unit))
		if err == nil || item != nil || !strings.Contains(err.Error(), tt.want) || len(s.requests) > tt.most {
			t.Errorf("%s: %v, %v after %v", tt.name, item, err, s.requests)
		}
	}
	for _, tt := range []struct {
		name    string
		content io.Reader
		size    int64
		want    string
	}{
		{"unknown size", onlyReader{strings.NewReader("x")}, -1, "the size is unknown"},
		{"empty", strings.NewReader(""), -1, "no content"},
		{"short", onlyReader{strings.NewReader("x")}, 5, "unexpected EOF"},
		{"short seeker", strings.NewReader("x"), 5, "has 1 bytes"},
	} {
		s := &session{size: 5}
		if _, _, err := upload(t, s, tt.content, tt.size); err == nil || !strings.Contains(err.Error(), tt.want) || len(s.requests) != 0 {
			t.Errorf("%s: %v after %v", tt.name, err, s.requests)
		}
	}
}

func TestUploadEndsWithContext(t *testing.T) {
	content := uploadContent(2 * unit)
	ctx, cancel := context.WithCancel(t.Context())
	s := &session{t: t, size: len(content), fault: func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
		w.Header().Set("Retry-After", "2")
		reply(w, 503, "")
		cancel()
		return true, 0
	}}
	c, server := serve(t, s.ServeHTTP)
	start := time.Now()
	_, err := rest.Upload[*ItemBody](ctx, c, server.URL+"/session", bytes.NewReader(content), -1)
	if !errors.Is(err, context.Canceled) || time.Since(start) > 30*time.Second || len(s.requests) != 1 {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// The URL of a session is of another host than the API's: it gets no token, and the
// last answer may be without content.
func TestUploadElsewhere(t *testing.T) {
	content := uploadContent(10)
	s := &session{t: t, size: len(content), last: " "}
	_, other := serve(t, s.ServeHTTP)
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Error("a piece went to the API") })
	item, err := rest.Upload[*ItemBody](t.Context(), c, other.URL+"/foreign/session", onlyReader{bytes.NewReader(content)}, 10)
	if err != nil || item != nil || !bytes.Equal(s.got, content) {
		t.Errorf("%v, %v, %d bytes", item, err, len(s.got))
	}
	if err := rest.CancelUpload(t.Context(), c, other.URL+"/foreign/session"); err != nil || s.requests[1] != "DELETE" {
		t.Errorf("%v: %v", err, s.requests)
	}
}
