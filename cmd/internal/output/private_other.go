//go:build !unix

package output

import "io/fs"

// isPrivate relies on the folders of users, which others cannot write to.
func isPrivate(fs.FileInfo) bool { return true }
