package templates

import (
	"strings"
	"unicode/utf8"
)

// matcher runs a program on a text.
type matcher struct {
	*expression
	text      string
	registers []int
	stack     []way
	left      int // how many steps it may yet take
}

// way is what to go back to: an instruction at a place, or what a register held.
type way struct{ to, at int32 } // of a register: ^n, and its content

// match reports whether a text matches somewhere, and whether that could be told in
// the steps that a text of its length may take.
func (e *expression) match(text string) (found, ended bool) {
	m := &matcher{expression: e, text: text, registers: make([]int, e.registers), left: min(1<<14+len(text)<<10, 1<<26)}
	for at := 0; m.left > 0; {
		for i := range m.registers {
			m.registers[i] = -1
		}
		if m.run(0, at) {
			return true, true
		}
		if at == len(text) || m.left > 0 && e.program[0].op == opStart {
			return false, m.left > 0
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return false, false
}

// run runs the program from an instruction on, and leaves on the stack what it did
// to registers.
func (m *matcher) run(next, at int) bool {
	base := len(m.stack)
	for m.left--; m.left > 0; m.left-- {
		ok := true
		switch i := &m.program[next]; i.op {
		case opDone:
			return true
		case opJump:
			next = i.to
			continue
		case opSplit:
			other := i.to
			if next++; i.lazy {
				next, other = other, next
			}
			m.push(way{int32(other), int32(at)})
			continue
		case opSave:
			m.set(i.n, at)
		case opClear:
			for n := i.n; n < i.m; n++ {
				m.set(n, -1)
			}
		case opAround:
			ok, next = m.around(next, at) != i.not, i.to-1
		default:
			at, ok = m.step(i, at)
		}
		if next++; ok {
			continue
		}
		if next, at, ok = m.back(base); !ok {
			return false
		}
	}
	return false
}

// step is an instruction that passes over text, or looks at where it is.
func (m *matcher) step(i *instruction, at int) (int, bool) {
	switch i.op {
	case opOne:
		r, size := utf8.DecodeRuneInString(m.text[at:])
		if i.back {
			r, size = utf8.DecodeLastRuneInString(m.text[:at])
			return at - size, size > 0 && i.in(r)
		}
		return at + size, size > 0 && i.in(r)
	case opAdvanced:
		return at, m.registers[i.n] != at
	case opAgain:
		from, to := m.registers[i.n], m.registers[i.n+1]
		if from < 0 || to < 0 {
			return at, true // section 22.2.2.7.2: what was not there is empty
		}
		if m.left -= to - from; i.back {
			return at - (to - from), strings.HasSuffix(m.text[:at], m.text[from:to])
		}
		return at + to - from, strings.HasPrefix(m.text[at:], m.text[from:to])
	case opStart:
		return at, at == 0
	case opEnd:
		return at, at == len(m.text)
	}
	before, _ := utf8.DecodeLastRuneInString(m.text[:at])
	after, _ := utf8.DecodeRuneInString(m.text[at:])
	return at, (isWordRune(before) != isWordRune(after)) != i.not // opWordEdge
}

// around runs the program of what is ahead or behind. There is no way back into it,
// and where it may not be there it leaves nothing in registers (section 22.2.2.4).
func (m *matcher) around(next, at int) bool {
	base := len(m.stack)
	if !m.run(next+1, at) {
		return false
	}
	if m.program[next].not {
		for found := true; found; {
			_, _, found = m.back(base)
		}
		return true
	}
	kept := m.stack[:base]
	for _, w := range m.stack[base:] {
		if w.to < 0 {
			kept = append(kept, w)
		}
	}
	m.stack = kept
	return true
}

// push puts a way on the stack, which a text cannot have grow beyond 8 MiB.
func (m *matcher) push(w way) {
	if m.stack = append(m.stack, w); len(m.stack) > 1<<20 {
		m.left = 0
	}
}

// set keeps a place in a register.
func (m *matcher) set(n, at int) {
	m.push(way{int32(^n), int32(m.registers[n])})
	m.registers[n] = at
}

// back takes the latest way that was not gone, and puts registers back to what they
// were there; false where there is none above base.
func (m *matcher) back(base int) (next, at int, ok bool) {
	for len(m.stack) > base {
		w := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if w.to >= 0 {
			return int(w.to), int(w.at), true
		}
		m.registers[^w.to] = int(w.at)
	}
	return 0, 0, false
}
