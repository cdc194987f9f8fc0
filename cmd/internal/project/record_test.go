package project

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
)

// TestRecord reads what was written, and finds that nothing has changed.
func TestRecord(t *testing.T) {
	p, err := Read(t.Context(), docs(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	is := newRecord(p)
	text := is.file().Content
	was, err := parseRecord(text)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(pageChanges(was, is)) + len(settingChanges(was, is)); n > 0 || len(was.pages) < p.Pages {
		t.Errorf("%d changes of %d pages", n, len(was.pages))
	}
	if r := apidiff.Compare(was.surface, is.surface); len(r.Changes) > 0 {
		t.Errorf("the API has changed: %v", r.Changes)
	}
	if diff := cmp.Diff(string(is.surface.Append(nil)), string(was.surface.Append(nil))); diff != "" {
		t.Error(diff)
	}
	edited := bytes.Replace(text, []byte("\npage "), []byte("\npage 0"), 1)
	if !sameRecord(RecordName, text, edited) || sameRecord("x", text, edited) || sameRecord(RecordName, text, bytes.Replace(text, []byte("operation "), nil, 1)) {
		t.Error("what makes a difference to a record is not what it should be")
	}
}

// TestRecordTooLong gives records that would take long to read.
func TestRecordTooLong(t *testing.T) {
	if _, err := parseRecord(make([]byte, maxRecord+1)); err == nil {
		t.Error("a record of any length is read")
	}
	is := &record{surface: &apidiff.Surface{}}
	if is.explains(make([]byte, 2*recordSlack)) || !is.explains(make([]byte, recordSlack)) {
		t.Error("how long a record may be does not depend on what it is compared with")
	}
	var d Drift
	if d.explain(make([]byte, 2*recordSlack), is); !d.Unrecorded {
		t.Error("a long record is compared")
	}
}

func FuzzRecord(f *testing.F) {
	f.Add([]byte("setting a \"b\"\npage 00 x y.md\nnamespace a\ntype ~x X complex\n\t.a A Edm.String\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := parseRecord(text)
		if err != nil {
			return
		}
		written := r.file().Content
		again, err := parseRecord(written)
		if err != nil {
			t.Fatalf("%v in\n%s", err, written)
		}
		if diff := cmp.Diff(r.settings, again.settings); diff != "" {
			t.Error(diff)
		}
		apidiff.Compare(r.surface, again.surface)
	})
}
