package project

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestCorpusTypesAreWhole holds the types of Microsoft Graph's reference against the
// plain scan: every resource, every row of its tables, every enumeration and every
// base that a page names must be in the model, unless a diagnostic on its line says
// why not.
func TestCorpusTypesAreWhole(t *testing.T) {
	for _, folder := range []string{"graph", "graph-earlier"} {
		t.Run(folder, func(t *testing.T) {
			s := corpus(t)
			s.Docs = strings.Replace(s.Docs, "/graph/", "/"+folder+"/", 1)
			p, err := Read(t.Context(), s, nil)
			if err != nil {
				t.Fatal(err)
			}
			c := &typeCheck{t: t, api: p.API, reported: map[pageLine]bool{}, found: map[string]int{}}
			for _, d := range p.API.Diagnostics {
				c.reported[pageLine{d.File, d.Line}] = true
			}
			for _, page := range plainScan(t, s.Docs) {
				if strings.HasPrefix(page.path, "resources/") {
					c.page(page)
				}
			}
			c.bases()
			t.Logf("found in the scan: %v", c.found)
			for what, least := range map[string]int{"resources": 850, "properties": 6500, "enumerations": 150, "members": 850, "bases": 200, "prose": 100} {
				if c.found[what] < least {
					t.Errorf("the scan found %d %s, want at least %d: it looks past them", c.found[what], what, least)
				}
			}
		})
	}
}

// typeCheck compares what the scan finds with the model.
type typeCheck struct {
	t        *testing.T
	api      *api.API
	reported map[pageLine]bool // lines with a diagnostic
	found    map[string]int
}

// missing fails the test unless a diagnostic stands on the line.
func (c *typeCheck) missing(page string, line int, format string, args ...any) {
	c.t.Helper()
	if !c.reported[pageLine{page, line}] {
		c.t.Errorf("%s:%d: %s", page, line, fmt.Sprintf(format, args...))
	}
}

// page checks one page: its resources, its tables, its enumerations.
func (c *typeCheck) page(page *plainPage) {
	var types []*api.Type
	for _, f := range page.fences {
		if !f.says("blockType", "resource") || f.value("@odata.type") == "" {
			continue
		}
		c.found["resources"]++
		name := strings.TrimPrefix(f.value("@odata.type"), "#")
		t := c.typeOn(page, name)
		if t == nil {
			c.missing(page.path, f.line, "the resource %s is no type of the model", name)
			continue
		}
		types = append(types, t)
		c.baseOf(page, f, t)
	}
	if m := titleOfType.FindStringSubmatch(page.title); m != nil && len(types) == 0 {
		if t := c.typeOn(page, m[1]); t != nil {
			types = append(types, t)
		}
	}
	for _, row := range page.rows {
		c.row(page, row, types)
	}
	if len(types) == 1 {
		c.prose(page, types[0])
	}
}

// inherits is a sentence that names a base.
var inherits = regexp.MustCompile(`(?i)(?:inherits from|derived from|derives from|extends)(?: the)? \[([A-Za-z0-9.]+)\]\(`)

// prose checks the bases that the text above the first section names.
func (c *typeCheck) prose(page *plainPage, t *api.Type) {
	for i, line := range page.lines {
		if strings.HasPrefix(line, "## ") {
			return
		}
		m := inherits.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		c.found["prose"]++
		if base := c.typeOn(page, m[1]); base == nil || base == t || !t.DerivesFrom(base) {
			c.missing(page.path, i+1, "%s does not derive from %s, which the text names", t.Name, m[1])
		}
	}
}

var titleOfType = regexp.MustCompile(`(?i)^\W*([A-Za-z0-9_.]+) (?:resource|complex|entity|enum|enumeration)?\s*type$`)

// typeOn returns the type that a page calls name, with or without its namespace.
func (c *typeCheck) typeOn(page *plainPage, name string) *api.Type {
	spaces := []string{"", c.api.Namespace + "."}
	for _, line := range page.lines {
		if ns, ok := strings.CutPrefix(line, "Namespace:"); ok {
			spaces = append(spaces, strings.TrimSpace(ns)+".")
		}
	}
	for _, ns := range spaces {
		if t := c.api.Type(ns + name); t != nil {
			return t
		}
	}
	return nil
}

// baseOf checks the base that an annotation names.
func (c *typeCheck) baseOf(page *plainPage, f plainFence, t *api.Type) {
	name := strings.TrimPrefix(f.value("baseType"), "#")
	if name == "" {
		return
	}
	c.found["bases"]++
	base := c.typeOn(page, name)
	if base == nil || !t.DerivesFrom(base) || base == t {
		c.missing(page.path, f.line, "%s does not derive from %s, which the annotation names", t.Name, name)
	}
}

// row checks one row of a table: of properties, or of an enumeration's members.
func (c *typeCheck) row(page *plainPage, row plainRow, types []*api.Type) {
	name := strings.Trim(row.cells[0], "`*\u200b\u00a0 ")
	switch row.heading {
	case "properties", "relationships", "navigation properties":
		group := !slices.ContainsFunc(row.cells[1:], func(cell string) bool { return cell != "" })
		if len(types) > 0 && !group && slices.ContainsFunc(row.header, func(h string) bool { return h == "type" }) && plainName.MatchString(name) {
			c.property(page, row, name, types)
		}
		return
	}
	head, ok := strings.CutSuffix(row.heading, " values")
	if !ok || strings.Contains(head, " ") || !strings.HasPrefix(row.header[0], "member") || !plainName.MatchString(name) {
		return
	}
	c.member(page, row, head, name)
}

// plainName is what a name looks like that needs no reading.
var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (c *typeCheck) property(page *plainPage, row plainRow, name string, types []*api.Type) {
	if strings.EqualFold(name, "none") {
		return
	}
	c.found["properties"]++
	for _, t := range types {
		if p := t.Property(name); p != nil {
			return
		}
	}
	c.missing(page.path, row.line, "the property %s is not in %s", name, types[0].Name)
}

func (c *typeCheck) member(page *plainPage, row plainRow, enum, name string) {
	t := c.typeOn(page, enum)
	if t == nil || t.Kind != api.Enum {
		c.missing(page.path, row.line, "%s is no enumeration of the model", enum)
		return
	}
	c.found["members"]++
	if t.Members[0].Name == name {
		c.found["enumerations"]++
	}
	if !slices.ContainsFunc(t.Members, func(m api.Member) bool { return strings.EqualFold(m.Name, name) }) {
		c.missing(page.path, row.line, "%s has no member %s", t.Name, name)
	}
}

// bases sees that every type's base is a type of the model, so that each derived
// type can be found from it.
func (c *typeCheck) bases() {
	for _, t := range c.api.Types {
		if base := c.api.Type(t.Base); t.Base != "" && (base == nil || base.Name != t.Base || !t.DerivesFrom(base)) {
			c.t.Errorf("%s:%d: the base %s of %s is no type of the model", t.Page, t.Line, t.Base, t.Name)
		}
	}
}
