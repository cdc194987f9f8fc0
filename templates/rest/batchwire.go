package rest

// This file is what a batch is on the wire.

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// batchKey marks the context of a call in a batch.
type batchKey struct{}

// An exchanger sends the requests of a client in its own way. It is an interface so
// that what a batch needs is linked into programs that make one, and into no others.
type exchanger interface {
	serves(c *Client) bool
	exchange(req *http.Request) (*http.Response, error)
}

// exchangerOf returns what sends c's requests in place of its own http.Client, or nil.
func (c *Client) exchangerOf(ctx context.Context) exchanger {
	if e, ok := ctx.Value(batchKey{}).(exchanger); ok && e.serves(c) {
		return e
	}
	return nil
}

// exchange sends the request of an attempt: alone or, where its context says so, in a
// batch.
func (c *Client) exchange(req *http.Request) (*http.Response, error) {
	if e := c.exchangerOf(req.Context()); e != nil {
		return e.exchange(req)
	}
	return c.http.Do(req)
}

// batchSlot is the place of a call in a batch.
type batchSlot struct {
	run  *batchRun
	call *batchCall
}

func (s *batchSlot) serves(c *Client) bool { return c == s.run.client }

// exchange waits for the batch to be sent.
func (s *batchSlot) exchange(req *http.Request) (*http.Response, error) {
	item, err := newBatchItem(s.call, s.run.client, req)
	if err != nil {
		return nil, &permanentError{err}
	}
	s.run.submit(item)
	select {
	case a := <-item.answer:
		return a.response(req)
	case <-req.Context().Done():
		s.run.withdraw(item)
		return nil, req.Context().Err()
	}
}

// batchItem is one request of a batch.
type batchItem struct {
	call   *batchCall
	answer chan batchAnswer // takes one without being waited for
	failed *batchAnswer     // for a request that waits for the one it depends on
	gone   bool             // nobody waits for the answer

	id     string
	method string
	url    string
	header map[string]string
	body   jsontext.Value
}

// batchAnswer is the answer to one request of a batch.
type batchAnswer struct {
	status int
	header http.Header
	body   []byte
	err    error
}

// newBatchItem makes a part of a batch of a request.
func newBatchItem(call *batchCall, c *Client, req *http.Request) (*batchItem, error) {
	base := c.base.EscapedPath() + "/"
	path := req.URL.EscapedPath()
	if !sameOrigin(c.base, req.URL) || !strings.HasPrefix(path, base) {
		return nil, errors.New("only what is below the base URL can be part of a batch")
	}
	item := &batchItem{call: call, answer: make(chan batchAnswer, 1), method: req.Method,
		url: path[len(base)-1:], header: make(map[string]string)}
	if req.URL.RawQuery != "" {
		item.url += "?" + req.URL.RawQuery
	}
	for name, values := range req.Header {
		if text := strings.Join(values, ", "); name != "User-Agent" && (name != "Accept" || text != mediaJSON) {
			item.header[name] = text
		}
	}
	if req.Body == nil {
		return item, nil
	}
	defer req.Body.Close()
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	item.body = data
	if !isJSON(req.Header.Get("Content-Type")) {
		item.body = quote(base64.StdEncoding.EncodeToString(data))
	}
	return item, nil
}

// blocked returns the answer of a request that need not be sent because a call that it
// depends on has failed, or nil.
func (i *batchItem) blocked() *batchAnswer {
	for _, before := range i.call.after {
		if before.done && before.err != nil {
			if i.failed != nil {
				return i.failed
			}
			failed := failedDependency()
			return &failed
		}
	}
	return nil
}

// failedDependency is the answer of a request that is not sent.
func failedDependency() batchAnswer {
	return batchAnswer{status: http.StatusFailedDependency, header: http.Header{"Content-Type": {mediaJSON}},
		body: []byte(`{"error":{"code":"failedDependency","message":"a call that this one depends on has failed"}}`)}
}

// failsBehind reports whether a request that this one depends on has gone out before, in
// another part, and has failed. settled are those that have an answer.
func (i *batchItem) failsBehind(items []*batchItem, answers []batchAnswer, settled []bool) bool {
	for j, other := range items {
		if settled[j] && slices.Contains(i.call.after, other.call) && (answers[j].err != nil || answers[j].status >= http.StatusBadRequest) {
			return true
		}
	}
	return false
}

