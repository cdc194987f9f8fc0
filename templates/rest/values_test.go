package rest_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// TestValuesRoundTrip decodes and encodes what services write: nothing changes.
func TestValuesRoundTrip(t *testing.T) {
	for name, texts := range map[string][]string{
		"string":   {`""`, `"plain"`, `"quote \" slash \\ line\nfeed tab\t"`, `"ünïcode 😀"`, `null`},
		"boolean":  {`true`, `false`, `"true"`, `"false"`, `1`, `0`, `null`},
		"byte":     {`0`, `255`, `"255"`, `null`},
		"sbyte":    {`-128`, `127`},
		"int16":    {`-32768`, `32767`},
		"int32":    {`-2147483648`, `2147483647`, `0`, `"-5"`},
		"int64":    {`-9223372036854775808`, `9223372036854775807`, `"9223372036854775807"`, `"-1"`, `null`},
		"double":   {`0`, `-1.5`, `1e+21`, `1.7976931348623157e+308`, `"INF"`, `"-INF"`, `"NaN"`, `null`},
		"single":   {`0.1`, `3.4028235e+38`, `"INF"`, `"NaN"`},
		"decimal":  {`0.10`, `1e5`, `123456789012345678901234567890.123456789`, `"12.50"`, `null`},
		"instant":  {`"2030-05-01T12:00:00Z"`, `"2030-05-01T12:00:00.123Z"`, `"2030-05-01T12:00:00.1230000Z"`, `"2030-05-01T12:00:00.123456789012Z"`, `"2030-05-01T12:00:00+02:00"`, `"2030-05-01T12:00:00-08:30"`, `"2030-05-01T12:00:00+00:00"`, `"2030-05-01T12:00Z"`, `"2030-05-01T12:00:00"`, `"2030-05-01"`, `"2030-05-01 12:00:00Z"`, `"2030-05-01t12:00:00z"`, `"2030-05-01T12:00:00+0200"`, `"2016-12-31T23:59:60Z"`, `"0001-01-01T00:00:00Z"`, `"9999-12-31T23:59:59.9999999Z"`, `null`},
		"date":     {`"2030-05-01"`, `"2028-02-29"`, `null`},
		"clock":    {`"12:00:00"`, `"23:59"`, `"07:30:00.1234567"`, `null`},
		"duration": {`"PT0S"`, `"P1D"`, `"P1DT12H30M5.5S"`, `"-PT15M"`, `"P2W"`, `"P1Y6M"`, `"PT1.000000001S"`, `null`},
		"guid":     {`"01234567-89ab-cdef-0123-456789ABCDEF"`, `null`},
		"binary":   {`""`, `"AAEC"`, `"AAE="`, `"AA=="`, `"AAE"`, `"AA"`, `"_-8="`, `"_-8"`, `"/+8="`, `"/+8"`, `null`},
		"enum":     {`"low"`, `"unknownFutureValue"`, `""`, `null`},
		"untyped":  {`null`, `{"a":[1,2,{"b":null}]}`, `[]`, `"x"`, `1.50`},
		"strings":  {`[]`, `["a","b"]`, `["a",null]`, `null`},
		"enums":    {`["low","high"]`, `[null]`},
		"ints":     {`[1,2,3]`, `[null,5]`},
		"bytes":    {`[1,2,255]`},
		"floats":   {`[0.5,"INF"]`},
		"instants": {`["2030-05-01T12:00:00.00Z",null]`},
		"binaries": {`["AAE="]`, `[null,"AAE="]`},
		"raws":     {`[null,{"a":1}]`},
		"other":    {`null`, `{"a":1}`},
	} {
		for _, text := range texts {
			doc := `{"` + name + `":` + text + `}`
			var v Values
			if err := json.Unmarshal([]byte(doc), &v); err != nil {
				t.Errorf("%s: %v", doc, err)
				continue
			}
			got, err := json.Marshal(&v)
			if err != nil || string(got) != doc {
				t.Errorf("%s became %s, %v", doc, got, err)
			}
			var again Values
			if err := json.Unmarshal(got, &again); err != nil {
				t.Errorf("%s: %v", got, err)
			}
			if diff := cmp.Diff(v, again); diff != "" {
				t.Errorf("%s decoded twice differs:\n%s", doc, diff)
			}
		}
	}
}

