package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckOut reads files that name output folders in the repository and outside.
func TestCheckOut(t *testing.T) {
	dir := write(t, map[string]string{
		"repo/sdk/go.mod": "module example.com/sdk\n", "repo/.git/HEAD": "", "other/go.mod": "module example.com/other\n",
	})
	if err := os.Symlink(filepath.Join(dir, "other"), filepath.Join(dir, "repo", "link")); err != nil {
		t.Skip(err)
	}
	at := filepath.Join(dir, "repo", "sdk")
	for out, fine := range map[string]bool{
		"generated/graph": true, ".": true, "../.git/hooks": false, "../graph": true, "../../other": false, "../../repository": false, "..": true, "../..": false,
		filepath.Join(dir, "other", "x"): false, filepath.Join(at, "x"): true, "../link/graph": false, "/": false,
	} {
		if err := os.WriteFile(filepath.Join(at, FileName), []byte("out: '"+out+"'\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := Load(at, "", Settings{})
		if (err == nil) != fine || err != nil && !strings.Contains(err.Error(), FileName+": out: ") {
			t.Errorf("%s: %v", out, err)
		}
		if _, err := Load(at, "", Settings{Out: "../../other"}); err != nil {
			t.Errorf("the flag: %v", err)
		}
	}
}

// TestBaselineInside names baselines, in the repository and outside.
func TestBaselineInside(t *testing.T) {
	dir := write(t, map[string]string{"repo/go.mod": "module example.com/sdk\n", "other/known.json": "secret\n"})
	for link, to := range map[string]string{"folder": "other", "file": "other/known.json"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, "repo", link)); err != nil {
			t.Skip(err)
		}
	}
	at := filepath.Join(dir, "repo")
	for name, fine := range map[string]bool{
		"known.json": true, "a/known.json": true, "../other/known.json": false, "folder/known.json": false, "file": false, ".git/known.json": false,
	} {
		if err := os.WriteFile(filepath.Join(at, FileName), []byte("lint:\n  baseline: "+name+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := Load(at, "", Settings{})
		if (err == nil) != fine || err != nil && !strings.Contains(err.Error(), FileName+": lint: baseline: ") {
			t.Errorf("%s: %v", name, err)
		}
		s, err := Load(at, "", Settings{Lint: Lint{Baseline: "../other/known.json"}})
		if err != nil || s.Lint.Baseline != filepath.Join(dir, "other", "known.json") {
			t.Errorf("the flag: %q, %v", s.Lint.Baseline, err)
		}
	}
}
