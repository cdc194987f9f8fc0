package output

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// A lock serialises runs on one output folder. The lock file stands in the
// system's folder for temporary files, named after the output folder, since
// neither the folder (which may not exist yet, and whose files are committed)
// nor its parent (which is somebody's source tree) should hold one.
type lock struct{ file *flock.Flock }

// lockPoll is how often a waiting run looks whether the lock is free.
const lockPoll = 50 * time.Millisecond

// acquire waits for the lock of the output folder dir, a resolved path.
func acquire(ctx context.Context, dir string) (*lock, error) {
	key := sha256.Sum256([]byte(dir))
	name := fmt.Sprintf("sdkscribe-%d-%s.lock", os.Getuid(), hex.EncodeToString(key[:12]))
	path := filepath.Join(os.TempDir(), name)
	for {
		file := flock.New(path)
		if _, err := file.TryLockContext(ctx, lockPoll); err != nil {
			if ctx.Err() != nil {
				return nil, fmt.Errorf("waiting for another run: %w", ctx.Err())
			}
			return nil, fmt.Errorf("locking %s: %w", path, err)
		}
		if l := (&lock{file}); l.holds() {
			return l, nil
		}
		_ = file.Unlock()
	}
}

// holds reports whether the locked file still has its name. The run that had the lock
// before may have removed the file while this one had it open. The lock of a file without
// a name does not stop other runs.
func (l *lock) holds() bool {
	locked, err := l.file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(l.file.Path())
	return err == nil && os.SameFile(locked, named)
}

// release removes the lock file and then unlocks it, so that no other run can have locked
// it in between. The file stays on systems that cannot remove an open file.
func (l *lock) release() error {
	_ = os.Remove(l.file.Path())
	return l.file.Unlock()
}
