package learn

// This phase finds out by what objects say of which type they are, in services that have no
// member for it that names types: a property "kind" with the value "amplifier" in all objects
// of one type, and with another in those of the next. Tables say so, of the property of the
// derived type ("Always `amplifier`.") or of that of the base, whose values name the types;
// and so do the objects that the types' own pages show.

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A discriminating is the phase at work.
type discriminating struct {
	c *types.Catalog
	// member is the property that the user names, "" for none.
	member string
	habits []api.Habit
}

// Discriminators tells by what objects say of which type they are, and in words which
// property it is of which types. Member is the property that the user names for all of them,
// "" where the pages tell it.
func Discriminators(c *types.Catalog, member string) []api.Habit {
	if c.Convention.IsOData() {
		return nil
	}
	d := &discriminating{c: c, member: cmp.Or(member, c.Convention.TypeName)}
	d.adopt()
	families := map[*api.Type][]*api.Type{}
	for _, t := range c.All() {
		if t.BaseType != nil && t.Kind != api.Enum {
			root := t.BaseType
			for depth := 0; root.BaseType != nil && depth < api.MaxDepth; depth++ {
				root = root.BaseType
			}
			families[root] = append(families[root], t)
		}
	}
	for _, base := range slices.SortedFunc(maps.Keys(families), byName) {
		d.family(base, families[base])
	}
	d.alone()
	return d.habits
}

// byName orders types by their names.
func byName(a, b *api.Type) int { return cmp.Compare(a.Name, b.Name) }

// adopt gives a base to the types that the values of one of its properties name, and that
// repeat its properties.
func (d *discriminating) adopt() {
	free := d.free()
	for _, base := range d.c.All() {
		if base.Kind == api.Enum || base.Page == "" {
			continue
		}
		for _, p := range base.Properties {
			values := d.listed(p)
			if len(values) < 2 {
				continue
			}
			var named []*api.Type
			for _, t := range free.named(values, base, p) {
				if t != base && t.Page != base.Page && d.isOf(values, t, base, p) {
					named = append(named, t)
				}
			}
			for _, t := range named {
				if len(named) > 1 && t.BaseType == nil && !base.DerivesFrom(t) && repeats(t, base) {
					d.c.ReportBase(t, base, "a value of "+p.Name+" is for it, and it repeats the properties")
					d.c.Apply(phase, types.DerivesFrom{Type: t, Base: base})
				}
			}
		}
	}
}

// freeTypes are the types without a base, by their names without signs, and by the constants
// of their properties.
type freeTypes struct{ byName, byConstant map[string][]*api.Type }

// free lists the types that may be given a base.
func (d *discriminating) free() freeTypes {
	f := freeTypes{map[string][]*api.Type{}, map[string][]*api.Type{}}
	for _, t := range d.c.All() {
		if t.Kind == api.Enum || t.Page == "" {
			continue
		}
		name := phrases.Signless(odata.BareName(t.Name))
		f.byName[name] = append(f.byName[name], t)
		for _, p := range t.Properties {
			if value := d.c.Constant(p); value != "" {
				f.byConstant[p.Name+"="+value] = append(f.byConstant[p.Name+"="+value], t)
			}
		}
	}
	return f
}

// named lists the types that values of a property of base may name, each once and in the order
// of their names.
func (f freeTypes) named(values []api.Member, base *api.Type, p *api.Property) []*api.Type {
	var list []*api.Type
	root := phrases.Signless(odata.BareName(base.Name))
	for _, v := range values {
		name := phrases.Signless(v.Name)
		list = slices.Concat(list, f.byName[name], f.byName[name+root], f.byName[root+name], f.byConstant[p.Name+"="+v.Name])
	}
	slices.SortFunc(list, byName)
	return slices.Compact(list)
}

