package resolve

import "github.com/sdkscribe/sdkscribe/parser/api"

// BaseURL is the base URL that most examples call: scheme, host, base path and version.
// Examples of notifications and of pre-authorised URLs name other hosts. It is "" where
// the pages have a placeholder for the host: nobody can call that.
func BaseURL(operations []*Operation) string {
	if base := address(operations); !api.IsPlaceholder(base) {
		return base
	}
	return ""
}

// address is [BaseURL] as the pages write it, perhaps with a placeholder.
func address(operations []*Operation) string {
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
