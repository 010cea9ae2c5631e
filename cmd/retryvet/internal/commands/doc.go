// Package commands has tests alone: scripts of what the command line does. Beside those of settings, or the tests of the program itself, they would
// come near the ten minutes that go test gives to a package.
package commands
