package generator

import "github.com/sdkscribe/sdkscribe/parser/api"

// This file says in words what the API does not do with a property or a type.

// unsupported lists what cannot be done, in the order of the query options, the links and
// the changes of an object. What is known to be read-only need not be said to have no
// creation and no update.
func unsupported(c api.Capabilities, readOnly bool) []string {
	if len(c) == 0 {
		return nil
	}
	words := [...]struct{ capability, what string }{
		{"selectable", "$select"}, {"expandable", "$expand"}, {"filterable", "$filter"}, {"searchable", "$search"},
		{"sortable", "$orderby"}, {"toppable", "$top"}, {"skippable", "$skip"}, {"countable", "$count"},
		{"referenceable", "$ref"}, {"changeTracking", "delta queries"},
		{"insertable", "creation"}, {"updatable", "update"}, {"deletable", "deletion"},
	}
	var list []string
	for _, w := range words {
		implied := readOnly && (w.capability == "insertable" || w.capability == "updatable")
		if c[w.capability] == "false" && !implied {
			list = append(list, w.what)
		}
	}
	return list
}
