package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// longPrint is the word by which the program starts itself to print a document of 500 pages, and nothing else.
const (
	longPrint = "print-500-pages"
	longPages = 500
)

// reportMemory prints 500 pages in a process of its own and tells how much memory that took at most.
func reportMemory(*bench) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	child := exec.Command(program, longPrint)
	child.Stderr = os.Stderr
	took, err := timed(func() error {
		out, err := child.Output()
		fmt.Print(string(out))
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", longPrint, err)
	}
	fmt.Printf("  it took %v; most memory of its process: %s\n", round(took), peak(child.ProcessState))
	return nil
}

// printLong prints the 500 pages, and tells how much of the heap was in use at most, looking every millisecond.
func printLong() error {
	o, err := paperOptions()
	if err != nil {
		return err
	}
	d, err := longDocument(o)
	if err != nil {
		return err
	}
	stop, most := make(chan bool), make(chan uint64)
	go func() {
		var highest uint64
		for {
			select {
			case <-stop:
				most <- highest
				return
			case <-time.After(time.Millisecond):
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				highest = max(highest, now.HeapInuse)
			}
		}
	}()
	file, err := ours(d)
	close(stop)
	if err != nil {
		return err
	}
	fmt.Printf("  memory: a document of %d pages, %d kB; %d MB of heap in use at most\n", pages(file), len(file)/1000, <-most>>20)
	return nil
}

// longDocument repeats the articles of a covenant until there are 500 pages.
func longDocument(o document.Options) (document.Document, error) {
	covenants, err := batchOf(o)
	if err != nil {
		return document.Document{}, err
	}
	d := covenants[0]
	file, err := ours(d)
	if err != nil {
		return d, err
	}
	blocks, own := d.Blocks, pages(file)-1 // the title page is not repeated
	for i := 1; own*i < longPages; i++ {
		d.Blocks = append(d.Blocks[:len(d.Blocks):len(d.Blocks)], again(blocks, fmt.Sprintf("-%d", i))...)
	}
	return d, nil
}

// again returns the blocks with other ids for the headings that are linked to.
func again(blocks []document.Block, suffix string) []document.Block {
	var list []document.Block
	for _, b := range blocks {
		switch v := b.(type) {
		case document.Heading:
			if v.ID != "" {
				v.ID += suffix
			}
			b = v
		}
		list = append(list, b)
	}
	return list
}
