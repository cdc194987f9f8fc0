package reading

// This file tells how the pages of the service's lists hang together. One page says it of
// its own list: its answer has a cursor, its table of query parameters takes one. But many
// leave out a half, which the page of another list has, or a guide for all of them. So all
// lists are looked at together, and what they agree on fills in what one leaves out.

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// pagingOf tells how the lists among the operations come in pages: of each that does so in
// another way than OData's, what most do, and in words what pages show it. A list that
// shows that it comes in pages and not how is reported, the first of them for all.
func pagingOf(pages []*parser.Page, operations []*resolve.Operation, c *types.Catalog, service api.Service, r *report.Reporter) (map[*api.Operation]api.Paging, []api.Habit) {
	lists := listsOf(operations, c)
	set := pagingSet(service)
	set.documented = slices.ContainsFunc(lists, func(l *list) bool { return l.shows(set) })
	k := guidesTo(pages)
	k.scope = scopeOf(k.says, lists)
	for _, l := range lists { // what each says by itself
		l.tell(k)
	}
	k.learn(lists)
	for _, l := range lists {
		l.tell(k)
		l.apply(set)
	}
	told := make(map[*api.Operation]api.Paging)
	for _, l := range lists {
		if l.paging.Leads() {
			told[l.o.Op] = l.paging
		}
	}
	reportUnsure(lists, r)
	return told, pagingHabits(lists, set)
}

// pagingHabits are the ways of the lists in words, the most frequent first.
func pagingHabits(lists []*list, set setPaging) []api.Habit {
	shown := map[string]map[string]bool{}
	for _, l := range lists {
		text := ""
		switch {
		case set.none:
		case l.paging.Leads():
			text = l.paging.String()
		case l.odata != "":
			text = "a link in " + l.odata
		}
		if text == "" {
			continue
		}
		if shown[text] == nil {
			shown[text] = map[string]bool{}
		}
		shown[text][l.o.Page.Path] = true
	}
	var habits []api.Habit
	for _, text := range slices.Sorted(maps.Keys(shown)) {
		habits = append(habits, api.Habit{Name: "paging", Text: text, Pages: len(shown[text]), Set: set.leads()})
	}
	if set.none {
		habits = append(habits, api.Habit{Name: "paging", Text: "none: every list is whole", Set: true})
	}
	slices.SortStableFunc(habits, func(a, b api.Habit) int { return cmp.Compare(b.Pages, a.Pages) })
	return habits
}

// commonPaging is the way that most of the told lists go.
func commonPaging(told map[*api.Operation]api.Paging) (common api.Paging) {
	votes := map[api.Paging]int{}
	for _, p := range told {
		votes[p.Way()]++
	}
	for p, n := range votes {
		if n > votes[common] || n == votes[common] && p.String() < common.String() {
			common = p
		}
	}
	return common
}

// reportUnsure reports the lists that come in pages nobody knows how to ask for, the first
// of them for all.
func reportUnsure(lists []*list, r *report.Reporter) {
	unsure := slices.DeleteFunc(slices.Clone(lists), func(l *list) bool { return l.unsure == "" || l.paging.Leads() })
	if len(unsure) == 0 {
		return
	}
	first := unsure[0]
	others := ""
	if n := len(unsure) - 1; n == 1 {
		others = " (and that of another page)"
	} else if n > 1 {
		others = fmt.Sprintf(" (and those of %d other pages)", n)
	}
	pos := first.o.Page.TitlePos
	if t := first.o.FirstTemplate(); t != nil {
		pos = t.Pos
	}
	r.Add(first.o.Page, pos, "convention-unknown", diag.Warning,
		"the list"+others+" comes in pages, as "+report.Quote(first.sign)+" says, and the pages do not say how the next one is asked for: the call returns the first page alone",
		"set "+unsureKeys(first.unsure)+" under service: in sdkscribe.yaml, or describe the query parameter that asks for the next page")
}

