package parser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/parser"
)

// TestHostile reads large pages made to be slow. Each must be done long before a
// reader whose work is quadratic in them would be, and without a panic.
func TestHostile(t *testing.T) {
	const size = 1 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	each := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	pages := map[string]string{
		"brackets": repeat("["), "closing brackets": repeat("]"), "links": repeat("[a]("), "titles": repeat("[a](b \""),
		"nested links": strings.Repeat("[", size/4) + "[a](b)" + strings.Repeat("](c)", size/8),
		"angles":       repeat("<"), "comments": repeat("<!-- "), "comments in text": repeat("a <!-- b\n\n"), "comment blocks": repeat("<!-- { -->\n"),
		"backquotes": repeat("`a"), "backquote runs": each("%d`a``b```c````"), "stars": repeat("*a **a "), "underscores": repeat("_a __a "),
		"quotes": repeat(">"), "quoted lines": repeat("> > > a\n"), "lazy lines": "> a\n" + repeat("a\n"), "blank lines": "x" + repeat("\n"),
		"lists": repeat("- - - - a\n"), "blank lines in a list": "- - - - - a\n" + repeat("\n"), "loose list": repeat("1. a\n\n"), "nested list": repeat("- a\n  - b\n    - c\n"),
		"fences": repeat("```\n"), "open fence": "```http\n" + repeat("a\n"), "indented code": repeat("    a\nb\n\n"), "indent": strings.Repeat(" ", size) + "- a",
		"pipes": repeat("|"), "rows": "|a|b|\n|-|-|\n" + repeat("|c|d|\n"), "cells": "|a|b|\n|-|-|\n" + repeat("|"), "tables": repeat("|a|b|\n|-|-|\n"),
		"pipes in code": "|a|b|\n|-|-|\n" + repeat("`|"), "references": each("[a%d]: b\n"), "referred": each("[a%d]: b\n\n") + repeat("[a1] "),
		"html": repeat("<div>\n"), "tags": repeat("a <b>\n"), "entities": repeat("&amp"), "headings": repeat("# a\n"), "underlined": repeat("a\n===\n"),
		"tabs": repeat("# [a](#tab/b)\n"), "includes": repeat("[!INCLUDE [a](b)]\n"), "includes in a line": repeat("[!INCLUDE [a](b)] "),
		"front matter": "---\na: " + repeat("[") + "\n---\nx", "aliases": "---\n" + repeat("a: &a [*a,*a]\n") + "---\nx",
		"NUL": repeat("\x00"), "not UTF-8": repeat("\xff"), "backslashes": repeat("\\"),
		"JSON": "```json\n" + repeat("[") + "\n```", "JSON names": "```json\n{" + each("\"a%d\":1,") + "\n```", "JSON quotes": "```json\n{" + repeat("\"a\"b") + "\n```",
		"header": "```http\nGET /a\n" + repeat("a: b\n") + "\n```", "folded URL": "```http\nGET /a\n" + repeat("?a\n") + "\n```",
		"folded field": "```http\nHTTP/1.1 200 OK\na: b\n" + repeat(" c\n") + "\n```", "remarks": "```http\n" + repeat("# a\n") + "\n```",
		"templates": "```http\n" + repeat("GET /a\n") + "\n```", "annotations": repeat("<!-- { \"blockType\": \"request\" } -->\n"), "open annotation": "<!-- {" + repeat("\"a\":1,"),
	}
	for name, text := range pages {
		begin := time.Now()
		p := parser.Parse("p.md", []byte(text), parser.Options{})
		if d := time.Since(begin); d > 20*time.Second {
			t.Errorf("%s: %v", name, d)
		}
		checkPage(t, p, len(text))
	}
}

