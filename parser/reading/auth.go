package reading

// This file tells how calls are authorized: what credential goes where.
//
// Pages show it in many places: the header of a request, a command of curl, a table of
// header fields, the query of a URL, a chapter of its own. Each page has one vote for each
// way that it shows, and what most pages show is how clients authorize their calls. The
// credential itself, which pages show too, is read by nobody.

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// authHabit tells how calls are authorized, unless the user says it, and reports that calls
// need a credential and nothing says which.
func authHabit(pages []*parser.Page, service api.Service, r *report.Reporter) (api.Auth, []api.Habit) {
	v := authVotes{pages: map[api.Credential]int{}, beside: map[string]int{}}
	for _, page := range pages {
		v.read(page)
	}
	auth := api.Auth{Credentials: v.ranked(), Guide: v.guide}
	v.tokenFirst(auth.Credentials)
	auth.With = v.carried(auth)
	if set, ok := authSetting(service); ok {
		auth.None, auth.With = set == api.Credential{}, nil
		others := slices.DeleteFunc(auth.Credentials, func(c api.Credential) bool { return c == set })
		auth.Credentials = append([]api.Credential{set}, others...)
		if auth.None {
			auth.Credentials = nil
			return auth, []api.Habit{{Name: "auth", Text: "none", Set: true}}
		}
		return auth, []api.Habit{{Name: "auth", Text: authText(auth), Set: true}}
	}
	if len(auth.Credentials) == 0 {
		if v.demanded != nil {
			what := "calls need a credential, and no page says which and how it is sent; a bearer token is presumed"
			if v.signed {
				what = "calls are signed, which no client does by itself, and no page says how a token is sent instead; a bearer token is presumed"
			}
			r.Add(v.demanded, v.demandedAt, "convention-unknown", diag.Warning, what,
				"show it in the header of a request, or set auth.scheme, auth.header or auth.query under service:")
			return auth, []api.Habit{{Name: "auth", Text: auth.Default().String()}}
		}
		return auth, nil
	}
	return auth, []api.Habit{{Name: "auth", Text: authText(auth), Pages: v.pages[auth.Default()]}}
}

// authText says in words how calls are authorized.
func authText(auth api.Auth) string {
	text := auth.Default().String()
	var others []string
	for i, c := range auth.Credentials {
		switch {
		case slices.Contains(auth.With, c):
			text += " and " + c.String()
		case i > 0:
			others = append(others, c.String())
		}
	}
	if len(others) > 0 {
		text += " (also " + strings.Join(others, ", ") + ")"
	}
	return text
}

// tokenFirst puts what goes into the header Authorization before a key that requests have
// beside it: it is what changes, and what sources of tokens are for.
func (v *authVotes) tokenFirst(list []api.Credential) {
	at := slices.IndexFunc(list, func(c api.Credential) bool { return c.Scheme != "" })
	if at > 0 && list[0].Header != "" && 2*v.beside[strings.ToLower(list[0].Header)] > v.pages[list[at]] {
		token := list[at]
		copy(list[1:], list[:at])
		list[0] = token
	}
}

// carried lists the credentials that calls carry beside the default one: most pages that show
// the first show both in one request.
func (v *authVotes) carried(auth api.Auth) []api.Credential {
	var list []api.Credential
	first := auth.Default()
	for _, c := range auth.Credentials[min(1, len(auth.Credentials)):] {
		if first.Scheme != "" && c.Header != "" && 2*v.beside[strings.ToLower(c.Header)] > v.pages[first] {
			list = append(list, c)
		}
	}
	return list
}

// authSetting is the credential that the user says; the zero one where calls need none.
func authSetting(service api.Service) (c api.Credential, set bool) {
	if header, ok := service.Text("auth.header"); ok {
		return api.Credential{Header: header}, true
	}
	if query, ok := service.Text("auth.query"); ok {
		return api.Credential{Query: query}, true
	}
	scheme, ok := service.Text("auth.scheme")
	switch strings.ToLower(scheme) {
	case "none":
		return api.Credential{}, ok
	case "bearer", "basic":
		return api.Credential{Scheme: canonicalScheme(scheme)}, ok
	}
	return api.Credential{Scheme: scheme}, ok
}