// unsureKeys are the keys that settle how the next page is asked for.
func unsureKeys(key string) string {
	if key == "next" {
		return "paging.next, and paging.query where its value is sent back,"
	}
	return "paging." + key
}

// A setPaging is what the user says of paging.
type setPaging struct {
	api.Paging
	first    bool // whether First is set
	noHeader bool
	none     bool
	// documented reports that pages of lists have what is set.
	documented bool
}

// pagingSet reads the settings.
func pagingSet(service api.Service) (set setPaging) {
	text := func(key string) string { v, _ := service.Text("paging." + key); return v }
	set.Next, set.Query, set.Last = text("next"), text("query"), text("last")
	set.Page, set.Offset = text("page"), text("offset")
	set.Total, set.Pages, set.More = text("total"), text("pages"), text("more")
	set.First, _ = strconv.Atoi(text("first"))
	set.first = text("first") != ""
	on, given := service.Flag("paging.link-header")
	set.LinkHeader, set.noHeader = on, given && !on
	set.none, _ = service.Flag("paging.none")
	return set
}

// leads reports whether the user has said how one page leads to the next.
func (set setPaging) leads() bool { return set.Leads() || set.Query != "" || set.Last != "" }

// apply does what the user says of paging to a list.
func (l *list) apply(set setPaging) {
	p := &l.paging
	if set.none {
		*p, l.unsure = api.Paging{}, ""
		return
	}
	if set.noHeader {
		p.LinkHeader = false
	}
	if set.leads() && l.takes(set) {
		l.follow(set)
	}
	if !p.Leads() {
		return
	}
	p.Total, p.Pages, p.More = l.counting(set.Total, p.Total), l.counting(set.Pages, p.Pages), l.counting(set.More, p.More)
	if set.first {
		p.First = set.First
	}
}

// follow has a list go the way that the user says, of which the page may tell one half: the
// member, or the query parameter.
func (l *list) follow(set setPaging) {
	own, p := l.paging, set.Way()
	switch {
	case p.Last != "" && p.Query == "":
		p.Query = own.Query
	case !p.Leads():
		p.Next = cmp.Or(own.Next, l.undecided)
	}
	if !p.Leads() {
		return
	}
	p.Items, p.Total, p.Pages, p.More, p.First = l.items, own.Total, own.Pages, own.More, own.First
	if l.odata != "" {
		p.Items = l.o.Op.Response.Wrapper
	}
	if p.Page != "" && own.Page == "" {
		p.First = 1
	}
	l.paging = p
}

// takes reports whether what the user says of paging is about a list: lists that show what
// is set take it, and if none does all take it. Of the others it settles those whose pages
// leave it open: what leads on by itself in another way stays as its page says.
func (l *list) takes(set setPaging) bool {
	switch {
	case l.shows(set):
		return true
	case set.LinkHeader:
		return !set.documented || !l.own || !l.paging.Leads()
	case set.parameter() == "" && l.array && !strings.HasPrefix(set.Next, api.HeaderWay), set.parameter() == "" && l.whole:
		return false
	case !set.documented:
		return true
	case set.parameter() == "":
		return !l.shown || l.unsure == "next" || l.unsure == "query"
	}
	return false
}

// shows reports whether the page of a list has what the user names.
func (l *list) shows(set setPaging) bool {
	switch parameter := set.parameter(); {
	case set.LinkHeader:
		return l.header
	case parameter != "":
		return l.has(parameter)
	}
	return set.Next != "" && l.answers(set.Next)
}

// answers reports whether the answers of a list have a member or a header field.
func (l *list) answers(way string) bool {
	if name, ok := strings.CutPrefix(way, api.HeaderWay); ok {
		return slices.ContainsFunc(l.headers, func(h string) bool { return strings.EqualFold(h, name) })
	}
	return slices.ContainsFunc(l.around, func(a around) bool { return a.way == way }) ||
		slices.ContainsFunc(l.besides, func(b beside) bool { return b.way == way })
}

