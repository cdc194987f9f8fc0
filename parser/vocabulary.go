package parser

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
	"github.com/sdkscribe/sdkscribe/parser/nearest"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// The vocabulary of annotations, which is that of API Doctor: the keys, the values that each
// takes, and other spellings of them that are accepted. As in API Doctor, the case of keys
// and block types does not matter.

// blockTypes are the values of blockType.
func blockTypes() []string {
	return []string{"resource", "request", "response", "example", "samples", "simulatedResponse", "ignored", "permissions", "testParams"}
}

// keys are the keys of an annotation before a block.
func keys() []string {
	return []string{
		"blockType", "name", "@odata.type", "@type", "@type.aka", "@property.aka", "isCollection", "collectionProperty", "isEmpty",
		"truncated", "expectError", "optionalProperties", "nullableProperties", "keyProperty", "baseType", "abstract", "openType",
		"isMediaEntity", "opaqueUrl", "isComposable", "idempotent", "longRunningResponseType", "sampleKeys", "scopes", "apiVersions",
		"tags", "target", "requestUrls", "mergePermissions", "@odata.annotations",
	}
}

// pageKeys are the keys of a page annotation. Others are the page's own: a publisher's
// templates may read them.
func pageKeys() []string {
	return []string{
		"type", "title", "description", "keywords", "section", "namespace", "canonicalUrl", "tocPath", "tocIndex", "tocBookmarks",
		"headerAdditions", "footerAdditions", "suppressions",
	}
}

// KeySpelling returns a key as the vocabulary spells it, whatever its case. It returns ""
// for a word that is not a key.
func KeySpelling(name string) string {
	for _, known := range [...][]string{keys(), pageKeys()} {
		for _, key := range known {
			if strings.EqualFold(key, name) {
				return key
			}
		}
	}
	return ""
}

// vocabulary reads the members of a.Value, which stands at p, into a.
func (r *reader) vocabulary(a *Annotation, p origin) {
	a.origin = p
	k := keyReader{reader: r, a: a, origin: p}
	if t := a.Value.Get("type"); t != nil && t.Kind == relaxed.String && strings.HasPrefix(t.Text, "#") {
		a.PageType = t.Text
	}
	for i := range a.Value.Members {
		m := &a.Value.Members[i]
		if repeated(a.Value.Members, i) {
			r.report(diag.Warning, p.pos(m.Offset), CodeAnnotationRepeated, fmt.Sprintf("the key %q stands twice in this annotation", short(m.Name)), "keep one of them")
		}
		k.member = m
		if a.PageType != "" {
			k.pageKey(k.spelling(pageKeys(), m.Name))
		} else {
			k.key(k.spelling(keys(), m.Name))
		}
	}
}

// A keyReader reads one member of an annotation.
type keyReader struct {
	*reader
	a      *Annotation
	origin origin
	member *relaxed.Member
}

// spelling returns the key as the vocabulary spells it, or "" where it is none.
func (k *keyReader) spelling(known []string, name string) string {
	for _, key := range known {
		if key == name {
			return key
		}
	}
	pos := k.origin.pos(k.member.Offset)
	for _, key := range known {
		if strings.EqualFold(key, name) {
			k.report(diag.Warning, pos, CodeAnnotationKeyCase, fmt.Sprintf("the key %q is spelt %q", name, key), "write "+key)
			return key
		}
	}
	hint := "remove it; the keys are " + strings.Join(known, ", ")
	if near := nearest.Word(name, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	} else if k.a.PageType != "" {
		return ""
	}
	k.report(diag.Warning, pos, CodeAnnotationKey, fmt.Sprintf("unknown key %q in this annotation", short(name)), hint)
	return ""
}

func (k *keyReader) pageKey(key string) {
	a := k.a
	switch key {
	case "type":
	case "title":
		k.text(&a.Title)
	case "description":
		k.text(&a.Description)
	case "keywords":
		k.words(&a.Keywords)
	case "section":
		k.text(&a.Section)
	case "namespace":
		k.text(&a.Namespace)
	case "canonicalUrl":
		k.text(new(string))
	case "tocIndex":
		if k.member.Value.Kind != relaxed.Number {
			k.text(new(string))
		}
	case "headerAdditions", "footerAdditions":
		k.texts(new([]string))
	case "tocPath":
		k.text(&a.TOCPath)
	case "tocBookmarks":
		k.pairs(&a.TOCBookmarks)
	case "suppressions":
		k.texts(&a.Suppressions)
		k.boundSuppressions()
	}
}

// boundSuppressions leaves out the suppressions beyond the limit: every diagnostic of
// the page is compared with each of them.
func (k *keyReader) boundSuppressions() {
	size := 0
	for i, s := range k.a.Suppressions {
		if size += len(s) + suppressionCost; size > limits.Suppressions {
			k.report(diag.Warning, k.origin.pos(k.member.Value.Offset), CodeAnnotationValue,
				fmt.Sprintf("the suppressions have more than %d bytes; the last %d are not read", limits.Suppressions, len(k.a.Suppressions)-i),
				"correct the page instead, or give the codes of what is to be silent")
			k.a.Suppressions = k.a.Suppressions[:i]
			return
		}
	}
}

