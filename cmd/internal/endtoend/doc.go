// Package endtoend holds the tests of sdkscribe as a whole, from pages to an SDK
// that is compiled and tested. It has no code of its own.
//
//   - bite_test.go spoils a generated SDK in one place after the other, and
//     expects its golden tests to notice.
//   - hostile_test.go feeds the pages of an attacker, and looks at every token of
//     what comes out.
//   - shapes_test.go makes pages of as much of one construct as fits, for each that is
//     read; growth_test.go holds that what is done with them grows as they do.
//   - fuzz_test.go feeds any two pages, and expects Go that type-checks.
//   - mutant_test.go changes whole folders of real pages at random, runs every command on
//     them, type-checks and vets what comes out, and runs its golden tests.
//   - odd_test.go shows examples of every status, media type, header field and value.
//   - stable_test.go takes pages away, edits them and replays three months of edits,
//     and expects that only what belongs to those pages is named anew. changes_test.go
//     lists what such edits break for those who use the SDK, surface_test.go the
//     names and the pages that they belong to.
//   - apidiff_test.go holds what sdkscribe calls breaking against those lists.
//   - workflow_test.go does in a copy of cmd/internal/example what the README tells the
//     owners of SDKs.
//   - authorized_test.go has SDKs call servers that want a credential in one place or
//     another, and that say what is wrong in forms of their own.
//   - seed_test.go holds the facts about one page with every common slip in it.
//
// sdk_test.go and check_test.go are what they share: a module of its own to put an
// SDK into, and a type-checker that knows the runtime.
package endtoend
