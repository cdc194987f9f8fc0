package resolve

// This file finds the member that says how far long-running work has come, and what its
// values mean: by the table of the type, by what examples show, by the sentence that says
// until when to ask.

import (
	"cmp"
	"net/textproto"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A stateMember is the member that says a state, by its path.
type stateMember struct {
	path  string
	owner *api.Type
	p     *api.Property
	flag  bool // it is true where the work is done
}

// A stateReader gathers the states of all work.
type stateReader struct {
	r       *jobReader
	members []stateMember
	order   []string
	means   map[string]phrases.JobState
}

// find finds the member of a type that says a state.
func (s *stateReader) find(t *api.Type, depth int) (stateMember, bool) {
	var flag *api.Property
	for _, p := range t.AllProperties() {
		if p.Collection {
			continue
		}
		switch phrases.JobPartOf(p.Name) {
		case phrases.JobStatePart:
			if p.Type == "Edm.String" || s.r.s.Catalog.IsEnum(p.Type) {
				return stateMember{path: p.Name, owner: t, p: p}, true
			}
		case phrases.JobFlagPart:
			if p.Type == "Edm.Boolean" {
				flag = p
			}
		}
	}
	if flag != nil {
		return stateMember{path: flag.Name, owner: t, p: flag, flag: true}, true
	}
	if depth > 0 {
		return stateMember{}, false
	}
	for _, p := range t.AllProperties() {
		inner := s.r.s.Catalog.Find(p.Type)
		if inner == nil || inner == t || p.Collection || inner.Kind == api.Enum {
			continue
		}
		if m, ok := s.find(inner, depth+1); ok {
			m.path = p.Name + "." + m.path
			return m, true
		}
	}
	return stateMember{}, false
}

// add notes a member, with the values that its table lists.
func (s *stateReader) add(m stateMember) {
	if slices.ContainsFunc(s.members, func(other stateMember) bool { return other.p == m.p }) {
		return
	}
	s.members = append(s.members, m)
	if m.flag {
		s.state("false", phrases.JobRunning)
		s.state("true", phrases.JobDone)
		return
	}
	for _, v := range s.r.s.Catalog.Listed(m.p) {
		s.state(v.Name, phrases.JobStateOf(v.Name, v.Description))
	}
}

// state notes what a state means. What is known of it stays.
func (s *stateReader) state(name string, means phrases.JobState) {
	if s.means == nil {
		s.means = map[string]phrases.JobState{}
	}
	known, ok := s.means[name]
	if !ok {
		s.order = append(s.order, name)
	}
	if known == phrases.NoJobState {
		s.means[name] = means
	}
}

// sample notes the state that an answer shows, which means what its word says, or else what
// the answer shows besides.
func (s *stateReader) sample(m stateMember, body *relaxed.Value, otherwise phrases.JobState) {
	v := body
	for name := range strings.SplitSeq(m.path, ".") {
		v = v.Get(name)
	}
	if v == nil || v.Kind != relaxed.String || m.flag || !s.isState(v.Text) {
		return
	}
	s.state(v.Text, cmp.Or(phrases.JobStateOf(v.Text, ""), otherwise))
}

// isState reports whether a text can be a state: a word or two.
func (s *stateReader) isState(text string) bool {
	const most = 40
	return text != "" && len(text) <= most && !strings.ContainsAny(text, "<>{}")
}

// until reads in which state work is done: "until `phase` is `served`".
func (s *stateReader) until(page *parser.Page, m stateMember) {
	for _, section := range page.Sections {
		for _, b := range section.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok {
				continue
			}
			low := odata.Fold(p.Plain)
			from := phrases.UntilFrom(low)
			if from < 0 || len(low) != len(p.Plain) {
				continue
			}
			end := len(p.Plain)
			for _, stop := range []string{". ", "; "} {
				if i := strings.Index(p.Plain[from:end], stop); i >= 0 {
					end = from + i
				}
			}
			for _, span := range p.Spans {
				text := strings.Trim(p.Plain[span.Start:span.End], `"'`)
				if span.Kind == parser.CodeSpan && span.Start >= from && span.End <= end && text != m.p.Name && text != m.path && s.isState(text) && !isHeader(text, p.Plain[span.End:]) {
					s.state(text, cmp.Or(phrases.JobStateOf(text, ""), phrases.JobDone))
				}
			}
		}
	}
}

// isHeader reports whether a word in code is the name of a header, by how it is spelled or by
// what is said behind it: "the `Location` header".
func isHeader(text, behind string) bool {
	spelled := strings.Contains(text, "-") && textproto.CanonicalMIMEHeaderKey(text) == text
	return spelled || phrases.FirstWord(odata.Fold(strings.TrimLeft(behind, "` "))) == phrases.HeaderWord
}

// settle makes the states those of the service, and reports those of which nothing says
// what they mean.
func (s *stateReader) settle() {
	jobs := &s.r.jobs
	var unknown []string
	for _, name := range s.order {
		if s.isSet(name) {
			continue
		}
		switch s.means[name] {
		case phrases.JobRunning:
			jobs.Running = append(jobs.Running, name)
		case phrases.JobDone:
			jobs.Done = append(jobs.Done, name)
		case phrases.JobFailed:
			jobs.Failed = append(jobs.Failed, name)
		default:
			unknown = append(unknown, name)
		}
	}
	for _, m := range s.members {
		if !slices.Contains(jobs.State, m.path) {
			jobs.State = append(jobs.State, m.path)
		}
	}
	if len(unknown) == 0 || len(s.members) == 0 {
		return
	}
	m := s.members[0]
	if d := s.r.s.Catalog.On(m.owner.Page); d != nil {
		s.r.missing(d.Page, parser.Pos{Line: max(m.p.Line, 1), Column: 1}, "nothing says what the states "+strings.Join(unknown, ", ")+" in “"+m.path+"” mean for long-running work", "jobs.running, jobs.done or jobs.failed")
	}
}

// isSet reports whether the user says what a state means.
func (s *stateReader) isSet(name string) bool {
	return slices.ContainsFunc([]string{"jobs.running", "jobs.done", "jobs.failed"}, func(key string) bool {
		return slices.Contains(s.r.service[key], name)
	})
}
