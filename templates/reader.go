package templates

import "math/bits"

// reader reads objects. A property is looked for at the next name of the
// document. Where a walk ends before the document does, the object is walked
// again from there, and what comes in no order at all is left for a last walk,
// by a table of the names left.
type reader struct {
	scanner
	frame
	judging int // the bytes that were judged so far
}

// frame is the state of one object being read.
type frame struct {
	start   int    // where it stands; -1 where there is no document
	key     int    // where the next name's quote stands; len(src) where no more follow
	index   uint   // of the property, in the order of the walk, from 1
	seen    uint64 // a bit for each of the first properties: read already
	marked  int    // where the object's run of marks begins
	base    int    // where its run of passed begins
	table   int    // its first slot
	mask    int    // the table's size less one, a power of two less one
	lacking bool   // a required property was not where it was looked for
	unsure  bool   // a name that was passed over may be of a property
	tabled  bool   // properties are looked for in the table
	closed  bool   // no other properties are allowed
	noted   bool   // annotations are no other properties
	others  others // keeps other properties; nil where nothing does
	met     bool   // it was judged as a whole
}

// maxDepth bounds how deep documents nest.
const maxDepth = 256

func (w *walker) readObject(v object) {
	outer, at, start := w.frame, w.at, w.pos
	if !w.begin('{', "an object") {
		return
	}
	w.frame = frame{start: start, marked: len(w.marks), base: len(w.passed)}
	w.setKey(w.first('}'))
	v.walk(w)
	if !w.halted && (w.key < len(w.src) || w.lacking) {
		w.readRest(v)
	}
	w.marks = w.marks[:w.marked]
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
	if !w.tabled {
		w.setKey(w.next('}'))
	}
}

// readRest walks v again, as long as that is cheap for what it reads. A walk that
// reads nothing shows that the name it stands at is not of a property.
func (w *walker) readRest(v object) {
	for visits := w.index; w.key < len(w.src) && !w.unsure; visits += w.index {
		if w.unsure = visits > 64+16*uint(bits.OnesCount64(w.seen)); w.unsure {
			break
		}
		key := w.key
		w.index, w.lacking = 0, false
		if v.walk(w); w.key == key {
			w.passOver()
		}
	}
	for w.key < len(w.src) {
		w.passOver()
	}
	if !w.halted {
		w.readByTable(v)
	}
}

// closeType says that the object may have no other properties.
func (w *walker) closeType() { w.closed = true }

// closeNoted is closeType for an object that may have annotations, whose names
// contain an @ (OData JSON Format 4.01, section 4.6).
func (w *walker) closeNoted() { w.closed, w.noted = true, true }

// openType says that the object may have other properties, whatever its base
// says.
func (w *walker) openType() { w.closed = false }

// match reports whether the property is there; then its value is read next.
func (w *walker) match(name string) bool {
	if w.tabled {
		return w.lookUp(name)
	}
	rest, quoted := w.src[w.key:], len(name)-1
	if len(rest) <= quoted || rest[1] != name[1] || string(rest[:quoted]) != name[:quoted] {
		return false
	}
	if !w.mark() {
		w.unsure = true
		return false
	}
	if w.pos = w.key + quoted + 1; rest[quoted] != ':' || w.peek() <= ' ' {
		w.pos--
		w.colon()
	}
	w.at = w.pos
	return !w.halted
}

// mark remembers that the property being walked was read, and reports whether
// it was not before.
func (w *walker) mark() bool {
	if i := w.index; i < 64 {
		is := w.seen>>i&1 == 0
		w.seen |= 1 << i
		return is
	}
	i, bit := w.marked+int(w.index/64)-1, uint64(1)<<(w.index%64)
	for i >= len(w.marks) {
		w.marks = append(w.marks, 0)
	}
	before := w.marks[i]
	w.marks[i] |= bit
	return before&bit == 0
}

// wasRead reports whether the property being walked was read before.
func (w *walker) wasRead() bool {
	if w.index < 64 {
		return w.seen>>w.index&1 != 0
	}
	i := w.marked + int(w.index/64) - 1
	return i < len(w.marks) && w.marks[i]>>(w.index%64)&1 != 0
}

// lack notes that a required property is missing, once all was looked through.
func (w *walker) lack(name string) {
	if w.halted || w.wasRead() {
		return
	}
	if w.lacking = true; w.tabled {
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
