// Package agree has tests alone: the program says the same of all fixtures whatever names they have, and in another shape. Each of them analyzes
// all fixtures several times, which takes minutes where little is cached; beside the tests of the command line, or of its drivers, they would come near
// the ten minutes that go test gives to a package.
package agree
