package templates

import (
	"strconv"
	"strings"
)

// flag is a member of an enum of which a value is a set.
type flag struct {
	name string
	bits int64
}

func flags[E ~int64](w *walker, name string, p *E, members []flag) *walker {
	if w.required(name) {
		n := len(w.violations)
		walkFlags(w, p, members)
		w.leave(name, n)
	}
	return w
}

func optFlags[E ~int64](w *walker, name string, p *Opt[E], members []flag) *walker {
	if w.optional(name, &p.state) {
		n := len(w.violations)
		walkFlags(w, &p.value, members)
		w.leave(name, n)
	}
	return w
}

// asFlags walks a set where no property of its own stands.
func asFlags[E ~int64](members []flag) func(*walker, *E) {
	return func(w *walker, p *E) { walkFlags(w, p, members) }
}

// walkFlags walks a set. A name that is not known has no bit to be kept by, and
// is refused; a number stands for its bits.
func walkFlags[E ~int64](w *walker, p *E, members []flag) {
	bits := int64(*p)
	switch w.mode {
	case writing:
		w.writeString(flagText(bits, members))
	case reading:
		start, text := w.pos, ""
		if !w.readText(&text) {
			return
		}
		bits, unknown := flagBits(text, members)
		if unknown != "" {
			w.note(start, "enum", "must be names of the values described with commas between, not "+strconv.Quote(unknown))
			return
		}
		*p = E(bits)
	}
}

// flagBits gives the set that a text says, or the first name in it that is not
// known.
func flagBits(text string, members []flag) (bits int64, unknown string) {
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		member, known := bitsOf(name, members)
		if !known {
			return 0, strconv.Quote(name)
		}
		bits |= member
	}
	return bits, ""
}

func bitsOf(name string, members []flag) (bits int64, known bool) {
	for _, m := range members {
		if m.name == name {
			return m.bits, true
		}
	}
	bits, err := strconv.ParseInt(name, 10, 64)
	return bits, err == nil
}

// flagText is the member that a set is, else the names of those in it, in the
// order of the description, and the number of the bits that have no name.
func flagText(bits int64, members []flag) string {
	var names []string
	rest := bits
	for _, m := range members {
		if m.bits == bits {
			return m.name
		}
		if m.bits&^bits == 0 && m.bits&rest != 0 {
			names = append(names, m.name)
			rest &^= m.bits
		}
	}
	if rest != 0 || len(names) == 0 {
		names = append(names, strconv.FormatInt(rest, 10))
	}
	return strings.Join(names, ",")
}
