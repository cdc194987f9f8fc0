package types

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// readTypePages reads all pages below a folder, in the order of their paths.
func readTypePages(t testing.TB, dir string) []*parser.Page {
	t.Helper()
	var pages []*parser.Page
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".md") {
			return err
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		pages = append(pages, parser.Parse(filepath.ToSlash(rel), text, parser.Options{}))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// typesJSON is what a catalog holds and reports, as JSON.
func typesJSON(t testing.TB, c *Catalog) []byte {
	t.Helper()
	text, err := json.MarshalIndent(struct {
		Namespace   string            `json:"namespace"`
		Types       []*api.Type       `json:"types"`
		Diagnostics []diag.Diagnostic `json:"diagnostics"`
	}{c.Namespace(), c.All(), diag.Sort(slices.Clone(c.r.Found))}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// TestTypes reads each folder of testdata and compares the types, and
// what is reported, with the folder's want.json.
func TestTypes(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join("testdata", "*", "resources"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no folders in testdata (%v)", err)
	}
	for _, dir := range dirs {
		dir = filepath.Dir(dir)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			pages := readTypePages(t, dir)
			got := typesJSON(t, newCatalog(pages, &report.Reporter{}))
			golden := filepath.Join(dir, "want.json")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
				t.Errorf("%s differs (-want +got):\n%s", golden, diff)
			}
			slices.Reverse(pages)
			if again := typesJSON(t, newCatalog(pages, &report.Reporter{})); !bytes.Equal(got, again) {
				t.Error("the order of pages shows in the types")
			}
		})
	}
}

// cellOf parses a one-row table and returns its page and the row.
func cellOf(t testing.TB, cells ...string) (*parser.Page, []parser.Text) {
	t.Helper()
	head := strings.Repeat("|a", len(cells)) + "|\n" + strings.Repeat("|:--", len(cells)) + "|\n"
	page := parser.Parse("resources/cell.md", []byte("# cells\n\n"+head+"|"+strings.Join(cells, "|")+"|\n"), parser.Options{})
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			if table, ok := b.(*parser.Table); ok && len(table.Rows) == 1 {
				return page, table.Rows[0]
			}
		}
	}
	t.Fatalf("no table in %q", cells)
	return nil, nil
}

func TestTypeCell(t *testing.T) {
	c := newCatalog(readTypePages(t, filepath.Join("testdata", "fleet")), &report.Reporter{})
	tests := []struct {
		cell string
		want api.TypeRef
	}{
		{"String", api.TypeRef{Name: "Edm.String", Collection: false}},
		{"string (timestamp)", api.TypeRef{Name: "Edm.DateTimeOffset", Collection: false}},
		{"String (identifier)", api.TypeRef{Name: "Edm.String", Collection: false}},
		{"`Edm.Int32`", api.TypeRef{Name: "Edm.Int32", Collection: false}},
		{"Collection(Edm.String)", api.TypeRef{Name: "Edm.String", Collection: true}},
		{"Collection (Int64)", api.TypeRef{Name: "Edm.Int64", Collection: true}},
		{"Collection of String", api.TypeRef{Name: "Edm.String", Collection: true}},
		{"Guid collection", api.TypeRef{Name: "Edm.Guid", Collection: true}},
		{"String[]", api.TypeRef{Name: "Edm.String", Collection: true}},
		{"array of bool", api.TypeRef{Name: "Edm.Boolean", Collection: true}},
		{"ISO 8601 duration", api.TypeRef{Name: "Edm.Duration", Collection: false}},
		{"DateTime", api.TypeRef{Name: "Edm.DateTimeOffset", Collection: false}},
		{"[DateTimeOffset](timestamp.md)", api.TypeRef{Name: "Edm.DateTimeOffset", Collection: false}},
		{"object", api.TypeRef{Name: "Edm.Untyped", Collection: false}},
		{"JSON", api.TypeRef{Name: "contoso.fleet.Json", Collection: false}},
		{"[vehicle](vehicle.md)", api.TypeRef{Name: "contoso.fleet.vehicle", Collection: false}},
		{"[a car](../resources/Vehicle.md#properties) collection", api.TypeRef{Name: "contoso.fleet.vehicle", Collection: true}},
		{"[Vehicle](https://example.com/fleet/api/resources/vehicle?view=1.0)", api.TypeRef{Name: "contoso.fleet.vehicle", Collection: false}},
		{"**[vehicle](vehicle.md)** collection. Those that are parked.", api.TypeRef{Name: "contoso.fleet.vehicle", Collection: true}},
		{"Collection([vehicle](vehicle.md))", api.TypeRef{Name: "contoso.fleet.vehicle", Collection: true}},
		{"[driveMode](enums.md#drivemode-values)", api.TypeRef{Name: "contoso.fleet.driveMode", Collection: false}},
		{"[mode](enums.md#drivemode-values)", api.TypeRef{Name: "contoso.fleet.driveMode", Collection: false}},
		{"contoso.fleet.tripReason", api.TypeRef{Name: "contoso.fleet.tripReason", Collection: false}},
		{"#fleet.Truck", api.TypeRef{Name: "contoso.fleet.truck", Collection: false}},
		{"lorry", api.TypeRef{Name: "contoso.fleet.truck", Collection: false}},
		{"[truck](truck.md) or [vehicle](vehicle.md)", api.TypeRef{Name: "contoso.fleet.vehicle", Collection: false}},
		{"[truck](truck.md), [person](person.md)", api.TypeRef{Name: "Edm.Untyped", Collection: false}},
		{"String or Int32", api.TypeRef{Name: "Edm.Untyped", Collection: false}},
		{"unheardOf collection", api.TypeRef{Name: "contoso.fleet.unheardOf", Collection: true}},
	}
	for _, tt := range tests {
		page, row := cellOf(t, "x", tt.cell)
		got, ok := c.DescribedCell(page, row[1], nil)
		if !ok || got != tt.want {
			t.Errorf("%s: got %v, %v, want %v", tt.cell, got, ok, tt.want)
		}
	}
	for _, cell := range []string{"None", "-", "see below", "1234", "a [page](https://example.com/)"} {
		page, row := cellOf(t, "x", cell)
		if got, ok := c.DescribedCell(page, row[1], nil); ok {
			t.Errorf("%s: got %v, want nothing", cell, got)
		}
	}
}

