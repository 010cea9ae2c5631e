package catalog_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/retryvet/retryvet/catalog"
)

func ExampleProvider_Lookup() {
	upyun, _ := catalog.Embedded().Provider("upyun")
	if e, ok := upyun.Lookup(catalog.Int(42900007)); ok {
		fmt.Println(e.Code, e.Retry, e.MinDelay, e.EN)
	}
	_, ok := upyun.Lookup(catalog.String("42900007"))
	fmt.Println("as a string:", ok)
	// Output:
	// 42900007 backoff 1s Concurrent PUT or DELETE on one file
	// as a string: false
}

func ExampleProvider_Nearest() {
	upyun, _ := catalog.Embedded().Provider("upyun")
	code := catalog.Int(40100026)
	if _, ok := upyun.Lookup(code); !ok && upyun.Fits(code) {
		near := upyun.Nearest(code)[0]
		fmt.Printf("%s is unknown; the nearest is %s (%s)\n", code, near.Code, near.EN)
	}
	// Output:
	// 40100026 is unknown; the nearest is 40100025 (Authentication error)
}

func ExampleLoad() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "acme.yaml")
	err = os.WriteFile(file, []byte(`catalog: 1
provider: acme
hosts: [api.acme.example]
schemes:
  - {id: code, kind: int}
codes:
  - {code: 1001, http: 400, retry: never, en: Bad order}
`), 0o666)
	if err != nil {
		log.Fatal(err)
	}

	c, err := catalog.Load(file)
	if err != nil {
		log.Fatal(err)
	}
	if acme, ok := c.ByHost("api.acme.example:443"); ok {
		e, _ := acme.Lookup(catalog.Int(1001))
		fmt.Println(e.Retry, e.Text("en"))
	}
	// Output:
	// never Bad order
}
