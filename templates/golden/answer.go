package golden

// This file answers the examples of an SDK's documentation, which have no test that could
// fail: they print what a call returns, and go test compares that.

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Answer returns options for a client whose calls are all answered with the documented
// response of the example called name in testdata/file, and go nowhere. What is sent is
// compared by the golden test of that example, and not here.
//
// The response leads to no other page: it has no header field Link, and not the members
// called leads.
func Answer(file, name string, leads ...string) []rest.ClientOption {
	return []rest.ClientOption{
		rest.BaseURL("https://golden.invalid"),
		rest.HTTPClient(&http.Client{Transport: answerer{file, name, leads}}),
	}
}

// An answerer answers every request with one documented response.
type answerer struct {
	file, name string
	leads      []string
}

// RoundTrip answers a request.
func (a answerer) RoundTrip(r *http.Request) (*http.Response, error) {
	_, response, err := load(a.file, a.name)
	if err != nil {
		return nil, fmt.Errorf("golden: %w", err)
	}
	status, err := response.status()
	if err != nil {
		return nil, fmt.Errorf("golden: %s: example %s: %w", a.file, a.name, err)
	}
	body, err := without(response.body, a.leads)
	if err != nil {
		return nil, fmt.Errorf("golden: %s: example %s: %w", a.file, a.name, err)
	}
	answer := &http.Response{
		Status: fmt.Sprintf("%d %s", status, http.StatusText(status)), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
	for _, f := range response.header {
		if f.name != "Link" && f.name != "Content-Length" {
			answer.Header.Add(f.name, f.value)
		}
	}
	return answer, nil
}

// without is a JSON object without some of its members.
func without(object []byte, members []string) ([]byte, error) {
	if len(members) == 0 {
		return object, nil
	}
	var all map[string]jsontext.Value
	if err := json.Unmarshal(object, &all); err != nil {
		return nil, err
	}
	for _, name := range members {
		delete(all, name)
	}
	return json.Marshal(all)
}
