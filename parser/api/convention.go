package api

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A Convention is what a service does its own way, and does everywhere: how its answers
// are wrapped, what a member is called that names the type of an object, where its
// versions stand in URLs. No page says such things in so many words. The phases of
// reading, the generator and lint are given a Convention and hold no such habit of
// their own.
type Convention struct {
	// Name is what the convention is called where it is shown: "OData".
	Name string
	// Jobs is how the service tells of long-running work.
	Jobs Jobs
	// Wrapper is the member that holds a collection or a simple value, which an answer
	// has an object around: "value" (OData JSON Format 4.01, sections 11 and 13).
	Wrapper string
	// NextLink, DeltaLink and Count are the members of a page of a collection that lead
	// to the next page, to what changes later, and that count all elements (sections
	// 4.6.4 to 4.6.6).
	NextLink, DeltaLink, Count string
	// Paging is how most lists come in pages, OData's way where it is zero.
	Paging Paging
	// Whole reports that no list comes in pages, and Items are the members of answers that
	// have the elements of lists, as the user says.
	Whole bool
	Items []string
	// TypeName is the member that names the type of its object (section 4.6.3), "" where
	// none does in objects of all types.
	TypeName string
	// Reference is the member of a reference that holds the URL of the entity (section 14).
	Reference string
	// Control is in the names of members that say something about their object and are
	// no properties of it (section 4.5).
	Control string
	// Protocol is in those of these names that the protocol itself has; others are the
	// service's own, which pages may declare.
	Protocol string
	// Key is the property by which entities are addressed where nothing says otherwise.
	Key string
	// Singletons are the names at the beginning of paths that stand for one thing of a
	// type, by the type's bare name: "me" for a user.
	Singletons map[string]string
	// Versions are the segments that stand for a version of the service, besides those
	// that are v and a number.
	Versions []string
	// Base is the path that the service's URLs have in common, without slashes around
	// it: "api/v3". It is "" where they have none, or a version alone.
	Base string
	// Placeholders are what pages write for the address of the service, folded and
	// without braces: "shopprefix" of https://{shopPrefix}/api and of shopPrefix/orders.
	Placeholders []string
	// Versioned reports that several versions are documented side by side, so that the
	// version is a part of each path.
	Versioned bool
	// ParenthesesKeys reports that URLs have keys in parentheses, orders(7), as OData's
	// URL conventions have them (part 2, section 4.3). A plural without a key is a
	// collection then.
	ParenthesesKeys bool
	// TrailingSlash reports that most request lines end in a slash, as services have it
	// that answer only there: /orders/. Elsewhere a slash at the end is a slip.
	TrailingSlash bool
	// Auth is how calls are authorized.
	Auth Auth
	// Errors are what error documents call their parts.
	Errors Errors
	// Values are how values are written.
	Values Values
}

// EndsInSlash reports whether the path of a request line ends in a slash that is sent.
func (c Convention) EndsInSlash(template string) bool {
	return c.TrailingSlash && EndsInSlash(template)
}

// EndsInSlash reports whether the path of a URL ends in a slash.
func EndsInSlash(url string) bool {
	path, _, _ := strings.Cut(strings.TrimSpace(url), "?")
	return strings.HasSuffix(path, "/")
}

// OData is the convention of OData 4.01 as Microsoft Graph has it.
func OData() Convention {
	return Convention{
		Name:    "OData",
		Wrapper: "value", NextLink: "@odata.nextLink", DeltaLink: "@odata.deltaLink", Count: "@odata.count",
		TypeName: "@odata.type", Reference: "@odata.id", Control: "@", Protocol: "@odata.",
		Key:        "id",
		Singletons: map[string]string{"me": "user"},
		Versions:   []string{"beta"},
	}
}

// oldControl begins the names of control information in version 3 of OData, which puts no
// sign before them: "odata.type".
const oldControl = "odata."

// IsOData reports whether objects name their types as OData has it, in which case nothing
// else does.
func (c Convention) IsOData() bool {
	return strings.HasPrefix(c.TypeName, c.Protocol) && c.Protocol != ""
}

// Named returns the name of the type that an object states in the member that the
// convention has for it, "" for none.
func (c Convention) Named(v *relaxed.Value) string {
	if c.TypeName == "" {
		return c.standsFor(v)
	}
	if own := v.Get(c.TypeName); own != nil && own.Kind == relaxed.String {
		return own.Text
	}
	return ""
}

// standsFor returns the name of the type that an object stands for which writers put in the
// place of another, in services whose objects do not name their types: the protocol's member
// for it is all that it has. It is "" for any other value.
func (c Convention) standsFor(v *relaxed.Value) string {
	if v != nil && len(v.Members) == 1 && c.Protocol != "" && v.Members[0].Name == c.Protocol+"type" && v.Members[0].Value.Kind == relaxed.String {
		return v.Members[0].Value.Text
	}
	return ""
}

// IsControl reports whether a member by its name is control information and no property.
func (c Convention) IsControl(member string) bool {
	return c.Control != "" && (strings.Contains(member, c.Control) || strings.HasPrefix(member, oldControl))
}

// IsVersion reports whether a segment of a URL is a version of the service: v1.0, v2, beta.
func (c Convention) IsVersion(segment string) bool {
	for _, version := range c.Versions {
		if odata.EqualFold(segment, version) {
			return true
		}
	}
	return len(segment) > 1 && (segment[0] == 'v' || segment[0] == 'V') && strings.Trim(segment[1:], "0123456789.") == ""
}
