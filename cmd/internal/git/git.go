// Package git asks the git command about a repository that holds pages, in such a
// way that nothing which comes with the pages can make it run a program.
//
// Git runs what the configuration of a repository names: a command in place of ssh,
// hooks, a file system monitor, credential helpers. A pull request cannot bring a
// file called .git, but it can bring HEAD, config, objects and refs as ordinary
// files, and a folder that holds these is a repository to git. So this package finds
// the work tree itself (find.go), refuses a folder that git could take for a
// repository, and runs git at the top of the work tree alone. And since nothing that
// is asked here needs another program, git is run so that it starts none, whatever
// any configuration says (shield.go).
package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrNoGit means that there is no git command to ask.
var ErrNoGit = errors.New("there is no git command in PATH")

// ErrIncomplete means that an object is not in the repository.
var ErrIncomplete = errors.New("the repository does not have all of the objects, and none are fetched: " +
	"where it is a partial clone, \"git fetch --refetch --no-filter\" fetches the rest")

// A Repository is a git repository with a work tree.
type Repository struct {
	// Top is the top folder of the work tree, absolute and without symbolic links.
	Top string
	// program is the path of the git command.
	program string
}

// Run runs a git command at the top of the work tree and returns what it prints. The
// command fetches nothing, asks nobody and starts no other program. The error has what
// git says is wrong.
func (r Repository) Run(ctx context.Context, args ...string) ([]byte, error) {
	return r.output(ctx, append(noHooks(), args...), args[0])
}

// Stream runs a git command as [Repository.Run] does, with stdin, which may be nil,
// and calls read with what it prints. The command ends when read returns an error,
// which then is Stream's, unless git itself has ended with one.
func (r Repository) Stream(ctx context.Context, stdin io.Reader, read func(out *bufio.Reader) error, args ...string) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	cmd := r.command(running, append(noHooks(), args...))
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = stdin, &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	failed := read(bufio.NewReaderSize(out, 1<<16))
	if failed != nil && !errors.Is(failed, io.EOF) { // at the end, git has ended or is about to
		stop()
	}
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case failed == nil || errors.Is(failed, io.EOF):
		if err != nil {
			return fmt.Errorf("git %s: %w", args[0], complaint(err, said.String()))
		}
	}
	return failed
}

func (r Repository) command(ctx context.Context, args []string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, r.program, append(shield(), args...)...)
	cmd.Dir = r.Top
	cmd.Env = environment(filepath.Dir(r.Top))
	return cmd
}

// Hooks returns the folder that git looks for hooks in.
func (r Repository) Hooks(ctx context.Context) (string, error) {
	// Not by Run, which would answer that there are none. This command runs no hook.
	out, err := r.output(ctx, []string{"rev-parse", "--git-path", "hooks"}, "rev-parse")
	if err != nil {
		return "", err
	}
	dir := filepath.FromSlash(strings.TrimRight(string(out), "\r\n"))
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(r.Top, dir)
	}
	return dir, nil
}

// output runs a command of the given name and returns what it prints.
func (r Repository) output(ctx context.Context, args []string, name string) ([]byte, error) {
	cmd := r.command(ctx, args)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("git %s: %w", name, complaint(err, errs.String()))
	}
	return out.Bytes(), nil
}

// complaint returns an error with what a git command that failed has said on its
// standard error: the line about what ended it, else the first one. Err, how it
// ended, is for one that said nothing.
func complaint(err error, said string) error {
	if strings.Contains(said, "promisor remote") || strings.Contains(said, "lazy fetching disabled") {
		return ErrIncomplete
	}
	lines := strings.Split(strings.TrimSpace(said), "\n")
	for _, line := range lines {
		if message, ok := strings.CutPrefix(line, "fatal: "); ok {
			return errors.New(message)
		}
	}
	if lines[0] != "" {
		return errors.New(lines[0])
	}
	return err
}
