package templates

import (
	"errors"
	"math"
	"net/url"
	"strings"
	"testing"
	"time"
)

// guid stands for types whose text has no quotes, and span for durations.
type guid string

func (g guid) MarshalText() ([]byte, error) { return []byte(g), nil }

type binary string

func (b binary) Decode() []byte { return []byte(b) }

var errText = errors.New("no text")

type flagSet int64

func (f flagSet) String() string { return "a,b" }

type textless struct{}

func (textless) MarshalText() ([]byte, error) { return nil, errText }

func TestLiterals(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, "null"},
		{"O'Neil", "'O''Neil'"},
		{"", "''"},
		{true, "true"},
		{int32(-5), "-5"},
		{uint8(200), "200"},
		{int64(math.MinInt64), "-9223372036854775808"},
		{float32(0.1), "0.1"},
		{1e21, "1e+21"},
		{math.Inf(1), "INF"},
		{math.Inf(-1), "-INF"},
		{math.NaN(), "NaN"},
		{status("compliant"), "'compliant'"},
		{flagSet(3), "'a,b'"},
		{guid("01234567-89ab-cdef-0123-456789abcdef"), "01234567-89ab-cdef-0123-456789abcdef"},
		{guid("-P1DT2H"), "duration'-P1DT2H'"},
		{DateTimeOf(time.Date(2025, 1, 2, 3, 4, 5, 600, time.UTC)), "2025-01-02T03:04:05.0000006Z"},
		{time.Date(2025, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600)), "2025-01-02T03:04:05+01:00"},
		{90*time.Second + time.Millisecond, "duration'PT90.001S'"},
		{-time.Hour, "duration'-PT3600S'"},
		{time.Duration(math.MinInt64), "duration'-PT9223372036.854775808S'"},
		{[]byte{0xfb, 0xff}, "binary'-_8='"},
		{binary("\xfb\xff"), "binary'-_8='"},
		{Property("manager/id"), "manager/id"},
		{EnumLiteral("graph.colour", "red"), "graph.colour'red'"},
	} {
		got, err := literalOf(c.value)
		equal(t, "", message(err))
		equal(t, c.want, got)
	}
	_, err := literalOf([]string{"a"})
	equal(t, "a []string has no form in a URL", message(err))
	_, err = literalOf(textless{})
	equal(t, errText, err)
}

