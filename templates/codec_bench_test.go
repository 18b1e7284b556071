package templates

import "testing"

const page = `{"@odata.type":"#microsoft.graph.deviceComplianceUserStatus","id":"a0b566cd-66cd-a0b5-cd66-b5a0cd66b5a0","userDisplayName":"User Display Name value","devicesCount":12,"status":"notApplicable","lastReportedDateTime":"2017-01-01T00:00:17.7769392-08:00","userPrincipalName":"User Principal Name value"}`

func BenchmarkEncode(b *testing.B) {
	var v entity
	if err := DecodeJSON([]byte(page), &v); err != nil {
		b.Fatal(err)
	}
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf, _ = AppendJSON(buf[:0], &v)
	}
	if string(buf) != page {
		b.Fatal(string(buf))
	}
}

func BenchmarkDecode(b *testing.B) {
	src := []byte(page)
	b.ReportAllocs()
	for b.Loop() {
		var v entity
		if err := DecodeJSON(src, &v); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeStrict(b *testing.B) {
	src := []byte(page)
	b.ReportAllocs()
	for b.Loop() {
		var v entity
		if err := decodeStrict(src, &v, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	var v entity
	if err := DecodeJSON([]byte(page), &v); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := validate(&v); err != nil {
			b.Fatal(err)
		}
	}
}
