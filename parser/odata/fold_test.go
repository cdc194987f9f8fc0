package odata

import (
	"strings"
	"testing"
)

func TestAppendFold(t *testing.T) {
	for _, s := range []string{"", "a", "userPrincipalName", "[AZ]", "@Z`a{", "İstanbul", "ABCÉ", "\u212a", "A\xffB"} {
		if got, want := string(AppendFold([]byte("Before "), s)), "Before "+strings.ToLower(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