// isOf reports whether one of the values of a property of base is that of objects of t.
func (d *discriminating) isOf(values []api.Member, t, base *api.Type, p *api.Property) bool {
	constant := ""
	if own := ownProperty(t, p.Name); own != nil {
		constant = d.c.Constant(own)
	}
	return slices.ContainsFunc(values, func(v api.Member) bool {
		return v.Name == constant || constant == "" && names(v.Name, t, base)
	})
}

// listed are the values of a property that may tell types apart, nil where it is of no text.
func (d *discriminating) listed(p *api.Property) []api.Member {
	if p.Collection || p.Type != "Edm.String" && !d.c.IsEnum(p.Type) {
		return nil
	}
	return d.c.Listed(p)
}

// ownProperty is a property that a type has itself, nil for none.
func ownProperty(t *api.Type, name string) *api.Property {
	for _, p := range t.Properties {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// names reports whether a value names a type.
func names(value string, t, base *api.Type) bool {
	return phrases.Names(value, odata.BareName(t.Name), odata.BareName(base.Name))
}

// family tells by what the types that derive from a base are known.
func (d *discriminating) family(base *api.Type, derived []*api.Type) {
	var best map[*api.Type]string
	member := ""
	for _, name := range d.candidates(base, derived) {
		values, sure := d.valuesOf(name, base, derived)
		if (sure || len(values) > 1 || d.member != "") && len(values) > len(best) {
			best, member = values, name
		}
	}
	if member == "" {
		return
	}
	root := api.Discriminator{Member: member}
	pages := map[string]bool{base.Page: true}
	for _, t := range derived {
		if value, ok := best[t]; ok {
			root.Types = append(root.Types, api.NewKind(value, t))
			d.c.Apply(phase, types.IsToldBy{Type: t, Discriminator: api.Discriminator{Member: member, Value: value}})
			pages[t.Page] = true
		}
	}
	if p := base.Property(member); p != nil {
		root.Value = d.ownValue(p, base, root.Types)
	}
	d.c.Apply(phase, types.IsToldBy{Type: base, Discriminator: root})
	d.say(member, append([]api.Kind{}, root.Types...), pages)
}

// say puts into words which property tells which types apart.
func (d *discriminating) say(member string, kinds []api.Kind, pages map[string]bool) {
	var list []string
	for _, k := range kinds {
		if value := k.Value; !odata.EqualFold(value, odata.BareName(k.Type)) {
			list = append(list, odata.BareName(k.Type)+" ("+value+")")
			continue
		}
		list = append(list, odata.BareName(k.Type))
	}
	delete(pages, "")
	const most = 6
	if len(list) > most {
		list = append(list[:most], "…")
	}
	d.habits = append(d.habits, api.Habit{Name: "types", Text: member + " tells " + strings.Join(list, ", "), Pages: len(pages), Set: d.member != "" && d.member != d.c.Convention.TypeName})
}

// maxCandidates is how many properties of a family are tried: no table of a type that says
// of what kind its objects are says so behind more than these.
const maxCandidates = 100

// candidates are the properties that may tell a family apart, the base's first.
func (d *discriminating) candidates(base *api.Type, derived []*api.Type) []string {
	if d.member != "" {
		return []string{d.member}
	}
	var list []string
	known := map[string]bool{}
	for _, t := range append([]*api.Type{base}, derived...) {
		for _, p := range t.Properties {
			text := !p.Collection && (p.Type == "Edm.String" || d.c.IsEnum(p.Type))
			if !text || known[p.Name] || p.Name == d.c.Convention.Key || strings.Contains(p.Name, "=") {
				continue
			}
			if list = append(list, p.Name); len(list) == maxCandidates {
				return list
			}
			known[p.Name] = true
		}
	}
	return list
}

// valuesOf are the values by which a property tells types apart. It reports whether a page
// says so in so many words. Values that two types have tell nothing.
func (d *discriminating) valuesOf(name string, base *api.Type, derived []*api.Type) (values map[*api.Type]string, sure bool) {
	var listed []api.Member
	if p := base.Property(name); p != nil {
		listed = d.listed(p)
	}
	values = map[*api.Type]string{}
	takenBy := map[string]*api.Type{}
	for _, t := range derived {
		value, said := d.valueOf(name, t, base, listed)
		if value == "" {
			continue
		}
		if other := takenBy[value]; other != nil {
			return nil, false
		}
		values[t], takenBy[value], sure = value, t, sure || said
	}
	return values, sure
}

// valueOf is the value of a property in objects of a derived type, "" where nothing tells it.
// It reports whether the type's own table says it.
func (d *discriminating) valueOf(name string, t, base *api.Type, listed []api.Member) (value string, said bool) {
	if value = d.c.ValueTold(t, name); value != "" {
		return value, true
	}
	if p := ownProperty(t, name); p != nil {
		if value = d.c.Constant(p); value != "" {
			return value, true
		}
	}
	shown := d.shown(name, t)
	for _, v := range listed {
		if v.Name == shown || names(v.Name, t, base) {
			return v.Name, false
		}
	}
	switch {
	case shown != "" && (names(shown, t, base) || name == d.c.Convention.TypeName):
		return shown, false
	case d.member != "":
		return odata.BareName(t.Name), false
	}
	return "", false
}

// shown is the text that objects on the page of a type have in a member, "" where they have
// none, or several.
func (d *discriminating) shown(name string, t *api.Type) (value string) {
	on := d.c.On(t.Page)
	if on == nil {
		return ""
	}
	for _, s := range on.Page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || code.JSON == nil {
				continue
			}
			v := code.JSON.Value.Get(name)
			if v == nil || v.Kind != relaxed.String || v.Text == value {
				continue
			}
			if value != "" {
				return ""
			}
			value = v.Text
		}
	}
	return value
}

