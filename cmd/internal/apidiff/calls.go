package apidiff

import (
	"slices"
	"strings"
)

// This file compares the methods of an SDK: calls that both editions document.

// A reshape is a part of a method that has another form in the new edition.
type reshape struct {
	what     What
	from, to string
}

// reshaped lists the parts of a method that have another form in the new edition.
func (c *comparer) reshaped(a, b *Request) []reshape {
	var out []reshape
	if argsForm(a.Args) != argsForm(b.Args) {
		out = append(out, reshape{AboutArguments, strings.Join(a.Args, ", "), strings.Join(b.Args, ", ")})
	}
	if c.old.shapeForm(a.Body) != c.new.shapeForm(b.Body) {
		r := reshape{AboutBody, c.old.describeShape(a.Body), c.new.describeShape(b.Body)}
		if a.Body.Form == FormStruct && b.Body.Form == FormStruct {
			r.from, r.to = a.Body.Name, b.Body.Name
		}
		out = append(out, r)
	}
	if c.old.shapeForm(a.Result) != c.new.shapeForm(b.Result) {
		out = append(out, reshape{AboutResult, c.old.describeShape(a.Result), c.new.describeShape(b.Result)})
	}
	return out
}

func (e *edition) describeShape(s Shape) string {
	if strings.HasSuffix(e.shapeForm(s), FormAny) && s.Name != "" {
		return s.String() + " (any JSON)"
	}
	return s.String()
}

// compareCalls reports, page by page, the methods that have another name or form.
func (c *comparer) compareCalls() {
	type group struct {
		op   *Operation
		what reshape
	}
	grouped := map[group]*Change{}
	var order []group
	responded := map[*Operation]bool{}
	report := func(a, b documented, what reshape, kind Kind, breaking bool, name, note string) {
		g := group{a.op, what}
		change := grouped[g]
		if change == nil {
			change = &Change{
				Kind: kind, What: what.what, Of: b.op.ID, From: what.from, To: what.to,
				Old: at(a.At), New: at(b.At), Breaking: breaking, Note: note,
			}
			grouped[g], order = change, append(order, g)
		}
		change.Requests = append(change.Requests, b.String())
		change.Go = append(change.Go, goNames(name)...)
	}
	seen := map[string]bool{}
	for _, op := range c.old.Operations {
		for _, r := range op.Requests {
			key := r.call()
			a := documented{r, op}
			b, ok := c.again(a)
			if seen[key] || !ok {
				continue
			}
			seen[key] = true
			switch {
			case a.Go == "" && b.Go != "":
				report(a, b, reshape{AboutRequest, "not callable", "callable"}, Changed, false, b.Go, "")
			case a.Go != "" && b.Go == "":
				report(a, b, reshape{AboutRequest, "callable", "not callable"}, Changed, true, a.Go, "")
			case a.Go == "":
			case a.Go != b.Go:
				report(a, b, reshape{AboutRequest, a.Go, b.Go}, Renamed, c.lost(r), a.Go, "the SDK has another name for it")
			}
			if a.Go == "" || b.Go == "" {
				continue
			}
			for _, what := range c.reshaped(a.Request, b.Request) {
				responded[op] = responded[op] || what.what == AboutResult
				report(a, b, what, Changed, true, a.Go, "")
			}
		}
	}
	for _, g := range order {
		c.add(*grouped[g])
	}
	c.compareResponses(responded)
}

// again returns the same request of the new edition, from the same page if that has it.
func (c *comparer) again(a documented) (documented, bool) {
	found := c.after[a.call()]
	if len(found) == 0 {
		return documented{}, false
	}
	heir := c.operations[a.op]
	if i := slices.IndexFunc(found, func(b documented) bool { return b.op == heir }); i >= 0 {
		return found[i], true
	}
	return found[0], true
}

// compareResponses reports responses that have changed although no method has.
func (c *comparer) compareResponses(responded map[*Operation]bool) {
	for _, a := range c.old.Operations {
		b := c.operations[a]
		if b == nil || responded[a] || a.Response.Collection == b.Response.Collection && c.sameRef(a.Response.Ref, b.Response.Ref) {
			continue
		}
		c.add(Change{
			Kind: Changed, What: AboutResult, Of: b.ID, From: orNone(a.Response.Ref), To: orNone(b.Response.Ref),
			Old: at(a.Response.At), New: at(b.Response.At),
			Note: "the method returns what it did",
		})
	}
}

func orNone(r Ref) string {
	if r.Name == "" {
		return "none"
	}
	return r.String()
}
