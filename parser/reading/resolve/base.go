package resolve

// BaseURL is the base URL that most examples call: scheme, host and version.
// Examples of notifications and of pre-authorised URLs name other hosts.
func BaseURL(operations []*Operation) string {
	count := map[string]int{}
	best := ""
	for _, d := range operations {
		for _, p := range d.Exchanges {
			b := p.Base
			if b == "" || p.Unrelated {
				continue
			}
			count[b]++
			if count[b] > count[best] || count[b] == count[best] && b < best {
				best = b
			}
		}
	}
	return best
}
