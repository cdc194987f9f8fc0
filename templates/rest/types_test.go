package rest_test

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// The types below have the form of generated ones.

// Importance is an enumeration.
type Importance string

// Event is an entity with properties of every kind.
type Event struct {
	ID                    rest.Opt[string]              `json:"id"`
	Subject               rest.Opt[string]              `json:"subject"`
	BodyPreview           rest.Opt[string]              `json:"bodyPreview"`
	Body                  *ItemBody                     `json:"body"`
	Importance            rest.Opt[Importance]          `json:"importance"`
	Sensitivity           rest.Opt[Importance]          `json:"sensitivity"`
	ShowAs                rest.Opt[Importance]          `json:"showAs"`
	Type                  rest.Opt[Importance]          `json:"type"`
	IsAllDay              rest.Opt[bool]                `json:"isAllDay"`
	IsCancelled           rest.Opt[bool]                `json:"isCancelled"`
	IsOrganizer           rest.Opt[bool]                `json:"isOrganizer"`
	HasAttachments        rest.Opt[bool]                `json:"hasAttachments"`
	ReminderMinutes       rest.Opt[int32]               `json:"reminderMinutesBeforeStart"`
	CreatedDateTime       rest.Opt[rest.DateTimeOffset] `json:"createdDateTime"`
	LastModified          rest.Opt[rest.DateTimeOffset] `json:"lastModifiedDateTime"`
	ICalUID               rest.Opt[string]              `json:"iCalUId"`
	WebLink               rest.Opt[string]              `json:"webLink"`
	OriginalStartTimeZone rest.Opt[string]              `json:"originalStartTimeZone"`
	OriginalEndTimeZone   rest.Opt[string]              `json:"originalEndTimeZone"`
	Categories            []string                      `json:"categories"`
	Start                 *DateTimeTimeZone             `json:"start"`
	End                   *DateTimeTimeZone             `json:"end"`
	Location              *Location                     `json:"location"`
	Attendees             []*Attendee                   `json:"attendees"`
	Organizer             *Recipient                    `json:"organizer"`
	Data                  jsontext.Value                `json:"data"`
	Extra                 rest.Extra                    `odata:"#microsoft.graph.event"`
}

// ItemBody is a complex type.
type ItemBody struct {
	ContentType rest.Opt[Importance] `json:"contentType"`
	Content     rest.Opt[string]     `json:"content"`
	Extra       rest.Extra           `odata:"#microsoft.graph.itemBody"`
}

// DateTimeTimeZone is a complex type.
type DateTimeTimeZone struct {
	DateTime rest.Opt[string] `json:"dateTime"`
	TimeZone rest.Opt[string] `json:"timeZone"`
	Extra    rest.Extra
}

// Location is a complex type.
type Location struct {
	DisplayName  rest.Opt[string]     `json:"displayName"`
	LocationType rest.Opt[Importance] `json:"locationType"`
	UniqueID     rest.Opt[string]     `json:"uniqueId"`
	Extra        rest.Extra
}

// Attendee is a complex type.
type Attendee struct {
	Type         rest.Opt[Importance] `json:"type"`
	Status       *ResponseStatus      `json:"status"`
	EmailAddress *EmailAddress        `json:"emailAddress"`
	Extra        rest.Extra
}

// ResponseStatus is a complex type.
type ResponseStatus struct {
	Response rest.Opt[Importance]          `json:"response"`
	Time     rest.Opt[rest.DateTimeOffset] `json:"time"`
	Extra    rest.Extra
}

// Recipient is a complex type.
type Recipient struct {
	EmailAddress *EmailAddress `json:"emailAddress"`
	Extra        rest.Extra
}

// EmailAddress is a complex type.
type EmailAddress struct {
	Name    rest.Opt[string] `json:"name"`
	Address rest.Opt[string] `json:"address"`
	Extra   rest.Extra
}

