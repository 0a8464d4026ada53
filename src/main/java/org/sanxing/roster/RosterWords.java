package org.sanxing.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.sanxing.common.FieldError;
import org.sanxing.document.SheetTable;
import org.sanxing.organization.Role;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The words of the file, which is Chinese whoever reads it, and of what is wrong with it.
 */
@Component
class RosterWords implements SheetTable.Words<RosterColumn> {

    /** As many numbers of rows as a line tells. */
    private static final int ROWS = 30;

    private final MessageSource messages;

    RosterWords(MessageSource messages) {
        this.messages = messages;
    }

    String sheet(RosterSheet sheet) {
        return chinese("roster.sheet." + sheet.id());
    }

    Optional<RosterSheet> sheetOf(String name) {
        return Arrays.stream(RosterSheet.values())
            .filter((sheet) -> SheetTable.isCalled(name, sheet(sheet), chinese("roster.sheet." + sheet.id() + ".also")))
            .findFirst();
    }

    private static String key(RosterColumn column) {
        return "roster.column." + column.sheet().id() + "." + column.id();
    }

    @Override
    public String title(RosterColumn column) {
        return chinese(key(column));
    }

    @Override
    public boolean names(RosterColumn column, String typed) {
        return SheetTable.isCalled(typed, title(column), chinese(key(column) + ".also"));
    }

    String how(RosterColumn column) {
        return chinese(key(column) + ".how");
    }

    /** Those that a file can give. */
    static List<Role> roles() {
        return Arrays.stream(Role.values()).filter((role) -> !role.ofAdministrators()).toList();
    }

    String role(Role role) {
        return chinese("organization.role." + role.id());
    }

    Optional<Role> roleOf(String typed) {
        return Arrays.stream(Role.values())
            .filter((role) -> SheetTable.isCalled(typed, role(role), role.id()))
            .findFirst();
    }

    String chinese(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

    /** In the reader's language. */
    public String reason(FieldError error) {
        return read("field-error." + error.code(), error.arguments().toArray());
    }

    /** What of a file does not count, a line each, in the reader's language. */
    List<String> passedOver(RosterFile file) {
        List<String> lines = new ArrayList<>();
        file.hidden()
            .forEach((sheet, rows) -> lines.add(read("roster.hidden", sheet, rows.size(), rows.stream()
                .limit(ROWS)
                .map(String::valueOf)
                .collect(Collectors.joining(read("forms.list-separator"), "", (rows.size() > ROWS) ? "\u2026" : "")))));
        file.unread().forEach((one) -> lines.add(read("roster.unread", one.sheet(), reason(one.error()))));
        return lines;
    }

    private String read(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

}
