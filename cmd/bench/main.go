// Command bench measures the generated code beside that of other generators,
// and beside what one writes by hand: one row a thing to do, one table in all.
// Before it measures, it checks that each candidate does what it has to.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	rounds := flags.Int("rounds", 20, "how often each candidate is measured")
	duration := flags.Duration("time", 100e6, "how long each candidate is measured in a round")
	only := flags.String("rows", "", "measure only the rows whose name matches the `regexp`")
	page := flags.String("write", "", "also write the table, without times, to the `file`")
	_ = flags.Parse(args) // it exits

	pattern, err := regexp.Compile(*only)
	if err != nil {
		return err
	}
	var chosen []row
	for _, r := range rows() {
		if pattern.MatchString(r.name) {
			chosen = append(chosen, r)
		}
	}
	losses, err := checkAll(chosen)
	if err != nil {
		return err
	}
	testing.Init()
	if err := flag.Set("test.benchtime", duration.String()); err != nil {
		return err
	}
	all, err := measure(chosen, *rounds, func(round int) { fmt.Fprintf(stderr, "round %d of %d\r", round+1, *rounds) })
	if err != nil {
		return err
	}
	printTable(stdout, chosen, all, true)
	for _, loss := range losses {
		fmt.Fprintln(stdout, loss)
	}
	if *page != "" {
		return writePage(*page, chosen, all, losses, *rounds)
	}
	return nil
}

// checkAll checks every candidate, and says of each peer what it is known to
// lose.
func checkAll(rows []row) (losses []string, err error) {
	said := map[string]bool{}
	for _, r := range rows {
		for _, c := range r.candidates {
			loss, err := c.check(r.want)
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", r.name, c.peer, err)
			}
			if peer, _, _ := strings.Cut(c.peer, ","); loss != "" && !said[peer] {
				said[peer] = true
				losses = append(losses, peer+", "+loss)
			}
		}
	}
	return losses, nil
}
