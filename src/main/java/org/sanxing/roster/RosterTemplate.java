package org.sanxing.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.sanxing.document.SheetTemplate;

import org.springframework.stereotype.Component;

/** The file to fill in: a sheet for each of the three, and one that says how. */
@Component
class RosterTemplate {

    private static final int ROWS = 1000;

    private final RosterWords words;

    RosterTemplate(RosterWords words) {
        this.words = words;
    }

    void write(OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Sanxing", "1.0")) {
            for (RosterSheet sheet : RosterSheet.values()) {
                SheetTemplate.titles(workbook.newWorksheet(this.words.sheet(sheet)),
                        List.copyOf(RosterColumn.of(sheet)), this.words, ROWS);
            }
            Worksheet how = workbook.newWorksheet(this.words.chinese("roster.template.how"));
            List<String> notes = new ArrayList<>(this.words.chinese("roster.template.notes").lines().toList());
            RosterWords.roles()
                .forEach((role) -> notes.add(this.words.chinese("roster.template.role", this.words.role(role))));
            SheetTemplate.how(how, notes, Arrays.asList(RosterColumn.values()), this.words,
                    (column) -> this.words.sheet(column.sheet()) + " \u00b7 " + this.words.how(column));
        }
    }

}
