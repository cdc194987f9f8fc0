package revision

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/git"
)

// Reading objects. What git prints about a commit is taken as it comes, so that
// neither the number of its files nor their length has to be borne before it is
// known to be too much.

// An entry is a file of a revision.
type entry struct {
	name string // below the folder, with slashes
	oid  string
	link bool
}

// list returns the files of a folder in a commit. A folder outside the repository
// has none.
func (r repository) list(ctx context.Context, commit, folder string) ([]entry, error) {
	folder = strings.Trim(path.Clean("/"+strings.TrimPrefix(folder, "./")), "/")
	args := []string{"ls-tree", "-r", "-z", "--full-tree", commit}
	if folder != "" {
		args = append(args, "--", folder+"/")
	}
	var entries []entry
	err := r.Stream(ctx, nil, func(out *bufio.Reader) error {
		for {
			line, err := out.ReadString(0)
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			info, name, ok := strings.Cut(strings.TrimSuffix(line, "\x00"), "\t")
			fields := strings.Fields(info) // mode type object
			if !ok || len(fields) != 3 || fields[1] != "blob" {
				continue
			}
			if len(entries) == maxFiles {
				return fmt.Errorf("there are more than %d files in the folder /%s", maxFiles, folder)
			}
			if folder != "" {
				name = strings.TrimPrefix(name, folder+"/")
			}
			entries = append(entries, entry{name, fields[2], fields[0] == "120000"})
		}
	}, args...)
	return entries, err
}

// read calls take with the content of each entry that is not too long to be of use.
func (r repository) read(ctx context.Context, entries []entry, take func(e entry, content []byte) error) error {
	var wanted strings.Builder
	for _, e := range entries {
		wanted.WriteString(e.oid + "\n")
	}
	return r.Stream(ctx, strings.NewReader(wanted.String()), func(out *bufio.Reader) error {
		total := int64(0)
		for _, e := range entries {
			content, err := readObject(out, e.oid)
			if err != nil {
				return fmt.Errorf("reading %s from git: %w", e.name, err)
			}
			if total += int64(len(content)); total > maxTotal {
				return fmt.Errorf("there are more than %d MiB in the folder", maxTotal>>20)
			}
			if content == nil {
				continue
			}
			if err := take(e, content); err != nil {
				return err
			}
		}
		return nil
	}, "cat-file", "--batch")
}

// readObject reads one object as "git cat-file --batch" prints it; nil for one that is
// longer than maxFile.
func readObject(out *bufio.Reader, oid string) ([]byte, error) {
	head, err := out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(head) // object type size
	if len(fields) == 2 && fields[1] == "missing" {
		return nil, git.ErrIncomplete
	}
	if len(fields) != 3 || fields[0] != oid {
		return nil, fmt.Errorf("git says %q", strings.TrimSpace(head))
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("git says %q", strings.TrimSpace(head))
	}
	if size > maxFile {
		_, err := io.CopyN(io.Discard, out, size+1)
		return nil, err
	}
	content := make([]byte, size+1) // with a line end behind it
	if _, err := io.ReadFull(out, content); err != nil {
		return nil, err
	}
	return content[:size], nil
}
