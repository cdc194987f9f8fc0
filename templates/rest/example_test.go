package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// exampleClient returns a client of a server that answers by path.
func exampleClient(answers map[string]string) (*rest.Client, func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		body, ok := answers[r.RequestURI]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			body = `{"error":{"code":"ErrorItemNotFound","message":"The specified object was not found.","innerError":{"request-id":"7f3a"}}}`
		}
		io.WriteString(w, strings.ReplaceAll(body, "{server}", "http://"+r.Host))
	}))
	c, err := rest.NewClient(rest.StaticToken("token"), rest.BaseURL(server.URL))
	if err != nil {
		panic(err)
	}
	return c, server.Close
}

// A PATCH sends what was set: a value, a null, or nothing.
func ExampleOpt() {
	change := &Event{
		Subject:    rest.Some("Moved to May"),
		WebLink:    rest.Null[string](),
		Categories: []string{},
	}
	change.Extra.SetNull("location")
	text, err := json.Marshal(change)
	fmt.Println(string(text), err)

	fmt.Println(change.Subject.Value(), change.WebLink.IsNull(), change.ID.Or("no id"))
	// Output:
	// {"subject":"Moved to May","webLink":null,"categories":[],"location":null} <nil>
	// Moved to May true no id
}

func ExampleFilter() {
	// The quote in the name cannot end the literal.
	option := rest.Filter("displayName eq ? and accountEnabled eq ?", "O'Neil", true)

	c, done := exampleClient(map[string]string{
		"/users?$filter=displayName%20eq%20'O''Neil'%20and%20accountEnabled%20eq%20true": `{"value":[{"name":"O'Neil"}]}`,
	})
	defer done()
	var page rest.Page[*EmailAddress]
	err := c.Do(context.Background(), rest.Request{Method: "GET", Path: "/users"}, &page, option)
	fmt.Println(page.Value[0].Name, err)
	// Output: O'Neil <nil>
}

func ExampleAll() {
	c, done := exampleClient(map[string]string{
		"/users?$top=2":       `{"value":[{"name":"Adele"},{"name":"Alex"}],"@odata.nextLink":"{server}/users?$skiptoken=2"}`,
		"/users?$skiptoken=2": `{"value":[{"name":"Diego"}]}`,
	})
	defer done()
	request := rest.Request{Method: "GET", Path: "/users"}
	for user, err := range rest.All[*EmailAddress](context.Background(), c, request, rest.Top(2)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(user.Name)
	}
	// Output:
	// Adele
	// Alex
	// Diego
}

// A file attachment goes where the API has attachments of any type, and back.
func ExampleAs() {
	attachment := rest.From[Attachment](&FileAttachment{
		Name:         rest.Some("menu.txt"),
		ContentBytes: rest.Some(rest.Binary("soup")),
	})
	fmt.Println(attachment.Extra.ODataType())

	file, err := rest.As[FileAttachment](attachment)
	fmt.Println(string(file.ContentBytes.Value()), err)

	_, err = rest.As[Event](attachment)
	fmt.Println(err)
	// Output:
	// microsoft.graph.fileAttachment
	// soup <nil>
	// rest: microsoft.graph.fileAttachment is no microsoft.graph.event: the object is of another type
}

func ExampleError() {
	c, done := exampleClient(nil)
	defer done()
	err := c.Do(context.Background(), rest.Request{Method: "GET", Path: "/me/events/{id}", Args: []any{"AAMk="}}, &Event{})
	fmt.Println(err)
	fmt.Println(errors.Is(err, rest.ErrNotFound))

	var e *rest.Error
	if errors.As(err, &e) {
		fmt.Println(e.Code, e.RequestID)
	}
	// Output:
	// rest: GET /me/events/AAMk=: 404 Not Found: ErrorItemNotFound: The specified object was not found. (request id 7f3a)
	// true
	// ErrorItemNotFound 7f3a
}

// Do calls what no method exists for.
func ExampleClient_Do() {
	c, done := exampleClient(map[string]string{
		"/users/adele@contoso.com/mailboxSettings/timeZone": `{"value":"UTC"}`,
	})
	defer done()
	var zone string
	err := c.Do(context.Background(), rest.Request{
		Method: "GET",
		Path:   "/users/{id}/mailboxSettings/timeZone",
		Args:   []any{"adele@contoso.com"},
	}, rest.Wrapped("value", &zone))
	fmt.Println(zone, err)
	// Output: UTC <nil>
}

func ExampleDuration() {
	d := rest.Duration("P1DT12H")
	std, err := d.Std()
	fmt.Println(std, err, rest.DurationOf(std))
	// Output: 36h0m0s <nil> PT36H
}

// A limiter is what golang.org/x/time/rate.Limiter is: rate.NewLimiter(rate.Limit(10), 20)
// lets ten calls a second through, and twenty at a time.
type limiter interface{ Wait(context.Context) error }

