package parser

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Pages as bytes. A page that has not changed can be decoded instead of parsed, which
// takes a tenth of the time.
//
// The bytes have no version and do not describe their fields. Only the build of this
// package that has encoded a page can decode it. Every type has one method here that
// encodes and decodes, so that the two always agree.

// Encode appends p as bytes to dst. The error says that p holds JSON too deep to
// be encoded.
func Encode(dst []byte, p *Page) ([]byte, error) {
	c := &codec{out: dst}
	if c.page(p); c.failed {
		return dst, errEncoding
	}
	return c.out, nil
}

// Decode returns the page that [Encode] has encoded as data. The page's texts share the
// memory of data. The error says that data is not an encoded page.
func Decode(data string) (*Page, error) {
	c := &codec{in: data, decoding: true}
	p := &Page{}
	c.page(p)
	if c.failed || c.in != "" {
		return nil, errEncoding
	}
	p.foldSuppressions()
	return p, nil
}

var errEncoding = errors.New("no page that can be encoded or decoded")

// A codec encodes to out, or decodes from in. Decoding writes to new memory before it
// reads from it. Otherwise the system maps a page of zeros for the read and has to replace
// it on all CPUs at the first write.
type codec struct {
	out      []byte
	in       string
	decoding bool
	failed   bool
	sources  []*source
	depth    int
	values   []relaxed.Value // room for values to come
}

// maxEncodedDepth is how deep JSON values may be nested.
const maxEncodedDepth = 10000

// fail makes everything that is decoded from here on empty.
func (c *codec) fail() { c.failed, c.in = true, "" }

func (c *codec) int(p *int) {
	if !c.decoding {
		c.out = binary.AppendVarint(c.out, int64(*p))
		return
	}
	n, shift := uint64(0), 0
	for i := 0; i < len(c.in) && i < binary.MaxVarintLen64; i++ {
		b := c.in[i]
		n |= uint64(b&0x7f) << shift
		if shift += 7; b < 0x80 {
			c.in = c.in[i+1:]
			*p = int(int64(n>>1) ^ -int64(n&1))
			return
		}
	}
	c.fail()
}

// size codes the number of parts of something. Each part takes at least one byte, so that
// a number above that of the bytes left is an error.
func (c *codec) size(n int) int {
	c.int(&n)
	if c.decoding && (n < -1 || n > len(c.in)) {
		c.fail()
		return 0
	}
	return n
}

func (c *codec) byte(p *byte) {
	if !c.decoding {
		c.out = append(c.out, *p)
		return
	}
	if c.in == "" {
		c.fail()
		return
	}
	*p, c.in = c.in[0], c.in[1:]
}

func (c *codec) bool(p *bool) {
	var b byte
	if !c.decoding && *p {
		b = 1
	}
	c.byte(&b)
	*p = b != 0
}

func (c *codec) string(p *string) {
	if !c.decoding {
		c.size(len(*p))
		c.out = append(c.out, *p...)
		return
	}
	n := max(c.size(0), 0)
	*p, c.in = c.in[:n], c.in[n:]
}

// list codes a slice; nil and empty stay different.
func list[T any](c *codec, p *[]T, each func(*codec, *T)) {
	if c.decoding {
		n := c.size(0)
		if n < 0 || c.failed {
			return
		}
		*p = make([]T, 0, min(n, math.MaxUint16))
		for i := 0; i < n && !c.failed; i++ {
			*p = append(*p, *new(T))
			each(c, &(*p)[i])
		}
		return
	}
	n := len(*p)
	if *p == nil {
		n = -1
	}
	c.size(n)
	for i := range *p {
		each(c, &(*p)[i])
	}
}

// fresh returns a new zero value and writes to it, because taking the address of a field
// reads from it (see [codec]).
func fresh[T any]() *T { return &append(make([]T, 0, 1), *new(T))[0] }

// pointer codes a pointer, which may be nil.
func pointer[T any](c *codec, p **T, each func(*codec, *T)) {
	there := !c.decoding && *p != nil
	c.bool(&there)
	if !there {
		return
	}
	if c.decoding {
		*p = fresh[T]()
	}
	each(c, *p)
}

func (c *codec) texts(p *[]string) { list(c, p, (*codec).string) }

