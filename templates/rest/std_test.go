package rest_test

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// eventText is an event with a value of each kind, and members that Event has no field for.
const eventText = `{"@odata.type":"#microsoft.graph.event","id":"1","subject":null,"isAllDay":true,"createdDateTime":"2030-05-01T12:00:00.0000000Z",` +
	`"body":{"contentType":"html","content":"<b>&</b>"},"categories":["a","b"],"attendees":[{"type":"required"},null],"custom":{"n":12345678901234567890}}`

// Package encoding/json writes and reads objects as the client does, wherever they stand.
func TestStandardJSON(t *testing.T) {
	var e rest.Page[*Event]
	page := `{"@odata.count":2,"value":[` + eventText + `,{"subject":"x"}]}`
	if err := stdjson.Unmarshal([]byte(page), &e); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		x    any
		want string
	}{
		{e.Value[0], eventText},
		{map[string]any{"event": e.Value[1], "all": e.Value[:1]}, `{"all":[` + eventText + `],"event":{"subject":"x"}}`},
		{struct{ Event *Event }{e.Value[1]}, `{"Event":{"subject":"x"}}`},
		{&[]Event{*e.Value[1]}, `[{"subject":"x"}]`},
		{&e, page},
		{(*Event)(nil), `null`},
		{&Event{}, `{}`},
		{&rest.Reference{ODataID: "a"}, `{"@odata.id":"a"}`},
	} {
		got, err := stdjson.Marshal(tt.x)
		if err != nil || !sameJSON(t, tt.want, string(got)) {
			t.Errorf("%T: %s, %v; want %s", tt.x, got, err, tt.want)
		}
	}
	again := new(Event)
	if err := stdjson.Unmarshal([]byte(eventText), again); err != nil || !cmp.Equal(again, e.Value[0]) {
		t.Errorf("read as %v, %v", again, err)
	}
	if err := stdjson.Unmarshal([]byte(`{"isAllDay":[]}`), again); err != nil || string(again.Extra["isAllDay"]) != "[]" {
		t.Errorf("a value that does not fit: %v, %v", again, err)
	}
}

// A struct that is handed over itself would lose members: that is an error.
func TestStandardJSONOfValues(t *testing.T) {
	for _, x := range []any{Event{}, struct{ Event Event }{}, []any{Event{}}} {
		if text, err := stdjson.Marshal(x); err == nil || !strings.Contains(err.Error(), "json.Marshal(&x)") {
			t.Errorf("%T: %s, %v", x, text, err)
		}
	}
}

// Single values are the same in structs of a program's own.
func TestStandardJSONOfScalars(t *testing.T) {
	type own struct {
		Name    rest.Opt[string]              `json:"name,omitzero"`
		Null    rest.Opt[string]              `json:"null"`
		Absent  rest.Opt[int32]               `json:"absent,omitzero"`
		Price   rest.Opt[rest.Decimal]        `json:"price"`
		When    rest.Opt[rest.DateTimeOffset] `json:"when"`
		Bytes   rest.Binary                   `json:"bytes"`
		Amount  rest.Decimal                  `json:"amount"`
		Day     rest.Date                     `json:"day"`
		Instant rest.DateTimeOffset           `json:"instant"`
	}
	const text = `{"name":"x","null":null,"price":12.50,"when":"2030-05-01T12:00:00.5Z","bytes":"AQI=","amount":1e3,"day":"2030-05-01","instant":"2030-05-01T12:00:00.000Z"}`
	var x own
	if err := stdjson.Unmarshal([]byte(text), &x); err != nil {
		t.Fatal(err)
	}
	if x.Absent.IsSet() || !x.Null.IsNull() || x.Amount != "1e3" || x.When.Value().Nanosecond() != 500_000_000 {
		t.Errorf("read as %+v", x)
	}
	if got, err := stdjson.Marshal(x); err != nil || string(got) != text {
		t.Errorf("%s became %s, %v", text, got, err)
	}
	for member, text := range map[string]string{"day": `{"day":"May"}`, "amount": `{"amount":"x"}`, "bytes": `{"bytes":"*"}`, "when": `{"when":"soon"}`} {
		if err := stdjson.Unmarshal([]byte(text), new(own)); err == nil {
			t.Errorf("%s of %s was taken", member, text)
		}
	}
}

// Packages fmt and log/slog print objects readably, without what is absent.
func TestPrint(t *testing.T) {
	e := &Event{Subject: rest.Some("a"), Body: &ItemBody{Content: rest.Null[string]()}}
	e.CreatedDateTime = rest.Some(rest.DateTimeOffset{Time: time.Date(2030, 5, 1, 12, 0, 0, 0, time.UTC)})
	const want = `{"subject":"a","createdDateTime":"2030-05-01T12:00:00Z","body":{"content":null}}`
	if got := fmt.Sprintf("%v %+v %s", e, e, e); !sameJSON(t, strings.Fields(got)[0], want) || got != strings.Repeat(e.String()+" ", 2)+e.String() {
		t.Errorf("printed as %s", got)
	}
	if got, want := fmt.Sprint([]*Event{e, nil}), "["+e.String()+" <nil>]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	e.Extra = rest.Extra{"bad": []byte("{")}
	if got := fmt.Sprint(e); !strings.HasPrefix(got, "!(") || !strings.Contains(got, "bad") {
		t.Errorf("an object that cannot be encoded: %s", got)
	}
	e.Extra = nil
	var text, jsons bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("m", "event", e)
	slog.New(slog.NewJSONHandler(&jsons, nil)).Info("m", "event", e)
	if !strings.Contains(text.String(), `\"content\":null`) || !strings.Contains(jsons.String(), `"event":`+e.String()) {
		t.Errorf("logged as %s and %s", text.String(), jsons.String())
	}
}
