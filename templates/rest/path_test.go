package rest

import (
	"math"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestExpand(t *testing.T) {
	type args = []any
	for _, tt := range []struct {
		pattern string
		args    args
		want    string
	}{
		{"/users", nil, "/users"},
		{"/users/{id}/events/{id}/cancel", args{"a@b.com", "AAMk="}, "/users/a@b.com/events/AAMk=/cancel"},
		{"/users/{id}", args{"a/b?c#d%2f e+f:g"}, "/users/a%2Fb%3Fc%23d%252f%20e%2Bf%3Ag"},
		{"/users/{id}", args{"$value"}, "/users/%24value"},
		{"/users/{id}", args{"..."}, "/users/..."},
		{"/users/{id}", args{"..%2f.."}, "/users/..%252f.."},
		{"/users/{id}", args{"ü\x00\xff"}, "/users/%C3%BC%00%FF"},
		{"/users/{id}", args{"x('y')"}, "/users/x%28%27y%27%29"},
		{"/reports/getX(period='{period}')", args{"D7"}, "/reports/getX(period='D7')"},
		{"/reports/getX(period='{period}')", args{"O'Neil')/x"}, "/reports/getX(period='O%27%27Neil%27%27%29%2Fx')"},
		{"/reports/getX(period='{period}')", args{""}, "/reports/getX(period='')"},
		{"/reports/getX(date={d})", args{Date("2030-05-01")}, "/reports/getX(date=2030-05-01)"},
		{"/reports/getX(a={a},b={b},c={c})", args{int32(-5), true, 1.5}, "/reports/getX(a=-5,b=true,c=1.5)"},
		{"/reports/getX(at={at})", args{At(time.Date(2030, 5, 1, 0, 0, 0, 0, time.UTC))}, "/reports/getX(at=2030-05-01T00%3A00%3A00Z)"},
		{"/reports/getX(at={at})", args{time.Date(2030, 5, 1, 0, 0, 0, 0, time.UTC)}, "/reports/getX(at=2030-05-01T00%3A00%3A00Z)"},
		{"/x/range(address={address})", args{"'A1:B2'"}, "/x/range(address=%27A1%3AB2%27)"},
		{"/x/range(ids={ids})", args{`["a","b"]`}, "/x/range(ids=%5B%22a%22,%22b%22%5D)"},
		{"/x/pick(ids={ids})", args{"['a','b''s']"}, "/x/pick(ids=%5B%27a%27,%27b%27%27s%27%5D)"},
		{"/x/f(tz=microsoft.graph.timeZoneStandard'{tz}')", args{"Iana"}, "/x/f(tz=microsoft.graph.timeZoneStandard'Iana')"},
		{"/x/f('{a}-{b}')", args{"1'", "2'"}, "/x/f('1%27%27-2%27%27')"},
		{"/x({id})/y", args{uint8(7)}, "/x(7)/y"},
		{"/me/drive/root:/{item-path}:/children", args{"a b/c#d/e:f"}, "/me/drive/root:/a%20b/c%23d/e%3Af:/children"},
		{"/drive/root:/{item-path}:/{id}", args{"a/b", "c/d"}, "/drive/root:/a/b:/c%2Fd"},
		{"/sites/{host}:/{path}", args{"contoso.sharepoint.com", "teams/hr"}, "/sites/contoso.sharepoint.com:/teams/hr"},
		{"/f(a={a},b={b},c={c})", args{math.Inf(-1), Decimal("1.50"), DurationOf(90 * time.Second)}, "/f(a=-INF,b=1.50,c=PT1M30S)"},
		{"/x/{a}/{b}", args{"v", GUID("01234567-89ab-cdef-0123-456789abcdef")}, "/x/v/01234567-89ab-cdef-0123-456789abcdef"},
		{"/x?$search={q}&$top=5", args{"a&b=c#d"}, "/x?$search=a%26b=c%23d&$top=5"},
	} {
		got, err := expand(tt.pattern, tt.args)
		if err != nil || got != tt.want {
			t.Errorf("%s with %q is %s, %v; want %s", tt.pattern, tt.args, got, err, tt.want)
		}
	}
}

func TestExpandRefuses(t *testing.T) {
	type args = []any
	for _, tt := range []struct {
		pattern string
		args    args
		want    string
	}{
		{"users", nil, "does not begin"},
		{"/f(a={a})", args{Decimal("Inf")}, "no number"},
		{"/f(a={a})", args{Date("tomorrow")}, "no date"},
		{"/x/{a}", args{Opt[string]{}}, "is an Opt"},
		{"/x/{a}", args{Some("v")}, "is an Opt"},
		{"/x/{a}", args{&Opt[string]{}}, "is an Opt"},
		{"/f(a={a})", args{time.Second}, "DurationOf"},
		{"/f(a={a})", args{(*url.URL)(nil)}, "is nil"},
		{"/x/{a}", args{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "four digits"},
		{"/users/{id}", nil, "lacks an argument for {id}"},
		{"/users/{id}", args{"a", "b"}, "takes 1 arguments and was given 2"},
		{"/users/{id", args{"a"}, "without '}'"},
		{"/users/{id}", args{""}, "is empty"},
		{"/orders?shop={shop}", args{""}, "argument {shop}"},
		{"/orders?on={day}", args{Date("")}, "argument {day}"},
		{"/users/{id}", args{"."}, `is "."`},
		{"/users/{id}", args{".."}, `is ".."`},
		{"/users/{id}", args{nil}, "is a <nil>"},
		{"/users/{id}", args{[]string{"a"}}, "is a []string"},
		{"/users/{id}", args{(*strings.Builder)(nil)}, "is nil"},
		{"/root:/{path}:/children", args{"a//b"}, "is empty"},
		{"/root:/{path}:/children", args{"/a"}, "is empty"},
		{"/root:/{path}:/children", args{"a/../../b"}, `is ".."`},
		{"/f(a={a})", args{"1,b=2"}, "no OData literal"},
		{"/f(a={a})", args{"1)/x"}, "no OData literal"},
		{"/f(a={a})", args{"'a',b='c'"}, "no OData literal"},
		{"/f(a={a})", args{"["}, "no OData literal"},
		{"/f(a={a})", args{"['b'),('c']"}, "no OData literal"},
		{"/f(a={a})", args{"['b]"}, "no OData literal"},
		{"/f(a={a})", args{""}, "no OData literal"},
	} {
		got, err := expand(tt.pattern, tt.args)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s with %q is %q, %v; want an error with %q", tt.pattern, tt.args, got, err, tt.want)
		}
	}
}

// FuzzPath: whatever an argument holds, it stays where it was put, as a server
// sees it.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"a", "..", "%2e%2e", "a/b", `a\b`, "a?b", "a#b", "a;b", "%2f", "%", "\x00\n", "ü", "'", "''", "')/x", "a,b=c", ":", "$value", "{x}", "//"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, arg string) {
		for _, pattern := range []string{"/a/{x}/b", "/a/f(x='{x}')/b", "/a/f(x={x})/b", "/a/{x}:/b"} {
			path, err := expand(pattern, []any{arg})
			if err != nil {
				continue
			}
			u, err := url.Parse("https://example.com/v1" + path)
			if err != nil {
				t.Fatalf("%s with %q is %s: %v", pattern, arg, path, err)
			}
			if u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.Host != "example.com" || u.EscapedPath() != "/v1"+path {
				t.Fatalf("%s with %q is %s, which is more than a path", pattern, arg, path)
			}
			before, after, _ := strings.Cut(pattern, "{x}")
			segments := strings.Split(u.JoinPath().EscapedPath(), "/")
			if len(segments) != 5 {
				t.Fatalf("%s with %q is %s, of %d segments", pattern, arg, path, len(segments)-1)
			}
			inner := strings.TrimSuffix(strings.TrimPrefix(path, before), after)
			if strings.ContainsAny(inner, "/?#'():;$&\\ \r\n") {
				t.Fatalf("%s with %q is %s, with a delimiter in it", pattern, arg, path)
			}
			text, err := url.PathUnescape(inner)
			if strings.Contains(pattern, "'") {
				text = strings.ReplaceAll(text, "''", "'")
			}
			if err != nil || len(strings.ReplaceAll(arg, "''", "'")) < len(text)-len(arg) {
				t.Fatalf("%s with %q reads back as %q, %v", pattern, arg, text, err)
			}
		}
	})
}

// FuzzFilePath: a file path keeps its slashes and stays below the root.
func FuzzFilePath(f *testing.F) {
	for _, s := range []string{"a/b", "a/../b", "/a", "a:/b", "a?b/c#d", "%2e%2e/x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, arg string) {
		path, err := expand("/root:/{x}:/children", []any{arg})
		if err != nil {
			return
		}
		inner := strings.TrimSuffix(strings.TrimPrefix(path, "/root:/"), ":/children")
		if text, err := url.PathUnescape(inner); err != nil || text != arg || strings.ContainsAny(inner, "?#:") ||
			strings.Count(inner, "/") != strings.Count(arg, "/") {
			t.Fatalf("%q is %s", arg, path)
		}
		u, err := url.Parse("https://example.com" + path)
		if err != nil || u.JoinPath().EscapedPath() != path {
			t.Fatalf("%q is %s, which is cleaned to %v, %v", arg, path, u, err)
		}
	})
}
