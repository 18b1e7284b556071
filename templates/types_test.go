package templates

import (
	"errors"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// status, entity, sample, part and ruled are types as the generator writes them.
type status string

var statuses = []status{"unknown", "notApplicable", "compliant", "remediated", "nonCompliant", "error", "conflict"}

type entity struct {
	ODataType            Opt[string]
	ID                   Opt[string]
	UserDisplayName      Opt[string]
	DevicesCount         Opt[int32]
	Status               Opt[status]
	LastReportedDateTime Opt[DateTime]
	UserPrincipalName    Opt[string]
}

func (*entity) alloc() object { return new(entity) }

func (v *entity) walk(w *walker) {
	optText(w, `"@odata.type":`, &v.ODataType, "#microsoft.graph.deviceComplianceUserStatus")
	optText(w, `"id":`, &v.ID).minLength(1).maxLength(128)
	optText(w, `"userDisplayName":`, &v.UserDisplayName).nullable()
	opt(w, `"devicesCount":`, &v.DevicesCount, asInt32).minimum(0)
	optEnum(w, `"status":`, &v.Status, statuses)
	optDateTime(w, `"lastReportedDateTime":`, &v.LastReportedDateTime)
	optText(w, `"userPrincipalName":`, &v.UserPrincipalName).nullable()
	w.closeType()
}

// sample has a property of every kind, without rules.
type sample struct {
	Text    Opt[string]
	Flag    Opt[bool]
	Small   Opt[int32]
	Large   Opt[int64]
	Single  Opt[float32]
	Double  Opt[float64]
	When    Opt[DateTime]
	Kind    Opt[status]
	Part    Opt[*part]
	Parts   Opt[[]part]
	Numbers Opt[[]int64]
	Words   []string
	Odd     Opt[string]
}

func (*sample) alloc() object { return new(sample) }

func (v *sample) walk(w *walker) {
	optText(w, `"text":`, &v.Text)
	opt(w, `"flag":`, &v.Flag, asBool)
	opt(w, `"small":`, &v.Small, asInt32)
	opt(w, `"large":`, &v.Large, asInt64)
	opt(w, `"single":`, &v.Single, asFloat32)
	opt(w, `"double":`, &v.Double, asFloat64)
	optDateTime(w, `"when":`, &v.When)
	optEnum(w, `"kind":`, &v.Kind, statuses)
	optMember(w, `"part":`, &v.Part)
	optMembers(w, `"parts":`, &v.Parts).nullable()
	optList(w, `"numbers":`, &v.Numbers, asInt64).nullable()
	nilList(w, `"words":`, &v.Words, asString)
	optText(w, "\"a\\\"b/c~d\":", &v.Odd)
}

// part nests, in lists and behind pointers.
type part struct {
	Name  string
	Size  Opt[int32]
	Parts []part
	Next  Opt[*part]
}

func (*part) alloc() object { return new(part) }

func (v *part) walk(w *walker) {
	text(w, `"name":`, &v.Name)
	opt(w, `"size":`, &v.Size, asInt32)
	nilMembers(w, `"parts":`, &v.Parts)
	optMember(w, `"next":`, &v.Next).nullable()
}

// ruled is closed, and has a rule of every kind.
type ruled struct {
	Code  string
	Note  Opt[string]
	Count int32
	Tags  []string
	Kind  status
	When  Opt[DateTime]
	Parts []part
	Level Opt[string]
}

func (*ruled) alloc() object { return new(ruled) }

func (v *ruled) walk(w *walker) {
	text(w, `"code":`, &v.Code).minLength(2).maxLength(4)
	optText(w, `"note":`, &v.Note).nullable().mandatory().maxLength(8)
	field(w, `"count":`, &v.Count, asInt32).minimum(1).maximum(10)
	list(w, `"tags":`, &v.Tags, asString).minItems(1).maxItems(2)
	enum(w, `"kind":`, &v.Kind, statuses)
	optDateTime(w, `"when":`, &v.When)
	nilMembers(w, `"parts":`, &v.Parts).minItems(2)
	optText(w, `"level":`, &v.Level, "low", "high")
	w.closeType()
}

// whole holds objects that are always there.
type whole struct {
	Main  part
	Parts []part
}

func (*whole) alloc() object { return new(whole) }

func (v *whole) walk(w *walker) {
	member(w, `"main":`, &v.Main)
	members(w, `"parts":`, &v.Parts).minItems(1).maxItems(2)
}

// equal compares what was wanted to what there is, unexported fields included.
func equal(t *testing.T, want, got any) {
	t.Helper()
	all := cmp.Exporter(func(reflect.Type) bool { return true })
	if diff := cmp.Diff(want, got, all); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// violations is what an error of the codec lists.
func violations(t *testing.T, err error) []Violation {
	t.Helper()
	if err == nil {
		return nil
	}
	var report *ValidationError
	if !errors.As(err, &report) {
		t.Fatalf("%T is no *ValidationError: %v", err, err)
	}
	return report.Violations
}

// decode reads a document into a new T, leniently.
func decode[T any, P pointer[T]](document string) (T, error) {
	var v T
	err := DecodeJSON([]byte(document), P(&v))
	return v, err
}

// decodeRuled reads a document into a new T, strictly.
func decodeRuled[T any, P pointer[T]](document string) (T, error) {
	var v T
	err := decodeStrict[T, P]([]byte(document), &v, nil)
	return v, err
}

// encode writes v.
func encode(t *testing.T, v object) string {
	t.Helper()
	text, err := AppendJSON(nil, v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// message is what an error says, "" for none.
func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
