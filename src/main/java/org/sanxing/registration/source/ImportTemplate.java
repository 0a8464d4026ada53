package org.sanxing.registration.source;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.document.SheetTemplate;
import org.sanxing.ledger.EntrySource;
import org.sanxing.organization.Department;
import org.sanxing.organization.NamedPeople;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.stereotype.Component;

/** The file to fill in: titles, lists to choose from, and a sheet that says how. */
@Component
class ImportTemplate {

    private static final int ROWS = 1000;

    private final ImportVocabulary words;

    private final Organization organization;

    ImportTemplate(ImportVocabulary words, Organization organization) {
        this.words = words;
        this.organization = organization;
    }

    void write(OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Sanxing", "1.0")) {
            Worksheet rows = workbook.newWorksheet(this.words.chinese("sources.template.rows"));
            Worksheet how = workbook.newWorksheet(this.words.chinese("sources.template.how"));
            Worksheet lists = workbook.newWorksheet(this.words.chinese("sources.template.lists"));
            List<Person> staff = this.organization.staff();
            lists(lists, staff);
            rows(rows, lists, staff.size());
            how(how);
        }
    }

    private void rows(Worksheet sheet, Worksheet lists, int people) {
        SheetTemplate.titles(sheet, List.of(ImportColumn.values()), this.words, ROWS);
        choose(sheet, ImportColumn.KIND, lists, 0, EntrySource.FOUND.size());
        choose(sheet, ImportColumn.DEADLINE_CLASS, lists, 1, DeadlineClass.values().length);
        choose(sheet, ImportColumn.RESPONSIBLE, lists, 2, people);
    }

    /**
     * What is not in the list can be typed all the same: the preview says what is wrong.
     */
    private static void choose(Worksheet sheet, ImportColumn column, Worksheet lists, int of, int count) {
        if (count > 0) {
            sheet.range(1, column.ordinal(), ROWS, column.ordinal())
                .validateWithList(lists.range(1, of, count, of))
                .allowBlank(true)
                .showErrorMessage(false);
        }
    }

    private void lists(Worksheet sheet, List<Person> staff) {
        NamedPeople people = new NamedPeople(staff);
        List<Department> departments = this.organization.departments();
        List<ImportColumn> titles = List.of(ImportColumn.KIND, ImportColumn.DEADLINE_CLASS, ImportColumn.RESPONSIBLE);
        for (int at = 0; at < titles.size(); at++) {
            sheet.value(0, at, this.words.title(titles.get(at)));
        }
        sheet.value(0, 3, this.words.chinese("sources.template.account"));
        sheet.value(0, 4, this.words.chinese("ledger.field.department"));
        for (int at = 0; at < 5; at++) {
            sheet.width(at, 22);
            sheet.style(0, at).bold().set();
        }
        for (int row = 0; row < EntrySource.FOUND.size(); row++) {
            sheet.value(row + 1, 0, this.words.kind(EntrySource.FOUND.get(row)));
        }
        for (int row = 0; row < DeadlineClass.values().length; row++) {
            sheet.value(row + 1, 1, this.words.deadlineClass(DeadlineClass.values()[row]));
        }
        for (int row = 0; row < staff.size(); row++) {
            Person person = staff.get(row);
            sheet.value(row + 1, 2, people.reference(person));
            sheet.value(row + 1, 3, person.account());
            sheet.value(row + 1, 4,
                    departments.stream()
                        .filter((one) -> one.id().equals(person.departmentId()))
                        .map(Department::name)
                        .findFirst()
                        .orElse(""));
        }
    }

    private void how(Worksheet sheet) {
        SheetTemplate.how(sheet, this.words.lines("sources.template.notes"), List.of(ImportColumn.values()), this.words,
                (column) -> this.words.chinese("sources.column." + column.id() + ".how"));
    }

}
