package csdl

import (
	"os"
	"testing"
)

func BenchmarkGraph(b *testing.B) {
	file := corpus(b, "v1.0-2026-08-20.csdl.xml")
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(file, data, Options{Lenient: true}); err != nil {
			b.Fatal(err)
		}
	}
}
