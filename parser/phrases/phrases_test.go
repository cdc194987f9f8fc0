package phrases

import (
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	for _, c := range []struct {
		form         form
		phrase, text string
		at           int
	}{
		{whole, "type", "type", 0}, {whole, "type", "types", -1},
		{begins, "error", "error codes", 0}, {begins, "error", "an error", -1},
		{ends, " collection", "invoice collection", 7}, {ends, " collection", "collections", -1},
		{closes, "required", "it is required. ", 6}, {closes, "required", "required by law", -1},
		{within, "api", "a capital", 3}, {within, "api", "a", -1},
		{every, "delegated work", "work, delegated", 0}, {every, "delegated work", "delegated", -1},
		{word, "nullable", "non-nullable", 4}, {word, "nullable", "nullable1, nullable", 11}, {word, "nullable", "annullable", -1},
		{remark, "required", "(required)", 1}, {remark, "required", "the number. required.", 12}, {remark, "required", "is required", -1},
		{remark, "required", "required for drafts", 0}, {remark, "required", "is required. required.", 13},
		{leads, "parameter", " parameter, or", 0}, {leads, "parameter", "parameters", -1},
		{verb, "get", "getMembers", 0}, {verb, "get", "getaway", -1}, {verb, "get", "get", -1},
		{part, "row", "deltaRows", 0}, {part, "row", "growth", -1},
	} {
		if at := place(c.form, c.phrase, c.text); at != c.at {
			t.Errorf("form %d: %q in %q: got %d, want %d", c.form, c.phrase, c.text, at, c.at)
		}
	}
}

func TestFirstWord(t *testing.T) {
	for s, want := range map[string]string{"": "", "  ": "", "parameter.": "parameter", " one two": "one", ";": ""} {
		if got := FirstWord(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

// A phrase is found in a text of any case as it is in the text folded.
func FuzzContainsFold(f *testing.F) {
	for _, text := range []string{"", "TODO", "toDo", "a todo", "tod", "İtodo", "\u212a", "t\xffodo", "Delegated (WORK)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, phrase := range []string{"todo", "delegated", "from most to least", "ok", "$select"} {
			if got, want := containsFold(text, phrase), strings.Contains(strings.ToLower(text), phrase); got != want {
				t.Errorf("%q in %q: got %v, want %v", phrase, text, got, want)
			}
			if low := strings.ToLower(text); HasWord(low, phrase) && !strings.Contains(low, phrase) {
				t.Errorf("%q is no word of %q", phrase, text)
			}
		}
	})
}
