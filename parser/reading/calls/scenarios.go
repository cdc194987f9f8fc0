package calls

// This file reads "testParams" blocks: lists of scenarios, each of which is the request
// before the block with other values. Every scenario is an exchange of its own, answered
// like that request, so that it becomes a test. It is no evidence of what the call takes
// or returns.
//
// What replaces what is said by keys: {id} is a placeholder of the URL, $.name a member
// of the body, If-Match: a header field, !url and !body the whole of either. API Doctor
// knows scenarios that ask a service for their values first. Nothing here can know these
// values, so that such a scenario has no test, and says why.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/nearest"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// scenarioKeys are the keys of a scenario.
func scenarioKeys() []string {
	return []string{
		"name", "enabled", "method", "request-parameters", "allowed-status-codes", "expectations", "test-setup", "http-request", "canned-request",
		"status-codes-to-retry", "scopes", "apiVersions", "tags",
	}
}

// A scenarioReader reads the scenarios of one page.
type scenarioReader struct {
	d     *Draft
	r     *report.Reporter
	block *parser.Code
	names map[string]bool // of the page's exchanges
	// budget is how many bytes may still be copied.
	budget int
}

// scenarioBytes bounds how much the scenarios of one page copy of its requests and
// responses. Honest pages copy a few thousand bytes.
const scenarioBytes = 8 << 20

// readScenarios reads the scenarios of the page's blocks.
func (d *Draft) readScenarios(r *report.Reporter) {
	s := &scenarioReader{d: d, r: r, names: map[string]bool{}, budget: scenarioBytes}
	for _, p := range d.Exchanges {
		s.names[p.Name] = true
	}
	d.eachCode(func(_ division, c *parser.Code) {
		if !explicit(c) || c.Annotation.BlockType != "testparams" {
			return
		}
		s.block = c
		if c.JSON == nil || c.JSON.Value == nil {
			s.note(c.TextPos, "a testParams block holds a list of scenarios", `write [ { "name": "...", "request-parameters": { } } ]`)
			return
		}
		list := c.JSON.Value.Elements
		if c.JSON.Value.Kind == relaxed.Object {
			list = []*relaxed.Value{c.JSON.Value}
		}
		of := requestBefore(d.Exchanges, c)
		for _, v := range list {
			if len(d.Scenarios) >= MaxPerPage || s.budget < 0 {
				crowded(d.Page, c.Pos, "test scenarios", r)
				return
			}
			s.scenario(v, of)
		}
	})
}

// requestBefore returns the first exchange of the request that a block names, or of the
// last one before the block, nil for none.
func requestBefore(exchanges []*Exchange, c *parser.Code) *Exchange {
	var before *Exchange
	for _, p := range exchanges {
		if slices.Contains(annotationNames(c), p.Name) {
			return p
		}
		if p.Block.Pos.Line < c.Pos.Line && (before == nil || p.Block.Pos.Line > before.Block.Pos.Line) {
			before = p
		}
	}
	return before
}

// note reports something about a block of scenarios.
func (s *scenarioReader) note(pos parser.Pos, message, hint string) {
	s.r.Add(s.d.Page, pos, "test-scenario", diag.Warning, message, hint)
}

// at is where a value or a name of the block stands.
func (s *scenarioReader) at(offset int) parser.Pos { return s.block.JSON.Pos(offset) }

