package templates

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
)

// kinds has a property of each kind that sample has not.
type kinds struct {
	Int8     Opt[int8]
	Int16    Opt[int16]
	Uint8    Opt[uint8]
	Uint16   Opt[uint16]
	Uint32   Opt[uint32]
	Uint64   Opt[uint64]
	Decimal  Opt[Decimal]
	Date     Opt[Date]
	Time     Opt[TimeOfDay]
	Duration Opt[Duration]
	UUID     Opt[UUID]
	Bytes    Opt[Bytes]
	Any      Opt[json.RawMessage]
	Single   Opt[float32]
	Double   Opt[float64]
	Large    Opt[int64]
	Money    Opt[Decimal]
	Map      map[string]int32
	Parts    Opt[map[string]*part]
	Lists    [][]int32
	Holes    []Opt[string]
	Gaps     []*part
}

func (*kinds) alloc() object { return new(kinds) }

func (v *kinds) walk(w *walker) {
	opt(w, `"int8":`, &v.Int8, asInt8)
	opt(w, `"int16":`, &v.Int16, asInt16)
	opt(w, `"uint8":`, &v.Uint8, asUint8)
	opt(w, `"uint16":`, &v.Uint16, asUint16)
	opt(w, `"uint32":`, &v.Uint32, asUint32)
	opt(w, `"uint64":`, &v.Uint64, asUint64)
	opt(w, `"decimal":`, &v.Decimal, asDecimal)
	opt(w, `"date":`, &v.Date, asDate)
	opt(w, `"time":`, &v.Time, asTimeOfDay)
	opt(w, `"duration":`, &v.Duration, asDuration)
	opt(w, `"uuid":`, &v.UUID, asUUID)
	opt(w, `"bytes":`, &v.Bytes, asBytes)
	opt(w, `"any":`, &v.Any, asAny)
	opt(w, `"single":`, &v.Single, asQuotedFloat32)
	opt(w, `"double":`, &v.Double, asQuotedFloat64)
	opt(w, `"large":`, &v.Large, asQuotedInt64)
	opt(w, `"money":`, &v.Money, asQuotedDecimal)
	nilMap(w, `"map":`, &v.Map, asInt32)
	opt(w, `"parts":`, &v.Parts, asMap(asPointer[part])).nullable()
	nilList(w, `"lists":`, &v.Lists, asList(asInt32))
	nilList(w, `"holes":`, &v.Holes, asNullable(asString))
	nilList(w, `"gaps":`, &v.Gaps, asNullablePointer[part])
}

// TestKinds reads values at the edges of their kinds, and writes them as they
// were; those refused are in the table below it.
func TestKinds(t *testing.T) {
	for _, document := range []string{
		`{}`,
		`{"int8":-128,"int16":-32768,"uint8":255,"uint16":65535,"uint32":4294967295,"uint64":18446744073709551615}`,
		`{"int8":127,"int16":32767,"uint8":0,"uint16":0,"uint32":0,"uint64":0}`,
		`{"decimal":0.10}`, `{"decimal":-0}`, `{"decimal":123456789012345678901234567890.000000000000000000001E-7}`, `{"decimal":1e999999999}`,
		`{"date":"2024-02-29"}`, `{"date":"0000-01-01"}`,
		`{"time":"23:59:59.123456789012"}`, `{"time":"07:00"}`,
		`{"duration":"P1DT2H3M4.5S"}`, `{"duration":"-PT0.000000000001S"}`, `{"duration":"P99999999999999999999D"}`, `{"duration":"PT36H"}`,
		`{"uuid":"F81d4fae-7dec-11d0-a765-00a0c91e6bf6"}`,
		`{"bytes":""}`, `{"bytes":"_-8="}`, `{"bytes":"+/8"}`, `{"bytes":"AAAA"}`,
		`{"any":{"a":[1,2.0,"\u00e9",null]}}`, `{"any":false}`,
		`{"single":"INF","double":"-INF"}`, `{"single":"NaN","double":"NaN"}`, `{"single":0.1,"double":1e+300}`,
		`{"map":{"a":1,"b":2}}`, `{"map":{}}`,
		`{"parts":{"x":{"name":"n"},"y":{"name":"m","size":1}}}`, `{"parts":null}`,
		`{"lists":[[1,2],[],[3]]}`,
		`{"holes":["a",null,"",null]}`,
		`{"gaps":[null,{"name":"n"},null]}`,
	} {
		v, err := decode[kinds](document)
		if err != nil {
			t.Errorf("%s: %v", document, err)
			continue
		}
		if err := validate(&v); err != nil {
			t.Errorf("%s: Validate: %v", document, err)
		}
		if got := encode(t, &v); got != document {
			t.Errorf("%s\nis written as\n%s", document, got)
		}
	}
}

