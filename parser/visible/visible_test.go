package visible

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestEscape(t *testing.T) {
	for s, want := range map[string]string{
		"":                          "",
		"plain, größer, 日本, عربي":   "plain, größer, 日本, عربي",
		"👩‍🚀":                       `👩\u200d🚀`,
		"a\x1b[31m\a\x7f\u009b":     `a\x1b[31m\a\x7f\u009b`,
		"a\n\tb\r":                  `a\n\tb\r`,
		"\u202egnp.exe\u2066\u061c": `\u202egnp.exe\u2066\u061c`,
		"a\u2028b\u2029":            `a\u2028b\u2029`,
		"\ufeffa\u200bb\u00adc":     `\ufeffa\u200bb\u00adc`,
		"\U000E0041\u3164":          `\U000e0041\u3164`,
		"a\ufe0f\U000E0100b":        `a\ufe0f\U000e0100b`,
		"\xff\xc3(":                 `\xff\xc3(`,
		`back\slash "quote"`:        `back\slash "quote"`,
		"\ufffd":                    "\ufffd",
	} {
		if got := Escape(s); got != want {
			t.Errorf("%+q: %s, want %s", s, got, want)
		}
	}
}

func FuzzVisible(f *testing.F) {
	for _, seed := range []string{"", "a", "\u202e\x00\xff\"\\", "\U000E0041\u3164\u2028\ufe0f\U000E0100", "<>&"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Escape(s); !shown(got) || Escape(got) != got {
			t.Errorf("%+q is escaped as %+q", s, got)
		}
		quoted := string(AppendQuote([]byte("x"), s))
		if back, err := strconv.Unquote(quoted[1:]); err != nil || back != s || !shown(quoted) {
			t.Errorf("%+q is quoted as %+q: %v", s, quoted, err)
		}
		s = strings.ToValidUTF8(s, "?")
		text, err := json.MarshalIndent(map[string]string{s: s}, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		var back map[string]string
		got := JSON(text)
		if err := json.Unmarshal(got, &back); err != nil || back[s] != s || !shown(strings.NewReplacer("\n", "", "\t", "").Replace(string(got))) {
			t.Errorf("%+q is %+q in JSON: %v", s, got, err)
		}
	})
}

// shown reports whether all of a text shows.
func shown(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) && !unicode.In(r, unicode.Co, unicode.Cn) || r == 0x3164 || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
	})
}