// scenario adds the exchange of one scenario of a request.
func (s *scenarioReader) scenario(v *relaxed.Value, of *Exchange) {
	if v.Kind != relaxed.Object {
		s.note(s.at(v.Offset), "a scenario is a JSON object", `write { "name": "...", "request-parameters": { } }`)
		return
	}
	known := true
	for _, m := range v.Members {
		if !slices.Contains(scenarioKeys(), m.Name) {
			known = false
			s.note(s.at(m.Offset), "a scenario has no key "+report.Quote(m.Name), meant(m.Name, scenarioKeys(), "remove it"))
		}
	}
	if of == nil || of.Several || of.Asked == nil {
		s.note(s.at(v.Offset), "no request stands before this scenario", "put the block behind the request that it has values for, or give it the request's name")
		return
	}
	if v.Get("request-parameters") == nil && v.Get("allowed-status-codes") == nil {
		if known {
			s.note(s.at(v.Offset), "the scenario changes nothing of its request", `add "request-parameters"`)
		}
		return
	}
	block, asked := *of.Block, *of.Asked
	p := *of
	p.Scenario, p.Block, p.Asked = true, &block, &asked
	p.Name = s.free(of.Name + "_" + slug(textOf(v.Get("name"))))
	block.Pos, block.Request = s.at(v.Offset), &asked
	if p.Skipped = s.unplayable(v); p.Skipped == "" {
		list := v.Get("request-parameters")
		if done := s.replaceAll(&p, list); list != nil && !done {
			p.Skipped = "nothing of the scenario's request-parameters is understood"
		}
		p.answerWith(s.allowed(v.Get("allowed-status-codes")), s.d.Exchanges)
	}
	if s.budget -= len(asked.Body.Text); p.Answer != nil && p.Answer.Response != nil {
		s.budget -= len(p.Answer.Response.Body.Text)
	}
	s.d.Scenarios = append(s.d.Scenarios, &p)
}

// unplayable returns why a scenario can make no test, or "".
func (s *scenarioReader) unplayable(v *relaxed.Value) string {
	if e := v.Get("enabled"); e != nil && !strings.EqualFold(e.Text, "true") {
		return "the scenario is not enabled"
	}
	for _, key := range []string{"test-setup", "http-request", "canned-request"} {
		if v.Get(key) != nil {
			return "the scenario takes values from requests to a service (" + key + ")"
		}
	}
	if list := v.Get("request-parameters"); list != nil {
		for _, m := range list.Members {
			if strings.HasPrefix(m.Name, "[") || strings.HasPrefix(m.Name, "#") || m.Name == "!body.base64" ||
				m.Value.Kind == relaxed.String && strings.HasPrefix(m.Value.Text, "[") && strings.HasSuffix(m.Value.Text, "]") {
				return "the scenario takes " + report.Quote(m.Name) + " from a request to a service"
			}
		}
	}
	return ""
}

// replaceAll puts the values of a scenario into its request. It reports whether that has
// come to anything.
func (s *scenarioReader) replaceAll(p *Exchange, list *relaxed.Value) (done bool) {
	if list == nil {
		return false
	}
	if list.Kind != relaxed.Object {
		s.note(s.at(list.Offset), "request-parameters is an object", `write { "$.name": "value" }`)
		return false
	}
	for _, m := range list.Members {
		if s.budget -= len(p.Asked.Body.Text) + len(p.Asked.URL); s.budget < 0 {
			return done
		}
		if wrong, hint := s.replace(p, m); wrong != "" {
			s.note(s.at(m.Offset), wrong, hint)
		} else {
			done = true
		}
	}
	return done
}

// parts is what keys of request-parameters may be.
const parts = "write {placeholder}, $.member, Header:, !url or !body"

// replace puts one value into a request. It returns what is wrong with the key, or "",
// and what to do about it.
func (s *scenarioReader) replace(p *Exchange, m relaxed.Member) (wrong, hint string) {
	q := p.Asked
	switch key := m.Name; {
	case key == "!url":
		q.URL = m.Value.Text
	case key == "!body":
		q.Body = bodyWith(q.Body, m.Value)
	case strings.HasSuffix(key, ":") && len(key) > 1:
		q.Header = withField(q.Header, strings.TrimSuffix(key, ":"), m.Value.Text)
	case strings.HasPrefix(key, "$"):
		return s.replaceMember(p, m)
	case strings.HasPrefix(key, "{") && strings.HasSuffix(key, "}"):
		return s.replacePlaceholder(p, m)
	default:
		return "request-parameters has a key " + report.Quote(key) + " that names no part of a request", parts
	}
	s.reread(p)
	return "", ""
}

// reread reads the URL of a request anew.
func (s *scenarioReader) reread(p *Exchange) {
	p.Path, p.Written = nil, nil
	p.readURL(s.d.Convention, s.d.namespace)
}

