package golden

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Receive plays the notification called name in testdata/file: a request that the
// service sends to the application. It arrives at a server on loopback that decodes its body into what into points to,
// as the application's would. The test fails if that cannot be done. [RoundTrip]
// compares what into holds, encoded again, with the notification.
func Receive(t testing.TB, file, name string, into any) *Exchange {
	t.Helper()
	m, _, err := load(file, name)
	if err != nil {
		t.Fatalf("golden: %v", err)
		return nil
	}
	e := &Exchange{t: t, request: m, response: m}
	if e.want, err = m.request(); err != nil {
		t.Fatalf("golden: %s: example %s: %v", file, name, err)
		return nil
	}
	e.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = rest.UnmarshalStrict(body, into)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusAccepted)
	}))
	e.URL = e.server.URL
	t.Cleanup(e.server.Close)
	e.deliver()
	return e
}

// deliver sends the notification.
func (e *Exchange) deliver() {
	e.t.Helper()
	r, err := http.NewRequestWithContext(e.t.Context(), e.want.method, e.URL, bytes.NewReader(e.request.body))
	if err != nil {
		e.t.Fatalf("golden: %v", err)
		return
	}
	for _, f := range e.request.header {
		r.Header.Add(f.name, f.value)
	}
	resp, err := e.Client().Do(r)
	if err != nil {
		e.t.Fatalf("golden: sending the notification: %v", err)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		var why bytes.Buffer
		_, _ = why.ReadFrom(resp.Body)
		e.t.Errorf("golden: the notification cannot be decoded: %s", bytes.TrimSpace(why.Bytes()))
	}
}
