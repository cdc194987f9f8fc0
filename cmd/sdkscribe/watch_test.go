package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
)

// A shared buffer is written by one goroutine and read by another.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// await waits until a text has been written.
func (s *shared) await(t *testing.T, text string) {
	t.Helper()
	for range 600 {
		if strings.Contains(s.String(), text) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("there is no %q in\n%s", text, s.String())
}

// TestWatch saves pages and the configuration while generate watches.
func TestWatch(t *testing.T) {
	dir := module(t, nil)
	t.Chdir(dir)
	t.Setenv(cache.EnvDir, dir+"-cache")
	ctx, cancel := context.WithCancel(t.Context())
	out := &shared{}
	done := make(chan int)
	go func() { done <- run(ctx, []string{"generate", "--watch"}, out, io.Discard) }()

	out.await(t, "watching docs\n")
	edit(t, dir, "docs/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
	out.await(t, "  breaking: property job.attempts changed from Edm.Int32 to Edm.Int64 (docs/resources/job.md:")
	put(t, dir, "docs/api/deep/thing-get.md", "---\ntitle: x\n---\n\n# Get thing\n\n## HTTP request\n\n```http\nGET /things\n```\n")
	out.await(t, "  operation thing-get added: GET /things (docs/api/deep/thing-get.md:5)\n")
	put(t, dir, "sdkscribe.yaml", "dosc: x\n")
	out.await(t, "error: configuration: sdkscribe.yaml:1:1: there is no key \"dosc\"")
	put(t, dir, "sdkscribe.yaml", "exclude: ['/things']\n")
	out.await(t, "  breaking: operation thing-get removed")

	cancel()
	if status := <-done; status != 0 {
		t.Errorf("status %d", status)
	}
	if status, stdout, _ := sdkscribe(t, dir, "check"); status != 0 {
		t.Errorf("status %d: %s", status, stdout)
	}
}
