package relaxed

// A tree is a value under construction. Its methods are called in the order of the
// text: what they add goes into the object or array that was opened last.
type tree struct {
	root *Value
	open []*Value // objects and arrays that are not closed yet, the innermost last
}

// top is the kind of the innermost open object or array, 0 where none is open.
func (t *tree) top() Kind {
	if len(t.open) == 0 {
		return 0
	}
	return t.open[len(t.open)-1].Kind
}

// name adds a member without a value. The value that is added next is its value.
func (t *tree) name(offset int, name string) {
	object := t.open[len(t.open)-1]
	object.Members = append(object.Members, Member{Name: name, Offset: offset})
}

// add adds a value. Where an object is open, its last member is without a value.
func (t *tree) add(offset int, kind Kind, text string) *Value {
	v := &Value{Kind: kind, Text: text, Offset: offset}
	if len(t.open) == 0 {
		t.root = v
		return v
	}
	switch parent := t.open[len(t.open)-1]; parent.Kind {
	case Object:
		parent.Members[len(parent.Members)-1].Value = v
	default:
		parent.Elements = append(parent.Elements, v)
	}
	return v
}

// begin adds an object or array and opens it.
func (t *tree) begin(offset int, kind Kind) {
	t.open = append(t.open, t.add(offset, kind, ""))
}

// end closes the innermost object or array.
func (t *tree) end() { t.open = t.open[:len(t.open)-1] }
