package graph_test

// What an SDK can do, by example. This file is written by hand, among files that
// sdkscribe writes and without which it leaves it alone. The examples run against a
// server of their own: see serve at the end.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/sdkscribe/sdkscribe/generated/graph"
	"github.com/sdkscribe/sdkscribe/generated/graph/rest"
)

// A client is made once and used by any number of goroutines. What a token comes from
// is up to the program; see rest.TokenSource for azidentity and golang.org/x/oauth2.
func ExampleNewClient_options() {
	tokens := rest.TokenFunc(func(ctx context.Context) (string, error) {
		return "a token", nil // of a library that keeps it while it is valid
	})
	client, err := graph.NewClient(tokens,
		rest.BaseURL("https://graph.microsoft.com/v1.0"), // or beta, or a national cloud
		rest.HTTPClient(&http.Client{Timeout: time.Minute}),
		rest.UserAgent("example/1.0"),
		rest.DefaultHeader("ConsistencyLevel", "eventual"),
		rest.Retry(rest.RetryPolicy{MaxAttempts: 5, MaxElapsed: time.Minute}),
		// rest.Logger(slog.Default()) tells of every attempt.
		rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
			return next // otelhttp.NewTransport(next), for instance
		}),
	)
	fmt.Println(client != nil, err)
	// Output: true <nil>
}

// Whoever knows the path knows the method: GET /me/events/{id} is Me.Events.Get.
func Example_selected() {
	client := serve(map[string]string{
		"GET /me/events/AAMk1?$select=subject,start": `{"id":"AAMk1","subject":"Lunch","start":{"dateTime":"2031-03-01T12:00:00","timeZone":"UTC"}}`,
	})
	event, err := client.Me.Events.Get(context.Background(), "AAMk1", rest.Select("subject", "start"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(event.Subject.Value(), event.Start.DateTime.Value())
	fmt.Println(event.BodyPreview.IsSet(), event.BodyPreview.Or("(not asked for)"))
	// Output:
	// Lunch 2031-03-01T12:00:00
	// false (not asked for)
}

// An update sends what was set: a value, null, or nothing.
func Example_nullObject() {
	client := serve(map[string]string{
		`PATCH /users/adele@example.com {"department":null,"jobTitle":"Auditor","manager":null}`: "",
	})
	change := &graph.User{
		JobTitle:   rest.Some("Auditor"),
		Department: rest.Null[string](),
	}
	change.Extra.SetNull("manager") // an object
	_, err := client.Users.Update(context.Background(), "adele@example.com", change)
	fmt.Println(err)
	// Output: <nil>
}

// All fetches pages as the loop needs them. Filter quotes its values.
func Example_filtered() {
	client := serve(map[string]string{
		"GET /users?$filter=surname%20eq%20'O''Neil'&$top=2": `{"value":[{"displayName":"Ann O'Neil"},{"displayName":"Bob O'Neil"}],
			"@odata.nextLink":"{server}/users?$skiptoken=2"}`,
		"GET /users?$skiptoken=2": `{"value":[{"displayName":"Cy O'Neil"}]}`,
	})
	for user, err := range client.Users.All(context.Background(), rest.Filter("surname eq ?", "O'Neil"), rest.Top(2)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.DisplayName.Value())
	}
	// Output:
	// Ann O'Neil
	// Bob O'Neil
	// Cy O'Neil
}

// List returns a page, with the number of all elements if it was asked for.
func Example_page() {
	client := serve(map[string]string{
		"GET /users?$expand=manager($select=displayName)&$count=true": `{"@odata.count":40,"value":[{"displayName":"Ann","manager":{"displayName":"Bob"}}],
			"@odata.nextLink":"{server}/users?$skiptoken=2"}`,
	})
	page, err := client.Users.List(context.Background(), rest.ExpandWith("manager", rest.Select("displayName")), rest.Count(true))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(page.Value), "of", page.Count.Value(), page.NextLink != "")
	// Output: 1 of 40 true
}

// The first round of a delta query brings everything, each later one what has changed
// since the link that the one before has left.
func Example_deltaRounds() {
	client := serve(map[string]string{
		"GET /me/calendarView/delta?startDateTime=2031-03-01T00:00:00Z&endDateTime=2031-04-01T00:00:00Z": `{"value":[{"subject":"Lunch"}],"@odata.deltaLink":"{server}/delta?$deltatoken=1"}`,
		"GET /delta?$deltatoken=1": `{"value":[{"subject":"Dinner"}],"@odata.deltaLink":"{server}/delta?$deltatoken=2"}`,
	})
	from := rest.At(time.Date(2031, time.March, 1, 0, 0, 0, 0, time.UTC))
	to := rest.At(time.Date(2031, time.April, 1, 0, 0, 0, 0, time.UTC))
	link := "" // kept in a file, for instance
	for range 2 {
		for event, err := range client.Me.CalendarView.DeltaAll(context.Background(), from, to, rest.Resume(link), rest.KeepDelta(&link)) {
			if errors.Is(err, rest.ErrGone) {
				link = "" // the service does not know it any more: begin anew
				break
			}
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(event.Subject.Value(), event.Extra["@removed"])
		}
	}
	fmt.Println(link[strings.Index(link, "?"):])
	// Output:
	// Lunch null
	// Dinner null
	// ?$deltatoken=2
}

