// Package cache keeps on this machine what one run of sdkscribe has found out and
// the next can use: pages already read, what came of the files already made, and whether
// anything has to be done at all.
//
// A cache makes runs faster and nothing else. Every entry is bound to the build of
// sdkscribe that wrote it and carries a checksum; one that is missing, damaged, of
// another build or of another key is as good as none. What an entry says of files
// is for its reader to check against the files. Entries are written to a file of
// their own and renamed, so that runs at the same time see whole ones.
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

// EnvDir is the environment variable that names the folder of the cache, or says
// "off".
const EnvDir = "SDKSCRIBE_CACHE"

// Entries not used for maxAge are removed, and the oldest ones where all take more
// than maxTotal bytes.
const (
	maxAge   = 30 * 24 * time.Hour
	maxTotal = 1 << 30
	maxEntry = 256 << 20
)

// Dir is the folder of the user's cache, "" for none.
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

// Trusted tells why what stands in the cache folder dir, "" for none, may be somebody
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

// Only files of these names are entries, and removed: the folder may be one that
// holds other things.
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

// checksum guards against damage, not against people: see [Trusted].
func checksum(content []byte) uint32 {
	return crc32.Checksum(content, crc32.MakeTable(crc32.Castagnoli))
}

// Load returns what was last saved under kind and key by this build.
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

// Save keeps content under kind, a word, and key. Where that fails,
// nothing is kept.
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

// trimEvery is how long it takes until a store is looked through again: a run saves
// several entries.
const trimEvery = time.Minute

// trim removes entries that nobody has used for long, and what killed runs left.
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
