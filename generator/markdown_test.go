package generator

import "testing"

// TestMarkdown writes texts that would mean something in markdown.
func TestMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"/users/{id | name}": "`/users/{id | name}`", "a`b": "``a`b``", "`a``": "``` `a`` ```", " a ": "`  a  `", " a": "` a`",
		"": "", " ": "", "a\nb\u202e": "`a\\nb\\u202e`", "<b>[x](y)": "`<b>[x](y)`",
	} {
		var d markdown
		if d.code(text); string(d.text) != want {
			t.Errorf("%q is %s, want %s", text, d.text, want)
		}
	}
	for url, want := range map[string]string{
		"https://docs.example.com/a-b?x=y#z": "https://docs.example.com/a-b?x=y#z", "a b)": "a%20b%29", "<a>\n": "%3Ca%3E%0A", "é": "%C3%A9",
	} {
		var d markdown
		if d.target(url); string(d.text) != want {
			t.Errorf("%q is %s, want %s", url, d.text, want)
		}
	}
	var d markdown
	if d.block([]string{"a := `", "```"}); string(d.text) != "````go\na := `\n```\n````\n" {
		t.Errorf("%s", d.text)
	}
}
