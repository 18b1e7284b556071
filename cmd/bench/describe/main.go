// Command describe writes the description of the wide entity, and that entity
// as plain structs.
package main

import (
	"log"
	"os"

	"example.com/burin/cmd/bench/internal/describe"
)

func main() {
	structs, err := describe.WideStruct()
	if err != nil {
		log.Fatal(err)
	}
	for file, content := range map[string][]byte{
		"peers/wide/openapi.yaml":   describe.Wide(),
		"peers/wide/plain/plain.go": structs,
	} {
		if err := os.WriteFile(file, content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
