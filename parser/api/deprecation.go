package api

// A Deprecation is what a page says of something that is deprecated, besides that it is.
type Deprecation struct {
	// Text are the page's words, without those that say no more than "deprecated".
	Text string `json:"text,omitzero"`
	// Pages are those that the words link to, and Names what they set off as code or in
	// bold: perhaps what is to be used instead.
	Pages []string `json:"pages,omitzero"`
	Names []string `json:"names,omitzero"`
}
