package reading

// This file tells of one list how its pages hang together: from what its answers have
// around the elements, from the query parameters that its page lists, from header fields.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A list is an operation that returns several elements.
type list struct {
	o          *resolve.Operation
	items      string // the member that has the elements, "" for an array alone
	array      bool
	dotted     bool // whether items is a name that has a dot in it
	shown      bool // whether the page shows an answer
	around     []around
	element    *relaxed.Value // one of them, nil where none is shown
	typ        *api.Type      // of the elements, nil for no object
	header     bool           // whether an answer has the header field Link
	headers    []string       // of its answers
	fields     []field        // those that say something of the pages
	besides    []beside
	names      []string          // that stand in code in what the page says of pages
	said       phrases.PagingWay // as the page says
	whole      bool              // whether the page says that there are no pages
	parameters []parameter
	odata      string // the member of OData that leads on, "" for none

	paging api.Paging
	sure   bool // whether what leads on is known to be a link or a token
	own    bool // whether it is the page of the list itself that tells it
	// undecided is the member that leads on in a way that is not known. sign is what says
	// that there are more pages, and unsure the key that settles how they are asked for.
	undecided, sign, unsure string
}

// A parameter is a query parameter of a list.
type parameter struct{ name, about string }

// listsOf gathers the lists among operations. Only what GET asks for comes in pages.
func listsOf(operations []*resolve.Operation, c *types.Catalog) []*list {
	var lists []*list
	for _, o := range operations {
		first := o.FirstTemplate()
		if first == nil || first.Method != "GET" || !o.Op.Response.Collection || o.Op.Response.Name == "" {
			continue
		}
		switch o.Op.Kind {
		case api.KindList, api.KindFunction, api.KindGet:
			lists = append(lists, newList(o, first, c))
		}
	}
	return lists
}

func newList(o *resolve.Operation, first *calls.Template, c *types.Catalog) *list {
	l := &list{o: o, items: o.Op.Response.Wrapper, typ: c.Find(o.Op.Response.Name)}
	for _, p := range o.Op.In(api.InQuery) {
		l.parameters = append(l.parameters, parameter{p.Name, p.Description})
	}
	l.inQuery(first.Query)
	for _, x := range o.Exchanges {
		if x.Unrelated || x.Answer == nil || x.Answer.Response != nil && x.Answer.Response.Status >= 300 {
			continue
		}
		l.inQuery(x.Query)
		if x.Answer.Response != nil && slices.ContainsFunc(x.Answer.Response.Header, leadsOn) {
			l.header = true
		}
		if x.Answer.Response != nil {
			for _, f := range x.Answer.Response.Header {
				l.headers = append(l.headers, f.Name)
				l.field(f.Name, "header")
			}
		}
		l.read(calls.BodyOf(x.Answer))
		l.readBesides(calls.BodyOf(x.Answer), x.Query)
	}
	if _, body, _ := o.Success(); !l.shown {
		l.read(body)
		l.readBesides(body, "")
	}
	for _, table := range o.Answers {
		l.readTable(table)
	}
	l.readOwn()
	for i := 0; i < len(l.around); i++ {
		if l.around[i].way == c.Convention.NextLink {
			l.odata = c.Convention.NextLink
		}
	}
	return l
}

// inQuery notes the parameters that a query has.
func (l *list) inQuery(query string) {
	for _, q := range api.ParseQuery(query) {
		if name := strings.TrimSpace(q.Name); !l.has(name) {
			l.parameters = append(l.parameters, parameter{name: name})
		}
	}
}

// segment is the name that the path of a list ends in.
func (l *list) segment() string {
	if last := l.o.FirstTemplate().Path.Last(); last.Kind == api.Static {
		return last.Name
	}
	return ""
}

// has reports whether a list has a query parameter.
func (l *list) has(name string) bool {
	return slices.ContainsFunc(l.parameters, func(p parameter) bool { return p.name == name })
}

// tell tells how the pages of a list hang together.
func (l *list) tell(k *known) {
	p := api.Paging{Items: l.items}
	l.sign, l.unsure, l.undecided, l.sure, l.own = "", "", "", false, true
	p.Total = l.saying(phrases.CountsAll, relaxed.Number, relaxed.String)
	p.Pages = l.saying(phrases.CountsPages, relaxed.Number, relaxed.String)
	p.More = l.saying(phrases.SaysMore, relaxed.Bool)
	l.byFields(&p, k)
	lead := l.lead()
	way, named := l.said, false
	if way == phrases.NoPagingWay {
		way, named = k.wayOf(l)
	}
	switch {
	case l.odata != "":
		p = api.Paging{}
	case l.header:
		p.LinkHeader = true
	case lead != nil:
		l.byMember(&p, lead, k)
	case l.connects(&p, k):
	case p.Next != "": // a header field
	case way == phrases.ByHeaderField:
		p.LinkHeader, l.own = true, !named
	case way == phrases.ByPageNumber && l.byNumber(&p, k, phrases.TakesPage), way == phrases.ByOffset && l.byNumber(&p, k, phrases.TakesOffset):
	case l.whole:
	case l.counts(p) && l.byNumber(&p, k, phrases.TakesPage, phrases.TakesOffset):
	case l.byOthers(&p, k):
		l.own = false
	case l.byElement(&p):
	case l.byNumber(&p, k, phrases.TakesPage, phrases.TakesOffset):
	case p.More != "":
		l.sign, l.unsure = p.More, "page"
	case l.unsure == "" && l.goesOn(p.Pages):
		l.sign, l.unsure = p.Pages, "page"
	case l.unsure == "":
		l.saysPaged()
	}
	l.finish(p, k)
}

