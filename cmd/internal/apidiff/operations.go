package apidiff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file compares operations: their requests, and everything about these that is not
// part of a method's form.

// A documented request is one with the operation that documents it.
type documented struct {
	*Request
	op *Operation
}

// calls are the documented requests by their calls, in order.
type calls map[string][]documented

func callsOf(s *Surface) calls {
	out := calls{}
	for _, op := range s.Operations {
		for _, r := range op.Requests {
			out[r.call()] = append(out[r.call()], documented{r, op})
		}
	}
	return out
}

// pairOperations finds the new operation that each old one has become: the one with its
// page and name, or one that is new and documents one of its requests.
func (c *comparer) pairOperations() {
	c.before, c.after = callsOf(c.old.Surface), callsOf(c.new.Surface)
	c.methods = map[string]*Request{}
	for _, list := range c.after {
		for _, r := range list {
			if r.Go != "" {
				c.methods[r.Go] = r.Request
			}
		}
	}
	c.operations = map[*Operation]*Operation{}
	taken := map[*Operation]bool{}
	type key struct{ page, id string }
	named := map[key]*Operation{}
	for _, b := range c.new.Operations {
		if k := (key{b.At.Page, b.ID}); named[k] == nil {
			named[k] = b
		}
	}
	for _, a := range c.old.Operations {
		if b := named[key{a.At.Page, a.ID}]; b != nil && !taken[b] {
			c.operations[a], taken[b] = b, true
		}
	}
	for _, a := range c.old.Operations {
		if c.operations[a] != nil {
			continue
		}
		if b := c.heir(a, taken); b != nil {
			c.operations[a], taken[b] = b, true
		}
	}
}

// heir is the operation that is new and has most of an old one's requests, nil for
// none.
func (c *comparer) heir(a *Operation, taken map[*Operation]bool) *Operation {
	count := map[*Operation]int{}
	var best *Operation
	for _, r := range a.Requests {
		for _, found := range c.after[r.call()] {
			if taken[found.op] {
				continue
			}
			if count[found.op]++; best == nil || count[found.op] > count[best] {
				best = found.op
			}
		}
	}
	return best
}

func (c *comparer) compareOperations() {
	known := map[*Operation]bool{}
	for _, a := range c.old.Operations {
		b := c.operations[a]
		if b == nil {
			c.operationGone(a)
			continue
		}
		known[b] = true
		c.compareRequests(a, b)
		c.compareOperation(a, b)
	}
	for _, b := range c.new.Operations {
		if !known[b] {
			c.operationNew(b)
		}
	}
}

// pageOf is the first operation of a page.
func pageOf(e *edition, page string) *Operation {
	if i := slices.IndexFunc(e.Operations, func(op *Operation) bool { return op.At.Page == page }); i >= 0 {
		return e.Operations[i]
	}
	return nil
}

// operationGone reports an operation that was removed: with its page, or from a page that
// is still there and documents fewer operations.
func (c *comparer) operationGone(a *Operation) {
	if page := pageOf(c.new, a.At.Page); page != nil {
		c.compareRequests(a, &Operation{ID: page.ID, At: page.At})
		return
	}
	change := Change{Kind: Removed, What: AboutOperation, Of: a.ID, Old: at(a.At)}
	var elsewhere []string
	for _, r := range a.Requests {
		if found := c.after[r.call()]; len(found) > 0 {
			elsewhere = append(elsewhere, found[0].op.At.Page)
			continue
		}
		change.Requests = append(change.Requests, r.String())
		if c.lost(r) {
			change.Go = append(change.Go, r.Go)
		}
	}
	if len(elsewhere) == len(a.Requests) && len(a.Requests) > 0 {
		slices.Sort(elsewhere)
		change.Note = "its requests are documented on " + strings.Join(slices.Compact(elsewhere), ", ")
	}
	change.Breaking = len(change.Go) > 0
	c.add(change)
}

func (c *comparer) operationNew(b *Operation) {
	if page := pageOf(c.old, b.At.Page); page != nil {
		c.compareRequests(&Operation{ID: page.ID, At: page.At}, b)
		return
	}
	change := Change{Kind: Added, What: AboutOperation, Of: b.ID, New: at(b.At)}
	for _, r := range b.Requests {
		if len(c.before[r.call()]) > 0 {
			continue
		}
		change.Requests = append(change.Requests, r.String())
		change.Go = append(change.Go, goNames(r.Go)...)
	}
	if len(change.Requests) == 0 && len(b.Requests) > 0 {
		change.Note = "other pages have documented its requests before"
	}
	c.add(change)
}

// requests returns the calls of an operation in a short form.
func (op *Operation) requests() []string {
	out := make([]string, len(op.Requests))
	for i, r := range op.Requests {
		out[i] = r.String()
	}
	return out
}

