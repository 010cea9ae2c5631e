// Package sdkcode holds retries by the code of an SDK error, the status never looked at.
package sdkcode

import (
	"errors"
	"time"

	"github.com/upyun/go-sdk/v3/upyun"
)

func badCode(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		err = up.Put(c)
		var ue *upyun.Error
		if !errors.As(err, &ue) || ue.Code != 40100005 { // want `retries upyun code 40100005`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func badCode2(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		err = up.Put(c)
		var ue *upyun.Error
		if errors.As(err, &ue) && ue.Code == 40100005 { // want `retries upyun code 40100005`
			time.Sleep(time.Second << i)
			continue
		}
		return err
	}
	return err
}

func badCode3(up *upyun.UpYun, c *upyun.PutObjectConfig) (err error) {
	for i := range 3 {
		err = up.Put(c)
		if err == nil {
			return nil
		}
		var ue *upyun.Error
		if errors.As(err, &ue) {
			switch ue.Code {
			case 40100005, 42900001: // want `retries upyun code 40100005`
				time.Sleep(time.Second << i)
				continue
			}
		}
		return err
	}
	return err
}