// byOthers tells by a guide for all lists, or by what other lists do.
func (l *list) byOthers(p *api.Paging, k *known) bool {
	switch {
	case k.next != "" && !l.array && (l.has(k.token()) || !l.shown && k.knows(l)):
		p.Next, p.Query = k.next, k.queries[lastName(k.next)]
	case l.saysHeader(), k.saysHeader(l) && (l.shown || k.all):
		p.LinkHeader = true
	default:
		return false
	}
	return true
}

// counts reports whether the page of a list has both halves of counting: a query parameter
// that takes a number, and answers that count.
func (l *list) counts(p api.Paging) bool {
	return (p.Pages != "" || p.Total != "") && slices.ContainsFunc(l.parameters, func(q parameter) bool {
		says := phrases.PagingParameterOf(q.name)
		return says == phrases.TakesPage || says == phrases.TakesOffset
	})
}

// connects tells by a member that goes into a query parameter.
func (l *list) connects(p *api.Paging, k *known) bool {
	way, query := l.connect(k)
	if way == "" {
		return false
	}
	p.Next, p.Query, l.sure = way, query, true
	return true
}

// byFields takes what header fields have, where members have nothing of that.
func (l *list) byFields(p *api.Paging, k *known) {
	for _, f := range slices.Concat(l.fields, k.fields) {
		way := api.HeaderWay + f.name
		switch {
		case f.says == phrases.CountsAll && p.Total == "":
			p.Total = way
		case f.says == phrases.CountsPages && p.Pages == "":
			p.Pages = way
		case f.says == phrases.SaysMore && p.More == "":
			p.More = way
		case f.says == phrases.LinksNext && p.Next == "":
			p.Next, l.sure = way, true
		case f.says == phrases.TokenNext, f.says == phrases.LeadsNext:
			if q := l.queryOf(f.name, k); q != "" && p.Next == "" {
				p.Next, p.Query, l.sure = way, q, true
			}
		}
	}
}

// goesOn reports whether a shown answer counts more pages than one.
func (l *list) goesOn(pages string) bool {
	return pages != "" && slices.ContainsFunc(l.around, func(a around) bool {
		n, err := strconv.Atoi(a.value.Text)
		return a.way == pages && err == nil && n > 1
	})
}

// finish notes how the pages of a list hang together.
func (l *list) finish(p api.Paging, k *known) {
	if l.dotted {
		p = api.Paging{} // a way with dots leads into other members
	}
	if items, ok := k.itemsOf(l); p.Leads() && !l.shown && ok {
		p.Items = items
	}
	l.paging = p
}

// saying is the member of an answer that says something about pages, by a value of one of
// several kinds.
func (l *list) saying(what phrases.PagingMember, kinds ...relaxed.Kind) string {
	for _, a := range l.around {
		if a.says == what && slices.Contains(kinds, a.value.Kind) {
			return a.way
		}
	}
	return ""
}

// lead is the member that leads to the next page, nil for none: a link before a value that
// is to be sent back, which takes more to be understood.
func (l *list) lead() *around {
	var found *around
	for i := range l.around {
		a := &l.around[i]
		switch a.says {
		case phrases.LinksNext, phrases.TokenNext, phrases.LeadsNext:
			if found == nil || !isLink(found.value) && isLink(a.value) {
				found = a
			}
		}
	}
	return found
}

// byMember tells by a member that leads on whether it is a link or is sent back, and in
// which query parameter.
func (l *list) byMember(p *api.Paging, lead *around, k *known) {
	p.Next = lead.way
	name := lastName(lead.way)
	if isLink(lead.value) || lead.says == phrases.LinksNext || lead.link {
		l.sure = true
		return
	}
	p.Query = l.queryOf(lead.way, k)
	token := lead.says == phrases.TokenNext || lead.value.Kind == relaxed.Number && lead.value.Text != "" || lead.value.Kind == relaxed.String && lead.value.Text != ""
	switch {
	case !token && k.links[name]:
		p.Query, l.sure = "", true
	case p.Query != "":
		l.sure = true
	case token:
		l.sign, l.unsure, l.undecided, p.Next = lead.way, "query", lead.way, ""
	}
}

