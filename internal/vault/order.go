package vault

import (
	"context"
	"runtime"
	"sync"
)

// inOrder lets all processors work on pieces, and takes them in the order in which they were given. work runs on
// several goroutines, give on one of its own, take on the caller's. None of them runs any more when inOrder returns.
func inOrder[T any](ctx context.Context, give func(hand func(T) error) error, work, take func(T) error) error {
	type job struct {
		piece T
		err   error
		done  chan struct{}
	}
	workers := runtime.GOMAXPROCS(0)
	todo, order := make(chan *job, 2*workers), make(chan *job, 4*workers)

	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait() // nothing may touch the mapped file once the transaction is over
	defer cancel()

	for range workers {
		group.Go(func() {
			for j := range todo {
				j.err = guard(func() error { return work(j.piece) })
				close(j.done)
			}
		})
	}
	// The workers get a piece first: in the other order, an end in between would leave someone waiting for it.
	hand := func(piece T) error {
		j := &job{piece: piece, done: make(chan struct{})}
		for _, queue := range []chan *job{todo, order} {
			select {
			case queue <- j:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	}
	var given error
	group.Go(func() {
		defer close(order)
		defer close(todo)
		given = guard(func() error { return give(hand) })
	})
	for j := range order {
		<-j.done
		if j.err != nil {
			return j.err
		}
		if err := take(j.piece); err != nil {
			return err
		}
	}
	return given
}
