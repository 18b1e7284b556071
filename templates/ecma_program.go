package templates

// instruction is a step of a program.
type instruction struct {
	op        opcode
	back, not bool
	lazy      bool
	to        int // where else to go on
	n, m      int // registers
	in        func(rune) bool
}

type opcode uint8

const (
	opOne      opcode = iota // a character of a set
	opSplit                  // one way, and the other if that leads nowhere
	opJump                   // to
	opSave                   // keep in register n where this is
	opClear                  // empty the registers from n up to m
	opAdvanced               // refuse a turn of a loop that had nothing, by register n
	opAgain                  // what group n was
	opAround                 // a program up to opDone, which moves nothing
	opStart                  // of the text
	opEnd                    // of the text
	opWordEdge
	opDone
)

// mostInstructions bounds what repetitions are written out to.
const mostInstructions = 1 << 16

// compiler writes a program.
type compiler struct {
	program   []instruction
	registers int
}

// add gives the place of an instruction, for what it leads to to be said later.
func (c *compiler) add(i instruction) int {
	c.program = append(c.program, i)
	return len(c.program) - 1
}

// here has instructions lead to what comes next.
func (c *compiler) here(places ...int) {
	for _, at := range places {
		c.program[at].to = len(c.program)
	}
}

// emit writes a term. What looks behind is run from right to left (ECMA-262, section
// 22.2.2.3).
func (c *compiler) emit(t *term, back bool) {
	if len(c.program) > mostInstructions {
		return
	}
	switch t.kind {
	case termSequence:
		for i := range t.of {
			if back {
				i = len(t.of) - 1 - i
			}
			c.emit(t.of[i], back)
		}
	case termChoice:
		var ends []int
		for _, way := range t.of[:len(t.of)-1] {
			other := c.add(instruction{op: opSplit})
			c.emit(way, back)
			ends = append(ends, c.add(instruction{op: opJump}))
			c.here(other)
		}
		c.emit(t.of[len(t.of)-1], back)
		c.here(ends...)
	case termOne:
		c.add(instruction{op: opOne, in: t.in, back: back})
	case termGroup:
		first, second := 2*t.group, 2*t.group+1
		if back {
			first, second = second, first
		}
		c.add(instruction{op: opSave, n: first})
		c.emit(t.of[0], back)
		c.add(instruction{op: opSave, n: second})
	case termReference:
		c.add(instruction{op: opAgain, n: 2 * t.group, back: back})
	case termRepetition:
		c.repeat(t, back)
	case termAround:
		at := c.add(instruction{op: opAround, not: t.not})
		c.emit(t.of[0], t.behind)
		c.add(instruction{op: opDone})
		c.here(at)
	default:
		c.add(instruction{op: map[termKind]opcode{termStart: opStart, termEnd: opEnd, termEdge: opWordEdge}[t.kind], not: t.not})
	}
}

// repeat writes a repetition out: the turns that have to be, and those that may be,
// of which none may have nothing (section 22.2.2.3.1).
func (c *compiler) repeat(t *term, back bool) {
	turn := func() {
		if t.last >= t.first {
			c.add(instruction{op: opClear, n: 2 * t.first, m: 2 * (t.last + 1)})
		}
		c.emit(t.of[0], back)
	}
	for range t.least {
		if turn(); len(c.program) > mostInstructions {
			return
		}
	}
	register := c.registers
	c.registers++
	var ends []int
	for i := t.least; i != t.most && len(c.program) <= mostInstructions; i++ {
		again := c.add(instruction{op: opSplit, lazy: t.lazy})
		ends = append(ends, again)
		if t.of[0].kind == termOne {
			turn()
		} else {
			c.add(instruction{op: opSave, n: register})
			turn()
			c.add(instruction{op: opAdvanced, n: register})
		}
		if t.most < 0 {
			c.add(instruction{op: opJump, to: again})
			break
		}
	}
	c.here(ends...)
}