func TestUnheardOfTypeIsReportedOnce(t *testing.T) {
	r := &report.Reporter{}
	c := newCatalog(readTypePages(t, filepath.Join("testdata", "fleet")), r)
	before := len(r.Found)
	page, row := cellOf(t, "x", "unheardOf")
	c.DescribedCell(page, row[1], nil)
	c.DescribedCell(page, row[1], nil)
	if len(r.Found) != before+1 || r.Found[before].Code != "type-unknown" || r.Found[before].Line != 5 || r.Found[before].Column != 4 {
		t.Errorf("got %v", r.Found[before:])
	}
	if u := c.Find("unheardOf"); u == nil || !u.Inferred || u.Name != "contoso.fleet.unheardOf" {
		t.Errorf("got %+v", u)
	}
}

func TestDescribedCell(t *testing.T) {
	c := newCatalog(readTypePages(t, filepath.Join("testdata", "fleet")), &report.Reporter{})
	page, row := cellOf(t, "tyre", "tyreKind", "The possible values are: `summer`, `winter`, and `allSeason`. See `other`.")
	ref, ok := c.DescribedCell(page, row[1], PossibleValues(row[2]))
	if !ok || ref.Name != "contoso.fleet.tyreKind" {
		t.Fatalf("got %v, %v", ref, ok)
	}
	got := c.Find("tyreKind")
	at := api.Place{Page: page.Path, Line: row[1].Pos.Line}
	want := []api.Member{{Name: "summer", At: at}, {Name: "winter", At: at}, {Name: "allSeason", At: at}}
	if got.Kind != api.Enum || !cmp.Equal(got.Members, want, cmpopts.IgnoreFields(api.Member{}, "At")) {
		t.Errorf("got %v %v", got.Kind, got.Members)
	}
}

func TestFind(t *testing.T) {
	c := newCatalog(readTypePages(t, filepath.Join("testdata", "fleet")), &report.Reporter{})
	for _, name := range []string{"vehicle", "Vehicle", "#contoso.fleet.vehicle", "contoso.fleet.VEHICLE", "fleet.vehicle", "Collection(#contoso.fleet.vehicle)", " vehicle "} {
		if got := c.Find(name); got == nil || got.Name != "contoso.fleet.vehicle" {
			t.Errorf("%q: got %v", name, got)
		}
	}
	for _, name := range []string{"", "#", ".", "Collection()", "vehicles", "other.space.vehicle"} {
		if got := c.Find(name); got != nil {
			t.Errorf("%q: got %v", name, got.Name)
		}
	}
	if got := c.declare("fleet.wheel", api.Complex); got.Name != "contoso.fleet.wheel" || !got.Inferred || c.Find("wheel") != got || c.declare("Wheel", api.Entity) != got {
		t.Errorf("got %+v", got)
	}
	for _, p := range readTypePages(t, filepath.Join("testdata", "fleet")) {
		if p.Path == "resources/truck.md" && c.On(p.Path).main != c.Find("truck") {
			t.Errorf("%s is about %v", p.Path, c.On(p.Path).main)
		}
	}
}

