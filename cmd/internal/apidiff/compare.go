package apidiff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// A comparer is the state of comparing two editions.
type comparer struct {
	old, new *edition
	// types and operations map those of the old edition to those of the new one that
	// they have become.
	types      map[*Type]*Type
	operations map[*Operation]*Operation
	// before and after are the requests of the editions by their calls.
	before, after calls
	// methods are the new requests by their names in the SDK.
	methods map[string]*Request

	// lostErrors are errors whose codes no page documents any more.
	lostErrors map[string]bool

	changes []Change
	said    map[string]bool
}

// Compare returns what has changed from the old edition to the new one. The order of the
// changes depends on nothing else.
func Compare(old, new *Surface) *Report {
	c := &comparer{old: newEdition(old), new: newEdition(new), said: map[string]bool{}}
	c.pairTypes()
	c.pairOperations()
	c.compareTypes()
	c.compareErrorCodes()
	c.compareOperations()
	c.compareCalls()
	return newReport(cmp.Or(new.Namespace, old.Namespace), c.changes)
}

func (c *comparer) add(change Change) { c.changes = append(c.changes, change) }

// addOnce adds a change unless another part of the same page has added it already.
func (c *comparer) addOnce(change Change, page string) {
	key := strings.Join([]string{string(change.Kind), string(change.What), page, change.Name, change.From, change.To, strings.Join(change.Go, " ")}, "\x00")
	if !c.said[key] {
		c.said[key] = true
		c.add(change)
	}
}

func at(p Place) *Place { return &p }

// deprecation reports that something has been deprecated, or is not deprecated any more.
func (c *comparer) deprecation(of, name string, was, is bool, old, new Place, requests ...string) {
	kind := Added
	if was == is {
		return
	} else if was {
		kind = Removed
	}
	c.add(Change{Kind: kind, What: AboutDeprecation, Of: of, Name: name, Old: at(old), New: at(new), Requests: requests})
}

// alike reports whether one name may have become the other: they differ in case, in
// number, or in a few letters.
func alike(a, b string) bool {
	const long = 100 // bytes: nobody renames what is longer by a few letters
	if len(a) > long || len(b) > long {
		return strings.EqualFold(a, b)
	}
	a, b = strings.ToLower(a), strings.ToLower(b)
	return a == b || strings.HasPrefix(a, b) && len(a)-len(b) <= 3 || strings.HasPrefix(b, a) && len(b)-len(a) <= 3 ||
		nearest.Distance(a, b) <= max(1, min(len(a), len(b))/5)
}

// without returns what list has and other has not, in order.
func without(list, other []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(other, s) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
