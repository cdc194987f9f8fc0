package api

// In lists the parameters of one place.
func (op *Operation) In(place ParameterIn) []*Parameter {
	var list []*Parameter
	for _, p := range op.Parameters {
		if p.In == place {
			list = append(list, p)
		}
	}
	return list
}

// Outside lists the parameters of all places but one, in a list of its own.
func (op *Operation) Outside(place ParameterIn) []*Parameter {
	list := []*Parameter{}
	for _, p := range op.Parameters {
		if p.In != place {
			list = append(list, p)
		}
	}
	return list
}
