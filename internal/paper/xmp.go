package paper

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

const producer = "Bondgenoot"

// epoch stands for a moment that was not given: the same document has to give the same bytes.
var epoch = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// description is what the file says about itself, twice: in the document information and as XMP. They have to agree
// (ISO 19005-2, 6.6.3).
type description struct {
	title, subject, author string
	language               string
	created                time.Time
}

func describe(d document.Document, g *gate, language string) description {
	clean := func(s string) string { return strings.TrimSpace(invisible.Replace(g.pass(s, sans))) }
	about := description{
		title:    clean(d.Title),
		subject:  clean(d.Subject),
		author:   clean(d.Author),
		language: language,
		created:  d.Created.UTC().Truncate(time.Second),
	}
	about.title = cmp.Or(about.title, about.subject, producer) // a file without a title is no PDF/UA (ISO 14289-1, 7.1)
	if y := about.created.Year(); d.Created.IsZero() || y < 0 || y > 9999 {
		about.created = epoch
	}
	return about
}

// info returns the document information (ISO 32000-1, 14.3.3).
func (a description) info() dict {
	moment := str(a.created.Format("D:20060102150405Z"))
	info := dict{{"Title", textString(a.title)}}
	if a.subject != "" {
		info.set("Subject", textString(a.subject))
	}
	if a.author != "" {
		info.set("Author", textString(a.author))
	}
	info.set("Producer", str(producer))
	info.set("CreationDate", moment)
	info.set("ModDate", moment)
	return info
}

// metadata returns the same as XMP (ISO 16684-1), uncompressed, so that programs find it that know nothing of PDF. As PDF/A-2 does not know the
// schema of PDF/UA, it is described along with it.
func (a description) metadata() *indirect {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` +
		` xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` + "\n" +
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n" +
		"<dc:format>application/pdf</dc:format>\n")
	fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", escaped(a.title))
	if a.author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escaped(a.author))
	}
	if a.subject != "" {
		fmt.Fprintf(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n", escaped(a.subject))
	}
	fmt.Fprintf(&b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", escaped(a.language))
	moment := a.created.Format(time.RFC3339)
	fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate><pdf:Producer>%s</pdf:Producer>\n", moment, moment, producer)
	b.WriteString("</rdf:Description>\n" + extensionSchema + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return &indirect{
		value:  dict{{"Type", name("Metadata")}, {"Subtype", name("XML")}, {"Length", b.Len()}},
		stream: b.Bytes(),
	}
}

// extensionSchema describes pdfuaid (ISO 19005-2, 6.6.2.3.3).
const extensionSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

// escaped returns s as text of an XML document.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // writing to memory does not fail
	return b.String()
}
