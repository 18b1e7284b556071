package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"example.com/burin/generator"
	"example.com/burin/generator/output"
)

// settle is how long the files have to be left alone before they are read: an
// editor that saves makes several changes.
const settle = 50 * time.Millisecond

func newWatch() *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Refresh the package whenever its description is saved",
		Long: `watch generates the package, and again whenever the description or burin.yaml
is saved, until it is interrupted. Faults are shown as they are, one a line, and
the package stays as it was last.

` + exitMeaning,
		Example: `  burin watch
  burin watch -c api/burin.yaml`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return watch(ctx, cmd, &s)
		},
	}
	s.register(cmd)
	return cmd
}

// watch generates until the context ends. It looks at folders, since editors
// replace the files that they save.
func watch(ctx context.Context, cmd *cobra.Command, s *settings) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	files, folders := map[string]bool{}, map[string]bool{}
	refresh := func() error {
		return generateOnce(cmd, s, func(file string) error {
			files[filepath.Clean(file)] = true
			folder := filepath.Dir(file)
			if folders[folder] {
				return nil
			}
			folders[folder] = true
			return watcher.Add(folder)
		})
	}
	if err := refresh(); err != nil {
		return errors.Join(err, watcher.Close())
	}
	timer := time.NewTimer(settle)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return watcher.Close()
		case event := <-watcher.Events:
			if files[filepath.Clean(event.Name)] && event.Op != fsnotify.Chmod {
				timer.Reset(settle)
			}
		case err := <-watcher.Errors:
			return errors.Join(err, watcher.Close())
		case <-timer.C:
			if err := refresh(); err != nil {
				return errors.Join(err, watcher.Close())
			}
		}
	}
}

// generateOnce writes the package, or says why not. Each file that it is made of
// is watched before it is read, so that no save is missed; the error is that it
// cannot be watched.
func generateOnce(cmd *cobra.Command, s *settings, watch func(file string) error) error {
	if file := s.configFile(); file != "" {
		if err := watch(file); err != nil {
			return err
		}
	}
	c, err := s.load()
	if err == nil {
		var unwatched error
		var summary output.Summary
		summary, err = generator.WriteObserved(c, generator.Observer{File: func(path string) {
			unwatched = errors.Join(unwatched, watch(path))
		}})
		if unwatched != nil {
			return unwatched
		}
		if err == nil {
			fmt.Fprintln(cmd.OutOrStdout(), written(c, summary))
		}
	}
	if err != nil {
		fmt.Fprintln(cmd.ErrOrStderr(), explain(err))
	}
	return nil
}
