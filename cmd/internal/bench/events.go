package bench

import (
	"bytes"
	"fmt"
	"strings"
)

// EventPage makes up a page of n events, as a calendar's service answers with: every
// member that this project's reference documents for an event of a calendar, those
// that are mostly null included, and the control information around them. An event
// is about 3 KB. The text is the same every time.
func EventPage(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://api.example.com/v1.0/$metadata#users('48d3')/events","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		writeEvent(&b, i)
	}
	fmt.Fprintf(&b, `],"@odata.nextLink":"https://api.example.com/v1.0/me/events?$skip=%d"}`, n)
	return b.Bytes()
}

const timeZone = "W. Europe Standard Time"

var (
	rooms      = []string{"Fjord", "Harbour", "Observatory", "Library", "Garden", "Workshop", "Attic"}
	people     = []string{"Ingrid Solberg", "Marek Havel", "Chioma Eze", "Tomas Lind", "Yuki Arai", "Paula Reyes"}
	responses  = []string{"none", "accepted", "tentativelyAccepted", "declined"}
	importance = []string{"normal", "normal", "low", "high"}
)

// writeEvent writes event number i.
func writeEvent(b *bytes.Buffer, i int) {
	day, minute, room := i%28+1, i*7%60, rooms[i%len(rooms)]
	subject := fmt.Sprintf("Planning round %d of the autumn workshop", i)
	fmt.Fprintf(b, `{"@odata.etag":"W/\"c2RrAAAA%04d==\"","id":"%s%04dAAA=","createdDateTime":"2031-02-%02dT09:28:%02d.1234567Z",`+
		`"lastModifiedDateTime":"2031-02-%02dT10:00:%02dZ","changeKey":"c2RrAAAA%04d==","categories":["Planning"],`,
		i, strings.Repeat("QmVuY2ht", 14), i, day, minute, day, minute, i)
	fmt.Fprintf(b, `"iCalUId":"%s%04d","reminderMinutesBeforeStart":15,"isReminderOn":true,"hasAttachments":false,"subject":"%s",`+
		`"bodyPreview":"%s","importance":"%s","sensitivity":"normal","isAllDay":false,"isCancelled":false,"isOrganizer":%t,`,
		strings.Repeat("0a1b2c3d", 13), i, subject, strings.Repeat("What we want to settle, who is there, and when. ", 5),
		importance[i%len(importance)], i%3 == 0)
	fmt.Fprintf(b, `"responseRequested":true,"seriesMasterId":null,"showAs":"busy","type":"singleInstance",`+
		`"webLink":"https://calendar.example.com/owa/?itemid=%s%04d&exvsurl=1&path=/calendar/item","onlineMeetingUrl":null,"recurrence":null,`+
		`"originalStart":null,"responseStatus":{"response":"organizer","time":"0001-01-01T00:00:00Z"},`,
		strings.Repeat("QmVuY2ht", 14), i)
	fmt.Fprintf(b, `"body":{"contentType":"html","content":"<html>\r\n<head>\r\n<meta charset=\"utf-8\">\r\n</head>\r\n<body>\r\n<p>%s</p>\r\n</body>\r\n</html>\r\n"},`,
		strings.Repeat("We meet to talk over the plan for the coming weeks. ", 12))
	fmt.Fprintf(b, `"start":{"dateTime":"2031-03-%02dT12:%02d:00.0000000","timeZone":"%s"},"end":{"dateTime":"2031-03-%02dT14:%02d:00.0000000","timeZone":"%s"},`,
		day, minute, timeZone, day, minute, timeZone)
	fmt.Fprintf(b, `"location":%s,"locations":[%[1]s],"attendees":[`, location(room))
	for j := range 2 {
		if j > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, `{"type":"required","status":{"response":"%s","time":"2031-02-%02dT11:%02d:04.5678Z"},"emailAddress":%s}`,
			responses[(i+j)%len(responses)], day, minute, emailAddress(people[(i+j)%len(people)]))
	}
	fmt.Fprintf(b, `],"organizer":{"emailAddress":%s},"onlineMeeting":{"joinUrl":"https://meet.example.com/l/%x"}}`,
		emailAddress(people[i%2]), 0xb16b00b5+i)
}

func location(room string) string {
	return fmt.Sprintf(`{"displayName":"%s","locationType":"conferenceRoom","locationEmailAddress":"%s@example.com",`+
		`"address":{"street":"4 Quay Street","city":"Bergen","countryOrRegion":"Norway","postalCode":"5003"}}`, room, strings.ToLower(room))
}

func emailAddress(name string) string {
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	return fmt.Sprintf(`{"name":"%s","address":"%s@example.com"}`, name, first)
}