// lost reports whether a request's method is no longer there, or has another form.
func (c *comparer) lost(r *Request) bool {
	if r.Go == "" {
		return false
	}
	n := c.methods[r.Go]
	return n == nil || len(c.reshaped(r, n)) > 0
}

// compareRequests reports requests that were added, were removed, or have another path.
func (c *comparer) compareRequests(a, b *Operation) {
	var gone, come []*Request
	for _, r := range a.Requests {
		if len(c.after[r.call()]) == 0 {
			gone = append(gone, r)
		}
	}
	for _, r := range b.Requests {
		if len(c.before[r.call()]) == 0 {
			come = append(come, r)
		}
	}
	for _, r := range gone {
		change := Change{Kind: Removed, What: AboutRequest, Of: b.ID, Name: r.String(), Old: at(r.At), New: at(b.At), Requests: []string{r.String()}}
		if i := successor(r, gone, come); i >= 0 {
			n := come[i]
			come = slices.Delete(come, i, i+1)
			change.Kind, change.Name, change.From, change.To, change.New = Renamed, n.String(), r.String(), n.String(), at(n.At)
		}
		if change.Breaking = c.lost(r); change.Breaking {
			change.Go = goNames(r.Go)
		} else if r.Go != "" {
			change.Note = "the method " + r.Go + " remains"
		}
		c.addOnce(change, b.At.Page)
	}
	for _, r := range come {
		c.addOnce(Change{Kind: Added, What: AboutRequest, Of: b.ID, Name: r.String(), New: at(r.At), Requests: []string{r.String()}, Go: goNames(r.Go)}, b.At.Page)
	}
}

