package phrases

// This file knows the sentences in which pages and guides say how lists come in pages:
// which way they go, which lists are whole, what a header field has.

import "strings"

// A PagingWay is how a sentence says that one page of a list leads to the next.
type PagingWay byte

const (
	NoPagingWay   PagingWay = iota
	ByHeaderField           // by the header field Link
	ByPageNumber            // by the number of a page
	ByOffset                // by the number of an element
	ByCursor                // by what the answer has
)

// pagingWays are the words of such sentences. Those about the header field Link are
// [SaysLinkHeader]'s.
var pagingWays = table[PagingWay]{
	{word, "cursor", ByCursor, "Orders are paged with a cursor."},
	{word, "cursors", ByCursor, "Orders use cursors."},
	{within, "continuation token", ByCursor, "The answer has a continuation token."},
	{within, "page token", ByCursor, "The answer has a page token."},
	{within, "by offset", ByOffset, "Orders are paged by offset."},
	{within, "with an offset", ByOffset, "Orders are paged with an offset."},
	{within, "offset and limit", ByOffset, "Orders take an offset and limit."},
	{within, "limit and offset", ByOffset, "Orders take limit and offset."},
	{within, "offset-based", ByOffset, "Offset-based pagination."},
	{within, "offset pagination", ByOffset, "Orders use offset pagination."},
	{within, "paged by number", ByPageNumber, "Crates are paged by number."},
	{within, "paginated by number", ByPageNumber, "Crates are paginated by number."},
	{within, "page number", ByPageNumber, "Crates take a page number."},
	{within, "numbered page", ByPageNumber, "Crates come in numbered pages."},
	{within, "pages by number", ByPageNumber, "Crates come in pages by number."},
	{within, "numbers of pages", ByPageNumber, "Crates have numbers of pages."},
	{within, "number of the page", ByPageNumber, "Crates take the number of the page."},
	{within, "counts pages", ByPageNumber, "The list of crates counts pages."},
	{within, "by page", ByPageNumber, "Crates are asked for by page."},
	{within, "pages are numbered", ByPageNumber, "The pages are numbered from 1."},
}

// PagingWayIn returns which way a sentence, or a part of one, says that pages go.
func PagingWayIn(sentence string) PagingWay {
	if SaysLinkHeader(sentence) {
		return ByHeaderField
	}
	return pagingWays.of(strings.ToLower(sentence))
}

// unpagedLists are sentences that say of a list that it has no pages.
var unpagedLists = table[bool]{
	{within, "not paged", true, "This list is not paged."},
	{within, "not paginated", true, "The list is not paginated."},
	{within, "n't paged", true, "The answer isn't paged."},
	{within, "n’t paged", true, "The answer isn’t paged."},
	{within, "n't paginated", true, "The list isn't paginated."},
	{within, "n’t paginated", true, "The list isn’t paginated."},
	{gapped, "not * paged", true, "The list is not currently paged."},
	{gapped, "not * paginated", true, "The list is not yet paginated."},
	{within, "never paged", true, "This list is never paged."},
	{within, "never paginated", true, "This list is never paginated."},
	{within, "neither paged", true, "The list is neither paged nor sorted."},
	{within, "nor paged", true, "The list is neither sorted nor paged."},
	{word, "unpaged", true, "Returns the unpaged list."},
	{word, "unpaginated", true, "Returns the unpaginated list."},
	{within, "no paging", true, "There is no paging."},
	{within, "no pagination", true, "There is no pagination."},
	{within, "without paging", true, "Returns all shelves, without paging."},
	{within, "without pagination", true, "Returns all shelves, without pagination."},
	{within, "not support paging", true, "The call does not support paging."},
	{within, "not support pagination", true, "The call does not support pagination."},
	{within, "n't support paging", true, "The call doesn't support paging."},
	{within, "n't support pagination", true, "The call doesn't support pagination."},
	{within, "not come in pages", true, "The list does not come in pages."},
	{within, "n't come in pages", true, "The list doesn't come in pages."},
	{within, "not split into pages", true, "The list is not split into pages."},
	{within, "not divided into pages", true, "The list is not divided into pages."},
	{within, "in a single answer", true, "All shelves come in a single answer."},
	{within, "in a single response", true, "All shelves come in a single response."},
	{within, "in one answer", true, "All shelves come in one answer."},
	{within, "in one response", true, "All shelves come in one response."},
	{within, "always complete", true, "The list is always complete."},
}

// SaysWhole reports whether a sentence says of a list that it does not come in pages.
func SaysWhole(sentence string) bool { return unpagedLists.of(strings.ToLower(sentence)) }

