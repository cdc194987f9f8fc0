package lint

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/cmd/internal/readfile"
	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// The baseline. It lists known findings, so that a reference with a thousand of them can
// still forbid new ones. A finding is identified by its rule, its page and the text of its
// line. The number of the line does not matter, because lines may move. The message does
// not matter, because another version of sdkscribe may have other words for it. Of findings
// with the same identity the baseline has the number.

// A Baseline is a list of known findings.
type Baseline struct {
	Version int       `json:"version"`
	Known   knownList `json:"known"`
}

// maxBaseline bounds how long a baseline may be, in bytes: that of all of Microsoft
// Graph's reference has 200 KB.
const maxBaseline = 16 << 20

// baselineVersion is that of the file's form.
const baselineVersion = 1

// knownKey is what every baseline that was written has in it.
const knownKey = `"known": [`

// maxCount is more than a page can have of one finding.
const maxCount = 1_000_000

// Known are the findings of one rule on lines of one text of a page.
type Known struct {
	File string `json:"file"`
	Rule string `json:"rule"`
	// Text is the line without white space around it; of a long one its start and
	// a sum of the whole.
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// A knownList is read one by one: the first that is none ends it, before millions of
// them are held.
type knownList []Known

// UnmarshalJSONFrom reads the list.
func (l *knownList) UnmarshalJSONFrom(in *jsontext.Decoder) error {
	if kind := in.PeekKind(); kind != '[' {
		return errors.New("known is no list")
	}
	if _, err := in.ReadToken(); err != nil {
		return err
	}
	for in.PeekKind() != ']' {
		var k Known
		if err := json.UnmarshalDecode(in, &k); err != nil {
			return err
		}
		if k.Count < 1 || k.Count > maxCount {
			return fmt.Errorf("%q is known %d times in %q", k.Rule, k.Count, k.File)
		}
		*l = append(*l, k)
	}
	_, err := in.ReadToken()
	return err
}

// identity returns what identifies a finding in a baseline.
func identity(f Finding) Known {
	const longest = 100
	text := strings.Join(strings.Fields(f.Source), " ")
	if len(text) > longest {
		cut := longest
		for text[cut]&0xC0 == 0x80 {
			cut--
		}
		text = fmt.Sprintf("%s… %x", text[:cut], sha256.Sum256([]byte(text)))[:cut+len("… ")+12]
	}
	return Known{File: f.File, Rule: f.Code, Text: strings.ToValidUTF8(text, "?")}
}

// MakeBaseline returns a baseline of all findings.
func MakeBaseline(findings []Finding) Baseline {
	count := map[Known]int{}
	for _, f := range findings {
		count[identity(f)]++
	}
	b := Baseline{Version: baselineVersion, Known: []Known{}}
	for k, n := range count {
		k.Count = n
		b.Known = append(b.Known, k)
	}
	slices.SortFunc(b.Known, func(x, y Known) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Text, y.Text))
	})
	return b
}

// Unknown returns the findings that are not in b. Known is how many are in it, gone how many
// findings of b are not among those given. Where there are more findings of one identity
// than in b, the last ones count as new.
func (b Baseline) Unknown(findings []Finding) (unknown []Finding, known, gone int) {
	left := map[Known]int{}
	for _, k := range b.Known {
		n := k.Count
		k.Count = 0
		left[k] += n
		gone += n
	}
	for _, f := range findings {
		id := identity(f)
		if left[id] <= 0 {
			unknown = append(unknown, f)
			continue
		}
		left[id]--
		known++
		gone--
	}
	return unknown, known, gone
}

// ReadBaseline reads a baseline. It is empty where there is no such file.
func ReadBaseline(name string) (Baseline, error) {
	data, err := readfile.Regular(name, maxBaseline)
	if errors.Is(err, fs.ErrNotExist) {
		return Baseline{}, nil
	}
	if err != nil {
		return Baseline{}, fmt.Errorf("baseline: %w", err)
	}
	b, err := ParseBaseline(data)
	if err != nil {
		return Baseline{}, fmt.Errorf("baseline: %s %w; write it anew with --write-baseline", name, err)
	}
	return b, nil
}

// ParseBaseline reads the text of a baseline.
func ParseBaseline(data []byte) (Baseline, error) {
	var b Baseline
	if err := json.Unmarshal(data, &b); err != nil {
		return Baseline{}, fmt.Errorf("is no baseline: %w", err)
	}
	if b.Version != baselineVersion {
		return Baseline{}, fmt.Errorf("is of version %d, this sdkscribe reads version %d", b.Version, baselineVersion)
	}
	return b, nil
}

// Write puts the baseline into a file, one known finding a line, so that version
// control can merge it. It replaces nothing but a baseline, whole or damaged: the name
// may come from a pull request.
func (b Baseline) Write(name string) error {
	switch before, err := readfile.Regular(name, maxBaseline); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("baseline: %w", err)
	case len(bytes.TrimSpace(before)) > 0 && !bytes.Contains(before, []byte(knownKey)):
		return fmt.Errorf("baseline: %s is something else and stays: remove it, or name another file", name)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\"version\": %d, %s", b.Version, knownKey)
	for i, k := range b.Known {
		if i > 0 {
			out.WriteByte(',')
		}
		line, err := json.Marshal(k, json.Deterministic(true), jsontext.EscapeForHTML(false))
		if err != nil {
			return fmt.Errorf("baseline: %w", err)
		}
		out.WriteString("\n  ")
		out.Write(visible.JSON(line))
	}
	out.WriteString("\n]}\n")
	temporary, err := os.CreateTemp(filepath.Dir(name), ".baseline-*")
	if err != nil {
		return fmt.Errorf("baseline: %w", err)
	}
	_, err = temporary.Write(out.Bytes())
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
		return fmt.Errorf("baseline: %w", err)
	}
	return nil
}
