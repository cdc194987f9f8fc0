package parser

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Annotations. An annotation is an HTML comment with a JSON object that describes the
// block below it. This file finds annotations and gives them to their blocks: one is
// pending until a code block or a table takes it. vocabulary.go reads their keys.

// pending is an annotation that waits for its block.
type pending struct {
	*Annotation
	at    int
	apart bool // text stands between it and what follows
}

// comment reads the comment whose "<!--" stands at open.
func (r *reader) comment(open int, inner string) {
	at := open + len("<!--")
	lead := len(inner) - len(strings.TrimLeft(inner, " \t\r\n-\ufeff\u00a0"))
	body := strings.TrimRight(inner[lead:], " \t\r\n")
	if !isAnnotation(body) {
		return
	}
	p := origin{src: r.src, base: at + lead}
	v, notes, err := relaxed.ParseString(body)
	if err == nil && v.Kind != relaxed.Object {
		err = &relaxed.SyntaxError{Message: "an annotation is a JSON object", Hint: "write the keys in { }"}
	}
	if err != nil {
		r.invalid(CodeAnnotationJSON, diag.Error, p, err)
		return
	}
	r.notes(notes, p)
	a := &Annotation{Pos: r.src.pos(open), Value: v}
	r.vocabulary(a, p)
	if a.PageType != "" {
		r.pageAnnotation(a)
		return
	}
	r.dropPending()
	r.pending = &pending{Annotation: a, at: open}
}

// isAnnotation reports whether a comment's text is meant as an annotation: it
// starts with a brace, or with a key of the vocabulary.
func isAnnotation(body string) bool {
	if body == "" {
		return false
	}
	if body[0] == '{' {
		return true
	}
	head := strings.TrimLeft(body[:min(len(body), 24)], `"'`)
	return hasPrefixFold(head, "blockType") || hasPrefixFold(head, "@odata.type")
}

func (r *reader) pageAnnotation(a *Annotation) {
	if len(r.files) > 0 {
		return // an included file's own business
	}
	if r.page.Annotation != nil {
		r.report(diag.Warning, a.Pos, CodePageAnnotation, "a second page annotation", "keep one")
		return
	}
	r.page.Annotation = a
}

// comments reads the comments inside the text that was read last.
func (r *reader) comments() {
	for _, open := range r.inline.comments {
		if inner, n := cutComment(r.src.text[open:]); n > 0 {
			r.comment(open, inner)
		}
	}
	r.inline.comments = r.inline.comments[:0]
}

func (r *reader) unclosedComment(open int) {
	text := strings.TrimLeft(r.src.text[open+len("<!--"):], " \t\r\n")
	if isAnnotation(text) {
		r.report(diag.Error, r.src.pos(open), CodeUnclosedAnnotation, "this annotation's comment is not closed; the rest of the page is lost", "close it with -->")
		return
	}
	r.report(diag.Warning, r.src.pos(open), CodeUnclosedComment, "this comment is not closed; the rest of the page is lost", "close it with -->")
}

// dropPending reports the pending annotation, because no block has taken it.
func (r *reader) dropPending() {
	p := r.pending
	r.pending = nil
	if p == nil || p.BlockType == "ignored" || p.BlockType == "permissions" {
		return
	}
	r.report(diag.Warning, p.Pos, CodeAnnotationAlone, "no code block follows this annotation", "put it directly before the block that it is about, or remove it")
}

// takeForCode gives a code block the pending annotation.
func (r *reader) takeForCode(c *Code) {
	p := r.pending
	if p == nil {
		return
	}
	r.pending = nil
	c.Annotation = p.Annotation
	if p.apart && p.BlockType != "ignored" {
		r.report(diag.Warning, p.Pos, CodeAnnotationApart, "text stands between this annotation and its code block", "put the annotation directly before the block")
	}
}

// takeForTable returns the pending annotation where it is about tables, or nil.
func (r *reader) takeForTable() *Annotation {
	p := r.pending
	if p == nil || p.BlockType != "permissions" {
		return nil
	}
	r.pending = nil
	return p.Annotation
}

// checkAnnotation compares an annotation with what its block holds, and supplies a
// blockType that is missing.
func (r *reader) checkAnnotation(c *Code) {
	a := c.Annotation
	if a == nil {
		return
	}
	is := "text"
	switch {
	case c.Request != nil || len(c.Templates) > 0:
		is = "request"
	case c.Response != nil:
		is = "response"
	case c.JSON != nil:
		is = "JSON"
	}
	if a.BlockType == "" {
		a.Inferred = true
		a.BlockType = inferred(is, a)
		return
	}
	if wanted := wants(a.BlockType); wanted != "" && wanted != is && !(wanted == "JSON" && is == "text") {
		r.report(diag.Warning, a.Pos, CodeAnnotationMismatch, fmt.Sprintf("the annotation says %s, the block holds %s", a.BlockType, article(is)),
			"correct the blockType, or the block")
	} else if wanted == "JSON" && is == "text" && strings.TrimSpace(c.Text) == "" {
		r.report(diag.Warning, a.Pos, CodeAnnotationMismatch, "the annotated block is empty", "write the block, or remove it")
	}
}

func article(is string) string {
	if is == "request" || is == "response" {
		return "a " + is
	}
	return is
}

func inferred(is string, a *Annotation) string {
	switch {
	case is == "request" || is == "response":
		return is
	case is == "JSON" && a.Type != "":
		return "resource"
	case is == "JSON":
		return "example"
	}
	return "ignored"
}

// wants returns what a block of the given type must hold, "" for anything.
func wants(blockType string) string {
	switch blockType {
	case "request", "response":
		return blockType
	case "simulatedresponse":
		return "response"
	case "resource":
		return "JSON"
	}
	return ""
}
