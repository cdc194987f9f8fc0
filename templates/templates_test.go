package templates

import (
	"bytes"
	"encoding/json"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestRuntimeFiles(t *testing.T) {
	files, err := Runtime("example.com/sdk/graph")
	if err != nil {
		t.Fatal(err)
	}
	for dir, to := range map[string]string{"rest": "rest", "golden": "internal/golden"} {
		names, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			target := to + "/" + filepath.Base(name)
			if _, copied := files[target]; copied == strings.HasSuffix(name, "_test.go") {
				t.Errorf("%s copied: %v", name, copied)
			}
		}
	}
	for name, data := range files {
		if !bytes.HasPrefix(data, []byte(Header+"\n\n")) {
			t.Errorf("%s does not begin with the header", name)
		}
		if bytes.Contains(data, []byte(source)) {
			t.Errorf("%s names this module", name)
		}
		if formatted, err := format.Source(data); err != nil || !bytes.Equal(formatted, data) {
			t.Errorf("%s is not as gofmt writes it: %v", name, err)
		}
	}
}

// TestRuntimeCompiles builds the copies in a folder that exists in an overlay only.
func TestRuntimeCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	const base = "github.com/sdkscribe/sdkscribe/templates/overlaid"
	files, err := Runtime(base)
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("overlaid")
	if err != nil {
		t.Fatal(err)
	}
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	dir := t.TempDir()
	for name, data := range files {
		real := filepath.Join(dir, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(real, data, 0o600); err != nil {
			t.Fatal(err)
		}
		overlay.Replace[filepath.Join(root, filepath.FromSlash(name))] = real
	}
	config, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(path, config, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-overlay", path, base+"/rest", "./overlaid/internal/golden")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
