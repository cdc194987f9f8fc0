package rest

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An Option changes one call. Every method of a generated SDK takes any number of
// them. A mistake in an option, such as a header value with a line break, is the
// error of the call.
type Option func(*call)

// call is what the options of one call say.
type call struct {
	query      []param
	header     http.Header
	timeout    time.Duration
	into       **http.Response
	look       func(*Response)
	raw        *[]byte
	content    any       // what an answer is decoded into whose method ignores it
	body       io.Reader // in place of the method's
	bodyType   string
	resume     string  // a link to a page, in place of the request's path
	kept       []kept  // fields of the answer's header that are wanted
	deltaLink  *string // where to put the link of a delta query's last page
	noRedirect bool
	noBody     bool
	idempotent bool
	once       bool // no attempt is followed by another
	attempts   int  // in place of the policy's, 0 for these
	maxDelay   time.Duration
	err        error // the first mistake in an option
}

// param is a query parameter.
type param struct{ name, value string }

func newCall(opts []Option) (*call, error) {
	c := &call{}
	for _, opt := range opts {
		if opt != nil {
			opt(c)
		}
	}
	return c, c.err
}

// add sets a query parameter; to one that is there already it appends, separated
// by sep, or replaces it where sep is empty.
func (c *call) add(name, value, sep string) {
	for i := range c.query {
		if c.query[i].name == name {
			if sep != "" {
				value = c.query[i].value + sep + value
			}
			c.query[i].value = value
			return
		}
	}
	c.query = append(c.query, param{name, value})
}

func (c *call) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// Select asks for these properties alone ($select).
func Select(properties ...string) Option {
	return func(c *call) { c.add("$select", strings.Join(properties, ","), ",") }
}

// Expand asks for related objects in line ($expand). An expression may have
// options of its own: Expand("lines($select=id,count;$top=5)").
func Expand(expressions ...string) Option {
	return func(c *call) { c.add("$expand", strings.Join(expressions, ","), ",") }
}

// ExpandWith is [Expand] for one property, with options for the related objects:
// [Select], [Filter], [OrderBy], [Search], [Top], [Skip], [Count], [Expand] and
// ExpandWith itself.
//
//	rest.ExpandWith("lines", rest.Select("id"), rest.Filter("article eq ?", "O'Neil"))
func ExpandWith(property string, opts ...Option) Option {
	return func(c *call) {
		inner, err := newCall(opts)
		query := inner.query
		if inner.query = nil; err == nil && !reflect.ValueOf(*inner).IsZero() {
			err = fmt.Errorf("rest: ExpandWith of %q takes options for the query alone", property)
		}
		if err != nil {
			c.fail(err)
			return
		}
		c.add("$expand", property+nested(query), ",")
	}
}

// nested returns query options as they stand behind a property, in parentheses (OData
// ABNF, expandOption).
func nested(query []param) string {
	if len(query) == 0 {
		return ""
	}
	all := make([]string, len(query))
	for i, p := range query {
		all[i] = p.name + "=" + p.value
	}
	return "(" + strings.Join(all, ";") + ")"
}

// OrderBy sorts ($orderby): OrderBy("buyer", "ordered desc").
func OrderBy(expressions ...string) Option {
	return func(c *call) { c.add("$orderby", strings.Join(expressions, ","), ",") }
}

// Top asks for at most n elements in a page ($top).
func Top(n int) Option { return Query("$top", strconv.Itoa(n)) }

// Skip leaves out the first n elements ($skip).
func Skip(n int) Option { return Query("$skip", strconv.Itoa(n)) }

// Count asks for the number of elements in all pages ($count), which is then in
// [Page.Count].
func Count(include bool) Option { return Query("$count", strconv.FormatBool(include)) }

// Resume has a call for a page begin at a link that was kept, a [Page.NextLink] or a
// [Page.DeltaLink], in place of its own path and query. An empty link changes nothing,
// so that the first round of a delta query is no special case; see [KeepDelta]. A token
// that was kept without its link is for the query: Query("$deltatoken", token).
func Resume(link string) Option { return func(c *call) { c.resume = link } }

// KeepDelta has *link set to the [Page.DeltaLink] of the page that a call returns, if
// it has one, or of the last page of an iteration: where the next round begins.
//
//	for order, err := range client.Orders.DeltaAll(ctx, rest.Resume(link), rest.KeepDelta(&link)) {
//		if errors.Is(err, rest.ErrGone) {
//			link = "" // the service does not know it any more: begin anew
//		}
//		...
//	}
func KeepDelta(link *string) Option { return func(c *call) { c.deltaLink = link } }

