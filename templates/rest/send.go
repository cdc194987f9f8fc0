package rest

// This file is what the methods of a generated SDK are made of. There are thousands
// of them, and what a program pays for importing the SDK is mostly their
// compilation. So a method is one call of one of these functions: it names the
// type of the answer and says in one string what is called. None of them is
// inlined, which would copy its body thousands of times, and their type parameters
// are mostly pointers, which share one instantiation.

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"strings"
)

// Call makes a call and returns its answer, which is decoded as [Client.Do] does.
// request is the verb and the path, "GET /users/{id}", as in a [Request], whose
// body and args the others are. T is what Do would decode into or, for a pointer,
// points to; it is no interface.
//
//	order, err := rest.Call[*shop.Order](ctx, client.Core(), nil, "GET /orders/{id}", nil, id)
//
//go:noinline
func Call[T any](ctx context.Context, c *Client, opts []Option, request string, body any, args ...string) (T, error) {
	var result T
	v, err := c.call(ctx, opts, newRequest(request, body, args), "", result)
	if err == nil {
		result = v.(T)
	}
	return result, err
}

// CallMember is [Call] for an answer that is the member called name of a JSON
// object; see [Wrapped].
//
//go:noinline
func CallMember[T any](ctx context.Context, c *Client, opts []Option, request string, body any, name string, args ...string) (T, error) {
	var result T
	v, err := c.call(ctx, opts, newRequest(request, body, args), name, result)
	if err == nil {
		result = v.(T)
	}
	return result, err
}

// Send is [Call] for calls whose answer has no content. What content there is
// nevertheless is ignored.
//
//go:noinline
func Send(ctx context.Context, c *Client, opts []Option, request string, body any, args ...string) (*Response, error) {
	resp, misfits, err := c.exchangeOf(ctx, newRequest(request, body, args), nil, opts)
	if err != nil {
		return nil, err
	}
	return &Response{StatusCode: resp.StatusCode, Header: resp.Header, Misfits: misfits}, nil
}

// Items is [Call] for a collection: it walks the elements of all pages, as [All]
// does.
//
//go:noinline
func Items[T any](ctx context.Context, c *Client, opts []Option, request string, body any, args ...string) iter.Seq2[T, error] {
	return All[T](ctx, c, newRequest(request, body, args), opts...)
}

// List is [Call] for a page of a collection, by a request that says how its pages hang
// together.
//
//go:noinline
func List[T any](ctx context.Context, c *Client, r Request, opts ...Option) (*Page[T], error) {
	p := new(Page[T])
	if err := c.Do(ctx, r, p, opts...); err != nil {
		return nil, err
	}
	return p, nil
}

// Arg returns an argument of a path that is no string as [Call] takes it: an integer,
// a boolean, or what else a [Request] may have among its arguments. What it may not
// have becomes "", which is refused.
func Arg(arg any) string {
	text, err := argText(arg)
	if err != nil {
		return ""
	}
	return text
}

// newRequest makes a Request of what Call is given. It keeps no reference to args,
// so that they need not be allocated.
func newRequest(request string, body any, args []string) Request {
	r := Request{Body: body}
	r.Method, r.Path, _ = strings.Cut(request, " ")
	if len(args) > 0 {
		r.Args = make([]any, len(args))
		for i, a := range args {
			r.Args[i] = a
		}
	}
	return r
}

// call makes a call and returns its answer, or the member of it called name if that
// is not "". It is of the type that zero has.
func (c *Client) call(ctx context.Context, opts []Option, r Request, name string, zero any) (any, error) {
	t := reflect.TypeOf(zero)
	if t == nil {
		return nil, fmt.Errorf("rest: %s %s: an answer cannot be decoded into an interface", r.Method, r.Path)
	}
	pointer := t.Kind() == reflect.Pointer
	if pointer {
		t = t.Elem()
	}
	result := reflect.New(t)
	out := result.Interface()
	if name != "" {
		out = Wrapped(name, out)
	}
	if _, err := c.do(ctx, r, out, opts); err != nil {
		return nil, err
	}
	if pointer {
		return result.Interface(), nil
	}
	return result.Elem().Interface(), nil
}
