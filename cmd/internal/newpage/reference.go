package newpage

// This file asks the pages that are there: which types they describe, where the service
// is, how its lists are wrapped, and what is taken.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// A reference is what the pages of the docs folder say so far.
type reference struct {
	docs string
	api  *api.API
}

// look reads the pages. A folder that is not there yet has none.
func look(ctx context.Context, s config.Settings) (*reference, error) {
	if _, err := os.Stat(s.Docs); errors.Is(err, fs.ErrNotExist) {
		return &reference{s.Docs, &api.API{}}, nil
	}
	s.Include, s.Exclude = nil, nil // what the SDK takes does not matter here
	p, err := project.Read(ctx, s, nil)
	if errors.Is(err, source.ErrNoPages) {
		return &reference{s.Docs, &api.API{}}, nil
	}
	if err != nil {
		return nil, err
	}
	return &reference{s.Docs, p.API}, nil
}

// typeOf returns the type that a page describes under a name, nil where none does.
func (r *reference) typeOf(name string) *api.Type {
	for _, t := range r.api.Types {
		if t.Page != "" && !t.Inferred && (odata.EqualFold(odata.BareName(t.Name), name) || odata.EqualFold(t.Name, name)) {
			return t
		}
	}
	return nil
}

// defaultHost is where the service is that no page says anything of.
const defaultHost = "https://api.example.com/v1"

// host is the address of the service, as the examples have it.
func (r *reference) host() string {
	if r.api.Address != "" {
		return strings.TrimSuffix(r.api.Address, "/")
	}
	return defaultHost
}

// wrapper returns the member that holds the elements of lists, "" where answers are arrays
// alone.
func (r *reference) wrapper() string {
	for _, m := range r.api.Methods {
		switch m.Result.Kind {
		case api.PageResult, api.ListResult:
			if m.Kind != api.KindList {
				continue
			}
			for _, op := range m.Operations {
				if op.Response.Collection {
					return op.Response.Wrapper
				}
			}
		}
	}
	return "items"
}

// collection returns the path of the collection of a type's objects, as other pages have
// it, or else one made of the type's name.
func (r *reference) collection(name string) string {
	is := func(t api.TypeRef) bool { return odata.EqualFold(odata.BareName(t.Name), name) }
	for _, m := range r.api.Methods {
		if len(m.Path) == 0 {
			continue
		}
		switch last := m.Path[len(m.Path)-1]; {
		case m.Kind == api.KindList && is(m.Result.Type), m.Kind == api.KindCreate && is(m.Body.Type):
			if last.Kind == api.Static {
				return m.Path.String()
			}
		case m.Kind == api.KindGet && is(m.Result.Type):
			if last.Kind == api.Key && !last.Parens && len(m.Path) > 1 {
				return m.Path[:len(m.Path)-1].String()
			}
		}
	}
	return "/" + plural(lowerFirst(name))
}

// exampleName returns a name that no example has but those of a page that is to be
// overwritten.
func (r *reference) exampleName(name, page string) string {
	taken := map[string]bool{}
	for _, op := range r.api.Operations {
		for _, e := range op.Examples {
			taken[e.Name] = taken[e.Name] || op.Page != page
		}
	}
	free := name
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s_%d", name, n)
	}
	return free
}

// documented returns the page that documents a call already, "" for none but the page
// itself.
func (r *reference) documented(method string, path api.Path, page string) string {
	for _, m := range r.api.Methods {
		if m.Verb != method || m.Path.Key() != path.Key() {
			continue
		}
		for _, op := range m.Operations {
			if op.Page != page {
				return op.Page
			}
		}
	}
	return ""
}
