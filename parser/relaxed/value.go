// Package relaxed reads JSON the way people write it on pages.
//
// Strict JSON is read as it is. Comments and trailing commas are what
// github.com/tailscale/hujson accepts; the other liberties seen in the wild
// (unquoted names, single quotes, raw line breaks and tabs inside strings,
// stray carriage returns, a byte order mark, an ellipsis in place of members,
// a missing comma) are mended first, each with a note that tells where. The
// result is a tree whose every value knows its offset in the text as written.
package relaxed

import "slices"

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
	Offset int // of the name
	Value  *Value
}

// A Note is one liberty that a text took with JSON.
type Note struct {
	Offset  int
	Message string // what was written
	Hint    string // what strict JSON wants
	// Edits make strict JSON of this place, with the meaning that it was read with.
	// There are none where it might mean something else, and where they would take
	// something away that a reader of the text can read.
	Edits []Edit
}

// Distinct leaves of members that have one name the first. Where no two have, it
// returns members themselves.
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

// repeats tells whether two members have one name.
func repeats(members []Member) bool {
	const few = 32 // are compared with each other faster than put into a map
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
