package project

import (
	"context"
	"errors"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// A Drift says how an output folder differs from what its pages give.
type Drift struct {
	Schema int `json:"schema"`
	// InStep is true where there is nothing else to say.
	InStep bool `json:"inStep"`
	// Files are those that are not as they would be written.
	Files []DriftedFile `json:"files"`
	// API is what has changed in the API since the SDK was made. It is nil where the API
	// was not recorded.
	API *apidiff.Report `json:"api"`
	// Pages and Settings are those that have changed since then.
	Pages    []PageChange    `json:"pages"`
	Settings []SettingChange `json:"settings"`
	// Unrecorded is true where the folder does not say what the SDK was made of.
	Unrecorded bool `json:"unrecorded"`
	// Interrupted is true where a run of generate was killed.
	Interrupted bool `json:"interrupted"`
	// Stray is true where the folder has what generate keeps there while it writes, such
	// as a journal, left by no run of this user in this place.
	Stray bool `json:"stray"`
	// Sdkscribe is true where another version of sdkscribe has written the files, and
	// this one writes others although neither the pages nor the settings have changed.
	Sdkscribe   bool              `json:"sdkscribe"`
	Summary     Summary           `json:"summary"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
}

// DriftSchema is the version of the JSON form of a [Drift]. Keys are only ever added.
const DriftSchema = 1

// A DriftedFile is a file of the output that is not as it would be written.
type DriftedFile struct {
	Path  string       `json:"path"` // below the output folder
	State output.State `json:"state"`

	old, new []byte
}

// Diff is the unified diff from what stands there to what would be written, in lines.
// Names are those of git: "a/" and "b/" before the path below prefix.
func (f DriftedFile) Diff(prefix string) []string {
	name := f.Path
	if prefix != "" {
		name = prefix + "/" + name
	}
	from, to := "a/"+name, "b/"+name
	if f.old == nil {
		from = "/dev/null"
	}
	if f.new == nil {
		to = "/dev/null"
	}
	text := udiff.Unified(from, to, string(f.old), string(f.new))
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// Check reports whether the output folder holds what generate would write into it. It
// writes nothing but what it keeps in store, which may be nil. The error says why
// nothing could be found out.
func Check(ctx context.Context, s config.Settings, store *cache.Store, progress Progress) (_ *Drift, err error) {
	target, err := s.Target()
	if err != nil {
		return nil, err
	}
	folder, err := output.OpenToLook(ctx, s.Out)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	chosen, err := choose(s)
	if err != nil {
		return nil, err
	}
	k := newKnowledge(store, s, target, folder)
	defer k.close()
	pages, err := open(ctx, s, chosen, k, progress)
	if err != nil {
		return nil, err
	}
	defer pages.Close()
	for _, kind := range []string{"run", "check"} {
		if r, ok := k.last(ctx, kind, pages); ok {
			return newDrift(r.Summary, r.Diagnostics, output.Comparison{}), nil
		}
	}
	folder.Survey(ctx)
	p, err := read(ctx, s, pages, chosen, k, progress)
	if err != nil {
		return nil, err
	}
	files, err := p.files(ctx, k.made())
	if err != nil {
		return nil, err
	}
	progress.report("comparing files", 0, 0)
	found, err := folder.Compare(ctx, files, sameRecord)
	if err != nil {
		return nil, err
	}
	d := newDrift(p.Summary(), p.API.Diagnostics, found)
	if d.InStep {
		k.keep("check", pages, found.Manifest, found.Yielded, k.encode(d.Summary, d.Diagnostics))
		return d, nil
	}
	was, _ := folder.Stored(RecordName)
	d.explain(was, newRecord(p))
	if d.API != nil {
		err = allow(d.API, s)
	}
	return d, err
}

func newDrift(s Summary, ds []diag.Diagnostic, found output.Comparison) *Drift {
	d := &Drift{
		Schema: DriftSchema, Files: []DriftedFile{}, Pages: []PageChange{}, Settings: []SettingChange{},
		Interrupted: found.Interrupted, Stray: found.Stray, Summary: s, Diagnostics: ds,
	}
	for _, x := range found.Differences {
		d.Files = append(d.Files, DriftedFile{x.Path, x.State, x.Old, x.New})
	}
	d.InStep = len(d.Files) == 0 && !d.Interrupted && !d.Stray
	return d
}

// explain says what has changed since the record was written.
func (d *Drift) explain(was []byte, is *record) {
	if was == nil || !is.explains(was) {
		d.Unrecorded = true
		return
	}
	old, err := parseRecord(was)
	if err != nil {
		d.Unrecorded = true
		return
	}
	d.API = apidiff.Compare(old.surface, is.surface)
	d.Pages = append(d.Pages, pageChanges(old, is)...)
	d.Settings = append(d.Settings, settingChanges(old, is)...)
	if len(d.Pages)+len(d.Settings) > 0 {
		return
	}
	for _, f := range d.Files {
		changed := f.State == output.Outdated || f.State == output.New || f.State == output.Leftover
		d.Sdkscribe = d.Sdkscribe || changed && f.Path != output.ManifestName
	}
}

// In returns the drifted files in a state.
func (d *Drift) In(states ...output.State) []DriftedFile {
	var out []DriftedFile
	for _, f := range d.Files {
		for _, s := range states {
			if f.State == s {
				out = append(out, f)
			}
		}
	}
	return out
}
