package templates

import (
	"sync"
	"testing"
)

// TestOneValueManyReaders: to write or to check a value changes nothing in it,
// which the race detector would see.
func TestOneValueManyReaders(t *testing.T) {
	const document = `{"text":"a","part":{"name":"p","parts":[{"name":"q"}],"next":null},"parts":[{"name":"r"}],"numbers":[1],"words":["b"]}`
	v, err := decode[sample](document)
	equal(t, "", message(err))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 200 {
				text, err := AppendJSON(nil, &v)
				if string(text) != document || err != nil || validate(&v) != nil {
					t.Errorf("%s: %v", text, err)
				}
			}
		})
	}
	group.Wait()
}
