package rest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// misfitTests are events with values that do not fit. Each is read, told, and sent back as it
// came.
var misfitTests = map[string]struct {
	doc  string
	want []string // the misfits
	is   func(*Event) bool
}{
	"nothing odd": {`{"subject":"a","extra":"\ud83d\ude00"}`, nil, func(e *Event) bool { return e.Subject.Value() == "a" }},
	"empty date": {`{"createdDateTime":"","subject":"a"}`, []string{`createdDateTime: "" is no rest.DateTimeOffset`},
		func(e *Event) bool { return !e.CreatedDateTime.IsSet() && e.Subject.Value() == "a" }},
	"number for an enumeration": {`{"importance":3,"sensitivity":"b"}`, []string{`importance: 3 is no rest_test.Importance`},
		func(e *Event) bool { return e.Importance.IsZero() && e.Sensitivity.Value() == "b" }},
	"integer out of range": {`{"reminderMinutesBeforeStart":2147483648,"isAllDay":true}`, []string{`reminderMinutesBeforeStart: 2147483648 is no int32`},
		func(e *Event) bool { return e.ReminderMinutes.IsZero() && e.IsAllDay.Value() }},
	"list for an object": {`{"start":[],"end":{"timeZone":"UTC"}}`, []string{`start: [] is no rest_test.DateTimeTimeZone`},
		func(e *Event) bool { return e.Start == nil && e.End.TimeZone.Value() == "UTC" }},
	"object for a list": {`{"attendees":{"a":{"b":"]}"}},"end":{}}`, []string{`attendees: {"a":{"b":"]}"}} is no []*rest_test.Attendee`},
		func(e *Event) bool { return e.Attendees == nil && e.End != nil }},
	"text for a list": {`{"categories":"red","subject":"a"}`, []string{`categories: "red" is no []string`},
		func(e *Event) bool { return e.Categories == nil && e.Subject.Value() == "a" }},
	"further in": {`{"start":{"dateTime":1,"timeZone":"UTC"}}`, []string{`start.dateTime: 1 is no string`},
		func(e *Event) bool { return e.Start.TimeZone.Value() == "UTC" }},
	"in an element": {`{"attendees":[{},{"emailAddress":{"name":"Ann","address":true}}]}`, []string{`attendees[1].emailAddress.address: true is no string`},
		func(e *Event) bool { return e.Attendees[1].EmailAddress.Name.Value() == "Ann" }},
	"an element": {`{"attendees":[{"type":"a"},"x",[1,2],{"type":"b"}]}`, []string{`attendees[1]: "x" is no rest_test.Attendee`, `attendees[2]: [1,2] is no rest_test.Attendee`},
		func(e *Event) bool { return len(e.Attendees) == 4 && e.Attendees[3].Type.Value() == "b" }},
	"an element of a simple list": {`{"categories":["red",5,{}]}`, []string{`categories[1]: 5 is no string`, `categories[2]: {} is no string`},
		func(e *Event) bool { return e.Categories == nil }},
	"half a surrogate pair": {`{"bodyPreview":"cut \ud83d","subject":"a"}`, []string{`bodyPreview: "cut \ud83d" is no string in UTF-8`},
		func(e *Event) bool { return e.BodyPreview.Value() == "cut \uFFFD" && e.Subject.Value() == "a" }},
	"no UTF-8": {"{\"bodyPreview\":\"a\xffb\",\"subject\":\"a\"}", []string{"bodyPreview: \"a\uFFFDb\" is no string in UTF-8"},
		func(e *Event) bool { return e.BodyPreview.Value() == "a\uFFFDb" }},
	"no UTF-8 for a date":    {"{\"createdDateTime\":\"\xff\"}", []string{"createdDateTime: \"\uFFFD\" is no rest.DateTimeOffset"}, nil},
	"no UTF-8 where unknown": {"{\"what\":[\"\xff\",\"\\ud83d\"],\"data\":\"\xff\"}", nil, nil},
	"a member twice": {`{"subject":"Lunch","start":{"timeZone":"UTC"},"subject":"Dinner","start":{}}`, []string{`subject: "Dinner" is no member that comes once`, `start: {} is no member that comes once`},
		func(e *Event) bool { return e.Subject.Value() == "Dinner" && e.Start.TimeZone.IsZero() }},
	"a member twice, then a misfit": {`{"subject":"Lunch","subject":5}`, []string{`subject: 5 is no member that comes once`, `subject: 5 is no string`},
		func(e *Event) bool { return e.Subject.IsZero() }},
	"a misfit, then a member": {`{"subject":5,"subject":"Dinner"}`, []string{`subject: 5 is no string`, `subject: "Dinner" is no member that comes once`},
		func(e *Event) bool { return e.Subject.Value() == "Dinner" && len(e.Extra) == 0 }},
	"an unknown member twice":     {`{"what":1,"what":2}`, []string{`what: 2 is no member that comes once`}, nil},
	"a member twice in any JSON":  {`{"data":{"a":1,"a":2},"what":{"a":1,"a":2}}`, nil, nil},
	"a null that cannot be":       {`{"start":null,"attendees":[null],"categories":["a",null]}`, nil, nil},
	"a name with blanks, twice":   {`{"what":1,"odd name":1,"odd name":2}`, []string{`["odd name"]: 2 is no member that comes once`}, nil},
	"several in one":              {`{"id":1,"subject":2,"isAllDay":"maybe","attendees":[5]}`, []string{`id: 1 is no string`, `subject: 2 is no string`, `isAllDay: "maybe" is no bool`, `attendees[0]: 5 is no rest_test.Attendee`}, nil},
	"white space around a misfit": {"{ \"start\" : [ 1 , 2 ] , \"subject\" : \"a\" }", []string{`start: [ 1 , 2 ] is no rest_test.DateTimeTimeZone`}, func(e *Event) bool { return e.Subject.Value() == "a" }},
}