// Range asks for length bytes of content from offset on (RFC 9110 14.2), or for all
// that follow if length is negative. [Stream.StatusCode] is 206 if the service obeyed,
// and 200 if all of the content comes.
func Range(offset, length int64) Option {
	return func(c *call) {
		switch {
		case offset < 0 || length == 0 || length > math.MaxInt64-offset:
			c.fail(fmt.Errorf("rest: there is no range of %d bytes from %d on", length, offset))
		case length < 0:
			c.set("Range", fmt.Sprintf("bytes=%d-", offset))
		default:
			c.set("Range", fmt.Sprintf("bytes=%d-%d", offset, offset+length-1))
		}
	}
}

// Query sets the query parameter called name. The value is percent-encoded.
func Query(name, value string) Option { return func(c *call) { c.add(name, value, "") } }

// Header sets a header field of the request. An empty value sends none, not even one that
// all calls have. A value with a line break or another control character is refused.
func Header(name, value string) Option {
	return func(c *call) {
		if err := checkHeader(name, value); err != nil {
			c.fail(err)
			return
		}
		c.set(name, value)
	}
}

func (c *call) set(name, value string) {
	if c.header == nil {
		c.header = make(http.Header)
	}
	c.header.Set(name, value)
}

// Prefer adds preferences (RFC 7240): Prefer("return=minimal").
func Prefer(preferences ...string) Option {
	return func(c *call) {
		value := strings.Join(preferences, ", ")
		if before := c.header.Get("Prefer"); before != "" {
			value = before + ", " + value
		}
		Header("Prefer", value)(c)
	}
}

// IfMatch has the call fail with [ErrPreconditionFailed] unless the resource still
// has this ETag; see [Extra.ETag].
func IfMatch(etag string) Option { return Header("If-Match", etag) }

// IfNoneMatch has the call fail with [ErrNotModified] if the resource still has
// this ETag.
func IfNoneMatch(etag string) Option { return Header("If-None-Match", etag) }

// IdempotencyKey sends key in the header Idempotency-Key and thereby has calls
// retried that otherwise are not because they change something each time.
func IdempotencyKey(key string) Option {
	return func(c *call) {
		Header("Idempotency-Key", key)(c)
		c.idempotent = key != ""
	}
}

// Timeout bounds the whole call: all attempts, the waiting between them, and the
// reading of the answer, that of a [Stream] included.
func Timeout(d time.Duration) Option { return func(c *call) { c.timeout = d } }

// ContentType tells what a request body is that is not JSON, or JSON of a media type of its
// own.
func ContentType(mediaType string) Option { return Header("Content-Type", mediaType) }

// Body sends content of a media type in place of the body that the method takes,
// which may be nil: for calls that take JSON and another format besides, as the
// sending of a message takes MIME. An io.Reader that is an io.Seeker can be sent
// again by a retry.
func Body(mediaType string, content io.Reader) Option {
	return func(c *call) {
		c.body, c.bodyType = content, mediaType
		delete(c.header, "Content-Type") // of the body that it takes the place of
	}
}

// NoBody has a PATCH sent whose body is nil, which is an error otherwise: it would change
// nothing.
func NoBody() Option { return func(c *call) { c.noBody = true } }

// Into has *resp set to the answer, for its status, its header and its body, which can be
// read again, unless it is being read by a [Stream]. It is set to nil if there was no answer.
func Into(resp **http.Response) Option {
	return func(c *call) {
		c.into = resp
		if resp != nil {
			*resp = nil
		}
	}
}

// NoRedirect takes a redirection (a 3xx answer with a Location) as the result
// instead of following it; [Into] shows the Location, and so does a [Stream].
func NoRedirect() Option { return func(c *call) { c.noRedirect = true } }

// checkHeader refuses names and values that would break out of their field.
func checkHeader(name, value string) error {
	if !isToken(name) {
		return fmt.Errorf("rest: %.60q is no header name", name)
	}
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return fmt.Errorf("rest: the value of header %s has a control character in it", name)
		}
	}
	return nil
}

// isToken reports whether s is a token (RFC 9110 5.6.2).
func isToken(s string) bool {
	for i := range len(s) {
		if !isAlphanumeric(s[i]) && strings.IndexByte("!#$%&'*+-.^_`|~", s[i]) < 0 {
			return false
		}
	}
	return s != ""
}

// withoutParams returns a query without the parameters that are set anew.
func withoutParams(query string, params []param) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		plain, err := url.QueryUnescape(name)
		if part != "" && (err != nil || !slices.ContainsFunc(params, func(p param) bool { return p.name == plain })) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// encodeQuery returns the parameters as a query without its '?'.
func encodeQuery(params []param) string {
	n := 0
	for _, p := range params {
		n += len(p.name) + len(p.value) + 2
	}
	var b strings.Builder
	b.Grow(n + n/2)
	for i, p := range params {
		if i > 0 {
			b.WriteByte('&')
		}
		escapeTo(&b, p.name, "$@")
		b.WriteByte('=')
		escapeTo(&b, p.value, inQueryValue)
	}
	return b.String()
}
