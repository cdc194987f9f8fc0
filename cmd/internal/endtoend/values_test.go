package endtoend

// Values that a service writes its own way: amounts in strings, booleans as 0 and 1, instants
// as numbers, lists of lists and maps. testdata/values are its pages; what is called with the
// SDK that comes of them is a service written by hand, in testdata/values_user.go.txt.

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

func TestValues(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles SDKs")
	}
	module := t.TempDir()
	newModule(t, module)
	p := generate(t, module, "box", filepath.Join("testdata", "values"))
	for _, d := range p.API.Diagnostics {
		if d.Severity == diag.Error {
			t.Errorf("%s:%d: %s [%s]", d.File, d.Line, d.Message, d.Code)
		}
	}
	for _, op := range p.API.Operations {
		for _, x := range op.Examples {
			if names := p.Names.Example(x); names.Test == "" {
				t.Errorf("%s is no test: %s", x.Name, names.Skipped)
			}
		}
	}
	if testing.Short() {
		t.Skip("builds and tests the package")
	}
	user, err := os.ReadFile(filepath.Join("testdata", "values_user.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, module, map[string]string{"user/user_test.go": string(user)})
	mustGo(t, module, "vet", "./box", "./user")
	mustGo(t, module, "test", "./box", "./user")
}