// authVotes are how many pages show each way to authorize calls.
type authVotes struct {
	pages map[api.Credential]int
	// beside are how many pages show a header field in a request that has the header
	// Authorization too.
	beside map[string]int
	guide  string // the first page that explains it
	// explained are those that are explained, in the order of the pages.
	explained []api.Credential
	// demanded is the first page that says that a credential is needed.
	demanded   *parser.Page
	demandedAt parser.Pos
	signed     bool // what it shows is made for each request anew
}

// mostCredentials bounds the ways that are told: a page may invent any number.
const mostCredentials = 8

// ranked lists what is documented, that of most pages first. What hardly any page shows is
// of a call or two, or a slip, unless it is explained.
func (v *authVotes) ranked() []api.Credential {
	list := slices.SortedFunc(maps.Keys(v.pages), func(a, b api.Credential) int {
		return cmp.Or(cmp.Compare(v.pages[b], v.pages[a]), cmp.Compare(v.place(a), v.place(b)), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.String(), b.String()))
	})
	if len(list) == 0 {
		return nil
	}
	few := v.pages[list[0]] / 50
	list = slices.DeleteFunc(list, func(c api.Credential) bool { return v.pages[c] < few })
	return list[:min(len(list), mostCredentials)]
}

// place is where a credential is explained among others, behind all where it is not.
func (v *authVotes) place(c api.Credential) int {
	if i := slices.Index(v.explained, c); i >= 0 {
		return i
	}
	return len(v.explained)
}

// rank puts what as many pages show into an order: what HTTP itself has for it first.
func rank(c api.Credential) int {
	switch {
	case c.Scheme != "":
		return 0
	case c.Header != "":
		return 1
	}
	return 2
}

// read takes the votes of a page.
func (v *authVotes) read(page *parser.Page) {
	p := authPage{page: page, spoken: map[string]bool{}, beside: map[string]bool{}}
	below, answers := 0, 0 // the levels of the headings of what explains it and of answers, 0 outside
	for _, s := range page.Sections {
		if s.Level <= below {
			below = 0
		}
		if s.Level <= answers {
			answers = 0
		}
		if below == 0 && phrases.HeadsAuth(s.Heading.Plain) {
			below = s.Level
		}
		if answers == 0 && phrases.HeadingOf(s.Heading.Plain) == phrases.Response {
			answers = s.Level
		}
		before := len(p.shown)
		p.section(s, below > 0, answers > 0)
		if below > 0 && len(p.shown) > before {
			v.explained = append(v.explained, p.shown[before:]...)
			v.guide = cmp.Or(v.guide, page.Path)
		}
	}
	for _, c := range p.shown {
		v.pages[c]++
	}
	for name := range p.beside {
		v.beside[name]++
	}
	if p.demand != (parser.Pos{}) && v.demanded == nil {
		v.demanded, v.demandedAt, v.signed = page, p.demand, p.signed
	}
}

// An authPage is what one page shows.
type authPage struct {
	page   *parser.Page
	shown  []api.Credential // each once, in the order of the page
	beside map[string]bool  // header fields in requests with the header Authorization
	spoken map[string]bool  // query parameters that a table calls credentials
	demand parser.Pos
	signed bool // a request is signed there
}

// section reads a section, which explains how calls are authorized where guide is true, and
// is about what comes back where answers is.
func (p *authPage) section(s *parser.Section, guide, answers bool) {
	heading := phrases.HeadingOf(s.Heading.Plain)
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *parser.Code:
			if !parser.IsLanguage(b.TabID) {
				p.code(b, guide)
			}
		case *parser.Table:
			if !answers {
				p.table(b, heading)
			}
		case *parser.List:
			for _, item := range b.Items {
				p.item(item, guide, answers)
			}
		case *parser.Paragraph:
			p.text(b.Text, guide)
		}
	}
}

// code reads the requests that a block shows, and of one that is none, the header fields:
// all of them where they are explained, elsewhere the one that is for nothing else.
func (p *authPage) code(c *parser.Code, guide bool) {
	for _, t := range c.Templates {
		p.query(t.URL)
	}
	if c.Request != nil {
		p.query(c.Request.URL)
		for _, h := range c.Request.Header {
			p.field(h.Name, h.Value, true, h.Pos)
		}
		p.together(c.Request.Header)
	}
	if c.Response != nil && c.Response.Status == http.StatusUnauthorized {
		p.demands(c.Pos)
	}
	if c.Request != nil || c.Response != nil || c.JSON != nil {
		return
	}
	for line := range strings.Lines(c.Text) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if ok && (guide || odata.EqualFold(name, "Authorization")) {
			if guide && isKeyWord(name) && strings.Contains(name, "-") && isFieldName(name) {
				p.show(api.Credential{Header: headerName(name)})
			} else {
				p.field(name, value, true, c.Pos)
			}
		}
	}
}

