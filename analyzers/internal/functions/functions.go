package functions

import (
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// CutName cuts the full name of a function into its package or receiver, as types.Func.FullName writes them, and its own name.
func CutName(full string) (of, name string) {
	if i := strings.LastIndexByte(full, '.'); i >= 0 {
		return full[:i], full[i+1:]
	}
	return "", full
}

// Clones reports whether a function is named for a copy of a request.
func Clones(full string) bool {
	_, name := CutName(full)
	return lexicon.Clones.Has(name)
}

// MakesRequest reports whether a function that is declared somewhere is named for making a request.
func MakesRequest(full string) bool {
	of, name := CutName(full)
	return of != "" && lexicon.Makers.Has(name)
}

// NewsRequest reports whether a function is one of net/http that make a request.
func NewsRequest(full string) bool {
	return full == "net/http.NewRequest" || full == "net/http.NewRequestWithContext"
}

// AboutContext reports whether a function or method is one of package context.
func AboutContext(full string) bool {
	of, _ := CutName(full)
	of = strings.TrimLeft(of, "(*")
	return of == "context" || of == "golang.org/x/net/context" || strings.HasPrefix(of, "context.")
}

// Connects reports whether a function of the standard library asks another machine for something, and fails if that cannot be reached: it
// dials, or has a data base do something. Those that are given a context are known by that.
func Connects(full string) bool {
	switch of, name := CutName(full); of {
	case "net":
		return slices.Contains([]string{"Dial", "DialTimeout", "DialTCP", "DialUnix"}, name)
	case "crypto/tls", "net/rpc", "net/rpc/jsonrpc", "net/smtp", "net/textproto":
		return slices.Contains([]string{"Dial", "DialWithDialer", "DialHTTP", "DialHTTPPath", "SendMail"}, name)
	case "(*net.Dialer)", "(*crypto/tls.Dialer)":
		return name == "Dial"
	case "(*database/sql.DB)", "(*database/sql.Stmt)":
		return slices.Contains([]string{"Ping", "Exec", "Query", "Begin"}, name)
	case "(*database/sql.Row)": // the query has been made by then, and says so here
		return name == "Scan" || name == "Err"
	}
	return false
}

// RunsCommand reports whether a method of a command that was made with a context lets it run to its end, and fails if it does.
func RunsCommand(full string) bool {
	of, name := CutName(full)
	return of == "(*os/exec.Cmd)" && slices.Contains([]string{"Run", "Output", "CombinedOutput", "Wait"}, name)
}

// MakesCommand is the function that makes a command with a context.
const MakesCommand = "os/exec.CommandContext"

// CopiesOut reports whether a function of the standard library copies from its second argument.
func CopiesOut(full string) bool {
	return full == "io.Copy" || full == "io.CopyN" || full == "io.CopyBuffer"
}

// ReadsOnly reports whether a function of the standard library leaves the readers that it is given where they are, but for what it
// reads.
func ReadsOnly(full string) bool {
	switch of, name := CutName(full); of {
	case "io":
		return slices.Contains([]string{"ReadAll", "ReadFull", "ReadAtLeast", "NopCloser", "TeeReader", "LimitReader", "MultiReader"}, name)
	case "bufio":
		return slices.Contains([]string{"NewReader", "NewReaderSize", "NewReadWriter", "NewScanner"}, name)
	case "net/http":
		return name == "NewRequest" || name == "NewRequestWithContext"
	case "net/http/httputil":
		return slices.Contains([]string{"DumpRequest", "DumpRequestOut", "DumpResponse"}, name)
	case "fmt":
		return printed(name) || name == "Errorf"
	case "io/ioutil", "log", "errors":
		return true
	}
	return false
}

// WrapsReader reports whether a function of the standard library returns a reader of all that is left in the one that it is given first.
func WrapsReader(full string) bool {
	switch of, name := CutName(full); of {
	case "io":
		return name == "NopCloser" || name == "TeeReader"
	case "io/ioutil":
		return name == "NopCloser"
	case "bufio":
		return name == "NewReader" || name == "NewReaderSize"
	}
	return false
}

// ReadsBytes reports whether a function of the standard library returns a reader of the bytes or the text that it is given.
func ReadsBytes(full string) bool {
	switch full {
	case "bytes.NewReader", "bytes.NewBuffer", "bytes.NewBufferString", "strings.NewReader":
		return true
	}
	return false
}

// DumpsBody reports whether a function prints an answer and, where its last argument says so, the body that it reads to the end and
// closes, with a copy of it in its place.
func DumpsBody(full string) bool { return full == "net/http/httputil.DumpResponse" }

// LeavesOpen reports whether a function of the standard library neither closes a response's body nor reads it to its end.
func LeavesOpen(full string) bool {
	switch of, name := CutName(full); of {
	case "io":
		return slices.Contains([]string{"LimitReader", "TeeReader", "NopCloser", "MultiReader", "ReadFull", "ReadAtLeast", "CopyN"}, name)
	case "net/http/httputil":
		return name == "DumpRequest" || name == "DumpRequestOut"
	case "bufio", "fmt", "log", "log/slog", "errors":
		return true
	default:
		return encodes(of) || slices.Contains([]string{"compress/bzip2", "compress/flate", "compress/gzip", "compress/lzw", "compress/zlib"}, of)
	}
}

// OpensFile reports whether a function of the standard library opens the file that a text names, to read it.
func OpensFile(full string) bool { return full == "os.Open" }

// ReadsAll reports whether a function of the standard library reads the reader that it is given to its end, and returns what was in it.
func ReadsAll(full string) bool { return full == "io.ReadAll" || full == "io/ioutil.ReadAll" }

// MaxSnippet are the bytes of an answer up to which somebody who takes no more does not want all of it.
const MaxSnippet = 64 << 10

// ReadsPart reports whether a method of the standard library reads a part of what stands behind its receiver, or nothing of it.
func ReadsPart(full string) bool {
	of, name := full[:strings.LastIndexByte(full, '.')+1], full[strings.LastIndexByte(full, '.')+1:]
	switch of {
	case "(*encoding/json.Decoder).", "(*encoding/xml.Decoder).", "(*encoding/gob.Decoder).":
		return slices.Contains([]string{"Decode", "Token", "RawToken", "More", "Buffered", "InputOffset", "UseNumber", "DisallowUnknownFields"}, name)
	case "(*bufio.Reader).":
		return slices.Contains([]string{"ReadString", "ReadBytes", "ReadLine", "ReadByte", "ReadRune", "ReadSlice", "Peek", "Buffered"}, name)
	case "(*bufio.Scanner).":
		return slices.Contains([]string{"Scan", "Text", "Bytes", "Err", "Buffer", "Split"}, name)
	}
	return false
}

// encodes reports whether a package is one of encoding/... in the standard library.
func encodes(path string) bool {
	return slices.Contains([]string{"encoding/ascii85", "encoding/asn1", "encoding/base32", "encoding/base64", "encoding/binary", "encoding/csv",
		"encoding/gob", "encoding/hex", "encoding/json", "encoding/pem", "encoding/xml"}, path)
}

// Encodes reports whether a function or method of encoding/... writes a value in another form.
func Encodes(full string) bool {
	of, name := CutName(full)
	if of = strings.Trim(of, "(*)"); of != "" && full[0] == '(' { // a method's type
		of, _ = CutName(of)
	}
	return encodes(of) && slices.Contains([]string{"Marshal", "MarshalIndent", "MarshalWithParams", "Encode", "EncodeElement"}, name)
}

// printed reports whether a function of package fmt writes to the standard output, or returns what it writes.
func printed(name string) bool {
	return slices.Contains([]string{"Print", "Printf", "Println", "Sprint", "Sprintf", "Sprintln"}, name)
}

// HandsTextOn reports whether a function hands on the text that it is given, or makes text of an error.
func HandsTextOn(full string) bool {
	switch of, name := CutName(full); of {
	case "strings":
		return slices.Contains([]string{"ToLower", "ToUpper", "TrimSpace", "Title"}, name)
	case "fmt":
		return slices.Contains([]string{"Sprint", "Sprintf", "Sprintln"}, name)
	case "strconv":
		return name == "Quote"
	default:
		return strings.HasSuffix(of, ")") && (name == "Error" || name == "String")
	}
}

// TestsText reports whether a function tests a text for a part of it.
func TestsText(full string) bool {
	return full == "strings.Contains" || full == "strings.HasPrefix" || full == "strings.HasSuffix" || full == "strings.EqualFold"
}

// Pure reports whether a call, by its function's full name or by what the engine calls it, says of its arguments and of nothing else.
func Pure(full string) bool {
	switch of, name := CutName(full); of {
	case "":
		return slices.Contains([]string{"append", "cap", "copy", "slice", "mapok", "contains", "min", "max", "complex", "real", "imag", StatusLine}, name)
	case "fmt":
		return slices.Contains([]string{"Sprint", "Sprintf", "Sprintln"}, name)
	case "(error)":
		return name == "Error"
	case "errors", "strings", "bytes", "strconv", "math", "slices", "maps", "unicode", "path", "net/url", "reflect",
		"(time.Duration)", "(reflect.Value)", "(reflect.Type)", "(reflect.Kind)", "(*net/url.URL)", "(net/url.Values)":
		return true
	default:
		return encodes(of)
	}
}

// OfProcess reports whether a function of the standard library tells of the program that runs, or of where it does: for as long as
// that goes on, it says the same.
func OfProcess(full string) bool {
	switch of, name := CutName(full); of {
	case "os":
		return slices.Contains([]string{"Getenv", "LookupEnv", "Hostname", "Getpid", "Getuid", "Executable"}, name)
	case "runtime/debug":
		return name == "ReadBuildInfo"
	case "runtime":
		return name == "Version"
	}
	return false
}

// OnMachine reports whether a function of the standard library works on files or values of the program's own, and asks nobody else.
func OnMachine(full string) bool {
	of, _ := CutName(full)
	of = strings.TrimSuffix(strings.TrimLeft(of, "(*"), ")")
	if strings.HasPrefix(full, "(") { // a method's type
		of, _ = CutName(of)
	}
	first, _, _ := strings.Cut(of, "/")
	return of == "io" || of == "bufio" || of == "path/filepath" || slices.Contains([]string{"os", "encoding", "archive", "compress", "crypto", "strconv", "time"}, first) &&
		of != "os/exec" && of != "crypto/tls"
}

// FailsByItself reports whether a function of the standard library returns no errors but its own: it reads from nothing and calls nothing
// that could hand it one.
func FailsByItself(full string) bool {
	of, name := CutName(full)
	switch of {
	case "strconv", "net/url", "time":
		return true
	case "(context.Context)":
		return name == "Err"
	case "net/http":
		return name == "NewRequest" || name == "NewRequestWithContext"
	}
	return false
}

// MakesTimer reports whether a function makes a timer that goes off once: who makes one is about to wait.
func MakesTimer(full string) bool { return full == "time.After" || full == "time.NewTimer" }

// OfMathRand reports whether a function or method is one of math/rand, of either version.
func OfMathRand(full string) bool {
	of, _ := CutName(full)
	of = strings.TrimLeft(of, "(*")
	return of == "math/rand" || of == "math/rand/v2" || strings.HasPrefix(of, "math/rand.") || strings.HasPrefix(of, "math/rand/v2.")
}

// OfAtomic reports whether a function or method is one of sync/atomic.
func OfAtomic(full string) bool {
	of, _ := CutName(full)
	of = strings.TrimLeft(of, "(*")
	return of == "sync/atomic" || strings.HasPrefix(of, "sync/atomic.")
}

// Stores reports whether a function or method of sync/atomic sets what it is given, or called on, and that is no number.
func Stores(full string) bool {
	_, name := CutName(full)
	return OfAtomic(full) && slices.Contains([]string{"Store", "StorePointer", "Swap", "SwapPointer", "CompareAndSwap", "CompareAndSwapPointer"}, name)
}

// Advances reports whether a function of the standard library answers from what it, or its like, has moved on: it gives another thing each
// time that it is called. A counter of sync/atomic is added to, a pool or a heap hands out the next, and lists and rings are gone along.
func Advances(full string) bool {
	of, name := CutName(full)
	switch of = strings.Trim(of, "(*)"); {
	case OfAtomic(full):
		return slices.Contains([]string{"Add", "AddInt32", "AddInt64", "AddUint32", "AddUint64", "AddUintptr"}, name)
	case of == "sync.Pool":
		return name == "Get"
	case of == "container/heap":
		return name == "Pop" || name == "Remove"
	case of == "container/list.List", of == "container/list.Element", of == "container/ring.Ring":
		return slices.Contains([]string{"Front", "Back", "Next", "Prev", "Move", "Remove"}, name)
	}
	return false
}

// MakesAnew reports whether a function of the standard library returns a pointer or a map to what it has made for this call, and keeps no hold of:
// what was set on the one before is not set on this one.
func MakesAnew(full string) bool {
	switch of, name := CutName(full); of {
	case "net/url":
		return name == "Parse" || name == "ParseRequestURI" || name == "ParseQuery"
	case "(*net/url.URL)":
		return slices.Contains([]string{"Parse", "JoinPath", "ResolveReference", "Query"}, name)
	case "(net/http.Header)":
		return name == "Clone"
	}
	return false
}

// Locks reports whether a function locks a mutex or gives it free.
func Locks(full string) bool {
	of, name := CutName(full)
	return (of == "(*sync.Mutex)" || of == "(*sync.RWMutex)") && slices.Contains([]string{"Lock", "Unlock", "RLock", "RUnlock"}, name)
}

// DrawsBelow reports whether a function of math/rand returns a number below its argument, DrawsUnit whether one below 1.
func DrawsBelow(full string) bool {
	_, name := CutName(full)
	return slices.Contains([]string{"Int63n", "Int31n", "Intn", "Int64N", "Int32N", "IntN", "Uint64N", "Uint32N", "UintN", "N"}, name)
}

func DrawsUnit(full string) bool {
	_, name := CutName(full)
	return name == "Float64" || name == "Float32"
}

// ScansInput reports whether a function of the standard library waits for input: the one that scans it, or reads on.
func ScansInput(path, name string) bool {
	switch path {
	case "fmt":
		return name == "Scan" || name == "Scanf" || name == "Scanln"
	case "bufio":
		return slices.Contains([]string{"Read", "ReadByte", "ReadBytes", "ReadLine", "ReadRune", "ReadSlice", "ReadString"}, name)
	}
	return false
}

// StatusLine names the value of a response's Status: the code and its text.
const StatusLine = "status line"

// EndsProgram reports whether a function never returns, by its full name: it ends the program, or the goroutine or test that it is called in.
func EndsProgram(full string) bool {
	switch full {
	case "os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "(*log.Logger).Fatal",
		"(*log.Logger).Fatalf", "(*log.Logger).Fatalln", "runtime.Goexit", "(*testing.common).Fatal", "(*testing.common).Fatalf":
		return true
	}
	return false
}
