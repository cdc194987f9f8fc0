package rest

// Two questions are asked about a host, and what is in doubt is decided differently: a
// token goes over plain http only where the host is this machine beyond doubt, and a
// client is not sent by a service to a host that may be this machine, where other
// services trust whoever comes from inside.

import (
	"net/netip"
	"net/url"
	"strings"
)

// isLoopback reports whether u names this machine beyond doubt: "localhost", 127.0.0.0/8
// or ::1. Other names below .localhost (RFC 6761 6.3) some resolvers ask the network for.
func isLoopback(u *url.URL) bool {
	host := u.Hostname()
	ip, err := netip.ParseAddr(host)
	return strings.ToLower(host) == "localhost" || err == nil && ip.Zone() == "" && ip.Unmap().IsLoopback()
}

// isLocal reports whether u names this machine: as isLoopback has it, by a name that
// hosts files and resolvers have for it, or by an address that leads there.
func isLocal(u *url.URL) bool {
	host := plainHost(u)
	if ip, err := netip.ParseAddr(host); err == nil {
		return leadsHere(ip)
	}
	switch lastLabel(host) {
	case "", "localhost", "localdomain", "localhost6", "localdomain6", "ip6-localhost", "ip6-loopback":
		return true // an empty host is dialed as this machine
	}
	return false
}

// isDoubtful reports whether it depends on who reads u's host which one it is: what is
// not ASCII may be mapped to anything (UTS #46), and so may be what ends in a number
// without being an address as RFC 3986 3.2.2 writes it, as 127.1, 0x7f000001 and
// 2130706433 (URL Standard, "ends in a number").
func isDoubtful(u *url.URL) bool {
	host := plainHost(u)
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	label := lastLabel(host)
	return isDigits(label) || strings.HasPrefix(label, "0x") || strings.ContainsFunc(host, func(r rune) bool { return r >= 0x80 })
}

// plainHost returns u's host in lower case, without a zone and a dot at its end.
func plainHost(u *url.URL) string {
	host, _, _ := strings.Cut(strings.ToLower(u.Hostname()), "%")
	return strings.TrimRight(host, ".")
}

func lastLabel(host string) string { return host[strings.LastIndexByte(host, '.')+1:] }

// leadsHere reports whether an address is one of this machine's, the unspecified ones
// included, or an IPv6 address with such an IPv4 address in it.
func leadsHere(ip netip.Addr) bool {
	if ip = ip.Unmap(); ip.IsLoopback() || ip.IsUnspecified() {
		return true
	}
	if ip.Is6() {
		b := ip.As16()
		for prefix, at := range map[string]int{
			"::/96":           12, // IPv4-compatible (RFC 4291 2.5.5.1)
			"::ffff:0:0:0/96": 12, // IPv4-translated (RFC 2765)
			"64:ff9b::/96":    12, // RFC 6052
			"2002::/16":       2,  // 6to4 (RFC 3056)
		} {
			if netip.MustParsePrefix(prefix).Contains(ip) {
				return leadsHere(netip.AddrFrom4([4]byte(b[at : at+4])))
			}
		}
		return false
	}
	return ip.As4()[0] == 0 // "this network" (RFC 1122 3.2.1.3)
}
