module codeberg.org/bondgenoot/bondgenoot/internal/bench

go 1.26.0

require (
	codeberg.org/bondgenoot/bondgenoot v0.0.0
	github.com/fxamacker/cbor/v2 v2.10.0
	go.etcd.io/bbolt v1.5.0
	golang.org/x/sys v0.49.0
)

require (
	github.com/gofrs/flock v0.13.2 // indirect
	github.com/x448/float16 v0.8.4 // indirect
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace codeberg.org/bondgenoot/bondgenoot => ../..
