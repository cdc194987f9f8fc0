package api

import "fmt"

// A Habit is one part of a service's [Convention] in words, with what shows it: "paging:
// next_cursor in the answer, cursor in the query; 14 pages".
type Habit struct {
	// Name is the section of the settings that the habit can be set in: "paging".
	Name string `json:"name"`
	// Text says what the service does.
	Text string `json:"text"`
	// Pages is the number of pages that show it, 0 where it is only presumed.
	Pages int `json:"pages"`
	// Set reports that the user has said so.
	Set bool `json:"set,omitzero"`
}

// String is the habit in one line.
func (h Habit) String() string {
	switch {
	case h.Set:
		return h.Name + ": " + h.Text + "; set"
	case h.Pages == 0:
		return h.Name + ": " + h.Text + "; presumed"
	case h.Pages == 1:
		return h.Name + ": " + h.Text + "; 1 page"
	}
	return fmt.Sprintf("%s: %s; %d pages", h.Name, h.Text, h.Pages)
}
