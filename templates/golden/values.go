package golden

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// At returns the instant that text is, exactly as written. It panics if text is
// none: golden tests are made of documented values that have been read before.
func At(text string) rest.DateTimeOffset {
	d, err := rest.ParseDateTimeOffset(text)
	if err != nil {
		panic(err)
	}
	return d
}

// Time is [At] as an [rest.Opt].
func Time(text string) rest.Opt[rest.DateTimeOffset] { return rest.Some(At(text)) }

// Scalar returns the Opt that a JSON value decodes to, with the form that it is
// written in: a number in quotes, an alphabet of base64. It panics if the value is
// no T.
func Scalar[T any](text string) (o rest.Opt[T]) {
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		panic(err)
	}
	return o
}

// Raw returns JSON as it is, for properties of no declared type and for Extra.
func Raw(text string) jsontext.Value { return jsontext.Value(text) }
