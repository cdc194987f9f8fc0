package phrases

// This file knows the words in which pages speak of long-running work: what members of its
// answers are called, what its states mean, how it is said until when to ask for it.

import "strings"

// A JobState is what a state says of long-running work.
type JobState byte

// The meanings of states.
const (
	NoJobState JobState = iota
	JobRunning
	JobDone
	JobFailed
)

// jobStates are the words for states, in lower case and without signs.
var jobStates = table[JobState]{
	{whole, "queued", JobRunning, "queued"},
	{whole, "enqueued", JobRunning, "enqueued"},
	{whole, "inqueue", JobRunning, "inqueue"},
	{whole, "pending", JobRunning, "pending"},
	{whole, "waiting", JobRunning, "waiting"},
	{whole, "accepted", JobRunning, "accepted"},
	{whole, "submitted", JobRunning, "submitted"},
	{whole, "scheduled", JobRunning, "scheduled"},
	{whole, "notstarted", JobRunning, "notstarted"},
	{whole, "started", JobRunning, "started"},
	{whole, "starting", JobRunning, "starting"},
	{whole, "running", JobRunning, "running"},
	{whole, "inprogress", JobRunning, "inprogress"},
	{whole, "processing", JobRunning, "processing"},
	{whole, "executing", JobRunning, "executing"},
	{whole, "working", JobRunning, "working"},
	{whole, "retrying", JobRunning, "retrying"},
	{whole, "preparing", JobRunning, "preparing"},
	{whole, "cancelling", JobRunning, "cancelling"},
	{whole, "canceling", JobRunning, "canceling"},
	{whole, "done", JobDone, "done"},
	{whole, "completed", JobDone, "completed"},
	{whole, "complete", JobDone, "complete"},
	{whole, "succeeded", JobDone, "succeeded"},
	{whole, "successful", JobDone, "successful"},
	{whole, "success", JobDone, "success"},
	{whole, "finished", JobDone, "finished"},
	{whole, "ready", JobDone, "ready"},
	{whole, "failed", JobFailed, "failed"},
	{whole, "failure", JobFailed, "failure"},
	{whole, "error", JobFailed, "error"},
	{whole, "errored", JobFailed, "errored"},
	{whole, "cancelled", JobFailed, "cancelled"},
	{whole, "canceled", JobFailed, "canceled"},
	{whole, "aborted", JobFailed, "aborted"},
	{whole, "rejected", JobFailed, "rejected"},
	{whole, "expired", JobFailed, "expired"},
	{whole, "timedout", JobFailed, "timedout"},
	{whole, "timeout", JobFailed, "timeout"},
	{whole, "broken", JobFailed, "broken"},
	{whole, "crashed", JobFailed, "crashed"},
	{whole, "denied", JobFailed, "denied"},
	{whole, "refused", JobFailed, "refused"},
	{whole, "killed", JobFailed, "killed"},
	{whole, "terminated", JobFailed, "terminated"},
	{whole, "unsuccessful", JobFailed, "unsuccessful"},
}

// jobRemarks are what descriptions say of states. What went wrong is said first, since work
// that has failed has ended too.
var jobRemarks = table[JobState]{
	{within, "failed", JobFailed, "The baking has failed."},
	{within, "went wrong", JobFailed, "Something went wrong."},
	{within, "gone wrong", JobFailed, "Something has gone wrong."},
	{within, "could not be", JobFailed, "The bread could not be baked."},
	{within, "cancelled", JobFailed, "The baking was cancelled."},
	{within, "canceled", JobFailed, "The baking was canceled."},
	{within, "aborted", JobFailed, "The baking was aborted."},
	{within, "given up", JobFailed, "The baker has given up."},
	{within, "gave up", JobFailed, "The baker gave up."},
	{within, "an error", JobFailed, "The baking ended with an error."},
	{word, "not yet", JobRunning, "The bread is not yet ready."},
	{word, "not started", JobRunning, "The work has not started."},
	{word, "waits", JobRunning, "The bread waits for the oven."},
	{word, "waiting", JobRunning, "The bread is waiting for the oven."},
	{word, "in progress", JobRunning, "The baking is in progress."},
	{word, "under way", JobRunning, "The baking is under way."},
	{word, "is being", JobRunning, "The bread is being baked."},
	{word, "are being", JobRunning, "The breads are being baked."},
	{word, "still", JobRunning, "The oven still works on it."},
	{word, "going on", JobRunning, "The baking is going on."},
	{word, "at work", JobRunning, "The baker is at work."},
	{word, "ready", JobDone, "The bread is ready."},
	{word, "finished", JobDone, "The baking has finished."},
	{word, "done", JobDone, "The baking is done."},
	{word, "complete", JobDone, "The baking is complete."},
	{word, "completed", JobDone, "The baking has completed."},
	{word, "succeeded", JobDone, "The baking has succeeded."},
	{word, "successfully", JobDone, "The bread was baked successfully."},
	{word, "available", JobDone, "The bread is available."},
}

// JobStateOf returns what a state means, by its word or else by what a description says of
// it.
func JobStateOf(state, description string) JobState {
	if says := jobStates.of(Signless(state)); says != NoJobState {
		return says
	}
	return jobRemarks.of(strings.ToLower(description))
}

