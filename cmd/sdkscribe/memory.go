package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// A run is short and needs most of what it allocates until its end. So the garbage
// collector starts only when the heap is as large as a big reference makes it, and works as
// usual from then on. Where GOGC or GOMEMLIMIT is set, nothing is changed.
const firstLook = 440 << 20 // bytes

func tuneMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstLook)
	runtime.AddCleanup(new([16]byte), func(percent int) {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(math.MaxInt64)
	}, 100)
}

// clearMemory frees the memory of a run, so that the next one in the same process starts
// with the same heap.
func clearMemory() {
	runtime.GC()
	tuneMemory()
}
