package output

import (
	"os"
	"testing"
)

// TestMain keeps locks and proofs of the tests apart from those of the user.
func TestMain(m *testing.M) {
	if os.Getenv("SDKSCRIBE_TEST_WRITE") != "" { // a run that is to be killed
		os.Exit(m.Run())
	}
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "sdkscribe-runs-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		if err := os.Setenv("XDG_CACHE_HOME", dir); err != nil {
			panic(err)
		}
		return m.Run()
	}())
}