// A value in a base-typed place keeps its members; As asks for the type that it has,
// From goes the other way.
func Example_derivedTypes() {
	client := serve(map[string]string{
		"GET /me/messages/AAMk2/attachments/AAMk3": `{"@odata.type":"#microsoft.graph.fileAttachment","name":"menu.txt","contentBytes":"c291cA=="}`,
		`POST /me/messages/AAMk2/attachments {"@odata.type":"#microsoft.graph.fileAttachment","name":"copy.txt","contentBytes":"c291cA=="}`: `{"name":"copy.txt"}`,
	})
	ctx := context.Background()
	attachment, err := client.Me.Messages.Attachments.Get(ctx, "AAMk2", "AAMk3")
	if err != nil {
		log.Fatal(err)
	}
	file, err := rest.As[graph.FileAttachment](attachment)
	fmt.Println(string(file.ContentBytes.Value()), err)
	_, err = rest.As[graph.ItemAttachment](attachment)
	fmt.Println(errors.Is(err, rest.ErrType))

	file.Name = rest.Some("copy.txt")
	created, err := client.Me.Messages.Attachments.Create(ctx, "AAMk2", rest.From[graph.Attachment](file))
	fmt.Println(created.Name.Value(), err)
	// Output:
	// soup <nil>
	// true
	// copy.txt <nil>
}

// An error tells what was asked for and what the service answered, and can be told
// apart by its status or by its code.
func Example_errorCodes() {
	client := serve(nil)
	_, err := client.Me.Events.Cancel(context.Background(), "AAMk1", nil)
	fmt.Println(err)
	fmt.Println(errors.Is(err, rest.ErrNotFound), errors.Is(err, graph.CodeErrorItemNotFound))
	var e *rest.Error
	if errors.As(err, &e) {
		fmt.Println(e.StatusCode, e.Code, e.RequestID)
	}
	// Output:
	// rest: POST /v1.0/me/events/AAMk1/cancel: 404 Not Found: ErrorItemNotFound: The object was not found. (request id 7f3a)
	// true true
	// 404 ErrorItemNotFound 7f3a
}

// Options change one call.
func Example_options() {
	client := serve(map[string]string{"PATCH /me/events/AAMk1 {\"subject\":\"Dinner\"}": `{"subject":"Dinner"}`})
	var answer *http.Response
	event, err := client.Me.Events.Update(context.Background(), "AAMk1", &graph.Event{Subject: rest.Some("Dinner")},
		rest.IfMatch(`W/"1"`),           // only if nobody has changed it
		rest.Prefer("respond-async"),    //
		rest.IdempotencyKey("3f2a"),     // tried again like a GET
		rest.Timeout(10*time.Second),    // with all attempts
		rest.Header("X-Example", "yes"), //
		rest.Into(&answer))
	fmt.Println(event.Subject.Value(), answer.StatusCode, err)
	// Output: Dinner 200 <nil>
}

// Content comes as a stream, all of it or a range. A small file is put at once.
func Example_content() {
	client := serve(map[string]string{
		"GET /me/drive/root:/menu.txt:/content":      "tomato soup",
		"PUT /me/drive/root:/menu.txt:/content stew": `{"name":"menu.txt","size":4}`,
	})
	ctx := context.Background()
	content, err := client.Me.Drive.Root.ByPath.Content.Get(ctx, "menu.txt", rest.Range(0, 6))
	if err != nil {
		log.Fatal(err)
	}
	defer content.Close()
	text, err := io.ReadAll(content)
	fmt.Println(string(text), content.StatusCode, err)

	item, err := client.Me.Drive.Root.ByPath.Content.Replace(ctx, "menu.txt", strings.NewReader("stew"))
	fmt.Println(item.Size.Value(), err)
	// Output:
	// tomato 206 <nil>
	// 4 <nil>
}

