package endtoend

// An SDK of pages of a service that is none of OData's, against a server that is written
// by hand: what its pages say of queries and headers is what goes over the wire.

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
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
	files := read(t, filepath.Join(module, "gear"))
	for _, comment := range []string{
		"// Lends a piece of gear.\n//\n// Page: gear-borrow.md\n//\n// Deprecated: use Lend gear instead. In Go: [GearService.Lend].\nfunc",
		"// Deprecated: since May 2026. Call POST /gear/{gearId}/lend. In Go: [GearService.Lend].\nfunc",
		"// Deprecated: Members leave gear on the rack.\nfunc",
		"// Polishes a piece of gear. The wax parameter of this call is deprecated.\n//\n// Page: gear-polish.md\n//\n// Deprecated: the API deprecates this call.\nfunc",
		"	// Where it lies.\n	//\n	// Deprecated: use rack, which has a number. In Go: [Gear.Rack].\n	Shelf",
		"//     twice with one key adds one piece. See [rest.IdempotencyKey].\n//\n// The answer has no body: [rest.Response.Location] is the URL of what was\n// created.\n",
		"//   - If-None-Match: The ETag of the piece as it is known. See [rest.IfNoneMatch].\n//\n// The version comes in the header: see [rest.KeepETag].\n",
	} {
		if !strings.Contains(files["gear.go"], comment) {
			t.Errorf("gear.go has no\n%s\nbut\n%s", comment, files["gear.go"])
		}
	}
	for name, text := range files {
		if word := foreign.FindString(text); word != "" {
			t.Errorf("%s speaks of %s", name, word)
		}
	}
	mustGo(t, module, "vet", "./...")
	mustGo(t, module, "test", "./...")
}
