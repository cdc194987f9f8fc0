package calls

// This phase reads what a page says of its subject at its beginning: the description, and
// whether the operation is deprecated.

import (
	"cmp"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// readIntro takes the description: the first paragraph that says something about the
// operation, as against where it applies, a note, or words that lead to a list. Where a
// page begins with none, it has a heading for it, or its front matter says it.
func (d *Draft) readIntro() {
	done := false // what follows words that lead to a list is about the list
	for i, div := range d.Divisions {
		if own := i == 0; d.Part && !own || !d.Part && div.Area != AreaIntro {
			continue
		}
		for _, b := range div.Section.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok || p.Plain == "" {
				continue
			}
			text := p.Plain
			if phrases.DeprecatesCall(text) {
				d.Op.Deprecated = true
				if d.Op.Deprecation.Text == "" {
					d.Op.Deprecation, text = types.CutDeprecation(d.Page, p.Text, phrases.DeprecatesCall)
				}
			}
			if !done && !p.Quoted && text != "" && !phrases.IsBanner(text) && !isRequest(p) {
				d.Op.Description, done = phrases.CutLeadIn(text), true
			}
		}
	}
	said := strings.TrimSpace(d.Page.FrontMatter["description"])
	invites := phrases.InvitesToRead(said)
	if d.Op.Description == "" {
		d.Op.Description = cmp.Or(d.described(), d.besideRequest())
	}
	if d.Op.Description == "" && !invites {
		d.Op.Description = said
	}
	d.Op.Description = cmp.Or(d.Op.Description, said)
	text, front := types.FrontDeprecation(d.Page)
	d.Op.Deprecated = d.Op.Deprecated || front || phrases.TitlesDeprecated(d.Page.Title)
	d.Op.Deprecation.Text = cmp.Or(d.Op.Deprecation.Text, text)
}

// besideRequest is the first paragraph below the request line of a section, which says what
// the call does where nothing stands above all sections.
func (d *Draft) besideRequest() string {
	if d.Part {
		return ""
	}
	for _, div := range d.Divisions {
		asked := false
		for _, b := range div.Section.Blocks {
			p, ok := b.(*parser.Paragraph)
			switch {
			case len(openingRequests(b)) > 0:
				asked = true
				if ok && !isRequest(p) {
					return ""
				}
			case ok && asked && !p.Quoted && !isBold(p.Text) && !phrases.IsBanner(p.Plain):
				return phrases.CutLeadIn(p.Plain)
			}
		}
	}
	return ""
}

// isRequest reports whether a paragraph is a request line and nothing else: it says what
// the call is, and not what it does.
func isRequest(p *parser.Paragraph) bool {
	title, _, ok := parser.CutRequest(strings.TrimRight(p.Plain, ".: "))
	return ok && title == ""
}

// described is the first paragraph below a heading that announces the description.
func (d *Draft) described() string {
	for _, s := range d.Page.Sections {
		if s.Level < 2 || !phrases.HeadsDescription(s.Heading.Plain) {
			continue
		}
		for _, b := range s.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok || p.Quoted || phrases.IsBanner(p.Plain) {
				continue
			}
			if text := phrases.CutLeadIn(p.Plain); text != "" {
				return text
			}
		}
	}
	return ""
}