func TestFilters(t *testing.T) {
	name, when, tags := Property("displayName"), Property("createdDateTime"), Property("tags")
	for _, c := range []struct {
		filter Filter
		want   string
	}{
		{name.Eq("O'Neil"), "displayName eq 'O''Neil'"},
		{name.Ne(nil), "displayName ne null"},
		{And(name.Gt("a"), name.Le("b")), "displayName gt 'a' and displayName le 'b'"},
		{Or(name.Ge(1), And(name.Lt(2), name.Has(status("x")))), "displayName ge 1 or (displayName lt 2 and displayName has 'x')"},
		{And(Or(name.Eq(1), name.Eq(2)), name.Eq(3)), "(displayName eq 1 or displayName eq 2) and displayName eq 3"},
		{Not(Or(name.Eq(1), name.Eq(2))), "not (displayName eq 1 or displayName eq 2)"},
		{And(Not(name.Eq(1)), name.Eq(2)), "not (displayName eq 1) and displayName eq 2"},
		{And(), ""},
		{And(Filter{}, name.Eq(1)), "displayName eq 1"},
		{Or(And(name.Eq(1), name.Eq(2))), "displayName eq 1 and displayName eq 2"},
		{name.In("a", "b'c"), "displayName in ('a','b''c')"},
		{name.In(), "false"},
		{name.StartsWith("a"), "startswith(displayName,'a')"},
		{name.ToLower().EndsWith("a"), "endswith(tolower(displayName),'a')"},
		{name.ToUpper().Trim().Contains("a"), "contains(trim(toupper(displayName)),'a')"},
		{name.Length().Gt(3), "length(displayName) gt 3"},
		{when.Year().Eq(2025), "year(createdDateTime) eq 2025"},
		{And(when.Month().Eq(1), when.Day().Eq(2)), "month(createdDateTime) eq 1 and day(createdDateTime) eq 2"},
		{And(when.Hour().Eq(1), when.Minute().Eq(2), when.Second().Eq(3)), "hour(createdDateTime) eq 1 and minute(createdDateTime) eq 2 and second(createdDateTime) eq 3"},
		{And(when.Date().Eq(guid("2025-01-02")), when.Time().Lt(guid("10:00:00"))), "date(createdDateTime) eq 2025-01-02 and time(createdDateTime) lt 10:00:00"},
		{And(name.Round().Eq(1), name.Floor().Eq(1), name.Ceiling().Eq(2)), "round(displayName) eq 1 and floor(displayName) eq 1 and ceiling(displayName) eq 2"},
		{Property("address").Path("city").Eq("x"), "address/city eq 'x'"},
		{Property("manager").Cast("ns.user").Path("mail").Eq("x"), "manager/ns.user/mail eq 'x'"},
		{tags.Count().Gt(1), "tags/$count gt 1"},
		{tags.Any(nil), "tags/any()"},
		{tags.Any(func(x Property) Filter { return x.Eq("a") }), "tags/any(x:x eq 'a')"},
		{tags.All(func(x Property) Filter { return Or(x.Eq("a"), x.Eq("b")) }), "tags/all(x:x eq 'a' or x eq 'b')"},
		{tags.Any(func(x Property) Filter {
			return x.Path("parts").Any(func(y Property) Filter { return y.Eq(x.Path("name")) })
		}), "tags/any(x1:x1/parts/any(x:x eq x1/name))"},
		{And(RawFilter("a eq 1 or b eq 2"), name.Eq(1)), "(a eq 1 or b eq 2) and displayName eq 1"},
	} {
		equal(t, c.want, c.filter.String())
		equal(t, nil, c.filter.err)
		balanced(t, c.filter.String())
	}
	unfit := name.Eq(struct{}{})
	for _, f := range []Filter{unfit, Not(unfit), And(unfit, name.Eq(1)), tags.Any(func(Property) Filter { return unfit }), name.In(1, struct{}{})} {
		equal(t, "a struct {} has no form in a URL", message(f.err))
	}
	equal(t, "there is nothing to negate", message(Not(Filter{}).err))
}

// balanced checks that quotes and parentheses close.
func balanced(t *testing.T, filter string) {
	t.Helper()
	depth := 0
	for i, part := range strings.Split(filter, "'") {
		if i%2 == 0 {
			depth += strings.Count(part, "(") - strings.Count(part, ")")
		}
	}
	if depth != 0 || strings.Count(filter, "'")%2 != 0 {
		t.Errorf("%s is not balanced", filter)
	}
}

// queryOf is the query that options make.
func queryOf(options ...RequestOption) (string, error) {
	client, err := NewClient("https://service.example/v1.0")
	if err != nil {
		return "", err
	}
	q := newODataRequest(client.Resource("users"), "GET", options)
	return q.request.query, q.fault
}

