package templates

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"testing"
)

func TestIntegers(t *testing.T) {
	const whole, wide, narrow, number = "must be a whole number", "must be a whole number of 64 bits",
		"must be a whole number of 32 bits", "must be a number as JSON writes them"
	cases := []struct {
		text    string
		large   int64
		fault   string // of large
		fault32 string // of small, where large has none
	}{
		{text: "0"},
		{text: "-0"},
		{text: "7", large: 7},
		{text: "-7", large: -7},
		{text: "2147483647", large: 2147483647},
		{text: "-2147483648", large: -2147483648},
		{text: "2147483648", large: 2147483648, fault32: narrow},
		{text: "-2147483649", large: -2147483649, fault32: narrow},
		{text: "9007199254740993", large: 9007199254740993, fault32: narrow},
		{text: "9223372036854775807", large: 9223372036854775807, fault32: narrow},
		{text: "-9223372036854775808", large: -9223372036854775808, fault32: narrow},
		{text: "9223372036854775808", fault: wide},
		{text: "-9223372036854775809", fault: wide},
		{text: "1.0", large: 1},
		{text: "1.50e1", large: 15},
		{text: "1e2", large: 100},
		{text: "1E+2", large: 100},
		{text: "-1e2", large: -100},
		{text: "100e-2", large: 1},
		{text: "922337203685477580.7e1", large: 9223372036854775807, fault32: narrow},
		{text: "9223372036854775808e0", fault: wide},
		{text: "0.00001e5", large: 1},
		{text: "0e400"},
		{text: "-0.000e-400"},
		{text: "0e99999999999999999999"},
		{text: "0e-99999999999999999999"},
		{text: "1e0", large: 1},
		{text: "1e18", large: 1e18, fault32: narrow},
		{text: "1e19", fault: wide},
		{text: "1e20", fault: wide},
		{text: "1e400", fault: wide},
		{text: "1e99999999999999999999", fault: wide},
		{text: "10e99999999999999999999", fault: wide},
		{text: "1" + strings.Repeat("0", 300), fault: wide},
		{text: "1" + strings.Repeat("0", 300) + "e-300", large: 1},
		{text: "0." + strings.Repeat("0", 300) + "1e301", large: 1},
		{text: "0." + strings.Repeat("0", 300) + "1e302", large: 10},
		{text: "1." + strings.Repeat("0", 25) + "1e25", fault: whole},
		{text: "1." + strings.Repeat("0", 25) + "1e26", fault: wide},
		{text: "1.5", fault: whole},
		{text: "-0.5", fault: whole},
		{text: "15e-1", fault: whole},
		{text: "1e-1", fault: whole},
		{text: "1e-99999999999999999999", fault: whole},
		{text: "01", fault: number},
		{text: "-", fault: number},
		{text: "-a", fault: number},
		{text: "1.", fault: number},
		{text: "1e", fault: number},
		{text: "1e+", fault: number},
		{text: "-01", fault: number},
		{text: ".5", fault: "must be a value"},
		{text: "+1", fault: "must be a value"},
		{text: `"1"`, fault: whole},
		{text: "true", fault: whole},
		{text: "[1]", fault: whole},
		{text: "{}", fault: whole},
		{text: "NaN", fault: "must be a value"},
		{text: "1x", fault: "must be a comma or }"},
		{text: "0x1", fault: "must be a comma or }"},
		{text: "1_0", fault: "must be a comma or }"},
	}
	for _, c := range cases {
		large, err := decode[sample](`{"large":` + c.text + `}`)
		if want := under("/large: ", c.fault); message(err) != want {
			t.Errorf("%s: %q, not %q", c.text, message(err), want)
		} else if c.fault == "" && large.Large != Some(c.large) {
			t.Errorf("%s is %v", c.text, large.Large)
		}
		small, err := decode[sample](`{"small":` + c.text + `}`)
		fault := cmp.Or(strings.ReplaceAll(c.fault, "64", "32"), c.fault32)
		if want := under("/small: ", fault); message(err) != want {
			t.Errorf("%s: %q, not %q", c.text, message(err), want)
		} else if fault == "" && small.Small != Some(int32(c.large)) {
			t.Errorf("%s is %v", c.text, small.Small)
		}
	}
}

// under is a fault as it is reported of a property. What follows its value is
// its object's fault.
func under(pointer, fault string) string {
	if fault == "" || fault == "must be a comma or }" {
		return fault
	}
	return pointer + fault
}

func TestIntegersAreWritten(t *testing.T) {
	for _, i := range []int64{0, 1, -1, 9007199254740993, math.MaxInt64, math.MinInt64} {
		equal(t, `{"large":`+strconv.FormatInt(i, 10)+`}`, encode(t, &sample{Large: Some(i)}))
	}
	for _, i := range []int32{0, -1, math.MaxInt32, math.MinInt32} {
		equal(t, `{"small":`+strconv.Itoa(int(i))+`}`, encode(t, &sample{Small: Some(i)}))
	}
}
