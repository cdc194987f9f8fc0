package endtoend

// An SDK of pages of a service that is none of OData's, against a server that is written
// by hand: what its pages say of queries and headers is what goes over the wire.

import (
	"os"
	"path/filepath"
	"testing"
)

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
	mustGo(t, module, "vet", "./...")
	mustGo(t, module, "test", "./...")
}
