// Bare opens a window with one word in it and does nothing else: the floor that the window of the program is measured against.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.New()
	w := a.NewWindow("Bare")
	w.SetContent(widget.NewLabel("Bare"))
	a.Lifecycle().SetOnStarted(func() { fmt.Fprintln(os.Stderr, "window: started") })
	w.ShowAndRun()
}
