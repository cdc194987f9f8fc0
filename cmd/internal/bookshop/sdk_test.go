package bookshop

// The SDK of docs/bookshop against the server, over HTTP: every operation, where it goes
// well and where it is refused. What is compared is the result of the call, and the state
// of the server that it leaves behind. Nothing here says how the service is to be spoken
// to: what a call needs beyond its arguments is what the pages ask of a caller.

import (
	"errors"
	"iter"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	sdk "github.com/sdkscribe/sdkscribe/generated/bookshop"
	"github.com/sdkscribe/sdkscribe/generated/bookshop/rest"
)

const testKey = "lk_test_7Q2M"

// open starts a shop on the third of February 2026, and returns it with a client for it.
func open(t *testing.T, opts ...rest.ClientOption) (*Shop, *sdk.Client) {
	t.Helper()
	shop := New(testKey)
	shop.now = func() time.Time { return time.Date(2026, 2, 3, 10, 0, 0, 0, time.UTC) }
	server := httptest.NewServer(foreign(t, shop))
	t.Cleanup(server.Close)
	client, err := sdk.NewClient(rest.StaticToken(testKey), append([]rest.ClientOption{rest.BaseURL(server.URL + Base)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return shop, client
}

// foreign reports what a request has in it of a protocol that the pages do not speak of.
func foreign(t *testing.T, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, values := range r.Header {
			if text := strings.ToLower(name + strings.Join(values, " ")); strings.Contains(text, "odata") || strings.Contains(text, "graph") || name == "Prefer" || name == "Client-Request-Id" {
				t.Errorf("%s %s sends the header %s: %q", r.Method, r.URL, name, values)
			}
		}
		if strings.Contains(r.URL.RawQuery, "$") || strings.Contains(r.URL.RawQuery, "%24") {
			t.Errorf("%s %s has a query of OData", r.Method, r.URL)
		}
		next.ServeHTTP(w, r)
	})
}

func equal(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused sees that err is what the server has refused a request with.
func refused(t *testing.T, err error, status int, code, detail string, fields ...string) {
	t.Helper()
	var e *rest.Error
	if !errors.As(err, &e) {
		t.Errorf("the error is %v, want one that the server answered: %d %s", err, status, code)
		return
	}
	var got []string
	for _, d := range e.Details {
		got = append(got, d.Target)
	}
	if e.StatusCode != status || e.Code != code || !strings.Contains(e.Message, detail) || !cmp.Equal(fields, got) || !strings.HasPrefix(e.RequestID, "req-") {
		t.Errorf("the error is %d %q, %q, about %q, request %q; want %d %q, %q, about %q", e.StatusCode, e.Code, e.Message, got, e.RequestID, status, code, detail, fields)
	}
}

// collect returns what f makes of each element of a list.
func collect[T, R any](t *testing.T, list iter.Seq2[T, error], f func(T) R) []R {
	t.Helper()
	var all []R
	for one, err := range list {
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, f(one)); len(all) > 1000 {
			t.Fatal("the list does not end")
		}
	}
	return all
}

func TestKey(t *testing.T) {
	shop := New(testKey)
	server := httptest.NewServer(shop)
	defer server.Close()
	for key, code := range map[string]string{"": "key_missing", "lk_other": "key_unknown"} {
		var tokens rest.TokenSource
		if key != "" {
			tokens = rest.StaticToken(key)
		}
		client, err := sdk.NewClient(tokens, rest.BaseURL(server.URL+Base))
		must(t, err)
		_, err = client.Authors.Get(t.Context(), 11)
		refused(t, err, http.StatusUnauthorized, code, "")
	}
}

func TestAuthors(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	all, err := client.Authors.List(ctx)
	must(t, err)
	if len(all) != 3 {
		t.Fatalf("%d authors, want 3", len(all))
	}
	equal(t, "an author", &sdk.Author{ID: rest.Some[int64](11), Name: rest.Some("Ada Quill"), Born: rest.Some[rest.Date]("1815-12-10"), Site: rest.Some("https://quill.example/")}, all[0])
	some, err := client.Authors.List(ctx, rest.Query("name", "ham"))
	must(t, err)
	equal(t, "some authors", all[1:2], some)

	created, err := client.Authors.Create(ctx, &sdk.Author{Name: rest.Some("Dorte Lund"), Born: rest.Null[rest.Date]()})
	must(t, err)
	id, _ := created.ID.Get()
	equal(t, "its id", shop.authors[3].ID, id)
	equal(t, "its name", "Dorte Lund", shop.authors[3].Name)
	got, err := client.Authors.Get(ctx, id)
	must(t, err)
	equal(t, "the author that was created", created, got)
	if !got.Born.IsNull() {
		t.Errorf("the date of birth is %v, want null", got.Born)
	}

	_, err = client.Authors.Get(ctx, 99)
	refused(t, err, http.StatusNotFound, "author_not_found", "There is no author 99.")
	if !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("%v is not rest.ErrNotFound", err)
	}
	_, err = client.Authors.Create(ctx, &sdk.Author{Born: rest.Some[rest.Date]("1971")})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "1 of the values", "name")
}

func TestShelves(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	plan, err := client.Branches.Shelves.Get(ctx, "harbour")
	must(t, err)
	equal(t, "the plan", shop.shelves["harbour"].Grid, plan.Grid)
	equal(t, "its labels", []string{"crime & verse"}, plan.Labels)
	empty, err := client.Branches.Shelves.Get(ctx, "old-town")
	must(t, err)
	if empty.Grid == nil || len(empty.Grid) != 0 {
		t.Errorf("the empty plan is %#v", empty.Grid)
	}

	grid := [][]int64{{105, 105}, {}, {0, 107}}
	got, err := client.Branches.Shelves.Replace(ctx, "old-town", &sdk.ShelfPlan{Grid: grid})
	must(t, err)
	equal(t, "the new plan", grid, got.Grid)
	equal(t, "the server's", grid, shop.shelves["old-town"].Grid)
	equal(t, "when it was made", "2026-02-03T10:00:00Z", got.UpdatedAt.Or(rest.DateTimeOffset{}).Format(time.RFC3339))

	_, err = client.Branches.Shelves.Replace(ctx, "harbour", &sdk.ShelfPlan{Grid: [][]int64{{101}, {104, 42}}})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "grid.1.1")
	_, err = client.Branches.Shelves.Replace(ctx, "harbour", &sdk.ShelfPlan{})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "grid")
	_, err = client.Branches.Shelves.Get(ctx, "no where/else")
	refused(t, err, http.StatusNotFound, "branch_not_found", "There is no branch no where/else.")
}
