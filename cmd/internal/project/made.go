package project

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// This file keeps Go files from being made again that stand in the output folder as
// they would come out.
//
// What a file is made of has a sum, and so has what came of it. The cache keeps pairs of
// the two, of the last run's files. A file is left as it is where the pair is known and
// the content that stands in its place has the sum: the content is looked at in each
// run, and nothing of it is kept twice.

// madeFiles are the files that earlier runs have made. Nil ones are none.
type madeFiles struct {
	knowledge *knowledge
	sums      map[generator.Sum]stamp.Sum // of contents, by those of what they are made of
	there     map[string]string           // the sums of what stands in the output folder
}

// made returns what is known of files that have been made.
func (k *knowledge) made() *madeFiles {
	if k == nil {
		return nil
	}
	m := &madeFiles{knowledge: k, sums: k.known()}
	if len(m.sums) > 0 {
		m.there = k.folder.Seen()
	}
	return m
}

// known returns the function by which the generator asks whether a file stands where it
// belongs as it would come out, nil where no file does.
func (m *madeFiles) known() func(path string, sum generator.Sum) bool {
	if m == nil || len(m.there) == 0 {
		return nil
	}
	return func(path string, sum generator.Sum) bool {
		content, ok := m.sums[sum]
		return ok && m.there[path] == hex.EncodeToString(content[:])
	}
}

// sum is the sum of the content of a file that is known.
func (m *madeFiles) sum(file generator.File) string {
	content := m.sums[file.Sum]
	return hex.EncodeToString(content[:])
}

// keep leaves the sums of files for the next run, if that does not know them yet.
func (m *madeFiles) keep(files []generator.File) {
	if m == nil {
		return
	}
	k := m.knowledge
	k.saving.Go(func() {
		now := make(map[generator.Sum]stamp.Sum, len(files))
		for _, file := range files {
			switch {
			case file.Sum == generator.Sum{}: // no Go file
			case file.Content == nil:
				now[file.Sum] = m.sums[file.Sum]
			default:
				now[file.Sum] = sha256.Sum256(file.Content)
			}
		}
		if !maps.Equal(now, m.sums) {
			k.store.Save("made", k.out, encodeMade(now))
		}
	})
}

// pair is the length of a pair of sums, in bytes.
const pair = 2 * sha256.Size

// encodeMade writes pairs of sums one after the other.
func encodeMade(sums map[generator.Sum]stamp.Sum) []byte {
	out := make([]byte, 0, pair*len(sums))
	for made, content := range sums {
		out = append(append(out, made[:]...), content[:]...)
	}
	return out
}

// decodeMade reads pairs of sums, none where data is something else.
func decodeMade(data []byte) map[generator.Sum]stamp.Sum {
	sums := make(map[generator.Sum]stamp.Sum, len(data)/pair)
	if len(data)%pair != 0 {
		return sums
	}
	for ; len(data) > 0; data = data[pair:] {
		sums[generator.Sum(data)] = stamp.Sum(data[sha256.Size:])
	}
	return sums
}
