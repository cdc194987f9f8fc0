package output

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
)

// A lock serialises runs on one output folder. The lock file stands in a folder of the
// user's own, named after the output folder, since neither the output folder (which may
// not exist yet, and whose files are committed) nor its parent (which is somebody's
// source tree) should hold one.
//
// Beside it a run leaves proof of its journal while there is one: the sum of the
// journal, which nobody can know before, since it has a random number in it. A journal
// that came with a pull request has no proof, nor has one in a folder that was moved or
// copied, for the proof belongs to the output folder's path. This does not depend on
// the cache, which may be off.
type lock struct {
	file  *flock.Flock
	proof string // the path of the proof
}

// lockPoll is how often a waiting run looks whether the lock is free.
const lockPoll = 50 * time.Millisecond

// acquire waits for the lock of the output folder dir, a resolved path.
func acquire(ctx context.Context, dir string) (*lock, error) {
	private, err := privateFolder(dir)
	if err != nil {
		return nil, err
	}
	key := sha256.Sum256([]byte(dir))
	base := filepath.Join(private, hex.EncodeToString(key[:16]))
	for {
		file := flock.New(base + ".lock")
		if _, err := file.TryLockContext(ctx, lockPoll); err != nil {
			if ctx.Err() != nil {
				return nil, fmt.Errorf("waiting for another run: %w", ctx.Err())
			}
			return nil, fmt.Errorf("locking %s: %w", file.Path(), err)
		}
		if l := (&lock{file, base + ".journal"}); l.holds() {
			return l, nil
		}
		_ = file.Unlock()
	}
}

// privateFolder makes a folder that the user alone can write to and that no commit to
// the repository of the output folder dir can have filled. It is in the user's cache
// folder, which outlasts a restart of the machine, or else among temporary files.
func privateFolder(dir string) (string, error) {
	var folders []string
	if cache, err := os.UserCacheDir(); err == nil {
		folders = append(folders, filepath.Join(cache, "sdkscribe", "runs"))
	}
	folders = append(folders, filepath.Join(os.TempDir(), fmt.Sprintf("sdkscribe-%d", os.Getuid())))
	var failed error
	for _, folder := range folders {
		err := makePrivate(folder)
		if err == nil && checkout.Holds(dir, folder) {
			err = fmt.Errorf("%s is in the repository of the output folder", folder)
		}
		if err == nil {
			return folder, nil
		}
		failed = errors.Join(failed, err)
	}
	return "", fmt.Errorf("there is no folder for the lock: %w", failed)
}

// makePrivate makes a folder, or sees that the one that is there is the user's alone.
func makePrivate(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	if !info.IsDir() || !isPrivate(info) {
		return fmt.Errorf("%s is no folder that its owner alone can write to", folder)
	}
	return nil
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
// it in between. The file stays on systems that cannot remove an open file. The proof of a
// journal that has not been removed stays too.
func (l *lock) release() error {
	_ = os.Remove(l.file.Path())
	return l.file.Unlock()
}

// prove leaves proof of a journal.
func (l *lock) prove(journal []byte) error {
	return os.WriteFile(l.proof, []byte(sum(journal)), 0o600)
}

// proves reports whether a run of this user, on this folder, has left the journal.
func (l *lock) proves(journal []byte) bool {
	info, err := os.Lstat(l.proof)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(hex.EncodedLen(sha256.Size)) {
		return false
	}
	proof, err := os.ReadFile(l.proof)
	return err == nil && string(proof) == sum(journal)
}

// settle takes the proof away: the journal is gone.
func (l *lock) settle() error {
	if err := os.Remove(l.proof); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
