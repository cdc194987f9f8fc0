package endtoend

// The golden tests of what is made of mutants, many SDKs at a time: they share a
// module and a runtime, which is compiled once.

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A goldenBatch is a module that SDKs are put into, each in a folder of its own below
// the one that holds their runtime.
type goldenBatch struct {
	dir string
	out string // the folder of the runtime
}

func newGoldenBatch(t *testing.T) *goldenBatch {
	t.Helper()
	dir := t.TempDir()
	newModule(t, dir)
	return &goldenBatch{dir: dir, out: filepath.Join(dir, "graph")}
}

// add puts an SDK, whose import path is sdkPath, into the module.
func (g *goldenBatch) add(t testing.TB, number int, files map[string]string) {
	t.Helper()
	own, runtime := map[string]string{}, map[string]string{}
	for path, text := range files {
		switch {
		case strings.HasPrefix(path, "rest/"), strings.HasPrefix(path, "internal/"):
			runtime[path] = text
		case path == examples: // which import the SDK
			own[path] = strings.Replace(text, strconv.Quote(sdkPath), fmt.Sprintf("graph %q", fmt.Sprintf("%s/m%d", sdkPath, number)), 1)
		default:
			own[path] = text
		}
	}
	if _, err := os.Stat(filepath.Join(g.out, "rest")); err != nil {
		write(t, g.out, runtime)
	}
	write(t, filepath.Join(g.out, fmt.Sprintf("m%d", number)), own)
}

var failedPackage = regexp.MustCompile(`(?m)^FAIL\s+` + regexp.QuoteMeta(sdkPath) + `/m(\d+)\b`)

// run vets and tests the SDKs, takes them away, and returns which have failed.
func (g *goldenBatch) run(t testing.TB) map[int]*failure {
	t.Helper()
	folders, _ := filepath.Glob(filepath.Join(g.out, "m*"))
	defer func() {
		for _, dir := range folders {
			_ = os.RemoveAll(dir)
		}
	}()
	wrong := map[int]*failure{}
	out, err := goTool(t, g.dir, "test", "-p=1", "-ldflags=-s -w", "./graph/m...")
	if err == nil {
		return wrong
	}
	for _, at := range failedPackage.FindAllStringSubmatchIndex(out, -1) {
		number, _ := strconv.Atoi(out[at[2]:at[3]])
		wrong[number] = fail("golden test", "%s", head(mine(out, at[0], number)))
	}
	if len(wrong) == 0 {
		t.Errorf("go test: %v\n%s", err, head(out))
	}
	return wrong
}

// mine is what go test says about one package: of the build, under its name, or of
// the tests, in front of its verdict.
func mine(out string, end, number int) string {
	name := fmt.Sprintf("# %s/m%d ", sdkPath, number)
	if at := strings.Index(out, name); at >= 0 {
		return out[at:min(len(out), at+2000)]
	}
	start := 0
	for _, verdict := range []string{"\nok  ", "\nFAIL\t", "\n?   "} {
		if at := strings.LastIndex(out[:max(end-1, 0)], verdict); at >= 0 {
			start = max(start, at+1)
		}
	}
	return out[start:end]
}
