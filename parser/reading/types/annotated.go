package types

// This file reads what the annotation of a resource says of its properties: which may
// be missing or null, what else they are called, and what can be done with them.

import (
	"maps"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// applyAnnotation sets what the annotation says of properties.
func (r *propertyReader) applyAnnotation(res *resource, readers map[*api.Type]*propertyReader) {
	if res.note == nil {
		return
	}
	for _, name := range res.note.OptionalProperties {
		if p := r.seen[odata.Fold(name)]; p != nil {
			p.Optional = true
		}
	}
	for _, name := range res.note.NullableProperties {
		if p := r.seen[odata.Fold(name)]; p != nil {
			p.Nullable = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(res.note.PropertyAKA)) {
		if p := r.annotated(res, "@property.aka", name, readers); p != nil {
			r.addAlias(res, p, res.note.PropertyAKA[name])
		}
	}
	for _, c := range res.note.Capabilities {
		if c.Property == "" {
			r.t.Capabilities = merged(r.t.Capabilities, c.Values)
		} else if p := r.annotated(res, "@odata.annotations", c.Property, readers); p != nil {
			p.Capabilities = merged(p.Capabilities, c.Values)
			p.ReadOnly = p.ReadOnly || p.Capabilities.ReadOnly()
		}
	}
}

// annotated returns the type's own property that a key of the annotation names. What it
// says of an inherited property, the base's page says too or nobody: a base is not
// changed by the types that derive from it.
func (r *propertyReader) annotated(res *resource, key, name string, readers map[*api.Type]*propertyReader) *api.Property {
	p := r.seen[odata.Fold(name)]
	if p == nil && inheritedProperty(r.t, name, readers) == nil {
		r.c.r.Add(res.on.Page, res.note.PosOf(key, ""), "annotation-property", diag.Warning,
			key+" speaks of "+report.Quote(name)+", which is no property of "+r.t.Name, "correct the name, or describe the property")
	}
	return p
}

// addAlias notes another name of a property.
func (r *propertyReader) addAlias(res *resource, p *api.Property, alias string) {
	pos := res.note.PosOf("@property.aka", "")
	other := r.seen[odata.Fold(alias)]
	switch {
	case !odata.IsPropertyName(alias):
		r.c.r.Add(res.on.Page, pos, "annotation-property", diag.Warning,
			report.Quote(alias)+" cannot be the name of a property", `write pairs of names: "newName=otherName"`)
	case other != nil:
		r.c.r.Add(res.on.Page, pos, "annotation-property", diag.Warning,
			report.Quote(alias)+" is said to be another name of "+report.Quote(p.Name)+", and is a property of its own", "leave one of them out")
	case !slices.Contains(p.Aliases, alias):
		p.Aliases = append(p.Aliases, alias)
	}
}

// merged returns capabilities with those that an annotation lists besides.
func merged(into api.Capabilities, values map[string]string) api.Capabilities {
	if into == nil {
		into = api.Capabilities{}
	}
	maps.Copy(into, values)
	return into
}
