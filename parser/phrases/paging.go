package phrases

// This file knows how services and their pages speak of the parts of a long list: the
// members of an answer that lead to the next part or count, the query parameters that ask
// for one, and the sentences that explain both.

import "strings"

// A PagingMember is what a member of an answer, beside the elements of a list, says of the
// other pages of the list.
type PagingMember byte

const (
	NoPagingMember PagingMember = iota
	LinksNext                   // where the next page is
	TokenNext                   // what is sent back to have the next page
	LeadsNext                   // one of the two
	SaysMore                    // whether there is a next page
	CountsAll                   // how many elements there are
	CountsPages                 // how many pages there are
	AboutPages                  // anything else about pages
)

// pagingMembers are the names of such members, in lower case and without what stands
// between their words.
var pagingMembers = table[PagingMember]{
	{whole, "next", LeadsNext, "next"},
	{whole, "nextpage", LeadsNext, "next_page"},
	{whole, "nextlink", LinksNext, "@nextLink"},
	{whole, "odatanextlink", LinksNext, "odata.nextLink"},
	{whole, "nexturl", LinksNext, "next_url"},
	{whole, "nexturi", LinksNext, "nextUri"},
	{whole, "nexthref", LinksNext, "nextHref"},
	{whole, "nextpageurl", LinksNext, "next_page_url"},
	{whole, "nextpageuri", LinksNext, "nextPageUri"},
	{whole, "nextpagelink", LinksNext, "nextPageLink"},
	{whole, "nextcursor", TokenNext, "next_cursor"},
	{whole, "nexttoken", TokenNext, "nextToken"},
	{whole, "nextpagetoken", TokenNext, "nextPageToken"},
	{whole, "nextpageid", TokenNext, "next_page_id"},
	{whole, "nextmarker", TokenNext, "NextMarker"},
	{whole, "nextoffset", TokenNext, "next_offset"},
	{whole, "nextstart", TokenNext, "nextStart"},
	{whole, "continuationtoken", TokenNext, "continuationToken"},
	{whole, "nextcontinuationtoken", TokenNext, "NextContinuationToken"},
	{whole, "endcursor", TokenNext, "endCursor"},
	{whole, "hasmore", SaysMore, "has_more"},
	{whole, "hasnext", SaysMore, "hasNext"},
	{whole, "hasnextpage", SaysMore, "hasNextPage"},
	{whole, "hasmorepages", SaysMore, "has_more_pages"},
	{whole, "hasmoreitems", SaysMore, "hasMoreItems"},
	{whole, "hasmoreresults", SaysMore, "has_more_results"},
	{whole, "more", SaysMore, "more"},
	{whole, "moreavailable", SaysMore, "moreAvailable"},
	{whole, "istruncated", SaysMore, "IsTruncated"},
	{whole, "total", CountsAll, "total"},
	{whole, "totalcount", CountsAll, "totalCount"},
	{whole, "totalitems", CountsAll, "total_items"},
	{whole, "totalresults", CountsAll, "totalResults"},
	{whole, "totalrecords", CountsAll, "total_records"},
	{whole, "totalelements", CountsAll, "totalElements"},
	{whole, "totalentries", CountsAll, "total_entries"},
	{whole, "totalsize", CountsAll, "totalSize"},
	{whole, "totalpages", CountsPages, "total_pages"},
	{whole, "pagecount", CountsPages, "pageCount"},
	{whole, "lastpage", CountsPages, "last_page"},
	{whole, "pages", CountsPages, "pages"},
	{whole, "numpages", CountsPages, "num_pages"},
	{whole, "page", AboutPages, "page"},
	{whole, "pagenumber", AboutPages, "pageNumber"},
	{whole, "pageindex", AboutPages, "pageIndex"},
	{whole, "currentpage", AboutPages, "current_page"},
	{whole, "perpage", AboutPages, "per_page"},
	{whole, "pagesize", AboutPages, "pageSize"},
	{whole, "itemsperpage", AboutPages, "itemsPerPage"},
	{whole, "startindex", AboutPages, "startIndex"},
	{whole, "limit", AboutPages, "limit"},
	{whole, "offset", AboutPages, "offset"},
	{whole, "skip", AboutPages, "skip"},
	{whole, "top", AboutPages, "top"},
	{whole, "count", AboutPages, "count"},
	{whole, "size", AboutPages, "size"},
	{whole, "prev", AboutPages, "prev"},
	{whole, "previous", AboutPages, "previous"},
	{whole, "prevpage", AboutPages, "prev_page"},
	{whole, "previouspage", AboutPages, "previousPage"},
	{whole, "prevcursor", AboutPages, "prev_cursor"},
	{whole, "previouscursor", AboutPages, "previous_cursor"},
	{whole, "cursor", AboutPages, "cursor"},
	{whole, "self", AboutPages, "self"},
	{whole, "first", AboutPages, "first"},
	{whole, "last", AboutPages, "last"},
}

