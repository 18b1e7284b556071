//go:build !graphsdk

package main

// Without the build tag graphsdk the rows have no figures of the Graph SDK,
// which takes minutes and gigabytes to build.

func graphEncode([]byte) []candidate     { return nil }
func graphDecode([]byte) []candidate     { return nil }
func graphEncodePage([]byte) []candidate { return nil }
func graphDecodePage([]byte) []candidate { return nil }
func graphStream() []candidate           { return nil }