// pageTalk are words of sentences that are about going on in a list.
var pageTalk = table[bool]{
	{within, "next page", true, "Send it back for the next page."},
	{within, "following page", true, "It leads to the following page."},
	{within, "page before", true, "What the page before had."},
	{within, "previous page", true, "What the previous page had."},
	{within, "preceding page", true, "What the preceding page had."},
	{within, "last page", true, "It is null on the last page."},
	{within, "previous answer", true, "What the previous answer had."},
	{within, "previous response", true, "What the previous response had."},
	{within, "previous call", true, "What the previous call returned."},
	{within, "previous request", true, "What the previous request returned."},
	{within, "answer before", true, "What the answer before had."},
	{within, "last answer", true, "What the last answer had."},
	{within, "last response", true, "What the last response had."},
	{within, "to continue", true, "Send it back to continue."},
	{within, "to go on", true, "Send it back to go on."},
	{within, "continues from", true, "The list continues from there."},
	{within, "more elements", true, "Send it back for more elements."},
	{within, "more items", true, "Send it back for more items."},
	{within, "more results", true, "Send it back for more results."},
	{within, "next batch", true, "Send it back for the next batch."},
	{within, "next set", true, "Send it back for the next set."},
	{within, "next results", true, "Send it back for the next results."},
	{within, "next items", true, "Send it back for the next items."},
	{word, "cursor", true, "The cursor of the page."},
	{word, "paging", true, "It is for paging."},
	{word, "pagination", true, "It is for pagination."},
}

// SpeaksOfPages reports whether a sentence is about going on from one page to the next.
func SpeaksOfPages(sentence string) bool { return pageTalk.of(strings.ToLower(sentence)) }

// headerCounts are what sentences say that a header field has of all pages.
var headerCounts = table[PagingMember]{
	{within, "number of pages", CountsPages, "The header `X-Sheets` has the number of pages."},
	{within, "how many pages", CountsPages, "The header `X-Sheets` says how many pages there are."},
	{within, "total pages", CountsPages, "The header `X-Sheets` has the total pages."},
	{within, "on all pages", CountsAll, "The header `X-Hats` has the number of hats on all pages."},
	{within, "of all pages", CountsAll, "The header `X-Hats` counts the hats of all pages."},
	{within, "total number", CountsAll, "The header `X-Hats` has the total number of hats."},
	{within, "total count", CountsAll, "The header `X-Hats` has the total count."},
	{within, "in total", CountsAll, "The header `X-Hats` says how many hats there are in total."},
	{within, "altogether", CountsAll, "The header `X-Hats` says how many hats there are altogether."},
	{within, "number of all", CountsAll, "The header `X-Hats` has the number of all hats."},
}

// HeaderCountIn returns what a sentence says that a header field counts.
func HeaderCountIn(sentence string) PagingMember { return headerCounts.of(strings.ToLower(sentence)) }

// PagingFieldOf returns what a header field says of the pages of a list by its name, of
// which only the end does: X-Total-Count, X-WP-TotalPages, Next-Cursor.
func PagingFieldOf(name string) PagingMember {
	for {
		switch says := PagingMemberOf(name); says {
		case CountsAll, CountsPages, SaysMore, TokenNext, LinksNext, LeadsNext:
			return says
		}
		_, rest, ok := strings.Cut(name, "-")
		if !ok {
			return NoPagingMember
		}
		name = rest
	}
}

// contrasts are words that begin the part of a sentence that is about some lists alone.
var contrasts = table[string]{
	{begins, "except for ", "except for ", "except for crates"},
	{begins, "except ", "except ", "except crates"},
	{begins, "only ", "only ", "only crates"},
	{begins, "but ", "but ", "but crates"},
	{begins, "and ", "and ", "and crates"},
	{begins, "while ", "while ", "while crates"},
	{begins, "whereas ", "whereas ", "whereas crates"},
	{begins, "for ", "for ", "for crates"},
	{begins, "in ", "in ", "in crates"},
	{begins, "the list of ", "the list of ", "the list of crates"},
	{begins, "lists of ", "lists of ", "lists of crates"},
	{begins, "list of ", "list of ", "list of crates"},
	{begins, "list ", "list ", "list crates"},
	{begins, "the ", "the ", "the crates"},
	{begins, "both ", "both ", "both crates and hats"},
}

// Subject returns what a part of a sentence, in lower case, begins with, without the words
// that join it to the others: "but the list of crates has" begins with "crates".
func Subject(low string) string {
	for {
		front := contrasts.of(low)
		if front == "" {
			return low
		}
		low = low[len(front):]
	}
}

// genericLists are ends of paths that name lists of anything, which sentences have for
// other things too.
var genericLists = table[bool]{
	{whole, "pages", true, "pages"},
	{whole, "lists", true, "lists"},
	{whole, "list", true, "list"},
	{whole, "items", true, "items"},
	{whole, "results", true, "results"},
	{whole, "links", true, "links"},
	{whole, "headers", true, "headers"},
	{whole, "collections", true, "collections"},
	{whole, "elements", true, "elements"},
	{whole, "objects", true, "objects"},
	{whole, "records", true, "records"},
	{whole, "requests", true, "requests"},
	{whole, "responses", true, "responses"},
	{whole, "resources", true, "resources"},
	{whole, "search", true, "search"},
}

// IsGenericList reports whether the end of a path, in lower case, is no name for a list in
// prose.
func IsGenericList(segment string) bool { return genericLists.of(segment) }

// relatives begin parts of sentences that go on about what stands before.
var relatives = table[bool]{
	{begins, "which ", true, "which are paged by number"},
	{begins, "that ", true, "that are paged by number"},
	{begins, "where ", true, "where the pages are numbered"},
	{begins, "whose ", true, "whose pages are numbered"},
}

// RelatesTo reports whether a part of a sentence, in lower case, is about what stands before.
func RelatesTo(part string) bool { return relatives.of(part) }
