package query

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"example.com/burin/cmd/compliance-server/internal/instant"
	api "example.com/burin/generated/devicecompliance"
)

var person = &Entity{"person", []Property{
	{Name: "id", Kind: String, Key: true, Column: "id"},
	{Name: "name", Kind: String, Column: "name"},
	{Name: "age", Kind: Integer, Column: "age"},
	{Name: "mood", Kind: Enum, Column: "mood", Type: "example.mood", Values: []string{"sad", "calm", "glad"}},
	{Name: "born", Kind: Instant, Column: "born"},
}}

// row is a person, as the table and as the test's own evaluation see one.
type row map[string]any

func at(text string) string {
	d, err := api.ParseDateTime(text)
	if err != nil {
		panic(err)
	}
	return instant.Key(d)
}

var rows = []row{
	{"id": "a", "name": "Ann", "age": int64(12), "mood": "calm", "born": at("2017-01-01T00:00:17.7769392-08:00")},
	{"id": "b", "name": nil, "age": int64(12), "mood": "sad", "born": at("2017-01-01T00:00:17Z")},
	{"id": "c", "name": "O'Neil", "age": int64(0), "mood": "glad", "born": at("2017-01-01T01:00:17+01:00")},
	{"id": "d", "name": "", "age": nil, "mood": "calm", "born": at("1969-07-20T20:17:40Z")},
	{"id": "e", "name": "ann", "age": int64(-1), "mood": "calm", "born": nil},
	{"id": "f", "name": "nul\x00l", "age": int64(1) << 40, "mood": nil, "born": at("2017-01-01T00:00:00Z")},
}