// together notes what fields a header has beside Authorization.
func (p *authPage) together(header []parser.Field) {
	if !slices.ContainsFunc(header, func(h parser.Field) bool { return odata.EqualFold(h.Name, "Authorization") }) {
		return
	}
	for _, h := range header {
		p.beside[strings.ToLower(h.Name)] = true
	}
}

// query reads the query of a URL.
func (p *authPage) query(url string) {
	_, query, _ := strings.Cut(url, "?")
	for _, q := range api.ParseQuery(query) {
		if phrases.IsKeyParameter(q.Name) || p.spoken[q.Name] {
			p.show(api.Credential{Query: q.Name})
		}
	}
}

// field reads a header field as it is sent, or as a table describes it where sent is false.
func (p *authPage) field(name, value string, sent bool, at parser.Pos) {
	name = strings.TrimSpace(name)
	switch {
	case !isFieldName(name):
	case odata.EqualFold(name, "Authorization"):
		if c, ok := authorization(value, sent); ok {
			p.show(c)
		} else if scheme, rest, _ := cutScheme(strings.TrimSpace(value)); signed(scheme, rest) {
			p.demands(at)
			p.signed = true
		} else if !sent {
			p.demands(at)
		}
	case phrases.IsKeyHeader(name) || !sent && phrases.SpeaksOfKey(value):
		p.show(api.Credential{Header: headerName(name)})
	}
}

// table reads a table of header fields or parameters.
func (p *authPage) table(t *parser.Table, heading phrases.Heading) {
	if len(t.Header) < 2 {
		return
	}
	headers := heading == phrases.RequestHeaders || phrases.HeadsHeaders(t.Header[0].Plain)
	query := heading == phrases.QueryParameters || heading == phrases.URIParameters
	for _, row := range t.Rows {
		name, about := strings.Trim(row[0].Plain, "`* "), rowText(row[1:])
		switch {
		case headers || odata.EqualFold(name, "Authorization"):
			for _, cell := range row[1:] {
				p.field(name, cell.Plain, false, cell.Pos)
			}
		case query && (phrases.IsKeyParameter(name) || isKeyWord(name) && phrases.SpeaksOfKey(about)):
			p.show(api.Credential{Query: name})
			p.spoken[name] = true
		}
	}
}

// item reads an item of a list, which may define a header field.
func (p *authPage) item(t parser.Text, guide, answers bool) {
	name, about, ok := strings.Cut(t.Plain, ":")
	if ok && !answers && (odata.EqualFold(strings.Trim(name, "`* "), "Authorization") || phrases.IsKeyHeader(strings.Trim(name, "`* "))) {
		if c, ok := spanned(t, guide); ok {
			p.show(c)
			return
		}
		p.field(strings.Trim(name, "`* "), about, false, t.Pos)
		return
	}
	p.text(t, guide)
}

// text reads a text: below a heading that says so what it says of credentials, elsewhere
// that one is needed.
func (p *authPage) text(t parser.Text, guide bool) {
	if phrases.DemandsAuth(t.Plain) {
		p.demands(t.Pos)
	}
	if !guide {
		return
	}
	if c, ok := spanned(t, guide); ok {
		p.show(c)
		return
	}
	if scheme := phrases.SchemeIn(t.Plain); scheme != "" {
		p.show(api.Credential{Scheme: scheme})
	}
}

// show notes a credential.
func (p *authPage) show(c api.Credential) {
	if !slices.Contains(p.shown, c) && len(p.shown) < mostCredentials {
		p.shown = append(p.shown, c)
	}
}

// demands notes that the page needs a credential.
func (p *authPage) demands(at parser.Pos) {
	if p.demand == (parser.Pos{}) {
		p.demand = at
	}
}

