package rest

import (
	"net/url"
	"strings"
	"testing"
)

// localHosts are hosts that are this machine, or may be it, in all the ways that hosts
// are written in.
var localHosts = []string{
	"localhost", "LOCALHOST", "localhost.", "localhost..", "a.localhost", "a.b.LocalHost.", "localhost.localdomain", "ip6-localhost", "ip6-loopback",
	"127.0.0.1", "127.0.0.1.", "127.255.255.254", "0.0.0.0", "0.0.0.0.", "0.1.2.3",
	"127.1", "127.0.1", "2130706433", "0", "017700000001", "0x7f000001", "0X7F000001", "0x7f.1", "0177.0.0.1", "0127.0.0.1", "127.0.0.01", "127.0.0.0x1",
	"127.0.0.256", "6425673729", "1.1", "1.2.3.4.5", "example.1",
	"[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::1%25lo]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0.0.0.0]", "[::127.0.0.1]", "[::ffff:0:7f00:1]",
	"[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[2002:7f00:1::5]",
	"", ":443", ".", "１２７.0.0.1", "127。0。0。1", "ⓛocalhost", "localhoſt", "bücher.example",
}

// A service does not send a client from elsewhere to this machine, and a token goes over
// plain http to nothing but what is this machine beyond doubt.
func TestLocalHosts(t *testing.T) {
	base := &url.URL{Scheme: "https", Host: "graph.microsoft.com", Path: "/v1.0"}
	certain := map[string]bool{"localhost": true, "LOCALHOST": true, "127.0.0.1": true, "127.255.255.254": true, "[::1]": true, "[0:0:0:0:0:0:0:1]": true,
		"[::ffff:127.0.0.1]": true, "[::ffff:7f00:1]": true}
	for _, host := range localHosts {
		for _, port := range []string{"", ":8080"} {
			if host == ":443" && port != "" {
				continue
			}
			for _, scheme := range []string{"https", "http"} {
				u, err := url.Parse(scheme + "://" + host + port + "/x")
				if err != nil {
					continue // is not followed either
				}
				if err := checkTarget(base, u); err == nil {
					t.Errorf("%s is followed", u)
				}
			}
			_, err := NewClient(StaticToken("secret"), BaseURL("http://"+host+port))
			if (err == nil) != certain[host] {
				t.Errorf("a token to http://%s%s: %v", host, port, err)
			}
			if _, err := NewClient(nil, BaseURL("http://"+host+port)); err != nil && certain[host] {
				t.Errorf("no token to http://%s%s: %v", host, port, err)
			}
		}
	}
	for _, host := range []string{"example.com", "graph.microsoft.com.", "localhost.example.com", "notlocalhost", "my-localhost", "127.0.0.1.example.com",
		"1.2.3.4", "10.0.0.1", "[2001:db8::1]", "[64:ff9b::1.2.3.4]", "[2002:102:304::]", "xn--bcher-kva.example", "0x7f.example", "7.example", "a-0"} {
		if err := checkTarget(base, &url.URL{Scheme: "https", Host: host}); err != nil {
			t.Errorf("%s: %v", host, err)
		}
		if err := checkTarget(base, &url.URL{Scheme: "http", Host: host}); err == nil || !strings.Contains(err.Error(), "is not https") {
			t.Errorf("http to %s: %v", host, err)
		}
	}
}

// A client whose configured host is this machine may be sent elsewhere on it: over https
// anywhere, over http where there is no doubt. A configured host that is in doubt is no
// such one.
func TestLocalHostsFromHere(t *testing.T) {
	for _, tt := range []struct {
		base, target string
		followed     bool
	}{
		{"http://127.0.0.1:1", "http://localhost:2", true},
		{"http://localhost:1", "http://[::1]:2", true},
		{"http://localhost:1", "https://0.0.0.0:2", true},
		{"http://localhost:1", "http://0.0.0.0:2", false},
		{"http://localhost:1", "http://127.1:2", false},
		{"http://localhost:1", "http://a.localhost:2", false},
		{"http://localhost:1", "http://example.com", false},
		{"https://api.localhost:1", "https://auth.localhost:2", true},
		{"https://0.0.0.0:1", "https://0.0.0.0:2", true},
		{"https://127.1:1", "https://127.1:1", true},
		{"https://127.1:1", "https://127.0.0.1:2", false},
		{"https://bücher.example", "https://bücher.example/x", true},
		{"https://bücher.example", "https://127.0.0.1", false},
		{"https://bücher.example", "https://２130706433", false},
	} {
		base, err1 := url.Parse(tt.base)
		target, err2 := url.Parse(tt.target)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if err := checkTarget(base, target); (err == nil) != tt.followed {
			t.Errorf("from %s to %s: %v", tt.base, tt.target, err)
		}
	}
}
