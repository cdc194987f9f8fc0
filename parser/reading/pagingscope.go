package reading

// This file finds out of which lists a guide speaks in what it says of paging. There may be
// thousands of lists and of sentences, so that lists are looked up by what names them, and
// are not compared with each sentence.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A scope is what guides say of the lists that they name, and of all others.
type scope struct {
	ways   map[*list]phrases.PagingWay // the first that is said of a list by name
	header map[*list]bool              // lists of which the header field Link is said to lead on
	all    bool                        // whether that is said of lists without naming any
}

// scopeOf finds out which lists are meant.
func scopeOf(says []said, lists []*list) scope {
	s := scope{ways: map[*list]phrases.PagingWay{}, header: map[*list]bool{}}
	names := namesOf(lists)
	for i := range says {
		named := names.in(says[i].by)
		for _, l := range named {
			if s.ways[l] == phrases.NoPagingWay {
				s.ways[l] = says[i].way
			}
			s.header[l] = s.header[l] || says[i].way == phrases.ByHeaderField
		}
		s.all = s.all || len(named) == 0 && says[i].way == phrases.ByHeaderField
	}
	return s
}

// listNames are lists by what names them in a text, all in lower case.
type listNames struct {
	pages map[string][]*list // the paths of their pages
	paths map[string][]*list // their own paths
	nouns map[string][]*list // what they list: the last names of the paths, in words
	most  int                // the length of the longest path or noun
}

// namesOf gathers the names of lists.
func namesOf(lists []*list) listNames {
	n := listNames{pages: map[string][]*list{}, paths: map[string][]*list{}, nouns: map[string][]*list{}}
	for _, l := range lists {
		n.pages[l.o.Page.Path] = append(n.pages[l.o.Page.Path], l)
		segment := strings.ToLower(l.segment())
		if segment == "" {
			continue
		}
		whole := strings.ToLower(l.o.FirstTemplate().Path.String())
		n.paths[whole] = append(n.paths[whole], l)
		if !phrases.IsGenericList(segment) {
			noun := strings.NewReplacer("-", " ", "_", " ").Replace(segment)
			n.nouns[noun] = append(n.nouns[noun], l)
		}
		n.most = max(n.most, len(whole))
	}
	return n
}

// in returns the lists that the first of several parts names which names any.
func (n *listNames) in(parts []naming) []*list {
	for i := range parts {
		if named := n.inPart(&parts[i]); len(named) > 0 {
			return named
		}
	}
	return nil
}

// inPart returns the lists that one part names: by links, and unless it is about all lists,
// by paths or as its subject.
func (n *listNames) inPart(part *naming) (named []*list) {
	for _, page := range part.pages {
		named = append(named, n.pages[page]...)
	}
	if phrases.SaysAllLists(part.low) {
		return named
	}
	for at := range len(part.low) {
		if part.low[at] == '/' && (at == 0 || !isNameByte(part.low[at-1])) {
			named = append(named, n.leading(n.paths, part.low[at:])...)
		}
	}
	return append(named, n.leading(n.nouns, phrases.Subject(part.low))...)
}

// leading returns the lists whose names a text begins with.
func (n *listNames) leading(by map[string][]*list, text string) (named []*list) {
	for end := 1; end <= min(len(text), n.most); end++ {
		if end == len(text) || !isNameByte(text[end]) {
			named = append(named, by[text[:end]]...)
		}
	}
	return named
}
