package stamp

import (
	"encoding/binary"
	"maps"
	"slices"
)

// A book is kept as its lines in the order of their paths. A line is the length of the
// path in two bytes, the path, the five numbers of the stamp in eight bytes each, and
// the sum.

const (
	numbers  = 5
	afterLen = 2
	fixed    = numbers*8 + len(Sum{})
	maxPath  = 1<<16 - 1
)

// Encode returns the book as it is to be kept: what was asked for or noted since
// [Decode]. It returns nil where that is what was kept before.
func (b *Book) Encode() []byte {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.changed && len(b.now) == len(b.before) {
		return nil
	}
	out := make([]byte, 0, len(b.now)*2*fixed)
	for _, path := range slices.Sorted(maps.Keys(b.now)) {
		if len(path) > maxPath {
			continue
		}
		l := b.now[path]
		out = binary.LittleEndian.AppendUint16(out, uint16(len(path)))
		out = append(out, path...)
		for _, n := range [numbers]uint64{l.stamp.device, l.stamp.inode, l.stamp.size, uint64(l.stamp.modified), uint64(l.stamp.changed)} {
			out = binary.LittleEndian.AppendUint64(out, n)
		}
		out = append(out, l.sum[:]...)
	}
	return out
}

// Decode returns the book that was kept as data, an empty one for data that is none.
func Decode(data []byte) *Book {
	const usual = fixed + 64 // what a line takes
	b := &Book{before: make(map[string]line, len(data)/usual), now: make(map[string]line, len(data)/usual)}
	for len(data) > 0 {
		if len(data) < afterLen {
			return empty()
		}
		end := afterLen + int(binary.LittleEndian.Uint16(data))
		if len(data) < end+fixed {
			return empty()
		}
		var n [numbers]uint64
		for i := range n {
			n[i] = binary.LittleEndian.Uint64(data[end+i*8:])
		}
		l := line{stamp: Stamp{n[0], n[1], n[2], int64(n[3]), int64(n[4])}}
		copy(l.sum[:], data[end+numbers*8:])
		b.before[string(data[afterLen:end])] = l
		data = data[end+fixed:]
	}
	return b
}

func empty() *Book { return &Book{before: map[string]line{}, now: map[string]line{}} }
