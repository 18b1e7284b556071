package templates

import (
	"math"
	"testing"
)

// TestFloatsAreWrittenAsECMAScript holds the samples of RFC 8785, appendix B,
// and the places where ECMA-262 (6.1.6.1.20, Number::toString) changes form.
func TestFloatsAreWrittenAsECMAScript(t *testing.T) {
	cases := []struct {
		bits uint64
		want string
	}{
		{0x0000000000000000, "0"},
		{0x8000000000000000, "0"},
		{0x0000000000000001, "5e-324"},
		{0x8000000000000001, "-5e-324"},
		{0x7fefffffffffffff, "1.7976931348623157e+308"},
		{0xffefffffffffffff, "-1.7976931348623157e+308"},
		{0x4340000000000000, "9007199254740992"},
		{0xc340000000000000, "-9007199254740992"},
		{0x4430000000000000, "295147905179352830000"},
		{0x44b52d02c7e14af5, "9.999999999999997e+22"},
		{0x44b52d02c7e14af6, "1e+23"},
		{0x44b52d02c7e14af7, "1.0000000000000001e+23"},
		{0x444b1ae4d6e2ef4e, "999999999999999700000"},
		{0x444b1ae4d6e2ef4f, "999999999999999900000"},
		{0x444b1ae4d6e2ef50, "1e+21"},
		{0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
		{0x3eb0c6f7a0b5ed8d, "0.000001"},
		{0x41b3de4355555553, "333333333.3333332"},
		{0x41b3de4355555554, "333333333.33333325"},
		{0x41b3de4355555555, "333333333.3333333"},
		{0x41b3de4355555556, "333333333.3333334"},
		{0x41b3de4355555557, "333333333.33333343"},
		{0xbecbf647612f3696, "-0.0000033333333333333333"},
		{0x43143ff3c1cb0959, "1424953923781206.2"},
		{math.Float64bits(1), "1"},
		{math.Float64bits(-1.5), "-1.5"},
		{math.Float64bits(0.1), "0.1"},
		{math.Float64bits(1e10), "10000000000"},
		{math.Float64bits(1e-7), "1e-7"},
		{math.Float64bits(-1e-10), "-1e-10"},
		{math.Float64bits(1.25e-9), "1.25e-9"},
		{math.Float64bits(1e100), "1e+100"},
		{math.Float64bits(1e-100), "1e-100"},
	}
	for _, c := range cases {
		f := math.Float64frombits(c.bits)
		text := encode(t, &sample{Double: Some(f)})
		equal(t, `{"double":`+c.want+`}`, text)
		back, err := decode[sample](text)
		if got := back.Double.Or(math.NaN()); err != nil || got != f {
			t.Errorf("%s is read as %v, %v", text, got, err)
		}
	}
}

func TestSingleFloatsAreShort(t *testing.T) {
	cases := []struct {
		f    float32
		want string
	}{
		{0, "0"},
		{float32(math.Copysign(0, -1)), "0"},
		{0.1, "0.1"},
		{16777216, "16777216"},
		{3.4028235e38, "3.4028235e+38"},
		{1e-45, "1e-45"},
		{1e-6, "0.000001"},
		{math.Nextafter32(1e-6, 0), "9.999999e-7"},
		{1e21, "1e+21"},
		{math.Nextafter32(1e21, 0), "999999950000000000000"},
	}
	for _, c := range cases {
		text := encode(t, &sample{Single: Some(c.f)})
		equal(t, `{"single":`+c.want+`}`, text)
		back, err := decode[sample](text)
		if got := back.Single.Or(-1); err != nil || got != c.f {
			t.Errorf("%s is read as %v, %v", text, got, err)
		}
	}
}

func TestNumbersThatJSONHasNot(t *testing.T) {
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := AppendJSON(nil, &sample{Text: Some("x"), Double: Some(f), Flag: Some(true)})
		equal(t, []Violation{{"/double", "type", "must be a finite number, since JSON has no other", -1}}, violations(t, err))
		_, err = AppendJSON(nil, &sample{Single: Some(float32(f))})
		equal(t, "/single: must be a finite number, since JSON has no other", message(err))
	}
}

func TestFloatsAreRead(t *testing.T) {
	const number = "must be a number as JSON writes them"
	cases := []struct {
		text  string
		want  float64
		fault string
	}{
		{text: "0"},
		{text: "-0", want: math.Copysign(0, -1)},
		{text: "-0.0e1", want: math.Copysign(0, -1)},
		{text: "1", want: 1},
		{text: "1.0", want: 1},
		{text: "0.1", want: 0.1},
		{text: "1e2", want: 100},
		{text: "1E-2", want: 0.01},
		{text: "123456789.0123456789e-3", want: 123456.7890123456789},
		{text: "9007199254740993", want: 9007199254740992},
		{text: "1e308", want: 1e308},
		{text: "1e-400"},
		{text: "1e309", fault: "must be a number of 64 bits"},
		{text: "-1e400", fault: "must be a number of 64 bits"},
		{text: "1e99999999999999999999", fault: "must be a number of 64 bits"},
		{text: "00", fault: number},
		{text: "-", fault: number},
		{text: "1.e1", fault: number},
		{text: "1e", fault: number},
		{text: "Infinity", fault: "must be a value"},
		{text: "-Infinity", fault: number},
		{text: "NaN", fault: "must be a value"},
		{text: `"1"`, fault: "must be a number"},
		{text: "false", fault: "must be a number"},
		{text: "[]", fault: "must be a number"},
	}
	for _, c := range cases {
		v, err := decode[sample](`{"double":` + c.text + `}`)
		if want := under("/double: ", c.fault); message(err) != want {
			t.Errorf("%s: %q, not %q", c.text, message(err), want)
		}
		got := v.Double.Or(0)
		if c.fault == "" && math.Float64bits(got) != math.Float64bits(c.want) {
			t.Errorf("%s is %v", c.text, got)
		}
	}
	_, err := decode[sample](`{"single":1e39}`)
	equal(t, "/single: must be a number of 32 bits", message(err))
	v, err := decode[sample](`{"single":16777217}`)
	equal(t, Some[float32](16777216), v.Single)
	equal(t, "", message(err))
}
