package api

import "testing"

func TestPageName(t *testing.T) {
	for page, want := range map[string]string{
		"api/a.md": "api/a", "api/a.MD": "api/a", "a.b.markdown": "a.b", "x/a.mdx": "x/a", "a.txt": "a.txt", "a": "a", "a.md/b": "a.md/b", "a.mdown": "a.mdown",
	} {
		if got := PageName(page); got != want {
			t.Errorf("PageName(%q) = %q, want %q", page, got, want)
		}
		if got := IsPage(page); got != (page != want) {
			t.Errorf("IsPage(%q) = %v", page, got)
		}
	}
}

func TestFindPage(t *testing.T) {
	pages := map[string]bool{"a.mdx": true, "b.md": true, "b.markdown": true}
	for name, want := range map[string]string{"a": "a.mdx", "a.mdx": "a.mdx", "b": "b.md", "c": ""} {
		if got := FindPage(name, func(page string) bool { return pages[page] }); got != want {
			t.Errorf("FindPage(%q) = %q, want %q", name, got, want)
		}
	}
}