// successor returns the index of the added request that the removed request r has become,
// -1 for none. It is the only one with its verb where r is the only one that was removed, or
// the one whose path differs in one segment. Both have templates on their pages: requests
// that only examples show are not compared, because examples change often.
func successor(r *Request, gone, come []*Request) int {
	verb := func(list []*Request) (n, at int) {
		at = -1
		for i, q := range list {
			if q.Method == r.Method {
				n, at = n+1, i
			}
		}
		return n, at
	}
	if n, at := verb(come); n == 1 {
		if m, _ := verb(gone); m == 1 && !r.Inferred && !come[at].Inferred && sharesSegment(r.Path, come[at].Path) {
			return at
		}
	}
	found := -1
	for i, q := range come {
		if q.Method == r.Method && !r.Inferred && !q.Inferred && differInOne(r.Path, q.Path) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

func segments(path string) []string {
	return strings.Split(strings.ToLower(strings.Trim(path, "/")), "/")
}

// sharesSegment reports whether two paths have a name in common.
func sharesSegment(a, b string) bool {
	other := segments(b)
	return slices.ContainsFunc(segments(a), func(s string) bool { return s != "" && s[0] != '{' && slices.Contains(other, s) })
}

func differInOne(a, b string) bool {
	x, y := segments(a), segments(b)
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	n := 0
	for i := range x {
		if x[i] != y[i] && !(strings.HasPrefix(x[i], "{") && strings.HasPrefix(y[i], "{")) {
			n++
		}
	}
	return n == 1
}

// compareOperation reports what else a page says of an operation.
func (c *comparer) compareOperation(a, b *Operation) {
	if a.At.Page != b.At.Page {
		c.add(Change{Kind: Renamed, What: AboutOperation, Of: b.ID, From: a.At.Page, To: b.At.Page, Old: at(a.At), New: at(b.At)})
	}
	c.deprecation(b.ID, "", a.Deprecated, b.Deprecated, a.At, b.At, a.requests()...)
	c.compareParameters(a, b)
	if a.Response.Status != b.Response.Status {
		c.add(Change{
			Kind: Changed, What: AboutStatus, Of: b.ID, From: strconv.Itoa(a.Response.Status), To: strconv.Itoa(b.Response.Status),
			Old: at(a.Response.At), New: at(b.Response.At),
		})
	}
	was, is := errorTexts(a), errorTexts(b)
	for _, e := range without(was, is) {
		if !c.lostErrors[e] {
			c.addOnce(Change{Kind: Removed, What: AboutError, Of: b.ID, Name: e, Old: at(a.At), New: at(b.At)}, b.At.Page)
		}
	}
	for _, e := range without(is, was) {
		c.addOnce(Change{Kind: Added, What: AboutError, Of: b.ID, Name: e, Old: at(a.At), New: at(b.At)}, b.At.Page)
	}
	c.comparePermissions(a, b)
}

func errorTexts(op *Operation) []string {
	texts := make([]string, len(op.Errors))
	for i, e := range op.Errors {
		texts[i] = e.Text
	}
	return texts
}

// compareErrorCodes reports the codes that no page documents any more, each where the
// first page did.
func (c *comparer) compareErrorCodes() {
	c.lostErrors = map[string]bool{}
	constants := map[string]bool{"": true}
	for _, op := range c.new.Operations {
		for _, e := range op.Errors {
			constants[e.Go] = true
		}
	}
	for _, a := range c.old.Operations {
		for _, e := range a.Errors {
			if constants[e.Go] {
				continue
			}
			constants[e.Go], c.lostErrors[e.Text] = true, true
			change := Change{
				Kind: Removed, What: AboutError, Of: a.ID, Name: e.Text, Old: at(a.At), Breaking: true, Go: goNames(e.Go),
				Requests: a.requests(), Note: "no page documents the code any more",
			}
			if b := c.operations[a]; b != nil {
				change.Of, change.New = b.ID, at(b.At)
			}
			c.add(change)
		}
	}
}

func (c *comparer) comparePermissions(a, b *Operation) {
	for i, kind := range permissionKinds() {
		removed, added := without(a.permissions(i), b.permissions(i)), without(b.permissions(i), a.permissions(i))
		change := Change{
			What: AboutPermission, Of: b.ID, Name: kind, From: strings.Join(removed, ", "), To: strings.Join(added, ", "),
			Old: at(a.PermittedAt), New: at(b.PermittedAt),
		}
		switch {
		case len(removed)+len(added) == 0:
			continue
		case len(added) == 0:
			change.Kind = Removed
		case len(removed) == 0:
			change.Kind = Added
		default:
			change.Kind = Changed
		}
		c.addOnce(change, b.At.Page)
	}
}

func (op *Operation) permissions(i int) []string {
	if i < len(op.Permissions) {
		return op.Permissions[i]
	}
	return nil
}

// compareParameters reports parameters but those in paths, which are part of the
// request.
func (c *comparer) compareParameters(a, b *Operation) {
	index := func(op *Operation) ([]string, map[string]*Parameter) {
		var order []string
		by := map[string]*Parameter{}
		for _, p := range op.Parameters {
			key := string(p.In) + " " + strings.ToLower(p.Name)
			if p.In != api.InPath && p.In != api.InFunction && by[key] == nil {
				order, by[key] = append(order, key), p
			}
		}
		return order, by
	}
	order, before := index(a)
	later, after := index(b)
	for _, key := range order {
		p, q := before[key], after[key]
		if q == nil {
			c.addOnce(Change{
				Kind: Removed, What: AboutParameter, Of: b.ID, Name: p.title(), From: p.Ref.String(), Old: at(p.At), New: at(b.At),
				Breaking: p.Go != "", Go: bodyField(a, p), Requests: a.requests(),
			}, b.At.Page)
			continue
		}
		c.parameterChanged(a, b, p, q)
	}
	for _, key := range later {
		if q := after[key]; before[key] == nil {
			change := Change{Kind: Added, What: AboutParameter, Of: b.ID, Name: q.title(), To: q.Ref.String(), New: at(q.At), Go: bodyField(b, q)}
			if q.Required && q.At != b.At { // else no table says so, but a template that has it
				change.Note = "it is required: calls without it may fail"
			}
			c.addOnce(change, b.At.Page)
		}
	}
}

func (c *comparer) parameterChanged(a, b *Operation, p, q *Parameter) {
	change := Change{Kind: Changed, What: AboutParameter, Of: b.ID, Name: q.title(), Old: at(p.At), New: at(q.At), Go: bodyField(a, p), Requests: a.requests()}
	switch {
	case p.Name != q.Name || p.Go != "" && q.Go != "" && p.Go != q.Go:
		change.Kind, change.From, change.To, change.Breaking = Renamed, p.Name, q.Name, p.Go != "" && q.Go != p.Go
		c.addOnce(change, b.At.Page)
	case p.Go != "" && q.Go == "":
		// It is not a member of the body any more, or the body has another form, which
		// is reported with the method.
	}
	if form := c.old.form(p.Ref) == c.new.form(q.Ref); !form || !c.sameRef(p.Ref, q.Ref) {
		change.Kind, change.From, change.To = Changed, c.old.describe(p.Ref), c.new.describe(q.Ref)
		change.Breaking = !form && p.Go != "" && q.Go != ""
		c.addOnce(change, b.At.Page)
	}
	if p.Required != q.Required {
		change.Kind, change.From, change.To, change.Breaking = Changed, "optional", "required", false
		if p.Required {
			change.From, change.To = change.To, change.From
		} else {
			change.Note = "calls without it may fail"
		}
		c.addOnce(change, b.At.Page)
	}
}

// title returns the parameter's name with the part of the request that it is in.
func (p *Parameter) title() string { return string(p.In) + " " + p.Name }

// bodyField names a parameter's field, in every struct that an operation has for its
// bodies.
func bodyField(op *Operation, p *Parameter) []string {
	var names []string
	for _, r := range op.Requests {
		if name := r.Body.Name + "." + p.Go; p.Go != "" && r.Body.Form == FormStruct && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
