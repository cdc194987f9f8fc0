package main

import (
	"context"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
)

// TestMain lets the test binary be the command, so that it can be killed.
func TestMain(m *testing.M) {
	if os.Getenv("SDKSCRIBE_TEST_COMMAND") != "" {
		main()
	}
	os.Exit(m.Run())
}

// command is the command as a process of its own, in dir.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "SDKSCRIBE_TEST_COMMAND=1", "SDKSCRIBE_CACHE=off")
	return cmd
}

// twoEditions makes a module with two folders of pages, between which much differs,
// and returns what generate makes of each.
func twoEditions(t *testing.T) (dir string, docs []string, want []map[string]string) {
	t.Helper()
	dir = module(t, nil)
	docs = []string{"docs", "docs2"}
	if err := os.CopyFS(filepath.Join(dir, "docs2"), os.DirFS(filepath.Join(dir, "docs"))); err != nil {
		t.Fatal(err)
	}
	edit(t, dir, "docs2/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
	remove(t, dir, "docs2/api/job-cancel.md")
	for _, name := range []string{"one", "two", "three", "four"} {
		put(t, dir, "docs2/api/"+name+"-get.md", "---\ntitle: x\n---\n\n# Get "+name+"\n\n## HTTP request\n\n```http\nGET /"+name+"s\n```\n")
	}
	for _, name := range docs {
		out := filepath.Join(dir, "made", name)
		if status, stdout, stderr := sdkscribeIn(dir, "generate", "--no-cache", "--docs", filepath.Join(dir, name), "--out", out, "--module", "example.com/sdk/graph"); status != 0 {
			t.Fatal(stdout, stderr)
		}
		want = append(want, tree(t, out))
	}
	return dir, docs, want
}

func generateArgs(docs string) []string {
	return []string{"generate", "--no-cache", "--docs", docs, "--out", "graph", "--module", "example.com/sdk/graph"}
}

// TestKilled kills generate at a hundred random moments. What stands there then, once
// what the run left has been looked at, is the old SDK or the new one, and the next
// run makes the new one.
func TestKilled(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 10
	}
	dir, docs, want := twoEditions(t)
	put(t, dir, "graph/mine.go", "package graph\n")
	for i := range want {
		want[i]["mine.go"] = "package graph\n"
	}
	start := time.Now()
	if out, err := command(t, dir, generateArgs(docs[0])...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took := time.Since(start)
	r := rand.New(rand.NewPCG(1, 9))
	old, reverted, torn := 0, 0, 0
	for i := range kills {
		next := 1 - old
		cmd := command(t, dir, generateArgs(docs[next])...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(took) * 5 / 4)))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Join(dir, "graph", ".sdkscribe-staging")); err == nil {
			torn++
		}
		folder, err := output.Open(t.Context(), filepath.Join(dir, "graph"))
		if err != nil {
			t.Fatal(err)
		}
		_ = folder.Close()
		got := tree(t, filepath.Join(dir, "graph"))
		switch {
		case maps.Equal(got, want[old]):
			reverted++
		case !maps.Equal(got, want[next]):
			t.Fatalf("kill %d left neither SDK; against the old one: %s", i, cmp.Diff(want[old], got))
		}
		if i%4 == 0 { // the others go on from what was left
			if status, stdout, stderr := sdkscribe(t, dir, generateArgs(docs[next])...); status != 0 {
				t.Fatal(stdout, stderr)
			}
			if diff := cmp.Diff(want[next], tree(t, filepath.Join(dir, "graph"))); diff != "" {
				t.Fatalf("the run after kill %d: %s", i, diff)
			}
			old = next
		} else if maps.Equal(got, want[next]) {
			old = next
		}
	}
	t.Logf("a run takes %v; of %d killed, %d left the old SDK, and %d left something to put right", took.Round(time.Millisecond), kills, reverted, torn)
}

// TestAtOnce runs generate for two folders of pages into one output at the same time.
func TestAtOnce(t *testing.T) {
	dir, docs, want := twoEditions(t)
	t.Chdir(dir)
	for range 10 {
		var wg sync.WaitGroup
		for _, name := range slices.Concat(docs, docs) {
			wg.Go(func() {
				if status := run(context.Background(), generateArgs(name), io.Discard, io.Discard); status != 0 {
					t.Errorf("status %d", status)
				}
			})
		}
		wg.Wait()
		got := tree(t, filepath.Join(dir, "graph"))
		if !maps.Equal(got, want[0]) && !maps.Equal(got, want[1]) {
			t.Fatalf("neither SDK; against the first: %s", cmp.Diff(want[0], got))
		}
	}
}
