package templates

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// documents makes random documents, the same from the same seed. Most are as
// they should be; some are not, in every way that a property can be wrong.
type documents struct {
	*rand.Rand
	faulty float64 // how often a value, or what stands around it, is made wrong
}

func newDocuments(seed uint64, faulty float64) documents {
	return documents{rand.New(rand.NewPCG(seed, 0)), faulty}
}

// property is a name and what makes its values.
type property struct {
	name     string
	required bool
	value    func(documents) string
}

func (d documents) chance(p float64) bool { return d.Float64() < p }

func pick[T any](d documents, from ...T) T { return from[d.IntN(len(from))] }

// object is an object of the properties: mostly all of them, and mostly in order.
func (d documents) object(depth int, properties ...property) string {
	var members []string
	for _, p := range properties {
		if d.chance(0.8) || p.required && !d.chance(d.faulty) {
			members = append(members, d.member(p))
		}
		if d.chance(d.faulty / 10) {
			members = append(members, d.member(p))
		}
		if d.chance(0.05) {
			members = append(members, d.member(property{d.text(), false, func(d documents) string { return d.any(depth) }}))
		}
	}
	if d.chance(0.4) {
		d.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	}
	return "{" + d.space() + strings.Join(members, d.space()+","+d.space()) + d.space() + "}"
}

func (d documents) member(p property) string {
	return d.quote(p.name) + d.space() + ":" + d.space() + d.value(p.value)
}

func (d documents) value(value func(documents) string) string {
	if d.chance(d.faulty) {
		return d.any(2)
	}
	return value(d)
}

