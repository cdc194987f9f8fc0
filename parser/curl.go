package parser

import (
	"encoding/base64"
	"strings"
)

// Commands of curl. Pages show calls as commands for a shell: curl -X POST URL -H "Name:
// value" -d '{...}'. Such a block is a request like others. What a shell would do
// beyond quotes and continued lines is not done.

// isCurl reports whether a line begins a command of curl, behind the prompt of a shell.
func isCurl(line string) bool {
	word, rest, ok := cutWord(strings.TrimLeft(line, "$> "))
	return ok && word == "curl" && rest != ""
}

// A word is one of a shell's command, without its quotes. It stands from start to end in
// the text, quotes included; plain reports that nothing but quotes around it was taken away.
type word struct {
	text       string
	start, end int
	plain      bool
}

// curl reads a block that starts with a command of curl on the line first.
func (r *reader) curl(c *Code, s *lines, first int) {
	line := s.line(first)
	words := shellWords(c.Text, s.starts[first]+len(line)-len(strings.TrimLeft(line, "$> \t")))
	request := &Request{}
	sent := r.curlOptions(c, request, words)
	if request.URL == "" {
		return
	}
	if request.Method == "" {
		request.Method = "GET"
		if (len(sent.data) > 0 || sent.form) && !sent.query {
			request.Method = "POST"
		}
	}
	c.Request = request
	switch {
	case sent.query && len(sent.data) > 0:
		mark := "?"
		if strings.Contains(request.URL, mark) {
			mark = "&"
		}
		request.URL += mark + joinWords(sent.data)
	case sent.form:
		curlType(request, "multipart/form-data", request.URLPos)
	case len(sent.data) > 0:
		r.curlBody(c, request, sent.data)
	}
}

// A curlData is what the options of a command say of what is sent.
type curlData struct {
	data  []word
	form  bool // it is a form of several parts
	query bool // the data is a part of the URL
}

// curlOptions reads the words of a command into a request, and returns what they send.
func (r *reader) curlOptions(c *Code, request *Request, words []word) (sent curlData) {
	for i := 0; i < len(words); i++ {
		flag, value, joined := strings.Cut(words[i].text, "=")
		argument := func() word {
			if joined && strings.HasPrefix(flag, "--") {
				return word{text: value, start: words[i].start, end: words[i].end}
			}
			if i+1 < len(words) {
				i++
				return words[i]
			}
			return word{}
		}
		switch {
		case flag == "-X" || flag == "--request":
			request.Method = strings.ToUpper(argument().text)
		case strings.HasPrefix(flag, "-X") && len(flag) > 2:
			request.Method = strings.ToUpper(flag[2:])
		case flag == "-H" || flag == "--header":
			r.curlHeader(c, request, argument())
		case flag == "-u" || flag == "--user":
			r.curlUser(c, request, argument())
		case flag == "-d" || strings.HasPrefix(flag, "--data") || flag == "--json":
			sent.data = append(sent.data, argument())
		case flag == "-F" || strings.HasPrefix(flag, "--form"):
			argument()
			sent.form = true
		case flag == "-G" || flag == "--get":
			sent.query = true
		case flag == "--url":
			r.curlURL(c, request, argument())
		case takesArgument(flag):
			argument()
		case !strings.HasPrefix(flag, "-") && request.URL == "" && i > 0:
			r.curlURL(c, request, words[i])
		}
	}
	return sent
}

// curlType gives a request the media type that curl sends unless the command says another.
func curlType(request *Request, media string, pos Pos) {
	if _, ok := fieldValue(request.Header, "Content-Type"); !ok {
		request.Header = append(request.Header, Field{Name: "Content-Type", Value: media, Pos: pos})
	}
}

// joinWords joins the data of several options as curl does.
func joinWords(words []word) string {
	var texts []string
	for _, w := range words {
		texts = append(texts, w.text)
	}
	return strings.Join(texts, "&")
}

// curlURL takes a word for the URL.
func (r *reader) curlURL(c *Code, request *Request, w word) {
	request.URL, request.URLPos = w.text, c.At(w.start+quoteWidth(c.Text, w))
}

// curlHeader takes a word for a header field.
func (r *reader) curlHeader(c *Code, request *Request, w word) {
	name, value, ok := strings.Cut(w.text, ":")
	if ok && isFieldName(name) {
		request.Header = append(request.Header, Field{Name: name, Value: strings.TrimSpace(value), Pos: c.At(w.start + quoteWidth(c.Text, w))})
	}
}

