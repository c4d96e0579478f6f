package ui

import "image/color"

// Tone is a colour by what it is for. A screen names tones, never colours.
type Tone string

// The tones. Text on Surface and Background has a contrast of at least 4.5 to 1 and a border of a field 3 to 1, in both themes (WCAG 2.2,
// 1.4.3 and 1.4.11); TestContrast reckons it.
const (
	Background  Tone = "background"
	Surface     Tone = "surface"
	RailTone    Tone = "rail"
	Foreground  Tone = "foreground"
	Muted       Tone = "muted"
	Placeholder Tone = "placeholder"
	Primary     Tone = "primary"
	OnPrimary   Tone = "onPrimary"
	InputBorder Tone = "inputBorder"
	CardBorder  Tone = "cardBorder" // decoration
	LineTone    Tone = "line"       // decoration
	ButtonTone  Tone = "button"
	Hovered     Tone = "hovered"
	Selected    Tone = "selected"
	ErrorText   Tone = "error"
	WarningText Tone = "warning"
	SuccessText Tone = "success"
	Shadow      Tone = "shadow"
	Scrim       Tone = "scrim"
	Inverse     Tone = "inverse" // the ground of a toast
	OnInverse   Tone = "onInverse"

	onError      Tone = "onError"      // on a button that takes away
	inverseOffer Tone = "inverseOffer" // what a toast offers to do

	chipOpen, onChipOpen   Tone = "chipOpen", "onChipOpen"
	chipBusy, onChipBusy   Tone = "chipBusy", "onChipBusy"
	chipLate, onChipLate   Tone = "chipLate", "onChipLate"
	chipDone, onChipDone   Tone = "chipDone", "onChipDone"
	chipDraft, onChipDraft Tone = "chipDraft", "onChipDraft"
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

var lightPalette = map[Tone]color.NRGBA{
	Background: rgb(0xF6F7F9), Surface: rgb(0xFFFFFF), RailTone: rgb(0xECEFF3),
	Foreground: rgb(0x18212B), Muted: rgb(0x566170), Placeholder: rgb(0x66717F),
	Primary: rgb(0x1B5E9E), OnPrimary: rgb(0xFFFFFF),
	InputBorder: rgb(0x868F9C), CardBorder: rgb(0xDDE2E8), LineTone: rgb(0xE3E7EC),
	ButtonTone: rgb(0xE7ECF2), Hovered: rgb(0xEEF2F7), Selected: rgb(0xE3EDF8),
	ErrorText: rgb(0xB3261E), WarningText: rgb(0x8A5300), SuccessText: rgb(0x1E6B45),
	Shadow: rgba(0x0B1626, 28), Scrim: rgba(0x0B1626, 102), Inverse: rgb(0x25303C), OnInverse: rgb(0xF6F7F9), inverseOffer: rgb(0x9CC7F2), onError: rgb(0xFFFFFF),
	chipOpen: rgb(0xE4EEF9), onChipOpen: rgb(0x174F86),
	chipBusy: rgb(0xFDF0D8), onChipBusy: rgb(0x744600),
	chipLate: rgb(0xFCE6E4), onChipLate: rgb(0x97201A),
	chipDone: rgb(0xE0F2E8), onChipDone: rgb(0x17583A),
	chipDraft: rgb(0xECEEF1), onChipDraft: rgb(0x47515E),
}

var darkPalette = map[Tone]color.NRGBA{
	Background: rgb(0x14181D), Surface: rgb(0x1C2128), RailTone: rgb(0x0F1317),
	Foreground: rgb(0xE6EAF0), Muted: rgb(0x9BA6B4), Placeholder: rgb(0x8F9AA8),
	Primary: rgb(0x7FB5EA), OnPrimary: rgb(0x0B1A2A),
	InputBorder: rgb(0x6B7683), CardBorder: rgb(0x313A45), LineTone: rgb(0x2B333D),
	ButtonTone: rgb(0x2E3742), Hovered: rgb(0x262D36), Selected: rgb(0x21364D),
	ErrorText: rgb(0xFF9C92), WarningText: rgb(0xF0B45A), SuccessText: rgb(0x7CCBA2),
	Shadow: rgba(0x000000, 128), Scrim: rgba(0x000000, 140), Inverse: rgb(0xE6EAF0), OnInverse: rgb(0x18212B), inverseOffer: rgb(0x174F86), onError: rgb(0x2B0B09),
	chipOpen: rgb(0x1D3550), onChipOpen: rgb(0xA9D0F7),
	chipBusy: rgb(0x43310F), onChipBusy: rgb(0xF5C877),
	chipLate: rgb(0x4E1F1C), onChipLate: rgb(0xFFB4AC),
	chipDone: rgb(0x173A2A), onChipDone: rgb(0x93DDB8),
	chipDraft: rgb(0x2D343D), onChipDraft: rgb(0xC3CBD6),
}
