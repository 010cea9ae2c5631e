//go:build race

package site_test

// slower is by how much the race detector slows down what takes time.
const slower = 10
