package rest

import "testing"

// RFC 8288, sections 3 and B.2.
func TestNextLink(t *testing.T) {
	for _, tt := range []struct {
		want   string
		fields []string
	}{
		{"", nil},
		{"", []string{""}},
		{"/a", []string{`</a>; rel="next"`}},
		{"/a", []string{`</a>;rel=next`}},
		{"/a", []string{`</a>; REL="Next"`}},
		{"/a", []string{`</a>; rel="last next"`}},
		{"", []string{`</a>; rel="nextish"`}},
		{"", []string{`</a>; rel="prev"; rel="next"`}}, // the first one counts
		{"/b", []string{`</a>; rel="prev", </b>; rel="next"`}},
		{"/b?x=1,2;y", []string{`</a,1;rel=next>; rel="prev", </b?x=1,2;y>; rel="next"`}},
		{"/b", []string{`</a>; title="a \", <c>; rel=next"; rel=prev, </b>; rel=next`}},
		{"/b", []string{`</a>; title="a; rel=next, <c>"`, `</b>; title*=UTF-8''x; rel=next; type="a/b"`}},
		{"", []string{`</a>; anchor="/other"; rel=next`}},
		{"/b", []string{`</a>; rel=next; anchor="#x", </b>; rel=next`}},
		{"/b", []string{`junk, </b> ; rel = "next"`}},
		{"", []string{`</a; rel=next`}},
		{"", []string{`<a>; rel="prev`}},
		{"a", []string{`<a>; rel="next`}}, // a quote that is not closed
		{"", []string{`;;,,<,>=`, `<a>;=;rel`, `<a>; rel=`}},
		{"", []string{`<>; rel=next`}},
	} {
		if got := nextLink(tt.fields); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.fields, got, tt.want)
		}
	}
}

// FuzzNextLink: no header field is too odd to be read.
func FuzzNextLink(f *testing.F) {
	for _, s := range []string{`</a>; rel="next"`, `<a>;x="\`, `,<>;;=`, `<a>;rel="prev",<b>;rel=next`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, field string) { nextLink([]string{field, field}) })
}