// limited waits for its limiter before every attempt.
type limited struct {
	limiter
	next http.RoundTripper
}

func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := l.Wait(r.Context()); err != nil {
		return nil, err
	}
	return l.next.RoundTrip(r)
}

// counter stands for the limiter of a program.
type counter struct{ calls int }

func (c *counter) Wait(ctx context.Context) error {
	c.calls++
	return ctx.Err()
}

// A client that keeps below the limits of its service is not throttled.
func ExampleMiddleware() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
	defer server.Close()
	limits := &counter{}
	c, err := rest.NewClient(nil, rest.BaseURL(server.URL), rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
		return limited{limits, next}
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = c.Do(context.Background(), rest.Request{Method: "POST", Path: "/orders"}, nil)
	fmt.Println(limits.calls, err)
	// Output: 1 <nil>
}

// A call that nobody waits for may be tried more often, and for longer.
func ExampleAttempts() {
	calls := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls < 6 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	defer server.Close()
	c, err := rest.NewClient(nil, rest.BaseURL(server.URL))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = c.Do(context.Background(), rest.Request{Method: "POST", Path: "/orders"}, nil, rest.Attempts(10), rest.MaxDelay(time.Hour))
	fmt.Println(calls, err)
	// Output: 6 <nil>
}

// A value that does not fit loses nothing else, and is told.
func ExampleOnMisfit() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"subject":"Lunch","createdDateTime":"","start":{"timeZone":"UTC","dateTime":5}}`)
	}))
	defer server.Close()
	c, err := rest.NewClient(nil, rest.BaseURL(server.URL), rest.OnMisfit(func(_ context.Context, m rest.Misfit) { fmt.Println(m) }))
	if err != nil {
		fmt.Println(err)
		return
	}
	event, err := rest.Call[*Event](context.Background(), c, nil, "GET /events/{id}", nil, "1")
	fmt.Println(event.Subject.Value(), event.Start.TimeZone.Value(), err)
	// Output:
	// createdDateTime: "" is no rest.DateTimeOffset
	// start.dateTime: 5 is no string
	// Lunch UTC <nil>
}

// What was changed comes in the answer to the change, although the method returns none.
func ExampleRepresentation() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Prefer") != "return=representation" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"id":"1","subject":"Lunch"}`)
	}))
	defer server.Close()
	c, err := rest.NewClient(nil, rest.BaseURL(server.URL))
	if err != nil {
		fmt.Println(err)
		return
	}
	var changed Event
	_, err = rest.Send(context.Background(), c, []rest.Option{rest.Representation(&changed)}, "PATCH /events/{id}", &Event{Subject: rest.Some("Lunch")}, "1")
	fmt.Println(changed.ID, changed.Subject, err)
	// Output: 1 Lunch <nil>
}

// Traces name calls by their path without its arguments.
func ExampleOperationFrom() {
	c, err := rest.NewClient(nil, rest.BaseURL("https://example.com"), rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
		return traced{next}
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = rest.Send(context.Background(), c, []rest.Option{rest.Attempts(1)}, "DELETE /users/{id}/messages/{message-id}", nil, "adele", "7")
	fmt.Println(errors.Is(err, errTraced))
	// Output:
	// DELETE /users/{id}/messages/{message-id}
	// true
}

// traced stands for what traces calls.
type traced struct{ next http.RoundTripper }

var errTraced = errors.New("no network in examples")

func (t traced) RoundTrip(r *http.Request) (*http.Response, error) {
	fmt.Println(rest.OperationFrom(r.Context()))
	return nil, errTraced
}

// diary is a service with one event, for tests.
type diary struct{ event Event }

func (d *diary) Do(_ context.Context, r rest.Request, out any, _ ...rest.Option) error {
	switch e, ok := out.(*Event); {
	case ok && r.Method == "GET" && r.Path == "/events/{id}":
		*e = d.event
		return nil
	case r.Method == "PATCH":
		d.event.Subject = r.Body.(*Event).Subject
		return nil
	}
	return &rest.Error{StatusCode: http.StatusNotFound, Method: r.Method, Path: r.Path}
}

func (d *diary) Stream(context.Context, rest.Request, ...rest.Option) (*rest.Stream, error) {
	return rest.NewStream(strings.NewReader("BEGIN:VCALENDAR"), "text/calendar"), nil
}

// A fake of two methods takes the place of the service.
func ExampleThrough() {
	c, err := rest.NewClient(nil, rest.BaseURL("https://example.com"), rest.Through(&diary{}))
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	_, err = rest.Send(ctx, c, nil, "PATCH /events/{id}", &Event{Subject: rest.Some("Lunch")}, "1")
	fmt.Println(err)
	event, err := rest.Call[*Event](ctx, c, nil, "GET /events/{id}", nil, "1")
	fmt.Println(event.Subject, err)
	// Output:
	// <nil>
	// Lunch <nil>
}
