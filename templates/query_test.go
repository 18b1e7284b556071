package templates

import (
	"math"
	"net/http/httptest"
	"testing"
)

// search is a struct of query parameters as the generator writes them.
type search struct {
	From  int32
	To    int64
	Text  Opt[string]
	Flag  Opt[bool]
	Ratio Opt[float64]
	Since Opt[DateTime]
	Kind  Opt[status]
	Order Opt[[]string]
	IDs   Opt[[]int32]
	Must  []status
}

func (p *search) query(q *query) {
	queryField(q, "from", &p.From, asInt32).minimum(1).maximum(99)
	queryField(q, "to", &p.To, asInt64)
	queryOpt(q, "$text", &p.Text, asString).minLength(2).maxLength(3)
	queryOpt(q, "flag", &p.Flag, asBool)
	queryOpt(q, "ratio", &p.Ratio, asFloat64)
	queryOpt(q, "since", &p.Since, asDateTime)
	queryOpt(q, "kind", &p.Kind, asEnum(statuses))
	queryOptList(q, "order by", &p.Order, commas, asString).minItems(2)
	queryOptList(q, "ids", &p.IDs, repeated, asInt32).maxItems(2)
	queryList(q, "must", &p.Must, commas, asEnum(statuses))
}

// readSearch reads a query as a handler does.
func readSearch(query string) (search, error) {
	c := &call{r: httptest.NewRequest("GET", "/?"+query, nil)}
	p := readQuery[search](c)
	defer func() { _ = c.walker.end() }()
	return *p, c.walker.err()
}

func TestQueriesAreWritten(t *testing.T) {
	cases := []struct {
		want string
		p    search
	}{
		{"from=0&to=0", search{}},
		{"from=1&to=9007199254740993&%24text=a+b%26%3D%C3%A9&flag=true&ratio=1e%2B21&since=2017-01-01T00%3A00%3A17.7769392-08%3A00" +
			"&kind=error&order+by=a,b+desc&ids=1&ids=-2&must=unknown,conflict",
			search{1, 9007199254740993, Some("a b&=é"), Some(true), Some(1e21), Some(DateTime{"2017-01-01T00:00:17.7769392-08:00"}),
				Some(status("error")), Some([]string{"a", "b desc"}), Some([]int32{1, -2}), []status{"unknown", "conflict"}}},
		{"from=0&to=0&%24text=&flag=false", search{Text: Some(""), Flag: Some(false), Order: Some([]string{})}},
		{"from=0&to=0", search{Text: Null[string](), IDs: Null[[]int32]()}},
		{"from=0&to=0&ratio=NaN", search{Ratio: Some(math.NaN())}},
	}
	for _, c := range cases {
		equal(t, c.want, writeQuery(&c.p))
	}
}

