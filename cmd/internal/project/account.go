package project

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/selection"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/reading/account"
)

// An Account says line by line what became of pages.
type Account struct {
	Schema int           `json:"schema"`
	Pages  []PageAccount `json:"pages"`
}

// A PageAccount says what became of a page, by its path below the docs folder.
type PageAccount struct {
	Page  string         `json:"page"`
	Lines []account.Line `json:"lines"`
}

// ReadAccount reads all pages, since what becomes of one depends on the others, and
// returns the account of those that are named: by their paths below the docs folder or
// by the paths of their files. Its error says which page there is none of.
func ReadAccount(ctx context.Context, s config.Settings, names []string, progress Progress) (Account, error) {
	chosen, err := choose(s)
	if err != nil {
		return Account{}, err
	}
	chosen.rules = selection.Rules{}
	folder, err := open(ctx, s, chosen, nil, progress)
	if err != nil {
		return Account{}, err
	}
	defer folder.Close()
	p, err := read(ctx, s, folder, chosen, nil, progress)
	if err != nil {
		return Account{}, err
	}
	out := Account{Schema: 1, Pages: []PageAccount{}}
	for _, name := range names {
		page := p.page(name)
		if page == nil {
			return Account{}, fmt.Errorf("there is no page %s in %s: name a page by its path below that folder, such as %s", name, s.Docs, p.anyPage())
		}
		out.Pages = append(out.Pages, PageAccount{Page: page.Path, Lines: p.read.Account.Lines(page, string(folder.Text(page.Path)))})
	}
	return out, nil
}

// page returns the page that a name means, nil for none.
func (p *Project) page(name string) *parser.Page {
	paths := []string{strings.TrimPrefix(filepath.ToSlash(filepath.Clean(name)), "./")}
	if file, err := filepath.Abs(name); err == nil {
		if docs, err := filepath.Abs(p.Settings.Docs); err == nil {
			if below, err := filepath.Rel(docs, file); err == nil && filepath.IsLocal(below) {
				paths = append(paths, filepath.ToSlash(below))
			}
		}
	}
	i := slices.IndexFunc(p.pages, func(page *parser.Page) bool { return slices.Contains(paths, page.Path) })
	if i < 0 {
		return nil
	}
	return p.pages[i]
}

// anyPage returns the path of a page, as an example.
func (p *Project) anyPage() string {
	if len(p.pages) == 0 {
		return "api/thing-get.md"
	}
	return p.pages[0].Path
}
