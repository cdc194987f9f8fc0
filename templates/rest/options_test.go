package rest

import (
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

func TestQueryOptions(t *testing.T) {
	o, err := newCall([]Option{Select("id", "displayName"), Select("mail"), Expand("members($select=id;$top=5)"), OrderBy("a desc"),
		OrderBy("b"), Search(`"pizza & beer"`), Top(10), Top(5), Skip(3), Count(true), Query("$skiptoken", "a+b/=ü#"), nil})
	if err != nil {
		t.Fatal(err)
	}
	got := encodeQuery(o.query)
	want := `$select=id,displayName,mail&$expand=members($select=id%3B$top=5)&$orderby=a%20desc,b&$search=%22pizza%20%26%20beer%22` +
		`&$top=5&$skip=3&$count=true&$skiptoken=a%2Bb/=%C3%BC%23`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	values, err := url.ParseQuery(got)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range o.query {
		if values.Get(p.name) != p.value {
			t.Errorf("%s reads back as %q, not %q", p.name, values.Get(p.name), p.value)
		}
	}
}

func TestHeaderOptions(t *testing.T) {
	o, err := newCall([]Option{Header("X-A", "1"), Prefer("a", `outlook.timezone="UTC"`), Prefer("b"), IfMatch(`W/"1"`),
		IfNoneMatch("*"), IdempotencyKey("k"), ContentType("text/html"), Timeout(time.Second), NoRedirect()})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for name := range o.header {
		got[name] = o.header.Get(name)
	}
	want := map[string]string{"X-A": "1", "Prefer": `a, outlook.timezone="UTC", b`, "If-Match": `W/"1"`, "If-None-Match": "*",
		"Idempotency-Key": "k", "Content-Type": "text/html"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !o.idempotent || o.timeout != time.Second || !o.noRedirect {
		t.Errorf("options %+v", o)
	}
}

func TestHeaderInjection(t *testing.T) {
	for _, opt := range []Option{Header("X-A", "1\r\nX-B: 2"), Header("X-A\r\nX-B", "1"), Header("", "1"), Header("X A", "1"), IfMatch("\n"),
		Prefer("a", "b\rc"), ContentType("a\x00"), IdempotencyKey("\x7f")} {
		if _, err := newCall([]Option{opt, Top(1)}); err == nil {
			t.Error("a header with a control character was taken")
		}
	}
}

func TestFilter(t *testing.T) {
	type args = []any
	type level string
	at := time.Date(2030, 5, 1, 12, 0, 0, 0, time.UTC)
	came, err := ParseDateTimeOffset("2030-05-01 12:00")
	if err != nil {
		t.Fatal(err)
	}
	text, number, date, none := "a'b", 5, Date("2030-05-01"), (*string)(nil)
	for _, tt := range []struct {
		format string
		args   args
		want   string
	}{
		{"a eq 'b'", nil, "a eq 'b'"},
		{"a eq '?' or b eq ?", args{1}, "a eq '?' or b eq 1"},
		{"a eq 'it''s ?' or b eq ?", args{1}, "a eq 'it''s ?' or b eq 1"},
		{"displayName eq ?", args{"O'Neil' or 1 eq 1"}, "displayName eq 'O''Neil'' or 1 eq 1'"},
		{"? ? ? ?", args{level("low"), true, nil, 1.5}, "'low' true null 1.5"},
		{"? ? ?", args{at, At(at), Date("2030-05-01")}, "2030-05-01T12:00:00Z 2030-05-01T12:00:00Z 2030-05-01"},
		{"? ? ?", args{TimeOfDay("12:00:00"), Duration("PT1M"), 90 * time.Second}, "12:00:00 duration'PT1M' duration'PT1M30S'"},
		{"? ?", args{GUID("01234567-89ab-cdef-0123-456789abcdef"), Decimal("1.50")}, "01234567-89ab-cdef-0123-456789abcdef 1.50"},
		{"id in ?", args{[]string{"a", "b'c"}}, "id in ('a','b''c')"},
		{"? ?", args{uint8(5), int64(-5)}, "5 -5"},
		{"? ? ?", args{uint64(math.MaxUint64), time.March, level("o'k")}, "18446744073709551615 3 'o''k'"},
		{"? ? ? ?", args{math.NaN(), math.Inf(1), math.Inf(-1), float32(0.1)}, "NaN INF -INF 0.1"},
		{"? ?", args{1e21, 5e-324}, "1e+21 5e-324"},
		{"? ? ? ?", args{Decimal("-0.10"), Decimal("1e-5"), Decimal("1E+5"), Decimal("123456789012345678901234567890.5")}, "-0.10 1e-5 1E+5 123456789012345678901234567890.5"},
		{"? ?", args{at.In(time.FixedZone("", 2*60*60)), at.Add(123456789)}, "2030-05-01T14:00:00+02:00 2030-05-01T12:00:00.123456789Z"},
		{"? ?", args{at.In(time.FixedZone("", 1234)), at.In(time.FixedZone("", 30*60*60))}, "2030-05-01T12:00:00Z 2030-05-01T12:00:00Z"},
		{"? ?", args{came, &at}, "2030-05-01T12:00:00Z 2030-05-01T12:00:00Z"},
		{"? ?", args{-36 * time.Hour, Duration("-P1DT0.5S")}, "duration'-PT36H' duration'-P1DT0.5S'"},
		{"? ? ?", args{[]byte("ab"), Binary{0xfb, 0xff}, []byte(nil)}, "binary'YWI=' binary'-_8=' binary''"},
		{"? ?", args{[3]byte{1, 2, 3}, &[]byte{0xff}}, "binary'AQID' binary'_w=='"},
		{"a in ?", args{[][]byte{{1}, {2, 3}}}, "a in (binary'AQ==',binary'AgM=')"},
		{"? ?", args{uuid{0xab, 15: 1}, &uuid{}}, "ab000000-0000-0000-0000-000000000001 00000000-0000-0000-0000-000000000000"},
		{"? ? ? ?", args{&text, &number, &date, none}, "'a''b' 5 2030-05-01 null"},
		{"? ? ?", args{Some("a'b"), Null[int32](), Some(Decimal("1.5"))}, "'a''b' null 1.5"},
		{"? ?", args{Some(At(at)), Some(Binary("ab"))}, "2030-05-01T12:00:00Z binary'YWI='"},
		{"a in ? or b in ?", args{[]any{1, nil, &text, Some(2)}, &[]level{"x"}}, "a in (1,null,'a''b',2) or b in ('x')"},
		{"a in ?", args{[]Date{"2030-05-01", "2030-05-02"}}, "a in (2030-05-01,2030-05-02)"},
	} {
		o, err := newCall([]Option{Filter(tt.format, tt.args...)})
		if err != nil || o.query[0] != (param{"$filter", tt.want}) {
			t.Errorf("%q with %v is %v, %v; want %q", tt.format, tt.args, o.query, err, tt.want)
		}
	}
	for _, tt := range []struct {
		format string
		args   args
		want   string
	}{
		{"a eq ?", args{1, 2}, "has 1 placeholders and was given 2"},
		{"a eq ? or b eq ?", args{1}, "more placeholders"},
		{"a eq ?", args{struct{}{}}, "cannot be an OData literal"},
		{"a eq ?", args{Date("x or 1 eq 1")}, "no date"},
		{"a eq ?", args{GUID("x or 1 eq 1")}, "no GUID"},
		{"a eq ?", args{Decimal("1 or 1 eq 1")}, "decimal"},
		{"a eq ?", args{Duration("P1D' or '1' eq '1")}, "no duration"},
		{"a in ?", args{[]any{struct{}{}}}, "cannot be an OData literal"},
		{"a eq ?", args{Decimal("Inf")}, "no number"},
		{"a eq ?", args{Decimal("-inf")}, "no number"},
		{"a eq ?", args{Decimal("NaN")}, "no number"},
		{"a eq ?", args{Decimal("0x1p-2")}, "no number"},
		{"a eq ?", args{Decimal("1_000")}, "no number"},
		{"a eq ?", args{Decimal("+1")}, "no number"},
		{"a eq ?", args{Decimal(".5")}, "no number"},
		{"a eq ?", args{Decimal("5.")}, "no number"},
		{"a eq ?", args{Decimal("")}, "no number"},
		{"a eq ?", args{Some(Decimal("Inf"))}, "no number"},
		{"a in ?", args{[]Decimal{"1", "Inf"}}, "no number"},
		{"a eq ?", args{TimeOfDay("12:00:00 or true")}, "no time of day"},
		{"a eq ?", args{new(GUID)}, "no GUID"},
		{"a eq ?", args{Duration("P1Y")}, "years, months or weeks"},
		{"a eq ?", args{Duration("P2W")}, "years, months or weeks"},
		{"a eq ?", args{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "four digits"},
		{"a eq ?", args{At(time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC))}, "four digits"},
		{"a eq ?", args{Opt[string]{}}, "absent"},
		{"a in ?", args{[]string{}}, "an empty list"},
		{"a in ?", args{[]string(nil)}, "an empty list"},
		{"a in ?", args{[][]string{{"a"}}}, "a []string cannot be"},
		{"a in ?", args{[]any{&[]string{"a"}}}, "a []string cannot be"},
		{"a in ?", args{Some([]string{"a"})}, "a []string cannot be"},
		{"a eq ?", args{map[string]int{}}, "a map[string]int cannot be"},
		{"a eq ?", args{&struct{ GUID }{}}, "cannot be an OData literal"},
		{"a eq ?", args{jsontext.Value("1 or true")}, "a jsontext.Value cannot be"},
		{"a eq ?", args{net.IP{1, 2, 3, 4}}, "a net.IP cannot be"},
		{"a eq ?", args{net.ParseIP("::1")}, "a net.IP cannot be"},
		{"a eq ?", args{[2]string{}}, "cannot be an OData literal"},
		{"a eq ?", args{new(*string)}, "cannot be an OData literal"},
		{"a eq ?", args{1i}, "cannot be an OData literal"},
		{"a eq ?", args{func() {}}, "cannot be an OData literal"},
		{"a eq ?", args{errors.New("x")}, "cannot be an OData literal"},
	} {
		if _, err := newCall([]Option{Filter(tt.format, tt.args...)}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q with %v: %v; want an error with %q", tt.format, tt.args, err, tt.want)
		}
	}
}

// uuid is what packages for UUIDs have.
type uuid [16]byte

func (u uuid) String() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// FuzzDecimal: what is written as a decimal is one, in JSON and in OData.
func FuzzDecimal(f *testing.F) {
	for _, s := range []string{"1", "-1.50", "1e5", "Inf", "nan", "0x1p-2", "1_0", " 1", "1 or true", "01", "-", "1e"} {
		f.Add(s)
	}
	decimal := regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
	f.Fuzz(func(t *testing.T, s string) {
		want := decimal.MatchString(s)
		text, err := bind("a eq ?", []any{Decimal(s)})
		if (err == nil) != want || want && text != "a eq "+s {
			t.Errorf("filter: %q became %q, %v", s, text, err)
		}
		if text, err := expand("/f(a={a})", []any{Decimal(s)}); (err == nil) != want {
			t.Errorf("path: %q became %q, %v", s, text, err)
		}
		if text, err := json.Marshal(Some(Decimal(s))); (err == nil) != want || want && string(text) != s {
			t.Errorf("JSON: %q became %q, %v", s, text, err)
		}
		if f, err := Decimal(s).Float64(); err == nil && (!want || math.IsInf(f, 0)) {
			t.Errorf("%q is the number %v", s, f)
		}
	})
}

// FuzzFilter: a string cannot break out of its literal.
func FuzzFilter(f *testing.F) {
	for _, s := range []string{"", "'", "''", "a' or '1' eq '1", "?", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := bind("a eq ? and b eq ?", []any{s, 1})
		if err != nil {
			t.Fatal(err)
		}
		inner := strings.TrimSuffix(strings.TrimPrefix(got, "a eq '"), "' and b eq 1")
		if strings.Contains(strings.ReplaceAll(inner, "''", ""), "'") || strings.ReplaceAll(inner, "''", "'") != s {
			t.Fatalf("%q became %s", s, got)
		}
	})
}

func TestExpandWith(t *testing.T) {
	o, err := newCall([]Option{Expand("owner"), ExpandWith("manager"), ExpandWith("members", Select("id", "surname"),
		Filter("surname eq ?", "O'Neil)"), Top(5), ExpandWith("events", OrderBy("start desc"), Count(true)))})
	if err != nil {
		t.Fatal(err)
	}
	want := "owner,manager,members($select=id,surname;$filter=surname eq 'O''Neil)';$top=5;$expand=events($orderby=start desc;$count=true))"
	if len(o.query) != 1 || o.query[0].value != want {
		t.Errorf("got  %v\nwant %s", o.query, want)
	}
	for _, inner := range []Option{Header("X", "1"), Timeout(1), IdempotencyKey("k"), Filter("a eq ?", 1, 2), ExpandWith("x", NoRedirect())} {
		if _, err := newCall([]Option{ExpandWith("members", inner)}); err == nil {
			t.Error("a mistake inside ExpandWith goes unnoticed")
		}
	}
}

// Without a Retry-After the delay doubles, less a random part of up to a half, and ends
// at its limit; with one it is as long as asked. Attempts and time are bounded.
func TestRetryDelay(t *testing.T) {
	p := RetryPolicy{MaxAttempts: 100, MinDelay: time.Second, MaxDelay: 10 * time.Second, MaxElapsed: time.Minute}
	for n, most := range map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 4: 8 * time.Second, 5: 10 * time.Second, 90: 10 * time.Second} {
		seen := map[time.Duration]bool{}
		for range 50 {
			d, again := p.delay(n, 0, nil)
			if !again || d < most/2 || d > most {
				t.Errorf("attempt %d: %v, %v, want up to %v", n, d, again, most)
			}
			seen[d] = true
		}
		if len(seen) < 10 {
			t.Errorf("attempt %d: no jitter", n)
		}
	}
	if _, again := p.delay(100, 0, nil); again {
		t.Error("there are more attempts than allowed")
	}
	if _, again := p.delay(5, 56*time.Second, nil); again {
		t.Error("attempts go on for longer than allowed")
	}
	for text, want := range map[string]time.Duration{"3": 3 * time.Second, "0": 0, "11": -1, "99999999999999": -1, "-1": 1, "soon": 1,
		time.Now().Add(5 * time.Second).UTC().Format(http.TimeFormat): 5, time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat): 0,
		time.Now().Add(time.Hour).UTC().Format(http.TimeFormat): -1} {
		d, again := p.delay(1, 0, &http.Response{Header: http.Header{"Retry-After": {text}}})
		switch {
		case want == -1 && again, want != -1 && !again, want == 0 && d != 0, want == 3*time.Second && d != want,
			want == 5 && (d < 3*time.Second || d > 5*time.Second), want == 1 && (d < time.Second/2 || d > time.Second):
			t.Errorf("Retry-After %q: %v, %v", text, d, again)
		}
	}
}

