package openapi

import "testing"

func TestNamesOfOperationsWithoutOne(t *testing.T) {
	for _, c := range []struct{ method, path, want string }{
		{"get", "/", "get"},
		{"get", "/pets", "getPets"},
		{"put", "/drives/{drive_id}", "putDrivesByDriveId"},
		{"get", "/a-b/{x}.{y}/c", "getABByXByYC"},
		{"patch", "/machine-config", "patchMachineConfig"},
		{"get", "/größe", "getGröße"},
	} {
		if got := nameOf(c.method, c.path); got != c.want {
			t.Errorf("%s %s: %s, not %s", c.method, c.path, got, c.want)
		}
	}
}
