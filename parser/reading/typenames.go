package reading

// This file tells which member names the type of its object. OData has one, and pages of a
// service that speaks it show it, or other members of the protocol; other services have
// "@type", or a property of their own, which is found out with the types.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// plainTypeName is the member of JSON-LD and of many others.
const plainTypeName = "@type"

// typeMember is the property by which the user says that types are told apart, "" for none.
func typeMember(service api.Service) string {
	set, _ := service.Text("types.member")
	return set
}

// typeNameHabit tells which member names the types of all objects, unless the user says it.
func typeNameHabit(c *api.Convention, pages []*parser.Page, service api.Service) []api.Habit {
	if set := typeMember(service); set != "" {
		if c.TypeName = ""; strings.Contains(set, c.Control) {
			c.TypeName = set
			return []api.Habit{{Name: "types", Text: set + " in objects", Set: true}}
		}
		return nil
	}
	protocol, plain := 0, 0
	for _, page := range pages {
		switch {
		case shows(page, c.Protocol):
			protocol++
		case sends(page, `"`+plainTypeName+`"`):
			plain++
		}
	}
	switch {
	case protocol > 0:
		return nil
	case plain > 0:
		c.TypeName = plainTypeName
		return []api.Habit{{Name: "types", Text: plainTypeName + " in objects", Pages: plain}}
	}
	c.TypeName = ""
	return nil
}

// sends reports whether a text is in what a page about calls shows. The pages of types write
// "@type" where they say of which type a member is, in services that send no such thing.
func sends(page *parser.Page, text string) bool {
	called, found := false, false
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*parser.Code); ok {
				called = called || code.Request != nil || code.Response != nil
				found = found || strings.Contains(code.Text, text)
			}
		}
	}
	return called && found
}

// shows reports whether a text is in what a page shows or says. Annotations are no part of
// that: they have words of their own for it. Nor are objects that hold their type and nothing
// else ("manager": {"@odata.type": "shop.person"}): writers put them in the place of objects
// that they do not show, whatever the service sends.
func shows(page *parser.Page, text string) bool {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Code:
				if hasMember(b.Text, text) {
					return true
				}
			case *parser.Paragraph:
				if strings.Contains(b.Plain, text) {
					return true
				}
			case *parser.Table:
				for _, row := range b.Rows {
					for _, cell := range row {
						if strings.Contains(cell.Plain, text) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// hasMember reports whether a text is in JSON elsewhere than as the only member of an object
// inside others.
func hasMember(json, text string) bool {
	for rest := json; ; {
		at := strings.Index(rest, text)
		if at < 0 {
			return false
		}
		end := at + len(text)
		if before := json[:len(json)-len(rest)+at]; !opensInner(before) || !closesWithIt(rest[end:]) {
			return true
		}
		rest = rest[end:]
	}
}

// opensInner reports whether JSON ends in the quotation mark of the first name of an object
// that is the value of a member or an element.
func opensInner(json string) bool {
	outside, ok := strings.CutSuffix(strings.TrimRight(json, "\"' \t\r\n"), "{")
	if !ok {
		return false
	}
	outside = strings.TrimRight(outside, " \t\r\n")
	return strings.HasSuffix(outside, ":") || strings.HasSuffix(outside, "[") || strings.HasSuffix(outside, ",")
}

// closesWithIt reports whether the value that the member in front of json has ends its object.
func closesWithIt(json string) bool {
	_, value, ok := strings.Cut(json, ":")
	if !ok {
		return false
	}
	value = strings.TrimLeft(value, " \t\r\n")
	if value == "" || value[0] != '"' {
		return false
	}
	_, behind, ok := strings.Cut(value[1:], `"`)
	return ok && strings.HasPrefix(strings.TrimLeft(behind, " \t\r\n"), "}")
}
