package types

import (
	"path"
	"testing"
)

func TestAppendJoined(t *testing.T) {
	for _, dir := range []string{".", "api", "a/b/c", "/", "..", "../a"} {
		for _, name := range []string{
			"user.md", "../resources/user.md", "./user.md", "../../x/y.md", "../../../../x.md", "a/../b.md", "a//b.md", "..", ".", "../", "a/", ".a", "../.a", "a/.b", "..a/b",
		} {
			if got, want := string(appendJoined([]byte("|"), dir, name)), "|"+path.Join(dir, name); got != want {
				t.Errorf("%q and %q: got %q, want %q", dir, name, got, want)
			}
		}
	}
}