func TestMisfits(t *testing.T) {
	for name, tt := range misfitTests {
		var told []string
		hook := rest.OnMisfit(func(_ context.Context, m rest.Misfit) { told = append(told, m.String()) })
		var sent string
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == "POST" {
				sent = body(t, r)
			}
			reply(w, 200, tt.doc)
		}, hook)
		var e Event
		if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &e); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(tt.want, told); diff != "" {
			t.Errorf("%s: misfits (-want +got):\n%s", name, diff)
		}
		if tt.is != nil && !tt.is(&e) {
			t.Errorf("%s: %+v", name, e)
		}
		if err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x", Body: &e}, nil); err != nil {
			t.Errorf("%s: sending it back: %v", name, err)
		}
		if want := canonical(t, tt.doc); canonical(t, sent) != want && !strings.Contains(name, "twice") && !strings.Contains(name, "then a member") {
			t.Errorf("%s: sent back is\n%s, want\n%s", name, canonical(t, sent), want)
		}
		text, err := json.Marshal(&e, jsontext.AllowDuplicateNames(true))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var again Event
		if err := json.Unmarshal(text, &again); err != nil && !strings.Contains(name, "twice") {
			t.Errorf("%s: decoding %s again: %v", name, text, err)
		}

		c, _ = serve(t, answer(200, tt.doc), rest.Strict())
		err = c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &e)
		if strict := len(tt.want) == 0 && !strings.Contains(name, "UTF-8") && !strings.Contains(name, "twice"); (err == nil) != strict {
			t.Errorf("%s: strictly, the error is %v", name, err)
		}
	}
}

// body is what was sent.
func body(t *testing.T, r *http.Request) string {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

// canonical is a text with its members in order. Texts stay as they are written.
func canonical(t *testing.T, text string) string {
	v := jsontext.Value(text)
	if err := v.Canonicalize(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true), jsontext.PreserveRawStrings(true)); err != nil {
		t.Errorf("%q: %v", text, err)
	}
	return string(v)
}

// What another thing altogether is stays an error: a page without elements, an answer that
// is no object.
func TestMisfitsAtTheTop(t *testing.T) {
	page := func() any { return new(rest.Page[*Event]) }
	for _, tt := range []struct {
		doc  string
		out  func() any
		want string // the error, or the misfits
	}{
		{`[]`, func() any { return new(Event) }, "error: Event"},
		{`"x"`, func() any { return new(Event) }, "error: Event"},
		{`{"value":"x"}`, page, "error: /value"},
		{`{"value":{}}`, page, "error: /value"},
		{`{"value":[],"@odata.nextLink":5}`, page, "error: /@odata.nextLink"},
		{`{"value":[],"value":[{}]}`, page, "error: duplicate"},
		{`{"value":[{}],"@odata.nextLink":"https://example.com","@odata.nextLink":""}`, page, "error: duplicate"},
		{`{"value":[{},5],"@odata.count":"many"}`, page, `value[1]: 5 is no rest_test.Event; @odata.count: "many" is no int64`},
		{`{"value":[{},{},{},{"start":{"dateTime":5}}]}`, page, `value[3].start.dateTime: 5 is no string`},
		{`{"value":["a",5]}`, func() any { return new(rest.Page[string]) }, `value[1]: 5 is no string`},
		{`{"value":[1,"x",3]}`, func() any { return new(rest.Page[int32]) }, `value[1]: "x" is no int32`},
		{`["a",5]`, func() any { return new([]string) }, `[1]: 5 is no string`},
		{`[{"id":5}]`, func() any { return new([]*Event) }, `[0].id: 5 is no string`},
		{`{"value":{"id":5}}`, func() any { return rest.Wrapped("value", new(Event)) }, `value.id: 5 is no string`},
		{`{"value":5}`, func() any { return rest.Wrapped("value", new(Event)) }, `error: /value`},
		{`{"a":["x",5],"b":["y"]}`, func() any { return new(map[string][]string) }, `a[1]: 5 is no string`},
		{"{\"a\":\"x\",\"a\":\"\xff\"}", func() any { return new(map[string]string) }, "a: \"\uFFFD\" is no member that comes once; a: \"\uFFFD\" is no string in UTF-8"},
		{`{"id":"x"`, func() any { return new(Event) }, "error: unexpected EOF"},
	} {
		var told []string
		c, _ := serve(t, answer(200, tt.doc), rest.OnMisfit(func(_ context.Context, m rest.Misfit) { told = append(told, m.String()) }))
		err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, tt.out())
		if want, fails := strings.CutPrefix(tt.want, "error: "); fails {
			if err == nil || !strings.Contains(err.Error(), want) || told != nil {
				t.Errorf("%s: %v, %q; want an error with %q", tt.doc, err, told, want)
			}
		} else if got := strings.Join(told, "; "); err != nil || got != tt.want {
			t.Errorf("%s: %v, %q; want %q", tt.doc, err, got, tt.want)
		}
	}
}

