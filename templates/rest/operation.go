package rest

import (
	"context"
	"strings"
)

// An Operation says what is called, in as few words for all its calls: what traces and
// metrics are grouped by.
type Operation struct {
	// Method is the verb.
	Method string
	// Path is the template of the path, without the arguments: "/users/{id}/messages". It is
	// the host where another one than the configured one is called, and "" where the service
	// has handed out a URL that is no page of a collection.
	Path string
}

// String names the operation as traces do: "GET /users/{id}/messages".
func (o Operation) String() string { return strings.TrimSuffix(o.Method+" "+o.Path, " ") }

// operationKey marks the context of calls.
type operationKey struct{}

// OperationFrom returns the operation of a call from its context, which middleware, a
// [TokenSource], a [Log] and the function of [OnMisfit] are given. It is zero for the context
// of anything else.
//
//	otelhttp.NewTransport(next, otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string {
//		return rest.OperationFrom(r.Context()).String()
//	}))
func OperationFrom(ctx context.Context) Operation {
	q, ok := ctx.Value(operationKey{}).(*prepared)
	if !ok {
		return Operation{}
	}
	return Operation{Method: q.method, Path: q.pattern}
}

// withOperation is the context of a call.
func withOperation(ctx context.Context, q *prepared) context.Context {
	return context.WithValue(ctx, operationKey{}, q)
}
