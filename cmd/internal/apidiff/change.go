package apidiff

import (
	"cmp"
	"slices"
)

// Kind is what has happened to something.
type Kind string

// The kinds of change.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Renamed Kind = "renamed"
	Changed Kind = "changed"
)

// What is what a change is about.
type What string

// What changes are about.
const (
	AboutOperation   What = "operation"
	AboutRequest     What = "request"
	AboutArguments   What = "path arguments"
	AboutBody        What = "request body"
	AboutParameter   What = "parameter"
	AboutResult      What = "response"
	AboutStatus      What = "status"
	AboutError       What = "error"
	AboutPermission  What = "permission"
	AboutType        What = "type"
	AboutBase        What = "base type"
	AboutProperty    What = "property"
	AboutMember      What = "member"
	AboutDeprecation What = "deprecation"
)

// A Change is one difference between two editions of an API.
type Change struct {
	Kind Kind `json:"kind"`
	What What `json:"what"`
	// Of is the type, by its full name, or the operation that the change is in.
	Of string `json:"of"`
	// Name is the name of the part of it that has changed: the new name, or the old one
	// of a part that was removed. It is "" where Of itself has changed.
	Name string `json:"name"`
	// From and To are the old and the new state: a type, a name, a list.
	From string `json:"from"`
	To   string `json:"to"`
	// Old and New are where the pages say so, nil where they do not.
	Old *Place `json:"old"`
	New *Place `json:"new"`
	// Breaking is true where programs may no longer compile.
	Breaking bool `json:"breaking"`
	// Allowed is true where the configuration allows it to be breaking.
	Allowed bool `json:"allowed"`
	// Requests are those that the change is about: those of the old edition, or of the
	// new one where they are new. A change that cannot break a program has none where it
	// is about all requests of an operation.
	Requests []string `json:"requests"`
	// Go are the names of the old SDK that a breaking change removes or gives another
	// form. For any other change, they are the names of the new SDK that it is about.
	Go []string `json:"go"`
	// Note says what else a caller should know, "" for nothing.
	Note string `json:"note"`

	// more are the same changes of other things; see [Report.Merged].
	more []Change
}

// A Report is all that has changed.
type Report struct {
	Schema int `json:"schema"`
	// Namespace is the API's own.
	Namespace string `json:"namespace"`
	// Breaking counts the breaking changes that are not allowed, Allowed those that
	// are, Others the rest.
	Breaking int      `json:"breaking"`
	Allowed  int      `json:"allowed"`
	Others   int      `json:"others"`
	Changes  []Change `json:"changes"`
}

// Schema is the version of the JSON form of a [Report]. Keys are only ever added.
const Schema = 1

func newReport(namespace string, changes []Change) *Report {
	rank := map[What]int{}
	for i, w := range []What{
		AboutOperation, AboutRequest, AboutArguments, AboutBody, AboutParameter, AboutResult, AboutStatus, AboutError,
		AboutPermission, AboutType, AboutBase, AboutProperty, AboutMember, AboutDeprecation,
	} {
		rank[w] = i
	}
	group := func(w What) int { // what is about operations, then what is about types
		if rank[w] < rank[AboutType] {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(group(a.What), group(b.What)), cmp.Compare(a.Of, b.Of),
			cmp.Compare(rank[a.What], rank[b.What]), cmp.Compare(a.Name, b.Name), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	r := &Report{Schema: Schema, Namespace: namespace, Changes: changes}
	for i := range changes {
		for _, list := range []*[]string{&changes[i].Go, &changes[i].Requests} {
			slices.Sort(*list)
			if *list = slices.Compact(*list); *list == nil {
				*list = []string{}
			}
		}
	}
	if r.Changes == nil {
		r.Changes = []Change{}
	}
	r.count()
	return r
}

func (r *Report) count() {
	r.Breaking, r.Allowed, r.Others = 0, 0, 0
	for _, c := range r.Changes {
		switch {
		case !c.Breaking:
			r.Others++
		case c.Allowed:
			r.Allowed++
		default:
			r.Breaking++
		}
	}
}

// Allow marks the breaking changes that are allowed.
func (r *Report) Allow(allowed func(Change) bool) {
	for i := range r.Changes {
		c := &r.Changes[i]
		c.Allowed = c.Breaking && allowed(*c)
	}
	r.count()
}

// InType reports whether the change is one of a type rather than of an operation.
func (c Change) InType() bool {
	switch c.What {
	case AboutType, AboutBase, AboutProperty, AboutMember:
		return true
	case AboutDeprecation:
		return len(c.Requests) == 0
	}
	return false
}

// Pages are those that the changes are on, sorted.
func (c Change) Pages() []string {
	var pages []string
	for _, p := range []*Place{c.Old, c.New} {
		if p != nil && p.Page != "" {
			pages = append(pages, p.Page)
		}
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}
