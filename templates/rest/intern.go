package rest

// A stringCache spares allocations where a collection repeats itself, which most
// do: time zones, content types, enumeration members. It lives as long as the
// decoding of one text. A string takes the place of the one before it that had
// the same hash, so that its size is fixed whatever comes in.
type stringCache struct {
	strings [256]string
}

// maxInterned bounds the strings that are cached: longer ones seldom come again.
const maxInterned = 64

// string returns text as a string.
func (c *stringCache) string(text []byte) string {
	if len(text) < 2 || len(text) > maxInterned {
		return string(text)
	}
	h := uint32(2166136261) // FNV-1a
	for _, b := range text {
		h = (h ^ uint32(b)) * 16777619
	}
	s := &c.strings[(h^h>>16)%uint32(len(c.strings))]
	if *s != string(text) {
		*s = string(text)
	}
	return *s
}
