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

// whereIs reports whether u names this machine: as isLoopback has it, by a name that
// hosts files and resolvers have for it, or by an address that leads there. It is in
// doubt where it depends on who reads the host which one it is: what is not ASCII may be
// mapped to anything (UTS #46), and so may be what ends in a number without being an
// address as RFC 3986 3.2.2 writes it, as 127.1, 0x7f000001 and 2130706433 (URL
// Standard, "ends in a number").
func whereIs(u *url.URL) (here, inDoubt bool) {
	host, _, _ := strings.Cut(strings.ToLower(u.Hostname()), "%") // without a zone
	host = strings.TrimRight(host, ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		return leadsHere(ip), false
	}
	label := host[strings.LastIndexByte(host, '.')+1:]
	switch label {
	case "", "localhost", "localdomain", "localhost6", "localdomain6", "ip6-localhost", "ip6-loopback":
		return true, false // an empty host is dialed as this machine
	}
	for i := range len(host) {
		inDoubt = inDoubt || host[i] >= 0x80
	}
	return false, inDoubt || isDigits(label) || strings.HasPrefix(label, "0x")
}

// leadsHere reports whether an address is one of this machine's, the unspecified ones
// included, or an IPv6 address with such an IPv4 address in it.
func leadsHere(ip netip.Addr) bool {
	if ip = ip.Unmap(); ip.Is4() {
		return ip.IsLoopback() || ip.As4()[0] == 0 // "this network" (RFC 1122 3.2.1.3)
	}
	b := ip.As16()
	switch string(b[:12]) {
	case "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", // IPv4-compatible (RFC 4291 2.5.5.1); also ::1 and ::
		"\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\x00\x00", // IPv4-translated (RFC 2765)
		"\x00\x64\xff\x9b\x00\x00\x00\x00\x00\x00\x00\x00": // RFC 6052
		return b[12] == 127 || b[12] == 0
	}
	return b[0] == 0x20 && b[1] == 0x02 && (b[2] == 127 || b[2] == 0) // 6to4 (RFC 3056)
}