// PagingMemberOf returns what a member of an answer says by its name.
func PagingMemberOf(name string) PagingMember { return pagingMembers.of(letters(name)) }

// pagingGroups are the objects that services put such members into.
var pagingGroups = table[bool]{
	{whole, "meta", true, "meta"},
	{whole, "metadata", true, "metaData"},
	{whole, "responsemetadata", true, "response_metadata"},
	{whole, "links", true, "_links"},
	{whole, "paging", true, "paging"},
	{whole, "pagination", true, "pagination"},
	{whole, "page", true, "page"},
	{whole, "pageinfo", true, "pageInfo"},
	{whole, "cursors", true, "cursors"},
	{whole, "cursor", true, "cursor"},
	{whole, "info", true, "info"},
}

// GroupsPaging reports whether an object of this name has members about pages in it.
func GroupsPaging(name string) bool { return pagingGroups.of(letters(name)) }

// linkMembers are what objects that are links have their URL in.
var linkMembers = table[bool]{
	{whole, "href", true, "href"},
	{whole, "uri", true, "uri"},
	{whole, "url", true, "url"},
}

// HoldsLink reports whether a member of a link is its URL.
func HoldsLink(name string) bool { return linkMembers.of(letters(name)) }

// links are words of descriptions of members that are links.
var links = table[bool]{
	{word, "url", true, "The URL of the next page."},
	{word, "uri", true, "The URI of the next page."},
	{word, "link", true, "A link to the next page."},
}

// CallsLink reports whether the description of a member calls it a link.
func CallsLink(description string) bool { return links.of(strings.ToLower(description)) }

// A PagingParameter is what a query parameter says of the page that is asked for.
type PagingParameter byte

const (
	NoPagingParameter PagingParameter = iota
	TakesToken                        // what the answer before has for it
	TakesElement                      // an element that the page is behind
	TakesPage                         // the number of the page
	TakesOffset                       // the number of an element
	TakesElse                         // anything else: how many elements, what is in front of which
)

