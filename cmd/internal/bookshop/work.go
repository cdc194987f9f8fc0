package bookshop

import (
	"encoding/csv"
	"net/http"
	neturl "net/url"
	"slices"
	"strconv"
)

// Work that takes a while, and reports.

// A job reads a catalogue that a publisher has. It goes on a step each time that it is
// looked at, so that a test need not wait.
type job struct {
	ID          string  `json:"id"`
	State       string  `json:"state"`
	Percent     int     `json:"percent"`
	SubmittedAt int64   `json:"submitted_at"`
	ResultURL   *string `json:"result_url"`
	Reason      *string `json:"reason"`

	source string
}

type rejected struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

func (s *Shop) startImport(w http.ResponseWriter, r *http.Request) error {
	var wish struct {
		Source string `json:"source"`
		Format string `json:"format"`
		DryRun bool   `json:"dry_run"`
	}
	if err := body(r, "application/json", &wish); err != nil {
		return err
	}
	if u, err := neturl.Parse(wish.Source); err != nil || u.Host == "" {
		return invalid(wrong("source", "An absolute URL is required."))
	}
	if wish.Format != "onix" && wish.Format != "csv" {
		return invalid(wrong("format", "The format is onix or csv."))
	}
	j := &job{ID: "imp-" + strconv.Itoa(1+len(s.imports)), State: "queued", SubmittedAt: s.now().Unix(), source: wish.Source}
	s.imports[j.ID] = j
	w.Header().Set("Location", Base+"/imports/"+j.ID) // relative, as RFC 9110 allows
	w.Header().Set("Retry-After", "1")
	return answer(w, http.StatusAccepted, j)
}

func (s *Shop) job(r *http.Request) (*job, error) {
	j, ok := s.imports[r.PathValue("import_id")]
	if !ok {
		return nil, notFound("import", r.PathValue("import_id"))
	}
	return j, nil
}

func (s *Shop) getImport(w http.ResponseWriter, r *http.Request) error {
	j, err := s.job(r)
	if err != nil {
		return err
	}
	shown := *j
	switch {
	case j.State == "queued":
		j.State = "running"
	case j.State != "running":
	case j.Percent < 50:
		j.Percent = 50
	case j.source == "https://publisher.example/broken.xml":
		reason := "The catalogue breaks off in line 7."
		j.State, j.Reason = "broken", &reason
	default:
		result := url(r, "/imports/"+j.ID+"/result")
		j.State, j.Percent, j.ResultURL = "finished", 100, &result
	}
	if shown.State == "queued" || shown.State == "running" {
		w.Header().Set("Retry-After", "1")
	}
	return answer(w, http.StatusOK, shown)
}

func (s *Shop) getImportResult(w http.ResponseWriter, r *http.Request) error {
	j, err := s.job(r)
	if err != nil {
		return err
	}
	if j.State != "finished" {
		return problem(http.StatusConflict, "import_not_finished", "The import is %s.", j.State)
	}
	return answer(w, http.StatusOK, struct {
		Added    int        `json:"added"`
		Updated  int        `json:"updated"`
		Rejected []rejected `json:"rejected"`
	}{41, 7, []rejected{{12, "The ISBN has 12 digits."}}})
}

type sales struct {
	From     string            `json:"from"`
	To       *string           `json:"to"`
	Currency string            `json:"currency"`
	Orders   int               `json:"orders"`
	Revenue  string            `json:"revenue"`
	ByGenre  map[string]string `json:"by_genre"`
	Daily    []salesDay        `json:"daily"`
}

type salesDay struct {
	Day     string `json:"day"`
	Orders  int    `json:"orders"`
	Revenue string `json:"revenue"`
}

func (s *Shop) salesReport(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r, "from", "to", "branch")
	from, to := q.day("from", true), q.day("to", false)
	if err := q.err(); err != nil {
		return err
	}
	report := sales{From: from, Currency: "EUR", ByGenre: map[string]string{}, Daily: []salesDay{}}
	if to != "" {
		report.To = &to
	}
	total, byGenre := int64(0), map[string]int64{}
	for _, o := range s.orders {
		day := o.PlacedAt[:len("2026-01-31")]
		if o.Status == "cancelled" || day < from || to != "" && day > to || q.text("branch") != "" && o.PickUpAt != q.text("branch") {
			continue
		}
		report.Orders++
		total += cents(o.Total)
		for _, line := range o.Lines {
			if b, err := s.bookOf(line.BookID); err == nil {
				byGenre[b.Genre] += int64(line.Quantity) * cents(line.UnitPrice)
			}
		}
		if n := len(report.Daily); n > 0 && report.Daily[n-1].Day == day {
			last := &report.Daily[n-1]
			last.Orders, last.Revenue = last.Orders+1, money(cents(last.Revenue)+cents(o.Total))
		} else {
			report.Daily = append(report.Daily, salesDay{day, 1, o.Total})
		}
	}
	report.Revenue = money(total)
	for genre, sum := range byGenre {
		report.ByGenre[genre] = money(sum)
	}
	return answer(w, http.StatusOK, report)
}

// inventoryReport is a table for spreadsheets.
func (s *Shop) inventoryReport(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r, "branch")
	if err := q.err(); err != nil {
		return err
	}
	if accept := r.Header.Get("Accept"); accept == "application/json" {
		return problem(http.StatusNotAcceptable, "csv_only", "The report is text/csv.")
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	table := csv.NewWriter(w)
	table.Write([]string{"book_id", "title", "branch", "copies"})
	for _, b := range s.books {
		branches := []string{}
		for branch := range s.stock[b.ID] {
			if q.text("branch") == "" || q.text("branch") == branch {
				branches = append(branches, branch)
			}
		}
		slices.Sort(branches)
		for _, branch := range branches {
			table.Write([]string{strconv.FormatInt(b.ID, 10), b.Title, branch, strconv.Itoa(s.stock[b.ID][branch])})
		}
	}
	table.Flush()
	return table.Error()
}
