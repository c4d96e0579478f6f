package paper

// The page: A4 in points, with room for binding on the left. Headings and tables begin at the left edge; running text is set in, which
// keeps its lines at 60 to 75 characters and gives the number of an article air.
const (
	pageWidth  = 595.28
	pageHeight = 841.89

	left      = 79.4  // 28 mm
	right     = 538.6 // 20 mm from the edge
	textLeft  = 141.7 // 50 mm
	textWidth = 345.0
	top       = 85.0
	bottom    = 762.0

	headerBaseline = 48.0
	footerBaseline = 800.0

	leading = 15.0 // from baseline to baseline of running text
)

var (
	ink       = colour{20, 27, 38}
	grey      = colour{96, 103, 112} // 5.9 to 1 on white
	line      = colour{150, 156, 164}
	hairline  = colour{208, 212, 217}
	tint      = colour{240, 242, 245}
	waterTint = colour{236, 238, 241}
)

// typography is how a kind of text is set.
type typography struct {
	face    face
	size    float64
	leading float64
	ink     colour
}

var (
	bodyType    = typography{serif, 11, leading, ink}
	leadType    = typography{serif, 13, 18, ink}
	noteType    = typography{sans, 8.5, 12, grey}
	partType    = typography{sansBold, 14, 19, ink}
	articleType = typography{sansBold, 10.5, leading, ink}
	cellType    = typography{sans, 9, 12, ink}
	headType    = typography{sansBold, 9, 12, ink}
	labelType   = typography{sans, 8.5, 12, grey}
	fieldType   = typography{serif, 11, leading, ink}
	titleType   = typography{sansBold, 28, 34, ink}
	sheetType   = typography{sansBold, 22, 28, ink}
	overType    = typography{sans, 11, 15, grey}
	partnerType = typography{serif, 13, 19, ink}
	runningType = typography{sans, 8, 10, grey}
)
