package output

import (
	"context"
	"sync"
)

// Most runs find most files as they left them. To see that takes looking at them,
// which can be done while the files are still being made.

// A survey takes the sums of files of the output folder in the background.
type survey struct {
	stop context.CancelFunc
	done sync.WaitGroup
	seen map[string]string
}

// Survey begins to look at the files that are known to be ours, so that
// [Folder.Write], which alone may follow, need not look again at those that are as
// wanted.
func (f *Folder) Survey(ctx context.Context) {
	t, err := f.openTree()
	if err != nil {
		return // there is nothing yet, or Write will say what is wrong
	}
	old, err := t.readManifest()
	if err != nil {
		t.close()
		return
	}
	ctx, stop := context.WithCancel(ctx)
	s := &survey{stop: stop, seen: make(map[string]string, len(old))}
	s.done.Go(func() {
		defer t.close()
		for _, name := range old.paths() {
			if ctx.Err() != nil {
				return
			}
			if sum, err := t.sumOf(name); err == nil && sum != "" {
				s.seen[name] = sum
			}
		}
	})
	f.survey = s
}

// end ends the survey and returns what it has seen.
func (s *survey) end() map[string]string {
	if s == nil {
		return nil
	}
	s.stop()
	s.done.Wait()
	return s.seen
}