// pagingParameters are the names of such parameters, as those of members are.
var pagingParameters = table[PagingParameter]{
	{whole, "cursor", TakesToken, "cursor"},
	{whole, "nextcursor", TakesToken, "next_cursor"},
	{whole, "startcursor", TakesToken, "start_cursor"},
	{whole, "pagecursor", TakesToken, "page_cursor"},
	{whole, "pagetoken", TakesToken, "pageToken"},
	{whole, "nextpagetoken", TakesToken, "nextPageToken"},
	{whole, "nexttoken", TakesToken, "next_token"},
	{whole, "continuationtoken", TakesToken, "continuationToken"},
	{whole, "continuation", TakesToken, "continuation"},
	{whole, "marker", TakesToken, "marker"},
	{whole, "bookmark", TakesToken, "bookmark"},
	{whole, "after", TakesElement, "after"},
	{whole, "startingafter", TakesElement, "starting_after"},
	{whole, "startafter", TakesElement, "startAfter"},
	{whole, "afterid", TakesElement, "after_id"},
	{whole, "page", TakesPage, "page"},
	{whole, "pagenumber", TakesPage, "pageNumber"},
	{whole, "pageno", TakesPage, "page_no"},
	{whole, "pagenum", TakesPage, "pageNum"},
	{whole, "pageindex", TakesPage, "pageIndex"},
	{whole, "offset", TakesOffset, "offset"},
	{whole, "skip", TakesOffset, "skip"},
	{whole, "startindex", TakesOffset, "startIndex"},
	{whole, "limit", TakesElse, "limit"},
	{whole, "perpage", TakesElse, "per_page"},
	{whole, "pagesize", TakesElse, "pageSize"},
	{whole, "size", TakesElse, "size"},
	{whole, "count", TakesElse, "count"},
	{whole, "maxresults", TakesElse, "maxResults"},
	{whole, "top", TakesElse, "top"},
	{whole, "before", TakesElse, "before"},
	{whole, "endingbefore", TakesElse, "ending_before"},
	{whole, "maxid", TakesElse, "max_id"},
	{whole, "minid", TakesElse, "min_id"},
	{whole, "sinceid", TakesElse, "since_id"},
}

// PagingParameterOf returns what a query parameter says by its name. Options of OData,
// whose names begin with a dollar, are none of those.
func PagingParameterOf(name string) PagingParameter {
	if strings.HasPrefix(name, "$") {
		return NoPagingParameter
	}
	return pagingParameters.of(letters(name))
}

// pagingValues are what descriptions say of a parameter whose name may say anything.
var pagingValues = table[PagingParameter]{
	{within, "link header", NoPagingParameter, "Use the Link header for pagination."},
	{within, "`link` header", NoPagingParameter, "Use the `Link` header instead."},
	{within, "id of the last", TakesElement, "The id of the last book of the page before."},
	{within, "identifier of the last", TakesElement, "The identifier of the last book that you have."},
	{within, "last item of the previous", TakesElement, "The last item of the previous page."},
	{within, "page number", TakesPage, "The page number to return."},
	{within, "number of the page", TakesPage, "The number of the page."},
	{within, "which page", TakesPage, "Says which page is wanted."},
	{within, "number of items to skip", TakesOffset, "The number of items to skip."},
	{within, "number of records to skip", TakesOffset, "The number of records to skip."},
	{within, "number of results to skip", TakesOffset, "The number of results to skip."},
	{within, "how many to skip", TakesOffset, "How many to skip."},
	{within, "index of the first", TakesOffset, "The index of the first book."},
	{within, "for the next page", TakesToken, "A token for the next page."},
	{within, "the previous page", TakesToken, "What the previous page has."},
	{within, "the previous response", TakesToken, "What the previous response has."},
	{within, "the page before", TakesToken, "What the page before has."},
}

// PagingParameterIn returns what the description of a query parameter says that it takes.
func PagingParameterIn(description string) PagingParameter {
	return pagingValues.of(strings.ToLower(description))
}

// firstNumbers are what descriptions say of the number that counting begins with.
var firstNumbers = table[int]{
	{within, "zero-based", 0, "The zero-based number of the page."},
	{within, "zero based", 0, "The number of the page, zero based."},
	{within, "0-based", 0, "The number of the page (0-based)."},
	{within, "0-indexed", 0, "The page, 0-indexed."},
	{within, "from 0", 0, "Pages are counted from 0."},
	{within, "at 0", 0, "Begins at 0."},
	{within, "with 0", 0, "Counting begins with 0."},
	{within, "defaults to 0", 0, "The page, which defaults to 0."},
	{within, "default: 0", 0, "The page. Default: 0."},
	{within, "default is 0", 0, "The page; the default is 0."},
	{within, "default 0", 0, "The page (default 0)."},
	{within, "first page is 0", 0, "The first page is 0."},
	{within, "first page being 0", 0, "Pages are numbered, the first page being 0."},
	{within, "one-based", 1, "The one-based index of the first book."},
	{within, "1-based", 1, "The 1-based index of the first book."},
	{within, "1-indexed", 1, "The index, 1-indexed."},
	{within, "from 1", 1, "Elements are counted from 1."},
	{within, "at 1", 1, "Begins at 1."},
	{within, "with 1", 1, "Counting begins with 1."},
	{within, "defaults to 1", 1, "The index, which defaults to 1."},
	{within, "default: 1", 1, "The index. Default: 1."},
	{within, "default is 1", 1, "The index; the default is 1."},
	{within, "default 1", 1, "The index (default 1)."},
	{within, "first page is 1", 1, "The first page is 1."},
}

