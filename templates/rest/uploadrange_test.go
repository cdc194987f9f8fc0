package rest_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Whatever a service says that it expects behind the first of three pieces: an upload
// that succeeds has sent every byte, and what cannot be true is an error at once.
func TestUploadExpectations(t *testing.T) {
	const size = 3 * unit
	expects := func(ranges string) http.HandlerFunc { return answer(202, `{"nextExpectedRanges":`+ranges+`}`) }
	at := func(format string, n ...any) string { return fmt.Sprintf(format, n...) }
	for _, tt := range []struct {
		name  string
		first http.HandlerFunc
		want  string // in the error, or "" for success
		most  int    // requests
	}{
		{"the next byte", expects(at(`["%d-"]`, unit)), "", 3},
		{"the next byte up to the end", expects(at(`["%d-%d"]`, unit, size-1)), "", 3},
		{"the next byte up to another", expects(at(`["%d-%d"]`, unit, unit+9)), "", 3},
		{"a bare number", expects(at(`["%d"]`, unit)), "", 3},
		{"blanks", expects(at(`[" %d- "]`, unit)), "", 3},
		{"the other member name", answer(200, at(`{"NextExpectedRanges":["%d"]}`, unit)), "", 3},
		{"several that follow each other", expects(at(`["%d-%d","%d-"]`, unit, 2*unit-1, 2*unit)), "", 3},
		{"several, the last first", expects(at(`["%d-","%d-%d"]`, 2*unit, unit, 2*unit-1)), "", 3},
		{"nothing said", answer(202, `{}`), "", 3},
		{"no body", answer(202, ``), "", 3},
		{"null", expects(`null`), "", 3},

		{"one byte further", expects(at(`["%d-"]`, unit+1)), "Continued", 1},
		{"much further", expects(at(`["%d-"]`, size-10)), "Continued", 1},
		{"a hole", expects(at(`["%d-%d","%d-"]`, unit, unit+9, 2*unit)), "Continued", 1},
		{"a hole, the last first", expects(at(`["%d-","%d-%d"]`, 2*unit, unit, unit+9)), "Continued", 1},
		{"its end", expects(at(`["%d-"]`, size)), "expects byte", 1},
		{"behind its end", expects(`["99999999-"]`), "expects byte", 1},
		{"up to behind its end", expects(at(`["%d-%d"]`, unit, size)), "expects byte", 1},
		{"more than a number holds", expects(`["99999999999999999999-"]`), "no range", 1},
		{"twice the same", expects(at(`["%d-","%[1]d-"]`, unit)), "in two ranges", 1},
		{"overlapping", expects(at(`["%d-%d","%d-"]`, unit, 2*unit, unit+9)), "in two ranges", 1},
		{"backwards", expects(at(`["%d-%d"]`, unit, unit-1)), "no range", 1},
		{"negative", expects(`["-5"]`), "no range", 1},
		{"a sign", expects(at(`["+%d-"]`, unit)), "no range", 1},
		{"two ends", expects(at(`["%d-%d-%d"]`, unit, unit+5, unit+9)), "no range", 1},
		{"empty text", expects(`[""]`), "no range", 1},
		{"no text", expects(`[327680]`), "no list of ranges", 1},
		{"no list", expects(`"327680-"`), "no list of ranges", 1},
		{"nothing more", expects(`[]`), "was sent 327680 of 983040 bytes", 1},
		{"the end", answer(201, `{"content":"done"}`), "was sent 327680 of 983040 bytes", 1},
		{"the end without content", answer(204, ``), "was sent 327680 of 983040 bytes", 1},
		{"a success that says nothing", answer(200, ``), "was sent 327680 of 983040 bytes", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &session{size: size}
			s.fault = func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
				if n == 1 {
					tt.first(w, r)
				}
				return n == 1, unit
			}
			item, _, err := upload(t, s, bytes.NewReader(uploadContent(size)), -1, rest.ChunkSize(unit))
			switch {
			case tt.want == "" && (err != nil || item == nil || !bytes.Equal(s.got, uploadContent(size))):
				t.Errorf("%v, %d bytes by %v", err, len(s.got), s.requests)
			case tt.want != "" && (err == nil || item != nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("%v, %v; want an error with %q", item, err, tt.want)
			case len(s.requests) > tt.most:
				t.Errorf("%d requests, want %d: %v", len(s.requests), tt.most, s.requests)
			}
		})
	}
}

// The last piece is the end only if the service says so: with a final status, and
// without anything that it lacks.
func TestUploadEnds(t *testing.T) {
	for _, tt := range []struct {
		last http.HandlerFunc
		want string
	}{
		{answer(200, `{"content":"done"}`), ""},
		{answer(201, ``), ""},
		{answer(202, `{"nextExpectedRanges":[]}`), "does not end it"},
		{answer(202, ``), "does not end it"},
		{answer(202, `{"nextExpectedRanges":["327680-"]}`), "expects byte 327680 of 327680"},
		{answer(200, `{"nextExpectedRanges":["0-"]}`), "has taken nothing"},
		{answer(200, `{"nextExpectedRanges":["1000-"]}`), "has taken 1000 bytes of the 327680"},
	} {
		s := &session{size: unit, fault: func(n int, w http.ResponseWriter, r *http.Request) (bool, int) {
			if r.Method == "PUT" {
				tt.last(w, r)
			}
			return r.Method == "PUT", 0
		}}
		_, _, err := upload(t, s, bytes.NewReader(uploadContent(unit)), -1)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) || len(s.requests) > 8 {
			t.Errorf("%v after %v; want %q", err, s.requests, tt.want)
		}
	}
}

