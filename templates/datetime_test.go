package templates

import (
	"encoding/json"
	"regexp"
	"testing"
	"time"
)

// TestDateTimes reads RFC 3339, section 5.6, and tells which instant is meant,
// as time.Time writes it in UTC.
func TestDateTimes(t *testing.T) {
	cases := []struct{ text, instant string }{
		{"1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.52Z"},
		{"1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"},
		{"1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"},
		{"1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"},
		{"1990-12-31T23:59:60.75Z", "1991-01-01T00:00:00.75Z"},
		{"1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.87Z"},
		{"2017-01-01t00:00:17.7769392z", "2017-01-01T00:00:17.7769392Z"},
		{"2017-01-01T00:00:17.7769392-08:00", "2017-01-01T08:00:17.7769392Z"},
		{"2017-01-01T00:00:00.123456789012Z", "2017-01-01T00:00:00.123456789Z"},
		{"2017-01-01T00:00:00.000000000000000000001+00:00", "2017-01-01T00:00:00Z"},
		{"2017-01-01T00:00:00.9999999999Z", "2017-01-01T00:00:00.999999999Z"},
		{"2017-01-01T00:00:00-00:00", "2017-01-01T00:00:00Z"},
		{"2017-01-01T23:59:59+23:59", "2017-01-01T00:00:59Z"},
		{"2017-01-01T00:00:00-23:59", "2017-01-01T23:59:00Z"},
		{"0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"},
		{"0000-02-29T00:00:00Z", "0000-02-29T00:00:00Z"},
		{"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"},
		{"2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
		{"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
		{"2024-04-30T00:00:00Z", "2024-04-30T00:00:00Z"},
		{"2024-08-31T00:00:00Z", "2024-08-31T00:00:00Z"},
	}
	for _, c := range cases {
		d, err := ParseDateTime(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		equal(t, c.text, d.String())
		equal(t, c.instant, d.Time().UTC().Format(time.RFC3339Nano))
		v, err := decode[sample](`{"when":"` + c.text + `"}`)
		equal(t, "", message(err))
		equal(t, `{"when":"`+c.text+`"}`, encode(t, &v))
	}
}

func TestTextsThatAreNoDateTime(t *testing.T) {
	const good = "2017-01-31T12:34:56.789+01:00"
	texts := []string{
		"", "Z", "2017-01-31", "2017-01-31T12:34:56", "2017-01-31T12:34Z", "2017-01-31 12:34:56Z", "2017-01-31_12:34:56Z",
		"2017-01-31T12:34:56.Z", "2017-01-31T12:34:56,7Z", "2017-01-31T12:34:56.7", "2017-01-31T12:34:56.7ZZ", "2017-01-31T12:34:56.7Z ",
		" 2017-01-31T12:34:56Z", "2017-01-31T12:34:56+0100", "2017-01-31T12:34:56+01", "2017-01-31T12:34:56+1:00", "2017-01-31T12:34:56 01:00",
		"2017-01-31T12:34:56+24:00", "2017-01-31T12:34:56-23:60", "2017-01-31T12:34:56+01:00:00", "2017-01-31T12:34:56.7+01-00",
		"2017-00-31T12:34:56Z", "2017-13-31T12:34:56Z", "2017-01-00T12:34:56Z", "2017-01-32T12:34:56Z", "2017-04-31T12:34:56Z",
		"2017-06-31T12:34:56Z", "2017-09-31T12:34:56Z", "2017-11-31T12:34:56Z", "2017-02-29T12:34:56Z", "1900-02-29T12:34:56Z",
		"2100-02-29T12:34:56Z", "2024-02-30T12:34:56Z", "2017-01-31T24:00:00Z", "2017-01-31T12:60:00Z", "2017-01-31T12:34:61Z",
		"2017-01-31T12:34:60Z", "2017-01-31T12:58:60Z", "10000-01-01T00:00:00Z", "-2017-01-31T12:34:56Z", "+017-01-31T12:34:56Z",
		"2017/01/31T12:34:56Z", "2017-01-31T12.34.56Z", "20170131T123456Z", "2017-W05-2T12:34:56Z", "٢٠١٧-01-31T12:34:56Z",
	}
	for i := range len(good) { // each byte in turn made wrong, and each prefix
		texts = append(texts, good[:i], good[:i]+"x"+good[i+1:], good[:i]+":"+good[i+1:], good[:i]+"\x00"+good[i+1:])
	}
	for _, text := range texts {
		if text == good { // a colon that was one before
			continue
		}
		if d, err := ParseDateTime(text); err != errDateTime || d != (DateTime{}) {
			t.Errorf("%q is read as %v, %v", text, d, err)
		}
	}
}

// TestDateTimesAgreeWithTime compares with time.Parse day by day over 401 years,
// so over each kind of year.
func TestDateTimesAgreeWithTime(t *testing.T) {
	for year := 1899; year <= 2300; year++ {
		for month := 1; month <= 12; month++ {
			for day := 27; day <= 32; day++ {
				text := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01-") +
					string([]byte{byte('0' + day/10), byte('0' + day%10)}) + "T00:00:00Z"
				want, err := time.Parse(time.RFC3339, text)
				got, fault := ParseDateTime(text)
				if (err == nil) != (fault == nil) || err == nil && !got.Time().Equal(want) {
					t.Fatalf("%s: %v, not %v", text, got, want)
				}
			}
		}
	}
}

var rfc3339 = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):([0-5]\d:[0-5]\d|59:60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

// grammatical reports whether a text is a date and time by the grammar of RFC
// 3339, as a regular expression, on a day that package time knows.
func grammatical(text string) bool {
	parts := rfc3339.FindStringSubmatch(text)
	if parts == nil {
		return false
	}
	_, err := time.Parse(time.DateOnly, parts[1])
	return err == nil
}

func TestDateTimeOf(t *testing.T) {
	at := time.Date(2017, 1, 2, 3, 4, 5, 678900000, time.FixedZone("", -(8*60+30)*60))
	d := DateTimeOf(at)
	equal(t, "2017-01-02T03:04:05.6789-08:30", d.String())
	if !d.Time().Equal(at) {
		t.Error(d.Time())
	}
	equal(t, "2017-01-02T11:34:05.6789Z", DateTimeOf(at.UTC()).String())
	local := time.Date(1900, 1, 2, 3, 4, 5, 0, time.FixedZone("Amsterdam, by the sun", 19*60+32))
	equal(t, "1900-01-02T03:03:33+00:19", DateTimeOf(local).String())
	if !DateTimeOf(local).Time().Equal(local) {
		t.Error("the instant is another")
	}
}

func TestDateTimesAreEqualAsInstants(t *testing.T) {
	parse := func(text string) DateTime {
		d, err := ParseDateTime(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	noon := parse("2017-01-01T12:00:00Z")
	for text, want := range map[string]bool{
		"2017-01-01t12:00:00.000z":     true,
		"2017-01-01T13:00:00+01:00":    true,
		"2017-01-01T11:59:60Z":         true,
		"2017-01-01T12:00:00.0000001Z": false,
		"2017-01-01T12:00:00+01:00":    false,
	} {
		equal(t, want, noon.Equal(parse(text)))
		equal(t, want, parse(text).Equal(noon))
	}
}

func TestZeroDateTime(t *testing.T) {
	var zero DateTime
	equal(t, "0001-01-01T00:00:00Z", zero.String())
	equal(t, true, zero.Time().IsZero())
	equal(t, true, zero.Equal(DateTimeOf(time.Time{})))
	equal(t, `{"when":"0001-01-01T00:00:00Z"}`, encode(t, &sample{When: Some(zero)}))
	equal(t, true, zero.Equal(zero))
}

func TestDateTimesAreText(t *testing.T) {
	var v struct{ At DateTime }
	equal(t, "", message(json.Unmarshal([]byte(`{"At":"2017-01-01T00:00:17.7769392-08:00"}`), &v)))
	text, err := json.Marshal(v)
	equal(t, "", message(err))
	equal(t, `{"At":"2017-01-01T00:00:17.7769392-08:00"}`, string(text))
	equal(t, error(errDateTime), v.At.UnmarshalText([]byte("now")))
}

// TestDateTimesHaveOneForm: with any byte at any place, what is read as a date
// and time has the form of one.
func TestDateTimesHaveOneForm(t *testing.T) {
	form := regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$`)
	read := 0
	for _, text := range []string{"2017-01-01T00:00:17.7769392-08:00", "2000-02-29t23:59:60z", "1999-12-31T09:09:09Z"} {
		for i := range len(text) {
			for c := range 256 {
				changed := text[:i] + string([]byte{byte(c)}) + text[i+1:]
				is := isDateTime(changed)
				if is && !form.MatchString(changed) {
					t.Errorf("%q is read", changed)
				}
				if is {
					read++
				}
			}
		}
	}
	if read < 300 {
		t.Errorf("only %d are read", read)
	}
}
