// Package agree has tests alone: the program says the same of all fixtures whichever driver runs it, whatever names they have, and in
// another shape; and it analyzes the standard library. Each test of fixtures analyzes all fixtures several times, which takes minutes where little is cached; beside the tests of the
// command line they would exceed the ten minutes that go test gives to a package.
package agree
