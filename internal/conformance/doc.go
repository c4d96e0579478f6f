// Package conformance has what the product prints judged by programs of others: veraPDF (PDF/A-2a and PDF/UA-1), PDFBox preflight,
// qpdf, and poppler, whose reading of the structure is laid beside the document model.
//
// It consists of tests. `go test` judges a small set, `make conformance` every kind of document and 200 agreements that are made from seeds
// (BONDGENOOT_CONFORMANCE=full). A judge that is not there is told and left out; package judges tells where they are kept.
package conformance
