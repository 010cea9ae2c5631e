package nobounds

import (
	"database/sql"
	"time"
)

func A(db *sql.DB) int {
	var n int
	for {
		row := db.QueryRow("select count(*) from jobs")
		err := row.Scan(&n)
		if err == nil { // want `nothing ends the retries while the call fails \(sent at line 12\); count the attempts or check a context`
			return n
		}
		time.Sleep(time.Second)
	}
}

func B(db *sql.DB) int {
	var n int
	for {
		if db.QueryRow("select count(*) from jobs").Scan(&n) == nil { // want `nothing ends the retries while the call fails \(sent at line 23\); count the attempts or check a context`
			return n
		}
		time.Sleep(time.Second)
	}
}

func C(db *sql.DB) int {
	var n int
	for {
		row := db.QueryRow("select count(*) from jobs")
		if err := row.Scan(&n); err == nil { // want `nothing ends the retries while the call fails \(sent at line 34\); count the attempts or check a context`
			return n
		}
		time.Sleep(time.Second)
	}
}

func D(db *sql.DB) int {
	var n int
	row := db.QueryRow("select count(*) from jobs")
	for row.Scan(&n) != nil { // want `nothing ends the retries while the call fails \(sent at line 44\); count the attempts or check a context`
		time.Sleep(time.Second)
		row = db.QueryRow("select count(*) from jobs")
	}
	return n
}

func E(db *sql.DB) error {
	for db.Ping() != nil { // want `nothing ends the retries while the call fails \(sent at line 52\); count the attempts or check a context`
		time.Sleep(time.Second)
	}
	return nil
}

func F(db *sql.DB) int {
	var n int
	for {
		if nil == db.QueryRow("select count(*) from jobs").Scan(&n) { // want `nothing ends the retries while the call fails \(sent at line 61\); count the attempts or check a context`
			break
		}
		time.Sleep(time.Second)
	}
	return n
}

// good
func G(db *sql.DB) int {
	var n int
	for i := 0; i < 5; i++ {
		if db.QueryRow("select count(*) from jobs").Scan(&n) == nil {
			return n
		}
		time.Sleep(time.Second)
	}
	return 0
}

// good
func H(db *sql.DB) int {
	var n int
	tries := 3
	for db.QueryRow("select count(*) from jobs").Scan(&n) != nil && tries > 0 {
		tries--
		time.Sleep(time.Second)
	}
	return n
}
