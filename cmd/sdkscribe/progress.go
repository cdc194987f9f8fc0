package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A progress shows on a terminal what is being done while it takes long.
type progress struct {
	w     io.Writer // nil where there is no terminal
	start time.Time

	mu    sync.Mutex
	last  time.Time
	shown bool
}

// What takes less than progressAfter has no line. The line is written at most once in
// progressEvery.
const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

func newProgress(w io.Writer) *progress {
	if !isTerminal(w) {
		w = nil
	}
	return &progress{w: w, start: time.Now()}
}

// show replaces the line; see [project.Progress].
func (p *progress) show(stage string, done, total int) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if now.Sub(p.start) < progressAfter || now.Sub(p.last) < progressEvery && done < total {
		return
	}
	p.last, p.shown = now, true
	line := stage
	if total > 0 {
		line = fmt.Sprintf("%s: %s of %s", stage, grouped(done), grouped(total))
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
}

// clear removes the line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
