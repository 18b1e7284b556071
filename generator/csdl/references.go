package csdl

import (
	"net/url"
	"path/filepath"
	"strings"
)

// maxFiles is how many files a description may consist of.
const maxFiles = 500

// loadAll reads a file and those that it refers to, each once, the first file
// first.
func loadAll(f *findings, file string, data []byte, read func(string) ([]byte, error)) []*document {
	var documents []*document
	seen := map[string]bool{filepath.Clean(file): true}
	first := parse(f, file, data)
	if first == nil {
		return nil
	}
	documents = append(documents, first)
	for i := 0; i < len(documents); i++ {
		for _, r := range documents[i].references {
			path, local := localPath(documents[i].file, r.uri.text)
			if !local || seen[path] {
				continue
			}
			seen[path] = true
			if len(documents) == maxFiles {
				f.fault(r.uri.pos, "the description consists of more than %d files: refer to fewer", maxFiles)
				return documents
			}
			if d := loadReferred(f, r, path, read); d != nil {
				documents = append(documents, d)
			}
		}
	}
	return documents
}

func loadReferred(f *findings, r *reference, path string, read func(string) ([]byte, error)) *document {
	data, err := read(path)
	if err != nil {
		f.fault(r.uri.pos, "the file %s that this refers to cannot be read: %v", r.uri.text, cause(err))
		return nil
	}
	return parse(f, path, data)
}

// localPath gives the path of a file that a document refers to by its path
// relative to itself; false for a URI of another kind, which is not fetched.
func localPath(from, uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return "", false
	}
	return filepath.Join(filepath.Dir(from), filepath.FromSlash(u.Path)), true
}
