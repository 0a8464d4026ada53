package org.sanxing.registration.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.FieldError;
import org.sanxing.common.Texts;
import org.sanxing.document.SheetTable;
import org.sanxing.ledger.EntrySource;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The words of the file, which is Chinese whoever reads it, and of what is wrong with it.
 */
@Component
class ImportVocabulary implements SheetTable.Words<ImportColumn> {

    private final MessageSource messages;

    ImportVocabulary(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public String title(ImportColumn column) {
        return chinese("sources.column." + column.id());
    }

    /** How people may call a column, a source or a class. */
    @Override
    public boolean names(ImportColumn column, String typed) {
        return isOneOf(typed, title(column), "sources.column." + column.id() + ".also");
    }

    String kind(String kind) {
        return chinese("ledger.source." + kind);
    }

    /** The kind that is called so; what was typed where there is none. */
    String kindOf(String typed) {
        return EntrySource.FOUND.stream()
            .filter((kind) -> isOneOf(typed, kind(kind), "sources.kind." + kind + ".also"))
            .findFirst()
            .orElse(typed);
    }

    String deadlineClass(DeadlineClass each) {
        return chinese("ledger.deadlineClass." + each.id());
    }

    /** The class that is called so, by its word or with what it means behind it. */
    String classOf(String typed) {
        String plain = SheetTable.squeezed(typed);
        List<DeadlineClass> named = Arrays.stream(DeadlineClass.values())
            .filter((each) -> plain.contains(SheetTable.squeezed(deadlineClass(each))))
            .toList();
        if (named.size() == 1 && plain.startsWith(SheetTable.squeezed(deadlineClass(named.get(0))))
                && Arrays.stream(chinese("sources.class.either").split(",")).noneMatch(plain::contains)) {
            return named.get(0).id();
        }
        return DeadlineClass.of(plain).map(DeadlineClass::id).orElse(typed);
    }

    private boolean isOneOf(String typed, String word, String also) {
        return SheetTable.isCalled(typed, word, chinese(also));
    }

    String chinese(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

    List<String> lines(String key) {
        return chinese(key).lines().toList();
    }

    /** In the reader's language. */
    public String reason(FieldError error) {
        return this.messages.getMessage("field-error." + error.code(), error.arguments().toArray(),
                LocaleContextHolder.getLocale());
    }

}
