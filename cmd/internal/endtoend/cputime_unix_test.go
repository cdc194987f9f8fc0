//go:build unix

package endtoend

import (
	"syscall"
	"time"
)

// spent returns the CPU time that the process has taken, which other processes do not
// change as they change the time on the wall.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
