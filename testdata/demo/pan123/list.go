package pan123

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// File is a file or a folder.
type File struct {
	ID   int64  `json:"fileId"`
	Name string `json:"filename"`
	Size int64  `json:"size"`
}

type listAnswer struct {
	Answer
	Data struct {
		Files []File `json:"fileList"`
	} `json:"data"`
}

// List returns the files in a folder. It is BAD: no code but 0 ends the loop.
func (c *Client) List(ctx context.Context, folder int64) ([]File, error) {
	path := fmt.Sprintf("/api/v2/file/list?parentFileId=%d&limit=100", folder)
	var out listAnswer
	for i := 0; i < 3; i++ {
		out = listAnswer{}
		if err := c.call(ctx, http.MethodGet, path, nil, &out); err != nil {
			return nil, err
		}
		if out.Code != 0 {
			time.Sleep(time.Second)
			continue
		}
		return out.Data.Files, nil
	}
	return nil, out.err()
}

type infoAnswer struct {
	Answer
	Data File `json:"data"`
}

// Info describes a file. It is BAD: a limit is answered by asking twice a second until it goes away.
func (c *Client) Info(ctx context.Context, id int64) (File, error) {
	for {
		var out infoAnswer
		if err := c.call(ctx, http.MethodGet, fmt.Sprintf("/api/v1/file/detail?fileID=%d", id), nil, &out); err != nil {
			return File{}, err
		}
		switch out.Code {
		case 0:
			return out.Data, nil
		case 429:
			time.Sleep(500 * time.Millisecond)
		default:
			return File{}, out.err()
		}
	}
}