// finals head columns that say whether a state is one in which work has ended.
var finals = table[bool]{
	{whole, "final", true, "Final"},
	{whole, "terminal", true, "Terminal"},
	{whole, "end state", true, "End state"},
	{whole, "finished", true, "Finished"},
}

// HeadsFinal reports whether a column, by its heading, says whether work has
// ended in a state.
func HeadsFinal(heading string) bool { return finals.ofFold(heading) }

// A JobPart is what a member is for in what is answered about long-running work.
type JobPart byte

// The parts.
const (
	NoJobPart JobPart = iota
	JobStatePart
	JobFlagPart    // says by true that the work is done
	JobMonitorPart // the URL to ask at
	JobResultPart
	JobResultLinkPart
	JobErrorPart
	JobFilePart // the URL of a file that the work has made
)

// jobParts are the names of members, in lower case and without signs.
var jobParts = table[JobPart]{
	{whole, "status", JobStatePart, "status"},
	{whole, "state", JobStatePart, "state"},
	{whole, "phase", JobStatePart, "phase"},
	{whole, "stage", JobStatePart, "stage"},
	{whole, "jobstatus", JobStatePart, "jobstatus"},
	{whole, "jobstate", JobStatePart, "jobstate"},
	{whole, "taskstatus", JobStatePart, "taskstatus"},
	{whole, "taskstate", JobStatePart, "taskstate"},
	{whole, "progressstate", JobStatePart, "progressstate"},
	{whole, "done", JobFlagPart, "done"},
	{whole, "finished", JobFlagPart, "finished"},
	{whole, "completed", JobFlagPart, "completed"},
	{whole, "iscomplete", JobFlagPart, "iscomplete"},
	{whole, "isdone", JobFlagPart, "isdone"},
	{whole, "statusurl", JobMonitorPart, "statusurl"},
	{whole, "statusuri", JobMonitorPart, "statusuri"},
	{whole, "statuslink", JobMonitorPart, "statuslink"},
	{whole, "monitorurl", JobMonitorPart, "monitorurl"},
	{whole, "monitor", JobMonitorPart, "monitor"},
	{whole, "pollurl", JobMonitorPart, "pollurl"},
	{whole, "pollingurl", JobMonitorPart, "pollingurl"},
	{whole, "poll", JobMonitorPart, "poll"},
	{whole, "joburl", JobMonitorPart, "joburl"},
	{whole, "taskurl", JobMonitorPart, "taskurl"},
	{whole, "trackingurl", JobMonitorPart, "trackingurl"},
	{whole, "operationurl", JobMonitorPart, "operationurl"},
	{whole, "operationlocation", JobMonitorPart, "operationlocation"},
	{whole, "result", JobResultPart, "result"},
	{whole, "results", JobResultPart, "results"},
	{whole, "output", JobResultPart, "output"},
	{whole, "response", JobResultPart, "response"},
	{whole, "resulturl", JobResultLinkPart, "resulturl"},
	{whole, "resultlink", JobResultLinkPart, "resultlink"},
	{whole, "resultlocation", JobResultLinkPart, "resultlocation"},
	{whole, "outputurl", JobResultLinkPart, "outputurl"},
	{whole, "resourceurl", JobResultLinkPart, "resourceurl"},
	{whole, "resourcelocation", JobResultLinkPart, "resourcelocation"},
	{whole, "downloadurl", JobFilePart, "downloadurl"},
	{whole, "downloaduri", JobFilePart, "downloaduri"},
	{whole, "downloadlink", JobFilePart, "downloadlink"},
	{whole, "fileurl", JobFilePart, "fileurl"},
	{whole, "error", JobErrorPart, "error"},
	{whole, "failure", JobErrorPart, "failure"},
	{whole, "fault", JobErrorPart, "fault"},
	{whole, "problem", JobErrorPart, "problem"},
	{whole, "errormessage", JobErrorPart, "errormessage"},
	{whole, "failurereason", JobErrorPart, "failurereason"},
	{whole, "reason", JobErrorPart, "reason"},
}

// JobPartOf returns what a member is for by its name.
func JobPartOf(name string) JobPart { return jobParts.of(Signless(name)) }

// resultRemarks are how descriptions say that a member holds what work ends in.
var resultRemarks = table[bool]{
	{word, "result", true, "The result of the baking."},
	{word, "outcome", true, "The outcome of the baking."},
	{word, "once", true, "The bread, once it is baked."},
	{word, "what was", true, "What was baked."},
	{word, "has made", true, "What the job has made."},
}

// SaysResult reports whether a description says that a member holds what work ends in.
func SaysResult(description string) bool { return resultRemarks.of(strings.ToLower(description)) }

// untils stand in front of the state in which work is done.
var untils = table[bool]{
	{word, "until", true, "Poll the job until `state` is `done`."},
	{word, "as soon as", true, "The bread can be fetched as soon as `state` is `done`."},
}

// UntilFrom returns where in a sentence, which is folded, the words end behind which it is
// said in which state work is done; -1 where there are none.
func UntilFrom(low string) int {
	e, at := untils.find(low)
	if e == nil {
		return -1
	}
	return at + len(e.phrase)
}
