package codeset

import "encoding/binary"

// A decoder reads the encodings of this package. After bad input it is done, and what it returns is of no use.
type decoder struct {
	data []byte
	bad  bool
}

func (d *decoder) done() bool { return d.bad || len(d.data) == 0 }

func (d *decoder) fail() { d.bad, d.data = true, nil }

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.data)
	// A last byte of zero adds nothing: it would be a second encoding of the same number.
	if n <= 0 || n > 1 && d.data[n-1] == 0 {
		d.fail()
		return 0
	}
	d.data = d.data[n:]
	return v
}

func (d *decoder) varint() int64 {
	u := d.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) bytes(n uint64) string {
	if n > uint64(len(d.data)) {
		d.fail()
		return ""
	}
	s := string(d.data[:n])
	d.data = d.data[n:]
	return s
}
