package calls

// This file reads "sampleKeys": the values in an example's URL that stand for keys. Most
// of them look like keys, or stand where types say that keys are. The annotation is for
// those that look like names: /drives/root/items is one of /drives/{id}/items where
// "root" is a sample key.

import (
	"net/url"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// sampleKeys returns the sample keys of a block.
func sampleKeys(c *parser.Code) []string {
	if c.Annotation == nil {
		return nil
	}
	return c.Annotation.SampleKeys
}

// markKeys returns a path with keys in place of the names that are sample keys. What a
// path begins with is no key. It reports whether there are any.
func markKeys(p api.Path, keys []string) (marked api.Path, any bool) {
	if len(keys) == 0 {
		return p, false
	}
	marked = p.Clone()
	for i := 1; i < len(marked); i++ {
		s := &marked[i]
		if s.Kind != api.Static && s.Kind != api.Cast || !slices.Contains(keys, unescaped(s.Name)) && !slices.Contains(keys, s.Name) {
			continue
		}
		*s = api.Segment{Kind: api.Key, Args: []api.Arg{{Literal: s.Name, Type: "Edm.String"}}}
		any = true
	}
	return marked, any
}

// unescaped decodes percent escapes. A text with an invalid one is returned as it is.
func unescaped(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// checkSampleKeys reports the sample keys that are in no URL of their block.
func (d *Draft) checkSampleKeys(r *report.Reporter) {
	d.eachCode(func(_ division, c *parser.Code) {
		var urls []string
		for _, t := range c.Templates {
			urls = append(urls, t.URL)
		}
		if c.Request != nil {
			urls = append(urls, c.Request.URL)
		}
		for _, key := range sampleKeys(c) {
			has := func(url string) bool { return holdsKey(url, key) || holdsKey(unescaped(url), key) }
			if len(urls) > 0 && !slices.ContainsFunc(urls, has) {
				r.Add(d.Page, c.Annotation.PosOf("sampleKeys", key), "sample-key-unknown", diag.Warning,
					"the sample key "+report.Quote(key)+" is not in the URL", "list the keys as the URL has them")
			}
		}
	})
}

// holdsKey reports whether a URL has a key as a whole, with no letter or digit beside it.
func holdsKey(url, key string) bool {
	if key == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(url[from:], key)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(key)
		if (start == 0 || !isWord(url[start-1])) && (end == len(url) || !isWord(url[end])) {
			return true
		}
		from = start + 1
	}
}

// isWord reports whether a byte is a letter or a digit.
func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
