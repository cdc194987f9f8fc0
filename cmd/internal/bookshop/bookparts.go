package bookshop

import (
	"bytes"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// What belongs to a book: its cover, its reviews, its copies, its reservations.

// callBook answers POST /books/{id}:verb.
func (s *Shop) callBook(w http.ResponseWriter, r *http.Request) error {
	text, verb, _ := strings.Cut(r.PathValue("call"), ":")
	if verb != "reserve" {
		return problem(http.StatusNotFound, "no_such_resource", "There is nothing at %s %s.", r.Method, r.URL.Path)
	}
	id, err := number("book_id", text)
	if err != nil {
		return err
	}
	b, err := s.bookOf(id)
	if err != nil {
		return err
	}
	return s.reserve(w, r, b)
}

type reservation struct {
	ID        int64  `json:"id"`
	BookID    int64  `json:"book_id"`
	Branch    string `json:"branch"`
	Copies    int    `json:"copies"`
	ExpiresAt string `json:"expires_at"`
}

func (s *Shop) reserve(w http.ResponseWriter, r *http.Request, b *stored) error {
	var wish struct {
		Branch string `json:"branch"`
		Copies *int   `json:"copies"`
		Days   *int   `json:"days"`
	}
	if err := body(r, "application/json", &wish); err != nil {
		return err
	}
	copies, days := 1, 3
	if wish.Copies != nil {
		copies = *wish.Copies
	}
	if wish.Days != nil {
		days = *wish.Days
	}
	switch _, ok := s.shelves[wish.Branch]; {
	case !ok:
		return invalid(wrong("branch", "There is no such branch."))
	case copies < 1 || days < 1 || days > 14:
		return invalid(wrong("days", "A copy or more is reserved for 1 to 14 days."))
	case s.stock[b.ID][wish.Branch] < copies:
		return problem(http.StatusConflict, "out_of_stock", "%s has %d copies.", wish.Branch, s.stock[b.ID][wish.Branch])
	}
	s.stock[b.ID][wish.Branch] -= copies
	return answer(w, http.StatusOK, reservation{
		ID: s.id(), BookID: b.ID, Branch: wish.Branch, Copies: copies,
		ExpiresAt: s.now().AddDate(0, 0, days).UTC().Format(time.RFC3339),
	})
}

func (s *Shop) getCover(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	image, ok := s.covers[b.ID]
	if !ok {
		return notFound("cover", b.ID)
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(image)))
	_, err = w.Write(image)
	return err
}

func (s *Shop) putCover(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	image, err := raw(r, "image/png")
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(image, []byte("\x89PNG\r\n\x1a\n")) {
		return problem(http.StatusUnprocessableEntity, "no_image", "The bytes are no PNG image.")
	}
	s.covers[b.ID] = image
	w.WriteHeader(http.StatusNoContent)
	return nil
}

type review struct {
	ID        int64  `json:"id,omitzero"`
	Rating    int    `json:"rating"`
	Text      string `json:"text,omitempty"`
	Reviewer  string `json:"reviewer"`
	WrittenAt string `json:"written_at,omitempty"`
}

func (s *Shop) listReviews(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	q := queryOf(r, "page", "per_page")
	page, size := q.number("page", 1, 1000, 1), q.number("per_page", 1, 50, 10)
	if err := q.err(); err != nil {
		return err
	}
	all := s.reviews[b.ID]
	part, _ := window(all, (page-1)*size, size)
	if part == nil {
		part = []review{}
	}
	return answer(w, http.StatusOK, struct {
		Data  []review `json:"data"`
		Page  int      `json:"page"`
		Pages int      `json:"pages"`
		Total int      `json:"total"`
	}{part, page, (len(all) + size - 1) / size, len(all)})
}

func (s *Shop) createReview(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	var one review
	if err := body(r, "application/json", &one); err != nil {
		return err
	}
	switch {
	case one.ID != 0 || one.WrittenAt != "":
		return invalid(wrong("id", "What the shop sets is read-only."))
	case one.Rating < 1 || one.Rating > 5:
		return invalid(wrong("rating", "A rating is 1 to 5."))
	case one.Reviewer == "":
		return invalid(wrong("reviewer", "The reviewer is required."))
	}
	one.ID, one.WrittenAt = s.id(), s.now().UTC().Format(time.RFC3339)
	s.reviews[b.ID] = append(s.reviews[b.ID], one)
	s.rate(b)
	w.Header().Set("Location", url(r, "/books/"+strconv.FormatInt(b.ID, 10)+"/reviews/"+strconv.FormatInt(one.ID, 10)))
	return answer(w, http.StatusCreated, one)
}

// rate sets the average rating of a book, to one digit behind the point.
func (s *Shop) rate(b *stored) {
	sum := 0
	for _, one := range s.reviews[b.ID] {
		sum += one.Rating
	}
	average := math.Round(10*float64(sum)/float64(len(s.reviews[b.ID]))) / 10
	b.AverageRating = &average
}

// stockLevels are the copies of a book by the branch that has them.
type stockLevels struct {
	BookID    int64          `json:"book_id,omitzero"`
	ByBranch  map[string]int `json:"by_branch"`
	CountedAt int64          `json:"counted_at,omitzero"`
}

func (s *Shop) copies(id int64) int {
	sum := 0
	for _, n := range s.stock[id] {
		sum += n
	}
	return sum
}

func (s *Shop) getStock(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	return answer(w, http.StatusOK, stockLevels{BookID: b.ID, ByBranch: s.stock[b.ID], CountedAt: s.now().Unix()})
}

func (s *Shop) putStock(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	var levels stockLevels
	if err := body(r, "application/json", &levels); err != nil {
		return err
	}
	if levels.BookID != 0 || levels.CountedAt != 0 {
		return invalid(wrong("book_id", "What the shop sets is read-only."))
	}
	if levels.ByBranch == nil {
		return invalid(wrong("by_branch", "The member is required."))
	}
	for branch, n := range levels.ByBranch {
		if _, ok := s.shelves[branch]; !ok || n < 0 {
			return invalid(wrong("by_branch."+branch, "There is no such branch, or no such number."))
		}
	}
	s.stock[b.ID] = levels.ByBranch
	return answer(w, http.StatusOK, stockLevels{BookID: b.ID, ByBranch: levels.ByBranch, CountedAt: s.now().Unix()})
}

// changePrices sets the prices of many books, and says of each what has become of it.
func (s *Shop) changePrices(w http.ResponseWriter, r *http.Request) error {
	type outcome struct {
		BookID  int64   `json:"book_id"`
		Outcome string  `json:"outcome"`
		Price   *string `json:"price"`
	}
	var changes []struct {
		BookID int64  `json:"book_id"`
		Price  string `json:"price"`
	}
	if err := body(r, "application/json", &changes); err != nil {
		return err
	}
	if len(changes) == 0 || len(changes) > 500 {
		return invalid(wrong("", "From 1 to 500 prices can be changed."))
	}
	for i, change := range changes {
		if !isAmount(change.Price) {
			return invalid(wrong(strconv.Itoa(i)+".price", "A price is written like 12.90."))
		}
	}
	outcomes := []outcome{}
	for _, change := range changes {
		b, err := s.bookOf(change.BookID)
		if err != nil {
			outcomes = append(outcomes, outcome{BookID: change.BookID, Outcome: "unknown_book"})
			continue
		}
		b.Price = change.Price
		b.version++
		outcomes = append(outcomes, outcome{BookID: change.BookID, Outcome: "changed", Price: &b.Price})
	}
	return answer(w, http.StatusOK, map[string]any{"data": outcomes})
}
