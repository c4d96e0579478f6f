package paper

import (
	"bytes"
	"encoding/xml"
	"slices"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// agrees proves that the metadata is well-formed and says what the document information says.
func agrees(t failer, f *reread) {
	t.Helper()
	var packet struct {
		Descriptions []struct {
			Part        []int  `xml:"part"`
			Conformance string `xml:"conformance"`
			Title       string `xml:"title>Alt>li"`
			Creator     string `xml:"creator>Seq>li"`
			About       string `xml:"description>Alt>li"`
			Language    string `xml:"language>Bag>li"`
			Created     string `xml:"CreateDate"`
			Modified    string `xml:"ModifyDate"`
			Producer    string `xml:"Producer"`
		} `xml:"RDF>Description"`
	}
	metadata, _ := f.catalog.get("Metadata").(*indirect)
	if err := xml.NewDecoder(bytes.NewReader(metadata.stream)).Decode(&packet); err != nil || len(packet.Descriptions) != 2 {
		t.Fatalf("metadata: %v, %d descriptions", err, len(packet.Descriptions))
	}
	told := packet.Descriptions[0]
	if !slices.Equal(told.Part, []int{2, 1}) || told.Conformance != "A" {
		t.Errorf("parts %v, conformance %s", told.Part, told.Conformance)
	}
	created, err := time.Parse(time.RFC3339, told.Created)
	if err != nil {
		t.Fatalf("%v", err)
	}
	moment := created.UTC().Format("D:20060102150405Z")
	for _, pair := range [][2]string{
		{told.Title, decoded(f.info.get("Title"))},
		{told.Creator, decoded(f.info.get("Author"))},
		{told.About, decoded(f.info.get("Subject"))},
		{told.Producer, decoded(f.info.get("Producer"))},
		{told.Language, decoded(f.catalog.get("Lang"))},
		{moment, decoded(f.info.get("CreationDate"))},
		{moment, decoded(f.info.get("ModDate"))},
		{told.Created, told.Modified},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%q in the metadata, %q in the document information", pair[0], pair[1])
		}
	}
	if told.Title == "" {
		t.Errorf("no title")
	}
}

func TestMetadataAgreesWithTheDocumentInformation(t *testing.T) {
	d := document.Document{Title: `Wie & wat <"1">`, Subject: "שלום ]]>", Author: "Łódź & co", Language: "nl-NL", Created: time.Date(2026, 1, 2, 0, 4, 5, 6, time.FixedZone("", 3600))}
	f := readBack(t, written(t, d))
	agrees(t, f)
	for key, want := range map[name]string{"Title": d.Title, "Subject": d.Subject, "Author": d.Author, "CreationDate": "D:20260101230405Z"} {
		if got := decoded(f.info.get(key)); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}

func TestColoursAreThoseOfTheProfile(t *testing.T) {
	intents, _ := readBack(t, written(t, document.Document{})).catalog.get("OutputIntents").(array)
	if len(intents) != 1 {
		t.Fatalf("%d intents", len(intents))
	}
	file, _ := dictOf(intents[0]).get("DestOutputProfile").(*indirect)
	content := inflated(t, file)
	// Bytes 16 to 19 of a profile name its colours, 36 to 39 say that it is one (ICC.1, 7.2).
	if !bytes.Equal(content, profile) || string(content[16:20]) != "RGB " || string(content[36:40]) != "acsp" || dictOf(file).get("N") != 3 {
		t.Errorf("another profile, with %v", file.value)
	}
}
