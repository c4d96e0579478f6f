package emblem

import (
	"bytes"
	"fmt"
	"image"
	"io"
)

// raster reads a picture of pixels, after a look at how many it says it has: a small file can hold a picture that fills the memory.
func raster(
	file []byte, look func(io.Reader) (image.Config, error), read func(io.Reader) (image.Image, error),
) (image.Image, error) {
	config, err := look(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return nil, fmt.Errorf("%w: %d by %d pixels", ErrBroken, config.Width, config.Height)
	}
	if config.Width > mostSide || config.Height > mostSide || config.Width*config.Height > mostArea {
		return nil, fmt.Errorf("%w: %d by %d pixels", ErrTooLarge, config.Width, config.Height)
	}
	picture, err := read(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return picture, nil
}
