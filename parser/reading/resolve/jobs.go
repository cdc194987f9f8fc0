package resolve

// This phase finds out how a service tells of long-running work. A page whose call answers
// 202 says where to ask for it: in a header, by a member with a URL, or by an id that a
// documented GET takes. What that GET answers has the state, by a member of a usual name,
// and the result. Services that speak OData have one way, which needs no telling.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A monitor is a documented GET that may be asked how far work has come.
type monitor struct {
	op    *Operation
	path  api.Path
	t     *api.Type
	state stateMember
}

// jobReader is the phase at work.
type jobReader struct {
	s         *Resolver
	ops       []*Operation
	monitors  []*monitor
	states    stateReader
	jobs      api.Jobs
	pages     map[string]bool
	service   api.Service
	mentioned map[*parser.Page]map[string]bool
	unsettled bool // a diagnostic has said what is missing
}

// Jobs tells how the service tells of long-running work, unless the user says it, and in
// words. It notes in the operations what to follow it at, and what it ends in.
func (s *Resolver) Jobs(ops []*Operation, service api.Service) (api.Jobs, []api.Habit) {
	r := &jobReader{s: s, ops: ops, service: service, pages: map[string]bool{}, mentioned: map[*parser.Page]map[string]bool{}}
	r.states.r = r
	if !s.convention.IsOData() {
		r.monitors = r.findMonitors()
		for _, o := range ops {
			if o.Op.Response.Status == 202 {
				r.start(o)
			}
		}
		r.states.settle()
	}
	set := r.override()
	if r.jobs.IsZero() {
		return r.jobs, nil
	}
	return r.jobs, []api.Habit{{Name: "jobs", Text: r.jobs.String(), Pages: len(r.pages), Set: set}}
}

// override applies what the user says.
func (r *jobReader) override() (set bool) {
	for _, k := range []struct {
		key  string
		list *[]string
	}{
		{"jobs.state", &r.jobs.State}, {"jobs.running", &r.jobs.Running}, {"jobs.done", &r.jobs.Done},
		{"jobs.failed", &r.jobs.Failed}, {"jobs.result", &r.jobs.Result},
	} {
		if values, ok := r.service[k.key]; ok {
			*k.list, set = values, true
		}
	}
	if name, ok := r.service.Text("jobs.error"); ok {
		r.jobs.Error, set = name, true
	}
	if template, ok := r.service.Text("jobs.monitor"); ok {
		for _, o := range r.ops {
			if o.Op.Response.Status == 202 && location(o) == "" {
				o.Op.Monitor = template
			}
		}
		set = true
	}
	return set
}

// findMonitors lists the GETs of one thing that has a state.
func (r *jobReader) findMonitors() []*monitor {
	var list []*monitor
	for _, o := range r.ops {
		t := r.s.Catalog.Find(o.Op.Response.Name)
		if t == nil || o.Op.Response.Collection || t.Kind == api.Enum {
			continue
		}
		state, ok := r.states.find(t, 0)
		if !ok {
			continue
		}
		for _, v := range o.Templates {
			if v.Method == "GET" && slices.ContainsFunc(v.Path, func(seg api.Segment) bool { return seg.Kind == api.Key }) {
				list = append(list, &monitor{o, v.Path, t, state})
			}
		}
	}
	return list
}

// location is the URL of the monitor in the header of the answer that a page shows.
func location(o *Operation) string {
	for _, p := range o.Exchanges {
		if p.Unrelated || p.Answer == nil || p.Answer.Response == nil || p.Answer.Response.Status != 202 {
			continue
		}
		for _, f := range p.Answer.Response.Header {
			switch strings.ToLower(f.Name) {
			case "location", "operation-location", "azure-asyncoperation":
				return f.Value
			}
		}
	}
	return ""
}

