package main

import (
	"os"
	"runtime/debug"
)

// A run is short, and most of what it allocates it needs to the end. So the
// garbage collector may let the heap grow to five times what is in use before it
// looks, as long as all stays below heapLimit; above that it works as ever. Who
// has set GOGC or GOMEMLIMIT knows better.
const (
	heapGrowth = 400       // per cent
	heapLimit  = 480 << 20 // bytes
)

func tuneMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(heapGrowth)
		debug.SetMemoryLimit(heapLimit)
	}
}
