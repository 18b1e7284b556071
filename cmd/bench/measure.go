package main

import (
	"fmt"
	"testing"

	"golang.org/x/perf/benchmath"
)

// figures are what was measured of one candidate.
type figures struct {
	nanoseconds   []float64 // per operation, one a round
	bytes, allocs int64     // per operation, in the last round
}

// measure does every candidate of every row once a round, so that what the
// machine does besides hits them alike.
func measure(rows []row, rounds int, progress func(round int)) (map[string][]figures, error) {
	all := map[string][]figures{}
	for _, r := range rows {
		all[r.name] = make([]figures, len(r.candidates))
	}
	for round := range rounds {
		progress(round)
		for _, r := range rows {
			for i, c := range r.candidates {
				if err := all[r.name][i].add(c); err != nil {
					return nil, fmt.Errorf("%s, %s: %w", r.name, c.peer, err)
				}
			}
		}
	}
	return all, nil
}

// add measures c once more, when its buffers and pools are as large as they
// have to be.
func (f *figures) add(c candidate) error {
	t, err := c.prepare()
	if err == nil {
		err = t.do()
	}
	if err != nil {
		return err
	}
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if err = t.do(); err != nil {
				b.FailNow()
			}
		}
	})
	if err != nil {
		return err
	}
	f.nanoseconds = append(f.nanoseconds, float64(result.T.Nanoseconds())/float64(result.N))
	f.bytes, f.allocs = result.AllocedBytesPerOp(), result.AllocsPerOp()
	return nil
}

func (f figures) sample() *benchmath.Sample {
	return benchmath.NewSample(f.nanoseconds, &benchmath.DefaultThresholds)
}

// median is of nanoseconds, with the interval that holds it with 95 percent
// confidence.
func (f figures) median() benchmath.Summary {
	return benchmath.AssumeNothing.Summary(f.sample(), 0.95)
}

// differs says how sure it is that f and base differ, as benchstat does.
func (f figures) differs(base figures) benchmath.Comparison {
	return benchmath.AssumeNothing.Compare(base.sample(), f.sample())
}
