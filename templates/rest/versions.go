package rest

import "net/http"

// This file is about what comes in the header of an answer and is wanted for the next
// call: the version of a resource (ETag, RFC 9110 8.8.3), and where it is (Location, RFC
// 9110 10.2.2). Methods that return a type have no place for them in their results.

// KeepETag has *etag set to the version that comes in the header of a successful answer,
// fit for [IfMatch] and [IfNoneMatch], or to "".
//
//	var etag string
//	order, err := client.Orders.Get(ctx, id, rest.KeepETag(&etag))
//	...
//	order, err = client.Orders.Update(ctx, id, changes, rest.IfMatch(etag))
func KeepETag(etag *string) Option { return keep("ETag", etag) }

// KeepLocation has *url set to the URL that comes in the header of a successful answer, of
// what was created (201), or to "".
func KeepLocation(url *string) Option { return keep("Location", url) }

// keep has *value set to a field of the header.
func keep(name string, value *string) Option {
	return func(c *call) {
		if value != nil {
			c.kept = append(c.kept, kept{name, value})
		}
	}
}

// kept is a field of the header of an answer that is wanted.
type kept struct {
	name  string
	value *string
}

// keepHeader sets what is wanted of the header of a successful answer.
func (c *call) keepHeader(resp *http.Response) {
	for _, k := range c.kept {
		*k.value = resp.Header.Get(k.name)
	}
}

// IdempotencyKeyAs is [IdempotencyKey] for a service that calls the header otherwise, such
// as X-Idempotency-Key.
func IdempotencyKeyAs(header, key string) Option {
	return func(c *call) {
		Header(header, key)(c)
		c.idempotent = key != ""
	}
}
