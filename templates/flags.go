package templates

import (
	"slices"
	"strconv"
	"strings"
	"sync"
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

// walkFlags walks a set. A name that is not known is kept by a bit that is free,
// and refused by who is strict; a number stands for its bits.
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
		bits, unknown := flagBits(text, members, !w.strict)
		if unknown != "" {
			w.note(start, "enum", "must be names of the values described with commas between, not "+strconv.Quote(unknown))
			return
		}
		*p = E(bits)
	case checking:
		if names := keptNames(bits, members); len(names) > 0 && w.strict {
			w.note(-1, "enum", "must be names of the values described with commas between, not "+strconv.Quote(names[0]))
		}
	}
}

// flagBits gives the set that a text says, or the first name in it that is not
// known and not to be kept.
func flagBits(text string, members []flag, keep bool) (bits int64, unknown string) {
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		member, known := bitsOf(name, members)
		if !known && keep {
			member = keepName(name, members)
		}
		if !known && member == 0 {
			return 0, name
		}
		bits |= member
	}
	return bits, ""
}

// keptFlags are the names that were read and are no member's, by the list of the
// members. The n-th is kept as the n-th bit from the top that no member has.
var keptFlags struct {
	sync.Mutex
	names map[*flag][]string
}

// keepName gives the bit that stands for a name as long as the program runs; 0
// where none is free.
func keepName(name string, members []flag) int64 {
	if name == "" || len(members) == 0 {
		return 0
	}
	keptFlags.Lock()
	defer keptFlags.Unlock()
	names := keptFlags.names[&members[0]]
	i := slices.Index(names, name)
	if i < 0 {
		i = len(names)
	}
	bit := freeBit(i, members)
	if bit != 0 && i == len(names) {
		if keptFlags.names == nil {
			keptFlags.names = map[*flag][]string{}
		}
		keptFlags.names[&members[0]] = append(names, strings.Clone(name))
	}
	return bit
}

// freeBit is the n-th bit from the top that no member has; the lowest 32 are left
// to members that are yet to be described.
func freeBit(n int, members []flag) int64 {
	taken := int64(0)
	for _, m := range members {
		taken |= m.bits
	}
	for bit := int64(1) << 62; bit >= 1<<32; bit >>= 1 {
		if taken&bit != 0 {
			continue
		}
		if n == 0 {
			return bit
		}
		n--
	}
	return 0
}

// keptNames are the names in a set that are no member's.
func keptNames(bits int64, members []flag) (names []string) {
	if bits>>32 == 0 || len(members) == 0 {
		return nil
	}
	keptFlags.Lock()
	defer keptFlags.Unlock()
	for i, name := range keptFlags.names[&members[0]] {
		if bits&freeBit(i, members) != 0 {
			names = append(names, name)
		}
	}
	return names
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
	for _, name := range keptNames(rest, members) {
		names = append(names, name)
		rest &^= keepName(name, members)
	}
	if rest != 0 || len(names) == 0 {
		names = append(names, strconv.FormatInt(rest, 10))
	}
	return strings.Join(names, ",")
}
