// Demo copies the photos of a 123pan folder to UpYun, has a model of Token360 describe them, and notes the descriptions
// in SecondMe; ZGI keeps a project for it. It talks to all five well and badly, as programs do.
//
// It is here to be analyzed, not to be run: "go run ./cmd/retryvet ./testdata/demo/..." prints what is bad in it. The
// comment of each package says which files are bad, which are good, and why.
//
// download.go is good: it repeats what a repetition can cure, with growing delays, and at most four times. thumbnail.go is
// bad: it repeats that in turn, so that the attempts multiply, and it tells a webhook the end of it, if need be for ever.
// main.go goes on to the next photo after a failure, which is no retry.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/retryvet/retryvet/testdata/demo/pan123"
	"github.com/retryvet/retryvet/testdata/demo/secondme"
	"github.com/retryvet/retryvet/testdata/demo/token360"
	"github.com/retryvet/retryvet/testdata/demo/upyun"
	"github.com/retryvet/retryvet/testdata/demo/zgi"
)

type app struct {
	disk  *pan123.Client
	store *upyun.Client
	model *token360.Client
	notes *secondme.Client
	admin *zgi.Client
}

func main() {
	folder := flag.Int64("folder", 0, "id of the `folder` with the photos")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := newApp().run(ctx, *folder); err != nil {
		log.Fatal(err)
	}
}

func newApp() *app {
	client := &http.Client{Timeout: 30 * time.Second}
	return &app{
		disk:  &pan123.Client{ID: os.Getenv("PAN123_ID"), Secret: os.Getenv("PAN123_SECRET"), HTTP: client},
		store: &upyun.Client{Bucket: "photos", Operator: os.Getenv("UPYUN_OPERATOR"), Password: os.Getenv("UPYUN_PASSWORD"), HTTP: client},
		model: &token360.Client{Key: os.Getenv("TOKEN360_KEY"), HTTP: client},
		notes: &secondme.Client{AccessToken: os.Getenv("SECONDME_TOKEN"), HTTP: client},
		admin: &zgi.Client{APIKey: os.Getenv("ZGI_KEY"), HTTP: client},
	}
}

func (a *app) run(ctx context.Context, folder int64) error {
	if err := a.disk.Login(ctx); err != nil {
		return err
	}
	project, err := a.admin.CreateProject(ctx, "photos")
	if err != nil {
		return fmt.Errorf("%w (%s)", err, zgi.Hint(err))
	}
	if _, err := a.admin.CreateKey(ctx, project.ID, "demo"); err != nil {
		return err
	}
	files, err := a.disk.List(ctx, folder)
	if err != nil {
		return err
	}
	var failed []error
	for _, f := range files {
		if err := a.describe(ctx, f); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", f.Name, err)) // and on to the next
		}
	}
	if hook := os.Getenv("HOOK"); hook != "" {
		failed = append(failed, announce(hook))
	}
	return errors.Join(failed...)
}

// describe handles one photo.
func (a *app) describe(ctx context.Context, f pan123.File) error {
	link, err := a.disk.Share(ctx, f.ID)
	if err != nil {
		return err
	}
	photo, err := download(ctx, link)
	if err != nil {
		return err
	}
	small, err := thumbnail(ctx, link)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{f.Name: photo, "small/" + f.Name: small} {
		if err := a.store.Upload(ctx, name, data); err != nil {
			return fmt.Errorf("%s: %w", upyun.Explain(err), err)
		}
	}
	text, err := a.model.Complete(ctx, "glm-4v", []token360.Message{{Role: "user", Content: "Describe " + link}})
	if err != nil {
		return err
	}
	return a.notes.AddNote(ctx, f.Name, text)
}
