package resolve

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// BaseURL is the base URL that most examples call: scheme, host, base path and version.
// Examples of notifications and of pre-authorised URLs name other hosts. It is "" where
// the pages have a placeholder for the host: nobody can call that.
func BaseURL(operations []*Operation) string {
	if base := Address(operations); !api.IsPlaceholder(base) {
		return base
	}
	return ""
}

// Address is [BaseURL] as the pages write it, perhaps with a placeholder.
func Address(operations []*Operation) string {
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

// checkHost reports a request of a page that is sent to another host than the client
// sends it to, which is the one of the base URL. It reports a host once for a page.
func (m *matcher) checkHost(d *Operation, pos parser.Pos, verb, url string) {
	host := api.Host(url)
	if host == "" || m.host == "" || host == m.host || api.IsPlaceholder(host) || api.IsPlaceholder(m.host) {
		return
	}
	key := [2]string{d.Page.Path, host}
	if m.hosts[key] {
		return
	}
	m.hosts[key] = true
	m.s.Reporter.Add(d.Page, pos, "host-other", diag.Warning, "the page sends this "+verb+" to "+host+", and the client sends it to "+m.host+", the host of most examples",
		"make an SDK of the calls to "+host+" with include and base-url, or correct the host")
}
