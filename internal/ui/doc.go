// Package ui is the kit that the window is built from, and the shell around its screens. Nothing here imports the driver, so everything is tested
// without a display.
//
// # What a screen may use
//
// A screen implements [Screen] and is built from this package and nothing else. It names tones and says what happens; colours, sizes, rings and keys
// are the kit's. Lengths are in units at 100 %, and grow with the zoom.
//
// Surfaces and texts: [Page], [NewCard], [NewListCard], [NewEmpty], [NewTitle], [NewHeading], [NewSection], [NewSectionWith], [NewParagraph],
// [NewCaption], [Facts].
//
// Layouts: [Column], [Columns], [Line], [Flow], [Head], [Spread], [Below], [Wide], [MasterDetail], [HalfAndHalf], [WideAndNarrow], [Scrolled].
//
// What is worked with: [Button], [Check], [Entry], [DateEntry], [Select], [Chooser], and [NewField] around each of the last five. A [Form] asks for
// several at once in a dialog, keeps what is typed in it as a draft, and says at its field which rule was broken.
//
// Lists: [Rows] for a list that fills its card, [Item] for rows among other things, [Table] for columns, sorting and marks, [Grid] for who gives what to whom.
// All tell states by [Chip]: a shape, a word and a colour.
//
// # What a screen asks of its shell
//
// [Shell.Go], [Shell.GoTo] and [Shell.Settle] for where one is; [Stage.Do], [Stage.Try] and [Stage.Work] for everything that can take time, of which
// the last shows progress; [Shell.Saved] and [Stage.Told] to tell what happened; [Stage.Ask], [Stage.Confirm] and [Stage.Fail] for dialogs;
// [Shell.AutoSave] and [Shell.Draft] so that nothing typed is lost; [Shell.Records] and [Terms] for what can be chosen; [Shell.Paper] to print;
// [Stage.Swap] to draw a part anew and leave the keyboard where it is.
//
// # Rules
//
//   - Widgets are touched on the window's goroutine only. The functions given to Do, Try and Work as jobs run elsewhere: they touch none. What a
//     job needs of a field is read before, or the field is still ([Form] sees to that).
//   - A screen decides nothing that the desk could decide.
//   - A key belongs to a [Command]; [Registry] refuses one that is taken. All commands are in the palette, those with a key in the help.
package ui