// A walk over pages goes on where one element is odd, and simple elements are zero there.
func TestMisfitsInPages(t *testing.T) {
	var told []string
	hook := rest.OnMisfit(func(_ context.Context, m rest.Misfit) { told = append(told, m.String()) })
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("p") {
			reply(w, 200, `{"value":["c",{},"d"]}`)
			return
		}
		reply(w, 200, `{"value":["a"],"@odata.nextLink":"http://`+r.Host+`/v1.0/x?p=2"}`)
	}, hook)
	var all []string
	for s, err := range rest.All[string](t.Context(), c, rest.Request{Method: "GET", Path: "/x"}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if diff := cmp.Diff([]string{"a", "c", "", "d"}, all); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"value[1]: {} is no string"}, told); diff != "" {
		t.Error(diff)
	}

	told = nil
	c, _ = serve(t, answer(200, `{"data":{"items":["a",5],"x":1,"x":2}}`), hook)
	p, err := rest.List[string](t.Context(), c, rest.Request{Method: "GET", Path: "/x", Paging: &rest.Paging{Items: "data.items"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", ""}, p.Value); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"data.items[1]: 5 is no string", "data.x: 2 is no member that comes once"}, told); diff != "" {
		t.Error(diff)
	}
}

// What stands where an object should be is sent as it came, unless the caller makes an
// object of it.
func TestMisfitOfAnElement(t *testing.T) {
	var e Event
	if err := json.Unmarshal([]byte(`{"attendees":["x",7]}`), &e); err != nil {
		t.Fatal(err)
	}
	e.Attendees[1].Type = rest.Some(Importance("required"))
	if text, err := json.Marshal(&e); err != nil || string(text) != `{"attendees":["x",{"type":"required"}]}` {
		t.Errorf("%s, %v", text, err)
	}
}

// A value that does not fit is replaced by one that is set.
func TestMisfitIsReplaced(t *testing.T) {
	c, _ := serve(t, answer(200, `{"subject":"cut \ud83d","start":[]}`))
	var e Event
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &e); err != nil {
		t.Fatal(err)
	}
	e.Subject, e.Start = rest.Some("whole"), &DateTimeTimeZone{}
	if text, err := json.Marshal(&e); err != nil || string(text) != `{"subject":"whole","start":{}}` {
		t.Errorf("%s, %v", text, err)
	}
}

// As takes an object for what it says that it is, and one that says nothing only if it fits.
func TestAsWithMisfits(t *testing.T) {
	var a Attachment
	if err := json.Unmarshal([]byte(`{"@odata.type":"#microsoft.graph.fileAttachment","contentBytes":"!"}`), &a); err != nil {
		t.Fatal(err)
	}
	f, err := rest.As[FileAttachment](&a)
	if err != nil || f.ContentBytes.IsSet() || string(f.Extra["contentBytes"]) != `"!"` {
		t.Errorf("%+v, %v", f, err)
	}
	delete(a.Extra, "@odata.type")
	var semantic *json.SemanticError
	if f, err := rest.As[FileAttachment](&a); !errors.As(err, &semantic) {
		t.Errorf("%+v, %v", f, err)
	}
}

// However many values are odd, the first of them are told and all are kept.
func TestManyMisfits(t *testing.T) {
	const n = 5000
	told := 0
	c, _ := serve(t, answer(200, `{"value":[`+strings.Repeat(`{"subject":5},`, n)+`{}]}`), rest.OnMisfit(func(context.Context, rest.Misfit) { told++ }))
	var p rest.Page[*Event]
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &p); err != nil {
		t.Fatal(err)
	}
	if told != 1000 || len(p.Value) != n+1 || string(p.Value[n-1].Extra["subject"]) != "5" {
		t.Errorf("%d told of %d, %s", told, len(p.Value), p.Value[n-1].Extra)
	}
}