// start finds out what the work that an operation begins is followed at.
func (r *jobReader) start(o *Operation) {
	_, body, _ := o.Success()
	members := r.members(o, body)
	if url := location(o); url != "" {
		if m := r.byURL(url); m != nil {
			r.note(o, m, body)
		}
		return
	}
	if link, m := r.linked(o, members); link != "" {
		o.Op.Monitor = "{" + link + "}"
		if m != nil {
			r.note(o, m, body)
		}
		return
	}
	if template, m := r.identified(o, members); m != nil {
		o.Op.Monitor = template
		r.note(o, m, body)
		return
	}
	if o.Op.LongRunning != "" && body != nil {
		r.missing(o.Page, parser.Pos{Line: o.Op.Line, Column: 1}, "nothing says what to follow the work at that the answer with 202 begins", "jobs.monitor")
	}
}

// missing reports, once, what cannot be told, unless the user has set the key that says it.
func (r *jobReader) missing(page *parser.Page, pos parser.Pos, what, keys string) {
	if _, set := r.service[keys]; !r.unsettled && !set {
		r.unsettled = true
		r.s.Reporter.Add(page, pos, "convention-unknown", diag.Warning, what, "set "+keys+" under service:")
	}
}

// A shownMember is a member of an answer by its path, with its value where one is shown.
type shownMember struct {
	path, name string
	value      *relaxed.Value
}

// members lists the members of an answer to an operation, those of its objects included: as
// an example shows them, or else as the answer's type has them.
func (r *jobReader) members(o *Operation, body *relaxed.Value) []shownMember {
	var list []shownMember
	if body != nil && body.Kind == relaxed.Object {
		for _, m := range body.Members {
			list = append(list, shownMember{m.Name, m.Name, m.Value})
			for _, inner := range m.Value.Members {
				list = append(list, shownMember{m.Name + "." + inner.Name, inner.Name, inner.Value})
			}
		}
		return list
	}
	if t := r.s.Catalog.Find(o.Op.Response.Name); t != nil && !o.Op.Response.Collection {
		for _, p := range t.AllProperties() {
			list = append(list, shownMember{p.Name, p.Name, nil})
		}
	}
	return list
}

// byURL returns the monitor whose path a URL has, nil for none.
func (r *jobReader) byURL(url string) *monitor {
	shown, _ := api.SplitURL(url, r.s.convention)
	parts := strings.Split(strings.Trim(shown, "/"), "/")
	for _, m := range r.monitors {
		if len(parts) < len(m.path) {
			continue
		}
		tail := parts[len(parts)-len(m.path):]
		same := func(i int) bool { return m.path[i].Kind == api.Key || odata.EqualFold(m.path[i].Name, tail[i]) }
		if i := 0; !slices.ContainsFunc(tail, func(string) bool { i++; return !same(i - 1) }) {
			return m
		}
	}
	return nil
}

// linked finds the member of an answer that has the monitor's URL.
func (r *jobReader) linked(o *Operation, members []shownMember) (path string, m *monitor) {
	for _, member := range members {
		if isURL(member.value) {
			if m := r.byURL(member.value.Text); m != nil {
				return member.path, m
			}
		}
	}
	for _, member := range members {
		if phrases.JobPartOf(member.name) == phrases.JobMonitorPart && (member.value == nil || isURL(member.value)) {
			_, m := r.identified(o, members)
			return member.path, m
		}
	}
	return "", nil
}

// isURL reports whether a value is a URL, or a path.
func isURL(v *relaxed.Value) bool {
	return v != nil && v.Kind == relaxed.String && (strings.HasPrefix(v.Text, "/") || strings.Contains(v.Text, "://"))
}

// identified finds the monitor that takes an id of an answer, and the path to it with the
// member in the place of the id.
func (r *jobReader) identified(o *Operation, members []shownMember) (template string, best *monitor) {
	most := 0
	for _, m := range r.monitors {
		if m.op == o {
			continue
		}
		text, score := r.filled(o, m, members)
		if score > most {
			template, best, most = text, m, score
		}
	}
	return template, best
}

