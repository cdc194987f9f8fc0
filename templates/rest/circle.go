package rest

import (
	"hash/maphash"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// A circle finds out whether the links of a walk over pages lead back to a page that was
// there already. It remembers the hashes of a fixed number of them, the first ones.
// Behind those it keeps a single one, which it exchanges ever more rarely (R. P. Brent,
// "An improved Monte Carlo factorization algorithm", 1980): that finds a circle of any
// length, if not in its first round, and needs no more memory for a longer walk.
type circle struct {
	seed   maphash.Seed
	seen   map[uint64]struct{} // nil before the first link
	n      int                 // links so far
	anchor uint64
}

// mostSeen is how many links are remembered; a power of two.
const mostSeen = 1 << 16

// closes notes a link, and reports whether it closes a circle.
func (c *circle) closes(link string) bool {
	if c.seen == nil {
		c.seed, c.seen = maphash.MakeSeed(), make(map[uint64]struct{})
	}
	h := maphash.String(c.seed, link)
	if _, ok := c.seen[h]; ok || c.n > mostSeen && h == c.anchor {
		return true
	}
	c.n++
	switch {
	case c.n < mostSeen:
		c.seen[h] = struct{}{}
	case c.n&(c.n-1) == 0:
		c.anchor = h
	}
	return false
}

// normalLink returns a link in the one of its spellings that stands for all of them: what
// is requested by each is the same (RFC 3986 6.2.2 and 6.2.3).
func (c *Client) normalLink(link string) string {
	u, err := c.base.Parse(wellFormed(link))
	if err != nil {
		return link // is refused when it is followed
	}
	return normalURL(u)
}

func normalURL(u *url.URL) string {
	s := u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), portOf(u)) + normalEscapes(u.EscapedPath())
	if u.RawQuery != "" {
		s += "?" + normalEscapes(escapeQuery(u.RawQuery))
	}
	return s
}

// normalEscapes decodes what need not be percent-encoded, and writes the hexadecimal
// digits of the rest in capitals.
func normalEscapes(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if !isEscape(s[i:]) {
			b.WriteByte(s[i])
			continue
		}
		escapeTo(&b, string([]byte{unhex(s[i+1])<<4 | unhex(s[i+2])}), "")
		i += 2
	}
	return b.String()
}

// isEscape reports whether s begins with a percent-encoded byte.
func isEscape(s string) bool { return len(s) > 2 && s[0] == '%' && isHex(s[1]) && isHex(s[2]) }

func unhex(c byte) byte {
	if isDigit(c) {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// escapeQuery percent-encodes what services leave as it is in the query of a link
// although no request can hold it: blanks, quotes, what is not ASCII, a lone '%'.
func escapeQuery(raw string) string {
	var b strings.Builder
	for i := range len(raw) {
		c := raw[i]
		if c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && (c != '%' || isEscape(raw[i:])) {
			b.WriteByte(c)
			continue
		}
		escapeTo(&b, raw[i:i+1], "")
	}
	return b.String()
}

// wellFormed is a link of a service as a URL has to be: without white space around it, and
// with what no URL may have (RFC 3986, appendix A) escaped behind its host.
func wellFormed(link string) string {
	link = strings.TrimSpace(link)
	bad := func(i int) bool { return link[i] <= ' ' || link[i] == 0x7f || link[i] == '%' && !isEscape(link[i:]) }
	for i := hostEnd(link); i < len(link); i++ {
		if !bad(i) {
			continue
		}
		var b strings.Builder
		b.WriteString(link[:i])
		for ; i < len(link); i++ {
			if bad(i) {
				escapeTo(&b, link[i:i+1], "")
			} else {
				b.WriteByte(link[i])
			}
		}
		return b.String()
	}
	return link
}

// hostEnd is where in a link the path begins.
func hostEnd(link string) int {
	begin := strings.Index(link, "//")
	if begin < 0 || strings.ContainsAny(link[:begin], "/?# ") {
		return 0
	}
	if n := strings.IndexAny(link[begin+2:], "/?#"); n >= 0 {
		return begin + 2 + n
	}
	return len(link)
}

// requested returns the URL that a request had before it was redirected.
func requested(r *http.Request) *url.URL {
	for r.Response != nil && r.Response.Request != nil {
		r = r.Response.Request
	}
	return r.URL
}