func TestSystemQueryOptions(t *testing.T) {
	name := Property("displayName")
	for _, c := range []struct {
		options []RequestOption
		want    string // decoded
	}{
		{nil, ""},
		{[]RequestOption{Select(name, "id"), Select("address/city")}, "$select=displayName,id,address/city"},
		{[]RequestOption{OrderBy(name.Desc(), "id")}, "$orderby=displayName desc,id"},
		{[]RequestOption{Top(1), Skip(2), WithCount(), Top(3)}, "$top=3&$skip=2&$count=true"},
		{[]RequestOption{name.Eq("a&b=c+d;e#f"), Or(name.Eq(1), name.Eq(2))}, "$filter=displayName eq 'a&b=c+d;e#f' and (displayName eq 1 or displayName eq 2)"},
		{[]RequestOption{Filter{}}, ""},
		{[]RequestOption{Search(`say "hi"`, `back\slash`)}, `$search="say \"hi\"" AND "back\\slash"`},
		{[]RequestOption{RawSearch("a OR b")}, `$search=a OR b`},
		{[]RequestOption{Expand("manager"), Expand("members", Select(name), name.Eq("x;y"), Top(2), WithCount(), Expand("owner", Levels(2)))},
			"$expand=manager,members($select=displayName;$filter=displayName eq 'x;y';$top=2;$count=true;$expand=owner($levels=2))"},
		{[]RequestOption{Expand("reports", LevelsMax())}, "$expand=reports($levels=max)"},
		{[]RequestOption{Query("$apply", "aggregate(x)"), Query("a b", "é%")}, "$apply=aggregate(x)&a b=é%"},
	} {
		raw, err := queryOf(c.options...)
		equal(t, "", message(err))
		var pairs []string
		for pair := range strings.SplitSeq(raw, "&") {
			pair, err := url.PathUnescape(pair)
			equal(t, nil, err)
			pairs = append(pairs, pair)
		}
		equal(t, c.want, strings.Join(pairs, "&"))
		if strings.ContainsAny(raw, " +;#\"\\é") {
			t.Errorf("%s is not a query", raw)
		}
		if _, err := url.ParseQuery(raw); err != nil {
			t.Error(err)
		}
	}
	for _, option := range []RequestOption{IfMatch("x"), Prefer("x"), Bind("x", &Resource{&address{}})} {
		_, err := queryOf(Expand("manager", option))
		equal(t, errInsideExpand, err)
	}
	_, err := queryOf(Property("a").Eq(struct{}{}))
	equal(t, "a struct {} has no form in a URL", message(err))
}

// FuzzFilter: whatever a string holds, the filter in the query is one comparison
// with that string.
func FuzzFilter(f *testing.F) {
	for _, seed := range []string{"", "'", "a' or 'b", "a&$top=1", "%27", "a;b#c+d", "\x00é\xff", "it''s"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		raw, err := queryOf(Property("name").Eq(text), Property("name").Eq(text))
		if err != nil {
			t.Fatal(err)
		}
		values, err := url.ParseQuery(raw)
		if err != nil || len(values) != 1 || len(values["$filter"]) != 1 {
			t.Fatalf("%q makes the query %s: %v", text, raw, err)
		}
		first, rest, ok := comparison(values["$filter"][0])
		second, rest, also := comparison(strings.TrimPrefix(rest, " and "))
		if !ok || !also || rest != "" || first != text || second != text {
			t.Fatalf("%q is read as %q and %q, and %q follows", text, first, second, rest)
		}
	})
}

// comparison reads a comparison with a string by the grammar: quotes inside are
// doubled.
func comparison(filter string) (text, rest string, ok bool) {
	rest, ok = strings.CutPrefix(filter, "name eq '")
	for ok {
		before, after, found := strings.Cut(rest, "'")
		text += before
		if !found {
			return text, "", false
		}
		if rest = after; !strings.HasPrefix(rest, "'") {
			return text, rest, true
		}
		text, rest = text+"'", rest[1:]
	}
	return text, rest, false
}

// TestValuesInAddresses: decimals have no quotes, and lists may hold null.
func TestValuesInAddresses(t *testing.T) {
	d, err := ParseDecimal("-1.50")
	equal(t, nil, err)
	equal(t, "price gt -1.50", Property("price").Gt(d).String())
	for want, value := range map[string]any{
		"[-1.50]":             []Decimal{d},
		`["a",null]`:          listArgument([]Opt[string]{Some("a"), Null[string]()}),
		"[-1.50,null]":        listArgument([]Opt[Decimal]{Some(d), Null[Decimal]()}),
		"[5]":                 argumentOfList(Some([]Opt[int64]{Some[int64](5)})),
		`[{"name":"a"},null]`: []*part{{Name: "a"}, nil},
	} {
		text, err := jsonOf(value)
		equal(t, nil, err)
		equal(t, want, text)
	}
	equal(t, any(nil), argumentOfList(Null[[]Opt[string]]()))
}
