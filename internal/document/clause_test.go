package document

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// letters of everything in the blocks, markers included, without white space.
func spelled(blocks []Block) string {
	var b strings.Builder
	for _, block := range blocks {
		switch v := block.(type) {
		case Paragraph:
			b.WriteString(v.Text.String())
		case List:
			for _, item := range v.Items {
				b.WriteString(item.Marker + item.Text.String() + spelled(item.Blocks))
			}
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '*' {
			return -1
		}
		return r
	}, b.String())
}

func TestStrayMarkdownLosesNoText(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"*", "**", "_", "`", "[", "](#doel)", "(", ")", "<b>", "&amp;", "\\", "# ", "> ", "- ", "1. ", "12. ", "a. ", "(b) ", "ii. ", "\n", "\n\n", "   ", " ",
		"woord", "artikel 3", "Élan", "5*3", "```", "|", "---", "\t", "~~", "!", "http://x.nl/?a=*b*", "\r\n", "\u2028",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "text"), "")
		got := spelled(clause(text, nil))
		want := strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || r == '*' {
				return -1
			}
			return r
		}, text)
		if got != want {
			t.Fatalf("%q\n got %q\nwant %q", text, got, want)
		}
	})
}

func TestEmphasisIsUnderstoodWhereItIsSafe(t *testing.T) {
	links := func(id string) bool { return id == "doel" }
	for name, c := range map[string]struct {
		in   string
		want Text
	}{
		"strong":           {"een **sterk** woord", Text{{Text: "een "}, {Text: "sterk", Strong: true}, {Text: " woord"}}},
		"emphasis":         {"*zo* niet", Text{{Text: "zo", Emphasis: true}, {Text: " niet"}}},
		"nested":           {"**a *b* c**", Text{{Text: "a ", Strong: true}, {Text: "b", Strong: true, Emphasis: true}, {Text: " c", Strong: true}}},
		"sum":              {"5*3*2", Plain("5*3*2")},
		"stray":            {"2 * 3 en *", Plain("2 * 3 en *")},
		"underscores":      {"_x_ y_z", Plain("_x_ y_z")},
		"escape":           {`\*a\*`, Plain(`\*a\*`)},
		"link":             {"zie [artikel 1](#doel).", Text{{Text: "zie "}, {Text: "artikel 1", Link: "doel"}, {Text: "."}}},
		"link to nothing":  {"zie [x](#weg)", Plain("zie [x](#weg)")},
		"web address":      {"[x](https://a.nl)", Plain("[x](https://a.nl)")},
		"code":             {"`*a*`", Text{{Text: "`"}, {Text: "a", Emphasis: true}, {Text: "`"}}},
		"three asterisks":  {"***", Plain("***")},
		"nothing":          {"", nil},
		"strong and a dot": {"**Let op**.", Text{{Text: "Let op", Strong: true}, {Text: "."}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := inline(c.in, links)
			if len(got) != len(c.want) {
				t.Fatalf("got %+v, want %+v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("run %d: got %+v, want %+v", i, got[i], c.want[i])
				}
			}
		})
	}
}

func TestListsKeepTheirMarkers(t *testing.T) {
	blocks := clause("Aanhef:\n1. een\n   a. klein\n   b. groot,\n      met vervolg\n2. twee\n\n3. drie\n\nSlot in\n2024. Dat was het.", nil)
	if len(blocks) != 3 {
		t.Fatalf("got %d blocks: %+v", len(blocks), blocks)
	}
	list, ok := blocks[1].(List)
	if !ok || len(list.Items) != 3 || list.Items[2].Marker != "3." {
		t.Fatalf("got %+v", blocks[1])
	}
	inner, ok := list.Items[0].Blocks[0].(List)
	if !ok || len(inner.Items) != 2 || inner.Items[1].Text.String() != "groot, met vervolg" {
		t.Errorf("got %+v", list.Items[0])
	}
}