// quote writes a string in one of the ways it may be written.
func (d documents) quote(text string) string {
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, r := range text {
		switch {
		case d.chance(0.02) && r < 0x10000:
			quoted.WriteString(`\u` + strconv.FormatInt(0x10000+int64(r), 16)[1:])
		case r == '"' || r == '\\':
			quoted.WriteString(`\` + string(r))
		case r < ' ':
			quoted.WriteString(`\u00` + strconv.FormatInt(0x100+int64(r), 16)[1:])
		default:
			quoted.WriteRune(r)
		}
	}
	return quoted.String() + `"`
}

func (d documents) space() string {
	if d.chance(0.9) {
		return ""
	}
	return pick(d, " ", "\n", "\t", "\r\n", "  ", " \n\t\r ")
}

func (d documents) text() string {
	var text strings.Builder
	for range d.IntN(4) {
		text.WriteString(pick(d, "", "a", "bc", "text", "name", "01234567", "012345678901234", "é", "日本語", "😀", "\u2028", `"`, `\`, "\n", "\x00", "/", "~"))
	}
	return text.String()
}

func (d documents) number() string {
	return pick(d, "0", "-0", "1", "7", "10", "11", "-1", "99", "2147483647", "2147483648", "-2147483648", "9007199254740993",
		"9223372036854775807", "9223372036854775808", "-9223372036854775808", "1.0", "1.5", "1e2", "1E-2", "0.1", "1e20", "1e400", "-2.5e-7",
		strconv.FormatInt(int64(d.Uint64()), 10), strconv.FormatFloat(d.NormFloat64(), 'g', -1, 64))
}

func (d documents) integer() string {
	return pick(d, "0", "1", "-1", "5", "10", "11", "100", "2147483647", strconv.Itoa(d.IntN(1000)-500))
}

func (d documents) dateTime() string {
	if d.chance(d.faulty) {
		return pick(d, `"2023-02-29T00:00:00Z"`, `"2024-02-29T23:58:60Z"`, `"2024-02-29 23:59:60Z"`, `"2024-02-29T00:00:00.Z"`, `"today"`, `""`)
	}
	return pick(d, `"2017-01-01T00:00:17.7769392-08:00"`, `"2024-02-29t23:59:60z"`, `"0001-01-01T00:00:00Z"`)
}

func (d documents) kind() string {
	return d.quote(string(pick(d, "error", "conflict", "new", pick(d, statuses...))))
}

func (d documents) list(most int, value func(documents) string) string {
	var elements []string
	for range d.IntN(most + 1) {
		elements = append(elements, d.value(value))
	}
	return "[" + strings.Join(elements, d.space()+","+d.space()) + d.space() + "]"
}

// any is any value at all.
func (d documents) any(depth int) string {
	if depth > 0 && d.chance(0.5) {
		if d.chance(0.5) {
			return d.list(3, func(d documents) string { return d.any(depth - 1) })
		}
		return d.object(depth-1, property{"a", false, documents.number}, property{"name", false, func(d documents) string { return d.any(depth - 1) }})
	}
	return pick(d, "null", "true", "false", d.number(), d.quote(d.text()))
}

func quotedText(d documents) string { return d.quote(d.text()) }

func orNull(value func(documents) string) func(documents) string {
	return func(d documents) string {
		if d.chance(0.2) {
			return "null"
		}
		return value(d)
	}
}

// part is a document of the type part, nested so deep at most.
func (d documents) part(depth int) string {
	properties := []property{{"name", true, quotedText}, {"size", false, documents.integer}}
	if depth > 0 {
		below := func(d documents) string { return d.part(depth - 1) }
		properties = append(properties,
			property{"parts", false, func(d documents) string { return d.list(2, below) }},
			property{"next", false, orNull(below)})
	}
	return d.object(depth, properties...)
}

func smallPart(d documents) string { return d.part(2) }

// sample is a document of the type sample.
func (d documents) sample() string {
	return d.object(2,
		property{"text", false, quotedText},
		property{"flag", false, func(d documents) string { return pick(d, "true", "false") }},
		property{"small", false, documents.integer},
		property{"large", false, documents.integer},
		property{"single", false, func(d documents) string { return pick(d, "0", "-1", "0.5", "1.25e3", "16777216") }},
		property{"double", false, documents.number},
		property{"when", false, documents.dateTime},
		property{"kind", false, documents.kind},
		property{"part", false, smallPart},
		property{"parts", false, func(d documents) string { return d.list(2, smallPart) }},
		property{"numbers", false, func(d documents) string { return d.list(3, documents.integer) }},
		property{"words", false, func(d documents) string { return d.list(3, quotedText) }},
		property{`a"b/c~d`, false, quotedText})
}

// ruled is a document of the type ruled, whose rules it may break.
func (d documents) ruled() string {
	return d.object(1,
		property{"code", true, quotedText},
		property{"note", true, orNull(quotedText)},
		property{"count", true, documents.integer},
		property{"tags", true, func(d documents) string { return d.list(3, quotedText) }},
		property{"kind", true, documents.kind},
		property{"when", false, documents.dateTime},
		property{"parts", false, func(d documents) string { return d.list(3, smallPart) }},
		property{"level", false, func(d documents) string { return pick(d, `"low"`, `"high"`, `"mid"`) }})
}

// entity is a document of the type entity.
func (d documents) entity() string {
	return d.object(2,
		property{"@odata.type", false, func(documents) string { return `"#microsoft.graph.deviceComplianceUserStatus"` }},
		property{"id", false, quotedText},
		property{"userDisplayName", false, orNull(quotedText)},
		property{"devicesCount", false, documents.integer},
		property{"status", false, documents.kind},
		property{"lastReportedDateTime", false, documents.dateTime},
		property{"userPrincipalName", false, orNull(quotedText)})
}

// mutate changes a document in a few places, as if it came over a bad line.
func (d documents) mutate(document string) string {
	text := []byte(document)
	for range 1 + d.IntN(3) {
		from := d.IntN(len(text) + 1)
		to := min(len(text), from+d.IntN(4))
		piece := pick(d, "", "{", "}", "[", "]", ",", ":", `"`, `\`, "0", "-", ".", "e", "n", "null", "true", " ", "\n", "\x00", "\x1f", "\x80", "\xff", "é",
			`\u`, `\ud83d`, `\u0041`, `""`, `"a":1,`, "1", "/", string(text[from:to])+string(text[from:to]))
		text = append(append(append([]byte{}, text[:from]...), piece...), text[to:]...)
	}
	if d.chance(0.05) {
		text = text[:d.IntN(len(text)+1)]
	}
	return string(text)
}
