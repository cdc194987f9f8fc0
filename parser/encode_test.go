package parser

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// samePages compares pages in all that they hold but the texts of sources, which
// are of no use once a page is read.
func samePages(want, got *Page) string {
	return cmp.Diff(want, got, cmp.AllowUnexported(Page{}, Annotation{}, Code{}, Template{}, Body{}, JSON{}, origin{}, run{}, source{}), cmpopts.IgnoreFields(source{}, "text", "bytes"), cmpopts.IgnoreFields(Page{}, "suppressions"))
}

// withoutTexts takes the texts out of the sources of a page.
func withoutTexts(p *Page) *Page {
	clean := func(at *origin) {
		if at.src != nil {
			at.src.text, at.src.bytes = "", nil
		}
	}
	body := func(b *Body) {
		clean(&b.origin)
		if b.JSON != nil {
			clean(&b.JSON.origin)
		}
	}
	note := func(a *Annotation) {
		if a != nil {
			clean(&a.origin)
		}
	}
	note(p.Annotation)
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if t, ok := b.(*Table); ok {
				note(t.Annotation)
			}
			c, ok := b.(*Code)
			if !ok {
				continue
			}
			note(c.Annotation)
			clean(&c.origin)
			if c.JSON != nil {
				clean(&c.JSON.origin)
			}
			if c.Request != nil {
				body(&c.Request.Body)
			}
			if c.Response != nil {
				body(&c.Response.Body)
			}
		}
	}
	return p
}

// recoded is p encoded and decoded.
func recoded(t testing.TB, p *Page) *Page {
	t.Helper()
	data, err := Encode([]byte("x"), p)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(string(data[1:]))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestEncodeEverything fills every field that there is, so that one which is new
// and not encoded shows.
func TestEncodeEverything(t *testing.T) {
	p := &Page{}
	n := 0
	fill(reflect.ValueOf(p).Elem(), &n, 0)
	if n < 300 {
		t.Fatalf("only %d fields are filled", n)
	}
	if diff := samePages(p, recoded(t, p)); diff != "" {
		t.Error(diff)
	}
}

// fill sets v, and what it holds, to values that are all different.
func fill(v reflect.Value, n *int, depth int) {
	*n++
	if !v.CanSet() { // an unexported field
		v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("s" + strconv.Itoa(*n))
	case reflect.Int:
		v.SetInt(int64(*n) * 7 * int64(1-2*(*n%2)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8:
		v.SetUint(uint64(*n % 256))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		if value, ok := v.Interface().(*relaxed.Value); ok {
			*value = relaxed.Value{Kind: relaxed.Array, Offset: *n, Elements: []*relaxed.Value{
				{Kind: relaxed.Number, Text: "1", Offset: *n}, {Kind: relaxed.Object, Members: []relaxed.Member{{Name: "a", Offset: *n, Value: &relaxed.Value{Kind: relaxed.Null}}}},
			}}
			return
		}
		fill(v.Elem(), n, depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n, depth+1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		if blocks, ok := v.Interface().([]Block); ok {
			blocks = append(blocks[:0], &Paragraph{}, &List{}, &Tab{}, &Table{}, &Code{})
			for _, b := range blocks {
				fill(reflect.ValueOf(b).Elem(), n, depth+1)
			}
			v.Set(reflect.ValueOf(blocks))
			return
		}
		for i := range v.Len() {
			fill(v.Index(i), n, depth+1)
		}
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"k" + strconv.Itoa(*n): "v", "": ""}))
	default:
		panic("a field of kind " + v.Kind().String())
	}
}

func TestEncodePages(t *testing.T) {
	for _, pattern := range []string{"testdata/pages/*.md", "../docs/*/*.md", "../../shared/corpus/graph/api-reference/v1.0/*/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			p := Parse(name, text, Options{})
			if !reflect.DeepEqual(withoutTexts(p), recoded(t, p)) {
				t.Errorf("%s is decoded as something else", name)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	p := &Page{}
	fill(reflect.ValueOf(p).Elem(), new(int), 0)
	data, err := Encode(nil, p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Fuzz(func(t *testing.T, data string) {
		p, err := Decode(data)
		if err != nil {
			return
		}
		if !reflect.DeepEqual(p, recoded(t, p)) {
			t.Error("what is encoded again is something else")
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	names, _ := filepath.Glob("../../shared/corpus/graph/api-reference/v1.0/*/*.md")
	var pages []string
	total := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		data, err := Encode(nil, Parse(name, text, Options{}))
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, string(data))
		total += len(data)
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range pages {
			if _, err := Decode(data); err != nil {
				b.Fatal(err)
			}
		}
	}
}
