package output

import (
	"context"
	"sync"
)

// Most runs find most files as the last run has left them. They are read and compared
// while the new files are still being generated.

// A survey takes the sums of files of the output folder in the background.
type survey struct {
	stop context.CancelFunc
	done sync.WaitGroup
	seen map[string]string
}

// Survey begins to look at the files that are known to be ours, so that
// [Folder.Write] need not look again at those that are as wanted.
func (f *Folder) Survey(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	f.survey = &survey{stop: stop}
	f.survey.done.Go(func() { f.survey.seen = f.look(ctx) })
}

// Seen waits for the survey and returns the sums that it has taken, by path: all that
// can be taken, none where there was no survey.
func (f *Folder) Seen() map[string]string {
	if f.survey == nil {
		return nil
	}
	f.survey.done.Wait()
	return f.survey.seen
}

// look takes the sums of our files until it has them all or ctx ends. What cannot be
// read is left to [Folder.Write], which says what is wrong.
func (f *Folder) look(ctx context.Context) map[string]string {
	t, err := f.openTree()
	if err != nil {
		return nil
	}
	defer t.close()
	old, err := t.readManifest()
	if err != nil {
		return nil
	}
	seen := make(map[string]string, len(old))
	for _, name := range old.paths() {
		if ctx.Err() != nil {
			break
		}
		if kindOf(name) == notOurs {
			continue
		}
		if sum, err := t.sumOf(name); err == nil && sum != "" {
			seen[name] = sum
		}
	}
	return seen
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
