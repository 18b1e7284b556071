package templates

import (
	"hash/maphash"
	"strings"
)

// reader reads objects. A property is looked for at the next name of the
// document. What comes in another order, or is not known, is left for a second
// walk, by a table of the names left.
type reader struct {
	scanner
	frame
	passed  []passage       // a stack: a run for each object being read by table
	slots   []int32         // a stack of hash tables, each of indices into passed
	scratch []byte          // for strings with escapes
	kept    strings.Builder // the strings read
}

// frame is the state of one object being read.
type frame struct {
	start   int       // where it stands; -1 where there is no document
	key     int       // where the next name's quote stands; len(src) where no more follow
	index   int       // of the property, in the order of the walk, from 1
	seen    [2]uint64 // a bit a property: read already
	wide    []uint64  // the same for properties beyond seen
	lacking bool      // a required property was not where it was looked for
	tabled  bool      // properties are looked for in the table
	closed  bool      // no other properties are allowed
	base    int       // where the object's run begins
	table   int       // the object's first slot
	mask    int       // the table's size less one, a power of two less one
}

// passage is a property of the document that was passed over.
type passage struct {
	name string
	key  int // where its name stands
	at   int // where its value stands
	used bool
}

// maxDepth bounds how deep documents nest.
const maxDepth = 256

func (w *walker) readObject(v object) {
	outer, at, start := w.frame, w.at, w.pos
	if !w.begin('{', "an object") {
		return
	}
	w.frame = frame{start: start}
	w.setKey(w.first('}'))
	v.walk(w)
	if !w.halted && (w.key < len(w.src) || w.lacking) {
		w.readByTable(v)
	}
	w.frame, w.at = outer, at
	w.depth--
}

// setKey says whether more properties follow.
func (w *walker) setKey(more bool) {
	w.key = len(w.src)
	if more && w.peek() == '"' {
		w.key = w.pos
	} else if more {
		w.fail("must be a name in quotes")
	}
}

// nextKey goes on after a value; by table, values do not follow one another.
func (w *walker) nextKey() {
	if i := w.pos + 1; w.tabled {
		return
	} else if i < len(w.src) && w.src[i-1] == ',' && w.src[i] == '"' {
		w.pos, w.key = i, i
	} else {
		w.setKey(w.next('}'))
	}
}

// readByTable passes over the rest of an object, and then walks v once more.
func (w *walker) readByTable(v object) {
	w.base, w.table = len(w.passed), len(w.slots)
	for w.key < len(w.src) {
		m := passage{key: w.key, name: w.keep(w.readName())}
		m.at = w.pos
		w.skipValue()
		w.nextKey()
		w.passed = append(w.passed, m)
	}
	if w.halted {
		return
	}
	end := w.pos
	w.fillTable()
	w.tabled, w.index, w.lacking = true, 0, false
	v.walk(w)
	if w.halted {
		return
	}
	for _, m := range w.passed[w.base:] {
		if w.strict && w.closed && !m.used {
			w.noteAt(m.name, m.key, "additionalProperties", "is not a property of this type")
		}
	}
	w.pos = end
	clear(w.passed[w.base:])
	w.passed, w.slots = w.passed[:w.base], w.slots[:w.table]
}

var hashSeed = maphash.MakeSeed()

// fillTable enters what was passed, and notes names that stand twice.
func (w *walker) fillTable() {
	size := 4
	for size < 2*(len(w.passed)-w.base) {
		size *= 2
	}
	w.mask = size - 1
	w.slots = append(w.slots, make([]int32, size)...)
	for i := w.base; i < len(w.passed); i++ {
		m := &w.passed[i]
		slot := w.find(m.name)
		if *slot != 0 {
			m.used = true
			w.duplicate(m)
			continue
		}
		*slot = int32(i - w.base + 1)
	}
}

// find returns the slot of a name: where it was passed, from 1, or 0 for nowhere.
func (w *walker) find(name string) *int32 {
	for i := int(maphash.String(hashSeed, name)); ; i++ {
		slot := &w.slots[w.table+i&w.mask]
		if *slot == 0 || w.passed[w.base+int(*slot)-1].name == name {
			return slot
		}
	}
}

func (w *walker) duplicate(m *passage) {
	w.noteAt(m.name, m.key, "duplicate", "stands more than once")
}

func (w *walker) closeType() { w.closed = true }

// match reports whether the property is there; then its value is read next.
func (w *walker) match(name string) bool {
	w.index++
	if w.tabled {
		return w.lookUp(name)
	}
	rest, quoted := w.src[w.key:], len(name)-1
	if len(rest) <= quoted || rest[1] != name[1] || string(rest[:quoted]) != name[:quoted] {
		return false
	}
	if w.index < 64 {
		w.seen[0] |= 1 << w.index
	} else {
		w.mark()
	}
	if w.pos = w.key + quoted + 1; rest[quoted] != ':' || w.peek() <= ' ' {
		w.pos--
		w.colon()
	}
	w.at = w.pos
	return !w.halted
}

func (w *walker) lookUp(name string) bool {
	slot := *w.find(unquote(name))
	if slot == 0 {
		return false
	}
	m := &w.passed[w.base+int(slot)-1]
	m.used = true
	if w.mark() {
		w.duplicate(m)
		return false
	}
	w.pos, w.at = m.at, m.at
	return true
}

// mark remembers that the property being walked was read, and reports whether
// it had been before.
func (w *walker) mark() bool {
	word, bit := w.index>>6, uint64(1)<<(w.index&63)
	if word < len(w.seen) {
		before := w.seen[word]
		w.seen[word] = before | bit
		return before&bit != 0
	}
	for word -= len(w.seen); word >= len(w.wide); {
		w.wide = append(w.wide, 0)
	}
	before := w.wide[word]
	w.wide[word] = before | bit
	return before&bit != 0
}

// lack notes that a required property is missing, once all was looked through.
func (w *walker) lack(name string) {
	if !w.tabled {
		w.lacking = true
	} else if !w.mark() && !w.halted {
		w.noteAt(unquote(name), w.start, "required", "is missing")
	}
}

// mandatory requires the property just walked, which may yet be null.
func (w *walker) mandatory() *walker {
	if w.outcome == missing {
		if w.mode == reading {
			w.lack(w.name)
		} else {
			w.broken("required", "is missing")
		}
	}
	return w
}
