package generator

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestInheritedNames names a property that a derived type has no field of the same name
// for, because what it declares itself has taken the name. Only there is it called
// otherwise, whichever of the types comes first.
func TestInheritedNames(t *testing.T) {
	for _, derivedFirst := range []bool{false, true} {
		f := newFixture(t)
		note := f.typ("sample.note", api.Complex, "", "content Edm.Stream", "content_ Edm.String", "title Edm.String")
		memo := f.typ("sample.memo", api.Complex, "sample.note", "content Edm.String")
		letter := f.typ("sample.letter", api.Complex, "sample.memo", "sender Edm.String")
		if derivedFirst {
			slices.Reverse(f.api.Types)
		}
		p := Name(f.api, sampleOptions())
		names := p.Names()
		content, inherited, title := note.Properties[0], note.Properties[1], note.Properties[2]
		got := map[string]string{}
		for _, typ := range []*api.Type{note, memo, letter} {
			for _, prop := range typ.AllProperties() {
				got[names.Type(typ)+"."+prop.Name] = names.Property(typ, prop)
			}
		}
		want := map[string]string{
			"Note.content": "", "Note.content_": "Content", "Note.title": "Title",
			"Memo.content": "Content", "Memo.content_": "ContentProperty", "Memo.title": "Title",
			"Letter.content": "Content", "Letter.content_": "ContentProperty", "Letter.title": "Title", "Letter.sender": "Sender",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("derived types first: %v (-want +got):\n%s", derivedFirst, diff)
		}
		for typ, want := range map[*api.Type][]RenamedField{note: nil, memo: {{inherited, "ContentProperty"}}, letter: {{inherited, "ContentProperty"}}} {
			if got := names.Renamed(typ); !slices.Equal(got, want) {
				t.Errorf("renamed in %s: %v, want %v", typ.Name, got, want)
			}
		}
		code, _ := emitted(t, p)
		for _, typ := range []*api.Type{memo, letter} {
			_, fields, _ := strings.Cut(code, "type "+names.Type(typ)+" struct {")
			fields, _, _ = strings.Cut(fields, "\n}")
			if !strings.Contains(fields, "ContentProperty ") || !strings.Contains(fields, "`json:\"content_\"`") {
				t.Errorf("the struct for %s has the fields\n%s", typ.Name, fields)
			}
		}
		if names.Property(note, content) != "" || names.Property(letter, title) != "Title" {
			t.Error("a stream has a field, or a title has none")
		}
	}
}

// TestNamesOfNothing asks for the names of what has none.
func TestNamesOfNothing(t *testing.T) {
	typ := &api.Type{Members: []api.Member{{Name: "low"}}}
	skipped := &api.Example{Skipped: "no request template matches"}
	for _, n := range []*Names{nil, Name(&api.API{}, sampleOptions()).Names()} {
		got := []string{
			n.Type(typ), n.Property(typ, &api.Property{}), n.Member(typ, 0), n.Request(&api.Request{}),
			n.Body(&api.Method{}), n.Parameter(&api.Parameter{}), n.ErrorCode("gone"), n.Example(&api.Example{}).Test,
		}
		if strings.Join(got, "") != "" || n.Renamed(typ) != nil {
			t.Errorf("there are names: %q, %v", got, n.Renamed(typ))
		}
		if got := n.Example(skipped); got != (ExampleNames{Skipped: skipped.Skipped}) {
			t.Errorf("the example has %+v", got)
		}
	}
}

// TestNamesLeaveTheAPI names an API twice: nothing of it changes, and the names are the
// same.
func TestNamesLeaveTheAPI(t *testing.T) {
	a := sample(t)
	first := Name(a, sampleOptions()).Names()
	if diff := cmp.Diff(sample(t), a, cmp.AllowUnexported(api.API{}, api.Type{})); diff != "" {
		t.Errorf("naming changes the API (-read +named):\n%s", diff)
	}
	second := Name(a, sampleOptions()).Names()
	if diff := cmp.Diff(first, second, cmp.AllowUnexported(Names{}, methodNames{}), cmp.Comparer(func(x, y *api.Property) bool { return x == y })); diff != "" {
		t.Errorf("named again, it has other names:\n%s", diff)
	}
}
