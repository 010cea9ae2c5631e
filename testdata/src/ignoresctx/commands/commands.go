// Package commands has commands as attempts.
package commands

import (
	"context"
	"fmt"
	"os/exec"
	"time"
)

// run with the context, slept without it.
func Push(ctx context.Context, image string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = exec.CommandContext(ctx, "docker", "push", image).Run(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `the wait between two attempts \(sent at line 15\) does not end with ctx; wait in a select with ctx\.Done\(\)`
	}
	return err
}

// in a variable.
func Pull(ctx context.Context, image string) ([]byte, error) {
	for i := 0; ; i++ {
		cmd := exec.CommandContext(ctx, "docker", "pull", image)
		out, err := cmd.CombinedOutput()
		if err == nil {
			return out, nil
		}
		if i == 4 {
			return nil, fmt.Errorf("pull: %w", err)
		}
		<-time.After(5 * time.Second) // want `the wait between two attempts \(sent at line 27\) does not end with ctx; wait in a select with ctx\.Done\(\)`
	}
}

// by a helper of the package.
func run(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, "kubectl", args...)
	return cmd.Run()
}

func Apply(ctx context.Context, file string) error {
	var err error
	for i := 0; i < 3; i++ {
		if err = run(ctx, "apply", "-f", file); err == nil {
			return nil
		}
		time.Sleep(3 * time.Second) // want `the wait between two attempts \(sent at line 47\) does not end with ctx; wait in a select with ctx\.Done\(\)`
	}
	return err
}

// Output, with stdin, and Start and Wait.
func Wait(ctx context.Context, name string) error {
	var err error
	for i := 0; i < 3; i++ {
		cmd := exec.CommandContext(ctx, "kubectl", "wait", name)
		if err = cmd.Start(); err != nil {
			return err
		}
		if err = cmd.Wait(); err == nil {
			return nil
		}
		time.Sleep(3 * time.Second) // want `the wait between two attempts \(sent at line 63\) does not end with ctx; wait in a select with ctx\.Done\(\)`
	}
	return err
}

// good: a select.
func Good(ctx context.Context, image string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = exec.CommandContext(ctx, "docker", "push", image).Run(); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}

// good: no context.
func Plain(image string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = exec.Command("docker", "push", image).Run(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// good: each image once.
func Each(ctx context.Context, images []string) error {
	for _, image := range images {
		if err := exec.CommandContext(ctx, "docker", "push", image).Run(); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}

// good: a watcher that goes on.
func Watch(ctx context.Context) {
	for ctx.Err() == nil {
		_ = exec.CommandContext(ctx, "df", "-h").Run()
		time.Sleep(time.Minute)
	}
}

// the context is at hand, and the command does not have it.
func NoCtx(ctx context.Context, image string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = exec.Command("docker", "push", image).Run(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // perhaps
	}
	return err
}

// a runner in an interface.
type runner interface {
	Run(ctx context.Context, name string, args ...string) ([]byte, error)
}

func By(ctx context.Context, r runner, image string) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = r.Run(ctx, "docker", "push", image); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `the wait between two attempts \(sent at line 138\) does not end with ctx; wait in a select with ctx\.Done\(\)`
	}
	return err
}
