package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ManifestName is the file in the output folder that lists what sdkscribe
// wrote there, in the format of sha256sum(1): "sha256sum --check sdkscribe.sum"
// reports whether they have been edited since. Its lines are sorted and have no versions,
// times or names of machines, so that the manifest changes and merges exactly as the
// files do.
//
// It is read leniently: a path may be in it more than once, and the marks of an unfinished
// merge are skipped. The files of both sides of the merge are ours if they look it: see
// [kindOf].
const ManifestName = "sdkscribe.sum"

// Bounds of a manifest that is read, in bytes and in sums of one path. Graph's has a
// quarter of a megabyte; merges bring a few sums.
const (
	maxManifest = 16 << 20
	maxSums     = 16
)

// A manifest maps the path of each file of ours to the sums it may have.
type manifest map[string][]string

func (m manifest) add(name, sum string)        { m[name] = append(m[name], sum) }
func (m manifest) has(name string) bool        { return len(m[name]) > 0 }
func (m manifest) lists(name, sum string) bool { return slices.Contains(m[name], sum) }
func (m manifest) paths() []string             { return slices.Sorted(maps.Keys(m)) }

// owns reports whether what was found at a path may be replaced: it says itself that it
// is sdkscribe's, or m lists it and it looks like a file of its kind, or is empty, as a
// power cut leaves files.
func (m manifest) owns(name string, found finding) bool {
	k := kindOf(name)
	return k != notOurs && found.regular &&
		(k.signed(found.content) || m.has(name) && (len(found.content) == 0 || k.looks(found.content)))
}

// wrote reports whether m lists a content of a file, as it was written or as git has
// checked it out.
func (m manifest) wrote(name string, content []byte) bool {
	return m.lists(name, sum(content)) || m.lists(name, sum(unixLines(content)))
}

func (m manifest) encode() []byte {
	var b bytes.Buffer
	for _, name := range m.paths() {
		for _, sum := range m[name] {
			fmt.Fprintf(&b, "%s  %s\n", sum, name)
		}
	}
	return b.Bytes()
}

func sum(content []byte) string {
	s := sha256.Sum256(content)
	return hex.EncodeToString(s[:])
}

// readManifest reads the folder's manifest. It is empty where there is no such file.
func (t *tree) readManifest() (manifest, error) {
	found, err := t.lookAt(ManifestName)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", filepath.Join(t.dir, ManifestName), err)
	}
	if !found.exists {
		return manifest{}, nil
	}
	if !found.regular {
		return nil, fmt.Errorf("%s is %s", filepath.Join(t.dir, ManifestName), found.kind)
	}
	m, err := parseManifest(found.content)
	if err != nil {
		return nil, fmt.Errorf("%s:%w; restore it from version control or remove it", filepath.Join(t.dir, ManifestName), err)
	}
	return m, nil
}

// parseManifest reads a manifest. Errors begin with the line's number.
func parseManifest(text []byte) (manifest, error) {
	m := manifest{}
	if len(text) > maxManifest {
		return nil, fmt.Errorf("1: longer than %d bytes", maxManifest)
	}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		s := strings.TrimRight(string(line), "\r\n")
		if s == "" || isMergeMark(s) {
			continue
		}
		sum, name, ok := strings.Cut(s, "  ")
		if !ok || !isSum(sum) {
			return nil, fmt.Errorf("%d: not a line of a manifest", number)
		}
		if err := checkPath(name); err != nil {
			return nil, fmt.Errorf("%d: %q: %w", number, name, err)
		}
		if !m.lists(name, sum) {
			m.add(name, sum)
		}
		if len(m[name]) > maxSums {
			return nil, fmt.Errorf("%d: %q stands here with more than %d sums", number, name, maxSums)
		}
	}
	return m, nil
}

func isMergeMark(s string) bool {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if rest, ok := strings.CutPrefix(s, mark); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}

func isSum(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size
}

// checkPath returns an error that says why name cannot be the path of a file of ours.
func checkPath(name string) error {
	switch {
	case name == "" || path.IsAbs(name) || !fs.ValidPath(name) || name == "." || !filepath.IsLocal(filepath.FromSlash(name)):
		return errors.New("not a path below the output folder")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl):
		return errors.New("a path with characters that cannot be shown")
	case strings.ContainsAny(name, `\:*?"<>|`):
		return errors.New("a path that not every system can have")
	case name == ManifestName || name == stagingName || strings.HasPrefix(name, stagingName+"/"):
		return errors.New("a path that sdkscribe keeps for itself")
	}
	return nil
}

// parents yields the folders above name, outermost first.
func parents(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range len(name) {
			if name[i] == '/' && !yield(name[:i]) {
				return
			}
		}
	}
}