// heldUp reports whether a request was not tried because one that it depends on is to be
// tried again.
func (i *batchItem) heldUp(items []*batchItem, answers []batchAnswer, own batchAnswer) bool {
	if own.status != http.StatusFailedDependency {
		return false
	}
	for j, other := range items {
		for _, before := range i.call.after {
			if other.call == before && (answers[j].err != nil || isTransient(answers[j].status) || other.heldUp(items, answers, answers[j])) {
				return true
			}
		}
	}
	return false
}

// encode appends the item to a batch. after names the requests in it that go before.
func (i *batchItem) encode(enc *jsontext.Encoder, after []string) error {
	doc := struct {
		ID      string            `json:"id"`
		Method  string            `json:"method"`
		URL     string            `json:"url"`
		After   []string          `json:"dependsOn,omitempty"`
		Headers map[string]string `json:"headers,omitempty"`
		Body    jsontext.Value    `json:"body,omitzero"`
	}{i.id, i.method, i.url, after, i.header, i.body}
	return json.MarshalEncode(enc, &doc, json.Deterministic(true))
}

// batchBody is the body of the batch.
func batchBody(items []*batchItem) (jsontext.Value, error) {
	var b bytes.Buffer
	enc := jsontext.NewEncoder(&b)
	err := errors.Join(enc.WriteToken(jsontext.BeginObject), enc.WriteToken(jsontext.String("requests")), enc.WriteToken(jsontext.BeginArray))
	for n, item := range items {
		var after []string
		for _, other := range items {
			for _, before := range item.call.after {
				if other.call == before {
					after = append(after, other.id)
				}
			}
		}
		if e := item.encode(enc, after); e != nil {
			err = errors.Join(err, fmt.Errorf("request %d of the batch: %w", n+1, e))
		}
	}
	err = errors.Join(err, enc.WriteToken(jsontext.EndArray), enc.WriteToken(jsontext.EndObject))
	return bytes.TrimSpace(b.Bytes()), err
}

// sendBatch sends requests and returns an answer for each. It is tried once: whether a
// request may be sent again is for its call to decide.
func (c *Client) sendBatch(ctx context.Context, items []*batchItem) []batchAnswer {
	answers := make([]batchAnswer, len(items))
	fail := func(a batchAnswer) []batchAnswer {
		for i := range answers {
			answers[i] = a
		}
		return answers
	}
	for i, item := range items { // a call may have made several
		item.id = strconv.Itoa(i + 1)
	}
	body, err := batchBody(items)
	if err != nil {
		return fail(batchAnswer{err: &permanentError{err}})
	}
	var doc struct {
		Responses []batchResponse `json:"responses"`
	}
	err = c.Do(ctx, Request{Method: http.MethodPost, Path: "/$batch", Body: body}, &doc, once)
	if e := asError(err); e != nil && e.StatusCode/100 != 2 {
		return fail(batchAnswer{status: e.StatusCode, header: e.Header, body: e.Body})
	}
	if err != nil {
		if !isBroken(err) {
			err = &permanentError{err}
		}
		return fail(batchAnswer{err: err})
	}
	for i, item := range items {
		answers[i].err = &permanentError{errors.New("the answer to the batch has no part for this call")}
		for _, r := range doc.Responses {
			if r.ID == item.id {
				answers[i] = r.answer()
			}
		}
	}
	return answers
}

// batchResponse is one answer in the answer to a batch.
type batchResponse struct {
	ID      string                    `json:"id"`
	Status  int                       `json:"status"`
	Headers map[string]jsontext.Value `json:"headers"`
	Body    jsontext.Value            `json:"body"`
}

// answer makes of it what the answer to a call alone is.
func (r *batchResponse) answer() batchAnswer {
	a := batchAnswer{status: r.Status, header: make(http.Header), body: r.Body}
	for name, value := range r.Headers {
		text := string(value)
		if value.Kind() == jsontext.KindString {
			_ = json.Unmarshal(value, &text)
		}
		a.header.Set(name, text)
	}
	kind := a.header.Get("Content-Type")
	switch {
	case r.Body == nil || r.Body.Kind() == jsontext.KindNull:
		a.body = nil
	case kind == "":
		a.header.Set("Content-Type", mediaJSON)
	case !isJSON(kind) && r.Body.Kind() == jsontext.KindString:
		var text string
		_ = json.Unmarshal(r.Body, &text)
		if data, err := base64.StdEncoding.DecodeString(text); err == nil {
			a.body = data
		} else {
			a.body = []byte(text)
		}
	}
	return a
}

// response is the answer to the request of an attempt.
func (a batchAnswer) response(req *http.Request) (*http.Response, error) {
	if a.err != nil {
		return nil, a.err
	}
	return &http.Response{Status: http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header.Clone(), Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req}, nil
}
