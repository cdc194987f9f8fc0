package resolve

// This phase types the keys in paths. /sales/{id} leads to a sale, whose key is an Int64, so
// that the argument is one; so it is in /sales/{id}/move. What the page of a call says of the
// placeholder in a table counts as well.
//
// One key is of one type wherever it stands in paths, and every example that has it must show
// a value of that type: what is shown may be a name that the service takes for the key, "me".
// What is no integer stays text, as it is in a URL, and so does the key of a type that only
// examples tell: that theirs are numbers says nothing of others.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// A pathKey is one key in paths: all that have the same in front.
type pathKey struct {
	name   string // its type, by the tables of pages, else by the property
	holes  []hole
	misfit bool // a table says, or an example shows, something else
}

// A hole is a key in the path of one method.
type hole struct {
	m          *api.Method
	at, number int // of the segment, and among the placeholders
}

// Keys types the keys in the paths of methods, whose calls are matched.
func (s *Resolver) Keys(matches []*Match, methods []*api.Method) {
	keys := map[string]*pathKey{}
	var order []*pathKey
	of := map[*api.Method][]*pathKey{} // by the number of the placeholder, nil for no key
	for _, m := range methods {
		for _, h := range holesOf(m) {
			k := s.pathKey(keys, h)
			if len(k.holes) == 0 {
				order = append(order, k)
			}
			k.holes = append(k.holes, h)
			for len(of[m]) <= h.number {
				of[m] = append(of[m], nil)
			}
			of[m][h.number] = k
			k.said(m, m.Path[h.at].Args[0].Placeholder)
		}
	}
	for _, x := range matches {
		if x.Call == nil {
			continue
		}
		for i, k := range of[x.Call] {
			if k != nil && k.name != "" && i < len(x.Args) && !k.fits(x.Args[i], x.Exchange.Asked.URL) {
				k.misfit = true
			}
		}
	}
	for _, k := range order {
		if k.name != "" && !k.misfit {
			k.apply()
		}
	}
}

// holesOf returns the keys in the path of a method that are by themselves in their segment,
// without quotes.
func holesOf(m *api.Method) []hole {
	var holes []hole
	n := 0
	for i, seg := range m.Path {
		for _, a := range seg.Args {
			if a.Placeholder == "" {
				continue
			}
			if seg.Kind == api.Key && len(seg.Args) == 1 && !a.Quoted && a.Prefix == "" && (a.Type == "" || a.Type == "Edm.String") && !strings.Contains(a.Placeholder, "|") {
				holes = append(holes, hole{m, i, n})
			}
			n++
		}
	}
	return holes
}

// pathKey returns the key that a hole is one of.
func (s *Resolver) pathKey(keys map[string]*pathKey, h hole) *pathKey {
	path := h.m.Path[:h.at+1]
	id := path.Key()
	if k := keys[id]; k != nil {
		return k
	}
	k := &pathKey{}
	keys[id] = k
	if at, ok := s.nav.walk(path); ok && !at.derived {
		k.name = keyType(s.Catalog.Find(at.Name), path.Last().Args[0], s.convention.Key)
	}
	return k
}

// keyType returns the type of the key of a type that a placeholder stands for, or "" where
// it is no integer.
func keyType(t *api.Type, a api.Arg, usual string) string {
	if t == nil {
		return ""
	}
	squeeze := func(s string) string { return strings.NewReplacer("-", "", "_", "", " ", "").Replace(odata.Fold(s)) }
	wanted := squeeze(a.Placeholder)
	if a.Name != "" {
		wanted = squeeze(a.Name)
	}
	own := strings.TrimPrefix(wanted, squeeze(odata.BareName(t.Name)))
	key := usual
	for u, seen := t, 0; u != nil && seen < api.MaxDepth; u, seen = u.BaseType, seen+1 {
		if u.Key != "" {
			key = u.Key
			break
		}
	}
	for _, p := range t.AllProperties() {
		name := squeeze(p.Name)
		isKey := p.Name == key && (wanted == "key" || strings.HasSuffix(wanted, name))
		if p.At.Page == "" || p.Inferred {
			continue // no table has it
		}
		if (isKey || name == wanted || name == own) && !p.Collection {
			return integer(p.Type)
		}
	}
	return ""
}

// integer is the name of a type of integers, "" for any other.
func integer(name string) string {
	switch name {
	case "Edm.Int32", "Edm.Int64":
		return name
	case "Edm.Int16", "Edm.Byte", "Edm.SByte":
		return "Edm.Int32"
	}
	return ""
}

// said takes in what the pages of a method say of a placeholder in their tables.
func (k *pathKey) said(m *api.Method, placeholder string) {
	for _, op := range m.Operations {
		for _, p := range op.Parameters {
			if p.In != api.InPath || !odata.EqualFold(p.Name, placeholder) || !p.Told {
				continue
			}
			switch said := integer(p.Type); {
			case said == "" || p.Collection:
				k.misfit = true // "string", or "integer or string"
			case k.name == "":
				k.name = said
			case k.name != said:
				k.name = "Edm.Int64" // which holds both
			}
		}
	}
}

// fits reports whether an example shows a value of the type in the place of the key, or
// leaves it open.
func (k *pathKey) fits(arg, url string) bool {
	bits := 32
	if k.name == "Edm.Int64" {
		bits = 64
	}
	if n, err := strconv.ParseInt(arg, 10, bits); err == nil && strconv.FormatInt(n, 10) == arg {
		return true
	}
	return strings.Contains(url, "{"+arg+"}") || strings.Contains(url, "<"+arg+">") || odata.IsPlaceholder(arg)
}

// apply gives the key its type in all paths, and in what their pages say of it.
func (k *pathKey) apply() {
	for _, h := range k.holes {
		seg := h.m.Path[h.at]
		seg.Args = slices.Clone(seg.Args)
		seg.Args[0].Type = k.name
		h.m.Path[h.at] = seg
		for _, op := range h.m.Operations {
			for _, p := range op.Parameters {
				if p.In == api.InPath && odata.EqualFold(p.Name, seg.Args[0].Placeholder) && p.Type == "Edm.String" {
					p.Type = k.name
				}
			}
		}
	}
}
