package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Write makes a folder hold the files, and no other that burin wrote, or leaves
// it as it was. A file that burin did not write is never replaced: the error is
// then a source.Faults that names each such file. A file that holds what it
// should is not touched.
func Write(dir string, files []File) (Summary, error) {
	defer lock(dir)()
	if err := finish(dir); err != nil {
		return Summary{}, err
	}
	changes, err := compare(dir, files)
	if err != nil {
		return Summary{}, err
	}
	summary := summarize(changes)
	if len(summary.Written)+len(summary.Removed) == 0 {
		return summary, nil
	}
	sweep(dir, filepath.Dir(dir))
	err = swap(dir, changes, exchange)
	if errors.Is(err, errNoSwap) {
		changes = slices.DeleteFunc(changes, func(c change) bool { return !c.needed() })
		err = apply(dir, changes, os.Rename)
	}
	if err != nil {
		return Summary{}, fault(dir, "the package cannot be written: "+strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	return summary, nil
}

// Check gives the unified diff from what a folder holds to what Write would
// have it hold, and which files that concerns; an empty diff where they agree. It
// writes nothing, but ends what a killed run began. The error is as that of Write.
func Check(dir string, files []File) ([]byte, Summary, error) {
	defer lock(dir)()
	if err := finish(dir); err != nil {
		return nil, Summary{}, err
	}
	changes, err := compare(dir, files)
	if err != nil {
		return nil, Summary{}, err
	}
	var text []byte
	for _, c := range changes {
		if c.needed() {
			path := filepath.ToSlash(filepath.Join(dir, c.name))
			text = append(text, diff.Diff(nameOf(path, c.before), c.before, nameOf(path, c.after), c.after)...)
		}
	}
	return text, summarize(changes), nil
}

// nameOf is what a diff calls one side of a change.
func nameOf(path string, content []byte) string {
	if content == nil {
		return "/dev/null"
	}
	return path
}

func summarize(changes []change) (s Summary) {
	for _, c := range changes {
		switch {
		case !c.needed():
			s.Unchanged = append(s.Unchanged, c.name)
		case c.after == nil:
			s.Removed = append(s.Removed, c.name)
		default:
			s.Written = append(s.Written, c.name)
		}
	}
	return s
}

// apply makes the changes by renames out of a temporary folder, one after the
// other; where one fails, those before it are undone. The temporary folder is
// on the same file system: inside dir, where the go command overlooks a name
// that begins with a dot, or beside dir, which then comes to be by one rename.
func apply(dir string, changes []change, rename func(from, to string) error) error {
	near := dir
	_, statErr := os.Stat(dir)
	isNew := errors.Is(statErr, fs.ErrNotExist)
	if isNew {
		near = filepath.Dir(dir)
		if err := os.MkdirAll(near, 0o777); err != nil {
			return err
		}
	}
	stage, err := os.MkdirTemp(near, stagePrefix)
	if err != nil {
		return err
	}
	err = fill(stage, changes)
	switch {
	case err != nil:
	case isNew:
		err = rename(filepath.Join(stage, afterPart), dir)
	case len(changes) == 1: // which is whole by itself
		err = move(dir, stage, changes[0], rename)
	default:
		err = replace(dir, stage, changes, rename)
	}
	if errors.Is(err, errHalfway) {
		return err // the next run needs what is there
	}
	return errors.Join(err, os.RemoveAll(stage))
}

// errHalfway says that changes could neither be made nor undone.
var errHalfway = errors.New("what was begun is ended by the next run")

// replace makes several changes, marked as unfinished meanwhile.
func replace(dir, stage string, changes []change, rename func(from, to string) error) error {
	mark := filepath.Join(dir, unfinished)
	if err := rename(filepath.Join(stage, unfinished), mark); err != nil {
		return err
	}
	changes = slices.DeleteFunc(slices.Clone(changes), func(c change) bool { return c.name == unfinished })
	for i, c := range changes {
		if err := move(dir, stage, c, rename); err != nil {
			if failed := restore(dir, stage, changes[:i], rename); failed != nil {
				return errors.Join(err, failed, errHalfway)
			}
			return errors.Join(err, os.Remove(mark))
		}
	}
	return os.Remove(mark)
}

func move(dir, stage string, c change, rename func(from, to string) error) error {
	path := filepath.Join(dir, c.name)
	if c.after == nil {
		return rename(path, filepath.Join(stage, beforePart, c.name))
	}
	return rename(filepath.Join(stage, afterPart, c.name), path)
}

// restore undoes the changes that were made.
func restore(dir, stage string, changes []change, rename func(from, to string) error) error {
	err := os.Rename(filepath.Join(stage, afterPart), filepath.Join(stage, backPart))
	for _, c := range changes {
		path := filepath.Join(dir, c.name)
		if c.before == nil {
			err = errors.Join(err, os.Remove(path))
		} else {
			err = errors.Join(err, rename(filepath.Join(stage, beforePart, c.name), path))
		}
	}
	return err
}

// Lines counts how many lines a text has that the other lacks, by their diff.
func Lines(before, after []byte) (added, removed int) {
	for i, line := range strings.Split(string(diff.Diff("before", before, "after", after)), "\n") {
		switch {
		case i < 3: // the names
		case strings.HasPrefix(line, "+"):
			added++
		case strings.HasPrefix(line, "-"):
			removed++
		}
	}
	return added, removed
}