func table(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE person (id TEXT, name TEXT, age INTEGER, mood TEXT, born TEXT) STRICT"); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if _, err := db.Exec("INSERT INTO person VALUES (?, ?, ?, ?, ?)", r["id"], r["name"], r["age"], r["mood"], r["born"]); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// ids runs a query on the table.
func ids(t testing.TB, db *sql.DB, rest string, arguments ...any) []string {
	t.Helper()
	result, err := db.Query("SELECT id FROM person "+rest, arguments...)
	if err != nil {
		t.Fatalf("%s: %v", rest, err)
	}
	defer func() { _ = result.Close() }()
	found := []string{}
	for result.Next() {
		var id string
		if err := result.Scan(&id); err != nil {
			t.Fatal(err)
		}
		found = append(found, id)
	}
	if err := result.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// holds evaluates a condition without SQL.
func holds(e Expr, r row) bool {
	switch e := e.(type) {
	case *Logical:
		if e.Or {
			return holds(e.Left, r) || holds(e.Right, r)
		}
		return holds(e.Left, r) && holds(e.Right, r)
	case *Not:
		return !holds(e.Operand, r)
	case *Comparison:
		return (r[e.Property.Name] == e.Value) != e.Unequal
	}
	panic("no such condition")
}

func TestFilter(t *testing.T) {
	db := table(t)
	for _, test := range []struct{ filter, canonical, ids string }{
		{"name eq 'Ann'", "name eq 'Ann'", "a"},
		{"name ne 'Ann'", "name ne 'Ann'", "bcdef"},
		{"name eq null", "name eq null", "b"},
		{"name ne null", "name ne null", "acdef"},
		{"name eq ''", "name eq ''", "d"},
		{"name eq 'O''Neil'", "name eq 'O''Neil'", "c"},
		{"name eq ''''", "name eq ''''", ""},
		{"name eq 'nul\x00l'", "name eq 'nul\x00l'", "f"},
		{"not (name eq 'Ann')", "not (name eq 'Ann')", "bcdef"},
		{"not(name eq 'Ann')", "not (name eq 'Ann')", "bcdef"},
		{"not not (name eq null)", "not (not (name eq null))", "b"},
		{"age eq 12", "age eq 12", "ab"},
		{"age eq -1", "age eq -1", "e"},
		{"age eq +12", "age eq +12", "ab"},
		{"age ne 12", "age ne 12", "cdef"},
		{"age eq null", "age eq null", "d"},
		{"age eq 1099511627776", "age eq 1099511627776", "f"},
		{"mood eq 'calm'", "mood eq 'calm'", "ade"},
		{"mood eq example.mood'calm'", "mood eq example.mood'calm'", "ade"},
		{"mood ne null", "mood ne null", "abcde"},
		{"born eq 2017-01-01T00:00:17Z", "born eq 2017-01-01T00:00:17Z", "bc"},
		{"born eq 2017-01-01T08:00:17.77693920Z", "born eq 2017-01-01T08:00:17.77693920Z", "a"},
		{"born eq 2017-01-01T00:00Z", "born eq 2017-01-01T00:00Z", "f"},
		{"born eq 2017-01-01T01:00+01:00", "born eq 2017-01-01T01:00+01:00", "f"},
		{"born ne 2017-01-01T00:00:17Z", "born ne 2017-01-01T00:00:17Z", "adef"},
		{"\tage  EQ 12 And name Ne null ", "(age eq 12 and name ne null)", "a"},
		{"age eq 0 or age eq 12 and name eq null", "(age eq 0 or (age eq 12 and name eq null))", "bc"},
		{"(age eq 0 or age eq 12) and name eq null", "((age eq 0 or age eq 12) and name eq null)", "b"},
		{"not (age eq 12) and not (mood eq 'calm')", "(not (age eq 12) and not (mood eq 'calm'))", "cf"},
		{"NOT (age eq 12 or mood eq null)", "not ((age eq 12 or mood eq null))", "cde"},
		{"((((age eq 0))))", "age eq 0", "c"},
	} {
		e, err := ParseFilter(test.filter, person)
		if err != nil {
			t.Errorf("%s: %v", test.filter, err)
			continue
		}
		if diff := cmp.Diff(test.canonical, e.String()); diff != "" {
			t.Errorf("%s is read as (-want +got):\n%s", test.filter, diff)
		}
		condition, arguments := Where(e)
		if got := strings.Join(ids(t, db, "WHERE "+condition+" ORDER BY id", arguments...), ""); got != test.ids {
			t.Errorf("%s gives %q, not %q", test.filter, got, test.ids)
		}
	}
}

func TestFilterFaults(t *testing.T) {
	deep := strings.Repeat("(", 51) + "age eq 1" + strings.Repeat(")", 51)
	for filter, want := range map[string]string{
		"":                                  "character 1: the filter ends where a property, not, or ( is expected",
		" ":                                 "character 2: the filter ends where a property, not, or ( is expected",
		"age":                               "character 4: the filter ends where eq or ne is expected",
		"age eq":                            "character 7: the filter ends where a literal is expected",
		"age eq 1 2":                        "character 10: 2 stands where and, or, or the end is expected",
		"age eq 1)":                         "character 9: ) stands where and, or, or the end is expected",
		"(age eq 1":                         "character 10: the filter ends where and, or, or ) is expected",
		"age eq 1 and":                      "character 13: the filter ends where a property, not, or ( is expected",
		"age eq 1 and and":                  "character 14: and is not a property of person",
		"()":                                "character 2: ) stands where a property, not, or ( is expected",
		"not":                               "character 4: the filter ends where a property, not, or ( is expected",
		"not age eq 1":                      "character 5: not binds tighter than eq and ne: put what it negates in parentheses",
		"not contains(name,'x')":            "character 5: the function contains is not supported: this service knows eq, ne, and, or, not and parentheses",
		"age gt 1":                          "character 5: the operator gt is not supported: this service knows eq, ne, and, or, not and parentheses",
		"age LE 1":                          "character 5: the operator le is not supported: this service knows eq, ne, and, or, not and parentheses",
		"age in (1,2)":                      "character 5: the operator in is not supported: this service knows eq, ne, and, or, not and parentheses",
		"age add 1 eq 2":                    "character 5: the operator add is not supported: this service knows eq, ne, and, or, not and parentheses",
		"startswith(name,'A')":              "character 1: the function startswith is not supported: this service knows eq, ne, and, or, not and parentheses",
		"age is 1":                          "character 5: is stands where eq or ne is expected",
		"age = 1":                           "character 5: = stands where eq or ne is expected",
		"height eq 1":                       "character 1: height is not a property of person",
		"Age eq 1":                          "character 1: Age is not a property of person",
		"mother/age eq 1":                   "character 1: mother/age is not a property of person",
		"'x' eq name":                       "character 1: 'x' stands where a property, not, or ( is expected",
		"1 eq age":                          "character 1: 1 is not a property of person",
		"true":                              "character 1: true is not a property of person",
		"name eq id":                        "character 9: comparing two properties is not supported: compare name with a literal",
		"name eq Ann":                       "character 9: name does not compare with Ann: write a string in single quotes, such as 'text', or with null",
		"name eq 5":                         "character 9: name does not compare with 5: write a string in single quotes, such as 'text', or with null",
		"name eq NULL":                      "character 9: name does not compare with NULL: write a string in single quotes, such as 'text', or with null",
		"name eq x'Ann'":                    "character 9: name does not compare with x'Ann': write a string in single quotes, such as 'text', or with null",
		"name eq 'Ann":                      "character 9: the string that begins here has no end: close it with a single quote",
		"name eq 'O'Neil'":                  "character 12: the string that begins here has no end: close it with a single quote",
		"name eq 'ä' and x eq 1":            "character 17: x is not a property of person",
		"name eq (":                         "character 9: ( stands where a literal is expected",
		"age eq '12'":                       "character 8: age does not compare with '12': write a whole number of at most 64 bits, such as 12, or with null",
		"age eq 12.5":                       "character 8: age does not compare with 12.5: write a whole number of at most 64 bits, such as 12, or with null",
		"age eq 1e2":                        "character 8: age does not compare with 1e2: write a whole number of at most 64 bits, such as 12, or with null",
		"age eq 9223372036854775808":        "character 8: age does not compare with 9223372036854775808: write a whole number of at most 64 bits, such as 12, or with null",
		"mood eq calm":                      "character 9: mood does not compare with calm: write one of 'sad', 'calm', 'glad', or with null",
		"mood eq 'angry'":                   "character 9: mood does not compare with 'angry': write one of 'sad', 'calm', 'glad', or with null",
		"mood eq 'Calm'":                    "character 9: mood does not compare with 'Calm': write one of 'sad', 'calm', 'glad', or with null",
		"mood eq other.mood'calm'":          "character 9: mood does not compare with other.mood'calm': write one of 'sad', 'calm', 'glad', or with null",
		"born eq 2017-01-01":                "character 9: born does not compare with 2017-01-01: write a date, time and offset, such as 2017-01-01T00:00:17Z, a + of the offset as %2B, or with null",
		"born eq '2017-01-01T00:00:17Z'":    "character 9: born does not compare with '2017-01-01T00:00:17Z': write a date, time and offset, such as 2017-01-01T00:00:17Z, a + of the offset as %2B, or with null",
		"born eq 2017-01-01T00:00:17 01:00": "character 9: born does not compare with 2017-01-01T00:00:17: write a date, time and offset, such as 2017-01-01T00:00:17Z, a + of the offset as %2B, or with null",
		"born eq 2017-02-29T00:00:17Z":      "character 9: born does not compare with 2017-02-29T00:00:17Z: write a date, time and offset, such as 2017-01-01T00:00:17Z, a + of the offset as %2B, or with null",
		"name eq '\xff'":                    "character 1: the filter is not UTF-8",
		deep:                                "character 51: the filter nests deeper than 50: make it flatter",
	} {
		e, err := ParseFilter(filter, person)
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%s is read as %v, with the error %v", filter, e, err)
			continue
		}
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", filter, diff)
		}
	}
}

