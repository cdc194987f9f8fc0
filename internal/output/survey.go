package output

import (
	"context"
	"sync"
)

// Most runs find most files as they left them. To see that takes reading them,
// which can be done while the files are still being made.

// A survey reads files of the output folder in the background.
type survey struct {
	stop context.CancelFunc
	done sync.WaitGroup
	seen map[string][]byte
}

// Survey begins to read the files that are known to be ours, so that
// [Folder.Write], which alone may follow, need not read again those that are as
// wanted.
func (f *Folder) Survey(ctx context.Context) {
	t, err := openTree(f.dir, f.step)
	if err != nil {
		return // there is nothing yet, or Write will say what is wrong
	}
	old, err := t.readManifest()
	if err != nil {
		t.close()
		return
	}
	ctx, stop := context.WithCancel(ctx)
	s := &survey{stop: stop, seen: make(map[string][]byte, len(old))}
	s.done.Go(func() {
		defer t.close()
		for _, name := range old.paths() {
			if ctx.Err() != nil {
				return
			}
			if found, err := t.lookAt(name); err == nil && found.regular {
				s.seen[name] = found.content
			}
		}
	})
	f.survey = s
}

// end ends the survey and returns what it has seen.
func (s *survey) end() map[string][]byte {
	if s == nil {
		return nil
	}
	s.stop()
	s.done.Wait()
	return s.seen
}
