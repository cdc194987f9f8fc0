package rest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Seat has values in forms that are not OData's, lists of lists and maps.
type Seat struct {
	Price    rest.Opt[rest.Decimal]        `json:"price" wire:"string"`
	Number   rest.Opt[int64]               `json:"number" wire:"string"`
	Share    rest.Opt[float64]             `json:"share" wire:"string"`
	Taken    rest.Opt[bool]                `json:"taken" wire:"number"`
	Aisle    rest.Opt[bool]                `json:"aisle" wire:"string"`
	Since    rest.Opt[rest.UnixSeconds]    `json:"since"`
	Until    rest.Opt[rest.UnixMillis]     `json:"until" wire:"string"`
	Fees     []rest.Decimal                `json:"fees" wire:"string"`
	Grid     [][]int32                     `json:"grid"`
	Plans    [][]*ItemBody                 `json:"plans"`
	Names    map[string]string             `json:"names"`
	Rates    map[string]rest.Decimal       `json:"rates" wire:"string"`
	Halls    map[string]*ItemBody          `json:"halls"`
	Rows     map[string][][]int32          `json:"rows"`
	Optional map[string]rest.Opt[int32]    `json:"optional"`
	Any      map[string]jsontext.Value     `json:"any"`
	Doors    rest.Opt[rest.DateTimeOffset] `json:"doors" wire:"2006-01-02T15:04:05"`
	Sent     rest.Opt[rest.DateTimeOffset] `json:"sent" wire:"Mon, 02 Jan 2006 15:04:05 GMT"`
	Day      rest.Opt[rest.Date]           `json:"day" wire:"02/01/2006"`
	Days     []rest.Date                   `json:"days" wire:"02/01/2006"`
	Extra    rest.Extra
}

func (x *Seat) MarshalJSON() ([]byte, error) { return rest.MarshalObject(x) }

func (x *Seat) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }

// TestFormsRoundTrip decodes and encodes values in all forms: nothing changes.
func TestFormsRoundTrip(t *testing.T) {
	for name, texts := range map[string][]string{
		"price":    {`"380.00"`, `380.00`, `null`},
		"number":   {`"1234567890123"`, `12`, `null`},
		"share":    {`"0.5"`, `0.5`, `"NaN"`},
		"taken":    {`1`, `0`, `true`, `"false"`, `null`},
		"aisle":    {`"true"`, `false`, `1`},
		"since":    {`1700000000`, `"1700000000"`, `-1`, `null`},
		"until":    {`"1700000000000"`, `1700000000000`},
		"fees":     {`[]`, `["1.50","2"]`, `["1.50",null]`, `null`},
		"grid":     {`[]`, `[[]]`, `[[1,2],[3]]`, `[[1,null],[2]]`, `[null,[1]]`, `null`},
		"plans":    {`[[{"content":"a"},null],[]]`},
		"names":    {`{}`, `{"de":"Buch","en":"book"}`, `{"de":null,"en":"book"}`, `null`},
		"rates":    {`{"EUR":"1.10","USD":"1"}`},
		"halls":    {`{"a":{"content":"x"},"b":null}`},
		"rows":     {`{"a":[[1],[]],"b":[]}`, `{"a":[[null]]}`},
		"optional": {`{"a":1,"b":null,"c":"2"}`},
		"doors":    {`"2026-11-27T19:30:00"`, `"2026-11-27T19:30:00.50"`, `"2026-11-27T19:30:00Z"`, `"2026-11-27T19:30:00+01:00"`, `null`},
		"sent":     {`"Fri, 27 Nov 2026 19:30:00 GMT"`, `"2026-11-27T19:30:00Z"`},
		"day":      {`"27/11/2026"`, `"2026-11-27"`, `"2026-11-27T00:00:00Z"`, `null`},
		"days":     {`["27/11/2026"]`, `[]`},
		"any":      {`{"a":[1,{"x":null}],"b":null}`},
	} {
		for _, text := range texts {
			doc := `{"` + name + `":` + text + `}`
			var v Seat
			if err := json.Unmarshal([]byte(doc), &v); err != nil {
				t.Errorf("%s: %v", doc, err)
				continue
			}
			got, err := json.Marshal(&v)
			if err != nil || string(got) != doc {
				t.Errorf("%s became %s, %v", doc, got, err)
			}
		}
	}
}