func (c *codec) stringMap(p *map[string]string) {
	there := *p != nil
	c.bool(&there)
	if !there {
		return
	}
	n := max(c.size(len(*p)), 0)
	if !c.decoding {
		for _, key := range slices.Sorted(maps.Keys(*p)) {
			value := (*p)[key]
			c.string(&key)
			c.string(&value)
		}
		return
	}
	*p = make(map[string]string, min(n, math.MaxUint8))
	for range n {
		var key, value string
		c.string(&key)
		c.string(&value)
		(*p)[key] = value
	}
}

func (c *codec) page(p *Page) {
	c.string(&p.Path)
	c.stringMap(&p.FrontMatter)
	c.string(&p.Title)
	c.pos(&p.TitlePos)
	list(c, &p.Sections, func(c *codec, s **Section) { pointer(c, s, (*codec).section) })
	pointer(c, &p.Annotation, (*codec).annotation)
	list(c, &p.Diagnostics, (*codec).diagnostic)
}

func (c *codec) pos(p *Pos) {
	c.int(&p.Line)
	c.int(&p.Column)
}

func (c *codec) diagnostic(d *diag.Diagnostic) {
	c.string(&d.Code)
	c.string((*string)(&d.Severity))
	c.string(&d.File)
	c.int(&d.Line)
	c.int(&d.Column)
	c.string(&d.Message)
	c.string(&d.Hint)
}

func (c *codec) section(s *Section) {
	c.int(&s.Level)
	c.text(&s.Heading)
	c.pos(&s.Pos)
	list(c, &s.Blocks, (*codec).block)
}

func (c *codec) text(t *Text) {
	c.pos(&t.Pos)
	c.string(&t.Plain)
	list(c, &t.Spans, func(c *codec, s *Span) {
		c.byte((*byte)(&s.Kind))
		c.int(&s.Start)
		c.int(&s.End)
		c.string(&s.Dest)
	})
}

// The types of block.
const (
	paragraphBlock byte = iota + 1
	listBlock
	tabBlock
	tableBlock
	codeBlock
)

func (c *codec) block(b *Block) {
	if c.decoding {
		var kind byte
		if c.byte(&kind); kind < paragraphBlock || kind > codeBlock {
			c.fail()
			return
		}
		*b = [...]func() Block{
			func() Block { return fresh[Paragraph]() }, func() Block { return fresh[List]() }, func() Block { return fresh[Tab]() },
			func() Block { return fresh[Table]() }, func() Block { return fresh[Code]() },
		}[kind-paragraphBlock]()
	}
	mark := func(kind byte) {
		if !c.decoding {
			c.byte(&kind)
		}
	}
	switch b := (*b).(type) {
	case *Paragraph:
		mark(paragraphBlock)
		c.text(&b.Text)
		c.bool(&b.Quoted)
	case *List:
		mark(listBlock)
		c.pos(&b.Pos)
		list(c, &b.Items, (*codec).text)
	case *Tab:
		mark(tabBlock)
		c.pos(&b.Pos)
		c.string(&b.ID)
		c.string(&b.Title)
	case *Table:
		mark(tableBlock)
		c.table(b)
	case *Code:
		mark(codeBlock)
		c.code(b)
	}
}

func (c *codec) table(t *Table) {
	c.pos(&t.Pos)
	list(c, &t.Header, (*codec).text)
	list(c, &t.Rows, func(c *codec, row *[]Text) { list(c, row, (*codec).text) })
	pointer(c, &t.Annotation, (*codec).annotation)
}

func (c *codec) code(b *Code) {
	c.pos(&b.Pos)
	c.string(&b.Info)
	c.string(&b.Text)
	c.pos(&b.TextPos)
	pointer(c, &b.Annotation, (*codec).annotation)
	c.string(&b.TabID)
	c.bool(&b.Unclosed)
	c.origin(&b.origin)
	pointer(c, &b.Request, (*codec).request)
	pointer(c, &b.Response, (*codec).response)
	list(c, &b.Templates, func(c *codec, t *Template) {
		c.pos(&t.Pos)
		c.string(&t.Method)
		c.string(&t.URL)
		c.pos(&t.urlPos)
	})
	pointer(c, &b.JSON, (*codec).json)
}

func (c *codec) request(r *Request) {
	c.string(&r.Method)
	c.string(&r.URL)
	c.pos(&r.URLPos)
	list(c, &r.Header, (*codec).field)
	c.body(&r.Body)
}

