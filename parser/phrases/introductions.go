package phrases

// This file knows the beginnings of pages: which paragraphs say what the page is about,
// and which say something else.

import "strings"

// banners are how paragraphs begin that say where a page applies, or that a publishing
// tool fills in, and nothing of the page's subject.
var banners = table[bool]{
	{begins, "applies to", true, "Applies to: the shop in all countries"},
	{begins, "details:", true, "DETAILS: Tier: all"},
	{begins, "tier:", true, "Tier: all"},
	{begins, "offering:", true, "Offering: all"},
	{begins, "namespace:", true, "Namespace: shop"},
	{begins, "prerequisites:", true, "Prerequisites: an account"},
	{begins, "note:", true, "Note: this is new."},
	{begins, "important:", true, "Important: this is new."},
	{begins, "[!", true, "[!INCLUDE [beta](beta.md)]"},
	{begins, "{{", true, "{{< details >}}"},
	{begins, "{%", true, "{% include note.html %}"},
	{begins, "@include", true, "@include 'note.mdx'"},
	{begins, "~>", true, "~> This is new."},
	{begins, "->", true, "-> This is new."},
	{begins, "=>", true, "=> This is new."},
	{begins, ":::", true, ":::note"},
}

// IsBanner reports whether a paragraph says nothing of what its page is about: where it
// applies, a note, a label such as "Endpoints:".
func IsBanner(paragraph string) bool {
	text := strings.TrimLeft(paragraph, "*_ ")
	const words = 2 // of a label
	label := strings.HasSuffix(strings.TrimRight(text, "*_ "), ":") && strings.Count(text, " ") < words
	return label || banners.ofFold(text)
}

// CutLeadIn takes the last sentence off a paragraph where it leads to what follows: "You
// can order the following:".
func CutLeadIn(paragraph string) string {
	text := strings.TrimSpace(paragraph)
	if !strings.HasSuffix(text, ":") {
		return text
	}
	if i := strings.LastIndex(text, ". "); i > 0 {
		return text[:i+1]
	}
	return ""
}

// descriptionHeadings stand above what a page is about, where that is not at its beginning.
var descriptionHeadings = table[bool]{
	{whole, "description", true, "Description"},
	{whole, "api description", true, "API description"},
	{whole, "method description", true, "Method description"},
	{whole, "summary", true, "Summary"},
	{whole, "overview", true, "Overview"},
}

// HeadsDescription reports whether below a heading stands what its page is about.
func HeadsDescription(heading string) bool {
	return descriptionHeadings.ofFold(strings.TrimSpace(heading))
}

// invitations are how descriptions of pages begin that are about the page, not about its
// subject.
var invitations = table[bool]{
	{begins, "learn how", true, "Learn how to list invoices."},
	{begins, "learn about", true, "Learn about invoices."},
	{begins, "learn to", true, "Learn to list invoices."},
	{begins, "learn more", true, "Learn more about invoices."},
	{begins, "describes how", true, "Describes how invoices are listed."},
	{begins, "this article", true, "This article is about invoices."},
	{begins, "this topic", true, "This topic is about invoices."},
}

// InvitesToRead reports whether the description of a page is about the page.
func InvitesToRead(description string) bool { return invitations.ofFold(description) }