// spanned is the credential that a text shows in code: `X-Api-Key`, `?api_key=...`,
// `Authorization: Token ...`, `Bearer <token>`. Where it explains how calls are authorized,
// a field of any key is meant.
func spanned(t parser.Text, guide bool) (api.Credential, bool) {
	for _, s := range t.Spans {
		if s.Kind != parser.CodeSpan {
			continue
		}
		text := strings.TrimSpace(t.Plain[s.Start:s.End])
		name, value, ok := strings.Cut(text, ":")
		query, _, _ := strings.Cut(strings.TrimLeft(text, "?&"), "=")
		switch {
		case ok && odata.EqualFold(strings.TrimSpace(name), "Authorization"):
			if c, ok := authorization(value, true); ok {
				return c, true
			}
		case (phrases.IsKeyHeader(name) || guide && isKeyWord(name)) && strings.Contains(name, "-") && isFieldName(name):
			return api.Credential{Header: headerName(name)}, true
		case phrases.IsKeyParameter(query):
			return api.Credential{Query: query}, true
		case strings.Contains(text, " ") && phrases.SchemeIn(text) != "":
			return api.Credential{Scheme: phrases.SchemeIn(text)}, true
		}
	}
	return api.Credential{}, false
}

// authorization reads the value of the header Authorization, or what a table says of it
// where sent is false. What is signed is nothing that a token can be sent as.
func authorization(value string, sent bool) (c api.Credential, ok bool) {
	value = strings.Trim(strings.TrimSpace(value), "`\"' ")
	scheme, rest, parted := cutScheme(value)
	switch {
	case value == "" || signed(scheme, rest):
		return c, false
	case odata.EqualFold(scheme, api.Bearer) || odata.EqualFold(scheme, api.Basic):
		return api.Credential{Scheme: canonicalScheme(scheme)}, true
	case parted && isScheme(scheme) && (sent || isOpen(rest)):
		if name, token, ok := strings.Cut(rest, "="); ok && odata.IsIdentifier(name) && strings.Trim(token, "=") != "" {
			return api.Credential{Scheme: scheme + " " + name + "="}, true
		}
		return api.Credential{Scheme: scheme}, true
	case sent:
		return api.Credential{Header: "Authorization"}, !strings.ContainsAny(strings.Trim(value, "<{>}"), " \t") || isOpen(value)
	}
	scheme = phrases.SchemeIn(value)
	return api.Credential{Scheme: scheme}, scheme != ""
}

// cutScheme cuts a value behind its first word, which a placeholder may follow at once.
func cutScheme(value string) (scheme, rest string, parted bool) {
	i := strings.IndexAny(value, " \t<{\"'")
	if i <= 0 {
		return value, "", false
	}
	return value[:i], strings.Trim(value[i:], " \t\"'+"), true
}

// signed reports whether what stands in the header is made for each request anew.
func signed(scheme, rest string) bool {
	switch strings.ToLower(scheme) {
	case "digest", "negotiate", "ntlm", "hawk", "oauth", "sharedkey", "sharedkeylite", "signature":
		return true
	}
	return strings.Contains(strings.ToUpper(scheme), "HMAC") || strings.Count(rest, "=") > 1 && strings.Contains(rest, ",")
}

// isOpen reports whether a text begins with a placeholder.
func isOpen(s string) bool { return s != "" && strings.IndexByte("<{[$", s[0]) >= 0 }

// isScheme reports whether a word may be the scheme of a credential (RFC 9110, 11.1).
func isScheme(word string) bool {
	return word != "" && len(word) < 32 && isFieldName(word) && !strings.Contains(word, ".")
}

// canonicalScheme is a scheme of HTTP's own in its usual spelling: their case does not
// matter, while services tell others apart by it.
func canonicalScheme(scheme string) string {
	switch {
	case odata.EqualFold(scheme, api.Bearer):
		return api.Bearer
	case odata.EqualFold(scheme, api.Basic):
		return api.Basic
	}
	return scheme
}

// headerName is the name of a header field in the spelling that counts one whatever its
// case is.
func headerName(name string) string {
	if strings.ToUpper(name) == name {
		return name
	}
	return http.CanonicalHeaderKey(name)
}

// isFieldName reports whether a text can be the name of a header field (RFC 9110, 5.1).
func isFieldName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !odata.IsDigit(c) && c != '-' && c != '_' && c != '.' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != ""
}

// isKeyWord reports whether the name of a parameter may be that of a credential, which its
// description has to say.
func isKeyWord(name string) bool {
	low := strings.ToLower(name)
	return low == "key" || low == "token" || low == "auth" || low == "appid" || low == "app_id" ||
		strings.HasSuffix(low, "key") || strings.HasSuffix(low, "token")
}

// rowText joins cells.
func rowText(cells []parser.Text) string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = c.Plain
	}
	return strings.Join(texts, " ")
}
