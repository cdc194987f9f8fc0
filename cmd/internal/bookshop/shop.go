// Package bookshop is a small web service with habits of its own, none of them
// OData's, which plays the other side in tests of the SDK that docs/bookshop gives.
//
// It stands for the services that sdkscribe has never seen. So it was written from
// what its reference says, by hand, and without a look at what is generated: a test
// that compares generated code with generated expectations proves that both came
// from one place, this one proves that a server understands the client. It keeps all
// in memory and is as strict as a careful server is: an unknown member, an unknown
// query parameter, a wrong media type, a value of the wrong kind and a missing key
// are each refused with a problem (RFC 9457) that says which it was.
package bookshop

//go:generate go run ../../sdkscribe generate --config ../../../docs/bookshop/sdkscribe.yaml

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
)

// Base is the path that all URLs of the service begin with.
const Base = "/shop/v2"

// A Shop is the service: its state, and the handler of its requests.
type Shop struct {
	key string
	now func() time.Time
	mux *http.ServeMux

	mu       sync.Mutex // held while a request is answered
	requests int
	nextID   int64
	authors  []author
	books    []*stored
	reviews  map[int64][]review
	covers   map[int64][]byte
	stock    map[int64]map[string]int
	shelves  map[string]shelfPlan
	orders   []*order
	repeats  map[string]repeat
	people   []customer
	imports  map[string]*job
}

// New returns a shop with some stock, which answers those who send key.
func New(key string) *Shop {
	s := &Shop{key: key, now: time.Now, mux: http.NewServeMux(), nextID: 9_007_199_254_740_993}
	s.seed()
	s.routes()
	return s
}

// ServeHTTP answers one request.
func (s *Shop) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func (s *Shop) routes() {
	for pattern, h := range map[string]handler{
		"GET /authors":             s.listAuthors,
		"POST /authors":            s.createAuthor,
		"GET /authors/{author_id}": s.getAuthor,

		"GET /books":                    s.listBooks,
		"POST /books":                   s.createBook,
		"GET /books/{book_id}":          s.getBook,
		"PATCH /books/{book_id}":        s.updateBook,
		"DELETE /books/{book_id}":       s.deleteBook,
		"POST /books/{call}":            s.callBook,
		"GET /books/{book_id}/cover":    s.getCover,
		"PUT /books/{book_id}/cover":    s.putCover,
		"GET /books/{book_id}/reviews":  s.listReviews,
		"POST /books/{book_id}/reviews": s.createReview,
		"GET /books/{book_id}/stock":    s.getStock,
		"PUT /books/{book_id}/stock":    s.putStock,
		"GET /stock/{book_id}":          s.getStock, // as it was called in version 1
		"POST /prices":                  s.changePrices,

		"GET /branches/{branch}/shelves": s.getShelves,
		"PUT /branches/{branch}/shelves": s.putShelves,

		"GET /orders":            s.listOrders,
		"POST /orders":           s.createOrder,
		"GET /orders/{order_id}": s.getOrder,
		"POST /orders/{call}":    s.callOrder,

		"GET /customers":                  s.listCustomers,
		"GET /customers/{customer_id}":    s.getCustomer,
		"PUT /customers/{customer_id}":    s.putCustomer,
		"DELETE /customers/{customer_id}": s.deleteCustomer,

		"POST /imports":                   s.startImport,
		"GET /imports/{import_id}":        s.getImport,
		"GET /imports/{import_id}/result": s.getImportResult,

		"GET /reports/sales":     s.salesReport,
		"GET /reports/inventory": s.inventoryReport,
	} {
		s.handle(pattern, h)
	}
	s.mux.Handle("/", s.guarded(func(_ http.ResponseWriter, r *http.Request) error {
		return problem(http.StatusNotFound, "no_such_resource", "There is nothing at %s %s.", r.Method, r.URL.Path)
	}))
}

// A handler answers a request, or returns the [Problem] why it cannot.
type handler func(w http.ResponseWriter, r *http.Request) error

func (s *Shop) handle(pattern string, h handler) {
	var method, path string
	fmt.Sscanf(pattern, "%s %s", &method, &path)
	s.mux.Handle(method+" "+Base+path, s.guarded(h))
}

// guarded lets those who have the key in, one at a time.
func (s *Shop) guarded(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.requests++
		w.Header().Set("X-Request-Id", "req-"+strconv.Itoa(s.requests))
		err := s.admit(r)
		if err == nil {
			err = h(w, r)
		}
		if err != nil {
			writeProblem(w, r, err)
		}
	})
}

// admit checks the key, which is in a header of the shop's own and nowhere else.
func (s *Shop) admit(r *http.Request) error {
	keys := r.Header.Values("X-Shop-Key")
	switch {
	case len(r.Header.Values("Authorization")) > 0:
		return problem(http.StatusBadRequest, "wrong_authentication", "The shop takes no Authorization header: send X-Shop-Key.")
	case len(keys) == 0:
		return problem(http.StatusUnauthorized, "key_missing", "The header X-Shop-Key is missing.")
	case len(keys) > 1 || subtle.ConstantTimeCompare([]byte(keys[0]), []byte(s.key)) == 0:
		return problem(http.StatusUnauthorized, "key_unknown", "The key is not known.")
	}
	return nil
}

// id returns a number that no other thing of the shop has. They are larger than
// what a float64 can tell apart, so that a client that reads numbers as such is
// found out.
func (s *Shop) id() int64 {
	s.nextID++
	return s.nextID
}

// url is the absolute URL of a path of the service.
func url(r *http.Request, path string) string {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + Base + path
}

// answer writes a value as JSON.
func answer(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value, json.Deterministic(true))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, err = w.Write(body)
	return err
}

// window returns the part of all that a page shows, and the index behind it.
func window[T any](all []T, from, count int) (part []T, next int) {
	from = min(from, len(all))
	next = min(from+count, len(all))
	return slices.Clone(all[from:next]), next
}