func TestKindsRefused(t *testing.T) {
	for document, want := range map[string]string{
		`{"int8":128}`:                            "/int8: must be a whole number of 8 bits",
		`{"int16":-32769}`:                        "/int16: must be a whole number of 16 bits",
		`{"uint8":256}`:                           "/uint8: must be a whole number from 0 to 255",
		`{"uint16":-1}`:                           "/uint16: must be a whole number from 0 to 65535",
		`{"uint32":1.5}`:                          "/uint32: must be a whole number",
		`{"uint64":18446744073709551616}`:         "/uint64: must be a whole number from 0 to 18446744073709551615",
		`{"decimal":"1"}`:                         "/decimal: must be a number",
		`{"decimal":01}`:                          "/decimal: must be a number as JSON writes them",
		`{"date":"2023-02-29"}`:                   "/date: must be a date such as 2006-01-02 (RFC 3339)",
		`{"date":"2024-1-1"}`:                     "/date: must be a date such as 2006-01-02 (RFC 3339)",
		`{"time":"24:00:00"}`:                     "/time: must be a time of day such as 07:59:59.999",
		`{"time":"23:59:60"}`:                     "/time: must be a time of day such as 07:59:59.999",
		`{"time":"23:59."}`:                       "/time: must be a time of day such as 07:59:59.999",
		`{"duration":"P1Y"}`:                      "/duration: must be a duration such as P1DT2H30M or -PT0.5S, of days and less",
		`{"duration":"P1DT"}`:                     "/duration: must be a duration such as P1DT2H30M or -PT0.5S, of days and less",
		`{"duration":"P1H"}`:                      "/duration: must be a duration such as P1DT2H30M or -PT0.5S, of days and less",
		`{"duration":"PT1.5M"}`:                   "/duration: must be a duration such as P1DT2H30M or -PT0.5S, of days and less",
		`{"duration":"PT1S1M"}`:                   "/duration: must be a duration such as P1DT2H30M or -PT0.5S, of days and less",
		`{"duration":""}`:                         "/duration: must be a duration such as P1DT2H30M or -PT0.5S, of days and less",
		`{"uuid":"f81d4fae7dec11d0a76500a0c91e"}`: "/uuid: must be a UUID such as 00000000-0000-0000-0000-000000000000 (RFC 9562)",
		`{"bytes":"A"}`:                           "/bytes: must be base64 (RFC 4648)",
		`{"bytes":"AAA=="}`:                       "/bytes: must be base64 (RFC 4648)",
		`{"bytes":"AA AA"}`:                       "/bytes: must be base64 (RFC 4648)",
		`{"any":[1,}`:                             "/any: must be a value",
		`{"single":"inf"}`:                        `/single: must be a number, INF, -INF or NaN, not "inf"`,
		`{"double":"1"}`:                          `/double: must be a number, INF, -INF or NaN, not "1"`,
		`{"large":"9223372036854775808"}`:         "/large: must be a whole number of 64 bits",
		`{"large":"+1"}`:                          "/large: must be a whole number of 64 bits",
		`{"money":"1,5"}`:                         "/money: must be a number as JSON writes them",
		`{"map":{"a":"x"}}`:                       "/map/a: must be a whole number",
		`{"map":{"a":1,"a":2}}`:                   "/map/a: stands more than once",
		`{"map":[]}`:                              "/map: must be an object",
		`{"map":null}`:                            "/map: must not be null",
		`{"parts":{"x":null}}`:                    "/parts/x: must be an object",
		`{"lists":[[1,"x"]]}`:                     "/lists/0/1: must be a whole number",
		`{"holes":[1]}`:                           "/holes/0: must be a string",
		`{"gaps":[1]}`:                            "/gaps/0: must be an object",
	} {
		_, err := decode[kinds](document)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v\nwant: %s", document, err, want)
		}
	}
}

