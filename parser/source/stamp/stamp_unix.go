//go:build linux || darwin

package stamp

import (
	"io/fs"
	"syscall"
)

// of returns the stamp of a file.
func of(info fs.FileInfo) (Stamp, bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Stamp{}, false
	}
	modified, changed := times(s)
	return Stamp{uint64(s.Dev), s.Ino, uint64(s.Size), modified.Nano(), changed.Nano()}, true
}
