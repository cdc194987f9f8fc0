package rest_test

import (
	"errors"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

func TestCallAndSend(t *testing.T) {
	c, _ := script(t, answer(201, `{"subject":"x"}`, "Location", "/made", "ETag", `W/"2"`))
	var e Event
	opts := []rest.Option{rest.Top(1)}
	if err := c.Call(t.Context(), "POST", "/x/{id}", []any{1}, &Event{}, &e, opts); err != nil || e.Subject.Value() != "x" {
		t.Errorf("%v, %v", e.Subject, err)
	}
	r, err := c.Send(t.Context(), "POST", "/x/{id}", []any{1}, nil, opts)
	if err != nil || r.StatusCode != 201 || r.Location() != "/made" || r.ETag() != `W/"2"` {
		t.Errorf("%+v, %v", r, err)
	}
	c, _ = script(t, answer(410, ""))
	if r, err := c.Send(t.Context(), "POST", "/x", nil, nil, nil); r != nil || !errors.Is(err, rest.ErrGone) {
		t.Errorf("%+v, %v", r, err)
	}
}
