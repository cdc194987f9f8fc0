module github.com/sdkscribe/sdkscribe/cmd/internal/bench

go 1.26.0

require (
	github.com/go-json-experiment/json v1.27.2
	github.com/google/go-cmp v0.7.0
	github.com/sdkscribe/sdkscribe v0.0.0
)

replace github.com/sdkscribe/sdkscribe => ../../..
