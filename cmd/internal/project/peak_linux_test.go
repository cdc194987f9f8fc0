package project

import (
	"syscall"
	"testing"
)

// reportPeak reports the most memory that the process has had so far, which is
// that of the benchmark where it runs alone.
func reportPeak(b *testing.B) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err == nil {
		b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MiB")
	}
}
