package parser

// The codes of the diagnostics that this package reports. Tools and page
// annotations refer to them: a code never changes its meaning.
const (
	// The page as a whole.
	CodePageTooLarge   = "page-too-large"       // the page is larger than Options.MaxSize and was not read
	CodePageTooComplex = "page-too-complex"     // the page nests too deeply or has too many lines, and was not read
	CodeNotUTF8        = "not-utf8"             // bytes that are no UTF-8 were replaced by question marks
	CodeNulByte        = "nul-byte"             // NUL bytes were replaced by blanks
	CodeEmptyPage      = "empty-page"           // the page has no text
	CodeFrontMatter    = "front-matter"         // the YAML block at the top cannot be read as YAML
	CodeIncludeMissing = "include-missing"      // an included file cannot be read
	CodeIncludeOutside = "include-outside"      // an included file is not in the docs folder
	CodeIncludeCycle   = "include-cycle"        // a file includes itself, or includes nest too deeply
	CodeTooMany        = "too-many-diagnostics" // the page has more mistakes than are reported
	CodeInternal       = "page-unreadable"      // markdown that the markdown parser cannot cope with

	// Markdown.
	CodeUnclosedFence   = "unclosed-fence"   // a code block is not closed
	CodeUnclosedComment = "unclosed-comment" // an HTML comment is not closed
	CodeHeadingBlank    = "heading-no-blank" // no blank behind the # of a heading
	CodeTabOpen         = "tab-open"         // a tab of a programming language is not closed
	CodeTableRow        = "table-row-cells"  // a table row has more cells than the table has columns
	CodeTableRowShort   = "table-row-short"  // a table row has fewer cells than the table has columns
	CodeTableRule       = "table-no-rule"    // a table lacks the line of dashes below its header
	CodeTableTooWide    = "table-too-wide"   // rows lack so many cells that they are not read
	CodeTextTooLong     = "text-too-long"    // a paragraph so long that it was kept as plain text

	// Annotations.
	CodeUnclosedAnnotation = "unclosed-annotation"      // an annotation's comment is not closed
	CodeAnnotationJSON     = "annotation-json"          // an annotation cannot be read as JSON
	CodeAnnotationKey      = "annotation-unknown-key"   // a key that is not in the vocabulary
	CodeAnnotationKeyCase  = "annotation-key-case"      // a key in another case than the vocabulary's
	CodeAnnotationRepeated = "annotation-repeated-key"  // a key that stands twice in one annotation
	CodeAnnotationValue    = "annotation-bad-value"     // a value of a type that its key does not take
	CodeBlockType          = "annotation-block-type"    // an unknown blockType
	CodeAnnotationAlone    = "annotation-without-block" // no code block follows an annotation
	CodeAnnotationApart    = "annotation-apart"         // text stands between an annotation and its code block
	CodeAnnotationMismatch = "annotation-mismatch"      // the block is not what its annotation says
	CodeAnnotationTail     = "annotation-tail"          // text behind the annotation on its last line
	CodePageAnnotation     = "page-annotation-repeated" // a second page annotation
	CodeElsewhere          = "code-elsewhere"           // code that a line takes from another file
	CodeFenceInHTML        = "fence-in-html"            // a fence right below a line of HTML
	CodeRelaxedJSON        = "relaxed-json"             // JSON that was read in spite of a mistake
	CodeInvalidJSON        = "invalid-json"             // a body or block that cannot be read as JSON
	CodeDuplicateMember    = "json-duplicate-member"    // a member's name stands twice in one object

	// HTTP.
	CodeHTTPVersion     = "http-version"        // HTTP/1.1 is missing or misspelt
	CodeHTTPMethodCase  = "http-method-case"    // a method that is not in upper case
	CodeHTTPBlankLine   = "http-blank-line"     // a blank line between the first line and the header fields
	CodeHTTPNoBlankLine = "http-no-blank-line"  // no blank line between the header fields and the body
	CodeHTTPHeader      = "http-header"         // a header line without a colon or a value, or with a bad name
	CodeHTTPSecond      = "http-second-message" // a second message in one block
	CodeHTTPStatus      = "http-status"         // a status line that is not as HTTP has it
	CodeURLBackslash    = "url-backslash"       // a backslash in a URL
	CodeURLEntity       = "url-entity"          // an entity of HTML in a URL
	CodeURLFolded       = "url-folded"          // a URL that goes on in the next line
	CodeContentLength   = "content-length"      // a Content-Length that is not the body's
	CodeTemplate        = "template-line"       // a line of a request section that is no request
	CodeTemplateMethod  = "template-no-method"  // a request line without a method
)
