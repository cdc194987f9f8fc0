package endtoend

// What edits of pages change in an SDK for those who use it, and whether a page
// said so.

import (
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/exp/apidiff"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// A change is an exported name of the earlier SDK that the later one lacks, or has
// in another form.
type change struct {
	name  string // as apidiff writes it: "(*MeEventsService).Cancel", "User.JobTitle"
	what  string // "removed", or what was changed into what
	cause string // what said so, "" for nothing
	pages []string
}

// changes lists what the later SDK lacks of the earlier one, or has in another
// form, with the causes among the pages that differ.
func changes(t *testing.T, old, new *surface, touched map[string]bool) []change {
	t.Helper()
	var out []change
	before, after := forms(old.pkg), forms(new.pkg)
	ownersBefore, ownersAfter := old.exported(new), new.exported(old)
	for _, name := range slices.Sorted(maps.Keys(before)) {
		was, is := before[name], after[name]
		if was == is {
			continue
		}
		c := change{name: name, what: "removed"}
		if is != "" {
			c.what = "changed from " + was + " to " + is
		}
		a, b := ownersBefore[name], ownersAfter[name]
		among := func(lists ...[]string) []string {
			pages := slices.DeleteFunc(slices.Concat(lists...), func(p string) bool { return !touched[p] })
			slices.Sort(pages)
			return slices.Compact(pages)
		}
		if c.pages = among(a.owners, b.owners); len(c.pages) > 0 {
			c.cause = "its own page"
		} else if c.pages = among(a.kin, b.kin); len(c.pages) > 0 && is != "" {
			c.cause = "the page of a type in it"
		} else if rebased(old, new, was) && is != "" {
			c.cause = "examples, which show another base of a type in it"
		} else if a.shown {
			c.cause = "examples, which alone have shown it"
		}
		out = append(out, c)
	}
	return out
}

// rebased reports whether a type that a form names has another base in another SDK.
func rebased(old, new *surface, form string) bool {
	named := words(form)
	return slices.ContainsFunc(old.api.Types, func(t *api.Type) bool {
		u := new.api.Type(t.Name)
		return u != nil && u.Base != t.Base && slices.Contains(named, old.given.Type(t))
	})
}

// oddities lists what apidiff finds and changes does not. Changes compares by name.
// apidiff does not: of two types that stand in one place it takes the later for the
// earlier renamed, and what it says of both from there on is beside the point, so
// that it gives a second opinion only.
func oddities(old, new *surface, found []change) []string {
	var out []string
	before, after := forms(old.pkg), forms(new.pkg)
	for _, c := range apidiff.Changes(old.pkg, new.pkg).Changes {
		name, _, _ := strings.Cut(c.Message, ": ")
		if !c.Compatible && before[name] != after[name] && !slices.ContainsFunc(found, func(c change) bool { return c.name == name }) {
			out = append(out, c.Message)
		}
	}
	return out
}

// forms returns the form of every exported name of a package: what it is, without the
// names of parameters. Names are written as apidiff writes them.
func forms(pkg *types.Package) map[string]string {
	out := map[string]string{}
	text := func(t types.Type) string { return types.TypeString(t, bare(pkg)) }
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Const:
			out[name] = text(obj.Type()) + " " + obj.Val().ExactString()
		case *types.Func:
			out[name] = text(nameless(obj.Signature()))
		case *types.TypeName:
			out[name] = "type"
			if fields, ok := obj.Type().Underlying().(*types.Struct); ok {
				for f := range fields.Fields() {
					if f.Exported() {
						out[name+"."+f.Name()] = text(f.Type())
					}
				}
			} else {
				out[name] += " " + text(obj.Type().Underlying())
			}
			for m := range types.NewMethodSet(types.NewPointer(obj.Type())).Methods() {
				if fn := m.Obj().(*types.Func); fn.Exported() {
					out["(*"+name+")."+fn.Name()] = text(nameless(fn.Signature()))
				}
			}
		}
	}
	return out
}

// nameless is a signature without the names of its parameters and without its receiver.
func nameless(s *types.Signature) *types.Signature {
	tuple := func(list *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for v := range list.Variables() {
			vars = append(vars, types.NewParam(v.Pos(), v.Pkg(), "", v.Type()))
		}
		return types.NewTuple(vars...)
	}
	return types.NewSignatureType(nil, nil, nil, tuple(s.Params()), tuple(s.Results()), s.Variadic())
}

// belonging are the pages that an exported name belongs to: those that declare or
// document it, and those of the types in its form.
type belonging struct {
	owners, kin []string
	shown       bool // by examples, and declared by no page
}

