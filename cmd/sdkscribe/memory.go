package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// A run is short, and most of what it allocates it needs to the end. So the garbage
// collector need not look before the heap is as large as a big reference makes it;
// from then on it works as ever. Who has set GOGC or GOMEMLIMIT knows better.
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

// clearMemory frees what a run has left, so that the next one in the same process
// has the same room.
func clearMemory() {
	runtime.GC()
	tuneMemory()
}
