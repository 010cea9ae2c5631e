// Package odd holds code of every form that a compiler takes: nothing in it may stop the engine.
package odd

//
