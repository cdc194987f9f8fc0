package rest_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Attachment is the base of FileAttachment.
type Attachment struct {
	Name  rest.Opt[string] `json:"name"`
	Size  rest.Opt[int32]  `json:"size"`
	Extra rest.Extra       `odata:"#microsoft.graph.attachment"`
}

// FileAttachment is derived from Attachment.
type FileAttachment struct {
	Name         rest.Opt[string]      `json:"name"`
	Size         rest.Opt[int32]       `json:"size"`
	ContentBytes rest.Opt[rest.Binary] `json:"contentBytes"`
	Extra        rest.Extra            `odata:"#microsoft.graph.fileAttachment"`
}

// Odd has a member of another type than Attachment's.
type Odd struct {
	Size  rest.Opt[string]       `json:"size"`
	Price rest.Opt[rest.Decimal] `json:"price"`
	Extra rest.Extra
}

func (x *Attachment) MarshalJSON() ([]byte, error)        { return rest.MarshalObject(x) }
func (x *Attachment) UnmarshalJSON(text []byte) error     { return rest.UnmarshalObject(text, x) }
func (x *FileAttachment) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *FileAttachment) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }
func (x *Odd) MarshalJSON() ([]byte, error)               { return rest.MarshalObject(x) }
func (x *Odd) UnmarshalJSON(text []byte) error            { return rest.UnmarshalObject(text, x) }

func TestFromAndAs(t *testing.T) {
	file := &FileAttachment{Name: rest.Some("a.txt"), Size: rest.Null[int32](), ContentBytes: rest.Some(rest.Binary("hi"))}
	file.Extra.SetNull("x")
	base := rest.From[Attachment](file)
	want := &Attachment{Name: rest.Some("a.txt"), Size: rest.Null[int32](), Extra: rest.Extra{
		"@odata.type":  jsontext.Value(`"#microsoft.graph.fileAttachment"`),
		"contentBytes": jsontext.Value(`"aGk="`), "x": jsontext.Value("null"),
	}}
	if diff := cmp.Diff(want, base); diff != "" {
		t.Errorf("From (-want +got):\n%s", diff)
	}
	back, err := rest.As[FileAttachment](base)
	if err != nil {
		t.Fatal(err)
	}
	file.Extra["@odata.type"] = jsontext.Value(`"#microsoft.graph.fileAttachment"`)
	if diff := cmp.Diff(file, back); diff != "" {
		t.Errorf("As (-want +got):\n%s", diff)
	}
	if _, err := rest.As[Event](base); !errors.Is(err, rest.ErrType) || !strings.Contains(err.Error(), "microsoft.graph.fileAttachment is no microsoft.graph.event") {
		t.Errorf("an attachment as an event: %v", err)
	}
	if rest.From[Attachment]((*FileAttachment)(nil)) != nil || rest.From[Attachment](nil) != nil {
		t.Error("From of nil is not nil")
	}
}

func TestAsWithoutType(t *testing.T) {
	got, err := rest.As[FileAttachment](&Odd{})
	if err != nil || got == nil {
		t.Errorf("an object that names no type: %v", err)
	}
	if _, err := rest.As[FileAttachment](&Odd{Size: rest.Some("big")}); err == nil {
		t.Error("a size that is a string was taken")
	}
	if _, err := rest.As[FileAttachment](5); err == nil {
		t.Error("a number was taken for an object")
	}
}

func TestFromKeepsWhatDoesNotFit(t *testing.T) {
	got := rest.From[Attachment](&Odd{Size: rest.Some("big")})
	if !got.Size.IsZero() || string(got.Extra["size"]) != `"big"` || got.Extra["@odata.type"] != nil {
		t.Errorf("got %+v", got)
	}
}

func TestFromReportsWhenSent(t *testing.T) {
	got := rest.From[Attachment](&Odd{Price: rest.Some(rest.Decimal("1,5"))})
	if _, err := json.Marshal(got); err == nil || !strings.Contains(err.Error(), "1,5") {
		t.Errorf("a value that cannot be encoded: %v", err)
	}
	if _, err := json.Marshal(rest.From[Attachment]("text")); err == nil {
		t.Error("a string was sent as an attachment")
	}
}

// Gear is the base of Amplifier and Case, which its member kind tells apart.
type Gear struct {
	Kind  rest.Opt[gearKind] `json:"kind"`
	Name  rest.Opt[string]   `json:"name"`
	Extra rest.Extra
}

type gearKind string

// Amplifier is derived from Gear and has a field for the member that names it.
type Amplifier struct {
	Kind  rest.Opt[gearKind] `json:"kind"`
	Watts rest.Opt[int32]    `json:"watts"`
	Extra rest.Extra         `type:"kind=amp=1"`
}

// Case is derived from Gear and has none.
type Case struct {
	Locks rest.Opt[int32] `json:"locks"`
	Extra rest.Extra      `type:"kind=case"`
}

func (x *Gear) MarshalJSON() ([]byte, error)         { return rest.MarshalObject(x) }
func (x *Gear) UnmarshalJSON(text []byte) error      { return rest.UnmarshalObject(text, x) }
func (x *Amplifier) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *Amplifier) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }
func (x *Case) MarshalJSON() ([]byte, error)         { return rest.MarshalObject(x) }
func (x *Case) UnmarshalJSON(text []byte) error      { return rest.UnmarshalObject(text, x) }

// TestTypesByAMember has a member of the service's own name the types.
func TestTypesByAMember(t *testing.T) {
	amp := rest.From[Gear](&Amplifier{Watts: rest.Some[int32](50)})
	if got := jsonOf(t, amp); got != `{"kind":"amp=1","watts":50}` || amp.Kind.Value() != "amp=1" {
		t.Errorf("an amplifier is sent as %s", got)
	}
	box := rest.From[Odd](&Case{Locks: rest.Some[int32](2)})
	if got := jsonOf(t, box); got != `{"kind":"case","locks":2}` {
		t.Errorf("a case is sent as %s", got)
	}
	other := rest.From[Gear](&Amplifier{Kind: rest.Some[gearKind]("valve")})
	if got := jsonOf(t, other); got != `{"kind":"valve"}` {
		t.Errorf("what an object says itself is sent as %s", got)
	}
	back, err := rest.As[Amplifier](amp)
	if err != nil || back.Watts.Value() != 50 {
		t.Errorf("%v, %v", back, err)
	}
	if _, err := rest.As[Case](amp); !errors.Is(err, rest.ErrType) || !strings.Contains(err.Error(), `"kind" of *rest_test.Gear is "amp=1" and not "case"`) {
		t.Errorf("an amplifier as a case: %v", err)
	}
	if _, err := rest.As[Amplifier](other); !errors.Is(err, rest.ErrType) {
		t.Errorf("something else as an amplifier: %v", err)
	}
	if _, err := rest.As[Case](&Gear{Name: rest.Some("box")}); err != nil {
		t.Errorf("what does not say what it is as a case: %v", err)
	}
	if _, err := rest.As[Gear](amp); err != nil {
		t.Errorf("an amplifier as gear: %v", err)
	}
}
