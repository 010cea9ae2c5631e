//go:build !race

package site_test

const slower = 1
