package openapi

import (
	"strconv"
	"strings"
)

// suggest gives the end of a message that names the word meant; nothing where
// none is near.
func suggest(word string, words []string) string {
	near := nearest(word, words)
	if near == "" {
		return ""
	}
	return "; did you mean " + quoted(near) + "?"
}

// quoted puts a name in quotes.
func quoted(name string) string { return strconv.Quote(name) }

// longestWord bounds the words that are compared, since comparing takes the
// product of their lengths.
const longestWord = 200

// nearest finds the word that takes the fewest edits to reach, the first of
// several; nothing where all take more than one edit in three characters.
func nearest(word string, words []string) string {
	best, least := "", max(1, len(word)/3)+1
	if len(word) > longestWord {
		return ""
	}
	for _, candidate := range words {
		if strings.EqualFold(word, candidate) {
			return candidate
		}
		if len(candidate) > longestWord || max(len(candidate)-len(word), len(word)-len(candidate)) >= least {
			continue
		}
		if edits := distance(word, candidate); edits < least {
			best, least = candidate, edits
		}
	}
	return best
}

// distance counts the bytes to insert, delete, replace or swap with their
// neighbour to make b of a (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
