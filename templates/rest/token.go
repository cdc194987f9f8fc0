package rest

import "context"

// A TokenSource hands out access tokens. It is asked before every attempt of every
// call, by many goroutines at a time, and should keep a token while it is valid.
// What golang.org/x/oauth2 offers, and other packages that log in, fits with a
// [TokenFunc]:
//
//	source := config.TokenSource(ctx) // of golang.org/x/oauth2
//	tokens := rest.TokenFunc(func(context.Context) (string, error) {
//		t, err := source.Token()
//		if err != nil {
//			return "", err
//		}
//		return t.AccessToken, nil
//	})
type TokenSource interface {
	// Token returns a token without the word in front of it, such as "Bearer". An error ends the call; an empty
	// token sends none.
	Token(ctx context.Context) (string, error)
}

// A TokenFunc is a function as a [TokenSource].
type TokenFunc func(ctx context.Context) (string, error)

// Token calls f.
func (f TokenFunc) Token(ctx context.Context) (string, error) { return f(ctx) }

// StaticToken returns a [TokenSource] of one token that never changes.
func StaticToken(token string) TokenSource {
	return TokenFunc(func(context.Context) (string, error) { return token, nil })
}
