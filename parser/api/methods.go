package api

// In returns the parameters that are in one part of the request.
func (op *Operation) In(part ParameterIn) []*Parameter {
	var list []*Parameter
	for _, p := range op.Parameters {
		if p.In == part {
			list = append(list, p)
		}
	}
	return list
}

// Outside returns the parameters that are in any other part of the request. The slice
// is not shared with op.
func (op *Operation) Outside(part ParameterIn) []*Parameter {
	list := []*Parameter{}
	for _, p := range op.Parameters {
		if p.In != part {
			list = append(list, p)
		}
	}
	return list
}
