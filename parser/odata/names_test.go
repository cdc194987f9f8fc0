package odata

import (
	"strings"
	"testing"
)

func TestShortened(t *testing.T) {
	fits := strings.Repeat("Name", LongestName/4)
	if got := Shortened(fits); got != fits {
		t.Errorf("%s was shortened to %s", fits, got)
	}
	long := "warehouseDeliverySchedule" + strings.Repeat("Section", 8) + "OpeningHoursException"
	got := Shortened(long)
	if len(got) > LongestName || !strings.HasPrefix(got, "warehouseDeliverySchedule") || !strings.HasSuffix(got, "OpeningHoursException") {
		t.Errorf("%s was shortened to %s", long, got)
	}
	if other := Shortened(strings.Replace(long, "Section", "Chapter", 1)); other == got || Shortened(got) != got {
		t.Errorf("%s and %s are one name", got, other)
	}
	if got := Shortened(strings.Repeat("é", 80)); len([]rune(got)) != 32+8+32 {
		t.Error(got)
	}
}