func TestSearch(t *testing.T) {
	for _, tt := range []struct {
		option Option
		want   string
	}{
		{Search("pizza?"), "pizza?"},
		{Search("?", `say "hi" \ bye`), `"say \"hi\" \\ bye"`},
		{Search(`"displayName:?" OR "mail:?"`, `O"Neil`, `" OR "x`), `"displayName:O\"Neil" OR "mail:\" OR \"x"`},
		{Search(`"a\"b:?" AND ?`, "c", 5), `"a\"b:c" AND "5"`},
	} {
		o, err := newCall([]Option{tt.option})
		if err != nil || o.query[0].value != tt.want {
			t.Errorf("got  %v, %v\nwant %s", o.query, err, tt.want)
		}
	}
	for _, o := range []Option{Search("a", 1), Search("? ?", "x"), Search("?", nil), Search("?", []string{"x"})} {
		if _, err := newCall([]Option{o}); err == nil {
			t.Error("a mistake in a search goes unnoticed")
		}
	}
}

// FuzzSearch searches for any text: what is between the quotes that do not follow a
// backslash is that text again.
func FuzzSearch(f *testing.F) {
	f.Add(`O"Neil`)
	f.Add(`\" OR \`)
	f.Fuzz(func(t *testing.T, value string) {
		text, err := bindSearch(`"a:?" AND ?`, []any{value, value})
		if err != nil {
			t.Fatal(err)
		}
		var parts []string
		var part strings.Builder
		for i := 0; i < len(text); i++ {
			switch text[i] {
			case '\\':
				i++
				part.WriteByte(text[i])
			case '"':
				parts = append(parts, part.String())
				part.Reset()
			default:
				part.WriteByte(text[i])
			}
		}
		if want := []string{"", "a:" + value, " AND ", value}; part.Len() > 0 || !slices.Equal(parts, want) {
			t.Fatalf("%q is searched for by %s", value, text)
		}
	})
}
