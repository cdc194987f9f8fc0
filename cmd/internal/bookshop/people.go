package bookshop

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Authors, customers, and the plans of where in a branch the books stand.

type author struct {
	ID   int64   `json:"id,omitzero"`
	Name string  `json:"name"`
	Born *string `json:"born"`
	Site string  `json:"site,omitempty"`
}

// listAuthors answers with all of them: there are no pages.
func (s *Shop) listAuthors(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r, "name")
	if err := q.err(); err != nil {
		return err
	}
	found := []author{}
	for _, a := range s.authors {
		if strings.Contains(strings.ToLower(a.Name), strings.ToLower(q.text("name"))) {
			found = append(found, a)
		}
	}
	return answer(w, http.StatusOK, map[string]any{"data": found})
}

func (s *Shop) createAuthor(w http.ResponseWriter, r *http.Request) error {
	var a author
	if err := body(r, "application/json", &a); err != nil {
		return err
	}
	switch {
	case a.ID != 0:
		return invalid(wrong("id", "The member is read-only."))
	case a.Name == "":
		return invalid(wrong("name", "The name is required."))
	case a.Born != nil && !isDate(*a.Born):
		return invalid(wrong("born", "A date is written like 2026-01-31."))
	}
	a.ID = s.id()
	s.authors = append(s.authors, a)
	w.Header().Set("Location", url(r, "/authors/"+strconv.FormatInt(a.ID, 10)))
	return answer(w, http.StatusCreated, a)
}

func (s *Shop) getAuthor(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r, "author_id")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(s.authors, func(a author) bool { return a.ID == id })
	if i < 0 {
		return notFound("author", id)
	}
	return answer(w, http.StatusOK, s.authors[i])
}

func (s *Shop) hasAuthor(id int64) bool {
	return slices.ContainsFunc(s.authors, func(a author) bool { return a.ID == id })
}

type customer struct {
	ID         int64    `json:"id,omitzero"`
	Name       string   `json:"name"`
	Email      string   `json:"email"`
	Address    *address `json:"address"`
	Birthday   *string  `json:"birthday"`
	Newsletter *bool    `json:"newsletter,omitempty"`
	Balance    string   `json:"balance,omitempty"`
}

type address struct {
	Street   string `json:"street"`
	City     string `json:"city"`
	Postcode string `json:"postcode"`
	Country  string `json:"country"`
}

func (s *Shop) listCustomers(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r, "offset", "limit", "city")
	offset, limit := q.number("offset", 0, 1_000_000, 0), q.number("limit", 1, 100, 25)
	if err := q.err(); err != nil {
		return err
	}
	found := []customer{}
	for _, c := range s.people {
		if city := q.text("city"); city == "" || c.Address != nil && c.Address.City == city {
			found = append(found, c)
		}
	}
	part, _ := window(found, offset, limit)
	if part == nil {
		part = []customer{}
	}
	return answer(w, http.StatusOK, struct {
		Items  []customer `json:"items"`
		Offset int        `json:"offset"`
		Limit  int        `json:"limit"`
		Total  int        `json:"total"`
	}{part, offset, limit, len(found)})
}

// customer returns the index of the customer that a path names, -1 where it is nobody's.
func (s *Shop) customer(r *http.Request) (id int64, index int, err error) {
	id, err = pathID(r, "customer_id")
	return id, slices.IndexFunc(s.people, func(c customer) bool { return c.ID == id }), err
}

func (s *Shop) getCustomer(w http.ResponseWriter, r *http.Request) error {
	id, i, err := s.customer(r)
	if err != nil {
		return err
	}
	if i < 0 {
		return notFound("customer", id)
	}
	return answer(w, http.StatusOK, s.people[i])
}

// putCustomer takes the whole of a customer: what is left out is gone.
func (s *Shop) putCustomer(w http.ResponseWriter, r *http.Request) error {
	id, i, err := s.customer(r)
	if err != nil {
		return err
	}
	var c customer
	if err := body(r, "application/json", &c); err != nil {
		return err
	}
	switch {
	case c.ID != 0 && c.ID != id:
		return invalid(wrong("id", "It is not the id of the path."))
	case c.Balance != "":
		return invalid(wrong("balance", "The member is read-only."))
	case c.Name == "":
		return invalid(wrong("name", "The name is required."))
	case !strings.Contains(c.Email, "@"):
		return invalid(wrong("email", "An address with an @ is required."))
	case c.Birthday != nil && !isDate(*c.Birthday):
		return invalid(wrong("birthday", "A date is written like 2026-01-31."))
	}
	c.ID, c.Balance = id, "0.00"
	if i < 0 {
		s.people = append(s.people, c)
		w.Header().Set("Location", url(r, "/customers/"+strconv.FormatInt(id, 10)))
		return answer(w, http.StatusCreated, c)
	}
	c.Balance = s.people[i].Balance
	s.people[i] = c
	return answer(w, http.StatusOK, c)
}

func (s *Shop) deleteCustomer(w http.ResponseWriter, r *http.Request) error {
	id, i, err := s.customer(r)
	if err != nil {
		return err
	}
	if i < 0 {
		return notFound("customer", id)
	}
	if slices.ContainsFunc(s.orders, func(o *order) bool { return o.CustomerID == id && o.Status == "placed" }) {
		return problem(http.StatusConflict, "orders_open", "Customer %d waits for an order.", id)
	}
	s.people = slices.Delete(s.people, i, i+1)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// A shelfPlan says which book stands where: a row for each shelf, from the top, and
// in it the books from the left. 0 is an empty place.
type shelfPlan struct {
	Branch    string    `json:"branch,omitempty"`
	Grid      [][]int64 `json:"grid"`
	Labels    []string  `json:"labels,omitempty"`
	UpdatedAt string    `json:"updated_at,omitempty"`
}

func (s *Shop) getShelves(w http.ResponseWriter, r *http.Request) error {
	plan, ok := s.shelves[r.PathValue("branch")]
	if !ok {
		return notFound("branch", r.PathValue("branch"))
	}
	return answer(w, http.StatusOK, plan)
}

func (s *Shop) putShelves(w http.ResponseWriter, r *http.Request) error {
	branch := r.PathValue("branch")
	if _, ok := s.shelves[branch]; !ok {
		return notFound("branch", branch)
	}
	var plan shelfPlan
	if err := body(r, "application/json", &plan); err != nil {
		return err
	}
	if plan.Branch != "" && plan.Branch != branch || plan.UpdatedAt != "" {
		return invalid(wrong("branch", "What the shop sets is read-only."))
	}
	if plan.Grid == nil {
		return invalid(wrong("grid", "The grid is required."))
	}
	for y, row := range plan.Grid {
		for x, id := range row {
			if _, err := s.bookOf(id); id != 0 && err != nil {
				return invalid(wrong("grid."+strconv.Itoa(y)+"."+strconv.Itoa(x), "There is no book %d.", id))
			}
		}
	}
	plan.Branch, plan.UpdatedAt = branch, s.now().UTC().Format(time.RFC3339)
	s.shelves[branch] = plan
	return answer(w, http.StatusOK, plan)
}
