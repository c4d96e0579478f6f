// Command fetch gets the judges that come from the Maven repository, unless they are there already.
//
//	fetch         fails when one cannot be had
//	fetch -try    says so and goes on
//	fetch -check  fails when one is not there, and fetches nothing
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/conformance/judges"
)

// patience is how long fetching may take: some 20 MB, and what Maven needs to begin with.
const patience = 5 * time.Minute

func main() {
	try := flag.Bool("try", false, "say what cannot be had, and go on")
	check := flag.Bool("check", false, "fetch nothing")
	flag.Parse()
	err := each(func(j judges.Judge, folder string) error {
		if *check {
			return j.Check(folder)
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		return j.Fetch(ctx, folder, os.Stderr)
	})
	if err == nil {
		return
	}
	fmt.Fprintf(os.Stderr, "fetch: %v\n", err)
	if !*try {
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, "fetch: ATTENTION: the PDFs are NOT judged by what could not be fetched.")
}

func each(do func(j judges.Judge, folder string) error) error {
	folder, err := judges.Folder()
	if err != nil {
		return err
	}
	for _, j := range judges.All() {
		if err := do(j, folder); err != nil {
			return err
		}
	}
	return nil
}
