package api

// HasProperties reports whether t has properties, its own or inherited ones.
func (t *Type) HasProperties() bool {
	for seen := 0; t != nil && seen < MaxDepth; t, seen = t.BaseType, seen+1 {
		if len(t.Properties) > 0 {
			return true
		}
	}
	return false
}

// DerivesFrom reports whether t is base or derives from it. A nil t derives from nothing.
func (t *Type) DerivesFrom(base *Type) bool {
	for seen := 0; t != nil && seen < MaxDepth; t, seen = t.BaseType, seen+1 {
		if t == base {
			return true
		}
	}
	return false
}

// MaxDepth is how far a chain of base types is followed. Chains have no cycles once
// types are linked; the bound keeps a mistake there from hanging the program.
const MaxDepth = 64

// IsOpen reports whether objects of a type may hold members that it does not declare.
func IsOpen(t *Type) bool {
	for depth := 0; t != nil && depth < MaxDepth; t, depth = t.BaseType, depth+1 {
		if t.Open {
			return true
		}
	}
	return false
}

// ShareBase reports whether two types are the same, one derives from the other, or both
// derive from a third.
func ShareBase(a, b *Type) bool {
	for t, i := a, 0; t != nil && i < MaxDepth; t, i = t.BaseType, i+1 {
		if b.DerivesFrom(t) {
			return true
		}
	}
	return false
}

// Related reports whether two types are the same or one derives from the other.
func Related(a, b *Type) bool { return a.DerivesFrom(b) || b.DerivesFrom(a) }
