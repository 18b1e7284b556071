package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/pflag"
)

// patience is how long a command works before it shows how far it is.
const patience = time.Second

// telling is how much a command says of what it does.
type telling struct{ verbose, timings bool }

func (t *telling) register(flags *pflag.FlagSet, what string) {
	flags.BoolVarP(&t.verbose, "verbose", "v", false, what)
	flags.BoolVar(&t.timings, "timings", false, "say how long each stage took")
}

// progress tells what a command is doing: a bar on a terminal where it takes long,
// a line a stage where that is asked for, and how long each took.
type progress struct {
	out io.Writer
	telling
	all    int // stages that there are
	stages []stage

	mu    sync.Mutex // guards the bar and its step, which the timer starts
	bar   *progressbar.ProgressBar
	timer *time.Timer
}

// stage is a step of the pipeline, and when it began.
type stage struct {
	name  string
	began time.Time
}

func newProgress(out io.Writer, t telling, quiet bool, stages []string) *progress {
	p := &progress{out: out, telling: t, all: len(stages)}
	if isTerminal(out) && !t.verbose && !quiet {
		p.timer = time.AfterFunc(patience, p.show)
	}
	return p
}

// begin notes that a stage begins, and with it that the one before is done.
func (p *progress) begin(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stages = append(p.stages, stage{name, time.Now()})
	if p.verbose {
		fmt.Fprintln(p.out, name)
	}
	p.advance()
}

// show starts the bar.
func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bar = progressbar.NewOptions(p.all, progressbar.OptionSetWriter(p.out),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30), progressbar.OptionSetPredictTime(false))
	p.advance()
}

// advance moves the bar to where the work is. That it cannot be drawn is no fault.
func (p *progress) advance() {
	if p.bar == nil || len(p.stages) == 0 {
		return
	}
	p.bar.Describe(p.stages[len(p.stages)-1].name)
	_ = p.bar.Set(len(p.stages) - 1)
}

// end takes the bar away, and tells how long the stages took where that is asked for.
func (p *progress) end() {
	if p.timer != nil {
		p.timer.Stop()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stages = append(p.stages, stage{"", time.Now()})
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	if p.timings {
		p.breakdown()
	}
}

// breakdown writes how long each stage took.
func (p *progress) breakdown() {
	for i := range len(p.stages) - 1 {
		fmt.Fprintf(p.out, "%-8s %s\n", p.stages[i].name, p.stages[i+1].began.Sub(p.stages[i].began).Round(10*time.Microsecond))
	}
	if len(p.stages) > 0 {
		first, last := p.stages[0], p.stages[len(p.stages)-1]
		fmt.Fprintf(p.out, "%-8s %s\n", "all", last.began.Sub(first.began).Round(10*time.Microsecond))
	}
}
