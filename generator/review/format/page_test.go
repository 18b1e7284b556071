package format_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"example.com/burin/generator/review"
	"example.com/burin/generator/review/format"
	"example.com/burin/generator/source"
)

// many is a review of 2,000 changes: every fourth breaks a client's code, the
// next but one of them a server at run time.
func many() format.Review {
	r := format.Review{Old: "old.yaml", New: "new.yaml"}
	for i := range 2000 {
		c := review.Change{Rule: "property-added", Of: fmt.Sprintf("property pet.p%04d", i), Title: "property added",
			New: source.Pos{File: "new.yaml", Line: i + 1, Column: 3}, Is: "<script>alert(1)</script>", Reason: "it may be left out", Source: review.Model}
		switch i % 4 {
		case 0:
			c.Breaks = review.ClientCode
		case 2:
			c.Breaks = review.ServerRun
		}
		r.Changes = append(r.Changes, c)
	}
	review.Sort(r.Changes)
	return r
}

func writePage(t *testing.T, r format.Review) string {
	var out bytes.Buffer
	description := bytes.Repeat([]byte("  a: <b>\n"), 2000)
	options := format.Options{Read: func(string) []byte { return description }, Code: code, Graph: graph()}
	if err := format.Write(&out, "html", r, options); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "review.html")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// code is the Go code of every change: a field that was renamed.
func code(review.Change) (old, new []format.Code) {
	return []format.Code{{File: "structs.go", Line: 7, Text: "\tA Opt[string]"}}, []format.Code{{File: "structs.go", Line: 7, Text: "\tB Opt[string] // <b>"}}
}

// graph is a picture with everything that one has.
func graph() *review.Picture {
	return &review.Picture{
		Nodes: []review.Node{
			{Name: "pet.<i>", Status: review.Changed, Breaking: true, Changes: 3}, {Name: "shop", Status: review.Same},
			{Name: "cat", Status: review.Added}, {Name: "dog", Status: review.Removed}, {Name: "alone", Status: review.Added},
		},
		Edges: []review.Edge{
			{From: 1, To: 0, Name: "pets", Status: review.Same}, {From: 2, To: 0, Base: true, Status: review.Added},
			{From: 3, To: 0, Base: true, Status: review.Removed}, {From: 0, To: 0, Name: "friend", Status: review.Added},
		},
		More: 2,
	}
}

// browser starts a Chromium, and skips the test where there is none.
func browser(t *testing.T) context.Context {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium to open the page in")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
	allocated, cancelAllocated := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancelAllocated)
	limited, cancelLimit := context.WithTimeout(allocated, 2*time.Minute)
	t.Cleanup(cancelLimit)
	ctx, cancel := chromedp.NewContext(limited)
	t.Cleanup(cancel)
	return ctx
}

func TestPage(t *testing.T) {
	ctx := browser(t)
	do := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
	}
	text := func(script, want string) {
		t.Helper()
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+script+")"))
		if err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", script, got, want, err)
		}
	}
	media := func(params emulation.SetEmulatedMediaParams) {
		t.Helper()
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, params); err != nil {
			t.Fatal(err)
		}
	}
	const shown, focused = `document.getElementById("shown").textContent`, `document.activeElement.querySelector(".of")?.textContent`
	do(chromedp.Navigate("file://" + writePage(t, many())))
	text(shown, "2000 of 2000 shown")
	text(`document.querySelectorAll("script").length`, "1")
	text(`getComputedStyle(document.querySelector("li")).display`, "block") // numbering list items takes seconds whenever some hide

	do(chromedp.KeyEvent("b"))
	text(shown, "1000 of 2000 shown")
	do(chromedp.Click(`input[value=sr]`))
	text(shown, "500 of 2000 shown")
	do(chromedp.Blur(`input[value=sr]`), chromedp.KeyEvent("/"))
	text(`document.activeElement.id`, "search")
	text(`(search.value = "")`, "") // a key that is sent here types its letter whatever the page makes of it
	do(chromedp.KeyEvent("pet.p000"))
	text(shown, "2 of 2000 shown") // p0002 and p0006
	do(chromedp.Blur("#search"), chromedp.KeyEvent("j"))
	text(focused, "property pet.p0002")
	do(chromedp.KeyEvent("j"))
	text(focused, "property pet.p0006")
	do(chromedp.KeyEvent(kb.Enter))
	text(`document.activeElement.parentElement.open`, "true")
	text(`document.activeElement.parentElement.querySelector(".here").textContent`, "7  a: <b>")
	text(`[...document.activeElement.parentElement.querySelectorAll("h2")].map(h => h.textContent).join()`,
		"Description, old,Description, new,Go, old,Go, new")
	text(`document.activeElement.parentElement.querySelectorAll(".hunk")[3].querySelector(".here").textContent`, "7\tB Opt[string] // <b>")
	do(chromedp.KeyEvent(kb.Escape))
	text(shown, "2000 of 2000 shown")

	text(`document.querySelectorAll("svg .node").length`, "5")
	text(`document.querySelector("svg .breaks text").textContent`, "pet.<i>")
	do(chromedp.KeyEvent("g"))
	text(`document.getElementById("picture").open`, "false")
	do(chromedp.KeyEvent("g"), chromedp.Focus("svg .node.added"), chromedp.KeyEvent(kb.Enter))
	text(`search.value`, "cat")
	text(shown, "0 of 2000 shown")
	do(chromedp.Click("svg .node.breaks"))
	text(`search.value`, "pet.<i>")
	do(chromedp.KeyEvent(kb.Escape))
	do(chromedp.KeyEvent(kb.Escape))

	const paper = `getComputedStyle(document.body).backgroundColor`
	for scheme, want := range map[string]string{"light": "rgb(255, 255, 255)", "dark": "rgb(13, 17, 23)"} {
		media(emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		text(paper, want)
	}
	media(emulation.SetEmulatedMediaParams{Media: "print"})
	text(`getComputedStyle(document.querySelector("form")).display`, "none")
	text(`getComputedStyle(document.getElementById("picture")).display`, "block")
}

// TestPageIsSelfContained holds that the page asks for nothing beyond itself.
func TestPageIsSelfContained(t *testing.T) {
	content, err := os.ReadFile(writePage(t, many()))
	if err != nil {
		t.Fatal(err)
	}
	content = bytes.ReplaceAll(content, []byte("url(#"), nil) // within the page
	for _, bad := range []string{"http:", "https:", "src=", "url(", "@import", "<link"} {
		if bytes.Contains(content, []byte(bad)) {
			t.Errorf("the page has %q", bad)
		}
	}
	if !bytes.Contains(content, []byte("&lt;script&gt;alert(1)")) {
		t.Error("a value of the description is not escaped")
	}
}
