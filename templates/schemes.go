package templates

// securityScheme is a security scheme of the description.
type securityScheme struct {
	name string
	kind string // oauth2, openIdConnect, bearer, basic, apiKey, mutualTLS, http
	in   string // of an API key: header, query or cookie
	key  string // of an API key its name, of http the authentication scheme
}

// schemeOf finds a scheme by its name.
func schemeOf(name string) securityScheme {
	for _, scheme := range securitySchemes {
		if scheme.name == name {
			return scheme
		}
	}
	return securityScheme{name: name}
}

// word is what stands before credentials in the header Authorization.
func (s securityScheme) word() string {
	switch s.kind {
	case "basic":
		return "Basic"
	case "http":
		return s.key
	}
	return "Bearer"
}