// exported returns, for every exported name, which pages it belongs to. Those that
// document a call in another SDK belong to it too: the page that is added about a
// call says something about it.
func (s *surface) exported(other *surface) map[string]belonging {
	out := map[string]belonging{}
	byName := map[string]*api.Type{}
	for _, t := range s.api.Types {
		byName[s.given.Type(t)] = t
	}
	pagesIn := func(typ types.Type) []string {
		var pages []string
		for _, word := range words(types.TypeString(typ, s.qualifier())) {
			if t := byName[word]; t != nil {
				pages = append(pages, s.pagesOf(t)...)
			}
		}
		return pages
	}
	for _, t := range s.api.Types {
		s.exportedType(t, pagesIn, out)
	}
	elsewhere := map[string][]string{}
	for _, call := range other.api.Methods {
		elsewhere[callKey(call)] = owners(call)
	}
	seen := map[*api.Method]bool{}
	for _, op := range s.api.Operations {
		for _, r := range op.Requests {
			call := s.given.Request(r)
			if fn := s.method(call); fn != nil && !seen[r.Call] {
				seen[r.Call] = true
				own := belonging{slices.Concat(owners(r.Call), elsewhere[callKey(r.Call)]), pagesIn(fn.Type()), false}
				s.exportedCall(r.Call, call, fn, own, out)
			}
		}
	}
	return out
}

// callKey is the verb and the path of a call, whatever its placeholders are called.
func callKey(call *api.Method) string {
	var b strings.Builder
	b.WriteString(call.Verb)
	for _, seg := range call.Path {
		b.WriteString("/" + strings.ToLower(seg.Name))
		for _, a := range seg.Args {
			b.WriteString("," + strings.ToLower(a.Name) + a.Literal)
		}
	}
	return b.String()
}

// words parts a form into the names in it.
func words(form string) []string {
	return strings.FieldsFunc(form, func(r rune) bool { return strings.ContainsRune("*[](), ", r) })
}

// qualifier writes the names of the package bare and those of others with the
// package's name.
func (s *surface) qualifier() types.Qualifier { return bare(s.pkg) }

func bare(pkg *types.Package) types.Qualifier {
	return func(other *types.Package) string {
		if other == pkg {
			return ""
		}
		return other.Name()
	}
}

// exportedType adds a type, its fields and its constants.
func (s *surface) exportedType(t *api.Type, pagesIn func(types.Type) []string, out map[string]belonging) {
	name := s.given.Type(t)
	obj, ok := s.pkg.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		return
	}
	own := s.pagesOf(t)
	out[name] = belonging{owners: own}
	for _, method := range []string{"MarshalJSON", "UnmarshalJSON", "String"} {
		out["(*"+name+")."+method] = belonging{owners: own}
	}
	if fields, ok := obj.Type().Underlying().(*types.Struct); ok {
		for i := range fields.NumFields() {
			f := fields.Field(i)
			json := reflect.StructTag(fields.Tag(i)).Get("json")
			out[name+"."+f.Name()] = belonging{s.declaredOn(t, json), pagesIn(f.Type()), shownOnly(t, json)}
		}
	}
	for _, c := range s.constants[obj] {
		out[c.Name()] = belonging{owners: own}
	}
}

// exportedCall adds a method, its iterator, its request body and the services on
// the way to it.
func (s *surface) exportedCall(call *api.Method, name string, fn *types.Func, own belonging, out map[string]belonging) {
	sig := fn.Signature()
	receiver := "(" + types.TypeString(sig.Recv().Type(), s.qualifier()) + ")."
	grow := func(name string) {
		b := out[name]
		out[name] = belonging{slices.Concat(b.owners, own.owners), slices.Concat(b.kin, own.kin), false}
	}
	grow(receiver + fn.Name())
	for _, iterator := range []string{"All", "AllRefs", fn.Name() + "All"} {
		if iterator == fn.Name()+"All" || fn.Name() == "List" && iterator == "All" || fn.Name() == "ListRef" {
			grow(receiver + iterator)
		}
	}
	at := s.pkg.Scope().Lookup("Client").Type()
	for part := range strings.SplitSeq(name, ".") {
		grow(at.(*types.Named).Obj().Name() + "." + part)
		found, _, _ := types.LookupFieldOrMethod(types.NewPointer(at), true, s.pkg, part)
		field, ok := found.(*types.Var)
		if !ok {
			break
		}
		at = field.Type()
		grow(at.(*types.Named).Obj().Name())
	}
	if call.Body.Kind == api.ParamsBody {
		body := structBodyOf(sig)
		grow(body.Obj().Name())
		for _, method := range []string{"MarshalJSON", "UnmarshalJSON", "String"} {
			grow("(*" + body.Obj().Name() + ")." + method)
		}
		for f := range body.Underlying().(*types.Struct).Fields() {
			grow(body.Obj().Name() + "." + f.Name())
		}
	}
}
