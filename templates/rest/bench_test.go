package rest_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// The types with a lower-case name are what one would write by hand for JSON v2:
// the yardstick for decoding and encoding.

type plainEvent struct {
	Etag                  string          `json:"@odata.etag"`
	ID                    string          `json:"id"`
	Subject               string          `json:"subject"`
	BodyPreview           string          `json:"bodyPreview"`
	Body                  *plainBody      `json:"body"`
	Importance            Importance      `json:"importance"`
	Sensitivity           Importance      `json:"sensitivity"`
	ShowAs                Importance      `json:"showAs"`
	Type                  Importance      `json:"type"`
	IsAllDay              bool            `json:"isAllDay"`
	IsCancelled           bool            `json:"isCancelled"`
	IsOrganizer           bool            `json:"isOrganizer"`
	HasAttachments        bool            `json:"hasAttachments"`
	ReminderMinutes       int32           `json:"reminderMinutesBeforeStart"`
	CreatedDateTime       string          `json:"createdDateTime"`
	LastModified          string          `json:"lastModifiedDateTime"`
	ICalUID               string          `json:"iCalUId"`
	WebLink               string          `json:"webLink"`
	OriginalStartTimeZone string          `json:"originalStartTimeZone"`
	OriginalEndTimeZone   string          `json:"originalEndTimeZone"`
	Categories            []string        `json:"categories"`
	Start                 *plainTime      `json:"start"`
	End                   *plainTime      `json:"end"`
	Location              *plainLocation  `json:"location"`
	Attendees             []plainAttendee `json:"attendees"`
	Organizer             *plainAttendee  `json:"organizer"`
}

type plainBody struct {
	ContentType Importance `json:"contentType"`
	Content     string     `json:"content"`
}

type plainTime struct {
	DateTime string `json:"dateTime"`
	TimeZone string `json:"timeZone"`
}

type plainLocation struct {
	DisplayName  string     `json:"displayName"`
	LocationType Importance `json:"locationType"`
	UniqueID     string     `json:"uniqueId"`
}

type plainAttendee struct {
	Type   Importance `json:"type"`
	Status struct {
		Response Importance `json:"response"`
		Time     string     `json:"time"`
	} `json:"status"`
	EmailAddress struct {
		Name    string `json:"name"`
		Address string `json:"address"`
	} `json:"emailAddress"`
}

type plainPage struct {
	Context string       `json:"@odata.context"`
	Value   []plainEvent `json:"value"`
}

// eventPage makes up a page of a hundred events, about 280 KB.
func eventPage() []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://api.example.com/v1.0/$metadata#users('48d3')/events","value":[`)
	for i := range 100 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"@odata.etag":"W/\"ZlnW4RIAV06KYYwlrfNZvQAAKGWwbw%03d==\"",
 "id":"AAMkAGIAAAoZDOFAAA%04dBGAAAAAADUuTJK1K9aTpCdqXop_4NaBwDN6zbvuFbqR4LhbEfBJAAAAAABDQAA=",
 "createdDateTime":"2030-04-%02dT09:28:%02d.1234567Z","lastModifiedDateTime":"2030-04-%02dT10:00:%02dZ",
 "categories":["Red category","Planning"],"originalStartTimeZone":"W. Europe Standard Time","originalEndTimeZone":"W. Europe Standard Time",
 "iCalUId":"040000008200E00074C5B7101A82E00800000000C02F0F98D3%04dCF010000000000000000100000009D6E",
 "reminderMinutesBeforeStart":15,"hasAttachments":false,"subject":"Planning round %d of the workshop","bodyPreview":"%s",
 "importance":"normal","sensitivity":"private","isAllDay":false,"isCancelled":false,"isOrganizer":true,"showAs":"busy","type":"singleInstance",
 "webLink":"https://outlook.example.com/owa/?itemid=AAMkAGIAAAoZDOFAAA%04d&exvsurl=1&path=/calendar/item",
 "body":{"contentType":"html","content":"<html><head></head><body>%s</body></html>"},
 "start":{"dateTime":"2030-05-%02dT12:00:00.0000000","timeZone":"W. Europe Standard Time"},
 "end":{"dateTime":"2030-05-%02dT14:00:00.0000000","timeZone":"W. Europe Standard Time"},
 "location":{"displayName":"Conference room %d","locationType":"default","uniqueId":"Conference room %d"},
 "attendees":[`, i, i, i%28+1, i%60, i%28+1, i%60, i, i, bytes.Repeat([]byte("An agenda follows. "), 6), i,
			bytes.Repeat([]byte("We meet to talk over the plan. "), 22), i%28+1, i%28+1, i%9, i%9)
		for j := range 2 {
			if j > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"type":"required","status":{"response":"none","time":"0001-01-01T00:00:00Z"},"emailAddress":{"name":"Person %d","address":"person%d@example.com"}}`, (i+j)%30, (i+j)%30)
		}
		b.WriteString(`],"organizer":{"emailAddress":{"name":"Samantha Booth","address":"samantha@example.com"}}}`)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func BenchmarkDecodePage(b *testing.B) {
	data := eventPage()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var p rest.Page[*Event]
		if err := p.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodePagePlain(b *testing.B) {
	data := eventPage()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var p plainPage
		if err := json.Unmarshal(data, &p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodePage(b *testing.B) {
	data := eventPage()
	var p rest.Page[*Event]
	if err := json.Unmarshal(data, &p); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := json.Marshal(&p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodePagePlain(b *testing.B) {
	data := eventPage()
	var p plainPage
	if err := json.Unmarshal(data, &p); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := json.Marshal(&p); err != nil {
			b.Fatal(err)
		}
	}
}
