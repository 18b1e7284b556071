package review

// rule decides whom a kind of change breaks. Its columns hold letters: C a
// client's code, c a client at run time, S a server's code, s a server at run
// time. The first column holds always, the others where requests, or answers,
// hold the value in both descriptions.
type rule struct {
	id                       string
	always, request, respond string
	title                    string
	reason                   string
	spec                     string
}

var letters = map[rune]Sides{'C': ClientCode, 'c': ClientRun, 'S': ServerCode, 's': ServerRun}

func sides(text string) (s Sides) {
	for _, letter := range text {
		s |= letters[letter]
	}
	return s
}

func (r rule) verdict(use Use) Sides {
	s := sides(r.always)
	if use&Request != 0 {
		s |= sides(r.request)
	}
	if use&Response != 0 {
		s |= sides(r.respond)
	}
	return s
}

// ruleOf finds a rule by its id.
var ruleOf = func() map[string]rule {
	byID := map[string]rule{}
	for _, r := range rules {
		byID[r.id] = r
	}
	for _, f := range facetRules {
		for _, r := range f.rules() {
			byID[r.id] = r
		}
	}
	return byID
}()

// facetRule is a constraint on values, which is tightened or loosened: requests
// that were right are refused then, or answers hold what they could not.
type facetRule struct{ id, title, spec string }

func (f facetRule) rules() []rule {
	return []rule{
		{f.id + "-tightened", "", "c", "s", f.title + " tightened", "values that were right are no longer", f.spec},
		{f.id + "-loosened", "", "", "c", f.title + " loosened", "answers hold values that they could not", f.spec},
		{f.id + "-changed", "", "c", "cs", f.title + " changed", "values that were right may no longer be, and others may", f.spec},
	}
}

// Rules lists the ids of the rules with what they stand for, for who writes an
// allow-list.
func Rules() (list []struct{ ID, Title, Reason string }) {
	add := func(r rule) {
		list = append(list, struct{ ID, Title, Reason string }{r.id, r.title, r.reason})
	}
	for _, r := range rules {
		add(r)
	}
	for _, f := range facetRules {
		for _, r := range f.rules() {
			add(r)
		}
	}
	return list
}

// ruleNames are the ids of the rules.
func ruleNames() []string {
	var names []string
	for _, r := range Rules() {
		names = append(names, r.ID)
	}
	return names
}
