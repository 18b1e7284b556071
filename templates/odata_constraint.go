package templates

import (
	"encoding/json"
	"strings"
)

// truth is what a condition over the properties of an object comes to: 0 where what
// it is about is not there.
type truth int8

const (
	isMet    truth = 1
	isBroken truth = -1
)

// constraint has an object meet a condition; where it does not, that is said of the
// object, or of one of its properties.
func (j *judge) constraint(message, property string, met func(*judge) truth) {
	n := len(j.violations)
	if j.check(j.object() == nil || met(j) != isBroken, "constraint", message); property != "" && len(j.violations) > n {
		j.under(n, property)
	}
}

// both is met where both conditions are.
func both(a, b func(*judge) truth) func(*judge) truth {
	return func(j *judge) truth { return min(a(j), b(j)) }
}

// either is met where one of the conditions is.
func either(a, b func(*judge) truth) func(*judge) truth {
	return func(j *judge) truth { return max(a(j), b(j)) }
}

// not is met where a condition is broken.
func not(a func(*judge) truth) func(*judge) truth { return func(j *judge) truth { return -a(j) } }

// missingValue stands for a property that is not there.
type missingValue struct{}

// propertyAt is a property of the object, or one inside it.
func propertyAt(path ...string) func(*judge) any {
	return func(j *judge) any {
		value := j.value
		for _, name := range path {
			inside, _ := value.(map[string]any)
			inner, found := inside[name]
			if !found {
				return missingValue{}
			}
			value = inner
		}
		return value
	}
}

// constantly is a constant.
func constantly(value any) func(*judge) any { return func(*judge) any { return value } }

// isTrue is a condition that is a property itself.
func isTrue(of func(*judge) any) func(*judge) truth {
	return func(j *judge) truth {
		switch of(j) {
		case true:
			return isMet
		case false, nil:
			return isBroken
		}
		return 0
	}
}

// compared is a comparison, by an order of values (OData URL 4.01, sections
// 5.1.1.1.1 to 5.1.1.1.6): null equals null alone, and is neither more nor less than
// anything.
func compared(op string, order func(a, b any) (int, bool), a, b func(*judge) any) func(*judge) truth {
	return func(j *judge) truth {
		left, right := a(j), b(j)
		_, noLeft := left.(missingValue)
		_, noRight := right.(missingValue)
		n, known := 1, true
		switch {
		case noLeft || noRight:
			return 0
		case left == nil || right == nil:
			if op != "eq" && op != "ne" {
				return isBroken
			}
			if left == nil && right == nil {
				n = 0
			}
		default:
			n, known = order(left, right)
		}
		if !known {
			return 0
		}
		if holds(op, n) {
			return isMet
		}
		return isBroken
	}
}

func holds(op string, order int) bool {
	switch op {
	case "eq":
		return order == 0
	case "ne":
		return order != 0
	case "lt":
		return order < 0
	case "le":
		return order <= 0
	case "gt":
		return order > 0
	}
	return order >= 0
}

func orderOfNumbers(a, b any) (int, bool) {
	x, isNumber := a.(json.Number)
	y, areNumbers := b.(json.Number)
	if !isNumber || !areNumbers {
		return 0, false
	}
	return digitsOf(x.String()).compare(digitsOf(y.String())), true
}

func orderOfTexts(a, b any) (int, bool) {
	x, isText := a.(string)
	y, areTexts := b.(string)
	return strings.Compare(x, y), isText && areTexts
}

func orderOfTruths(a, b any) (int, bool) {
	x, isTruth := a.(bool)
	y, areTruths := b.(bool)
	if x == y {
		return 0, isTruth && areTruths
	}
	return 1, isTruth && areTruths
}

func orderOfMoments(a, b any) (int, bool) {
	x, _ := a.(string)
	y, _ := b.(string)
	first, err := ParseDateTime(x)
	second, err2 := ParseDateTime(y)
	return first.Time().Compare(second.Time()), err == nil && err2 == nil
}
