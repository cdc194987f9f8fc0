package resolve

// The media type of a body that is JSON. Most services want application/json, which the
// runtime sends unless told otherwise. Some want to know what the JSON means: a merge
// patch (RFC 7396) is application/merge-patch+json, and a server that takes two kinds of
// patches refuses the one that is not called what it is. The examples say which it is, on
// the wire, and the row Content-Type of a table of header fields, in words.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// plainJSON is the media type that is sent where pages say nothing of it.
const plainJSON = "application/json"

// jsonMedia is the media type of a method's JSON body, "" for JSON's own: that of all
// examples if they agree, else the only one that a table of header fields names.
func jsonMedia(claims []claim) string {
	shown := map[string]bool{}
	for _, c := range claims {
		for _, x := range c.d.Exchanges {
			if q := x.Asked; !x.Unrelated && q.Body.JSON != nil {
				shown[calls.MediaType(q.Header)] = true
			}
		}
	}
	delete(shown, "")
	if len(shown) == 0 {
		for _, c := range claims {
			for _, p := range c.d.Op.In(api.InHeader) {
				if strings.EqualFold(p.Name, "Content-Type") {
					namedMedia(p.Description, shown)
				}
			}
		}
	}
	if len(shown) != 1 {
		return ""
	}
	for media := range shown {
		if media != plainJSON && calls.IsJSON(media) && isToken(media) {
			return media
		}
	}
	return ""
}

// namedMedia notes the media types that a text names.
func namedMedia(text string, named map[string]bool) {
	for word := range strings.FieldsSeq(text) {
		word, _, _ = strings.Cut(strings.ToLower(strings.Trim(word, "`'\"“”()[],.:")), ";")
		if strings.Count(word, "/") == 1 && calls.IsJSON(word) {
			named[word] = true
		}
	}
}

// isToken reports whether a media type is written in the characters of one (RFC 9110, 8.3.1).
func isToken(media string) bool {
	kind, name, _ := strings.Cut(media, "/")
	for _, part := range []string{kind, name} {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool {
			return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
		}) {
			return false
		}
	}
	return true
}