// suppressionCost is how many bytes an entry counts for beside its own.
const suppressionCost = 16

func (k *keyReader) key(key string) {
	a := k.a
	switch key {
	case "blockType":
		k.blockType()
	case "name":
		k.texts(&a.Names)
	case "@odata.type", "@type":
		k.typeName()
	case "@type.aka":
		k.text(&a.TypeAKA)
	case "@property.aka":
		k.pairs(&a.PropertyAKA)
	case "collectionProperty":
		k.text(&a.CollectionProperty)
	case "optionalProperties":
		k.texts(&a.OptionalProperties)
	case "nullableProperties":
		k.texts(&a.NullableProperties)
	case "keyProperty":
		k.text(&a.KeyProperty)
	case "baseType":
		k.text(&a.BaseType)
		a.BaseType = strings.TrimPrefix(a.BaseType, "#")
	case "longRunningResponseType":
		k.text(&a.LongRunningResponse)
	case "sampleKeys":
		k.texts(&a.SampleKeys)
	case "scopes":
		k.list(&a.Scopes)
	case "apiVersions":
		k.list(&a.APIVersions)
	case "tags":
		k.list(&a.Tags)
	case "target":
		if k.text(&a.Target); !k.oneOf(a.Target, "action", "function", "object", "collection") {
			a.Target = ""
		}
	case "requestUrls":
		k.texts(&a.RequestURLs)
	case "@odata.annotations":
		k.capabilities()
	case "":
	default:
		k.flag(key)
	}
}

// flag reads the keys that are true or false.
func (k *keyReader) flag(key string) {
	a := k.a
	flags := map[string]*bool{
		"isCollection": &a.IsCollection, "isEmpty": &a.IsEmpty, "truncated": &a.Truncated, "expectError": &a.ExpectError,
		"abstract": &a.Abstract, "openType": &a.OpenType, "isMediaEntity": &a.IsMediaEntity, "opaqueUrl": &a.OpaqueURL,
		"isComposable": &a.IsComposable, "idempotent": &a.Idempotent, "mergePermissions": &a.MergePermissions,
	}
	into := flags[key]
	if into == nil {
		return
	}
	v := k.member.Value
	switch {
	case v.Kind == relaxed.Bool:
		*into = *into || v.Text == "true"
		return
	case v.Kind == relaxed.String && (strings.EqualFold(v.Text, "true") || strings.EqualFold(v.Text, "false")):
		*into = *into || strings.EqualFold(v.Text, "true")
	}
	k.bad("true or false")
}

// bad reports a value of a type that its key does not take.
func (k *keyReader) bad(want string) {
	k.report(diag.Warning, k.origin.pos(k.member.Value.Offset), CodeAnnotationValue,
		fmt.Sprintf("%q wants %s, not %s", k.member.Name, want, kindName(k.member.Value.Kind)), "write "+want)
}

// oneOf reports whether a value is one of the words that its key takes, or absent. It
// finds fault with others.
func (k *keyReader) oneOf(value string, words ...string) bool {
	if value == "" || slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, value) }) {
		return true
	}
	want := strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
	k.report(diag.Warning, k.origin.pos(k.member.Value.Offset), CodeAnnotationValue,
		fmt.Sprintf("%q wants %s, not %q", k.member.Name, want, short(value)), "write "+want)
	return false
}

func kindName(kind relaxed.Kind) string {
	switch kind {
	case relaxed.String:
		return "a string"
	case relaxed.Number:
		return "a number"
	case relaxed.Bool:
		return "true or false"
	case relaxed.Object:
		return "an object"
	case relaxed.Array:
		return "a list"
	}
	return "null"
}

func (k *keyReader) text(into *string) {
	v := k.member.Value
	switch v.Kind {
	case relaxed.String:
		*into = strings.TrimSpace(v.Text)
	case relaxed.Null:
	case relaxed.Number, relaxed.Bool:
		*into = v.Text
		k.bad("a string")
	default:
		k.bad("a string")
	}
}

// words reads a string, or a list as one string.
func (k *keyReader) words(into *string) {
	if v := k.member.Value; v.Kind != relaxed.Array {
		k.text(into)
		return
	}
	var list []string
	k.texts(&list)
	*into = strings.Join(list, ",")
}

