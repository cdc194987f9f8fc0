package rest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"reflect"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// SDKs use what is generic here with hundreds of types. Were it inlined into their
// methods, that would be a fifth of the time and the memory to compile them:
// hence the go:noinline.

// A Page is one part of a collection (OData JSON 12 and 13, or by the [Paging] of the
// call). SDKs instantiate it with pointers to their types: Page[*shop.Order].
type Page[T any] struct {
	Value []T `json:"value"`
	// Count is the number of elements in all pages, if the service tells it or was asked
	// for it with the option [Count].
	Count Opt[int64] `json:"@odata.count"`
	// NextLink is where the next page is, "" on the last one. Where the service has no
	// such link, it is made of what the service has.
	NextLink string `json:"@odata.nextLink"`
	// DeltaLink is where later changes are, on the last page of a delta query.
	DeltaLink string `json:"@odata.deltaLink"`
	// Extra is what else stands around the elements.
	Extra Extra `json:"-"`
	// Form is how the page came.
	Form Form `json:"-"`
}

// MarshalJSON returns the page as it came.
//
//go:noinline
func (p *Page[T]) MarshalJSON() ([]byte, error) { return marshalPage(p) }

// UnmarshalJSON reads a page in the form that it is expected in: a JSON object that has
// a member "value", unless it is what a call with a [Paging] returns.
//
//go:noinline
func (p *Page[T]) UnmarshalJSON(text []byte) error { return unmarshalPage(text, p) }

// parts returns what a page is in code that is compiled once for all of them.
func (p *Page[T]) parts() (form *Form, elements any, extra *Extra) {
	return &p.Form, &p.Value, &p.Extra
}

// checkPage refuses an object that has no "value": it is no page.
func checkPage(dec *jsontext.Decoder, page any, bare bool) error {
	if !bare {
		return nil
	}
	return &json.SemanticError{ByteOffset: dec.InputOffset(), JSONPointer: dec.StackPointer(),
		GoType: reflect.TypeOf(page).Elem(), Err: errors.New(`the object has no member "value"`)}
}

// Next fetches the page behind p, or returns nil if p is the last one. The options
// that set header fields are to be given again; what the first call asked for in
// its query is part of the link. A link that leads back to p's own is an error; whether
// the pages go in a longer circle only [Pages] and [All] can see.
//
//go:noinline
func (p *Page[T]) Next(ctx context.Context, c *Client, opts ...Option) (*Page[T], error) {
	if p.NextLink == "" {
		return nil, p.Form.ends("the page")
	}
	next := &Page[T]{Form: p.Form.behind(len(p.Value))}
	if err := c.next(ctx, p.NextLink, &p.Form, next, &next.NextLink, opts); err != nil {
		return nil, err
	}
	return next, p.Form.repeated(&next.Form)
}

// arrived finds the link to the next page in the answer.
func (p *Page[T]) arrived(c *Client, resp *http.Response) error {
	return p.Form.arrived(c, resp, p.Extra, len(p.Value), &p.NextLink, &p.Count)
}

// next fetches a page into out, whose own link is then in next: one that does not lead
// back to the page.
func (c *Client) next(ctx context.Context, link string, form *Form, out any, next *string, opts []Option) error {
	if err := c.follow(ctx, link, Request{Path: form.path, Paging: form.paging}, out, opts); err != nil {
		return err
	}
	if *next != "" && c.normalLink(*next) == c.normalLink(link) {
		return errors.New("rest: the service's link to the next page leads to the page that it is on")
	}
	return nil
}

// Pages walks the pages of a collection. A page is fetched when the loop asks for
// it, and not before. After an error the walk ends. A link to another host, or to
// a page that was there already, is an error, and so is a last page that says that there
// are more in a way that the [Paging] of the request does not know.
//
//go:noinline
func Pages[T any](ctx context.Context, c *Client, r Request, opts ...Option) iter.Seq2[*Page[T], error] {
	return walked[T](ctx, walk{c: c, first: r, opts: opts})
}

