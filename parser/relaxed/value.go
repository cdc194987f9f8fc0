// Package relaxed reads JSON the way people write it on pages.
//
// In goes a text that is meant to be one JSON value. Out come a tree of values, each
// with its offset in the text, and one note for every liberty that the text takes:
// comments, trailing commas, names without quotes, single quotes, raw line breaks and
// tabs inside strings, an ellipsis in place of members, missing commas, brackets that
// are not closed, and others. Notes have edits where a correction is certain; [Edits]
// collects and [Apply] makes them. A text that no mending turns into JSON is a
// [*SyntaxError] with the offset and what to write instead.
//
// Strict JSON is read by jsontext. Anything else is read by a reader of this package
// that supplies what is missing.
package relaxed

import (
	"slices"
	"strings"
)

// Kind is the JSON type of a [Value].
type Kind byte

// The kinds are the first byte of the JSON text, as in jsontext.
const (
	Null   Kind = 'n'
	Bool   Kind = 't'
	String Kind = '"'
	Number Kind = '0'
	Object Kind = '{'
	Array  Kind = '['
)

// A Value is one JSON value together with where it was written.
type Value struct {
	Kind Kind
	// Text is a string's content unescaped, a number's literal, "true" or
	// "false"; empty otherwise.
	Text string
	// Members of an object, in the order written. Names may repeat.
	Members []Member
	// Elements of an array.
	Elements []*Value
	// Offset is where the value starts, in bytes from the start of the text
	// that Parse was given.
	Offset int
}

// A Member is a name and a value of an object.
type Member struct {
	Name   string
	Offset int // of the name, in bytes from the start of the text
	Value  *Value
}

// A Note is one liberty that a text takes with JSON.
type Note struct {
	Offset  int    // in bytes from the start of the text
	Message string // what was written
	Hint    string // what to write instead
	// Edits correct the text here and keep the value that was read. There are none
	// where the author may have meant another value, and where they would remove
	// something that a reader of the page can read.
	Edits []Edit
	// Guess is true where the value that was read is not the text's: something in it is
	// made up, left out, or ends where nobody but the author knows whether it does.
	Guess bool
}

// Distinct returns members without those whose name an earlier member has. Where all
// names differ, it returns members itself.
func Distinct(members []Member) []Member {
	if !repeats(members) {
		return members
	}
	seen := make(map[string]bool, len(members))
	return slices.DeleteFunc(slices.Clone(members), func(m Member) bool {
		again := seen[m.Name]
		seen[m.Name] = true
		return again
	})
}

// repeats reports whether two members have the same name.
func repeats(members []Member) bool {
	const few = 32 // members are compared with each other faster than put into a map
	if len(members) > few {
		seen := make(map[string]bool, len(members))
		for i := range members {
			seen[members[i].Name] = true
		}
		return len(seen) < len(members)
	}
	for i := range members {
		for j := range i {
			if members[j].Name == members[i].Name {
				return true
			}
		}
	}
	return false
}

// Get returns the value of the first member called name, or nil where v is nil,
// is no object, or has no such member.
func (v *Value) Get(name string) *Value {
	if v == nil {
		return nil
	}
	for i := range v.Members {
		if v.Members[i].Name == name {
			return v.Members[i].Value
		}
	}
	return nil
}

// At returns the value that a way leads to: that of the member of this name or, where there
// is none, of a member inside of others, whose names have dots between them:
// "_embedded.orders". It is nil where there is none.
func (v *Value) At(way string) *Value {
	if m := v.Get(way); m != nil || v == nil {
		return m
	}
	front, rest, inner := strings.Cut(way, ".")
	if !inner {
		return nil
	}
	return v.Get(front).At(rest)
}
