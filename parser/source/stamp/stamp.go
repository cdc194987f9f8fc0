// Package stamp finds out that a file has not changed without reading it.
//
// A [Book] keeps the sums of files with their stamps: what the system knows of a file
// besides its content, as in git's index. One part of it is the time of the last change to
// the file or to its attributes (st_ctime). Programs cannot set this time, so that a change
// is noticed even if somebody restores the size and the time of modification. On systems
// without such a time a Book never knows a file, and every file is read.
//
// A file may be changed after it was read within the same tick of the clock. Its stamp does
// not show that; git calls such a file racily clean. A Book does not keep files that were
// changed so shortly before they were read, and they are read again by the next run.
//
// There are no errors: a file that cannot be known for certain is not known.
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

// A Book holds the sums of files by their paths. It may be used by several goroutines at a
// time. A nil Book knows no file.
type Book struct {
	before map[string]line

	mu      sync.Mutex
	now     map[string]line
	changed bool
}

// Sum returns the sum of the file at a path, if the Book has it and the file's stamp is
// the same. Info is what the system says of the file now.
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

// Note keeps the sum of the file at a path. Info is what the system said of the file at a
// time, and the content was read after that.
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