// TestValuesRefused lists what is no value of its type.
func TestValuesRefused(t *testing.T) {
	for name, texts := range map[string][]string{
		"string":   {`1`, `true`, `{}`, `[]`},
		"boolean":  {`"True"`, `"yes"`, `""`, `2`, `1.0`, `[]`},
		"byte":     {`-1`, `256`, `1.5`, `"256"`},
		"sbyte":    {`128`},
		"int16":    {`32768`},
		"int32":    {`2147483648`, `"2147483648"`, `1.5`, `1e300`, `true`},
		"int64":    {`9223372036854775808`, `"9223372036854775808"`, `"1x"`, `""`, `" 1"`, `1.5`, `"true"`},
		"double":   {`"1.5 "`, `"0x1"`, `""`, `"inf"`, `1e999`, `true`},
		"single":   {`1e39`},
		"decimal":  {`"x"`, `""`, `"1 "`, `true`, `"0x1"`},
		"instant":  {`""`, `"2030-13-01T00:00:00Z"`, `"2030-02-30T00:00:00Z"`, `"2030-05-01T24:00:00Z"`, `"2030-05-01T12:60:00Z"`, `"2030-05-01T12:00:61Z"`, `"2030-05-01T"`, `"2030-05-01X12:00:00Z"`, `"2030-05-01T12:00:00.Z"`, `"2030-05-01T12:00:00+2"`, `"2030-05-01T12:00:00+24:00"`, `"2030-05-01T12:00:00ZZ"`, `"String (timestamp)"`, `1`},
		"date":     {`"2030-5-1"`, `"2030-05-01T"`, `"2030-05-01Z"`, `"2027-02-29"`, `"2030-00-01"`, `20300501`},
		"clock":    {`"24:00:00"`, `"1:00"`, `"12:00:00Z"`, `"noon"`},
		"duration": {`""`, `"P"`, `"PT"`, `"P1DT"`, `"1D"`, `"P1H"`, `"PT1D"`, `"PT1M1H"`, `"P1.5D"`, `"PT1.S"`, `"PT.5S"`, `"PT1.2.3S"`, `"PT1"`, `"P-1D"`, `5`},
		"guid":     {`""`, `"guid"`, `"{01234567-89ab-cdef-0123-456789abcdef}"`, `"01234567-89ab-cdef-0123-456789abcdeg"`, `"0123456789abcdef0123456789abcdef0123"`},
		"binary":   {`"a"`, `"AAE=="`, `"!!!!"`, `1`},
		"enum":     {`1`, `{}`},
		"strings":  {`"a"`, `{}`, `[1]`},
		"ints":     {`["x"]`, `[1.5]`},
	} {
		for _, text := range texts {
			doc := `{"` + name + `":` + text + `}`
			var v Values
			err := rest.UnmarshalStrict([]byte(doc), &v)
			if err == nil {
				t.Errorf("%s was taken", doc)
			} else if !strings.Contains(err.Error(), `"/`+name) {
				t.Errorf("%s: the error does not name the place: %v", doc, err)
			}
		}
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[rest.Duration]time.Duration{
		"PT0S": 0, "PT1M": time.Minute, "-PT1M": -time.Minute, "P1DT2H3M4.5S": 26*time.Hour + 3*time.Minute + 4500*time.Millisecond,
		"P1W": 7 * 24 * time.Hour, "PT0.000000001S": 1, "PT0.0000000019S": 1, "+PT1S": time.Second,
	} {
		if got, err := text.Std(); err != nil || got != want {
			t.Errorf("%s is %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []rest.Duration{"P1Y", "P1M", "P999999999999D", "PT9223372036.9S", "P99999999999999999999D", "x"} {
		if got, err := text.Std(); err == nil {
			t.Errorf("%s is %v", text, got)
		}
	}
	for _, d := range []time.Duration{0, 1, -1, time.Second, 90 * time.Minute, -36*time.Hour - 30, math.MaxInt64, -math.MaxInt64} {
		text := rest.DurationOf(d)
		if got, err := text.Std(); err != nil || got != d {
			t.Errorf("%v as %s is %v, %v", d, text, got, err)
		}
	}
	if got := rest.DurationOf(math.MinInt64); got != "-PT2562047H47M16.854775808S" {
		t.Errorf("the shortest duration is %s", got)
	}
}

func TestConversions(t *testing.T) {
	at := time.Date(2030, 5, 1, 7, 30, 0, 250e6, time.UTC)
	if d, err := rest.DateOf(at).Time(); err != nil || !d.Equal(time.Date(2030, 5, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("date: %v, %v", d, err)
	}
	if c, err := rest.TimeOfDayOf(at).Std(); err != nil || c != 7*time.Hour+30*time.Minute+250*time.Millisecond {
		t.Errorf("time of day: %v, %v", c, err)
	}
	if f, err := rest.Decimal("1.25").Float64(); err != nil || f != 1.25 {
		t.Errorf("decimal: %v, %v", f, err)
	}
	if _, err := rest.Decimal("x").Float64(); err == nil {
		t.Error("decimal x is a number")
	}
	for _, text := range []rest.Decimal{"Inf", "-inf", "NaN", "0x1p-2", "1_000", "", "1e999"} {
		if f, err := text.Float64(); err == nil {
			t.Errorf("decimal %q is the number %v", text, f)
		}
	}
	for year, want := range map[int]bool{-1: false, 0: true, 9999: true, 10000: false} {
		if text, err := json.Marshal(rest.Time(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))); (err == nil) != want {
			t.Errorf("an instant in the year %d is sent as %s, %v", year, text, err)
		}
	}
	if text, err := json.Marshal(rest.Time(at.In(time.FixedZone("", 3208)))); err != nil || string(text) != `"2030-05-01T07:30:00.25Z"` {
		t.Errorf("an instant whose zone has seconds is sent as %s, %v", text, err)
	}
	if _, err := json.Marshal(rest.Some(rest.Decimal("1,5"))); err == nil {
		t.Error("decimal 1,5 was sent")
	}
	d, err := rest.ParseDateTimeOffset("2030-05-01T07:30:00.2500+00:00")
	if err != nil || !d.Equal(rest.At(at)) || d.String() != "2030-05-01T07:30:00.2500+00:00" || rest.At(at).String() != "2030-05-01T07:30:00.25Z" {
		t.Errorf("instant: %v, %v", d, err)
	}
}

// FuzzValues feeds any JSON to every type of value: whatever is taken encodes, and
// decodes to the same again.
func FuzzValues(f *testing.F) {
	for _, seed := range []string{`{"int64":"5","binary":"_-8"}`, `{"instant":"2030-05-01 12:00","duration":"P1DT1S"}`,
		`{"strings":["a",null],"raws":[null]}`, `{"double":"INF","single":1e38}`, `{"x":{"y":1},"string":null}`, `null`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var v, again Values
		if json.Unmarshal(data, &v) != nil {
			return
		}
		text, err := json.Marshal(&v)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatalf("%s became %s: %v", data, text, err)
		}
		second, err := json.Marshal(&again)
		if err != nil || string(second) != string(text) {
			t.Fatalf("%s became %s, then %s, %v", data, text, second, err)
		}
	})
}
