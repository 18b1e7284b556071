package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOneLineChange makes a small change to the entity's description, and
// lists every line of the output that is another then.
func TestOneLineChange(t *testing.T) {
	cases := []struct {
		name     string
		old, new string // in the description; every occurrence
		want     []string
	}{
		{
			name: "a property renamed",
			old:  "devicesCount", new: "deviceCount",
			want: []string{
				"codec.go\t-opt(w, `\"devicesCount\":`, &v.DevicesCount, asInt32).minimum(0)",
				"codec.go\t+opt(w, `\"deviceCount\":`, &v.DeviceCount, asInt32).minimum(0)",
				"structs.go\t-DevicesCount Opt[int32] `json:\"devicesCount,omitzero\"`",
				"structs.go\t+DeviceCount Opt[int32] `json:\"deviceCount,omitzero\"`",
				"validators.go\t-r.require(\"devicesCount\", IsAbsent(v.DevicesCount))",
				"validators.go\t+r.require(\"deviceCount\", IsAbsent(v.DeviceCount))",
			},
		},
		{
			name: "a property added",
			old:  "        userPrincipalName:\n",
			new: "        deviceName:\n          type: string\n          description: The device's name.\n" +
				"        userPrincipalName:\n",
			want: []string{
				"codec.go\t+optText(w, `\"deviceName\":`, &v.DeviceName)",
				"structs.go\t+// The device's name.",
				"structs.go\t+DeviceName Opt[string] `json:\"deviceName,omitzero\"`",
			},
		},
		{
			name: "a rule changed",
			old:  "          minimum: 0\n          description: Devices count for that user.",
			new:  "          minimum: 1\n          description: Devices count for that user.",
			want: []string{
				"codec.go\t-opt(w, `\"devicesCount\":`, &v.DevicesCount, asInt32).minimum(0)",
				"codec.go\t+opt(w, `\"devicesCount\":`, &v.DevicesCount, asInt32).minimum(1)",
			},
		},
		{
			name: "an enum value added",
			old:  "        - conflict\n",
			new:  "        - conflict\n        - notAssigned\n",
			want: []string{
				"enums.go\t+ComplianceStatusNotAssigned   ComplianceStatus = \"notAssigned\"",
				"enums.go\t+\"notAssigned\",",
			},
		},
	}
	const seed = "../spec/devicecompliance/"
	description, err := os.ReadFile(seed + "openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	before := generate(t, read(t, seed+"burin.yaml"))
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.ReplaceAll(string(description), c.old, c.new)
			if changed == string(description) {
				t.Fatalf("the description has no %q", c.old)
			}
			settings := read(t, seed+"burin.yaml")
			settings.Spec = filepath.Join(t.TempDir(), "openapi.yaml")
			if err := os.WriteFile(settings.Spec, []byte(changed), 0o600); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, changedLines(before, generate(t, settings))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// changedLines are the lines that one of two packages lacks, by file.
func changedLines(before, after map[string]string) []string {
	var lines []string
	for _, name := range []string{"client.go", "codec.go", "enums.go", "errors.go", "server.go", "structs.go", "support.go", "validators.go"} {
		old, now := count(before[name]), count(after[name])
		for _, line := range strings.Split(before[name], "\n") {
			if line = strings.TrimSpace(line); old[line] > now[line] {
				lines = append(lines, name+"\t-"+line)
				old[line]--
			}
		}
		old = count(before[name])
		for _, line := range strings.Split(after[name], "\n") {
			if line = strings.TrimSpace(line); now[line] > old[line] {
				lines = append(lines, name+"\t+"+line)
				now[line]--
			}
		}
	}
	return lines
}

func count(text string) map[string]int {
	lines := map[string]int{}
	for _, line := range strings.Split(text, "\n") {
		lines[strings.TrimSpace(line)]++
	}
	return lines
}
