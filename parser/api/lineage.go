package api

// DerivesFrom reports whether t is base or has it among its bases.
func (t *Type) DerivesFrom(base *Type) bool {
	for seen := 0; t != nil && seen < MaxDepth; t, seen = t.BaseType, seen+1 {
		if t == base {
			return true
		}
	}
	return false
}

// MaxDepth bounds how long a chain of base types is followed. Chains are made
// free of cycles when types are linked; this keeps a mistake from hanging.
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

// ShareBase reports whether two types share a base.
func ShareBase(a, b *Type) bool {
	for t, i := a, 0; t != nil && i < MaxDepth; t, i = t.BaseType, i+1 {
		if b.DerivesFrom(t) {
			return true
		}
	}
	return false
}

// Related reports whether one type derives from the other.
func Related(a, b *Type) bool { return a.DerivesFrom(b) || b.DerivesFrom(a) }
