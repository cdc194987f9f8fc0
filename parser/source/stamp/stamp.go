// Package stamp tells that a file is as it was without reading it.
//
// It does so the way git's index does: by what the system keeps of a file besides
// its content. The time of the last change to the file or to what is kept of it
// (st_ctime) cannot be set by programs, so that whoever writes to a file and then
// puts its size and time of modification back is found out all the same. Where a
// system keeps no such time, no file is known, and everything is read.
//
// A file that was changed just before it was read may be changed once more within
// the same tick of the clock, which shows in no stamp: what git calls racily clean.
// Such a file is not remembered, and so read again by the next run.
package stamp

import (
	"crypto/sha256"
	"io/fs"
	"sync"
	"time"
)

// A Sum stands for the content of a file.
type Sum = [sha256.Size]byte

// A Stamp is what the system keeps of a file besides its content. Two equal ones are
// of the same file with the same content, if the first one shows every later change.
type Stamp struct {
	device, inode, size uint64
	modified, changed   int64 // nanoseconds since 1970
}

// The clock by which files are stamped ticks every few milliseconds on file systems
// that keep parts of seconds, every one or two seconds on others.
const (
	tick       = 100 * time.Millisecond
	coarseTick = 3 * time.Second
)

// showsChangeAfter reports whether the stamp of a file changes if the file is changed
// after a time.
func (s Stamp) showsChangeAfter(at time.Time) bool {
	last := max(s.modified, s.changed)
	if last%int64(time.Second) == 0 {
		return at.UnixNano()-last > int64(coarseTick)
	}
	return at.UnixNano()-last > int64(tick)
}

// A line of a Book is what is known of one file.
type line struct {
	stamp Stamp
	sum   Sum
}

// A Book holds the sums of files by their paths, as long as their stamps are the same.
// It may be used by several goroutines at a time; a nil one knows nothing.
type Book struct {
	before map[string]line

	mu      sync.Mutex
	now     map[string]line
	changed bool
}

// Sum returns the sum of the file at a path, of which info was found just now, if it is
// known.
func (b *Book) Sum(path string, info fs.FileInfo) (Sum, bool) {
	if b == nil {
		return Sum{}, false
	}
	known, ok := b.before[path]
	if !ok {
		return Sum{}, false
	}
	stamp, ok := of(info)
	if !ok || stamp != known.stamp {
		return Sum{}, false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now[path] = known
	return known.sum, true
}

// Note remembers the sum of a file: info was found at a time, and the content read
// after that.
func (b *Book) Note(path string, info fs.FileInfo, at time.Time, sum Sum) {
	if b == nil {
		return
	}
	stamp, ok := of(info)
	if !ok || !stamp.showsChangeAfter(at) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now[path] = line{stamp, sum}
	b.changed = true
}
