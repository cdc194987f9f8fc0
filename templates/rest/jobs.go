package rest

// This file knows the words in which services say how far long-running work has come. A
// state of which it is not known what it means is an error: taken for success it would
// lose work that goes on or has failed, taken for work that goes on it might be asked for
// for ever.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A JobForm is how a service tells of long-running work where it is asked about it. Members
// are named by their paths: "status", "job.status". The zero JobForm is what services have in
// common, with OData's: a member "status", "state" or "phase" with words such as "inProgress",
// "succeeded" and "failed", and the result where "resourceLocation" or "resourceId" name it.
type JobForm struct {
	// State are the members that say the state, the first that is there.
	State []string
	// Running, Done and Failed are the states, in any case, of work that goes on, that has
	// succeeded and that has not. A boolean is "true" or "false". A word that is in none of
	// them means what it does for services in common, if it is one of those.
	Running, Done, Failed []string
	// Result are the places where the result of work that is done may be, the first that is
	// there: a member that holds it or its URL, a path with members in braces
	// ("/files/{file_id}"), or "." for the monitor's own answer.
	Result []string
	// Error is the member that says what went wrong, "error" where it is empty.
	Error string
}

// JobsWith sets how the service tells of long-running work. Generated clients set it where
// the pages tell.
func JobsWith(f *JobForm) ClientOption { return func(s *settings) { s.jobs = *f } }

// A StateError is what a [Poller] reports where a monitor says a state of which it is not
// known what it means, or none although it should. The work may go on: the monitor may be
// polled again.
type StateError struct {
	// Member is the member that says the state, and State what it says; "" for nothing.
	Member, State string
	// Host is the monitor's: its URL is often a secret.
	Host string
	// Body is the monitor's answer, up to 1 MiB of it.
	Body []byte
}

// Error says which state is not known, and which settings tell what it means.
func (e *StateError) Error() string {
	if e.State == "" {
		return fmt.Sprintf("rest: the monitor of a long-running action on %s says no state in its member %q; service: jobs: state in sdkscribe.yaml, or rest.JobsWith, says which member has it", e.Host, e.Member)
	}
	return fmt.Sprintf("rest: the monitor of a long-running action on %s says %q in its member %q, which is no known state; service: jobs: running, done or failed in sdkscribe.yaml, or rest.JobsWith, says what it means", e.Host, oneLine(e.State), e.Member)
}

// pollState is what a state means.
type pollState byte

const (
	unknownState pollState = iota
	pending
	succeeded
	failed
)

// stateMembers are the members that say a state where nothing else is known.
var stateMembers = [...]string{"status", "state", "phase"}

// stateIn finds the state that a monitor's answer says, and the member that says it. It is
// no state where an answer has no such member.
func (f *JobForm) stateIn(raw jsontext.Value) (member, state string) {
	if len(f.State) > 0 {
		for _, member := range f.State {
			if state, ok := simpleText(memberAt(raw, member)); ok {
				return member, state
			}
		}
		return "", ""
	}
	for _, name := range stateMembers {
		value := memberAt(raw, name)
		if value.Kind() != jsontext.KindString {
			continue
		}
		text, _ := simpleText(value)
		switch {
		case f.meaning(text) != unknownState:
			return name, text
		case member == "":
			member, state = name, text
		}
	}
	return member, state
}

// meaning tells what a state means.
func (f *JobForm) meaning(state string) pollState {
	same := func(word string) bool { return strings.EqualFold(word, state) }
	switch {
	case slices.ContainsFunc(f.Running, same):
		return pending
	case slices.ContainsFunc(f.Done, same):
		return succeeded
	case slices.ContainsFunc(f.Failed, same):
		return failed
	}
	return commonState(state)
}

// commonState tells what a state means that services have in common, in whatever case and
// with whatever signs between its words it is written.
func commonState(state string) pollState {
	switch strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(state)) {
	case "notstarted", "queued", "waiting", "running", "inprogress", "updating", "deletepending", "accepted",
		"pending", "processing", "started", "starting", "scheduled", "submitted", "enqueued", "inqueue":
		return pending
	case "completed", "succeeded", "success", "complete", "done", "finished", "successful":
		return succeeded
	case "failed", "deletefailed", "cancelled", "canceled", "skipped", "partiallycompleted",
		"failure", "error", "errored", "aborted", "timedout":
		return failed
	}
	return unknownState
}