// filled is the path to a monitor with members of an answer and arguments of the call in
// its braces, and how sure that is; 0 where something has nothing to stand for it.
func (r *jobReader) filled(o *Operation, m *monitor, members []shownMember) (template string, score int) {
	start := o.FirstTemplate()
	if start == nil {
		return "", 0
	}
	last := -1
	for i, seg := range m.path {
		if seg.Kind == api.Key {
			last = i
		}
	}
	var b strings.Builder
	shared, keys := true, 0
	for i, seg := range m.path {
		b.WriteByte('/')
		shared = shared && i < len(start.Path) && seg.Kind == start.Path[i].Kind && (seg.Kind == api.Key || odata.EqualFold(seg.Name, start.Path[i].Name))
		switch {
		case seg.Kind == api.Static && seg.Suffix == "":
			b.WriteString(seg.Name)
		case seg.Kind == api.Key && i == last && !shared:
			id, sure := r.id(o, m, i, members)
			if id == "" {
				return "", 0
			}
			score += sure
			b.WriteString("{" + id + "}")
		case seg.Kind == api.Key && shared && !seg.Parens:
			keys++
			b.WriteString("{" + strconv.Itoa(keys) + "}")
		default:
			return "", 0
		}
	}
	if r.mentions(o, m) {
		score += 2
	}
	return b.String(), score
}

// id is the member of an answer that a monitor takes as its id, and how sure that is.
func (r *jobReader) id(o *Operation, m *monitor, at int, members []shownMember) (path string, sure int) {
	noun := ""
	if at > 0 {
		noun = cmp.Or(phrases.OneOf(m.path[at-1].Name), m.path[at-1].Name)
	}
	placeholder := ""
	if args := m.path[at].Args; len(args) > 0 {
		placeholder = args[0].Placeholder
	}
	var plain string
	for _, member := range members {
		if v := member.value; v != nil && v.Kind != relaxed.String && v.Kind != relaxed.Number {
			continue
		}
		key := odata.EqualFold(member.name, r.s.convention.Key)
		switch {
		case !key && phrases.Names(member.name, placeholder, ""), phrases.Names(member.name, noun+"id", ""), phrases.Names(member.path, noun+"id", ""):
			return member.path, 4
		case key && member.path == member.name:
			plain = member.path
		}
	}
	start := o.FirstTemplate()
	switch {
	case plain == "":
		return "", 0
	case o.Op.Response.Name != "" && o.Op.Response.Name == m.t.Name:
		return plain, 4
	case len(start.Path) == at && at > 0, r.mentions(o, m):
		return plain, 3
	case len(r.monitors) == 1:
		return plain, 1
	}
	return "", 0
}

// note notes what a monitor tells of the work that an operation begins.
func (r *jobReader) note(o *Operation, m *monitor, body *relaxed.Value) {
	r.pages[o.Page.Path], r.pages[m.op.Page.Path] = true, true
	r.states.add(m.state)
	r.states.sample(m.state, body, phrases.JobRunning)
	place, result := r.resultOf(o, m)
	if place != "" && !slices.Contains(r.jobs.Result, place) {
		r.jobs.Result = append(r.jobs.Result, place)
	}
	o.Op.LongRunning = cmp.Or(o.Op.LongRunning, result)
	if p := wentWrong(m); p != nil && r.jobs.Error == "" {
		r.jobs.Error = p.Name
	}
	for _, p := range m.op.Exchanges {
		if p.Answer != nil && !p.Unrelated {
			r.states.sample(m.state, calls.BodyOf(p.Answer), r.shows(calls.BodyOf(p.Answer), place))
		}
	}
	r.states.until(o.Page, m.state)
	r.states.until(m.op.Page, m.state)
	for _, page := range r.guides(o.Page.Path, m.op.Page.Path, m.state.owner.Page) {
		r.states.tables(page, m.state)
	}
}

// wentWrong is the property of a monitor's answer that says what went wrong, by its name or
// else by its description; nil for none.
func wentWrong(m *monitor) (said *api.Property) {
	for _, p := range m.t.AllProperties() {
		switch {
		case p == m.state.p:
		case phrases.JobPartOf(p.Name) == phrases.JobErrorPart:
			return p
		case said == nil && phrases.JobStateOf("", p.Description) == phrases.JobFailed:
			said = p
		}
	}
	return said
}