func TestNumbersInQuotes(t *testing.T) {
	v, err := decode[kinds](`{"large":"-9223372036854775808","money":"0.10"}`)
	if got := encode(t, &v); err != nil || got != `{"large":-9223372036854775808,"money":0.10}` {
		t.Errorf("%v, %s", err, got)
	}
}

func TestDecimalOrder(t *testing.T) {
	order := []string{"-1e999999999", "-10", "-9.99", "-1.5", "-0.001", "0", "1e-999999999", "0.001", "0.0100", "1.5", "9.99", "10", "123e5", "1e999999999"}
	for i, a := range order {
		for j, b := range order {
			x, _ := ParseDecimal(a)
			y, _ := ParseDecimal(b)
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := x.Cmp(y); got != want {
				t.Errorf("%s to %s: %d, want %d", a, b, got, want)
			}
		}
	}
	for _, same := range [][2]string{{"0", "-0.00"}, {"1", "1.0"}, {"100", "1e2"}, {"0.01", "10e-3"}, {"-5", "-0.5E1"}} {
		x, _ := ParseDecimal(same[0])
		y, _ := ParseDecimal(same[1])
		if x.Cmp(y) != 0 || y.Cmp(x) != 0 {
			t.Errorf("%s and %s are told apart", x, y)
		}
	}
}

func TestDurationsOfTheStandardLibrary(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "PT0S", time.Nanosecond: "PT0.000000001S", -500 * time.Millisecond: "-PT0.5S", 36*time.Hour + time.Second: "PT36H0M1S",
		math.MaxInt64: "PT2562047H47M16.854775807S", math.MinInt64 + 1: "-PT2562047H47M16.854775807S",
	} {
		made := DurationOf(d)
		if made.String() != want {
			t.Errorf("%s is %s, want %s", d, made, want)
		}
		if back, ok := made.Std(); !ok || back != d {
			t.Errorf("%s comes back as %s, %v", d, back, ok)
		}
	}
	for _, long := range []string{"P106752D", "PT9223372036.854775808S", "P99999999999999999999D"} {
		d, err := ParseDuration(long)
		if _, ok := d.Std(); err != nil || ok {
			t.Errorf("%s: %v, %v", long, ok, err)
		}
	}
}

func TestConversions(t *testing.T) {
	moment := time.Date(2024, 2, 29, 23, 59, 58, 700_000_000, time.UTC)
	if got := DateOf(moment); got.String() != "2024-02-29" || !got.Time().Equal(moment.Truncate(24*time.Hour)) {
		t.Error(got)
	}
	if got := TimeOfDayOf(moment); got.String() != "23:59:58.7" || got.SinceMidnight() != 24*time.Hour-1300*time.Millisecond {
		t.Error(got, got.SinceMidnight())
	}
	bytes, err := ParseBytes("_-8")
	if got := bytes.Decode(); err != nil || string(got) != "\xff\xef" || bytes.Len() != 2 || BytesOf(got).String() != "/+8=" {
		t.Errorf("%q %v", got, err)
	}
	if u, v := mustUUID(t, "F81D4FAE-7dec-11d0-a765-00a0c91e6bf6"), mustUUID(t, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"); !u.Equal(v) {
		t.Error(u, v)
	}
	d, _ := ParseDecimal("12.50e1")
	if i, ok := d.Int64(); i != 125 || !ok || d.Float64() != 125 {
		t.Error(d)
	}
	var zero struct {
		Decimal  Decimal
		Date     Date
		Time     TimeOfDay
		Duration Duration
		UUID     UUID
		Bytes    Bytes
	}
	text, err := json.Marshal(zero)
	want := `{"Decimal":0,"Date":"0001-01-01","Time":"00:00:00","Duration":"PT0S","UUID":"00000000-0000-0000-0000-000000000000","Bytes":""}`
	if string(text) != want || err != nil || json.Unmarshal(text, &zero) != nil {
		t.Errorf("%s, %v", text, err)
	}
}

func mustUUID(t *testing.T, text string) UUID {
	t.Helper()
	u, err := ParseUUID(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
