package output

// File is one file of a generated package: its name in the package's folder
// and all of its text.
type File struct {
	Name    string
	Content []byte
}