// shows is what an answer of a monitor says of the work by what it holds besides the state.
func (r *jobReader) shows(body *relaxed.Value, place string) phrases.JobState {
	holds := func(name string) bool {
		v := body.Get(name)
		return v != nil && v.Kind != relaxed.Null
	}
	switch {
	case body == nil || place == "" || place == ".":
	case r.jobs.Error != "" && holds(r.jobs.Error):
		return phrases.JobFailed
	case holds(place):
		return phrases.JobDone
	}
	return phrases.NoJobState
}

// resultOf tells where the result of work is, and of what type it is, "" where that is not
// known.
func (r *jobReader) resultOf(o *Operation, m *monitor) (place, result string) {
	stated := r.s.Catalog.Find(o.Op.LongRunning)
	wrong := wentWrong(m)
	for _, p := range m.t.AllProperties() {
		t := r.s.Catalog.Find(p.Type)
		part := phrases.JobPartOf(p.Name)
		made := t != nil && t.Kind != api.Enum && t != m.t && !p.Collection && p != wrong
		switch {
		case p == m.state.p || p == wrong:
		case made && t == stated, made && stated == nil && (r.begins(o, t) || phrases.SaysResult(p.Description)), part == phrases.JobResultPart:
			if t == nil || p.Collection {
				return p.Name, ""
			}
			return p.Name, t.Name
		case part == phrases.JobResultLinkPart:
			return p.Name, cmp.Or(r.linkedType(m, p.Name), r.saidType(o, m, p.Name))
		case part == phrases.JobFilePart:
			// A file is no JSON: the caller gets the answer that says where it is, unless
			// the URL is that of a documented call.
			if made := r.linkedType(m, p.Name); made != "" {
				return p.Name, made
			}
		}
	}
	if path, t := r.resultByID(o, m, stated); path != "" {
		return path, t.Name
	}
	if stated != nil && stated != m.t && !r.redirects(m) {
		r.missing(o.Page, parser.Pos{Line: o.Op.Line, Column: 1}, "nothing says where the "+odata.BareName(stated.Name)+" is that the work ends in", "jobs.result")
		return "", ""
	}
	return ".", m.t.Name
}

// begins reports whether the path of the call that begins the work ends in the name of a
// type, or in that of many.
func (r *jobReader) begins(o *Operation, t *api.Type) bool {
	v := o.FirstTemplate()
	if v == nil || v.Path.Last().Kind != api.Static {
		return false
	}
	name, bare := v.Path.Last().Name, odata.BareName(t.Name)
	return phrases.Names(name, bare, "") || phrases.Names(phrases.OneOf(name), bare, "")
}

// redirects reports whether the page of a monitor shows that it sends the client to the
// result.
func (r *jobReader) redirects(m *monitor) bool {
	return slices.ContainsFunc(m.op.Exchanges, func(p *calls.Exchange) bool {
		return p.Answer != nil && p.Answer.Response != nil && (p.Answer.Response.Status == 303 || p.Answer.Response.Status == 302)
	})
}

// resultByID finds the GET of the result by an id that a monitor's answer has of it: mix_id
// for /mixes/{id}.
func (r *jobReader) resultByID(start *Operation, m *monitor, stated *api.Type) (path string, t *api.Type) {
	for _, p := range m.t.AllProperties() {
		if slices.ContainsFunc(start.Templates, func(v *calls.Template) bool { return hasPlaceholder(v.Path, p.Name) }) {
			continue // what the work is about, and not what it makes
		}
		for _, o := range r.ops {
			v := o.FirstTemplate()
			t := r.s.Catalog.Find(o.Op.Response.Name)
			if v == nil || v.Method != "GET" || len(v.Path) != 2 || v.Path[0].Kind != api.Static || v.Path[1].Kind != api.Key || t == nil || t == m.t || o.Op.Response.Collection {
				continue
			}
			noun := cmp.Or(phrases.OneOf(v.Path[0].Name), v.Path[0].Name)
			if phrases.Names(p.Name, noun+"id", "") && (stated == nil || stated == t) {
				return "/" + v.Path[0].Name + "/{" + p.Name + "}", t
			}
		}
	}
	return "", nil
}
