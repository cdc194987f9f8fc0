package rest

import (
	"context"
	"fmt"
	"time"
)

// A Poller follows an action that goes on after its call has returned: the
// service answered 202 with the URL of a monitor. SDKs instantiate it with a
// pointer to the type that the action ends in: Poller[*shop.Export].
//
// A Poller may be made anew from its Location, in another process too, with
// [NewPoller]. It is for one goroutine at a time.
type Poller[T any] struct {
	// Location is the monitor's URL. It is often a secret: whoever has it may
	// need no token.
	Location string
	// Status is what the monitor said last.
	Status Status
	client *Client
}

// Status is how far a long-running action has come.
type Status struct {
	State              string  // as the service calls it: "inProgress", "completed", ...
	PercentageComplete float64 // 0 where the service does not tell
	ResourceID         string
	ResourceLocation   string
	retryAfter         time.Duration
	stated             bool // an answer with status 200 has said a state
}

// NewPoller returns a Poller for the monitor at location.
func NewPoller[T any](c *Client, location string) *Poller[T] {
	return &Poller[T]{Location: location, client: c}
}

// Poll asks the monitor once. It reports whether the action is over, and if it
// succeeded returns its result: the resource that the monitor answers with or
// leads to, as the client's [JobForm] has it. A monitor that only names the resource's
// id gives a result that has that id and nothing else; one that names nothing gives T's
// zero value. The error is an [*Error] if the action failed, and a [*StateError] if the
// monitor says a state of which it is not known what it means, which is never success.
//
// The token is sent along only to the configured host.
func (p *Poller[T]) Poll(ctx context.Context) (result T, done bool, err error) {
	done, err = p.client.poll(ctx, p.Location, &p.Status, &result)
	return result, done, err
}

// Wait polls until the action is over or ctx ends, at the intervals that the
// service asks for, or else at growing ones of 1 s to 30 s. However long a service asks
// to wait, it is polled again after 5 minutes, or after the policy's
// [RetryPolicy.MaxDelay] where that is longer.
func (p *Poller[T]) Wait(ctx context.Context) (result T, err error) {
	delay := time.Second
	for {
		result, done, err := p.Poll(ctx)
		if done || err != nil {
			return result, err
		}
		if delay, err = p.Status.wait(ctx, delay, max(mostPollDelay, p.client.retry.MaxDelay)); err != nil {
			return result, err
		}
	}
}

// mostPollDelay bounds what a service may ask for between two polls.
const mostPollDelay = 5 * time.Minute

// wait sleeps between two polls, for longest at most, and returns the next delay.
func (s *Status) wait(ctx context.Context, delay, longest time.Duration) (time.Duration, error) {
	const most = 30 * time.Second
	d := delay
	if s.retryAfter > 0 {
		d = min(s.retryAfter, longest)
	}
	if err := sleep(ctx, d); err != nil {
		return 0, fmt.Errorf("rest: waiting for a long-running action: %w", err)
	}
	return min(delay*3/2, most), nil
}
