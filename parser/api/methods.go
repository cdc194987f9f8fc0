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
