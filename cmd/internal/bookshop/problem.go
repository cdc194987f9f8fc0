package bookshop

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json"
)

// A Problem is what a refused request is answered with: problem details as RFC 9457
// has them, with a code for programs and the fields that are wrong.
type Problem struct {
	Type     string       `json:"type"`
	Title    string       `json:"title"`
	Status   int          `json:"status"`
	Detail   string       `json:"detail"`
	Instance string       `json:"instance"`
	Code     string       `json:"code"`
	Errors   []FieldError `json:"errors,omitempty"`
}

// A FieldError says what is wrong with one member of a body or one parameter.
type FieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

func problem(status int, code, format string, args ...any) *Problem {
	return &Problem{
		Type:   "https://lanternbooks.example/problems/" + code,
		Title:  http.StatusText(status),
		Status: status,
		Detail: fmt.Sprintf(format, args...),
		Code:   code,
	}
}

// invalid says which fields of a body are wrong.
func invalid(errs ...FieldError) *Problem {
	p := problem(http.StatusUnprocessableEntity, "validation_failed", "%d of the values cannot be taken.", len(errs))
	p.Errors = errs
	return p
}

func wrong(field, format string, args ...any) FieldError {
	return FieldError{Field: field, Message: fmt.Sprintf(format, args...)}
}

func notFound(what string, id any) *Problem {
	return problem(http.StatusNotFound, what+"_not_found", "There is no %s %v.", what, id)
}

func writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	var p *Problem
	if !errors.As(err, &p) {
		p = problem(http.StatusInternalServerError, "broken", "%s", err.Error())
	}
	p.Instance = r.URL.Path
	body, err := json.Marshal(p)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	w.Write(body)
}
