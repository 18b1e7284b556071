package main

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the scripts compare anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"burin": main})
}

func TestScripts(t *testing.T) {
	description, err := os.ReadFile("testdata/pets.yaml")
	if err != nil {
		t.Fatal(err)
	}
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	goEnv := goEnvironment(t)
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("REPOSITORY", repository)
			env.Setenv("MODULE", module)
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			for key, value := range goEnv {
				env.Setenv(key, value)
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "pets.yaml"), description, 0o644)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"edit":  edit,
			"age":   age,
			"aged":  aged,
			"mask":  mask,
			"await": await,
		},
	})
}

// goEnvironment is what scripts need to call the go command as this test was.
func goEnvironment(t *testing.T) (env map[string]string) {
	out, err := exec.Command("go", "env", "-json", "GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOSUMDB").Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &env); err != nil {
		t.Fatal(err)
	}
	return env
}

// exits runs a command and holds it to an exit code: exits 2 burin generate.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// edit replaces a text that stands once in a file, where \n is a line break: edit file old new.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit file old new")
	}
	content := ts.ReadFile(args[0])
	if n := strings.Count(content, args[1]); n != 1 {
		ts.Fatalf("%q stands %d times in %s", args[1], n, args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(content, args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)), 0o644))
}

var longAgo = time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)

// age makes a file look as if it was written long ago: age file.
func age(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: age file")
	}
	ts.Check(os.Chtimes(ts.MkAbs(args[0]), longAgo, longAgo))
}

// aged holds that a file has not been written since: [!] aged file.
func aged(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] aged file")
	}
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if untouched := info.ModTime().Equal(longAgo); untouched == neg {
		ts.Fatalf("%s was written at %s", args[0], info.ModTime())
	}
}

// await waits until a file has a line that matches, however slow the machine is:
// await file pattern.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await file pattern")
	}
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	for deadline := time.Now().Add(5 * time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if content, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && pattern.Match(content) {
			return
		}
	}
	ts.Fatalf("%s never has %q", args[0], args[1])
}

var lineCount = regexp.MustCompile(`(the package has |"lines": )[0-9]+`)

// mask writes what the last command printed to a file, with N for the lines of
// the package, which change with the support source: mask file.
func mask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: mask file")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), lineCount.ReplaceAll([]byte(ts.ReadFile("stdout")), []byte("${1}N")), 0o644))
}

func TestModuleVersion(t *testing.T) {
	burin := debug.Module{Path: module, Version: "v1.2.3"}
	user := debug.Module{Path: "example.org/user", Version: "(devel)"}
	for _, test := range []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{"by itself", debug.BuildInfo{Path: module + "/cmd/burin", Main: burin}, "v1.2.3"},
		{"as another module's tool", debug.BuildInfo{Path: module + "/cmd/burin", Main: user, Deps: []*debug.Module{&user, &burin}}, "v1.2.3"},
		{"unknown", debug.BuildInfo{Path: "command-line-arguments"}, "(unknown)"},
	} {
		if got := moduleVersion(&test.info); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestPackageName(t *testing.T) {
	for folder, want := range map[string]string{
		"pets": "pets", "Pet-Store_2": "petstore2", "2pets": "api", "func": "api", "/": "api", "Äpfel": "äpfel",
	} {
		if got := packageName(folder); got != want {
			t.Errorf("packageName(%q) = %q, want %q", folder, got, want)
		}
	}
}

func TestModuleIsThisOne(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(mod), "module "+module+"\n") {
		t.Errorf("%s is not the module of go.mod", module)
	}
}
