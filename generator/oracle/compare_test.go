package oracle

import "reflect"

// everyField has go-cmp look into the fields of optional values and times.
func everyField(reflect.Type) bool { return true }
