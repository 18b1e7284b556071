package instant

import (
	"testing"

	api "example.com/burin/generated/devicecompliance"
)

func key(t *testing.T, text string) string {
	t.Helper()
	d, err := api.ParseDateTime(text)
	if err != nil {
		t.Fatal(err)
	}
	return Key(d)
}

func TestKeyOrdersAsInstants(t *testing.T) {
	ascending := []string{
		"0000-01-01T00:00:00+23:59",
		"0000-01-01T00:00:00Z",
		"1677-09-21T00:12:43Z", // before what 64 bits of nanoseconds hold
		"1969-12-31T23:59:59.999999999Z",
		"1970-01-01T00:00:00Z",
		"2017-01-01T08:00:17.776939Z",
		"2017-01-01T00:00:17.7769392-08:00",
		"2017-01-01T00:00:17.776939200000000001-08:00",
		"2017-01-01T08:00:17.7769392001Z",
		"2017-01-01T08:00:17.78Z",
		"2262-04-11T23:47:17Z",
		"9999-12-31T23:59:59.9Z",
		"9999-12-31T23:59:59.9-23:59",
	}
	for i, text := range ascending[1:] {
		before := ascending[i]
		if a, b := key(t, before), key(t, text); a >= b {
			t.Errorf("the key of %s is %s, not before that of %s, %s", before, a, text, b)
		}
	}
}

func TestKeyEqualsForOneInstant(t *testing.T) {
	for _, texts := range [][]string{
		{"2017-01-01T00:00:17.7769392-08:00", "2017-01-01T08:00:17.7769392Z", "2017-01-01t08:00:17.776939200z", "2017-01-01T13:45:17.77693920000000000000+05:45"},
		{"2017-01-01T00:00:00Z", "2017-01-01T00:00:00.000Z", "2016-12-31T23:59:60Z", "2016-12-31T23:00:00-01:00"},
	} {
		for _, text := range texts[1:] {
			if a, b := key(t, texts[0]), key(t, text); a != b {
				t.Errorf("the key of %s is %s, and that of %s is %s", texts[0], a, text, b)
			}
		}
	}
}
