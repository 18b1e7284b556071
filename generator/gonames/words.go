package gonames

import (
	"strings"
	"unicode"
)

// initialisms are the words that Go writes in capitals, by their lower-case
// form, and the names that their owners spell in their own way.
var initialisms = map[string]string{
	"acl": "ACL", "api": "API", "ascii": "ASCII", "cpu": "CPU", "css": "CSS", "csv": "CSV", "dns": "DNS",
	"eof": "EOF", "guid": "GUID", "html": "HTML", "http": "HTTP", "https": "HTTPS", "id": "ID", "ids": "IDs",
	"ip": "IP", "json": "JSON", "jwt": "JWT", "mac": "MAC", "odata": "OData", "os": "OS", "pdf": "PDF",
	"qps": "QPS", "ram": "RAM", "rpc": "RPC", "sdk": "SDK", "sip": "SIP", "sla": "SLA", "smtp": "SMTP",
	"sql": "SQL", "ssh": "SSH", "ssl": "SSL", "sso": "SSO", "tcp": "TCP", "tls": "TLS", "ttl": "TTL",
	"udp": "UDP", "ui": "UI", "uri": "URI", "url": "URL", "urls": "URLs", "utf8": "UTF8", "uuid": "UUID",
	"vm": "VM", "vpn": "VPN", "xml": "XML", "yaml": "YAML",
}

// signs are the words for signs that alone tell names apart, as in +1 and -1.
var signs = map[rune]string{
	'+': "plus", '-': "minus", '*': "star", '/': "slash", '<': "less", '>': "greater", '=': "equal",
	'!': "not", '%': "percent", '&': "and", '|': "or", '#': "hash", '~': "tilde", '^': "caret",
}

// split takes a name of a description apart into words: at signs, before
// capitals, and before the last capital of a run of them (HTTPServer).
func split(name string) []string {
	var words []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			words = append(words, string(word))
			word = nil
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end()
			if word, ok := signs[r]; ok && tells(runes, i) {
				words = append(words, word)
			}
			continue
		case unicode.IsUpper(r) && i > 0 && startsWord(runes, i):
			end()
		}
		word = append(word, r)
	}
	end()
	return words
}

// tells reports whether the sign at i is part of what a name says, and not
// only between its words: it stands first, before a digit or alone.
func tells(runes []rune, i int) bool {
	if i > 0 && !isSign(runes[i-1]) {
		return false
	}
	return i+1 == len(runes) || unicode.IsDigit(runes[i+1]) || isSign(runes[i+1])
}

func isSign(r rune) bool { return signs[r] != "" }

// startsWord reports whether the capital at i starts a word.
func startsWord(runes []rune, i int) bool {
	if !unicode.IsUpper(runes[i-1]) {
		return true
	}
	return i+1 < len(runes) && unicode.IsLower(runes[i+1])
}

// exported writes words as an exported identifier.
func exported(words []string) string {
	var name strings.Builder
	for _, word := range words {
		name.WriteString(capital(word))
	}
	if first, ok := firstRune(name.String()); !ok || !unicode.IsUpper(first) {
		return "X" + name.String()
	}
	return name.String()
}

// local writes words as an identifier that is not exported.
func local(words []string) string {
	if len(words) == 0 {
		return "x"
	}
	name := strings.ToLower(words[0])
	if first, _ := firstRune(name); !unicode.IsLetter(first) {
		name = "x" + name
	}
	for _, word := range words[1:] {
		name += capital(word)
	}
	return name
}

func capital(word string) string {
	if known, ok := initialisms[strings.ToLower(word)]; ok {
		return known
	}
	first, _ := firstRune(word)
	return string(unicode.ToUpper(first)) + word[len(string(first)):]
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}