func TestOrder(t *testing.T) {
	db := table(t)
	for items, want := range map[string]string{
		"":                    "abcdef",
		"id desc":             "fedcba",
		"name":                "bdacef", // null first, then by bytes
		"name desc":           "fecadb",
		"age,name desc":       "decabf",
		" age DESC , id Desc": "fbaced",
		"mood":                "fbadec",
		"mood desc,age asc":   "cdeabf",
		"born":                "edfbca",
		"born desc,name":      "abcfde",
	} {
		var list []string
		if items != "" {
			list = strings.Split(items, ",")
		}
		keys, err := ParseOrder(list, person)
		if err != nil {
			t.Errorf("%s: %v", items, err)
			continue
		}
		if got := strings.Join(ids(t, db, "ORDER BY "+OrderBy(keys)), ""); got != want {
			t.Errorf("%q orders as %s, not %s", items, got, want)
		}
		checkAfter(t, db, items, keys)
	}
}

// checkAfter takes each row in turn as a place, and looks for what follows.
func checkAfter(t *testing.T, db *sql.DB, items string, keys []Key) {
	t.Helper()
	ordered := ids(t, db, "ORDER BY "+OrderBy(keys))
	for i, id := range ordered {
		place := make([]any, len(keys))
		scan := make([]any, len(keys))
		for j := range place {
			scan[j] = &place[j]
		}
		if err := db.QueryRow("SELECT "+strings.Join(Columns(keys), ", ")+" FROM person WHERE id = ?", id).Scan(scan...); err != nil {
			t.Fatal(err)
		}
		condition, arguments := After(keys, place)
		got := ids(t, db, "WHERE "+condition+" ORDER BY "+OrderBy(keys), arguments...)
		if diff := cmp.Diff(ordered[i+1:], got); diff != "" {
			t.Errorf("%q, after %s (-want +got):\n%s", items, id, diff)
		}
	}
}

