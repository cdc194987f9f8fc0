package bookshop

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A book of the catalogue. Which of the members below kind it has depends on it.
type book struct {
	ID            int64    `json:"id,omitzero"`
	Kind          string   `json:"kind"`
	Title         string   `json:"title"`
	Subtitle      *string  `json:"subtitle"`
	ISBN          string   `json:"isbn"`
	AuthorIDs     []int64  `json:"author_ids"`
	Genre         string   `json:"genre"`
	Price         string   `json:"price"`
	Published     string   `json:"published"`
	AddedAt       int64    `json:"added_at,omitzero"`
	AverageRating *float64 `json:"average_rating"`
	Tags          []string `json:"tags,omitempty"`

	// Of paperbacks.
	Pages       *int32 `json:"pages,omitempty"`
	WeightGrams *int32 `json:"weight_grams,omitempty"`
	Size        *size  `json:"size,omitempty"`
	// Of audiobooks.
	Narrators []string `json:"narrators,omitempty"`
	Minutes   *int32   `json:"minutes,omitempty"`
	// Of ebooks.
	Formats     []string `json:"formats,omitempty"`
	FileSize    *int64   `json:"file_size,omitempty"`
	RightsUntil *int64   `json:"rights_until,omitempty"`
}

type size struct {
	WidthMM  int32 `json:"width_mm"`
	HeightMM int32 `json:"height_mm"`
}

// A stored book has a version, of which its ETag is made.
type stored struct {
	book
	version int
}

func (b *stored) etag() string { return `"v` + strconv.Itoa(b.version) + `"` }

var (
	genres  = []string{"crime", "fantasy", "poetry", "history", "children"}
	formats = []string{"epub", "pdf", "mobi"}
)

func (s *Shop) listBooks(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r, "cursor", "limit", "genre", "in_stock")
	limit, genre := q.number("limit", 1, 100, 20), q.text("genre")
	inStock, given := q.flag("in_stock")
	if genre != "" && !slices.Contains(genres, genre) {
		q.errs = append(q.errs, wrong("genre", "There is no such genre."))
	}
	after := int64(0)
	if cursor := q.text("cursor"); cursor != "" {
		text, err := base64.RawURLEncoding.DecodeString(cursor)
		if err == nil {
			after, err = strconv.ParseInt(strings.TrimPrefix(string(text), "after:"), 10, 64)
		}
		if err != nil {
			q.errs = append(q.errs, wrong("cursor", "The cursor is none of ours."))
		}
	}
	if err := q.err(); err != nil {
		return err
	}
	matching := []*stored{}
	for _, b := range s.books {
		if b.ID > after && (genre == "" || b.Genre == genre) && (!given || inStock == (s.copies(b.ID) > 0)) {
			matching = append(matching, b)
		}
	}
	part, next := window(matching, 0, limit)
	page := struct {
		Items      []book `json:"items"`
		NextCursor string `json:"next_cursor,omitempty"`
	}{Items: []book{}}
	for _, b := range part {
		page.Items = append(page.Items, b.book)
	}
	if next < len(matching) {
		page.NextCursor = base64.RawURLEncoding.EncodeToString([]byte("after:" + strconv.FormatInt(part[len(part)-1].ID, 10)))
	}
	return answer(w, http.StatusOK, page)
}

func (s *Shop) createBook(w http.ResponseWriter, r *http.Request) error {
	var b stored
	if err := body(r, "application/json", &b.book); err != nil {
		return err
	}
	if err := s.checkBook(&b.book); err != nil {
		return err
	}
	b.ID, b.AddedAt, b.version = s.id(), s.now().Unix(), 1
	s.books = append(s.books, &b)
	s.stock[b.ID] = map[string]int{}
	w.Header().Set("Location", url(r, "/books/"+strconv.FormatInt(b.ID, 10)))
	w.Header().Set("ETag", b.etag())
	return answer(w, http.StatusCreated, b.book)
}

func (s *Shop) getBook(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	w.Header().Set("ETag", b.etag())
	return answer(w, http.StatusOK, b.book)
}

// updateBook applies a merge patch (RFC 7396) to the version that If-Match names.
func (s *Shop) updateBook(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	var patch map[string]jsontext.Value
	if err := body(r, "application/merge-patch+json", &patch); err != nil {
		return err
	}
	switch match := r.Header.Get("If-Match"); {
	case match == "":
		return problem(http.StatusPreconditionRequired, "etag_missing", "Send the ETag of the book in If-Match.")
	case match != b.etag():
		return problem(http.StatusPreconditionFailed, "etag_outdated", "The book has changed: it is %s by now.", b.etag())
	}
	next, err := patched(b.book, patch)
	if err != nil {
		return err
	}
	id, added, rating := next.ID, next.AddedAt, next.AverageRating
	next.ID, next.AddedAt, next.AverageRating = 0, 0, nil
	if err := s.checkBook(&next); err != nil {
		return err
	}
	next.ID, next.AddedAt, next.AverageRating = id, added, rating
	b.book = next
	b.version++
	w.Header().Set("ETag", b.etag())
	return answer(w, http.StatusOK, b.book)
}

