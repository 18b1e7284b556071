package format_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"example.com/burin/generator"
	"example.com/burin/generator/review"
	"example.com/burin/generator/review/format"
)

var screenshots = flag.String("screenshots", "", "write pictures of the page to a `folder`, such as ../../../docs")

// TestScreenshots makes the pictures of the documentation: what changed in Microsoft
// Graph in seven weeks.
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("pictures are made where -screenshots asks for them")
	}
	folder, err := filepath.Abs(*screenshots)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../../../../shared/corpus/msgraph")
	old, new := "v1.0-2026-06-30.csdl.xml", "v1.0-2026-08-20.csdl.xml"
	found, err := generator.Diff(old, new, generator.DiffOptions{Lenient: true, Sources: generator.Sources(), Code: true})
	if err != nil {
		t.Fatal(err)
	}
	declared := func(c review.Change) (before, after []format.Code) {
		a, b := found.Code(c)
		for _, d := range a {
			before = append(before, format.Code(d))
		}
		for _, d := range b {
			after = append(after, format.Code(d))
		}
		return before, after
	}
	var out bytes.Buffer
	options := format.Options{Read: generator.ReadRevision, Code: declared, Graph: found.Picture()}
	if err := format.Write(&out, "html", format.Review{Old: old, New: new, Changes: found.Changes}, options); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(t.TempDir(), "review.html")
	if err := os.WriteFile(page, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	for name, scheme := range map[string]string{"review.png": "light", "review-dark.png": "dark"} {
		params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, params); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 1760), chromedp.Navigate("file://"+page),
			chromedp.KeyEvent("jjj"), chromedp.KeyEvent(kb.Enter), chromedp.Evaluate[chromedp.Void]("scrollTo(0, 0)")); err != nil {
			t.Fatal(err)
		}
		image, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), image, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