// counting is the member that counts: the one that the user names, unless the answers of the
// list have another one and not that. A header field may be named without the word in front.
func (l *list) counting(set, told string) string {
	field := api.HeaderWay + strings.TrimPrefix(set, api.HeaderWay)
	switch {
	case set == "":
		return told
	case l.answers(set):
		return set
	case l.answers(field) || told == field:
		return field
	case told != "" && l.answers(told):
		return told
	case strings.Contains(set, "-"): // which names of members seldom have
		return field
	}
	return set
}

// parameter is the query parameter that tells the lists that come in pages from others, ""
// where their answers do.
func (set setPaging) parameter() string {
	if set.Last != "" {
		return set.Query
	}
	return cmp.Or(set.Page, set.Offset)
}

// learn takes from lists what they say of others.
func (k *known) learn(lists []*list) {
	ways := map[string]int{}
	for _, l := range lists {
		switch p := l.paging; {
		case p.Next != "" && p.Query != "":
			if k.queries[lastName(p.Next)] == "" {
				k.queries[lastName(p.Next)] = p.Query
			}
			ways[p.Next]++
		case p.Next != "" && l.sure:
			k.links[lastName(p.Next)] = true
			ways[p.Next]++
		}
		if l.shown {
			k.items[l.items]++
			if k.shown++; l.items == l.segment() {
				k.named++
			}
		}
	}
	k.next, _ = most(ways)
	k.common, k.commonly = most(k.items)
}

// A known is what guides and other lists say of lists.
type known struct {
	queries         map[string]string // of the members that lead on, by their names in letters
	links           map[string]bool   // members that are known to be links
	items           map[string]int    // members with elements, and how many lists have them
	common          string            // the most frequent one
	commonly, shown int               // lists that have it, and lists with an answer
	named           int               // those whose elements are in a member that the path ends in
	next            string            // the member that leads on in most lists
	says            []said            // of lists
	scope           scope             // which lists these are
	names           []string          // that stand in code
	fields          []field           // header fields of all lists that say something of the pages
	all             bool              // whether a guide speaks of all lists
	page            string            // query parameters that a guide names
	offset          string
	first           int
}

// wayOf is the way that a guide says of a list, which it names.
func (k *known) wayOf(l *list) (way phrases.PagingWay, named bool) {
	way, named = k.scope.ways[l]
	return way, named
}

// saysHeader reports whether a guide says that the header field Link leads on in a list.
func (k *known) saysHeader(l *list) bool { return k.scope.all || k.scope.header[l] }

// token is the query parameter that takes what leads on in most lists, "" where that is a
// number, which may be counted.
func (k *known) token() string {
	q := k.queries[lastName(k.next)]
	switch phrases.PagingParameterOf(q) {
	case phrases.TakesPage, phrases.TakesOffset:
		return ""
	}
	return q
}

// itemsOf is the member that has the elements of a list whose page shows no answer, as
// most others have it: one of the same name, or one that is called as the path ends.
func (k *known) itemsOf(l *list) (string, bool) {
	switch {
	case k.commonly*2 > k.shown:
		return k.common, true
	case k.named*2 > k.shown:
		return l.segment(), true
	}
	return "", false
}

// knows reports whether others tell what a list is answered with whose page shows nothing.
func (k *known) knows(l *list) bool {
	items, ok := k.itemsOf(l)
	return ok && items != ""
}

// guidesTo reads the sections about paging, each with those below it.
func guidesTo(pages []*parser.Page) *known {
	k := &known{queries: map[string]string{}, links: map[string]bool{}, items: map[string]int{}}
	for _, page := range pages {
		for i := 0; i < len(page.Sections); i++ {
			s := page.Sections[i]
			if s.Level == 0 || !phrases.HeadsPaging(s.Heading.Plain) {
				continue
			}
			end := i + 1
			for end < len(page.Sections) && page.Sections[end].Level > s.Level {
				end++
			}
			readGuide(page, page.Sections[i:end]).addTo(k)
			i = end - 1
		}
	}
	return k
}
