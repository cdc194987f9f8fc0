package phrases

// This file knows the words for OData's primitive types: CSDL's own, those of programming
// languages, and those of writers.

import (
	"iter"
	"strings"
)

// LongestPrimitive bounds the words that [Primitive] knows, in bytes.
const LongestPrimitive = 24

// primitives are the words that cells and sentences have for primitive types.
var primitives = table[string]{
	{whole, "string", "Edm.String", "String"},
	{whole, "str", "Edm.String", "Str"},
	{whole, "url", "Edm.String", "URL"},
	{whole, "uri", "Edm.String", "URI"},
	{whole, "string url", "Edm.String", "String URL"},
	{whole, "text", "Edm.String", "Text"},
	{whole, "snowflake", "Edm.String", "snowflake"}, // a number of 64 bits that is sent as text
	{whole, "identifier", "Edm.String", "Identifier"},
	{whole, "varchar", "Edm.String", "varchar"},
	{whole, "nvarchar", "Edm.String", "nvarchar"},
	{whole, "mime", "Edm.String", "MIME"},
	{whole, "mime type", "Edm.String", "MIME type"},
	{whole, "char", "Edm.String", "Char"},
	{whole, "character", "Edm.String", "Character"},
	{whole, "boolean", "Edm.Boolean", "Boolean"},
	{whole, "bool", "Edm.Boolean", "Bool"},
	{whole, "true", "Edm.Boolean", "true"},
	{whole, "false", "Edm.Boolean", "false"},
	{whole, "boolean value", "Edm.Boolean", "Boolean value"},
	{whole, "true false", "Edm.Boolean", "true-false"},
	{whole, "int", "Edm.Int32", "Int"},
	{whole, "int32", "Edm.Int32", "Int32"},
	{whole, "integer", "Edm.Int32", "Integer"},
	{whole, "uint", "Edm.Int32", "UInt"},
	{whole, "uint32", "Edm.Int32", "UInt32"},
	{whole, "integer32", "Edm.Int32", "Integer32"},
	{whole, "int 32", "Edm.Int32", "Int 32"},
	{whole, "32 bit integer", "Edm.Int32", "32-bit integer"},
	{whole, "16 bit integer", "Edm.Int16", "16-bit integer"},
	{whole, "signed integer", "Edm.Int32", "Signed integer"},
	{whole, "signed 32 bit integer", "Edm.Int32", "Signed 32-bit integer"},
	{whole, "32 bit signed integer", "Edm.Int32", "32-bit signed integer"},
	{whole, "unsigned 32 bit integer", "Edm.Int32", "Unsigned 32-bit integer"},
	{whole, "32 bit unsigned integer", "Edm.Int32", "32-bit unsigned integer"},
	{whole, "signed 64 bit integer", "Edm.Int64", "Signed 64-bit integer"},
	{whole, "64 bit signed integer", "Edm.Int64", "64-bit signed integer"},
	{whole, "unsigned 64 bit integer", "Edm.Int64", "Unsigned 64-bit integer"},
	{whole, "64 bit unsigned integer", "Edm.Int64", "64-bit unsigned integer"},
	{whole, "unsigned int", "Edm.Int32", "Unsigned int"},
	{whole, "unsigned integer", "Edm.Int32", "Unsigned integer"},
	{whole, "int64", "Edm.Int64", "Int64"},
	{whole, "64 bit integer", "Edm.Int64", "64-bit integer"},
	{whole, "long integer", "Edm.Int64", "Long integer"},
	{whole, "unsigned long", "Edm.Int64", "Unsigned long"},
	{whole, "long", "Edm.Int64", "Long"},
	{whole, "uint64", "Edm.Int64", "UInt64"},
	{whole, "ulong", "Edm.Int64", "ULong"},
	{whole, "integer64", "Edm.Int64", "Integer64"},
	{whole, "int 64", "Edm.Int64", "Int 64"},
	{whole, "bigint", "Edm.Int64", "BigInt"},
	{whole, "int16", "Edm.Int16", "Int16"},
	{whole, "short", "Edm.Int16", "Short"},
	{whole, "uint16", "Edm.Int32", "UInt16"},
	{whole, "uint8", "Edm.Byte", "UInt8"},
	{whole, "byte", "Edm.Byte", "Byte"},
	{whole, "sbyte", "Edm.SByte", "SByte"},
	{whole, "double", "Edm.Double", "Double"},
	{whole, "number", "Edm.Double", "Number"},
	{whole, "single", "Edm.Single", "Single"},
	{whole, "float", "Edm.Single", "Float"},
	{whole, "float32", "Edm.Single", "float32"},
	{whole, "float64", "Edm.Double", "float64"},
	{whole, "real", "Edm.Double", "Real"},
	{whole, "decimal", "Edm.Decimal", "Decimal"},
	{whole, "bigdecimal", "Edm.Decimal", "BigDecimal"},
	{whole, "big decimal", "Edm.Decimal", "Big decimal"},
	{whole, "decimal string", "Edm.Decimal", "Decimal string"},
	{whole, "money", "Edm.Decimal", "Money"},
	{whole, "datetimeoffset", "Edm.DateTimeOffset", "DateTimeOffset"},
	{whole, "datetime", "Edm.DateTimeOffset", "DateTime"},
	{whole, "timestamp", "Edm.DateTimeOffset", "Timestamp"},
	{whole, "unix timestamp", "Edm.Int64", "Unix timestamp"},
	{whole, "unix time", "Edm.Int64", "Unix time"},
	{whole, "unix epoch", "Edm.Int64", "Unix epoch"},
	{whole, "unix seconds", "Edm.Int64", "Unix seconds"},
	{whole, "unix milliseconds", "Edm.Int64", "Unix milliseconds"},
	{whole, "epoch", "Edm.Int64", "Epoch"},
	{whole, "epoch time", "Edm.Int64", "Epoch time"},
	{whole, "epoch timestamp", "Edm.Int64", "Epoch timestamp"},
	{whole, "epoch seconds", "Edm.Int64", "Epoch seconds"},
	{whole, "epoch milliseconds", "Edm.Int64", "Epoch milliseconds"},
	{whole, "timestamp in seconds", "Edm.Int64", "Timestamp in seconds"},
	{whole, "timestamp in ms", "Edm.Int64", "Timestamp in ms"},
	{whole, "iso8601", "Edm.DateTimeOffset", "ISO8601"},
	{whole, "iso 8601", "Edm.DateTimeOffset", "ISO 8601"},
	{whole, "iso8601 timestamp", "Edm.DateTimeOffset", "ISO8601 timestamp"},
	{whole, "iso 8601 timestamp", "Edm.DateTimeOffset", "ISO 8601 timestamp"},
	{whole, "iso8601 datetime", "Edm.DateTimeOffset", "ISO8601 datetime"},
	{whole, "iso 8601 datetime", "Edm.DateTimeOffset", "ISO 8601 datetime"},
	{whole, "iso8601 date", "Edm.Date", "ISO8601 date"},
	{whole, "iso 8601 date", "Edm.Date", "ISO 8601 date"},
	{whole, "date time", "Edm.DateTimeOffset", "Date-time"},
	{whole, "date time offset", "Edm.DateTimeOffset", "Date time offset"},
	{whole, "datetime offset", "Edm.DateTimeOffset", "DateTime offset"},
	{whole, "date and time", "Edm.DateTimeOffset", "Date and time"},
	{whole, "date/time", "Edm.DateTimeOffset", "Date/time"},
	{whole, "date", "Edm.Date", "Date"},
	{whole, "timeofday", "Edm.TimeOfDay", "TimeOfDay"},
	{whole, "time", "Edm.TimeOfDay", "Time"},
	{whole, "time of day", "Edm.TimeOfDay", "Time of day"},
	{whole, "duration", "Edm.Duration", "Duration"},
	{whole, "timespan", "Edm.Duration", "TimeSpan"},
	{whole, "iso 8601 duration", "Edm.Duration", "ISO 8601 duration"},
	{whole, "iso8601 duration", "Edm.Duration", "ISO8601 duration"},
	{whole, "guid", "Edm.Guid", "Guid"},
	{whole, "uuid", "Edm.Guid", "UUID"},
	{whole, "binary", "Edm.Binary", "Binary"},
	{whole, "bytes", "Edm.Binary", "Bytes"},
	{whole, "byte[]", "Edm.Binary", "byte[]"},
	{whole, "base64", "Edm.Binary", "Base64"},
	{whole, "base64 binary", "Edm.Binary", "Base64 binary"},
	{whole, "stream", "Edm.Stream", "Stream"},
	{whole, "untyped", "Edm.Untyped", "Untyped"},
	{whole, "json", "Edm.Untyped", "Json"},
	{whole, "json object", "Edm.Untyped", "JSON object"},
	{whole, "object", "Edm.Untyped", "Object"},
	{whole, "any", "Edm.Untyped", "Any"},
	{whole, "untyped json object", "Edm.Untyped", "Untyped JSON object"},
	{whole, "variant", "Edm.Untyped", "Variant"},
	{whole, "dynamic", "Edm.Untyped", "Dynamic"},
	{whole, "jsonobject", "Edm.Untyped", "JsonObject"},
	{whole, "geography", "Edm.Untyped", "Geography"},
	{whole, "geographypoint", "Edm.Untyped", "GeographyPoint"},
	{whole, "geometry", "Edm.Untyped", "Geometry"},
}

// primitiveOf has what each word of the table says. Every word of many a sentence is
// looked up.
var primitiveOf = primitives.index()

// PrimitiveWords yields the single words that mean primitives, in no order.
func PrimitiveWords() iter.Seq[string] {
	return func(yield func(string) bool) {
		for word := range primitiveOf {
			if !strings.ContainsAny(word, " /[") && !yield(word) {
				return
			}
		}
	}
}

// Primitive returns the full name of the OData primitive that a word means, which is
// folded and has single blanks for hyphens and underscores; "" where it means none.
func Primitive(low string) string { return primitiveOf[low] }