func (x *Event) MarshalJSON() ([]byte, error)               { return rest.MarshalObject(x) }
func (x *Event) UnmarshalJSON(text []byte) error            { return rest.UnmarshalObject(text, x) }
func (x *Event) String() string                             { return rest.ObjectString(x) }
func (x *ItemBody) MarshalJSON() ([]byte, error)            { return rest.MarshalObject(x) }
func (x *ItemBody) UnmarshalJSON(text []byte) error         { return rest.UnmarshalObject(text, x) }
func (x *ItemBody) String() string                          { return rest.ObjectString(x) }
func (x *Location) MarshalJSON() ([]byte, error)            { return rest.MarshalObject(x) }
func (x *Location) UnmarshalJSON(text []byte) error         { return rest.UnmarshalObject(text, x) }
func (x *Location) String() string                          { return rest.ObjectString(x) }
func (x *Attendee) MarshalJSON() ([]byte, error)            { return rest.MarshalObject(x) }
func (x *Attendee) UnmarshalJSON(text []byte) error         { return rest.UnmarshalObject(text, x) }
func (x *Attendee) String() string                          { return rest.ObjectString(x) }
func (x *Recipient) MarshalJSON() ([]byte, error)           { return rest.MarshalObject(x) }
func (x *Recipient) UnmarshalJSON(text []byte) error        { return rest.UnmarshalObject(text, x) }
func (x *Recipient) String() string                         { return rest.ObjectString(x) }
func (x *EmailAddress) MarshalJSON() ([]byte, error)        { return rest.MarshalObject(x) }
func (x *EmailAddress) UnmarshalJSON(text []byte) error     { return rest.UnmarshalObject(text, x) }
func (x *EmailAddress) String() string                      { return rest.ObjectString(x) }
func (x *ResponseStatus) MarshalJSON() ([]byte, error)      { return rest.MarshalObject(x) }
func (x *ResponseStatus) UnmarshalJSON(text []byte) error   { return rest.UnmarshalObject(text, x) }
func (x *ResponseStatus) String() string                    { return rest.ObjectString(x) }
func (x *DateTimeTimeZone) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *DateTimeTimeZone) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }
func (x *DateTimeTimeZone) String() string                  { return rest.ObjectString(x) }

// Values has one property of every primitive type.
type Values struct {
	String   rest.Opt[string]              `json:"string"`
	Boolean  rest.Opt[bool]                `json:"boolean"`
	Byte     rest.Opt[uint8]               `json:"byte"`
	SByte    rest.Opt[int8]                `json:"sbyte"`
	Int16    rest.Opt[int16]               `json:"int16"`
	Int32    rest.Opt[int32]               `json:"int32"`
	Int64    rest.Opt[int64]               `json:"int64"`
	Double   rest.Opt[float64]             `json:"double"`
	Single   rest.Opt[float32]             `json:"single"`
	Decimal  rest.Opt[rest.Decimal]        `json:"decimal"`
	Instant  rest.Opt[rest.DateTimeOffset] `json:"instant"`
	Date     rest.Opt[rest.Date]           `json:"date"`
	Clock    rest.Opt[rest.TimeOfDay]      `json:"clock"`
	Duration rest.Opt[rest.Duration]       `json:"duration"`
	GUID     rest.Opt[rest.GUID]           `json:"guid"`
	Binary   rest.Opt[rest.Binary]         `json:"binary"`
	Enum     rest.Opt[Importance]          `json:"enum"`
	Untyped  jsontext.Value                `json:"untyped"`

	Strings  []string              `json:"strings"`
	Enums    []Importance          `json:"enums"`
	Ints     []int64               `json:"ints"`
	Bytes    []uint8               `json:"bytes"`
	Floats   []float64             `json:"floats"`
	Instants []rest.DateTimeOffset `json:"instants"`
	Binaries []rest.Binary         `json:"binaries"`
	Raws     []jsontext.Value      `json:"raws"`
	Extra    rest.Extra            `odata:"#test.values"`
}

func (x *Values) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *Values) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }
