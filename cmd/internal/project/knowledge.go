package project

import (
	"bytes"
	"context"
	"path/filepath"
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

// What a run leaves for the next one, in these entries of the cache:
//
//	run      the state of the pages, the manifest of the output and what there was
//	         to say: if both are still so, there is nothing to do
//	check    the same, of the last check that found the output in step
//	pages    every page as it was parsed, by the sum of its text
//	edits    the same, of pages that have changed since
//	made     the sums of Go files, by the sums of what they were made of
//	stamps   the sums of pages, and those of files of the output, with that by which
//	         the system shows that a file has been changed
//
// Each is used only as far as it agrees with what is on the disk now: texts of
// pages and contents of files are read and summed, but for files whose stamps say
// that nobody has touched them. The cache binds all to one build of sdkscribe, so
// that nothing here need know what a new one does otherwise.

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

// newKnowledge returns nil where there is no store, or nothing that runs could be
// told by.
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

// The entry about a whole run is two JSON values: by what it is known again, and what
// there was to say, which is long and read only where it is wanted.
type (
	lastRun struct {
		Pages    source.State `json:"pages"`
		Manifest string       `json:"manifest"`
	}
	said struct {
		Summary     Summary           `json:"summary"`
		Diagnostics []diag.Diagnostic `json:"diagnostics"`
	}
)

// result returns what a run would come to, if that is known: if the pages are what
// they were and the output is what was made of them.
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
	if !ok || json.UnmarshalDecode(dec, &was) != nil {
		return Result{}, false
	}
	return Result{Summary: was.Summary, Files: output.Report{Unchanged: files, Manifest: last.Manifest}, Diagnostics: was.Diagnostics}, true
}

// pages parses the pages that are not known, and keeps what they are.
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

// encode begins to encode what there is to say. The result waits for it.
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

// keep leaves what this run has come to for the next one: the manifest of the output,
// and what there was to say, encoded.
func (k *knowledge) keep(kind string, pages *source.Folder, manifest string, encoded func() []byte) {
	if k == nil {
		return
	}
	last, err := json.Marshal(lastRun{pages.State(), manifest}, json.Deterministic(true))
	if was := encoded(); err == nil && was != nil {
		k.saving.Go(func() { k.store.Save(kind, k.run, append(last, was...)) })
	}
}

// close keeps what was found out about files, and returns when all that is to be kept
// is.
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