// An upload that was begun before goes on where the service says, and over what it has
// behind a gap; but not further than that.
func TestUploadContinuedOverAGap(t *testing.T) {
	const size = 4 * unit
	content := uploadContent(size)
	for _, tt := range []struct{ behind, want string }{
		{fmt.Sprint(3 * unit), "PUT bytes 327680-655359/1310720,PUT bytes 983040-1310719/1310720"},
		{fmt.Sprint(3*unit + 1), ""},
	} {
		var puts []string
		c, server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			switch {
			case r.Method == "GET":
				reply(w, 200, fmt.Sprintf(`{"nextExpectedRanges":["%d-%d","%d-"]}`, unit, 2*unit-1, 3*unit))
				return
			case !bytes.Contains(content, body):
				t.Error("what was sent is no part of the content")
			}
			if puts = append(puts, "PUT "+r.Header.Get("Content-Range")); len(puts) == 1 {
				reply(w, 202, `{"nextExpectedRanges":["`+tt.behind+`-"]}`)
				return
			}
			reply(w, 201, `{"content":"done"}`)
		})
		_, err := rest.Upload[*ItemBody](t.Context(), c, server.URL+"/session", onlyReader{bytes.NewReader(content)}, size, rest.Continued(), rest.ChunkSize(unit))
		if got := strings.Join(puts, ","); tt.want != "" && (err != nil || got != tt.want) || tt.want == "" && (err == nil || len(puts) != 1) {
			t.Errorf("%v after %v", err, puts)
		}
	}
}

// A session that had something before an upload began is not taken for its own.
func TestUploadToAnOldSession(t *testing.T) {
	s := &session{size: 3 * unit, got: make([]byte, 2*unit)}
	if _, _, err := upload(t, s, bytes.NewReader(uploadContent(3*unit)), -1, rest.ChunkSize(unit)); err == nil || !strings.Contains(err.Error(), "Continued") {
		t.Errorf("%v after %v", err, s.requests)
	}
}

// A piece that did not leave the machine is none that the service can have.
func TestUploadOfWhatNeverLeft(t *testing.T) {
	for _, tt := range []struct {
		op   string
		want bool
	}{{"dial", false}, {"write", true}} {
		synctest.Test(t, func(t *testing.T) {
			transport := roundTrip(func(r *http.Request) (*http.Response, error) {
				switch {
				case r.Method == "GET":
					return made(r, 200, fmt.Sprintf(`{"nextExpectedRanges":["%d-"]}`, unit)), nil
				case strings.HasPrefix(r.Header.Get("Content-Range"), "bytes 0-"):
					return nil, &net.OpError{Op: tt.op, Net: "tcp", Err: io.ErrUnexpectedEOF}
				}
				return made(r, 201, `{"content":"done"}`), nil
			})
			c, err := rest.NewClient(nil, rest.BaseURL("https://example.com"), rest.HTTPClient(&http.Client{Transport: transport}))
			if err != nil {
				t.Fatal(err)
			}
			_, err = rest.Upload[*ItemBody](t.Context(), c, "https://example.com/session", bytes.NewReader(uploadContent(2*unit)), -1, rest.ChunkSize(unit))
			if (err == nil) != tt.want {
				t.Errorf("%s: %v", tt.op, err)
			}
		})
	}
}

// A service that goes back and forth makes no progress, however often it takes pieces
// again: the policy's bounds of attempts and of time hold.
func TestUploadBackAndForth(t *testing.T) {
	const size = 4 * unit
	for _, tt := range []struct {
		name     string
		policy   rest.RetryPolicy
		puts     func(begin int) (status int, body string)
		expected string // by a GET
		requests int
		elapsed  time.Duration
	}{
		{"refused behind the first piece", rest.RetryPolicy{MaxAttempts: 5}, func(begin int) (int, string) {
			if begin == 0 {
				return 202, `{"nextExpectedRanges":["327680-"]}`
			}
			return 416, ``
		}, "0-", 2 + 4*3, time.Hour},
		{"asked for again", rest.RetryPolicy{MaxAttempts: 3}, func(begin int) (int, string) {
			if begin < unit {
				return 202, `{"nextExpectedRanges":["327680-"]}`
			}
			return 202, `{"nextExpectedRanges":["0-"]}`
		}, "0-", 2 + 2*3, time.Hour},
		{"for a time", rest.RetryPolicy{MaxAttempts: 1 << 30, MinDelay: time.Second, MaxDelay: time.Second, MaxElapsed: 10 * time.Second}, func(begin int) (int, string) {
			if begin == 0 {
				return 202, `{"nextExpectedRanges":["327680-"]}`
			}
			return 416, ``
		}, "0-", 2 + 20*3, 10 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				requests := 0
				c := scripted(t, tt.policy, func(r *http.Request) *http.Response {
					if requests++; requests > 1000 { // an upload without a bound ends too
						return made(r, 404, "")
					}
					if r.Method == "GET" {
						return made(r, 200, `{"nextExpectedRanges":["`+tt.expected+`"]}`)
					}
					begin := 0
					fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-", &begin)
					status, body := tt.puts(begin)
					return made(r, status, body)
				})
				start := time.Now()
				_, err := rest.Upload[*ItemBody](t.Context(), c, "https://example.com/session", bytes.NewReader(uploadContent(size)), -1, rest.ChunkSize(unit))
				if err == nil || requests > tt.requests || time.Since(start) > tt.elapsed {
					t.Errorf("%v after %d requests and %v", err, requests, time.Since(start))
				}
			})
		})
	}
}

