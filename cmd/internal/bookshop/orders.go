package bookshop

import (
	"net/http"
	neturl "net/url"
	"strconv"
	"strings"
	"time"
)

type order struct {
	ID         string      `json:"id"`
	CustomerID int64       `json:"customer_id"`
	Status     string      `json:"status"`
	Lines      []orderLine `json:"lines"`
	Total      string      `json:"total"`
	Currency   string      `json:"currency"`
	Note       *string     `json:"note"`
	PickUpAt   string      `json:"pick_up_at,omitempty"`
	PlacedAt   string      `json:"placed_at"`
}

type orderLine struct {
	BookID    int64  `json:"book_id"`
	Quantity  int    `json:"quantity"`
	UnitPrice string `json:"unit_price,omitempty"`
}

// A repeat is what an idempotency key has been used for.
type repeat struct {
	body  string
	order *order
}

// listOrders has its list at the top, and the next page in a Link header (RFC 8288).
func (s *Shop) listOrders(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r, "status", "limit", "after")
	limit := q.number("limit", 1, 100, 20)
	if err := q.err(); err != nil {
		return err
	}
	matching, from := []order{}, 0
	for _, o := range s.orders {
		if status := q.text("status"); status == "" || o.Status == status {
			matching = append(matching, *o)
		}
		if o.ID == q.text("after") {
			from = len(matching)
		}
	}
	part, next := window(matching, from, limit)
	if next < len(matching) {
		query := neturl.Values{"limit": {strconv.Itoa(limit)}, "after": {part[len(part)-1].ID}}
		if status := q.text("status"); status != "" {
			query.Set("status", status)
		}
		w.Header().Set("Link", `<`+url(r, "/orders")+`>; rel="first", <`+url(r, "/orders?"+query.Encode())+`>; rel="next"`)
	}
	if part == nil {
		part = []order{}
	}
	return answer(w, http.StatusOK, part)
}

// createOrder places an order once for each idempotency key.
func (s *Shop) createOrder(w http.ResponseWriter, r *http.Request) error {
	key := r.Header.Get("Idempotency-Key")
	if key == "" {
		return problem(http.StatusBadRequest, "idempotency_key_missing", "Send a key of your own in Idempotency-Key.")
	}
	text, err := raw(r, "application/json")
	if err != nil {
		return err
	}
	if before, ok := s.repeats[key]; ok {
		if before.body != string(text) {
			return problem(http.StatusConflict, "idempotency_key_reused", "The key stands for another order.")
		}
		return placed(w, r, before.order)
	}
	var wish struct {
		CustomerID int64       `json:"customer_id"`
		Lines      []orderLine `json:"lines"`
		Note       *string     `json:"note"`
		PickUpAt   string      `json:"pick_up_at"`
	}
	if err := decode(text, &wish); err != nil {
		return err
	}
	o := &order{
		CustomerID: wish.CustomerID, Status: "placed", Currency: "EUR", Note: wish.Note, PickUpAt: wish.PickUpAt,
		PlacedAt: s.now().UTC().Format(time.RFC3339),
	}
	if err := s.fill(o, wish.Lines); err != nil {
		return err
	}
	o.ID = "ord-" + strconv.Itoa(1001+len(s.orders))
	s.orders = append(s.orders, o)
	s.repeats[key] = repeat{string(text), o}
	return placed(w, r, o)
}

func placed(w http.ResponseWriter, r *http.Request, o *order) error {
	w.Header().Set("Location", url(r, "/orders/"+o.ID))
	return answer(w, http.StatusCreated, o)
}

// fill gives an order its lines, with the prices of the day.
func (s *Shop) fill(o *order, lines []orderLine) error {
	var errs []FieldError
	if !s.hasCustomer(o.CustomerID) {
		errs = append(errs, wrong("customer_id", "There is no customer %d.", o.CustomerID))
	}
	if _, ok := s.shelves[o.PickUpAt]; !ok && o.PickUpAt != "" {
		errs = append(errs, wrong("pick_up_at", "There is no branch %s.", o.PickUpAt))
	}
	if len(lines) == 0 {
		errs = append(errs, wrong("lines", "An order has a line."))
	}
	total := int64(0)
	for i, line := range lines {
		field := "lines." + strconv.Itoa(i)
		b, err := s.bookOf(line.BookID)
		switch {
		case err != nil:
			errs = append(errs, wrong(field+".book_id", "There is no book %d.", line.BookID))
			continue
		case line.Quantity < 1:
			errs = append(errs, wrong(field+".quantity", "It has to be 1 or more."))
		case line.UnitPrice != "":
			errs = append(errs, wrong(field+".unit_price", "The member is read-only."))
		}
		line.UnitPrice = b.Price
		total += int64(line.Quantity) * cents(b.Price)
		o.Lines = append(o.Lines, line)
	}
	o.Total = money(total)
	if len(errs) > 0 {
		return invalid(errs...)
	}
	return nil
}

func (s *Shop) hasCustomer(id int64) bool {
	for _, c := range s.people {
		if c.ID == id {
			return true
		}
	}
	return false
}

func (s *Shop) order(id string) (*order, error) {
	for _, o := range s.orders {
		if o.ID == id {
			return o, nil
		}
	}
	return nil, notFound("order", id)
}

func (s *Shop) getOrder(w http.ResponseWriter, r *http.Request) error {
	o, err := s.order(r.PathValue("order_id"))
	if err != nil {
		return err
	}
	return answer(w, http.StatusOK, o)
}

// callOrder answers POST /orders/{id}:cancel.
func (s *Shop) callOrder(w http.ResponseWriter, r *http.Request) error {
	id, verb, _ := strings.Cut(r.PathValue("call"), ":")
	if verb != "cancel" {
		return problem(http.StatusNotFound, "no_such_resource", "There is nothing at %s %s.", r.Method, r.URL.Path)
	}
	if err := noBody(r); err != nil {
		return err
	}
	o, err := s.order(id)
	if err != nil {
		return err
	}
	if o.Status != "placed" {
		return problem(http.StatusConflict, "order_not_open", "Order %s is %s.", o.ID, o.Status)
	}
	o.Status = "cancelled"
	return answer(w, http.StatusOK, o)
}
