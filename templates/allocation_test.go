package templates

import (
	"math"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// names are so many members with names of their own.
func names(n int) string {
	var members strings.Builder
	for i := range n {
		members.WriteString(`"` + strconv.FormatInt(int64(i), 36) + `":1,`)
	}
	return strings.TrimSuffix(members.String(), ",")
}

// times is so many of a piece, commas between.
func times(n int, piece string) string { return strings.TrimSuffix(strings.Repeat(piece+",", n), ",") }

// hostile are documents that grow with n in a way that costs a reader dear.
func hostile(n int) map[string]string {
	growing, shrinking := "", ""
	for length := 1; length < n; length *= 2 {
		growing += `"` + strings.Repeat("x", length) + `",`
		shrinking = `"` + strings.Repeat("x", length+length/2) + `",` + shrinking
	}
	deep := strings.Repeat(`{"":0,"next":`, 200)
	return map[string]string{
		"long string":                  `{"text":"` + strings.Repeat("x", n) + `"}`,
		"long string with escapes":     `{"text":"` + strings.Repeat(`\n`, n) + `"}`,
		"long string passed over":      `{"unknown":"` + strings.Repeat(`\u0000`, n) + `"}`,
		"long number":                  `{"large":` + strings.Repeat("1", n) + `}`,
		"long number with an exponent": `{"large":` + strings.Repeat("1", n) + `e99999999999999999999}`,
		"long fraction":                `{"large":1.` + strings.Repeat("0", n) + `1e` + strconv.Itoa(n) + `}`,
		"long exponent":                `{"double":1e` + strings.Repeat("0", n) + `1}`,
		"small elements":               `{"numbers":[` + times(n, "0") + `]}`,
		"empty strings":                `{"words":[` + times(n, `""`) + `]}`,
		"growing strings":              `{"words":[` + growing + `""]}`,
		"shrinking strings":            `{"words":[` + shrinking + `""]}`,
		"empty objects":                `{"parts":[` + times(n, `{}`) + `]}`,
		"small objects":                `{"parts":[` + times(n, `{"name":""}`) + `]}`,
		"wrong elements":               `{"numbers":[` + times(n, `""`) + `]}`,
		"wrong objects":                `{"parts":[` + times(n, `1`) + `]}`,
		"unknown names":                `{` + names(n) + `}`,
		"unknown names further in":     `{"unknown":{` + names(n) + `}}`,
		"one name":                     `{` + times(n, `"":1`) + `}`,
		"a known name":                 `{` + times(n, `"text":""`) + `}`,
		"escaped names":                `{"unknown":{` + times(n, `"\u0000":1`) + `}}`,
		"lists of lists":               `{"unknown":[` + times(n, `[]`) + `]}`,
		"too deep":                     strings.Repeat(`[`, n),
		"white space":                  strings.Repeat(" ", n) + `{}`,
		"many faults, deep":            `{"part":` + strings.Repeat(`{"name":"","next":`, 200) + `{"name":"","parts":[` + times(n, "1") + `]}` + strings.Repeat("}", 201),
		"long names at fault, deep": `{"part":` + strings.Repeat(`{"name":"","next":`, 200) + `{` + times(100, `"`+strings.Repeat("~", n/100)+`":1`) + `}` +
			strings.Repeat("}", 201),
		"escapes out of order, deep":    `{"part":` + deep + `{"name":"` + strings.Repeat(`\n`, n) + `"}` + strings.Repeat(`,"name":""}`, 200) + "}",
		"names out of order, deep":      `{"part":` + deep + `{"name":"",` + names(n/2) + `}` + strings.Repeat(`,"name":""}`, 200) + "}",
		"out of order, each with names": `{"part":` + strings.Repeat(`{`+names(30)+`,"next":`, 200) + `{"name":""}` + strings.Repeat(`,"name":""}`, 200) + "}",
	}
}

// TestAllocationIsBounded: what decoding allocates is at most so many times the
// length of the document, and no more times for a longer one.
func TestAllocationIsBounded(t *testing.T) {
	const n, most = 10_000, 1200
	longer := hostile(4 * n)
	for name, document := range hostile(n) {
		for _, read := range []func(string) (sample, error){decode[sample], decodeRuled[sample]} {
			factor := allocated(func() { _, _ = read(document) }) / uint64(len(document))
			grown := allocated(func() { _, _ = read(longer[name]) }) / uint64(len(longer[name]))
			if factor > most || grown > factor+factor/2+4 {
				t.Errorf("%s: %d times the length, and %d for a longer one", name, factor, grown)
			}
		}
	}
}

// TestAllocations counts for the page's entity. The race detector has pools lose
// walkers now and then, so the fewest count.
func TestAllocations(t *testing.T) {
	document := []byte(page)
	var v entity
	count := func(name string, most float64, f func() error) {
		fewest := math.Inf(1)
		for range 50 {
			fewest = min(fewest, testing.AllocsPerRun(1, func() {
				if err := f(); err != nil {
					t.Fatal(err)
				}
			}))
		}
		if fewest > most {
			t.Errorf("%s: %v allocations, of at most %v", name, fewest, most)
		}
	}
	count("decode", 1, func() error { return DecodeJSON(document, &v) })
	count("decode strictly", 1, func() error { return decodeStrict(document, &v, nil) })
	count("validate", 0, func() error { return validate(&v) })
	text := make([]byte, 0, len(document))
	count("encode", 0, func() (err error) {
		text, err = AppendJSON(text[:0], &v)
		return err
	})
	equal(t, page, string(text))
	shuffled := []byte(`{"userPrincipalName":"a","status":"error","id":"b","devicesCount":1}`)
	count("decode out of order", 1, func() error { return DecodeJSON(shuffled, &v) })
}