// patched returns a book with a merge patch applied. The members of an object, the
// size, are merged one by one.
func patched(b book, patch map[string]jsontext.Value) (book, error) {
	for _, name := range []string{"id", "added_at", "average_rating"} {
		if _, ok := patch[name]; ok {
			return book{}, invalid(wrong(name, "The member is read-only."))
		}
	}
	if kind, ok := patch["kind"]; ok && string(kind) != strconv.Quote(b.Kind) {
		return book{}, invalid(wrong("kind", "The kind of a book does not change."))
	}
	text, err := json.Marshal(b)
	if err != nil {
		return book{}, err
	}
	whole, err := merge(text, patch)
	if err != nil {
		return book{}, err
	}
	var next book
	return next, decode(whole, &next)
}

// merge applies a merge patch to an object.
func merge(object jsontext.Value, patch map[string]jsontext.Value) (jsontext.Value, error) {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(object, &members); err != nil {
		return nil, err
	}
	for name, value := range patch {
		switch was := members[name]; {
		case value.Kind() == 'n':
			delete(members, name)
		case value.Kind() == '{' && was.Kind() == '{':
			var inner map[string]jsontext.Value
			if err := json.Unmarshal(value, &inner); err != nil {
				return nil, err
			}
			merged, err := merge(was, inner)
			if err != nil {
				return nil, err
			}
			members[name] = merged
		default:
			members[name] = value
		}
	}
	return json.Marshal(members, json.Deterministic(true))
}

func (s *Shop) deleteBook(w http.ResponseWriter, r *http.Request) error {
	b, err := s.book(r)
	if err != nil {
		return err
	}
	if match := r.Header.Get("If-Match"); match != "" && match != b.etag() {
		return problem(http.StatusPreconditionFailed, "etag_outdated", "The book has changed: it is %s by now.", b.etag())
	}
	s.books = slices.DeleteFunc(s.books, func(other *stored) bool { return other == b })
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// book returns the book that a path names.
func (s *Shop) book(r *http.Request) (*stored, error) {
	id, err := pathID(r, "book_id")
	if err != nil {
		return nil, err
	}
	return s.bookOf(id)
}

func (s *Shop) bookOf(id int64) (*stored, error) {
	for _, b := range s.books {
		if b.ID == id {
			return b, nil
		}
	}
	return nil, notFound("book", id)
}

// checkBook returns what is wrong with a book that a client has sent.
func (s *Shop) checkBook(b *book) error {
	var errs []FieldError
	check := func(ok bool, field, format string, args ...any) {
		if !ok {
			errs = append(errs, wrong(field, format, args...))
		}
	}
	check(b.ID == 0, "id", "The member is read-only.")
	check(b.AddedAt == 0, "added_at", "The member is read-only.")
	check(b.AverageRating == nil, "average_rating", "The member is read-only.")
	check(b.Title != "", "title", "The title is required.")
	check(len(b.ISBN) == 13, "isbn", "An ISBN has 13 digits.")
	check(len(b.AuthorIDs) > 0, "author_ids", "A book has an author.")
	for _, id := range b.AuthorIDs {
		check(s.hasAuthor(id), "author_ids", "There is no author %d.", id)
	}
	check(slices.Contains(genres, b.Genre), "genre", "There is no such genre.")
	check(isAmount(b.Price), "price", "A price is written like 12.90.")
	check(isDate(b.Published), "published", "A date is written like 2026-01-31.")
	check(b.Kind == "paperback" || b.Pages == nil && b.WeightGrams == nil && b.Size == nil, "kind", "Pages, weight and size are members of paperbacks.")
	check(b.Kind == "audiobook" || b.Narrators == nil && b.Minutes == nil, "kind", "Narrators and minutes are members of audiobooks.")
	check(b.Kind == "ebook" || b.Formats == nil && b.FileSize == nil && b.RightsUntil == nil, "kind", "Formats, file size and rights are members of ebooks.")
	switch b.Kind {
	case "paperback":
		check(b.Pages != nil && *b.Pages > 0, "pages", "A paperback has pages.")
	case "audiobook":
		check(len(b.Narrators) > 0, "narrators", "An audiobook has a narrator.")
		check(b.Minutes != nil && *b.Minutes > 0, "minutes", "An audiobook takes some minutes.")
	case "ebook":
		check(len(b.Formats) > 0, "formats", "An ebook has a format.")
		for _, format := range b.Formats {
			check(slices.Contains(formats, format), "formats", "There is no format %s.", format)
		}
	default:
		check(false, "kind", "The kind is paperback, audiobook or ebook.")
	}
	if len(errs) > 0 {
		return invalid(errs...)
	}
	return nil
}
