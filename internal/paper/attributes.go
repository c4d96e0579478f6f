package paper

import (
	"cmp"
	"strings"
)

// attributes returns what an element says beyond its type (ISO 32000-1, 14.8.5); nil when that is nothing.
func (f *pdf) attributes(n *node) object {
	switch n.el.role {
	case roleL:
		return dict{{"O", name("List")}, {"ListNumbering", numbering(f.markers[n.el])}}
	case roleTH:
		return dict{{"O", name("Table")}, {"Scope", name(cmp.Or(n.el.scope, "Column"))}}
	case roleTable:
		if n.el.title != "" {
			return dict{{"O", name("Table")}, {"Summary", label(n.el.title)}}
		}
	case roleFigure:
		if b, ok := f.boxes[n.el]; ok {
			return dict{{"O", name("Layout")}, {"Placement", name("Block")}, {"BBox", b}}
		}
	case roleDocument, roleSect, roleH1, roleH2, roleH3, roleP, roleLI, roleLbl, roleLBody, roleTHead, roleTBody, roleTR, roleTD, roleLink, roleSpan:
	}
	return nil
}

// numbering returns how a list is numbered, going by its first marker.
func numbering(marker string) name {
	marker = strings.TrimRight(marker, ".): ")
	if marker == "" {
		return "None"
	}
	switch last := marker[len(marker)-1]; {
	case last >= '0' && last <= '9':
		return "Decimal"
	case marker == "i":
		return "LowerRoman"
	case marker == "I":
		return "UpperRoman"
	case len(marker) == 1 && last >= 'a' && last <= 'z':
		return "LowerAlpha"
	case len(marker) == 1 && last >= 'A' && last <= 'Z':
		return "UpperAlpha"
	}
	return "Disc" // of the signs, the standard knows three
}