// texts reads a string or a list of strings.
func (k *keyReader) texts(into *[]string) {
	v := k.member.Value
	switch v.Kind {
	case relaxed.Null:
	case relaxed.String:
		if v.Text != "" {
			*into = append(*into, strings.TrimSpace(v.Text))
		}
	case relaxed.Array:
		for _, e := range v.Elements {
			if e.Kind == relaxed.Object || e.Kind == relaxed.Array {
				k.bad("a list of strings")
				continue
			}
			if e.Kind != relaxed.Null {
				*into = append(*into, strings.TrimSpace(e.Text))
			}
		}
	default:
		k.bad("a string or a list of strings")
	}
}

// list reads a list that may be written as one string with blanks or commas.
func (k *keyReader) list(into *[]string) {
	var all []string
	k.texts(&all)
	for _, s := range all {
		*into = append(*into, strings.FieldsFunc(s, isListSeparator)...)
	}
}

func isListSeparator(c rune) bool {
	return c == ' ' || c == ',' || c == ';' || c == '\n' || c == '\t'
}

// pairs reads an object of strings, or one string such as "new=old other=former".
func (k *keyReader) pairs(into *map[string]string) {
	v := k.member.Value
	if v.Kind == relaxed.String && strings.Contains(v.Text, "=") {
		*into = map[string]string{}
		for _, pair := range strings.FieldsFunc(v.Text, isListSeparator) {
			name, value, _ := strings.Cut(pair, "=")
			(*into)[name] = value
		}
		return
	}
	if v.Kind != relaxed.Object {
		if v.Kind != relaxed.Null {
			k.bad("an object of strings")
		}
		return
	}
	*into = make(map[string]string, len(v.Members))
	for _, m := range v.Members {
		if m.Value.Kind == relaxed.Object || m.Value.Kind == relaxed.Array {
			k.bad("an object of strings")
			continue
		}
		(*into)[m.Name] = m.Value.Text
	}
}

func (k *keyReader) blockType() {
	var name string
	k.text(&name)
	for _, known := range blockTypes() {
		if strings.EqualFold(known, name) {
			k.a.BlockType = strings.ToLower(known)
			return
		}
	}
	if name == "" {
		return
	}
	hint := "write one of " + strings.Join(blockTypes(), ", ")
	if near := nearest.Word(name, blockTypes()); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	k.report(diag.Warning, k.origin.pos(k.member.Value.Offset), CodeBlockType, fmt.Sprintf("unknown blockType %q", short(name)), hint)
}

// typeName reads a type: microsoft.graph.user, #microsoft.graph.user,
// Collection(microsoft.graph.user).
func (k *keyReader) typeName() {
	if k.a.Type != "" {
		return
	}
	k.text(&k.a.Type)
	name := strings.TrimPrefix(k.a.Type, "#")
	if hasPrefixFold(name, "Collection(") {
		k.a.IsCollection = true
		name = strings.TrimSuffix(strings.TrimSpace(name[len("Collection("):]), ")")
	}
	k.a.Type = strings.TrimPrefix(strings.TrimSpace(name), "#")
	k.a.TypePos = k.origin.pos(k.member.Value.Offset)
}

// capabilities reads "@odata.annotations": a list of objects with a property and
// its capabilities.
func (k *keyReader) capabilities() {
	v := k.member.Value
	entries := v.Elements
	if v.Kind == relaxed.Object {
		entries = []*relaxed.Value{v}
	}
	for _, e := range entries {
		values := e.Get("capabilities")
		if e.Kind != relaxed.Object || values == nil || values.Kind != relaxed.Object {
			k.bad("a list of objects with a property and capabilities")
			continue
		}
		c := Capability{Values: make(map[string]string, len(values.Members))}
		if p := e.Get("property"); p != nil {
			c.Property = p.Text
		}
		for i := range values.Members {
			k.capability(&c, &values.Members[i])
		}
		k.a.Capabilities = append(k.a.Capabilities, c)
	}
	if entries == nil && v.Kind != relaxed.Array {
		k.bad("a list of objects with a property and capabilities")
	}
}

// capabilityNames are the capabilities that are true or false. Two others are words.
func capabilityNames() []string {
	return []string{
		"changeTracking", "computed", "countable", "deletable", "expandable", "filterable", "insertable", "referenceable",
		"searchable", "selectable", "skippable", "sortable", "toppable", "updatable", "navigability", "permissions",
	}
}

// capability reads one capability into c.
func (k *keyReader) capability(c *Capability, m *relaxed.Member) {
	outer := k.member
	defer func() { k.member = outer }()
	k.member = m
	name := k.spelling(capabilityNames(), m.Name)
	switch {
	case name == "":
	case name == "permissions" && m.Value.Kind == relaxed.String:
		c.Values[name] = m.Value.Text
	case name == "permissions":
		k.bad("a string")
	case name == "navigability":
		var word string
		if k.text(&word); k.oneOf(word, "none", "single", "recursive") {
			c.Values[name] = word
		}
	case m.Value.Kind != relaxed.Bool:
		k.bad("true or false")
	default:
		c.Values[name] = m.Value.Text
	}
}
