package code

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// allDecls are all that a file can declare.
func allDecls() []Decl {
	return []Decl{
		&CallTest{}, &Client{}, &Enum{}, &ErrorCode{}, &Example{}, &MembersTest{}, &Method{}, &NotificationTest{}, &RequestTest{}, &Service{}, &Struct{}, &URLTest{},
	}
}

// TestAllDecls sees that allDecls lists every type of the package that declares.
func TestAllDecls(t *testing.T) {
	var listed []string
	for _, d := range allDecls() {
		listed = append(listed, reflect.TypeOf(d).Elem().Name())
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var declaring []string
	for _, name := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if ok && f.Recv != nil && f.Name.Name == "declare" {
				declaring = append(declaring, f.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name)
			}
		}
	}
	slices.Sort(declaring)
	if diff := cmp.Diff(declaring, listed); diff != "" {
		t.Errorf("-declaring +listed: %s", diff)
	}
}

// TestSumSeesAll changes everything that a description holds, one thing at a time, and
// sees that no two descriptions have one sum.
func TestSumSeesAll(t *testing.T) {
	f := &File{Decls: allDecls()}
	fill(reflect.ValueOf(f).Elem(), 3)
	seen := map[Sum]string{}
	note := func(what string) {
		t.Helper()
		sum, known := f.Sum()
		if !known {
			t.Errorf("with %s, there is no sum", what)
		}
		if again, _ := f.Sum(); again != sum {
			t.Errorf("with %s, the sum changes by itself", what)
		}
		if other, ok := seen[sum]; ok {
			t.Errorf("the sum is the same with %s and with %s", what, other)
		}
		seen[sum] = what
	}
	note("nothing changed")
	change(reflect.ValueOf(f).Elem(), "File", note)
	if len(seen) < 200 {
		t.Errorf("only %d changes", len(seen))
	}
}

// fill sets everything in v, so many times where it holds itself.
func fill(v reflect.Value, deep int) {
	if deep == 0 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), deep)
		}
	case reflect.Slice:
		if v.Len() == 0 {
			if deep == 1 {
				return
			}
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			deep--
		}
		for i := range v.Len() {
			fill(v.Index(i), deep)
		}
	case reflect.Pointer:
		if v.IsNil() {
			if deep == 1 {
				return
			}
			v.Set(reflect.New(v.Type().Elem()))
			deep--
		}
		fill(v.Elem(), deep)
	case reflect.Interface:
		fill(v.Elem(), deep)
	}
}

// change changes everything in v, each time with a call of note before it changes it
// back.
func change(v reflect.Value, at string, note func(string)) {
	try := func(to reflect.Value, what string) {
		before := reflect.New(v.Type()).Elem()
		before.Set(v)
		v.Set(to.Convert(v.Type()))
		note(at + what)
		v.Set(before)
	}
	switch v.Kind() {
	case reflect.String:
		try(reflect.ValueOf("y"), " changed")
		try(reflect.ValueOf(""), " empty")
	case reflect.Bool:
		try(reflect.ValueOf(false), " false")
	case reflect.Int, reflect.Uint8:
		try(reflect.ValueOf(2), " changed")
	case reflect.Struct:
		for i := range v.NumField() {
			change(v.Field(i), at+"."+v.Type().Field(i).Name, note)
		}
	case reflect.Slice:
		if v.Len() > 0 {
			try(v.Slice(0, v.Len()-1), " shorter")
		}
		for i := range v.Len() {
			change(v.Index(i), fmt.Sprintf("%s[%d]", at, i), note)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			try(reflect.Zero(v.Type()), " nil")
			change(v.Elem(), at, note)
		}
	case reflect.Interface:
		change(v.Elem().Elem(), at+"."+v.Elem().Type().String(), note)
	}
}

// TestNoSum sees that a description with something that has no sum has none.
func TestNoSum(t *testing.T) {
	for _, v := range []any{map[string]string{}, func() {}, make(chan int), 1.5} {
		var s summer
		if s.value(reflect.ValueOf(v)); !s.blind {
			t.Errorf("a %T has a sum", v)
		}
	}
}

// TestBoundaries sees that the same text in other places makes another sum.
func TestBoundaries(t *testing.T) {
	seen := map[Sum]bool{}
	for _, c := range []ErrorCode{{Name: "ab"}, {Code: "ab"}, {Name: "a", Code: "b"}, {Name: "\x01a"}, {Name: "a", Statuses: []int{1}}, {Name: "a", Statuses: []int{1, 0}}} {
		sum, _ := (&File{Decls: []Decl{&c}}).Sum()
		if seen[sum] {
			t.Errorf("%+v has the sum of another", c)
		}
		seen[sum] = true
	}
}
