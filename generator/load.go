package generator

import (
	"os"

	"example.com/burin/generator/csdl"
	"example.com/burin/generator/model"
	"example.com/burin/generator/openapi"
)

// load reads a description of either kind.
func load(spec string, lenient bool) (*model.API, error) {
	data, err := os.ReadFile(spec)
	if err != nil {
		return openapi.Load(spec) // which says why
	}
	return parse(spec, data, lenient)
}

// parse reads the content of a description of either kind, told apart by it.
func parse(spec string, data []byte, lenient bool) (*model.API, error) {
	if csdl.Is(data) {
		return csdl.Parse(spec, data, csdl.Options{Lenient: lenient})
	}
	return openapi.Parse(spec, data)
}