// walked yields the pages of a walk.
func walked[T any](ctx context.Context, begin walk) iter.Seq2[*Page[T], error] {
	return func(yield func(*Page[T], error) bool) {
		w := begin
		for w.more() {
			p := &Page[T]{Form: w.form}
			err := w.fetch(ctx, p)
			if err == nil {
				err = w.form.repeated(&p.Form)
			}
			if err != nil {
				p = nil
			} else {
				w.link, w.form = p.NextLink, p.Form.behind(len(p.Value))
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
		if err := w.form.ends(w.first.Method + " " + w.first.Path); err != nil {
			yield(nil, err)
		}
	}
}

// All walks the elements of a collection, page by page:
//
//	for order, err := range client.Orders.All(ctx) {
//		if err != nil {
//			return err
//		}
//		...
//	}
//
// It fetches as [Pages] does. After an error, which comes with T's zero value, the
// walk ends. Pages without elements are passed over, up to 1,000 in a row: more are an
// error.
//
//go:noinline
func All[T any](ctx context.Context, c *Client, r Request, opts ...Option) iter.Seq2[T, error] {
	return elements(r, Pages[T](ctx, c, r, opts...))
}

// AllFrom walks the elements of p, and then those of the pages behind it, as [All] does. An
// action is called once: what it answers in pages is walked from the page that it returned.
//
//	page, err := client.Orders.Recount(ctx)
//	...
//	for order, err := range rest.AllFrom(ctx, client.Core(), page) {
//
//go:noinline
func AllFrom[T any](ctx context.Context, c *Client, p *Page[T], opts ...Option) iter.Seq2[T, error] {
	r := Request{Method: http.MethodGet, Path: "(the next page)", Paging: p.Form.paging}
	behind := walked[T](ctx, walk{c: c, first: r, opts: opts, begun: true, link: p.NextLink, form: p.Form.behind(len(p.Value))})
	return elements(r, func(yield func(*Page[T], error) bool) {
		if yield(p, nil) {
			behind(yield)
		}
	})
}

// elements yields the elements of pages that a request leads to.
func elements[T any](r Request, pages iter.Seq2[*Page[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		empty := 0
		for p, err := range pages {
			if err == nil {
				empty, err = emptyPages(r, empty, len(p.Value))
			}
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			for _, v := range p.Value {
				if !yield(v, nil) {
					return
				}
			}
		}
	}
}

// emptyPages counts the pages in a row that have no elements. Nobody sees these, who
// could end a walk of which more never comes.
func emptyPages(r Request, empty, elements int) (int, error) {
	const most = 1000
	switch {
	case elements > 0:
		return 0, nil
	case empty == most:
		return 0, fmt.Errorf("rest: %s %s: more than %d pages in a row have no elements", r.Method, r.Path, most)
	}
	return empty + 1, nil
}

// walk is a walk over pages under way.
type walk struct {
	c     *Client
	first Request
	opts  []Option
	begun bool
	link  string
	links circle
	form  Form // of the page that comes next
}

// more reports whether there is a page to fetch.
func (w *walk) more() bool { return !w.begun || w.link != "" }

// fetch reads the next page into out.
func (w *walk) fetch(ctx context.Context, out any) error {
	if !w.begun {
		w.begun = true
		resp, err := w.c.do(ctx, w.first, out, w.opts)
		if err == nil && w.first.Method == http.MethodGet {
			w.links.closes(normalURL(requested(resp.Request)))
		}
		return err
	}
	if w.links.closes(w.c.normalLink(w.link)) {
		return fmt.Errorf("rest: %s %s: the service's links to the next page go in a circle", w.first.Method, w.first.Path)
	}
	return w.c.follow(ctx, w.link, w.first, out, w.opts)
}

// follow fetches a page of the collection that first asks for by its link.
func (c *Client) follow(ctx context.Context, link string, first Request, out any, opts []Option) error {
	return c.Do(ctx, Request{Method: http.MethodGet, Path: first.Path, Paging: first.Paging}, out, append(opts[:len(opts):len(opts)], Resume(link))...)
}

// resumed returns the request for the page that a link leads to. Options for the query
// are left out: the link has them.
func (c *Client) resumed(r Request, o *call) (Request, error) {
	u, err := c.base.Parse(wellFormed(o.resume))
	switch {
	case err != nil:
		return r, errors.New("rest: the link to the next page is no URL")
	case !sameOrigin(c.base, u):
		return r, fmt.Errorf("rest: the link to the next page leads from host %q to %q and is not followed", c.base.Host, u.Host)
	case r.Method != http.MethodGet:
		return r, fmt.Errorf("rest: %s %s: no page is fetched by %[1]s, there is nothing to resume", r.Method, r.Path)
	}
	o.query = nil
	r.URL = u.String()
	return r, nil
}

// keepDelta puts the link of a delta query's last page, if out is one, into link.
func keepDelta(out any, link *string) {
	t := reflect.TypeOf(out)
	if !isObject(t) {
		return
	}
	p := planOf(t.Elem())
	if i, ok := p.byName["@odata.deltaLink"]; ok && p.fields[i].typ == reflect.TypeFor[string]() {
		if s := *(*string)(unsafe.Add(reflect.ValueOf(out).UnsafePointer(), p.fields[i].offset)); s != "" {
			*link = s
		}
	}
}
