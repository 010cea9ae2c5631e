package domain

type WaitBits uint8

const (
	WaitAmount  WaitBits = 1 << iota // a delay that the engine can see
	WaitUnknown                      // a call or receive that may wait
	WaitPaced                        // a ticker or a limiter
	WaitLibrary                      // a library's policy
	WaitSend                         // a send on a channel, which waits for whoever receives
	WaitLock                         // a lock, which somebody else may have for long
)
