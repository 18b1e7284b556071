package templates

import (
	"math"
	"testing"
)

// bounded has a property with each of the rules that go by digits or by text.
type bounded struct {
	Price    Opt[Decimal]
	Ratio    Opt[float64]
	Single   Opt[float32]
	Step     Opt[Decimal]
	Money    Opt[Decimal]
	When     Opt[DateTime]
	Lasts    Opt[Duration]
	Clock    Opt[TimeOfDay]
	Word     Opt[string]
	Data     Opt[Bytes]
	Infinite Opt[float64]
}

func (*bounded) alloc() object { return new(bounded) }

func (v *bounded) walk(w *walker) {
	opt(w, `"price":`, &v.Price, asDecimal).atLeast("0.01").atMost("1e30")
	opt(w, `"ratio":`, &v.Ratio, asFloat64).atLeast("-0.1").atMost("0.1").multipleOf("0.01")
	opt(w, `"single":`, &v.Single, asFloat32).atMost("0.1").multipleOf("0.1")
	opt(w, `"step":`, &v.Step, asDecimal).multipleOf("0.025")
	opt(w, `"money":`, &v.Money, asDecimal).precision(5).scale(2)
	optDateTime(w, `"when":`, &v.When).fraction(3)
	opt(w, `"lasts":`, &v.Lasts, asDuration).fraction(1)
	opt(w, `"clock":`, &v.Clock, asTimeOfDay).fraction(0)
	optText(w, `"word":`, &v.Word).pattern("^[a-z]+$")
	opt(w, `"data":`, &v.Data, asBytes).minBytes(1).maxBytes(2)
	opt(w, `"infinite":`, &v.Infinite, asQuotedFloat64).atLeast("0")
}

func TestExactRules(t *testing.T) {
	for _, c := range []struct{ document, want string }{
		{`{"price":0.01}`, "<nil>"}, {`{"price":1000000000000000000000000000000.000}`, "<nil>"},
		{`{"price":0.00999999999999999999999}`, "/price: must be at least 0.01"},
		{`{"price":1000000000000000000000000000000.001}`, "/price: must be at most 1e30"},
		{`{"ratio":0.1}`, "<nil>"}, {`{"ratio":-0.1}`, "<nil>"}, {`{"ratio":0.07}`, "<nil>"},
		{`{"ratio":0.11}`, "/ratio: must be at most 0.1"}, {`{"ratio":0.015}`, "/ratio: must be a multiple of 0.01"},
		{`{"single":0.1}`, "<nil>"}, {`{"single":0}`, "<nil>"}, {`{"single":0.2}`, "/single: must be at most 0.1"},
		{`{"step":1e999999}`, "<nil>"}, {`{"step":-0.075}`, "<nil>"}, {`{"step":0.0750}`, "<nil>"},
		{`{"step":1e-999999}`, "/step: must be a multiple of 0.025"}, {`{"step":0.03}`, "/step: must be a multiple of 0.025"},
		{`{"money":999.99}`, "<nil>"}, {`{"money":0.010}`, "<nil>"}, {`{"money":99999}`, "<nil>"},
		{`{"money":100000}`, "/money: must have at most 5 digits"}, {`{"money":0.001}`, "/money: must have at most 2 digits after the point"},
		{`{"when":"2024-01-01T00:00:00.123Z"}`, "<nil>"},
		{`{"when":"2024-01-01T00:00:00.1234Z"}`, "/when: must have at most 3 digits in the fraction of a second"},
		{`{"lasts":"PT0.1S"}`, "<nil>"}, {`{"lasts":"PT0.12S"}`, "/lasts: must have at most 1 digit in the fraction of a second"},
		{`{"clock":"10:00:00"}`, "<nil>"}, {`{"clock":"10:00:00.0"}`, "/clock: must have at most 0 digits in the fraction of a second"},
		{`{"word":"abc"}`, "<nil>"}, {`{"word":"abC"}`, `/word: must match "^[a-z]+$"`},
		{`{"data":"AAA="}`, "<nil>"}, {`{"data":""}`, "/data: must have at least 1 byte"}, {`{"data":"AAAA"}`, "/data: must have at most 2 bytes"},
		{`{"infinite":"INF"}`, "/infinite: must be at least 0"}, {`{"infinite":0.5}`, "<nil>"},
	} {
		var v bounded
		if got := textOf(DecodeValid([]byte(c.document), &v)); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.document, got, c.want)
		}
		v, err := decode[bounded](c.document)
		if err != nil {
			t.Fatal(err)
		}
		if got := textOf(validate(&v)); got != c.want {
			t.Errorf("%s validated: %s\nwant %s", c.document, got, c.want)
		}
	}
	if err := validate(&bounded{Infinite: Some(math.NaN())}); err == nil {
		t.Error("NaN is within bounds")
	}
}

func textOf(err error) string {
	if err == nil {
		return "<nil>"
	}
	return err.Error()
}