// replacePlaceholder puts a value in place of a placeholder: where the URL shows it, or
// where the template has it that the URL is of.
func (s *scenarioReader) replacePlaceholder(p *Exchange, m relaxed.Member) (wrong, hint string) {
	if strings.Contains(p.Asked.URL, m.Name) {
		p.Asked.URL = strings.ReplaceAll(p.Asked.URL, m.Name, m.Value.Text)
		s.reread(p)
		return "", ""
	}
	var known []string
	for _, v := range s.d.Templates {
		values, ok := api.Bind(v.Path, p.Path)
		if v.Method != p.Asked.Method || !ok {
			continue
		}
		for i, hole := range v.Path.Holes() {
			name := hole.Placeholder
			if known = append(known, "{"+name+"}"); "{"+name+"}" != m.Name || i >= len(values) {
				continue
			}
			values[i] = m.Value.Text
			path, query := v.Path.RenderArgs(values), ""
			if p.Query != "" {
				query = "?" + p.Query
			}
			p.Asked.URL = p.Base + path + query
			s.reread(p)
			return "", ""
		}
		break
	}
	return "the URL has no placeholder " + report.Quote(m.Name), meant(m.Name, known, parts)
}

// replaceMember puts a value into the JSON of a body, at a path such as $.owner.name or
// $.lines[0].price. The last name may be new, unless it is much like one that is there.
func (s *scenarioReader) replaceMember(p *Exchange, m relaxed.Member) (wrong, hint string) {
	body := p.Asked.Body.JSON
	if body == nil || body.Value == nil {
		return "the request has no JSON body for " + report.Quote(m.Name), parts
	}
	steps, ok := jsonPath(m.Name)
	if !ok {
		return report.Quote(m.Name) + " is no path into JSON", "write $.member, $.member.member or $.member[0]"
	}
	value, missing, siblings := replaced(body.Value, steps, m.Value)
	if value == nil {
		return "the request body has no " + report.Quote(missing) + " at " + report.Quote(m.Name), meant(missing, siblings, "correct the path, or leave it out")
	}
	copied := *body
	copied.Value = value
	p.Asked.Body.JSON, p.Asked.Body.Text = &copied, string(value.Append(nil))
	return "", ""
}

// jsonPath reads $.a.b[0].c as the steps a, b, 0, c.
func jsonPath(text string) (steps []string, ok bool) {
	rest, _ := strings.CutPrefix(text, "$")
	rest = strings.ReplaceAll(strings.ReplaceAll(rest, "[", "."), "]", "")
	if !strings.HasPrefix(rest, ".") {
		return nil, false
	}
	steps = strings.Split(rest[1:], ".")
	const deep = 32
	return steps, len(steps) <= deep && !slices.Contains(steps, "")
}

// replaced returns v with a value at a path, as far as it is changed in new memory. It
// returns nil where there is no such place, with the step that leads nowhere and the names
// that are there.
func replaced(v *relaxed.Value, steps []string, value *relaxed.Value) (changed *relaxed.Value, missing string, siblings []string) {
	if len(steps) == 0 {
		out := *value
		if out.Offset = v.Offset; value.Kind == relaxed.String && (v.Kind == relaxed.Number && isNumber(value.Text) || v.Kind == relaxed.Bool && isFlag(value.Text)) {
			out.Kind = v.Kind // scenarios may write all values as strings
		}
		return &out, "", nil
	}
	out := *v
	if i, err := strconv.Atoi(steps[0]); v.Kind == relaxed.Array && err == nil && i >= 0 && i < len(v.Elements) {
		inner, missing, names := replaced(v.Elements[i], steps[1:], value)
		if inner == nil {
			return nil, missing, names
		}
		out.Elements = slices.Clone(v.Elements)
		out.Elements[i] = inner
		return &out, "", nil
	}
	if v.Kind != relaxed.Object {
		return nil, steps[0], nil
	}
	out.Members = slices.Clone(v.Members)
	for i, m := range v.Members {
		siblings = append(siblings, m.Name)
		if m.Name != steps[0] {
			continue
		}
		inner, missing, names := replaced(m.Value, steps[1:], value)
		if inner == nil {
			return nil, missing, names
		}
		out.Members[i].Value = inner
		return &out, "", nil
	}
	if len(steps) > 1 || nearest.Word(steps[0], siblings) != "" {
		return nil, steps[0], siblings
	}
	added := *value
	added.Offset = v.Offset
	out.Members = append(out.Members, relaxed.Member{Name: steps[0], Offset: v.Offset, Value: &added})
	return &out, "", nil
}

