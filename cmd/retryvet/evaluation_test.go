package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The cases of the evaluation are whole: as many as its text says, no two with one name, each with all that the table has columns for.
func TestCases(t *testing.T) {
	dir := filepath.Join("..", "..", "docs", "evaluation")
	text, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []struct{ file, says string }{
		{"blind-bugs.tsv", "55 bugs"},
		{"blind-good.tsv", "49 retries"},
		{"blind2-bugs.tsv", "28 other bugs"},
		{"blind2-good.tsv", "22 other well-made retries"},
		{"blind3-bugs.tsv", "46 more bugs"},
		{"blind3-good.tsv", "24 more well-made retries"},
		{"blind4-bugs.tsv", "28 newer bugs"},
		{"blind4-good.tsv", "14 newer well-made retries"},
		{"blind5-bugs.tsv", "40 bugs of the fifth set"},
		{"blind5-good.tsv", "15 well-made retries of the fifth set"},
		{"blind6-bugs.tsv", "25 bugs of the sixth set"},
		{"blind6-good.tsv", "15 well-made retries of the sixth set"},
		{"blind7-bugs.tsv", "28 bugs of the seventh set"},
		{"blind7-good.tsv", "23 well-made retries of the seventh set"},
		{"blind8-bugs.tsv", "26 bugs of the eighth set"},
		{"blind8-good.tsv", "19 well-made retries of the eighth set"},
		{"blind9-bugs.tsv", "16 bugs of the ninth set"},
		{"blind9-good.tsv", "13 well-made retries of the ninth set"},
		{"sampled.tsv", "127 functions"},
		{"sampled2.tsv", "93 functions"},
		{"sampled3.tsv", "157 functions"},
		{"sampled4.tsv", "118 functions"},
		{"sampled5.tsv", "135 functions"},
		{"sampled6.tsv", "135 functions ([sampled6"},
		{"sampled7.tsv", "177 functions"},
		{"strict.tsv", "68 findings"},
		{"precision.tsv", "115 findings"},
		{"precision-strict.tsv", "60 findings"},
		{"precision2.tsv", "158 findings"},
		{"precision2-strict.tsv", "38 findings"},
		{"precision3.tsv", "14 findings"},
		{"precision4.tsv", "118 findings"},
		{"precision5.tsv", "125 findings"},
		{"catalog-findings.tsv", "45 findings"},
	} {
		data, err := os.ReadFile(filepath.Join(dir, table.file))
		if err != nil {
			t.Fatal(err)
		}
		rows := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		columns := strings.Split(rows[0], "\t")
		seen := map[string]bool{}
		for i, row := range rows[1:] {
			cells := strings.Split(row, "\t")
			if len(cells) != len(columns) {
				t.Errorf("%s:%d: %d columns, want %d", table.file, i+2, len(cells), len(columns))
			}
			if seen[cells[0]] || cells[0] == "" {
				t.Errorf("%s:%d: the case %q is there twice, or has no name", table.file, i+2, cells[0])
			}
			seen[cells[0]] = true
		}
		if n, _, _ := strings.Cut(table.says, " "); n != strconv.Itoa(len(seen)) || !strings.Contains(string(text), table.says) {
			t.Errorf("%s has %d cases; README.md should say %q", table.file, len(seen), table.says)
		}
	}
}
