package query

import (
	"strconv"
	"strings"
)

// writer writes SQL.
type writer struct {
	strings.Builder
	arguments []any
}

func (w *writer) bind(value any) {
	w.WriteByte('?')
	w.arguments = append(w.arguments, value)
}

// Where writes a condition: true of what e is true of.
func Where(e Expr) (sql string, arguments []any) {
	var w writer
	e.write(&w)
	return w.String(), w.arguments
}

func (e *Logical) write(w *writer) {
	w.WriteByte('(')
	e.Left.write(w)
	if e.Or {
		w.WriteString(" OR ")
	} else {
		w.WriteString(" AND ")
	}
	e.Right.write(w)
	w.WriteByte(')')
}

func (e *Not) write(w *writer) {
	w.WriteString("(NOT ")
	e.Operand.write(w)
	w.WriteByte(')')
}

// IS compares as eq does: null equals null, and nothing else.
func (e *Comparison) write(w *writer) {
	w.WriteString("(" + e.Property.Column)
	if e.Unequal {
		w.WriteString(" IS NOT ")
	} else {
		w.WriteString(" IS ")
	}
	w.bind(e.Value)
	w.WriteByte(')')
}

// Columns lists what the keys order by.
func Columns(keys []Key) []string {
	columns := make([]string, len(keys))
	for i, key := range keys {
		columns[i] = key.Property.rank()
	}
	return columns
}

// rank is an SQL expression that orders as the property does: an enum by its
// values in their order, since members have numbers for values.
func (p *Property) rank() string {
	if p.Kind != Enum {
		return p.Column
	}
	var w strings.Builder
	w.WriteString("CASE " + p.Column)
	for i, value := range p.Values {
		w.WriteString(" WHEN '" + strings.ReplaceAll(value, "'", "''") + "' THEN " + strconv.Itoa(i))
	}
	w.WriteString(" END")
	return w.String()
}

// OrderBy writes the terms of an ORDER BY. SQLite sorts null below all values,
// as OData asks (OData Protocol 4.01, section 11.2.6.2).
func OrderBy(keys []Key) string {
	terms := Columns(keys)
	for i, key := range keys {
		if key.Descending {
			terms[i] += " DESC"
		}
	}
	return strings.Join(terms, ", ")
}

// After writes a condition: true of what comes after a place in the order of
// the keys. The place is given by what Columns has there, nil for null.
func After(keys []Key, place []any) (sql string, arguments []any) {
	var w writer
	for i, key := range keys {
		if i > 0 {
			w.WriteString(" OR (" + keys[i-1].Property.rank() + " IS ")
			w.bind(place[i-1])
			w.WriteString(" AND (")
		}
		key.after(&w, place[i])
	}
	w.WriteString(strings.Repeat("))", len(keys)-1))
	return w.String(), w.arguments
}

// after writes that one key comes after a value, null being the least.
func (k Key) after(w *writer, value any) {
	rank := k.Property.rank()
	switch {
	case value == nil && k.Descending:
		w.WriteString("FALSE")
	case value == nil:
		w.WriteString(rank + " IS NOT NULL")
	case k.Descending:
		w.WriteString("(" + rank + " < ")
		w.bind(value)
		w.WriteString(" OR " + rank + " IS NULL)")
	default:
		w.WriteString(rank + " > ")
		w.bind(value)
	}
}
