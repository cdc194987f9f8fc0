package endtoend

// Lists that come in pages, each in another way, as one reference documents them: an
// application walks over all of them against a server that was written from the pages, and
// by somebody who has not seen the SDK.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

func TestPaging(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles SDKs")
	}
	docs := filepath.Join("..", "..", "..", "parser", "reading", "testdata", "build", "paging")
	module := t.TempDir()
	newModule(t, module)
	p := generate(t, module, "library", docs)
	kinds := map[string]bool{}
	for _, m := range p.API.Methods {
		if m.Result.Kind == api.PageResult {
			kinds[m.Result.Paging.Way().String()] = true
		}
	}
	if len(kinds) < 10 {
		t.Errorf("lists come in pages in these ways alone: %v", kinds)
	}
	if testing.Short() {
		t.Skip("builds and tests the package")
	}
	user, err := os.ReadFile(filepath.Join("testdata", "paging_user.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, module, map[string]string{"user/user_test.go": string(user)})
	if out := mustGo(t, module, "test", "-v", "./library", "./user"); strings.Count(out, "--- PASS: TestWalk/") < 14 {
		t.Errorf("not all lists were walked:\n%s", head(out))
	}
	mustGo(t, module, "vet", "./...")
}
