package rest

// A batch is several calls in one request (OData JSON 19). The calls are made by the
// methods that make them alone: each runs in a goroutine of its own, up to where it
// would send its request. When all have come that far, the requests go out together,
// and each call goes on with its part of the answer. So a call in a batch has the
// result, the error and the retries that it has alone. What is to be tried again goes
// out in another batch, together.

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
)

// MaxBatch is how many calls fit into one request. A batch of more goes out in several, one
// behind the other.
const MaxBatch = 20

// A Batch collects calls that go to the service in one request:
//
//	b := rest.NewBatch(client.Core())
//	customer := rest.Add(b, func(ctx context.Context) (*shop.Customer, error) { return client.Customers.Get(ctx, id) })
//	orders := rest.Add(b, func(ctx context.Context) (*rest.Page[*shop.Order], error) {
//		return client.Orders.List(ctx)
//	})
//	if err := b.Do(ctx); err != nil { ... }
//	c, err := customer.Get()
//
// It is for one goroutine and is sent once.
type Batch struct {
	client   *Client
	calls    []*batchCall
	sent     bool
	finished bool
}

// NewBatch returns a Batch without calls.
func NewBatch(c *Client) *Batch { return &Batch{client: c} }

// A BatchCall is what [Add] returns, whatever the type of its result.
type BatchCall interface{ inBatch() *batchCall }

// batchCall is a call in a batch.
type batchCall struct {
	batch *Batch
	index int // in the batch
	run   func(context.Context) error
	after []*batchCall
	done  bool  // run has returned
	err   error // what run has returned
}

// A BatchResult is the result of one call in a batch.
type BatchResult[T any] struct {
	value T
	call  batchCall
}

func (r *BatchResult[T]) inBatch() *batchCall { return &r.call }

// Get returns what the call has returned. Before [Batch.Do] has, that is an error.
func (r *BatchResult[T]) Get() (result T, err error) {
	if !r.call.batch.finished {
		return result, errors.New("rest: the batch has not been sent")
	}
	return r.value, r.call.err
}

// Add adds a call to b. It is made by the method that makes it alone, with the context
// that it is given, in a goroutine of its own. The service makes it after those that
// are named, if they succeed; otherwise its error is [ErrFailedDependency].
//
// Redirections are not followed inside a batch.
func Add[T any](b *Batch, call func(context.Context) (T, error), after ...BatchCall) *BatchResult[T] {
	r := &BatchResult[T]{}
	r.call.run = func(ctx context.Context) (err error) {
		r.value, err = call(ctx)
		return err
	}
	b.add(&r.call, after)
	return r
}

func (b *Batch) add(call *batchCall, after []BatchCall) {
	call.batch, call.index = b, len(b.calls)
	for _, a := range after {
		call.after = append(call.after, a.inBatch())
	}
	b.calls = append(b.calls, call)
}

// Do sends the batch and returns when all its calls are at their end. The error joins
// those of the calls; [BatchResult.Get] tells which is whose.
func (b *Batch) Do(ctx context.Context) error {
	if err := b.check(); err != nil {
		return err
	}
	b.sent = true
	r := &batchRun{client: b.client, live: len(b.calls)}
	r.ctx = context.WithValue(ctx, batchKey{}, nil) // a batch goes out alone, also where a call of another one makes it
	var all sync.WaitGroup
	for _, call := range b.calls {
		all.Go(func() {
			err := call.run(context.WithValue(ctx, batchKey{}, &batchSlot{r, call}))
			r.finish(call, err)
		})
	}
	all.Wait()
	r.rounds.Wait()
	b.finished = true
	var errs []error
	for _, call := range b.calls {
		errs = append(errs, call.err)
	}
	return errors.Join(errs...)
}

// check tells why b cannot be sent.
func (b *Batch) check() error {
	if b.sent {
		return errors.New("rest: the batch has been sent already")
	}
	for _, call := range b.calls {
		for _, a := range call.after {
			if a.batch != b {
				return errors.New("rest: a call depends on one of another batch")
			}
		}
	}
	return nil
}

// batchRun is a batch on its way: the calls that are not at their end, and the requests
// of those that wait for the others to come as far.
type batchRun struct {
	client *Client
	ctx    context.Context
	rounds sync.WaitGroup

	mu      sync.Mutex
	live    int
	waiting []*batchItem
}

// finish notes that a call is at its end.
func (r *batchRun) finish(call *batchCall, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	call.done, call.err = true, err
	r.live--
	r.sendIfComplete()
}

// submit has a request wait for its round.
func (r *batchRun) submit(item *batchItem) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if item.gone {
		return
	}
	r.waiting = append(r.waiting, item)
	r.sendIfComplete()
}

// withdraw takes back a request whose call does not wait any more.
func (r *batchRun) withdraw(item *batchItem) {
	r.mu.Lock()
	defer r.mu.Unlock()
	item.gone = true
	r.waiting = slices.DeleteFunc(r.waiting, func(i *batchItem) bool { return i == item })
}

// sendIfComplete begins a round when no call is left that could add to it.
func (r *batchRun) sendIfComplete() {
	if len(r.waiting) == 0 || len(r.waiting) < r.live {
		return
	}
	items := r.waiting
	r.waiting = nil
	var ready []*batchItem
	for _, item := range items {
		if answer := item.blocked(); answer != nil {
			item.answer <- *answer
		} else {
			ready = append(ready, item)
		}
	}
	slices.SortStableFunc(ready, func(a, b *batchItem) int { return cmp.Compare(a.call.index, b.call.index) })
	if len(ready) > 0 {
		r.rounds.Go(func() { r.round(ready) })
	}
}

// round sends requests, as many at a time as fit into one, and hands out the answers. A
// request that was not tried because one before it has to be tried again waits for that one.
func (r *batchRun) round(items []*batchItem) {
	answers, settled := make([]batchAnswer, len(items)), make([]bool, len(items))
	var part []int // the next to be sent
	send := func() {
		some := make([]*batchItem, len(part))
		for i, n := range part {
			some[i] = items[n]
		}
		for i, answer := range r.client.sendBatch(r.ctx, some) {
			answers[part[i]], settled[part[i]] = answer, true
		}
		part = part[:0]
	}
	for n, item := range items {
		if item.failsBehind(items, answers, settled) {
			answers[n], settled[n] = failedDependency(), true
			continue
		}
		if part = append(part, n); len(part) == MaxBatch {
			send()
		}
	}
	if len(part) > 0 {
		send()
	}
	var held []*batchItem
	for i, item := range items {
		if item.heldUp(items, answers, answers[i]) {
			item.failed = &answers[i]
			held = append(held, item)
			continue
		}
		item.answer <- answers[i]
	}
	for _, item := range held {
		r.submit(item)
	}
}
