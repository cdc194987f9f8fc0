//go:build linux

package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// empty is a program that has of an SDK what any has: it calls a service and decodes
// the answer.
const empty = `package main

import (
	"fmt"
	"net/http"
	"os"

	"github.com/go-json-experiment/json"
)

func main() {
	resp, err := http.Get(os.Args[1])
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	var v struct{ Subject string }
	err = json.UnmarshalRead(resp.Body, &v)
	fmt.Println(v, err)
}
`

// Module returns a folder with a module example.com/sdk that requires what the module
// in the current folder does, this project aside.
func Module(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o600)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	edits := []string{"mod", "edit", "-module=example.com/sdk"}
	for _, own := range []string{"github.com/sdkscribe/sdkscribe", "github.com/sdkscribe/sdkscribe/cmd/internal/bench"} {
		edits = append(edits, "-droprequire="+own, "-dropreplace="+own)
	}
	run(b, dir, nil, "go", edits...)
	return dir
}

// ColdBuild builds programs in module, a folder with a go.mod, with a build cache that
// has nothing in it: first one without an SDK, then, with what is in the cache from
// that one, program, the text of a Go file. It reports, of both, the CPU seconds of
// the go command and all it runs, the most memory that one process had, and the size
// of the binary. The CPU seconds of program are thus those that come on top of what
// any program costs, its linking included. The module must provide JSON v2.
func ColdBuild(b *testing.B, module, program string) {
	for b.Loop() {
		cache := b.TempDir()
		before := build(b, module, cache, empty)
		after := build(b, module, cache, program)
		b.ReportMetric(before.cpu, "empty-cpu-s")
		b.ReportMetric(before.binary, "empty-MiB")
		b.ReportMetric(after.cpu, "cpu-s")
		b.ReportMetric(after.peak, "peak-MiB")
		b.ReportMetric(after.binary, "binary-MiB")
		b.ReportMetric(0, "ns/op") // says nothing: other programs run too
	}
}

// cost is what a build takes; memory and sizes are in MiB.
type cost struct{ cpu, peak, binary float64 }

func build(b *testing.B, module, cache, program string) cost {
	b.Helper()
	binary, used := compile(b, module, program, "GOCACHE="+cache)
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	return cost{
		cpu:    seconds(used.Utime) + seconds(used.Stime),
		peak:   float64(used.Maxrss) / 1024,
		binary: float64(info.Size()) / (1 << 20),
	}
}

// compile builds a program in module and returns its path, and what that took.
func compile(b *testing.B, module, program string, env ...string) (binary string, used *syscall.Rusage) {
	b.Helper()
	main := filepath.Join(module, "program", "main.go")
	if err := os.MkdirAll(filepath.Dir(main), 0o700); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(main, []byte(program), 0o600); err != nil {
		b.Fatal(err)
	}
	binary = filepath.Join(b.TempDir(), "program")
	return binary, run(b, module, env, "go", "build", "-o", binary, "./program")
}

// run runs a command in a folder and returns what it and its children have used.
func run(b *testing.B, dir string, env []string, name string, args ...string) *syscall.Rusage {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return cmd.ProcessState.SysUsage().(*syscall.Rusage)
}

func seconds(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