func TestOrderFaults(t *testing.T) {
	for items, want := range map[string]string{
		"":              "character 1: name a property to order by",
		"age,":          "character 5: name a property to order by",
		",age":          "character 1: name a property to order by",
		"height":        "character 1: height is not a property of person",
		"age, height":   "character 6: height is not a property of person",
		"name,AGE":      "character 6: AGE is not a property of person",
		"'age'":         "character 1: name a property to order by",
		"tolower(name)": "character 1: the function tolower is not supported: name a property",
		"age down":      "character 5: down stands where asc, desc or a comma is expected",
		"age desc asc":  "character 10: asc stands where a comma is expected",
		"age desc,age":  "character 10: age is named twice: name each property once",
		"name,age,name": "character 10: name is named twice: name each property once",
		"age 'desc'":    "character 5: 'desc' stands where asc, desc or a comma is expected",
		"\xff":          "character 1: the order is not UTF-8",
	} {
		_, err := ParseOrder(strings.Split(items, ","), person)
		if err == nil {
			t.Errorf("%q is accepted", items)
			continue
		}
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", items, diff)
		}
	}
}

// FuzzFilter asks of every filter that is accepted that SQLite and an
// evaluation without SQL agree, and that it reads back as it is written.
func FuzzFilter(f *testing.F) {
	for _, seed := range []string{
		"name eq 'O''Neil' and not (age eq 12 or mood ne example.mood'calm')",
		"born eq 2017-01-01T00:00:17.7769392-08:00", "age ne null", "((age eq -1))",
		"not not (name eq null)", "born ne 2017-01-01T00:00Z or id eq ''", "age gt 1", "name eq 'x",
	} {
		f.Add(seed)
	}
	db := table(f)
	f.Fuzz(func(t *testing.T, text string) {
		e, err := ParseFilter(text, person)
		if err != nil {
			var fault *Error
			if !errors.As(err, &fault) || fault.At < 1 || fault.At > len(text)+1 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := ParseFilter(e.String(), person)
		if err != nil || again.String() != e.String() {
			t.Fatalf("%q is written %q, which reads as %v, %v", text, e, again, err)
		}
		want := []string{}
		for _, r := range rows {
			if holds(e, r) {
				want = append(want, r["id"].(string))
			}
		}
		condition, arguments := Where(e)
		if got := ids(t, db, "WHERE "+condition+" ORDER BY id", arguments...); !slices.Equal(got, want) {
			t.Fatalf("%q gives %v by SQL, and %v without", text, got, want)
		}
	})
}
