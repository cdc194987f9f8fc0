package bench

// The structs that one would write by hand for JSON v2 to decode a page of events
// into: the yardstick. They have no states, keep nothing that they do not know, and
// take what they are given for a date.

import "time"

type plainPage struct {
	Context  string       `json:"@odata.context"`
	Value    []plainEvent `json:"value"`
	NextLink string       `json:"@odata.nextLink"`
}

type plainEvent struct {
	Etag                       string              `json:"@odata.etag"`
	ID                         string              `json:"id"`
	CreatedDateTime            time.Time           `json:"createdDateTime"`
	LastModifiedDateTime       time.Time           `json:"lastModifiedDateTime"`
	ChangeKey                  string              `json:"changeKey"`
	Categories                 []string            `json:"categories"`
	ICalUID                    string              `json:"iCalUId"`
	ReminderMinutesBeforeStart int32               `json:"reminderMinutesBeforeStart"`
	IsReminderOn               bool                `json:"isReminderOn"`
	HasAttachments             bool                `json:"hasAttachments"`
	Subject                    string              `json:"subject"`
	BodyPreview                string              `json:"bodyPreview"`
	Importance                 string              `json:"importance"`
	Sensitivity                string              `json:"sensitivity"`
	IsAllDay                   bool                `json:"isAllDay"`
	IsCancelled                bool                `json:"isCancelled"`
	IsOrganizer                bool                `json:"isOrganizer"`
	ResponseRequested          bool                `json:"responseRequested"`
	SeriesMasterID             string              `json:"seriesMasterId"`
	ShowAs                     string              `json:"showAs"`
	Type                       string              `json:"type"`
	WebLink                    string              `json:"webLink"`
	OnlineMeetingURL           string              `json:"onlineMeetingUrl"`
	Recurrence                 *struct{}           `json:"recurrence"`
	OriginalStart              time.Time           `json:"originalStart"`
	ResponseStatus             *plainStatus        `json:"responseStatus"`
	Body                       *plainBody          `json:"body"`
	Start                      *plainTime          `json:"start"`
	End                        *plainTime          `json:"end"`
	Location                   *plainLocation      `json:"location"`
	Locations                  []plainLocation     `json:"locations"`
	Attendees                  []plainAttendee     `json:"attendees"`
	Organizer                  *plainAttendee      `json:"organizer"`
	OnlineMeeting              *plainOnlineMeeting `json:"onlineMeeting"`
}

type plainStatus struct {
	Response string    `json:"response"`
	Time     time.Time `json:"time"`
}

type plainBody struct {
	ContentType string `json:"contentType"`
	Content     string `json:"content"`
}

type plainTime struct {
	DateTime string `json:"dateTime"`
	TimeZone string `json:"timeZone"`
}

type plainLocation struct {
	DisplayName          string        `json:"displayName"`
	LocationType         string        `json:"locationType"`
	LocationEmailAddress string        `json:"locationEmailAddress"`
	Address              *plainAddress `json:"address"`
}

type plainAddress struct {
	Street          string `json:"street"`
	City            string `json:"city"`
	CountryOrRegion string `json:"countryOrRegion"`
	PostalCode      string `json:"postalCode"`
}

type plainAttendee struct {
	Type         string       `json:"type"`
	Status       *plainStatus `json:"status"`
	EmailAddress *plainEmail  `json:"emailAddress"`
}

type plainEmail struct {
	Name    string `json:"name"`
	Address string `json:"address"`
}

type plainOnlineMeeting struct {
	JoinURL string `json:"joinUrl"`
}
