package project

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/source"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// What a run keeps for the next one, in these entries of the cache:
//
//	run      the state of the pages, the manifest of the output, the summary and the
//	         diagnostics: if pages and output have not changed, there is nothing to do
//	check    the same, of the last check that found the output in step
//	pages    every page as it was parsed, by the sum of its text
//	edits    the same, of pages that have changed since
//	made     the sums of Go files, by the sums of what they were made of
//	stamps   the sums and stamps of pages, and those of files of the output
//
// An entry is used only where it agrees with what is on the disk now. Pages and files are
// read and summed for that, except those whose stamps show that they have not changed. The
// cache binds every entry to one build of sdkscribe, so that a new build never uses what
// an old one has found out.

// knowledge is what is known from earlier runs with these settings, and what this
// one finds out. All of its methods may be called where it is nil.
type knowledge struct {
	store  *cache.Store
	folder *output.Folder
	docs   string // the key of what the pages are
	out    string // the key of what the output is
	run    string // the key of all else
	memory func() *source.Memory
	known  func() map[generator.Sum]stamp.Sum // the sums of files, by those of what they are made of
	sums   struct{ pages, files *stamp.Book }
	saving sync.WaitGroup
}

// newKnowledge returns nil where there is no store, or where the paths that runs are known
// by cannot be found.
func newKnowledge(store *cache.Store, s config.Settings, target config.Target, folder *output.Folder) *knowledge {
	if store == nil {
		return nil
	}
	docs, err := filepath.Abs(s.Docs)
	if err != nil {
		return nil
	}
	out, err := filepath.Abs(s.Out)
	if err != nil {
		return nil
	}
	s.Docs, s.Out = docs, out
	key := func(v any) string {
		text, marshal := json.Marshal(v, json.Deterministic(true), jsontext.AllowInvalidUTF8(true))
		if marshal != nil {
			err = marshal
		}
		return string(text)
	}
	k := &knowledge{store: store, folder: folder}
	k.docs = key([]any{docs, s.Include, s.Exclude})
	k.out = key(out)
	k.run = key([]any{s, target})
	if err != nil {
		return nil
	}
	k.memory = sync.OnceValue(func() *source.Memory {
		all, _ := store.Load("pages", k.docs)
		edits, _ := store.Load("edits", k.docs)
		return source.DecodeMemory(all, edits)
	})
	go k.memory() // takes some milliseconds, while the pages are read
	k.known = sync.OnceValue(func() map[generator.Sum]stamp.Sum {
		data, _ := store.Load("made", k.out)
		return decodeMade(data)
	})
	var loading sync.WaitGroup
	loading.Go(func() { k.sums.files = k.book(k.out) })
	k.sums.pages = k.book(k.docs)
	loading.Wait()
	folder.Trust(k.sums.files)
	return k
}

// book returns what is known of the files of a folder.
func (k *knowledge) book(key string) *stamp.Book {
	data, _ := k.store.Load("stamps", key)
	return stamp.Decode(data)
}

// stamps returns what is known of the files that are pages.
func (k *knowledge) stamps() *stamp.Book {
	if k == nil {
		return nil
	}
	return k.sums.pages
}

// The entry about a whole run is two JSON values: the state of pages and output, and the
// summary with the diagnostics. The second is long, and read only if the first still holds.
type (
	lastRun struct {
		Pages    source.State `json:"pages"`
		Manifest string       `json:"manifest"`
		Yielded  []string     `json:"yielded"` // files of others, which have to be there still
	}
	said struct {
		Summary     Summary           `json:"summary"`
		Diagnostics []diag.Diagnostic `json:"diagnostics"`
	}
)

// result returns the result that a run would have, if it is known: if neither the pages nor
// the output have changed since the last run.
func (k *knowledge) result(ctx context.Context, pages *source.Folder) (Result, bool) {
	return k.last(ctx, "run", pages)
}

// last is result from an entry of a kind: "run", or "check" for one that check has
// kept, which knows that the output is in step but not that its record is up to date.
func (k *knowledge) last(ctx context.Context, kind string, pages *source.Folder) (Result, bool) {
	if k == nil {
		return Result{}, false
	}
	data, ok := k.store.Load(kind, k.run)
	if !ok {
		return Result{}, false
	}
	var last lastRun
	dec := jsontext.NewDecoder(bytes.NewBuffer(data))
	if json.UnmarshalDecode(dec, &last) != nil || !pages.Is(last.Pages) {
		return Result{}, false
	}
	files, ok := k.folder.Holds(ctx, last.Manifest)
	var was said
	if !ok || slices.ContainsFunc(last.Yielded, k.owned) || json.UnmarshalDecode(dec, &was) != nil {
		return Result{}, false
	}
	was.Summary.Apart = pages.Apart
	return Result{Summary: was.Summary, Files: output.Report{Unchanged: files, Yielded: last.Yielded, Manifest: last.Manifest}, Diagnostics: was.Diagnostics}, true
}

// pages returns the pages. It parses those that are not known, and keeps them.
func (k *knowledge) pages(ctx context.Context, folder *source.Folder) ([]*parser.Page, error) {
	if k == nil {
		return folder.Pages(ctx, nil)
	}
	memory := k.memory()
	pages, err := folder.Pages(ctx, memory)
	if err == nil {
		k.saving.Go(func() {
			all, edits := memory.Encode()
			for kind, data := range map[string][]byte{"pages": all, "edits": edits} {
				if data != nil {
					k.store.Save(kind, k.docs, data)
				}
			}
		})
	}
	return pages, err
}

// encode starts to encode the summary and the diagnostics. The function that it returns
// waits for the outcome.
func (k *knowledge) encode(summary Summary, ds []diag.Diagnostic) func() []byte {
	encoded := sync.OnceValue(func() []byte {
		const usual = 256 // what a diagnostic takes
		var b bytes.Buffer
		b.Grow((len(ds) + 1) * usual)
		if err := json.MarshalWrite(&b, said{summary, ds}, json.Deterministic(true)); err != nil {
			return nil
		}
		return b.Bytes()
	})
	if k != nil {
		k.saving.Go(func() { encoded() })
	}
	return encoded
}

// owned reports whether a file that was somebody else's is so no more: whether it is gone,
// or says that it is ours.
func (k *knowledge) owned(name string) bool { return !k.folder.Yields(name) }

// keep saves the result of this run for the next one: the manifest of the output, the files
// of others in the place of ours, and the encoded summary and diagnostics.
func (k *knowledge) keep(kind string, pages *source.Folder, manifest string, yielded []string, encoded func() []byte) {
	if k == nil {
		return
	}
	last, err := json.Marshal(lastRun{pages.State(), manifest, yielded}, json.Deterministic(true))
	if was := encoded(); err == nil && was != nil {
		k.saving.Go(func() { k.store.Save(kind, k.run, append(last, was...)) })
	}
}

// close saves the sums of files, and returns when everything is saved.
func (k *knowledge) close() {
	if k == nil {
		return
	}
	for key, book := range map[string]*stamp.Book{k.docs: k.sums.pages, k.out: k.sums.files} {
		k.saving.Go(func() {
			if data := book.Encode(); data != nil {
				k.store.Save("stamps", key, data)
			}
		})
	}
	k.saving.Wait()
}
