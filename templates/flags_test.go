package templates

import (
	"fmt"
	"testing"
)

type meals int64

var mealFlags = []flag{{"none", 0}, {"lunch", 1}, {"dinner", 1 << 62}, {"all", 1<<62 | 1}}

// read reads a set, and gives it with what is wrong.
func readMeals(text string, strict bool) (v meals, err error) {
	w := newWalker(reading, strict)
	w.src = []byte(text)
	walkFlags(w, &v, mealFlags)
	return v, w.end()
}

// TestUnknownFlags: who is not strict keeps a name that is not known, and gives it
// back; it is told from those that are known.
func TestUnknownFlags(t *testing.T) {
	for _, text := range []string{"lunch", "all", "none", "lunch,brunch", "dinner,brunch,tea", "tea", "lunch,4", "brunch"} {
		v, err := readMeals(fmt.Sprintf("%q", text), false)
		if err != nil {
			t.Fatal(err)
		}
		if got := flagText(int64(v), mealFlags); got != text {
			t.Errorf("%s came back as %s", text, got)
		}
	}
	v, _ := readMeals(`"lunch,brunch"`, false)
	if v&1 == 0 || v&(1<<62) != 0 {
		t.Errorf("%x holds other members", v)
	}
	if _, err := readMeals(`"lunch,brunch"`, true); err == nil || err.Error() != `must be names of the values described with commas between, not "brunch"` {
		t.Errorf("strictly: %v", err)
	}
	w := newWalker(checking, true)
	walkFlags(w, &v, mealFlags)
	if err := w.end(); err == nil {
		t.Error("Validate finds nothing wrong")
	}
}

// TestTooManyUnknownFlags: there are only so many bits.
func TestTooManyUnknownFlags(t *testing.T) {
	members, kept := []flag{{"a", 1}}, 0
	for i := range 100 {
		if keepName(fmt.Sprint("n", i), members) != 0 {
			kept++
		}
	}
	if kept != 31 {
		t.Errorf("%d names were kept", kept)
	}
}