// TestFormsSent encodes values that a program has set.
func TestFormsSent(t *testing.T) {
	at := time.Date(2023, 11, 14, 22, 13, 20, 5e6, time.UTC)
	got, err := json.Marshal(&Seat{
		Price: rest.Some(rest.Decimal("380.00")), Number: rest.Some(int64(7)), Share: rest.Some(0.25), Taken: rest.Some(true), Aisle: rest.Some(false),
		Since: rest.Some(rest.UnixSecondsOf(at)), Until: rest.Some(rest.UnixMillisOf(at)),
		Fees: []rest.Decimal{"1.50"}, Grid: [][]int32{{1}, nil}, Names: map[string]string{"b": "2", "a": "1", "c": ""},
		Rates: map[string]rest.Decimal{"EUR": "1.10"}, Halls: map[string]*ItemBody{}, Optional: map[string]rest.Opt[int32]{"x": rest.Null[int32](), "y": rest.Some(int32(3))},
		Doors: rest.Time(time.Date(2026, 11, 27, 19, 30, 0, 0, time.FixedZone("", 3600))), Sent: rest.Time(time.Date(2026, 11, 27, 19, 30, 0, 0, time.FixedZone("", 3600))), Day: rest.Some(rest.Date("2026-11-27")),
	})
	const want = `{"price":"380.00","number":"7","share":"0.25","taken":1,"aisle":"false","since":1700000000,"until":"1700000000005",` +
		`"fees":["1.50"],"grid":[[1],[]],"names":{"a":"1","b":"2","c":""},"rates":{"EUR":"1.10"},"halls":{},"optional":{"x":null,"y":3},"doors":"2026-11-27T19:30:00","sent":"Fri, 27 Nov 2026 18:30:00 GMT","day":"27/11/2026"}`
	if err != nil || string(got) != want {
		t.Errorf("sent was %s, %v\nwant %s", got, err, want)
	}
}

// TestFormsReceived compares what came in different forms.
func TestFormsReceived(t *testing.T) {
	var a, b Seat
	if err := json.Unmarshal([]byte(`{"price":"380.00","taken":1,"since":1700000000,"names":{"a":null}}`), &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{"price":380.00,"taken":true,"since":"1700000000","names":{"a":null}}`), &b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
	if got := a.Since.Value().Time().Format(time.RFC3339); got != "2023-11-14T22:13:20Z" {
		t.Error(got)
	}
	if a.Names != nil || string(a.Extra["names"]) != `{"a":null}` {
		t.Errorf("a map with a null became %v and %s", a.Names, a.Extra)
	}
}

// TestFormsRefused lists what is no value of a list of lists or of a map.
func TestFormsRefused(t *testing.T) {
	for doc, want := range map[string]string{
		`{"grid":[1]}`: `"/grid/0"`, `{"grid":{}}`: `"/grid"`, `{"grid":[[1],["x"]]}`: `"/grid/1/0"`,
		`{"names":[]}`: `"/names"`, `{"names":{"a":1}}`: `"/names/a"`, `{"names":{"a":"1","a":"2"}}`: "duplicate",
		`{"rates":{"EUR":"x"}}`: `"/rates/EUR"`, `{"since":"soon"}`: `"/since"`, `{"day":"31/02/2026"}`: `"/day"`, `{"doors":"tonight"}`: `"/doors"`, `{"halls":{"a":{"content":"1","content":"2"}}}`: "duplicate",
	} {
		var v Seat
		if err := rest.UnmarshalStrict([]byte(doc), &v); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", doc, err, want)
		}
	}
}
