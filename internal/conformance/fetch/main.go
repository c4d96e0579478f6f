// Command fetch gets the judges that come from the Maven repository, unless they are there already.
//
//	fetch         fails when one cannot be had
//	fetch -try    says so and goes on
//	fetch -check  fails when one is not there, and fetches nothing
//
// When all are there it prints the folder they are in.
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
	folder, err := judges.Folder()
	if err == nil {
		err = each(folder, *check)
	}
	if err == nil {
		_, err = fmt.Fprintln(os.Stdout, folder)
	}
	if err == nil {
		return
	}
	fmt.Fprintf(os.Stderr, "fetch: %v\n", err)
	if !*try {
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, "fetch: ATTENTION: the PDFs are NOT judged by what could not be fetched.")
}

func each(folder string, checkOnly bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, j := range judges.All() {
		var err error
		if checkOnly {
			err = j.Check(folder)
		} else {
			err = j.Fetch(ctx, folder, os.Stderr)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
