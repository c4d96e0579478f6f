//go:build unix && !linux && !darwin

package shield

var steps = []func() error{noCore}
