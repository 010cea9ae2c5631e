// Package upyunsdk holds retries over the errors of UpYun's SDK.
package upyunsdk

import (
	"errors"
	"time"

	"github.com/upyun/go-sdk/v3/upyun"
)

func pause(i int) { time.Sleep(time.Second << i) }

func badStatus(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		if err = up.Put(c); err == nil {
			return nil
		}
		var ue *upyun.Error
		if errors.As(err, &ue) && ue.StatusCode == 404 { // want `retries 400, 401 and 403`
			return err
		}
		pause(i)
	}
	return err
}

func goodStatus(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		if err = up.Put(c); err == nil {
			return nil
		}
		var ue *upyun.Error
		if errors.As(err, &ue) && ue.StatusCode >= 400 && ue.StatusCode < 500 && ue.StatusCode != 429 {
			return err
		}
		pause(i)
	}
	return err
}

func goodPredicate(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		if err = up.Put(c); !upyun.IsTooManyRequests(err) {
			return err
		}
		pause(i)
	}
	return err
}

func badNotExist(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		if err = up.Put(c); err == nil || upyun.IsNotExist(err) { // want `retries 400, 401 and 403`
			return err
		}
		pause(i)
	}
	return err
}

func goodCode(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		err = up.Put(c)
		var ue *upyun.Error
		if !errors.As(err, &ue) || ue.Code/100000 != 503 && ue.Code/100000 != 429 {
			return err
		}
		pause(i)
	}
	return err
}

// Whatever the error is, and so with every status.
func badAny(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		if err = up.Put(c); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		pause(i)
	}
	return err
}

func goodEach(up *upyun.UpYun, paths []string) {
	for _, p := range paths {
		var ue *upyun.Error
		if err := up.Delete(p); errors.As(err, &ue) && ue.StatusCode != 404 {
			continue
		}
	}
}
