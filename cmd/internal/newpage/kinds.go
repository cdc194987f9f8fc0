package newpage

// This file knows the kinds of pages: what each is called, where its path leads, which
// statuses its answer may have, and which flags say something about it.

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// resource is the kind of the page of a type.
const resource = "resource"

// A kind is what pages of a kind have in common.
type kind struct {
	name string
	// methods are those of HTTP that the call may have, the usual one first.
	methods []string
	// path is the end of the path behind that of the collection.
	path string
	// act reports that the last segment of the path is what the call does, or uploads to.
	act bool
	// collection reports that the path is that of a collection.
	collection bool
	// statuses are those that the answer may have, the usual one first.
	statuses []int
	// sends reports that the body is an object of the type.
	sends bool
	// flags are those that say something about the page, besides those of all kinds.
	flags []string
}

// kinds are all kinds of pages. No one changes them.
func kinds() []kind {
	calls := func(more ...string) []string {
		return append([]string{"path", "host", "auth", "permission", "status"}, more...)
	}
	return []kind{
		{name: resource, flags: []string{"property", "part"}},
		{
			name: "list", methods: []string{http.MethodGet}, collection: true, statuses: []int{200},
			flags: calls("type", "property"),
		},
		{
			name: "get", methods: []string{http.MethodGet}, path: "/{id}", statuses: []int{200},
			flags: calls("type", "property"),
		},
		{
			name: "create", methods: []string{http.MethodPost}, collection: true, statuses: []int{201, 200, 202, 204}, sends: true,
			flags: calls("type", "property"),
		},
		{
			name: "update", methods: []string{http.MethodPatch, http.MethodPut, http.MethodPost}, path: "/{id}", statuses: []int{200, 202, 204}, sends: true,
			flags: calls("type", "property", "method"),
		},
		{name: "delete", methods: []string{http.MethodDelete}, path: "/{id}", statuses: []int{204, 200, 202}, flags: calls()},
		{
			name: "action", methods: []string{http.MethodPost}, path: "/{id}/archive", act: true, statuses: []int{200, 201, 202, 204},
			flags: calls("type", "property"),
		},
		{
			name: "upload", methods: []string{http.MethodPut, http.MethodPost, http.MethodPatch}, path: "/{id}/content", act: true, statuses: []int{204, 200, 201, 202},
			flags: calls("type", "method", "media-type"),
		},
	}
}

// Kinds returns the names of the kinds of pages.
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

// kindOf returns the kind of a name, nil where there is none.
func kindOf(name string) *kind {
	all := kinds()
	i := slices.IndexFunc(all, func(k kind) bool { return k.name == name })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// check returns what is wrong with the options for a page of the kind, whatever the pages
// say.
func (k *kind) check(o Options) error {
	for _, f := range []struct {
		name string
		set  bool
	}{
		{"path", o.Path != ""},
		{"method", o.Method != ""},
		{"type", o.Type != ""},
		{"property", len(o.Properties) > 0},
		{"part", o.Part},
		{"host", o.Host != ""},
		{"auth", o.Auth != ""},
		{"permission", len(o.Permissions) > 0},
		{"media-type", o.MediaType != ""},
		{"status", o.Status != 0},
	} {
		if f.set && !slices.Contains(k.flags, f.name) {
			return fmt.Errorf("--%s says nothing about a page of kind %s; what does is --title, --description, --file, --force, --%s",
				f.name, k.name, strings.Join(k.flags, ", --"))
		}
	}
	if o.Method != "" && !slices.Contains(k.methods, o.Method) {
		return fmt.Errorf("--method %s: a page of kind %s has %s", o.Method, k.name, strings.Join(k.methods, ", "))
	}
	if o.Status != 0 && !slices.Contains(k.statuses, o.Status) {
		var known []string
		for _, s := range k.statuses {
			known = append(known, strconv.Itoa(s))
		}
		return fmt.Errorf("--status %d: the answer of a page of kind %s has %s", o.Status, k.name, strings.Join(known, ", "))
	}
	if o.Type != "" {
		if err := checkName("--type", o.Type); err != nil {
			return err
		}
	}
	for _, name := range o.Permissions {
		if err := checkPermission(name); err != nil {
			return err
		}
	}
	if err := checkSentence("--title", o.Title); err != nil {
		return err
	}
	return checkSentence("--description", o.Description)
}
