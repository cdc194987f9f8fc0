package parser

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// The front matter is a YAML block between lines of three dashes at the very top. Only
// the scalars of its top level are read. Titles often contain a colon without quotes,
// which is not YAML. Such a block is reported and read line by line.

// frontMatter reads the block and returns the text behind it with its line number.
func (r *reader) frontMatter(text string) (string, int) {
	block, rest, ok := cutFrontMatter(text)
	if !ok {
		return text, 1
	}
	if values, ok := plainScalars(block); ok {
		r.page.FrontMatter = values
	} else if values, err := yamlScalars(block); err == nil {
		r.page.FrontMatter = values
	} else {
		r.page.FrontMatter = lineScalars(block)
		line, reason := yamlError(err)
		r.report(diag.Warning, Pos{line + 1, 1}, CodeFrontMatter, "the front matter is no YAML: "+reason, "put values that hold a colon or a quote in quotes")
	}
	return rest, 1 + strings.Count(text[:len(text)-len(rest)], "\n")
}

func cutFrontMatter(text string) (block, rest string, ok bool) {
	first, body, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \t\r") != "---" {
		return "", text, false
	}
	for at := 0; at < len(body); {
		n := strings.IndexByte(body[at:], '\n')
		line := body[at:]
		if n >= 0 {
			line = body[at : at+n]
		}
		if l := strings.TrimRight(line, " \t\r"); l == "---" || l == "..." {
			return body[:at], strings.TrimPrefix(body[at+len(line):], "\n"), true
		}
		if n < 0 {
			break
		}
		at += n + 1
	}
	return "", text, false
}

// plainScalars reads a block of one key and one unambiguous scalar per line, which nearly
// all pages have. It reports false for any other block.
func plainScalars(block string) (map[string]string, bool) {
	values := make(map[string]string, 8)
	for line := range strings.Lines(block) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok || !isPlainKey(key) || values[key] != "" {
			return nil, false
		}
		value = strings.TrimSpace(value)
		switch {
		case value == "":
		case value[0] == '"':
			if len(value) < 2 || value[len(value)-1] != '"' || strings.ContainsAny(value[1:len(value)-1], `"\`) {
				return nil, false
			}
			value = value[1 : len(value)-1]
		case !isLetter(value[0]) || strings.ContainsAny(value, "#:\"'{}[]&*!|>%@`") || isYAMLWord(value):
			return nil, false
		}
		values[key] = value
	}
	return values, true
}

func isPlainKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; !isLetter(c) && c != '.' && c != '_' && c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	return key != "" && isLetter(key[0])
}

func isYAMLWord(value string) bool {
	switch strings.ToLower(value) {
	case "null", "true", "false", "yes", "no", "on", "off":
		return true
	}
	return false
}

// yamlScalars reads a block as YAML and keeps the scalars of its top level.
func yamlScalars(block string) (map[string]string, error) {
	if len(block) > maxFrontMatter {
		return nil, fmt.Errorf("it has %d bytes", len(block))
	}
	var all map[string]any
	if err := yaml.Unmarshal([]byte(block), &all); err != nil {
		return nil, err
	}
	values := make(map[string]string, len(all))
	for k, v := range all {
		switch v.(type) {
		case nil:
			values[k] = ""
		case string, bool, int, int64, uint64, float64:
			values[k] = strings.TrimSpace(fmt.Sprint(v))
		}
	}
	return values, nil
}

// maxFrontMatter bounds the block, because aliases of aliases make YAML grow quickly.
const maxFrontMatter = 16 << 10

func yamlError(err error) (line int, reason string) {
	line = 1
	reason, _, _ = strings.Cut(err.Error(), "\n")
	if strings.HasPrefix(reason, "[") {
		if position, after, ok := strings.Cut(reason[1:], "] "); ok {
			var column int
			if _, err := fmt.Sscanf(position, "%d:%d", &line, &column); err == nil {
				reason = after
			}
		}
	}
	return line, reason
}

// lineScalars reads "key: value" lines and nothing else.
func lineScalars(block string) map[string]string {
	values := map[string]string{}
	for line := range strings.Lines(block) {
		key, value, ok := strings.Cut(line, ":")
		if !ok || !isPlainKey(key) {
			continue
		}
		value = strings.TrimSpace(value)
		if len(value) > 1 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
			value = value[1 : len(value)-1]
		}
		values[key] = value
	}
	return values
}
