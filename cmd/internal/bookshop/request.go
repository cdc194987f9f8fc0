package bookshop

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
)

// Reading requests. Nothing is guessed here and nothing is let pass: what a request
// has to be is what the reference says, and a client that sends a little more than
// that has misread it.

// maxBody is how many bytes of a body are read.
const maxBody = 1 << 20

// body decodes a JSON body that has the media type of a request.
func body(r *http.Request, mediaType string, into any) error {
	text, err := raw(r, mediaType)
	if err != nil {
		return err
	}
	return decode(text, into)
}

// decode decodes JSON of which every member has to be known and of the right kind.
func decode(text []byte, into any) error {
	err := json.Unmarshal(text, into, json.RejectUnknownMembers(true))
	var semantic *json.SemanticError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &semantic):
		field := strings.ReplaceAll(strings.TrimPrefix(string(semantic.JSONPointer), "/"), "/", ".")
		if errors.Is(err, json.ErrUnknownName) {
			return invalid(wrong(field, "There is no such member."))
		}
		return invalid(wrong(field, "A JSON %s cannot stand here.", kind(semantic)))
	}
	return problem(http.StatusBadRequest, "malformed_json", "The body is no JSON: %v.", err)
}

// kind names the JSON value that was in the wrong place.
func kind(e *json.SemanticError) string {
	switch e.JSONKind {
	case '"':
		return "string"
	case '0':
		return "number"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	case '[':
		return "array"
	}
	return "object"
}

// raw reads a body that has the media type of a request.
func raw(r *http.Request, mediaType string) ([]byte, error) {
	got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || got != mediaType {
		return nil, problem(http.StatusUnsupportedMediaType, "wrong_media_type", "The Content-Type is %q, and has to be %s.", r.Header.Get("Content-Type"), mediaType)
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return nil, problem(http.StatusBadRequest, "unreadable", "The body broke off.")
	}
	if len(text) > maxBody {
		return nil, problem(http.StatusRequestEntityTooLarge, "too_large", "The body has more than %d bytes.", maxBody)
	}
	return text, nil
}

// noBody refuses a request that has a body where none belongs.
func noBody(r *http.Request) error {
	if n, _ := io.Copy(io.Discard, io.LimitReader(r.Body, 1)); n > 0 {
		return problem(http.StatusBadRequest, "body_unexpected", "The request takes no body.")
	}
	return nil
}

// pathID returns the number that a path has in the place of a name.
func pathID(r *http.Request, name string) (int64, error) { return number(name, r.PathValue(name)) }

func number(name, text string) (int64, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 || strconv.FormatInt(id, 10) != text {
		return 0, problem(http.StatusBadRequest, "malformed_id", "%s is no id: %q.", name, text)
	}
	return id, nil
}

// A query is the query parameters of a request, all of them known and given once.
type query struct {
	values map[string]string
	errs   []FieldError
}

func queryOf(r *http.Request, known ...string) *query {
	q := &query{values: map[string]string{}}
	for name, values := range r.URL.Query() {
		switch {
		case !slices.Contains(known, name):
			q.errs = append(q.errs, wrong(name, "There is no such query parameter."))
		case len(values) != 1:
			q.errs = append(q.errs, wrong(name, "The parameter is given %d times.", len(values)))
		default:
			q.values[name] = values[0]
		}
	}
	return q
}

// err is what is wrong with the parameters that have been asked for.
func (q *query) err() error {
	if len(q.errs) == 0 {
		return nil
	}
	slices.SortFunc(q.errs, func(a, b FieldError) int { return strings.Compare(a.Field, b.Field) })
	p := problem(http.StatusBadRequest, "wrong_parameters", "%d of the query parameters cannot be taken.", len(q.errs))
	p.Errors = q.errs
	return p
}

func (q *query) text(name string) string { return q.values[name] }

// number returns a whole number from low to high, or other where there is none.
func (q *query) number(name string, low, high, other int) int {
	text, ok := q.values[name]
	if !ok {
		return other
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		q.errs = append(q.errs, wrong(name, "It has to be a whole number from %d to %d.", low, high))
		return other
	}
	return n
}

// flag returns true or false, and whether it was given.
func (q *query) flag(name string) (value, given bool) {
	switch q.values[name] {
	case "true":
		return true, true
	case "false":
		return false, true
	case "":
		if _, ok := q.values[name]; !ok {
			return false, false
		}
	}
	q.errs = append(q.errs, wrong(name, "It has to be true or false."))
	return false, false
}

// day returns a date; "" where it was not given and need not be.
func (q *query) day(name string, required bool) string {
	text, ok := q.values[name]
	switch {
	case !ok && required:
		q.errs = append(q.errs, wrong(name, "The parameter is required."))
	case ok && !isDate(text):
		q.errs = append(q.errs, wrong(name, "It has to be a date like 2026-01-31."))
	}
	return text
}

func isDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// isAmount reports whether a text is an amount of money as the shop writes it: a
// decimal number with two digits behind the point.
func isAmount(text string) bool { return amount.MatchString(text) }

var amount = regexp.MustCompile(`^(0|[1-9][0-9]{0,6})\.[0-9]{2}$`)

// cents and money turn an amount into whole cents and back.
func cents(text string) int64 {
	n, _ := strconv.ParseInt(strings.Replace(text, ".", "", 1), 10, 64)
	return n
}

func money(cents int64) string {
	text := strconv.FormatInt(cents, 10)
	for len(text) < 3 {
		text = "0" + text
	}
	return text[:len(text)-2] + "." + text[len(text)-2:]
}
