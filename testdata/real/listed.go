//go:build listed

package real

import _ "github.com/mattn/go-sqlite3" // needs a C compiler; what a test reads of it is its header