// FirstNumber returns the number that the description of a parameter says counting begins
// with. ok reports whether it says so. A number that goes on is another one: "with 10".
func FirstNumber(description string) (first int, ok bool) {
	low := strings.ToLower(description)
	e, at := firstNumbers.find(low)
	if e == nil {
		return 0, false
	}
	if rest := low[at+len(e.phrase):]; rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return 0, false
	}
	return e.says, true
}

// pagingHeadings are those of sections about the pages of lists.
var pagingHeadings = table[bool]{
	{within, "paginat", true, "Pagination"},
	{whole, "paging", true, "Paging"},
	{within, "paging through", true, "Paging through lists"},
	{within, "pages of", true, "Pages of lists"},
	{whole, "cursors", true, "Cursors"},
	{whole, "long lists", true, "Long lists"},
}

// HeadsPaging reports whether a heading stands above a section about the pages of lists.
func HeadsPaging(heading string) bool { return pagingHeadings.of(strings.ToLower(heading)) }

// linkHeaders are sentences about the header field that leads to the next page.
var linkHeaders = table[bool]{
	{word, "link header", true, "The Link header leads to the next page."},
	{within, "`link` header", true, "The `Link` header leads to the next page."},
	{word, "header link", true, "See the header Link."},
	{within, "header `link`", true, "See the header `Link`."},
	{word, "link response header", true, "The Link response header has it."},
	{within, "rel=\"next\"", true, "Follow the URL with rel=\"next\"."},
	{within, "rel=next", true, "Follow the URL with rel=next."},
}

// SaysLinkHeader reports whether a sentence speaks of the header field Link.
func SaysLinkHeader(sentence string) bool { return linkHeaders.of(strings.ToLower(sentence)) }

// allLists are what sections say that are about every list of a service.
var allLists = table[bool]{
	{within, "all list", true, "All lists are paginated."},
	{within, "every list", true, "Every list comes in pages."},
	{within, "each list", true, "Each list comes in pages."},
	{within, "lists are paginated", true, "Lists are paginated."},
	{within, "lists come in pages", true, "Lists come in pages."},
	{within, "all collection", true, "All collections are paginated."},
	{within, "every collection", true, "Every collection comes in pages."},
	{within, "collections are paginated", true, "Collections are paginated."},
	{within, "all endpoints that return", true, "All endpoints that return lists take a page."},
}

// SaysAllLists reports whether a text speaks of all lists of a service.
func SaysAllLists(text string) bool { return allLists.of(strings.ToLower(text)) }

// paginated are the words of sentences that call a list one that comes in pages.
var paginated = table[string]{
	{word, "paginated", "paginated", "Returns a paginated list of books."},
	{word, "paged", "paged", "Returns a paged list of books."},
}

// SaysPaginated returns the word of a sentence that calls a list one that comes in pages, ""
// for none, and for one that says that it does not.
func SaysPaginated(sentence string) string {
	if SaysWhole(sentence) {
		return ""
	}
	return paginated.of(strings.ToLower(sentence))
}

// letters is a name in lower case without what stands between its words.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z':
			return r
		}
		return -1
	}, name)
}
