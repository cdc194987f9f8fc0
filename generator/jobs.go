package generator

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file describes how the SDK follows long-running work: what the client is told of the
// service's words for it, where an answer names the monitor, and what tests play.

// jobForm is the value that tells the runtime of the service's words for long-running work.
func jobForm(jobs api.Jobs) code.Value {
	form := code.Value{Form: code.StructValue, Type: code.Type{Package: code.Runtime, Name: "JobForm"}}
	for _, m := range []struct {
		field string
		list  []string
	}{{"State", jobs.State}, {"Running", jobs.Running}, {"Done", jobs.Done}, {"Failed", jobs.Failed}, {"Result", jobs.Result}} {
		if len(m.list) == 0 {
			continue
		}
		v := code.Value{Form: code.SliceValue, Key: m.field, Type: code.Type{Slice: true, Name: "string"}}
		for _, s := range m.list {
			v.Elements = append(v.Elements, text(s))
		}
		form.Elements = append(form.Elements, v)
	}
	if jobs.Error != "" {
		v := text(jobs.Error)
		v.Key = "Error"
		form.Elements = append(form.Elements, v)
	}
	return form
}

var errNoMonitor = errors.New("the response names no URL to follow the action at")

// monitorURL is where a response says that a long-running action can be followed, as the
// runtime finds it, and whether that is a path on the same host. Args are those of the call.
func monitorURL(r api.Result, args []string, m *api.Message) (location string, relative bool, err error) {
	location, ok := filledMonitor(r.Monitor, args, m)
	if !ok {
		for _, name := range []string{"Operation-Location", "Azure-AsyncOperation", "Location"} {
			if location = headerOf(m, name); location != "" {
				break
			}
		}
	}
	u, err := url.Parse(location)
	if err != nil || u.Host == "" && !strings.HasPrefix(location, "/") {
		return "", false, errNoMonitor
	}
	return u.String(), u.Host == "", nil
}

// filledMonitor is the URL that the template of a monitor makes of a response.
func filledMonitor(template string, args []string, m *api.Message) (location string, ok bool) {
	names := placeholdersIn(template)
	values := make([]string, len(names))
	for i, name := range names {
		if field, ok := strings.CutPrefix(name, headerPlaceholder); ok {
			values[i] = headerOf(m, field)
		} else if n, err := strconv.Atoi(name); err == nil && n > 0 && n <= len(args) {
			values[i] = args[n-1]
		} else {
			values[i] = answerText(m.JSON, name)
		}
		if values[i] == "" {
			return "", false
		}
	}
	if len(names) == 1 && template == "{"+names[0]+"}" {
		return values[0], true
	}
	path, err := api.ParsePath(template, "")
	if template == "" || err != nil {
		return "", false
	}
	return path.RenderArgs(values), true
}

// headerPlaceholder begins the placeholders of a monitor that stand for header fields.
const headerPlaceholder = "header:"

// placeholdersIn lists what stands in the braces of a template.
func placeholdersIn(template string) (names []string) {
	for rest := template; ; {
		_, name, ok := strings.Cut(rest, "{")
		if !ok {
			return names
		}
		name, rest, _ = strings.Cut(name, "}")
		names = append(names, name)
	}
}

// answerText is the text of the member that a path names, "" for none.
func answerText(v *relaxed.Value, path string) string {
	found := v.Get(path)
	if head, tail, deeper := strings.Cut(path, "."); found == nil && deeper {
		return answerText(v.Get(head), tail)
	}
	if found == nil || found.Kind != relaxed.String && found.Kind != relaxed.Number {
		return ""
	}
	return found.Text
}

// leastMonitor is the least that a call that begins long-running work can be answered.
func leastMonitor(r api.Result) string {
	const head, where = "HTTP/1.1 202 Accepted", "https://example.com/monitor"
	if r.Monitor == "" {
		return head + "\nLocation: " + where
	}
	names, fields, body := placeholdersIn(r.Monitor), "", "{}"
	for _, name := range names {
		value := "job-1"
		if r.Monitor == "{"+name+"}" {
			value = where
		}
		if field, ok := strings.CutPrefix(name, headerPlaceholder); ok {
			fields += "\n" + field + ": " + value
		} else if _, err := strconv.Atoi(name); err != nil {
			body = nested(name, strconv.Quote(value))
		}
	}
	return head + fields + "\nContent-Type: application/json\n\n" + body
}

// nested is an object with a value where a path leads to.
func nested(path, value string) string {
	parts := strings.Split(path, ".")
	for i := len(parts) - 1; i >= 0; i-- {
		value = "{" + strconv.Quote(parts[i]) + ":" + value + "}"
	}
	return value
}

// polls are the lines that say what a monitor answers in a test, each with what has to
// come of it: the service's own states, and one that it does not have.
func (p *Plan) polls() string {
	jobs := p.api.Convention.Jobs
	if jobs.IsZero() {
		return ""
	}
	member, running, done, failed := jobs.Sample()
	var b strings.Builder
	play := func(outcome string, states []string, otherwise string) {
		if len(states) == 0 {
			states = []string{otherwise}
		}
		for _, s := range states {
			if s != "true" && s != "false" {
				s = strconv.Quote(s)
			}
			fmt.Fprintf(&b, "@ %s %s\n", outcome, nested(member, s))
		}
	}
	play("running", jobs.Running, running)
	play("done", jobs.Done, done)
	play("failed", jobs.Failed, failed)
	play("unknown", nil, "no such state")
	return b.String()
}
