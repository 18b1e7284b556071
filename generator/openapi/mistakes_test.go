package openapi

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/burin/generator/source"
)

// remedy is what a message says to do.
var remedy = regexp.MustCompile(`[:,;] (and |or |so )?(did you mean|a description is one|add|write|put|remove|rename|change|declare|use|refer|let|save|give|indent|take|close|leave|list)\b|, so remove|, so no value fits: change|it has to be one of|has to begin`)

// TestMistakes reads what newcomers write. A comment marks the line at fault; the
// messages are all in one file, for a reader to judge.
func TestMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.yaml")
	if err != nil || len(files) < 40 {
		t.Fatalf("found only %d mistakes: %v", len(files), err)
	}
	var all strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		fmt.Fprintf(&all, "%s\n", lines[0])
		name := filepath.Base(file)
		_, err = Parse(name, data, in("testdata/mistakes"))
		faults, _ := err.(source.Faults)
		found := false
		for _, fault := range faults {
			fmt.Fprintln(&all, fault)
			for i, line := range lines { // the parser notices some lines late, and then says which may be meant
				named := fault.Pos.Line == i+1 || strings.Contains(fault.Message, fmt.Sprintf("line %d ", i+1))
				found = found || named && strings.Contains(line, "# here")
			}
			if !remedy.MatchString(fault.Message) {
				t.Errorf("no remedy: %v", fault)
			}
		}
		if !found {
			t.Errorf("%s: no message is about the line that is at fault: %v", name, err)
		}
		all.WriteByte('\n')
	}
	golden(t, "testdata/mistakes.txt", all.String())
}