// A service that takes a byte at a time is waited for as one that is busy.
func TestUploadByTheByte(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		taken, puts := 0, 0
		c := scripted(t, rest.RetryPolicy{}, func(r *http.Request) *http.Response {
			if r.Method == "PUT" {
				taken++
				puts++
			}
			return made(r, 202, fmt.Sprintf(`{"nextExpectedRanges":["%d-"]}`, taken))
		})
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := rest.Upload[*ItemBody](ctx, c, "https://example.com/session", bytes.NewReader(uploadContent(unit)), -1)
		if most := int(time.Since(start)/(250*time.Millisecond)) + 1; err == nil || puts > most {
			t.Errorf("%v after %d pieces, want at most %d", err, puts, most)
		}
	})
}

// parts serves content in parts of ranges: fewer bytes than were asked for, or others.
func TestStreamOfParts(t *testing.T) {
	content := []byte("0123456789")
	broken := func(r *http.Request, status int, n int64, body string, header ...string) *http.Response {
		resp := made(r, status, body)
		resp.ContentLength = n
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(body), failing{io.ErrUnexpectedEOF}))
		for i := 0; i < len(header); i += 2 {
			resp.Header.Set(header[i], header[i+1])
		}
		return resp
	}
	for _, tt := range []struct {
		name  string
		total int64  // that the first answer announces
		parts string // behind "01", the answers: Content-Range and body
		want  string
		fails bool
	}{
		{"the rest", 10, "2-9/10 23456789", "0123456789", false},
		{"a part, and another", 10, "2-4/10 234,5-9/10 56789", "0123456789", false},
		{"a part only", 10, "2-4/10 234,5-4/10 ", "01234", true},
		{"a part of an unknown whole", -1, "2-4/10 234,5-9/10 56789", "0123456789", false},
		{"a part behind", 10, "3-9/10 3456789", "01", true},
		{"a part before", 10, "1-9/10 123456789", "01", true},
		{"more than there is", 10, "2-12/13 23456789abc", "01", true},
		{"fewer bytes than the part has", 10, "2-9/10 234", "01", true},
		{"no range", 10, "none 23456789", "01", true},
	} {
		synctest.Test(t, func(t *testing.T) {
			parts := strings.Split(tt.parts, ",")
			requests := 0
			c := scripted(t, rest.RetryPolicy{}, func(r *http.Request) *http.Response {
				if requests++; requests == 1 {
					return broken(r, 200, tt.total, "01", "ETag", `"1"`)
				}
				header, body, _ := strings.Cut(parts[min(requests-2, len(parts)-1)], " ")
				resp := made(r, 206, body)
				resp.Header.Set("ETag", `"1"`)
				resp.Header.Set("Content-Range", "bytes "+header)
				return resp
			})
			s, err := c.Stream(t.Context(), getX)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			got, err := io.ReadAll(s)
			if string(got) != tt.want || (err != nil) != tt.fails || !tt.fails && !slices.Equal(got, content) || requests > 6 {
				t.Errorf("%s: %q, %v after %d requests", tt.name, got, err, requests)
			}
		})
	}
}

// What comes in place of the range that was asked for is not taken for it.
func TestStreamOfAnotherRange(t *testing.T) {
	for _, tt := range []struct {
		asked rest.Option
		came  string
		fails bool
	}{
		{rest.Range(2, 3), "bytes 2-4/10", false},
		{rest.Range(2, 30), "bytes 2-9/10", false},
		{rest.Range(2, -1), "bytes 2-9/10", false},
		{rest.Header("Range", "bytes=-3"), "bytes 7-9/10", false},
		{rest.Range(2, 3), "bytes 0-2/10", true},
		{rest.Range(2, 3), "bytes 2-9/10", true},
		{rest.Range(2, -1), "bytes 3-9/10", true},
	} {
		c, _ := serve(t, answer(206, "...", "Content-Range", tt.came))
		s, err := c.Stream(t.Context(), getX, tt.asked)
		if (err != nil) != tt.fails {
			t.Errorf("%s: %v", tt.came, err)
		}
		if err == nil {
			s.Close()
		}
	}
}