// A large file goes up in pieces, and on from where the service is behind a fault.
func Example_uploadSession() {
	client := serve(map[string]string{
		"POST /me/drive/root:/big.bin:/createUploadSession": `{"uploadUrl":"{server}/session/1"}`,
		"PUT /session/1 bytes 0-327679/400000":              `202 {"nextExpectedRanges":["327680-"]}`,
		"PUT /session/1 bytes 327680-399999/400000":         `{"name":"big.bin","size":400000}`,
	})
	ctx := context.Background()
	session, err := client.Me.Drive.Root.ByPath.CreateUploadSession(ctx, "big.bin", nil)
	if err != nil {
		log.Fatal(err)
	}
	file := bytes.NewReader(make([]byte, 400_000))
	item, err := rest.Upload[*graph.DriveItem](ctx, client.Core(), session.UploadURL.Value(), file, -1,
		rest.ChunkSize(rest.ChunkUnit),
		rest.Progress(func(sent, size int64) { fmt.Println(sent, "of", size) }))
	fmt.Println(item.Name.Value(), err)
	// Output:
	// 0 of 400000
	// 327680 of 400000
	// 400000 of 400000
	// big.bin <nil>
}

// An action that goes on behind its call returns a poller.
func Example_monitored() {
	client := serve(map[string]string{
		`POST /me/drive/items/01/copy {"name":"copy.txt"}`: `202 {server}/monitor/1`,
		"GET /monitor/1":         `{"status":"completed","percentageComplete":100,"resourceLocation":"{server}/me/drive/items/02"}`,
		"GET /me/drive/items/02": `{"id":"02","name":"copy.txt"}`,
	})
	ctx := context.Background()
	poller, err := client.Me.Drive.Items.Copy(ctx, "01", &graph.DriveItemCopyRequest{Name: rest.Some("copy.txt")})
	if err != nil {
		log.Fatal(err)
	}
	item, err := poller.Wait(ctx) // or Poll, once
	fmt.Println(poller.Status.State, item.Name.Value(), err)
	// Output: completed copy.txt <nil>
}

// Several calls go out in one request, and each has the result and the error that it
// would have alone.
func Example_batchInOrder() {
	client := serve(map[string]string{
		`POST /$batch`: `{"responses":[
			{"id":"1","status":200,"body":{"displayName":"Adele"}},
			{"id":"2","status":404,"body":{"error":{"code":"ErrorItemNotFound","message":"There is no such event."}}}]}`,
	})
	b := rest.NewBatch(client.Core())
	user := rest.Add(b, func(ctx context.Context) (*graph.User, error) {
		return client.Users.Get(ctx, "adele@example.com")
	})
	event := rest.Add(b, func(ctx context.Context) (*graph.Event, error) {
		return client.Me.Events.Get(ctx, "AAMk1")
	}, user) // behind it
	_ = b.Do(context.Background()) // its error joins those of the calls
	u, err := user.Get()
	fmt.Println(u.DisplayName.Value(), err)
	_, err = event.Get()
	fmt.Println(err)
	// Output:
	// Adele <nil>
	// rest: GET /v1.0/me/events/AAMk1: 404 Not Found: ErrorItemNotFound: There is no such event.
}

// Do calls what no page documents, with the same tokens, retries and errors.
func ExampleClient_Do() {
	client := serve(map[string]string{"GET /me/outlook/masterCategories('a%27%27b')?$select=color": `{"value":"preset3"}`})
	var color string
	err := client.Do(context.Background(), rest.Request{
		Method: "GET",
		Path:   "/me/outlook/masterCategories('{name}')",
		Args:   []any{"a'b"},
	}, rest.Wrapped("value", &color), rest.Select("color"))
	fmt.Println(color, err)
	// Output: preset3 <nil>
}

// serve returns a client of a server that answers "VERB /path body" with a JSON text,
// which may have a status in front. The body may be left out of the question, and for
// pieces of content is their Content-Range.
func serve(answers map[string]string) *graph.Client {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		question := r.Method + " " + strings.TrimPrefix(r.RequestURI, "/v1.0")
		full := question + " " + string(body)
		if pieces := r.Header.Get("Content-Range"); pieces != "" {
			full = question + " " + pieces
		}
		answer, ok := answers[strings.TrimSpace(full)]
		if !ok {
			answer, ok = answers[question]
		}
		answer = strings.ReplaceAll(answer, "{server}", "http://"+r.Host+"/v1.0")
		status, rest, hasStatus := strings.Cut(answer, " ")
		switch {
		case !ok:
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusNotFound)
			io.WriteString(w, `{"error":{"code":"ErrorItemNotFound","message":"The object was not found.","innerError":{"request-id":"7f3a"}}}`)
		case answer == "":
			w.WriteHeader(http.StatusNoContent)
		case hasStatus && status == "202":
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Location", rest)
			w.WriteHeader(http.StatusAccepted)
			if strings.HasPrefix(rest, "{") {
				io.WriteString(w, rest)
			}
		case !strings.HasPrefix(answer, "{"):
			http.ServeContent(w, r, "menu.txt", time.Time{}, strings.NewReader(answer))
		default:
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, answer)
		}
	}))
	client, err := graph.NewClient(rest.StaticToken("token"), rest.BaseURL(server.URL+"/v1.0"))
	if err != nil {
		panic(err)
	}
	return client
}
