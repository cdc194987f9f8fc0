package project

import (
	"path/filepath"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
)

// TestAnswers makes an SDK of pages that show every form of answer: bare values, other
// wrappers than OData's, numbers that are too long, statuses and media types that no client
// expects. What becomes a test passes as it is made, and what does not has a finding on
// its page.
func TestAnswers(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a module")
	}
	dir := t.TempDir()
	copyModule(t, dir)
	s := config.Settings{Docs: filepath.Join("testdata", "answers"), Out: filepath.Join(dir, "tiles")}
	result, err := Generate(t.Context(), s, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	reported := map[string]bool{}
	for _, d := range result.Project.API.Diagnostics {
		reported[d.File] = true
	}
	tests := 0
	for _, op := range result.Project.API.Operations {
		for _, x := range op.Examples {
			if x.Skipped == "" {
				tests++
			} else if !reported[op.Page] {
				t.Errorf("%s: the example is skipped, and nothing says so: %s", op.Page, x.Skipped)
			}
		}
	}
	if tests != 13 {
		t.Errorf("%d examples are tests", tests)
	}
	goCommand(t, dir, "vet", "./...")
	goCommand(t, dir, "test", "./tiles")
}
