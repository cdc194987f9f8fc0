package relaxed

import (
	"cmp"
	"slices"
	"strings"
)

// An Edit puts New in place of the bytes from Start to End of the text as written.
type Edit struct {
	Start, End int
	New        string
}

// Edits returns the edits of those notes of text for which keep is true. They make
// text stricter and do not change its value. Where they would change it, because one
// mistake hides another, Edits returns nil.
func Edits(text string, keep func(Note) bool) []Edit {
	v, notes, err := ParseString(text)
	if err != nil {
		return nil
	}
	var edits []Edit
	for _, n := range notes {
		if keep(n) {
			edits = append(edits, n.Edits...)
		}
	}
	if len(edits) == 0 {
		return nil
	}
	again, left, err := ParseString(Apply(text, edits))
	if err != nil || !Equal(v, again) || len(left) >= len(notes) {
		return nil
	}
	return edits
}

// Apply returns text with edits made. Of edits that overlap the first one counts.
func Apply(text string, edits []Edit) string {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out strings.Builder
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			continue
		}
		out.WriteString(text[at:e.Start])
		out.WriteString(e.New)
		at = e.End
	}
	out.WriteString(text[at:])
	return out.String()
}

// Equal reports whether two values are the same JSON: members in the same order, and
// numbers written alike. Their offsets may differ.
func Equal(a, b *Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Members) != len(b.Members) || len(a.Elements) != len(b.Elements) {
		return false
	}
	for i := range a.Members {
		if a.Members[i].Name != b.Members[i].Name || !Equal(a.Members[i].Value, b.Members[i].Value) {
			return false
		}
	}
	for i := range a.Elements {
		if !Equal(a.Elements[i], b.Elements[i]) {
			return false
		}
	}
	return true
}
