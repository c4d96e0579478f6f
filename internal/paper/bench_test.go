package paper

import (
	"io"
	"testing"
)

// BenchmarkCovenant prints a covenant of more than ten pages: to see with a profile where the time goes. The measurements of internal/bench
// print it beside others.
func BenchmarkCovenant(b *testing.B) {
	d := template(b)
	b.ReportMetric(float64(drawn(b, d).pages), "pages")
	for b.Loop() {
		if _, err := WritePDF(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