// isNumber reports whether a text is a number of JSON.
func isNumber(text string) bool {
	v, notes, err := relaxed.ParseString(text)
	return err == nil && len(notes) == 0 && v.Kind == relaxed.Number
}

func isFlag(text string) bool { return text == "true" || text == "false" }

// bodyWith returns a body with another content: the text of a string, or JSON.
func bodyWith(body parser.Body, v *relaxed.Value) parser.Body {
	text := v.Text
	if v.Kind == relaxed.Object || v.Kind == relaxed.Array {
		text = string(v.Append(nil))
	} else if read, _, err := relaxed.ParseString(text); err == nil && (read.Kind == relaxed.Object || read.Kind == relaxed.Array) {
		v = read
	}
	out := parser.Body{Pos: body.Pos, Text: text}
	if v.Kind == relaxed.Object || v.Kind == relaxed.Array {
		out.JSON = &parser.JSON{Value: v}
	}
	return out
}

// withField returns header fields with one that is new or has another value.
func withField(header []parser.Field, name, value string) []parser.Field {
	out := slices.Clone(header)
	for i := range out {
		if strings.EqualFold(out[i].Name, name) {
			out[i].Value = value
			return out
		}
	}
	return append(out, parser.Field{Name: name, Value: value})
}

// allowed reads the statuses that a scenario may end with.
func (s *scenarioReader) allowed(v *relaxed.Value) []int {
	if v == nil {
		return nil
	}
	var list []int
	for _, e := range v.Elements {
		if n, err := strconv.Atoi(e.Text); err == nil && n >= 100 && n <= 599 {
			list = append(list, n)
		}
	}
	if v.Kind != relaxed.Array || len(list) < len(v.Elements) {
		s.note(s.at(v.Offset), "allowed-status-codes is a list of HTTP statuses", "write [200, 201]")
	}
	return list
}

// answerWith gives a scenario the response of an allowed status: its own request's, that
// of another example of the request, else one with the first of the statuses. What does
// not succeed shows no body then.
func (p *Exchange) answerWith(allowed []int, exchanges []*Exchange) {
	if p.Answer == nil || p.Answer.Response == nil || len(allowed) == 0 || slices.Contains(allowed, p.Answer.Response.Status) {
		return
	}
	for _, other := range exchanges {
		if other.Block.TextPos == p.Block.TextPos && other.Answer != nil && other.Answer.Response != nil && slices.Contains(allowed, other.Answer.Response.Status) {
			p.Answer = other.Answer
			return
		}
	}
	block, response := *p.Answer, *p.Answer.Response
	if response.Status = allowed[0]; response.Status >= 300 || response.Status == 204 {
		response.Body = parser.Body{Pos: response.Body.Pos}
	}
	block.Response, p.Answer = &response, &block
}

// meant is a hint at the word that was probably meant, or another one.
func meant(word string, known []string, otherwise string) string {
	if near := nearest.Word(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

// textOf returns the text of a string, or "".
func textOf(v *relaxed.Value) string {
	if v == nil || v.Kind != relaxed.String {
		return ""
	}
	return v.Text
}

// slug returns the words of a name with underscores between them.
func slug(name string) string {
	const long = 60
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	text := strings.Join(words, "_")
	if text == "" {
		text = "scenario"
	}
	return text[:min(len(text), long)]
}

// free returns name, or name with a number where an exchange is called so already.
func (s *scenarioReader) free(name string) string {
	free := name
	for n := 2; s.names[free]; n++ {
		free = fmt.Sprintf("%s_%d", name, n)
	}
	s.names[free] = true
	return free
}
