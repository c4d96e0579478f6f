//go:build !linux

package main

import "errors"

const cacheMethod = ""

func dropCache(string) error { return errors.New("this system drops no page cache") }
