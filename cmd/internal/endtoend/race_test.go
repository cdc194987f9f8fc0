//go:build race

package endtoend

// raceDetector reports whether the tests run under the race detector.
const raceDetector = true