// curlUser takes a word for the user and the password, which curl sends as RFC 7617 says.
func (r *reader) curlUser(c *Code, request *Request, w word) {
	if w.text != "" {
		request.Header = append(request.Header, Field{Name: "Authorization", Pos: c.At(w.start + quoteWidth(c.Text, w)),
			Value: "Basic " + base64.StdEncoding.EncodeToString([]byte(w.text))})
	}
}

// curlBody takes the data of a command for the body. JSON is read where it stands in the
// block as it is sent, so that what is wrong with it has a position. Text that is a form
// is sent as one; of JSON, pages leave out the header field that says so.
func (r *reader) curlBody(c *Code, request *Request, data []word) {
	w := data[0]
	at := w.start + quoteWidth(c.Text, w)
	request.Body = Body{Pos: c.At(at), Text: joinWords(data), origin: c.origin.from(at)}
	if name, _, ok := strings.Cut(request.Body.Text, "="); ok && name != "" && !strings.ContainsAny(name, "{[<\"@ \n") {
		curlType(request, "application/x-www-form-urlencoded", request.Body.Pos)
		return
	}
	m := message{reader: r, code: c, header: &request.Header, body: &request.Body}
	if len(data) == 1 && w.plain && strings.TrimSpace(w.text) != "" {
		m.readJSON()
	}
}

// quoteWidth is how many bytes a word's opening quote has.
func quoteWidth(text string, w word) int {
	if w.start < len(text) && (text[w.start] == '\'' || text[w.start] == '"') {
		return 1
	}
	return 0
}

// takesArgument reports whether an option of curl is followed by a word that is its own
// and says nothing of the request that pages document.
func takesArgument(flag string) bool {
	switch flag {
	case "-o", "--output", "-A", "--user-agent", "-b", "--cookie", "-c", "--cookie-jar", "-e", "--referer",
		"-m", "--max-time", "-x", "--proxy", "-T", "--upload-file", "--cacert", "--cert", "--key", "-w", "--write-out":
		return true
	}
	return false
}

// shellWords parts the command that begins at an offset into words. The command ends with
// its line, or with the lines that a backslash, a caret or a backquote continues.
func shellWords(text string, at int) []word {
	const most = 200 // words
	var words []word
	for at < len(text) && len(words) < most {
		switch c := text[at]; {
		case c == ' ' || c == '\t':
			at++
		case (c == '\n' || c == '\r') && wrapped(text[at:]):
			at++
		case c == '\n' || c == '\r':
			return words
		case continues(text, at) > 0:
			at += continues(text, at)
		default:
			w := shellWord(text, at)
			words = append(words, w)
			at = w.end
		}
	}
	return words
}

// wrapped reports whether a command goes on behind a line end that nothing continues: with
// an option, a URL, or a word in quotes. A shell would not do so; its author has cut a long
// line.
func wrapped(text string) bool {
	_, text, _ = strings.Cut(text, "\n")
	text = strings.TrimLeft(text, " \t")
	option := strings.TrimLeft(text, "-")
	hyphens := len(text) - len(option)
	return text != "" && (text[0] == '"' || text[0] == '\'') || isURL(text) || (hyphens == 1 || hyphens == 2) && option != "" && isLetter(option[0])
}

// continues returns how many bytes long the mark is that continues a line at an offset,
// the line's end included; 0 for none.
func continues(text string, at int) int {
	if c := text[at]; c != '\\' && c != '^' && c != '`' {
		return 0
	}
	rest := strings.TrimLeft(text[at+1:], " \t\r")
	if !strings.HasPrefix(rest, "\n") {
		return 0
	}
	return len(text[at:]) - len(rest) + 1
}

// shellWord reads the word at an offset.
func shellWord(text string, at int) word {
	w := word{start: at, plain: true}
	var b strings.Builder
	quote := byte(0)
	for ; at < len(text); at++ {
		c := text[at]
		switch {
		case quote == 0 && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			w.text, w.end = b.String(), at
			return w
		case quote == 0 && (c == '\'' || c == '"'):
			quote, w.plain = c, w.plain && at == w.start
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && quote == '"' && at+1 < len(text) && (text[at+1] == '"' || text[at+1] == '\\'):
			at++
			b.WriteByte(text[at])
			w.plain = false
		default:
			b.WriteByte(c)
		}
	}
	w.text, w.end = b.String(), at
	return w
}
