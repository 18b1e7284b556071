// Package memory remembers what was written to a folder, and of what: where
// neither has changed since, nothing has to be generated. It lives in the user's
// cache, so that the files themselves say nothing of when and by what they were
// written; without it everything is generated anew.
package memory

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

	"example.com/burin/generator/output"
)

// record is what is known of a folder.
type record struct {
	Made   string            // the hash of what the files were made of
	Inputs Inputs            // and of the files that they were made of
	Files  map[string]string // the hashes of the files, by name
}

// Inputs are the files that a package is made of, with the hash of each.
type Inputs map[string]string

// Reading is a way to read files that notes those that are read.
func (in Inputs) Reading(read func(path string) ([]byte, error)) func(path string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		data, err := read(path)
		if err == nil {
			in[path] = hash(data)
		}
		return data, err
	}
}

// unchanged reports whether each still has the content that it had.
func (in Inputs) unchanged(read func(path string) ([]byte, error)) bool {
	for _, path := range slices.Sorted(maps.Keys(in)) {
		data, err := read(path)
		if err != nil || hash(data) != in[path] {
			return false
		}
	}
	return len(in) > 0
}

// Key is a hash of what a package is made of: burin itself, and the parts.
func Key(parts ...[]byte) string {
	h := sha256.New()
	for _, part := range append([][]byte{burin()}, parts...) {
		sum := sha256.Sum256(part)
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// burin tells builds of burin apart: by what was built, and by the program's file.
func burin() []byte {
	text := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		text = info.String()
	}
	if self, err := os.Executable(); err == nil {
		if info, err := os.Stat(self); err == nil {
			text += info.ModTime().String() + self
		}
	}
	return []byte(text)
}

// Unchanged reports whether a folder holds what was made of the same parts and
// files, and nothing else of burin's; then it names what it holds.
func Unchanged(dir, key string, read func(path string) ([]byte, error)) ([]string, bool) {
	file, err := place(dir)
	if err != nil {
		return nil, false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, false
	}
	var r record
	if json.Unmarshal(data, &r) != nil || r.Made != key || len(r.Files) == 0 || !r.Inputs.unchanged(read) {
		return nil, false
	}
	names, err := output.Names(dir)
	if err != nil || len(names) != len(r.Files) {
		return nil, false
	}
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || hash(content) != r.Files[name] {
			return nil, false
		}
	}
	return names, true
}

// Remember notes what was written. It is a convenience: where it cannot, the next
// run generates anew.
func Remember(dir, key string, files []output.File, made Inputs) {
	file, err := place(dir)
	if err != nil {
		return
	}
	r := record{Made: key, Inputs: made, Files: map[string]string{}}
	for _, f := range files {
		r.Files[f.Name] = hash(f.Content)
	}
	data, err := json.Marshal(r)
	if err != nil || os.MkdirAll(filepath.Dir(file), 0o700) != nil {
		return
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".new-")
	if err != nil {
		return
	}
	_, writeErr := temporary.Write(data)
	if temporary.Close() != nil || writeErr != nil || os.Rename(temporary.Name(), file) != nil {
		_ = os.Remove(temporary.Name())
	}
}

// place is the file that remembers a folder.
func place(dir string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "burin", hash([]byte(path))+".json"), nil
}

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