// queryOf is the query parameter that takes what a member has: one that is described so,
// or called so, or the only one that can.
func (l *list) queryOf(way string, k *known) string {
	last := lastPart(way)
	for _, p := range l.parameters {
		if mentions(p.about, last) || mentions(p.about, way) {
			return p.name
		}
	}
	names := make([]string, 0, len(l.parameters))
	for _, p := range l.parameters {
		if says := phrases.PagingParameterOf(p.name); says == phrases.NoPagingParameter && phrases.PagingParameterIn(p.about) == phrases.TakesToken {
			return p.name
		}
		names = append(names, p.name)
	}
	if q := queryFor(way, names); q != "" {
		return q
	}
	return k.queries[lastName(way)]
}

// queryFor is the query parameter, of several by their names, that takes what a member has.
func queryFor(way string, names []string) string {
	name := lastName(way)
	stem := strings.TrimPrefix(name, "next")
	for _, want := range []string{stem, name} {
		for _, p := range names {
			if lastName(p) == want && want != "" {
				return p
			}
		}
	}
	for _, kind := range []phrases.PagingParameter{phrases.TakesToken, phrases.TakesElement, phrases.TakesPage} {
		found := slices.DeleteFunc(slices.Clone(names), func(p string) bool { return phrases.PagingParameterOf(p) != kind })
		if len(found) == 1 && (kind != phrases.TakesPage || stem == "") {
			return found[0]
		}
	}
	return ""
}

// saysHeader reports whether the page says of a parameter of the list that the header field
// Link is there for it.
func (l *list) saysHeader() bool {
	return slices.ContainsFunc(l.parameters, func(p parameter) bool { return phrases.SaysLinkHeader(p.about) })
}

// saysPaged notes that the page calls the list paginated and says nothing else of it.
func (l *list) saysPaged() {
	for _, t := range l.proseOf() {
		for _, s := range sentencesOf(t.Plain) {
			if phrases.SaysPaginated(t.Plain[s[0]:s[1]]) == "" {
				continue
			}
			if l.sign, l.unsure = strings.TrimSpace(t.Plain[s[0]:s[1]]), "next"; l.array {
				l.unsure = "link-header"
			}
			return
		}
	}
}

// byElement tells whether a query parameter takes a property of the last element.
func (l *list) byElement(p *api.Paging) bool {
	for _, q := range l.parameters {
		says, about := phrases.PagingParameterOf(q.name), phrases.PagingParameterIn(q.about)
		if says != phrases.TakesElement && (says != phrases.NoPagingParameter || about != phrases.TakesElement) {
			continue
		}
		if p.More == "" && about != phrases.TakesElement && !mentions(q.about, "id") {
			continue // perhaps a date
		}
		if p.Last = l.keyIn(q.about); p.Last != "" {
			p.Query = q.name
			return true
		}
		l.sign, l.unsure = q.name, "last"
	}
	return false
}

// keyIn is the property of an element that the description of a parameter speaks of: one
// that it names, or else the one that elements are known by. It is "" for none.
func (l *list) keyIn(about string) string {
	if l.element != nil {
		for _, m := range l.element.Members {
			several := strings.ToLower(m.Name) != m.Name || strings.Contains(m.Name, "_") // words: no word of the sentence
			if several && m.Value.Kind != relaxed.Object && m.Value.Kind != relaxed.Array && mentions(about, m.Name) {
				return m.Name
			}
		}
		if l.element.Get("id") != nil {
			return "id"
		}
		return ""
	}
	if p := l.typ.Property("id"); p != nil && !p.Collection {
		return p.Name
	}
	return ""
}

// byNumber tells whether a query parameter counts pages or elements.
func (l *list) byNumber(p *api.Paging, k *known, kinds ...phrases.PagingParameter) bool {
	for _, kind := range kinds {
		for _, q := range l.parameters {
			says := phrases.PagingParameterOf(q.name)
			if says == phrases.NoPagingParameter && q.about != "" {
				says = phrases.PagingParameterIn(q.about)
			}
			if says != kind {
				continue
			}
			l.count(p, q.name, kind == phrases.TakesPage)
			if n, ok := phrases.FirstNumber(q.about); ok {
				p.First = n
			} else if k.page == q.name || k.offset == q.name {
				p.First = k.first
			}
			return true
		}
	}
	counts := p.Pages != "" || p.Total != "" || p.More != ""
	if !counts && !k.all || !l.shown {
		return false
	}
	l.own = false
	switch {
	case k.page != "" && slices.Contains(kinds, phrases.TakesPage):
		l.count(p, k.page, true)
	case k.offset != "" && slices.Contains(kinds, phrases.TakesOffset):
		l.count(p, k.offset, false)
	default:
		return false
	}
	p.First = k.first
	return true
}

// count notes a parameter that counts, and where its counting begins: an answer that is the
// first page says its number.
func (l *list) count(p *api.Paging, parameter string, pages bool) {
	if pages {
		p.Page, p.First = parameter, 1
	} else {
		p.Offset = parameter
	}
	for _, a := range l.around {
		if lastName(a.way) == lastName(parameter) && a.value.Kind == relaxed.Number {
			if pages && a.value.Text == "0" {
				p.First = 0
			} else if !pages && a.value.Text == "1" {
				p.First = 1
			}
		}
	}
}