func (c *codec) response(r *Response) {
	c.int(&r.Status)
	c.bool(&r.Unstated)
	c.string(&r.Reason)
	c.pos(&r.Pos)
	list(c, &r.Header, (*codec).field)
	c.body(&r.Body)
}

func (c *codec) field(f *Field) {
	c.string(&f.Name)
	c.string(&f.Value)
	c.pos(&f.Pos)
}

func (c *codec) body(b *Body) {
	c.pos(&b.Pos)
	c.string(&b.Text)
	pointer(c, &b.JSON, (*codec).json)
	c.origin(&b.origin)
}

func (c *codec) json(j *JSON) {
	pointer(c, &j.Value, (*codec).value)
	c.string(&j.Guess)
	c.pos(&j.GuessPos)
	c.origin(&j.origin)
}

func (c *codec) annotation(a *Annotation) {
	c.pos(&a.Pos)
	for _, p := range []*string{
		&a.BlockType, &a.Type, &a.TypeAKA, &a.CollectionProperty, &a.KeyProperty, &a.BaseType, &a.LongRunningResponse, &a.Target,
		&a.PageType, &a.Title, &a.Namespace, &a.Description, &a.Keywords, &a.Section, &a.TOCPath,
	} {
		c.string(p)
	}
	for _, p := range []*bool{
		&a.Inferred, &a.IsCollection, &a.IsEmpty, &a.Truncated, &a.ExpectError, &a.Abstract, &a.OpenType, &a.IsMediaEntity,
		&a.OpaqueURL, &a.IsComposable, &a.Idempotent, &a.MergePermissions,
	} {
		c.bool(p)
	}
	for _, p := range []*[]string{
		&a.Names, &a.OptionalProperties, &a.NullableProperties, &a.SampleKeys, &a.Scopes, &a.APIVersions, &a.Tags, &a.RequestURLs, &a.Suppressions,
	} {
		c.texts(p)
	}
	c.pos(&a.TypePos)
	c.stringMap(&a.PropertyAKA)
	list(c, &a.Capabilities, func(c *codec, x *Capability) {
		c.string(&x.Property)
		c.stringMap(&x.Values)
	})
	c.stringMap(&a.TOCBookmarks)
	pointer(c, &a.Value, (*codec).value)
	c.origin(&a.origin)
}

func (c *codec) value(v *relaxed.Value) {
	if c.depth++; c.depth > maxEncodedDepth {
		c.fail()
		return
	}
	c.byte((*byte)(&v.Kind))
	c.int(&v.Offset)
	switch v.Kind {
	case relaxed.Object:
		list(c, &v.Members, func(c *codec, m *relaxed.Member) {
			c.string(&m.Name)
			c.int(&m.Offset)
			c.child(&m.Value)
		})
	case relaxed.Array:
		list(c, &v.Elements, (*codec).child)
	default:
		c.string(&v.Text)
	}
	c.depth--
}

// child codes a value inside another one. There are many of them, so that several are
// allocated at a time.
func (c *codec) child(p **relaxed.Value) {
	if c.decoding {
		if len(c.values) == 0 {
			c.values = make([]relaxed.Value, 16)
		}
		*p, c.values = &c.values[0], c.values[1:]
	}
	c.value(*p)
}

// origin codes where a text stands. Origins share their sources. Of a source, only what
// positions are computed from is kept.
func (c *codec) origin(p *origin) {
	at := -1
	if p.src != nil {
		if at = slices.Index(c.sources, p.src); at < 0 {
			at = len(c.sources)
		}
	}
	c.int(&at)
	switch {
	case at == len(c.sources):
		if c.decoding {
			p.src = &source{}
		}
		c.sources = append(c.sources, p.src)
		c.source(p.src)
	case at > len(c.sources) || at < -1:
		c.fail()
	case at >= 0:
		p.src = c.sources[at]
	}
	c.int(&p.base)
	list(c, &p.runs, func(c *codec, r *run) {
		c.int(&r.text)
		c.int(&r.src)
	})
}

func (c *codec) source(s *source) {
	c.int(&s.line0)
	last := 0
	list(c, &s.lines, func(c *codec, at *int) {
		step := *at - last
		c.int(&step)
		last += step
		*at = last
	})
	pointer(c, &s.fixed, (*codec).pos)
}
