//go:build unix

package output

import (
	"io/fs"
	"os"
	"syscall"
)

// isPrivate reports whether a folder is the user's, and nobody else can write to it.
func isPrivate(folder fs.FileInfo) bool {
	const others = 0o022
	s, ok := folder.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Geteuid() && folder.Mode().Perm()&others == 0
}
