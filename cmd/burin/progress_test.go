package main

import (
	"bytes"
	"regexp"
	"testing"
)

// TestProgress holds what is told of the stages: a line each where that is asked for,
// nothing by itself in a pipe, a bar that is taken away again on a terminal.
func TestProgress(t *testing.T) {
	stages := []string{"load", "emit"}
	for _, test := range []struct {
		name    string
		telling telling
		bar     bool
		want    string
	}{
		{"in a pipe", telling{}, false, `^$`},
		{"verbose", telling{verbose: true}, false, `^load\nemit\n$`},
		{"timings", telling{timings: true}, false, `^load +\S+s\nemit +\S+s\nall +\S+s\n$`},
		{"a terminal", telling{}, true, `^\rload +0%.*\r.*emit +50%.*\r +\r$`},
	} {
		var out bytes.Buffer
		p := newProgress(&out, test.telling, false, stages)
		p.begin("load")
		if test.bar { // as the timer does on a terminal
			p.show()
		}
		p.begin("emit")
		p.end()
		if !regexp.MustCompile(test.want).MatchString(out.String()) {
			t.Errorf("%s: %q", test.name, out.String())
		}
	}
}

// TestNoColor holds that NO_COLOR is heeded (https://no-color.org).
func TestNoColor(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	if colored(nil) {
		t.Error("it is coloured")
	}
}
