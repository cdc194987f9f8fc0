package api

import (
	"slices"
	"strings"
)

// A list that is too long for one answer comes in pages. How one leads to the next is told
// by the service's pages, differs from service to service, and may differ from list to list
// of one service.

// A Paging is how the pages of a list hang together, where that is not OData's way. Of what
// leads on it has one: LinkHeader, Next, Last, Page or Offset. The zero Paging is OData's
// (OData JSON Format 4.01, section 4.6.5). Members inside of others are named with dots
// between the names: "meta.next_page". A name behind [HeaderWay] is that of a header field.
type Paging struct {
	// Items is the member of the answer that has the elements, "" for an array alone.
	Items string `json:"items,omitzero"`
	// LinkHeader is whether the header field Link leads on (RFC 8288, relation "next").
	LinkHeader bool `json:"linkHeader,omitzero"`
	// Next is the member that has a link or, where Query is set, what that query parameter
	// takes.
	Next string `json:"next,omitzero"`
	// Last is the property of the last element that Query takes.
	Last string `json:"last,omitzero"`
	// Query is the query parameter that takes what Next or Last has.
	Query string `json:"query,omitzero"`
	// Page and Offset are the query parameters that take the number of a page and that of
	// an element, and First is the number of the first.
	Page   string `json:"page,omitzero"`
	Offset string `json:"offset,omitzero"`
	First  int    `json:"first,omitzero"`
	// Total and Pages are the members that count all elements and all pages.
	Total string `json:"total,omitzero"`
	Pages string `json:"pages,omitzero"`
	// More is the member that says whether there is another page.
	More string `json:"more,omitzero"`
}

// HeaderWay stands in front of the name of a header field where that of a member may stand:
// "header:X-Total-Count".
const HeaderWay = "header:"

// Leads reports whether p says how to come to the next page.
func (p Paging) Leads() bool {
	return p.LinkHeader || p.Next != "" || p.Last != "" && p.Query != "" || p.Page != "" || p.Offset != ""
}

// Way is p without what differs from list to list and leads to no page.
func (p Paging) Way() Paging {
	return Paging{LinkHeader: p.LinkHeader, Next: p.Next, Last: p.Last, Query: p.Query, Page: p.Page, Offset: p.Offset}
}

// Members are the members of an answer, beside the elements, that p names.
func (p Paging) Members() []string {
	return slices.DeleteFunc([]string{p.Next, p.Total, p.Pages, p.More}, func(way string) bool { return way == "" || strings.HasPrefix(way, HeaderWay) })
}

// place is where the answer has what leads on, in words.
func (p Paging) place() string {
	if name, ok := strings.CutPrefix(p.Next, HeaderWay); ok {
		return "the header field " + name
	}
	return p.Next
}

// String says in words how one page leads to the next.
func (p Paging) String() string {
	switch {
	case p.LinkHeader:
		return "a link in the header field Link"
	case p.Next != "" && p.Query != "":
		return p.place() + " in the answer, " + p.Query + " in the query"
	case p.Next != "":
		return "a link in " + p.place()
	case p.Last != "":
		return p.Last + " of the last element, " + p.Query + " in the query"
	case p.Page != "":
		return "page numbers, " + p.Page + " in the query"
	case p.Offset != "":
		return "numbers of elements, " + p.Offset + " in the query"
	}
	return "none"
}
