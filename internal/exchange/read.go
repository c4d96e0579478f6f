package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// ReadOptions is what reading a bundle needs beside the file.
type ReadOptions struct {
	// Name is what problems call the file.
	Name string
	// Vocabulary is the words that records may use.
	Vocabulary partnership.Vocabulary
	// Known is the records outside the file that those in it may refer to, or nil. A record in the file comes before one
	// of the same id outside.
	Known partnership.Lookup
	// Progress, if not nil, is called now and then with the number of records read so far, and with that of all at the end.
	Progress func(records int)
	// Placed, if not nil, is told where each record stands: the path of its id and the line.
	Placed func(record partnership.ID, field string, line int)
}

// progressStep is the number of records between two calls of [ReadOptions.Progress].
const progressStep = 100

// ReadBundle reads a bundle as described in doc/bundle.md. The records keep the order of the file.
//
// The file is read as a stream. It is refused as a whole when anything is wrong with it: the error is then of type
// [Problems] and holds everything that was found; [errors.Is] finds [ErrNewerFormat] in it when a later version wrote the
// file. Any other error is one of reading, or that of ctx, which is looked at before each piece of the file.
func ReadBundle(ctx context.Context, r io.Reader, o ReadOptions) (Bundle, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	is, err := recognise(in)
	if err != nil {
		return Bundle{}, fmt.Errorf("read bundle: %w", err)
	}
	found := &findings{file: o.Name}
	if is != "" {
		found.add(Problem{Line: 1, Rule: RuleNotBundle, Value: is})
		return Bundle{}, found.err()
	}
	b := &bundleReader{decoder: newDecoder(&source{ctx: ctx, in: in}, found), options: o, register: newRegister()}
	if err := b.read(); err != nil {
		return Bundle{}, fmt.Errorf("read bundle: %w", err)
	}
	if err := found.err(); err != nil {
		return Bundle{}, err
	}
	if o.Progress != nil {
		o.Progress(b.records)
	}
	return b.document.Bundle, nil
}
