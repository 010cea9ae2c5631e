// Package domain is what the engine can say of an attempt and its outcome: with which statuses it is possible, whether it failed, what its
// results tell, what was waited for and whether credentials were renewed.
//
// These are the values, not how they are found out. What is not known has a value of its own in each of them, which is the zero one where
// nothing was looked at yet.
package domain
