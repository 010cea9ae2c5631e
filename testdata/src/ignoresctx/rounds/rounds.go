// Package rounds hands functions to helpers of another package that tell them the number of the round.
package rounds

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"example.com/rounds"
)

var errStatus = errors.New("status")

func ask(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errStatus
	}
	return nil
}

func limited(ctx context.Context, url string) error {
	return rounds.Limit(ctx, 5, func(ctx context.Context, attempt int) error {
		err := ask(ctx, url)
		if err == nil {
			return nil
		}
		if !errors.Is(err, errStatus) {
			return rounds.Stop(err)
		}
		time.Sleep(time.Second << attempt) // want `does not end with ctx`
		return err
	})
}

func counted(ctx context.Context, url string) error {
	return rounds.Up(5, func(i int) error {
		err := ask(ctx, url)
		if err != nil {
			time.Sleep(time.Duration(i) * time.Second) // want `does not end with ctx`
		}
		return err
	})
}

func left(ctx context.Context, url string) (bool, error) {
	return rounds.Left(4, func(uint) (bool, error) {
		err := ask(ctx, url)
		if err != nil {
			time.Sleep(5 * time.Second) // want `does not end with ctx`
		}
		return err == nil, err
	})
}

// ended waits for both.
func ended(ctx context.Context, url string) error {
	return rounds.Limit(ctx, 5, func(ctx context.Context, attempt int) error {
		err := ask(ctx, url)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return rounds.Stop(ctx.Err())
		case <-time.After(time.Second << attempt):
		}
		return err
	})
}

// hosts asks another one each time.
func hosts(ctx context.Context, urls []string) error {
	return rounds.Up(len(urls), func(i int) error {
		err := ask(ctx, urls[i-1])
		if err != nil {
			time.Sleep(2 * time.Second)
		}
		return err
	})
}

// numbered asks for another one each time.
func numbered(ctx context.Context, url string) error {
	return rounds.Up(3, func(i int) error {
		err := ask(ctx, url+strconv.Itoa(i))
		if err != nil {
			time.Sleep(2 * time.Second)
		}
		return err
	})
}

func pages(ctx context.Context, url string) error {
	return rounds.Pages(func(page int) (bool, error) {
		err := ask(ctx, url)
		if err != nil {
			time.Sleep(2 * time.Second)
		}
		return page < 9, err
	})
}

func each(ctx context.Context, url string) error {
	return rounds.Each(9, func(int) error {
		err := ask(ctx, url)
		if err != nil {
			time.Sleep(2 * time.Second)
		}
		return err
	})
}

func eachOf(ctx context.Context, urls []string) error {
	return rounds.Each(len(urls), func(i int) error {
		err := ask(ctx, urls[i])
		if err != nil {
			time.Sleep(2 * time.Second)
		}
		return err
	})
}
