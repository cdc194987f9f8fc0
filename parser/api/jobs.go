package api

import (
	"slices"
	"strings"
)

// Jobs is how a service tells of long-running work where it is asked about it. Members are
// named by their paths: "status", "job.status". The zero Jobs is what services have in common,
// with OData's.
type Jobs struct {
	// State are the members that say the state of the work, the first that is there.
	State []string
	// Running, Done and Failed are the states of work that goes on, that has succeeded and
	// that has not; those that services have in common where they are empty.
	Running, Done, Failed []string
	// Result are the places where the result may be: a member that holds it or its URL, a
	// path with members in braces, "." for the monitor's own answer.
	Result []string
	// Error is the member that says what went wrong, "" for "error".
	Error string
}

// IsZero reports whether nothing is known but what services have in common.
func (j Jobs) IsZero() bool {
	return len(j.State)+len(j.Running)+len(j.Done)+len(j.Failed)+len(j.Result) == 0 && j.Error == ""
}

// Sample returns a state of work that goes on, that has succeeded, and that has not: the
// service's own where it has any.
func (j Jobs) Sample() (member, running, done, failed string) {
	first := func(list []string, other string) string {
		if len(list) > 0 {
			return list[0]
		}
		return other
	}
	return first(j.State, "status"), first(j.Running, "running"), first(j.Done, "succeeded"), first(j.Failed, "failed")
}

// String says in words how the work is told of.
func (j Jobs) String() string {
	member, _, _, _ := j.Sample()
	if len(j.State) > 1 {
		member = strings.Join(j.State, " or ")
	}
	parts := []string{}
	for _, p := range []struct {
		what   string
		states []string
	}{{"running", j.Running}, {"done", j.Done}, {"failed", j.Failed}} {
		if len(p.states) > 0 {
			parts = append(parts, p.what+" "+strings.Join(p.states, ", "))
		}
	}
	text := "state in " + member
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, "; ") + ")"
	}
	switch {
	case slices.Equal(j.Result, []string{"."}):
		text += ", result in the same answer"
	case len(j.Result) > 0:
		text += ", result in " + strings.Join(j.Result, " or ")
	}
	if j.Error != "" {
		text += ", error in " + j.Error
	}
	return text
}
