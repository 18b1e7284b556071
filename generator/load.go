package generator

import (
	"os"

	"example.com/burin/generator/csdl"
	"example.com/burin/generator/model"
	"example.com/burin/generator/openapi"
)

// load reads a description of either kind, told apart by content.
func load(spec string, lenient bool) (*model.API, error) {
	data, err := os.ReadFile(spec)
	switch {
	case err != nil:
		return openapi.Load(spec) // which says why
	case csdl.Is(data):
		return csdl.Parse(spec, data, csdl.Options{Lenient: lenient})
	}
	return openapi.Parse(spec, data)
}
