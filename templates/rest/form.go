package rest

// This file is about values that a service does not write as OData does: amounts in
// strings, booleans as 0 and 1. A field whose values are written in such a form says so in
// its tag, `wire:"string"`, so that its Go type is the usual one. What comes in another form
// than the field's is read all the same, and an [Opt] sends it back as it came.

// form is how the values of a field are written.
type form uint8

const (
	usual    form = iota // as OData has it
	inString             // numbers and booleans in a JSON string
	asNumber             // booleans as 0 and 1
)

// formOf returns the form that a field's tag names.
func formOf(tag string) form {
	switch tag {
	case "string":
		return inString
	case "number":
		return asNumber
	}
	return usual
}

// write says in which form the single values of a shape are written, however deep they
// are in lists and maps.
func (s *shape) write(f form) {
	s.scalar.form = f
	if s.elem != nil {
		s.elem.write(f)
	}
}

// own is how a value is written by itself that is in the form f.
func (f form) own() state {
	switch f {
	case inString:
		return quoted
	case asNumber:
		return digit
	}
	return present
}

// came returns the state of a value that was read as st from a field of form f: present
// where it came in the field's form.
func (f form) came(st state) state {
	switch {
	case f == usual:
		return st
	case st == f.own():
		return present
	case st == present:
		return bare
	}
	return st
}

// sent returns how the value of a field of form f is written that is in a state.
func (f form) sent(st state) state {
	switch st {
	case present:
		return f.own()
	case bare:
		return present
	}
	return st
}