func TestPrimitive(t *testing.T) {
	for _, tt := range [][2]string{
		{"String", "Edm.String"}, {"string (etag)", "Edm.String"}, {"string (url)", "Edm.String"}, {"Url", "Edm.String"},
		{"String (binary)", "Edm.Binary"}, {"string (guid)", "Edm.Guid"}, {"String (ISO 8601 duration)", "Edm.String"},
		{"Bool", "Edm.Boolean"}, {"int", "Edm.Int32"}, {"Edm.Int64", "Edm.Int64"}, {"long", "Edm.Int64"}, {"float", "Edm.Single"},
		{"number", "Edm.Double"}, {"date-time", "Edm.DateTimeOffset"}, {"Timestamp", "Edm.DateTimeOffset"}, {"GUID", "Edm.Guid"},
		{"TimeOfDay", "Edm.TimeOfDay"}, {"Stream", "Edm.Stream"}, {"JSON object", "Edm.Untyped"}, {"user", ""}, {"", ""},
		{"((((", ""}, {strings.Repeat("string ", 40), ""},
	} {
		if got := odata.Primitive(tt[0]); got != tt[1] {
			t.Errorf("primitive(%q) = %q, want %q", tt[0], got, tt[1])
		}
	}
}

func TestPossibleValues(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The possible values are: `low`, `normal`, and `high`. Default is `none`.", "low normal high"},
		{"Possible values: low, normal or high.", "low normal high"},
		{"Possible values are 'low' and 'high'.", "low high"},
		{`Possible values: "low", "high".`, "low high"},
		{"Possible values:<br>`low` - Not much. At all.<br>`high` - A lot.", "low high"},
		{"Can be one of `v1.0`, `beta`. More.", "v1.0 beta"},
		{"Possible values are described in the following table.", ""},
		{"Supported values are 1 to 500.", ""},
		{"Set `true` to enable it.", ""},
	} {
		_, row := cellOf(t, "x", tt.text)
		var got []string
		for _, m := range PossibleValues(row[1]) {
			got = append(got, m.Name)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: got %v, want %s", tt.text, got, tt.want)
		}
	}
}

func TestDescribeProperty(t *testing.T) {
	for _, tt := range []struct {
		text string
		want api.Property
	}{
		{"A name.", api.Property{Optional: true, Nullable: true}},
		{"Read-only.", api.Property{Optional: true, Nullable: true, ReadOnly: true}},
		{"Required. The name.", api.Property{}},
		{"The name (required).", api.Property{}},
		{"Whether a password is required by the policy.", api.Property{Optional: true, Nullable: true}},
		{"Not required.", api.Property{Optional: true, Nullable: true}},
		{"Required. Nullable.", api.Property{Nullable: true}},
		{"Not nullable. Read only.", api.Property{Optional: true, ReadOnly: true}},
		{"This property is deprecated.", api.Property{Optional: true, Nullable: true, Deprecated: true}},
		{"The number. Non-editable.", api.Property{Optional: true, Nullable: true, ReadOnly: true}},
		{"Set by the server. When it was made.", api.Property{Optional: true, Nullable: true, ReadOnly: true}},
		{"The name. Cannot be changed.", api.Property{Optional: true, Nullable: true, ReadOnly: true}},
		{"The name cannot be changed after it was made.", api.Property{Optional: true, Nullable: true}},
		{"Whether the cell is editable.", api.Property{Optional: true, Nullable: true}},
		{"Sets isReadOnlyByDefault.", api.Property{Optional: true, Nullable: true}},
	} {
		var got api.Property
		describeProperty(&got, odata.Fold(tt.text))
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got): %s", tt.text, d)
		}
	}
}

func TestTitleType(t *testing.T) {
	for _, tt := range []struct {
		title, path string
		name        string
		form        phrases.TitleForm
	}{
		{"event resource type", "a/event.md", "event", phrases.ResourceTitle},
		{"event resource type", "api/event.md", "event", phrases.ResourceTitle},
		{"Deleted facet", "resources/deleted.md", "Deleted", phrases.ResourceTitle},
		{"Deleted facet", "a/deleted.md", "", phrases.NoTitle},
		{"state enum type", "a/state.md", "state", phrases.EnumTitle},
		{"extension resource type (open extensions)", "a/x.md", "extension", phrases.ResourceTitle},
		{"address complex type", "a/x.md", "address", phrases.ComplexTitle},
		{"Working with files", "resources/x.md", "", phrases.NoTitle},
		{"The resource", "x.md", "", phrases.NoTitle},
		{"", "x.md", "", phrases.NoTitle},
	} {
		name, form := titleType(&parser.Page{Title: tt.title, Path: tt.path})
		if name != tt.name || form != tt.form {
			t.Errorf("%q on %s: got %q, %v", tt.title, tt.path, name, form)
		}
	}
}

// FuzzTypes reads any page beside one that names and bases types on it.
func FuzzTypes(f *testing.F) {
	dir := filepath.Join("testdata", "fleet", "resources")
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	other, err := os.ReadFile(filepath.Join(dir, "vehicle.md"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		pages := []*parser.Page{
			parser.Parse("resources/any.md", text, parser.Options{}),
			parser.Parse("resources/vehicle.md", other, parser.Options{}),
		}
		r := &report.Reporter{}
		c := newCatalog(pages, r)
		for _, typ := range c.All() {
			checkType(t, c, typ)
		}
		for _, d := range r.Found {
			if d.Code == "" || d.File == "" || d.Line < 1 || d.Column < 1 || d.Message == "" || d.Hint == "" {
				t.Errorf("incomplete diagnostic %+v", d)
			}
		}
	})
}

// checkType holds a type to what readers of the model rely on.
func checkType(t *testing.T, c *Catalog, typ *api.Type) {
	t.Helper()
	if !odata.IsTypeName(typ.Name) || c.Find(typ.Name) != typ {
		t.Errorf("%q is not found by its name", typ.Name)
	}
	steps := 0
	for b := typ.BaseType; b != nil; b = b.BaseType {
		if steps++; steps > len(c.types) {
			t.Fatalf("%s derives from itself", typ.Name)
		}
	}
	if typ.Kind == api.Enum && (len(typ.Properties) > 0 || typ.BaseType != nil) {
		t.Errorf("the enumeration %s has properties or a base", typ.Name)
	}
	seen := map[string]bool{}
	for _, p := range typ.Properties {
		if seen[p.Name] || p.Name == "" || !odata.IsPropertyName(p.Name) && strings.ContainsFunc(p.Name, isNoMember) {
			t.Errorf("%s: the property %q is no name or there twice", typ.Name, p.Name)
		}
		seen[p.Name] = true
		if !strings.HasPrefix(p.Type, "Edm.") && c.Find(p.Type) == nil {
			t.Errorf("%s.%s has the unknown type %q", typ.Name, p.Name, p.Type)
		}
	}
	for _, m := range typ.Members {
		if memberName(m.Name) == "" && !isMemberName(m.Name) {
			t.Errorf("%s has the member %q", typ.Name, m.Name)
		}
	}
}

// TestNamespaceOfExamples finds the namespace where no page describes a type.
func TestNamespaceOfExamples(t *testing.T) {
	page := parser.Parse("job-cancel.md", []byte("# job: cancel\n\n"+
		"<!-- { \"blockType\": \"response\", \"@odata.type\": \"Collection(contoso.print.job)\" } -->\n"+
		"```http\nHTTP/1.1 204 No Content\n```\n"), parser.Options{})
	c := newCatalog([]*parser.Page{page}, &report.Reporter{})
	if c.Namespace() != "contoso.print" || len(c.All()) != 0 {
		t.Errorf("namespace %q, types %v", c.Namespace(), c.All())
	}
	if got := c.declare("job", api.Complex); got.Name != "contoso.print.job" {
		t.Errorf("got %s", got.Name)
	}
}

// TestReferenceTypes reads a large reference, where it is there.
func TestReferenceTypes(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "corpus", "graph", "api-reference", "v1.0")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the reference is not there")
	}
	r := &report.Reporter{}
	c := newCatalog(readTypePages(t, dir), r)
	var resources, enums, inferred, warnings int
	for _, typ := range c.All() {
		checkType(t, c, typ)
		switch {
		case typ.Inferred:
			inferred++
		case typ.Kind == api.Enum:
			enums++
		default:
			resources++
		}
	}
	for _, d := range r.Found {
		if d.Severity != diag.Info {
			warnings++
		}
	}
	if resources < 990 || enums < 300 || inferred > 10 || warnings > 40 {
		t.Errorf("%d resources, %d enumerations, %d inferred types, %d warnings", resources, enums, inferred, warnings)
	}
}

// newCatalog reads the types out of pages in any order.
func newCatalog(pages []*parser.Page, r *report.Reporter) *Catalog {
	sorted := slices.SortedFunc(slices.Values(pages), func(a, b *parser.Page) int { return strings.Compare(a.Path, b.Path) })
	return Read(sorted, api.OData(), r)
}

// TestNestedNames sees that names that are too long are cut and stay apart.
func TestNestedNames(t *testing.T) {
	long := strings.Repeat("Inner", 30)
	a, b := NestedName(long, "settings"), NestedName(long, "modules")
	if a == b || len(a) > odata.LongestName || len(b) > odata.LongestName || !strings.HasSuffix(a, "Settings") || NestedName(a, "settings") == a {
		t.Errorf("%s, %s, %s", a, b, NestedName(a, "settings"))
	}
	if got := NestedName("event-cancel", "schedule"); got != "eventCancelSchedule" {
		t.Error(got)
	}
}
