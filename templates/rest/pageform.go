package rest

// This file reads and writes pages in the form that their service gives them. The elements
// are decoded as anywhere else. What stands around them is kept as it came.

import (
	"cmp"
	"errors"
	"fmt"
	"hash/maphash"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// digestSeed makes the digests of pages comparable with each other.
var digestSeed = maphash.MakeSeed()

// decodePage reads a page into the slice that elements points to, and into extra what
// stands around it.
func (f *Form) decodePage(dec *jsontext.Decoder, elements any, extra *Extra) error {
	d, err := newObjectDecoder(dec)
	if err != nil {
		return err
	}
	defer d.free()
	v := reflect.ValueOf(elements)
	r := pageReader{decoder: d, form: f, shape: shapeOf(v.Type().Elem()), at: v.UnsafePointer()}
	*extra = nil
	if f.bare = f.paging.Items == "" || d.raw[0] == '['; f.bare {
		return d.located(r.elements(extra, ""))
	}
	err = r.object(strings.Split(f.paging.Items, "."), extra)
	if err == nil && !r.found {
		err = d.mismatch(0, r.shape.typ, fmt.Errorf("the object has no member %q", f.paging.Items))
	}
	return d.located(err)
}

// A pageReader is the decoding of one page.
type pageReader struct {
	*decoder
	form  *Form
	shape shape          // of the slice of elements
	at    unsafe.Pointer // that slice
	found bool
}

// object reads an object that has the elements at the end of a way. Its other members go
// to extra, and so does what stands around them further in.
func (r *pageReader) object(way []string, extra *Extra) error {
	if r.raw[r.pos] != '{' {
		return r.mismatch(r.pos, r.shape.typ, fmt.Errorf("an object with the member %q was expected", strings.Join(way, ".")))
	}
	r.pos++
	seen := false
	for r.more() {
		begin := r.pos
		text, err := r.text()
		if err != nil {
			return err
		}
		name := r.memory.name(text)
		r.colon()
		switch {
		case name != way[0]:
			err = r.unknown(extra, name)
		case seen:
			err = duplicate(begin)
		case len(way) == 1 || r.raw[r.pos] == 'n':
			seen = true
			err = r.elements(extra, name)
		default:
			seen = true
			err = r.inner(way[1:], extra, name)
		}
		if err != nil {
			return within(err, name)
		}
	}
	return nil
}

// inner reads the object called name that the elements are in, and keeps the rest of it.
func (r *pageReader) inner(way []string, extra *Extra, name string) error {
	around := Extra{}
	if err := r.object(way, &around); err != nil {
		return err
	}
	return extra.Set(name, map[string]jsontext.Value(around))
}

// elements reads the elements. Nulls among those that cannot be null, and a null for all of
// them, go to extra.
func (r *pageReader) elements(extra *Extra, name string) error {
	r.found = true
	begin := r.pos
	if name != "" && r.raw[r.pos] == 'n' {
		r.skipLiteral()
		extra.put(name, jsontext.Value("null"))
		return nil
	}
	if r.raw[r.pos] != '[' {
		return r.mismatch(r.pos, r.shape.typ, nil)
	}
	if r.shape.kind == objects {
		if err := r.into(&r.shape, r.at); err != nil {
			return err
		}
	} else if nulls, err := r.list(&r.shape, r.at); err == nil && r.tolerated > 0 {
		// those that do not fit are zero, and told
	} else if err != nil || nulls && name == "" {
		if err == nil {
			err = r.mismatch(begin, r.shape.typ, errors.New("there is a null among the elements"))
		}
		return err
	} else if nulls {
		reflect.NewAt(r.shape.typ, r.at).Elem().SetZero()
		extra.put(name, r.memory.raw(r.raw[begin:r.pos]))
	}
	if end := r.pos; r.form.paging.Last != "" {
		r.pos = begin + 1
		for r.more() {
			r.form.last = r.value()
		}
		r.pos, r.form.last = end, r.memory.raw(r.form.last)
	}
	r.form.digest = maphash.Bytes(digestSeed, r.raw[begin:r.pos])
	return nil
}

// encodePage writes a page as it came.
func (f *Form) encodePage(enc *jsontext.Encoder, elements any, extra Extra) error {
	v := reflect.ValueOf(elements)
	s := shapeOf(v.Type().Elem())
	return encode(enc, func(e *encoder) error {
		if f.bare || f.paging.Items == "" {
			return e.value(&s, v.UnsafePointer())
		}
		return e.around(strings.Split(f.paging.Items, "."), extra, &s, v.UnsafePointer())
	})
}

// around writes an object that has the elements at the end of a way, and extra besides.
func (e *encoder) around(way []string, extra Extra, s *shape, at unsafe.Pointer) error {
	e.buf = append(e.buf, '{')
	name, rest := way[0], way[1:]
	kept := extra[name]
	own := kept == nil || !s.absent(at) // else what came in the place of elements
	if len(rest) > 0 {
		own = kept.Kind() != jsontext.KindNull
	}
	if own {
		if err := e.string(name); err != nil {
			return err
		}
		e.buf = append(e.buf, ':')
		if err := e.within(rest, kept, s, at); err != nil {
			return err
		}
	}
	for _, member := range extra.names() {
		if own && member == name {
			continue
		}
		raw := extra[member]
		if !raw.IsValid() {
			return fmt.Errorf("rest: Extra[%q] of a page is no JSON: %.200s", member, raw)
		}
		e.separate()
		if err := e.string(member); err != nil {
			return fmt.Errorf("rest: Extra of a page has the name %q: %w", member, err)
		}
		e.buf = append(append(e.buf, ':'), raw...)
	}
	e.buf = append(e.buf, '}')
	return nil
}

// within writes the elements, inside the objects that a way leads through. kept is what
// else the first of these has.
func (e *encoder) within(way []string, kept jsontext.Value, s *shape, at unsafe.Pointer) error {
	if len(way) == 0 {
		return e.value(s, at)
	}
	var inner Extra
	if err := unmarshal(kept, &inner); err != nil {
		return fmt.Errorf("rest: Extra of a page has no object around %q: %w", way[0], err)
	}
	return e.around(way, inner, s, at)
}

// unmarshal decodes a value that has been kept; none leaves out as it is.
func unmarshal(raw jsontext.Value, out *Extra) error {
	if len(raw) == 0 {
		return nil
	}
	return json.Unmarshal(raw, (*map[string]jsontext.Value)(out))
}

// arrived finds out where the page behind this one is, once its answer has come.
func (f *Form) arrived(c *Client, resp *http.Response, extra Extra, elements int, next *string, total *Opt[int64]) error {
	if f.paging == nil {
		if *next == "" {
			f.unread = unreadSign(extra, resp.Header, nil)
		}
		return nil
	}
	if elements == 0 {
		f.digest = 0
	}
	a := &arrival{Paging: f.paging, form: f, extra: extra, elements: elements, asked: withoutFragment(requested(resp.Request)), answer: resp, base: c.base}
	link, last, err := a.next()
	if err != nil {
		return fmt.Errorf("rest: %s %s: the page behind this one: %w", resp.Request.Method, a.asked.EscapedPath(), err)
	}
	switch {
	case link != "" && resp.Request.Method != http.MethodGet:
		f.unread = "pages are asked for by GET alone, and the first one was by " + resp.Request.Method
	case link != "":
		*next = link
	case !last:
		f.unread = cmp.Or(unreadSign(extra, resp.Header, f.paging), a.short())
	}
	if n, known, err := a.number(a.Total); err == nil && known {
		*total = Some(n)
	}
	return nil
}

// behind is the form of the page behind one with so many elements.
func (f *Form) behind(elements int) Form {
	return Form{paging: f.paging, path: f.path, seen: f.seen + int64(elements), count: f.count, digest: f.digest, unread: f.unread}
}

// repeated tells that the page that came has the elements of the one before, whose digest
// f has: a service that knows nothing of the parameter that counts pages sends the first
// one for ever. Where the service itself says what comes next, it may do that.
func (f *Form) repeated(next *Form) error {
	if p := f.paging; p == nil || p.LinkHeader || p.Next != "" || f.digest == 0 || f.digest != next.digest {
		return nil
	}
	return fmt.Errorf("rest: the service answers with the same page again, as if it did not know the query parameter %q",
		cmp.Or(f.paging.Query, f.paging.Page, f.paging.Offset))
}

// ends tells that the page is not the last one, although it leads to no other.
func (f *Form) ends(what string) error {
	if f.unread == "" {
		return nil
	}
	return fmt.Errorf("rest: %s: there are more pages, and it is not known how to ask for them: %s; see the settings of service: paging: in sdkscribe.yaml", what, f.unread)
}

// withoutFragment is a copy of a URL without its fragment.
func withoutFragment(u *url.URL) *url.URL {
	v := *u
	v.Fragment, v.RawFragment = "", ""
	return &v
}
