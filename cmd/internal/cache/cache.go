// Package cache keeps on this machine what one run of sdkscribe has found out and
// the next can use: pages as they were parsed, the sums of files, and the outcome of the
// run.
//
// A cache makes runs faster and nothing else. An entry is used only by the build of
// sdkscribe that has written it, and only if its key and its checksum are right. What an
// entry says about files is checked against the files by its reader. An entry is written to
// a file of its own, which is then renamed, so that runs at the same time never see a part
// of one. A new entry takes the place of the old one with the same key, and all entries
// together are limited in size and age.
//
// The build cache of the go command is published as a library, but keeps every content
// under its sum: the contents that a key had before stay for five days, whatever room they
// take. An entry here can have tens of megabytes and is written again by many runs.
package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
)

// EnvDir is the environment variable with the folder of the cache. The value "off" means
// no cache.
const EnvDir = "SDKSCRIBE_CACHE"

// Entries that have not been used for maxAge are removed. So are the oldest ones where all
// entries together have more than maxTotal bytes. Entries of more than maxEntry bytes are
// not written and not read.
const (
	maxAge   = 30 * 24 * time.Hour
	maxTotal = 1 << 30
	maxEntry = 256 << 20
)

// Dir returns the folder of the user's cache, "" for none.
func Dir() string {
	switch dir := os.Getenv(EnvDir); dir {
	case "off":
		return ""
	case "":
	default:
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "sdkscribe")
}

// Trusted returns why what stands in the cache folder dir, "" for none, may be somebody
// else's: whether a commit to a repository that one of the folders is in, or any user of
// the machine, could have put it there. An entry says what pages mean, which nobody
// checks again.
func Trusted(dir string, folders ...string) error {
	if dir == "" {
		return nil
	}
	for _, folder := range append(folders, ".") {
		if checkout.Holds(folder, dir) {
			return fmt.Errorf("%s is in the repository or module %s, where a commit can put things; set %s to a folder outside of it, or to off", dir, checkout.Top(folder), EnvDir)
		}
	}
	const others = 0o002
	info, err := os.Stat(dir)
	if err == nil && info.Mode().Perm()&others != 0 && runtime.GOOS != "windows" {
		return fmt.Errorf("everybody can write to %s; set %s to a folder of your own, or to off", dir, EnvDir)
	}
	return nil
}

// A Store is a folder of entries. A nil Store keeps nothing.
type Store struct {
	dir     string
	build   func() string
	trimmed atomic.Int64 // when, in Unix seconds
}

// Open returns the store in dir, which need not exist, or nil where dir is "".
func Open(dir string) *Store {
	if dir == "" {
		return nil
	}
	return open(dir, build)
}

func open(dir string, build func() string) *Store {
	s := &Store{dir: dir, build: sync.OnceValue(build)}
	go s.build() // takes some milliseconds, while others read pages
	return s
}

// Only files with these suffixes are entries and are removed. The folder may contain
// other files.
const (
	entrySuffix = ".sdkscribe"
	newSuffix   = ".sdkscribe-new"
)

// An entry is the magic, the build's sum, the key's sum, the content's checksum
// and the content.
const (
	magic      = "sdkscribe cache\n"
	headLength = len(magic) + 2*sha256.Size + 4
)

func (s *Store) name(kind, key string) string {
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(s.dir, kind+"-"+hex.EncodeToString(sum[:16])+entrySuffix)
}

func (s *Store) head(key string, content []byte) []byte {
	sum := sha256.Sum256([]byte(key))
	head := slices.Concat([]byte(magic), []byte(s.build()), sum[:])
	return binary.BigEndian.AppendUint32(head, checksum(content))
}

// checksum finds damage. It does not find changes that people make on purpose: see [Trusted].
func checksum(content []byte) uint32 {
	return crc32.Checksum(content, crc32.MakeTable(crc32.Castagnoli))
}

// Load returns the content that this build has last saved under kind and key. It reports
// false where there is none that can be used.
func (s *Store) Load(kind, key string) ([]byte, bool) {
	if s == nil || s.build() == "" {
		return nil, false
	}
	name := s.name(kind, key)
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxEntry {
		return nil, false
	}
	data, err := os.ReadFile(name)
	if err != nil || len(data) < headLength {
		return nil, false
	}
	content := data[headLength:]
	if string(data[:headLength]) != string(s.head(key, content)) {
		return nil, false
	}
	if now := time.Now(); now.Sub(info.ModTime()) > 24*time.Hour {
		_ = os.Chtimes(name, now, now) // it is in use
	}
	return content, true
}

// Save keeps content under kind, which is one word, and key. It reports no errors: where
// it fails, there is no entry, or the old one stays.
func (s *Store) Save(kind, key string, content []byte) {
	if s == nil || s.build() == "" || len(content) > maxEntry-headLength {
		return
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return
	}
	f, err := os.CreateTemp(s.dir, "*"+newSuffix)
	if err != nil {
		return
	}
	_, err = f.Write(s.head(key, content))
	if err == nil {
		_, err = f.Write(content)
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), s.name(kind, key))
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	s.trim(time.Now())
}

// trimEvery is the least time between two looks through the entries of a store. A run
// saves several entries and looks through them once.
const trimEvery = time.Minute

// trim removes entries that are old or too many, and files that killed runs have left.
func (s *Store) trim(now time.Time) {
	last := s.trimmed.Load()
	if now.Unix() < last+int64(trimEvery/time.Second) || !s.trimmed.CompareAndSwap(last, now.Unix()) {
		return
	}
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	for _, e := range entries {
		ours := strings.HasSuffix(e.Name(), entrySuffix) || strings.HasSuffix(e.Name(), newSuffix)
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && ours {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	total := int64(0)
	for _, info := range files {
		total += info.Size()
		age := now.Sub(info.ModTime())
		if age > maxAge || total > maxTotal || strings.HasSuffix(info.Name(), newSuffix) && age > time.Hour {
			_ = os.Remove(filepath.Join(s.dir, info.Name()))
		}
	}
}
