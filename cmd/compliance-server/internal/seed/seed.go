// Package seed reads which policies there are. It knows nothing of what is kept
// for them.
package seed

import (
	"errors"
	"fmt"
	"os"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxKey bounds the key of a policy, in characters; so the description has it.
const maxKey = 128

// Read reads the keys of policies from a file: a list of strings in YAML or
// JSON. It reports every fault, each with its place.
func Read(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the seed file cannot be read: %w", err)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(document.Content) != 1 || document.Content[0].Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("%s:1:1: this is not a list: write the keys of policies, each after a dash", path)
	}
	var policies []string
	var faults []error
	for _, item := range document.Content[0].Content {
		fault := Fault(item.Value)
		if item.Kind != yaml.ScalarNode {
			fault = "this is not the key of a policy: write a string"
		}
		if fault != "" {
			faults = append(faults, fmt.Errorf("%s:%d:%d: %s", path, item.Line, item.Column, fault))
		}
		policies = append(policies, item.Value)
	}
	return policies, errors.Join(faults...)
}

// Fault says why a text cannot be the key of a policy; it is empty where it can.
func Fault(policy string) string {
	if n := utf8.RuneCountInString(policy); n < 1 || n > maxKey || !utf8.ValidString(policy) {
		return fmt.Sprintf("the key of a policy must have 1 to %d characters in UTF-8", maxKey)
	}
	return ""
}
