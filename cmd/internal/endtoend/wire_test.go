package endtoend

// An SDK of pages of a service that is none of OData's, against a server that is written
// by hand: what its pages say of queries and headers is what goes over the wire.

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// foreign is what no SDK speaks of whose pages do not. Headers of the protocol for
// long-running work are named after where they come from.
var foreign = regexp.MustCompile(`(?i)\bgraph\b|microsoft|outlook|\bazure\b[^-]|azidentity`)

func TestWire(t *testing.T) {
	if testing.Short() {
		t.Skip("builds an SDK")
	}
	t.Parallel()
	module := t.TempDir()
	newModule(t, module)
	generate(t, module, "gear", filepath.Join("testdata", "wire", "docs"))
	user, err := os.ReadFile(filepath.Join("testdata", "wire", "user.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, module, map[string]string{"user/user_test.go": string(user)})
	for name, text := range read(t, filepath.Join(module, "gear")) {
		if word := foreign.FindString(text); word != "" {
			t.Errorf("%s speaks of %s", name, word)
		}
	}
	mustGo(t, module, "vet", "./...")
	mustGo(t, module, "test", "./...")
}
