package templates

import (
	"hash/maphash"
	"math/bits"
	"strings"
)

// passage is a property of the document that was passed over.
type passage struct {
	name string
	key  int // where its name stands
	at   int // where its value stands
	used bool
}

// passOver leaves the next property for later.
func (w *walker) passOver() {
	text := w.src[w.key+1:]
	m := passage{key: w.key, name: w.readName()}
	m.at = w.pos
	if len(m.name) > len(text) || string(text[:len(m.name)]) != m.name {
		w.unsure = true // a name in escapes was compared with none
	}
	w.skipValue()
	w.nextKey()
	w.passed = append(w.passed, m)
}

// readByTable ends an object of which properties were passed over, and walks it
// once more where one of them may be wanted, or was.
func (w *walker) readByTable(v object) {
	end := w.pos
	w.table = len(w.slots)
	w.fillTable()
	if w.unsure || w.lacking {
		w.tabled, w.index = true, 0
		v.walk(w)
	}
	if w.halted {
		return
	}
	for _, m := range w.passed[w.base:] {
		if w.strict && w.closed && !m.used && !(w.noted && strings.Contains(m.name, "@")) {
			w.noteAt(m.name, m.key, "additionalProperties", "is not a property of this type")
		}
	}
	if w.others != nil {
		w.others.walkRest(w)
	}
	w.pos = end
	clear(w.passed[w.base:])
	w.passed, w.slots = w.passed[:w.base], w.slots[:w.table]
}

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
	for i := int(hash(name)); ; i++ {
		slot := &w.slots[w.table+i&w.mask]
		if *slot == 0 || w.passed[w.base+int(*slot)-1].name == name {
			return slot
		}
	}
}

// hashKey keeps others from finding names that fall on one slot.
var hashKey = maphash.String(maphash.MakeSeed(), "") | 1

// hash is a hash of a name, eight bytes at a time.
func hash(name string) uint64 {
	h, n := hashKey^uint64(len(name)), len(name)
	for i := 0; i+8 < n; i += 8 {
		h = fold(h ^ eightBytes(name[i:]))
	}
	if n >= 8 {
		return fold(h ^ eightBytes(name[n-8:]))
	}
	for i := range n {
		h = h<<8 ^ h>>56 ^ uint64(name[i])
	}
	return fold(h)
}

func fold(x uint64) uint64 {
	high, low := bits.Mul64(x, hashKey)
	return high ^ low
}

func (w *walker) duplicate(m *passage) {
	w.noteAt(m.name, m.key, "duplicate", "stands more than once")
}

func (w *walker) lookUp(name string) bool {
	slot := *w.find(unquote(name))
	if slot == 0 {
		return false
	}
	m := &w.passed[w.base+int(slot)-1]
	m.used = true
	if !w.mark() {
		w.duplicate(m)
		return false
	}
	w.pos, w.at = m.at, m.at
	return true
}