func TestQueriesAreRead(t *testing.T) {
	want := search{1, 9007199254740993, Some("a&é"), Some(true), Some(1e21), Some(DateTime{"2017-01-01T00:00:17.7769392-08:00"}),
		Some(status("error")), Some([]string{"a", "b desc"}), Some([]int32{1, -2}), []status{"unknown", "conflict"}}
	got, err := readSearch(writeQuery(&want))
	equal(t, "", message(err))
	equal(t, want, got)
	got, err = readSearch("must=error&to=1&from=2&%24text=%22%5C&unknown=x")
	equal(t, "", message(err))
	equal(t, search{From: 2, To: 1, Text: Some(`"\`), Must: []status{"error"}}, got)
}

func TestFaultsOfQueries(t *testing.T) {
	const needed = "from=1&to=1&must=error"
	cases := []struct{ query, want string }{
		{"", "/from: is missing; /to: is missing; /must: is missing"},
		{"to=x", "/from: is missing; /to: must be a whole number; /must: is missing"},
		{"from=1z&must=error", "/from: must end before this; /to: is missing"},
		{"from=-&to=1&must=error", "/from: must be a number as JSON writes them"},
		{"from=-&to=-&must=no", "/from: must be a number as JSON writes them; /to: must be a number as JSON writes them; " +
			`/must: must be one of the values described, not "no"`},
		{"from=0&to=1&must=error", "/from: must be at least 1"},
		{"from=100&to=1&must=error", "/from: must be at most 99"},
		{"from=&to=1&must=error", "/from: must be a whole number"},
		{"from=+1&to=1&must=error", "/from: must be a whole number"},
		{"from=1.5&to=1&must=error", "/from: must be a whole number"},
		{"from=2147483648&to=1&must=error", "/from: must be a whole number of 32 bits"},
		{"from=1&from=1&to=1&must=error", "/from: stands more than once"},
		{needed + "&must=error", "/must: stands more than once"},
		{needed + "&%24text=x", "/$text: must have at least 2 characters"},
		{needed + "&%24text=%C3%A9%C3%A9%C3%A9%C3%A9", "/$text: must have at most 3 characters"},
		{needed + "&%24text=", "/$text: must have at least 2 characters"},
		{needed + "&flag=TRUE", "/flag: must be true or false"},
		{needed + "&flag=trueish", "/flag: must end before this"},
		{needed + "&flag=", "/flag: must be true or false"},
		{needed + "&flag", "/flag: must be true or false"},
		{needed + "&ratio=1e400", "/ratio: must be a number of 64 bits"},
		{needed + "&ratio=NaN", "/ratio: must be a number"},
		{needed + "&since=today", "/since: must be a date and time such as 2006-01-02T15:04:05.999Z (RFC 3339)"},
		{needed + "&kind=%22", `/kind: must be one of the values described, not "\""`},
		{needed + "&order+by=a", "/order by: must have at least 2 elements"},
		{needed + "&ids=1&ids=2&ids=3", "/ids: must have at most 2 elements"},
		{needed + "&ids=1,2", "/ids: must end before this"},
		{needed + "&ids=x&ids=y", "/ids: must be a whole number"},
		{needed + "&flag=%zz", `the query must be percent-encoded: invalid URL escape "%zz"`},
		{needed + "&a;b", "the query must be percent-encoded: invalid semicolon separator in query"},
	}
	for _, c := range cases {
		if _, err := readSearch(c.query); message(err) != c.want {
			t.Errorf("%s: %q, not %q", c.query, message(err), c.want)
		}
	}
}

func TestRulesAndPlacesOfQueries(t *testing.T) {
	_, err := readSearch("from=0&must=x")
	equal(t, []Violation{
		{"/from", "minimum", "must be at least 1", -1},
		{"/to", "required", "is missing", -1},
		{"/must", "enum", `must be one of the values described, not "x"`, 0},
	}, violations(t, err))
}

func TestPathValues(t *testing.T) {
	cases := []struct{ escaped, value, fault string }{
		{"abc", "abc", ""},
		{"a%2Fb%20c%C3%A9", "a/b cé", ""},
		{"%2E%2E", "..", ""},
		{"a+b", "a+b", ""},
		{"%22%5c", `"\`, ""},
		{"%zz", "", "/id: must be percent-encoded"},
		{"x", "x", "/id: must have at least 2 characters"},
		{"abcdefg", "abcdefg", "/id: must have at most 6 characters"},
	}
	for _, c := range cases {
		var id string
		call := &call{}
		pathValue(call, "id", c.escaped, &id, asString).minLength(2).maxLength(6)
		equal(t, c.fault, message(call.walker.err()))
		equal(t, c.value, id)
	}
	var number int32
	call := &call{}
	pathValue(call, "n", "12x", &number, asInt32)
	pathValue(call, "m", "7", &number, asInt32).maximum(6)
	equal(t, []Violation{
		{"/n", "syntax", "must end before this", 2},
		{"/m", "maximum", "must be at most 6", -1},
	}, violations(t, call.walker.err()))
}
