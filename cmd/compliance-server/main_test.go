package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"

	api "example.com/burin/generated/devicecompliance"
)

// TestMain is the command itself where a test runs this program for it.
func TestMain(m *testing.M) {
	if os.Getenv("COMPLIANCE_SERVER_TEST") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func command(ctx context.Context, arguments ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0], arguments...)
	c.Env = append(os.Environ(), "COMPLIANCE_SERVER_TEST=1")
	return c
}

// server is a running service, and a client of it.
type server struct {
	process *exec.Cmd
	client  *api.Client
}

var listening = regexp.MustCompile(`msg=listening address=(\S+)`)

// start runs the service on the database and the key in a folder.
func start(t *testing.T, folder string) *server {
	t.Helper()
	database, key := filepath.Join(folder, "test.db"), filepath.Join(folder, "key.pem")
	process := command(t.Context(), "serve", "--addr", "127.0.0.1:0", "--db", database, "--dev-key", key, "--policy", "demo")
	output, err := process.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(output)
	address := ""
	for address == "" && lines.Scan() {
		if match := listening.FindStringSubmatch(lines.Text()); match != nil {
			address = match[1]
		}
	}
	go func() {
		for lines.Scan() {
			continue // so that the service never waits for its log to be read
		}
	}()
	token, err := command(t.Context(), "token", "--dev-key", key, "--scope", "DeviceManagementConfiguration.ReadWrite.All").Output()
	if err != nil || address == "" {
		t.Fatalf("address %q, token %v", address, err)
	}
	client, err := api.NewClient("http://"+address, api.WithTokenSource(api.StaticToken(token[:len(token)-1])))
	if err != nil {
		t.Fatal(err)
	}
	return &server{process, client}
}

func status(name string) *api.DeviceComplianceUserStatus {
	return &api.DeviceComplianceUserStatus{
		UserDisplayName:      api.Some(name),
		DevicesCount:         api.Some[int32](1),
		Status:               api.Some(api.ComplianceStatusCompliant),
		LastReportedDateTime: api.Some(api.DateTimeOf(time.Unix(0, 0))),
		UserPrincipalName:    api.Some(name),
	}
}

// TestKilled kills the service while many write, and looks after a restart for
// each object that was answered 201.
func TestKilled(t *testing.T) {
	folder := t.TempDir()
	s := start(t, folder)
	var mutex sync.Mutex
	var created []string
	var writers sync.WaitGroup
	for writer := range 4 {
		writers.Go(func() {
			for i := 0; ; i++ {
				answer, err := s.client.CreateUserStatus(t.Context(), "demo", status(fmt.Sprint(writer, "-", i)))
				if err != nil {
					return
				}
				mutex.Lock()
				created = append(created, answer.ID.Or(""))
				mutex.Unlock()
			}
		})
	}
	time.Sleep(500 * time.Millisecond)
	if err := s.process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	writers.Wait()
	_ = s.process.Wait()
	if len(created) == 0 {
		t.Fatal("nothing was created before the service was killed")
	}
	s = start(t, folder)
	for _, id := range created {
		if _, err := s.client.GetUserStatus(t.Context(), "demo", id, api.GetUserStatusParams{}); err != nil {
			t.Errorf("of %d objects one is lost: %v", len(created), err)
		}
	}
	t.Logf("%d objects", len(created))
	s.stops(t)
}

// stops ends the service by SIGTERM, and expects it to end well.
func (s *server) stops(t *testing.T) {
	t.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.process.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}
}

// TestExitCodes runs command lines that cannot work.
func TestExitCodes(t *testing.T) {
	t.Chdir(t.TempDir())
	for want, arguments := range map[int][][]string{
		0: {{"--help"}, {"serve", "--help"}, {"token", "--help"}},
		1: {{"serve", "--policy", "p", "--jwks", "missing.json"}, {"serve", "--seed", "missing.yaml"}, {"serve", "--policy", "p", "--addr", "256.0.0.1:1", "--dev-key", "k.pem"}},
		2: {{"serve"}, {"serve", "--unknown"}, {"token"}, {"serve", "--policy", "p", "--log-format", "xml"}, {"serve", "--policy", "p", "--max-body", "0"}},
	} {
		for _, line := range arguments {
			c := command(t.Context(), line...)
			output, _ := c.CombinedOutput()
			if got := c.ProcessState.ExitCode(); got != want {
				t.Errorf("%v ends with %d, wanted %d: %s", line, got, want, output)
			}
		}
	}
}