// TestTooMuch reads pages beyond the bounds: one diagnostic each, and nothing else.
func TestTooMuch(t *testing.T) {
	tests := []struct{ name, text, code string }{
		{"large", strings.Repeat("a\n", 50<<19), parser.CodePageTooLarge},
		{"deep quotes", strings.Repeat(">", 100_000) + " a", parser.CodePageTooComplex},
		{"deep lists", strings.Repeat("- ", 100_000) + "a", parser.CodePageTooComplex},
		{"many lines", "- - - - - - a\n" + strings.Repeat("\n", 4<<20), parser.CodePageTooComplex},
	}
	for _, tt := range tests {
		p := parser.Parse("p.md", []byte(tt.text), parser.Options{})
		if len(p.Diagnostics) != 1 || p.Diagnostics[0].Code != tt.code || len(p.Sections) != 0 {
			t.Errorf("%s: %d sections, %v", tt.name, len(p.Sections), p.Diagnostics)
		}
	}
	p := parser.Parse("p.md", []byte("# twelve bytes"), parser.Options{MaxSize: 8})
	if len(p.Diagnostics) != 1 || p.Diagnostics[0].Code != parser.CodePageTooLarge {
		t.Errorf("MaxSize: %v", p.Diagnostics)
	}
}

// checkPage checks what must hold for every page, whatever it says.
func checkPage(t *testing.T, p *parser.Page, size int) {
	t.Helper()
	for _, d := range p.Diagnostics {
		if d.Code == "" || d.Message == "" || d.Hint == "" || d.Severity == "" || d.Line < 1 || d.Line > size+1 || d.Column < 1 || d.Column > size+1 {
			t.Fatalf("bad diagnostic: %+v", d)
		}
		if d.Code == parser.CodeInternal {
			t.Fatalf("panic: %s", d.Message)
		}
	}
	checkAnnotation(t, p.Annotation)
	for _, s := range p.Sections {
		checkText(t, s.Heading)
		for _, b := range s.Blocks {
			if pos := b.Position(); pos.Line < 1 || pos.Column < 1 {
				t.Fatalf("%T at %v", b, pos)
			}
			checkBlock(t, b)
		}
	}
}

func checkBlock(t *testing.T, b parser.Block) {
	t.Helper()
	switch b := b.(type) {
	case *parser.Paragraph:
		checkText(t, b.Text)
	case *parser.List:
		for _, item := range b.Items {
			checkText(t, item)
		}
	case *parser.Table:
		for _, row := range append(b.Rows, b.Header) {
			if len(row) != len(b.Header) {
				t.Fatalf("a row of %d cells below a header of %d", len(row), len(b.Header))
			}
			for _, cell := range row {
				checkText(t, cell)
			}
		}
	case *parser.Code:
		checkCode(t, b)
	}
}

func checkText(t *testing.T, text parser.Text) {
	t.Helper()
	for _, s := range text.Spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(text.Plain) {
			t.Fatalf("span %+v of a text of %d bytes", s, len(text.Plain))
		}
	}
	if strings.TrimSpace(text.Plain) != text.Plain {
		t.Fatalf("%q is not trimmed", text.Plain)
	}
}

func checkCode(t *testing.T, b *parser.Code) {
	t.Helper()
	checkAnnotation(t, b.Annotation)
	set := 0
	for _, is := range []bool{b.Request != nil, b.Response != nil, b.JSON != nil, b.Request == nil && len(b.Templates) > 0} {
		if is {
			set++
		}
	}
	if set > 1 {
		t.Fatalf("%q is read as several things", b.Text)
	}
	if b.At(0) != b.TextPos && b.Text != "" && b.Text[0] != ' ' {
		t.Fatalf("text at %v, its first byte at %v", b.TextPos, b.At(0))
	}
	if pos := b.At(len(b.Text)); pos.Line < 1 || pos.Column < 1 {
		t.Fatalf("text ends at %v", pos)
	}
	if b.Response != nil && b.Response.Body.Text != "" && b.Response.Body.At(0) != b.Response.Body.Pos {
		t.Fatalf("body at %v, its first byte at %v", b.Response.Body.Pos, b.Response.Body.At(0))
	}
}

func checkAnnotation(t *testing.T, a *parser.Annotation) {
	t.Helper()
	if a != nil && (a.Value == nil || a.Pos.Line < 1) {
		t.Fatalf("annotation %+v", a)
	}
}
