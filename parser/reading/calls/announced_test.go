package calls

import "testing"

func TestHeadStatus(t *testing.T) {
	for heading, want := range map[string]int{
		"401: Unauthorized":         401,
		"422: Unprocessable entity": 422,
		"403 Forbidden":             403,
		"404":                       404,
		"404 - no such kettle":      404,
		"Response 400":              400,
		"Response (400)":            400,
		"HTTP status code: 409":     409,
		"`404 Not Found`":           404,
		"200: Success":              200,
		"201 Created":               201,
		"200 OK":                    200,
		"400 kettles at a time":     0,
		"4040: Not found":           0,
		"302 Found":                 0,
		"299: Success":              0,
		"Kettle 404":                0,
		"Response":                  0,
		"Example 2":                 0,
		"":                          0,
	} {
		if got := HeadStatus(heading); got != want {
			t.Errorf("HeadStatus(%q) = %d, want %d", heading, got, want)
		}
	}
}