// ownValue is the value in objects that are of the base itself, "" for none.
func (d *discriminating) ownValue(p *api.Property, base *api.Type, kinds []api.Kind) string {
	value := d.c.Constant(p)
	for _, v := range d.listed(p) {
		if value == "" && names(v.Name, base, base) {
			value = v.Name
		}
	}
	if slices.ContainsFunc(kinds, func(k api.Kind) bool { return k.Value == value }) {
		return ""
	}
	return value
}

// alone tells by what types without a base are known where several say so by the same
// property: "object" is always "charge" in one, and "refund" in another.
func (d *discriminating) alone() {
	known := map[string]map[string][]*api.Type{} // by property and value
	for _, t := range d.c.All() {
		if t.BaseType != nil || t.Discriminator != nil || t.Kind == api.Enum {
			continue
		}
		for _, p := range t.Properties {
			if value := d.constantName(p, t); value != "" {
				if known[p.Name] == nil {
					known[p.Name] = map[string][]*api.Type{}
				}
				known[p.Name][value] = append(known[p.Name][value], t)
			}
		}
	}
	for _, member := range slices.Sorted(maps.Keys(known)) {
		if len(known[member]) < 2 {
			continue
		}
		var kinds []api.Kind
		pages := map[string]bool{}
		for _, value := range slices.Sorted(maps.Keys(known[member])) {
			for _, t := range known[member][value] {
				if t.Discriminator == nil && len(known[member][value]) == 1 {
					d.c.Apply(phase, types.IsToldBy{Type: t, Discriminator: api.Discriminator{Member: member, Value: value}})
					kinds, pages[t.Page] = append(kinds, api.NewKind(value, t)), true
				}
			}
		}
		if len(kinds) > 0 {
			d.say(member, kinds, pages)
		}
	}
}

// constantName is the only value of a property of a type, where it names the type.
func (d *discriminating) constantName(p *api.Property, t *api.Type) string {
	if p.Collection || p.Type != "Edm.String" && !d.c.IsEnum(p.Type) {
		return ""
	}
	if value := d.c.Constant(p); names(value, t, t) {
		return value
	}
	return ""
}
