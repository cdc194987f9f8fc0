package newpage

// This file makes the page of a type.

import (
	"fmt"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// A typeView is what the template of a type's page is filled with.
type typeView struct {
	Title, Description string
	Namespace          string
	Properties         []*property
	Enums              []enumView
	Annotation         string
	JSON               string
}

// An enumView is an enumeration that the page describes.
type enumView struct {
	Name    string
	Members []memberView
}

type memberView struct{ Name, Text string }

// describeType describes a type by its properties.
func describeType(r *reference, file string, o Options) (*typeView, error) {
	v := &typeView{Title: o.Title, Description: o.Description, Namespace: r.api.Namespace}
	if v.Title == "" {
		v.Title = o.Name + " resource"
	}
	if v.Description == "" {
		v.Description = capital(withArticle(words(o.Name))) + "."
	}
	texts := o.Properties
	switch {
	case len(texts) == 0 && o.Part:
		texts = []string{"name:String"}
	case len(texts) == 0:
		texts = []string{"name:String:required", "createdAt:DateTimeOffset:read-only:When the " + words(o.Name) + " was created."}
	}
	seen := map[string]bool{}
	for _, text := range texts {
		p, err := r.parseProperty(text, o.Name, file)
		if err != nil {
			return nil, err
		}
		if seen[odata.Fold(p.Name)] {
			return nil, fmt.Errorf("--property %q: there is a property %s already", text, p.Name)
		}
		seen[odata.Fold(p.Name)] = true
		v.Properties = append(v.Properties, p)
	}
	if !o.Part && !seen["id"] {
		p, err := r.parseProperty("id:String:read-only", o.Name, file)
		if err != nil {
			return nil, err
		}
		v.Properties = append([]*property{p}, v.Properties...)
	}
	return v, v.finish(o)
}

// finish adds what follows from the properties.
func (v *typeView) finish(o Options) error {
	var json, annotation object
	for _, p := range v.Properties {
		json.add(p.Name, p.word())
		if len(p.members) == 0 {
			continue
		}
		e := enumView{Name: p.Type}
		for _, m := range p.members {
			e.Members = append(e.Members, memberView{m, capital(words(m)) + "."})
		}
		v.Enums = append(v.Enums, e)
	}
	name := o.Name
	if v.Namespace != "" {
		name = v.Namespace + "." + name
	}
	annotation.add("blockType", quote("resource"))
	annotation.add("@type", quote(name))
	if !o.Part {
		for _, p := range v.Properties {
			if odata.EqualFold(p.Name, "id") {
				annotation.add("keyProperty", quote(p.Name))
			}
		}
	}
	var err error
	if v.Annotation, err = inline(&annotation); err == nil {
		v.JSON, err = indent(json.String())
	}
	return err
}
