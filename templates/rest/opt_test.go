package rest_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

func TestOptStates(t *testing.T) {
	type view struct {
		Value           string
		Has             bool
		Or              string
		Zero, Null, Set bool
		String          string
	}
	look := func(o rest.Opt[string]) view {
		v, ok := o.Get()
		if v != o.Value() {
			t.Errorf("Get returns %q, Value %q", v, o.Value())
		}
		return view{v, ok, o.Or("default"), o.IsZero(), o.IsNull(), o.IsSet(), fmt.Sprint(o)}
	}
	for _, tt := range []struct {
		opt  rest.Opt[string]
		want view
	}{
		{rest.Opt[string]{}, view{Or: "default", Zero: true, String: "<absent>"}},
		{rest.Null[string](), view{Or: "default", Null: true, String: "null"}},
		{rest.Some("x"), view{Value: "x", Has: true, Or: "x", Set: true, String: "x"}},
		{rest.Some(""), view{Has: true, Set: true}},
	} {
		if diff := cmp.Diff(tt.want, look(tt.opt)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tt.opt, diff)
		}
	}
}

func TestOptEqual(t *testing.T) {
	at := time.Date(2030, 5, 1, 12, 0, 0, 0, time.UTC)
	if !rest.Time(at).Equal(rest.Time(at.In(time.FixedZone("", 3600)))) {
		t.Error("one instant in two zones is not equal")
	}
	if rest.Time(at).Equal(rest.Time(at.Add(1))) {
		t.Error("two instants are equal")
	}
	if !rest.Some(math.NaN()).Equal(rest.Some(math.NaN())) || !rest.Some(float32(math.NaN())).Equal(rest.Some(float32(math.NaN()))) {
		t.Error("NaN is not equal to itself")
	}
	if !rest.Some(rest.Binary("a")).Equal(rest.Some(rest.Binary("a"))) || rest.Some(rest.Binary("a")).Equal(rest.Some(rest.Binary("b"))) {
		t.Error("Binary is not compared by content")
	}
	if rest.Some("").Equal(rest.Opt[string]{}) || rest.Null[string]().Equal(rest.Some("")) || !rest.Null[bool]().Equal(rest.Null[bool]()) {
		t.Error("states are not told apart")
	}
	if !rest.Some(Importance("low")).Equal(rest.Some(Importance("low"))) || rest.Some(int32(1)).Equal(rest.Some(int32(2))) {
		t.Error("values are not compared")
	}
	var quoted rest.Opt[int64]
	if err := json.Unmarshal([]byte(`"5"`), &quoted); err != nil || !quoted.Equal(rest.Some[int64](5)) {
		t.Errorf("a number in quotes is not equal to the number: %v, %v", quoted, err)
	}
}

// An Opt works in a struct that is not generated, too.
func TestOptInPlainStruct(t *testing.T) {
	type plain struct {
		A rest.Opt[string] `json:"a,omitzero"`
		B rest.Opt[string] `json:"b,omitzero"`
		C rest.Opt[int32]  `json:"c,omitzero"`
	}
	const text = `{"b":null,"c":3}`
	var p plain
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain{B: rest.Null[string](), C: rest.Some[int32](3)}, p); diff != "" {
		t.Errorf("decoded (-want +got):\n%s", diff)
	}
	if got, err := json.Marshal(p); err != nil || string(got) != text {
		t.Errorf("encoded %s, %v", got, err)
	}
}
