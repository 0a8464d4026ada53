package org.sanxing.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

/**
 * {@code ${start}}: a case begins others, which name it. Each field is a text of the
 * model, or a field of the case in braces.
 */
@Component
public class StartedCases {

    /** Before the key of a field of the new case. */
    public static final String SET = "set.";

    private final CaseStore cases;

    private final CaseFiles files;

    private final Holders holders;

    private final Fields fields;

    StartedCases(CaseStore cases, CaseFiles files, Holders holders, Fields fields) {
        this.cases = cases;
        this.files = files;
        this.holders = holders;
        this.fields = fields;
    }

    /**
     * @param properties {@code procedure}; {@code for}, those of whom each gets one, or
     * else the subject; {@code submit}; {@code set.<key>}
     */
    public void start(String fromId, Map<String, String> properties) {
        ProcedureCase from = this.cases.get(fromId);
        Declaration declared = this.files.declaration(from);
        Map<String, Object> data = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(SET)) {
                data.put(name.substring(SET.length()), value(value, from, declared));
            }
        });
        data.values().removeIf(""::equals);
        Set<String> subjects = this.holders.people(List.of(properties.getOrDefault("for", Holders.SUBJECT)), from);
        subjects.forEach((subject) -> this.files.start(fromId, String.valueOf(properties.get("procedure")), data,
                subject, "true".equals(properties.get("submit"))));
    }

    /** One field alone is taken as it is, whatever it holds. */
    private Object value(String text, ProcedureCase from, Declaration declared) {
        Map<String, Object> content = from.content();
        Set<String> names = NumberPattern.names(text);
        if (names.size() == 1 && text.equals("{" + names.iterator().next() + "}")) {
            return content.getOrDefault(names.iterator().next(), "");
        }
        return NumberPattern.filled(text,
                (name) -> declared.field(name)
                    .map((field) -> this.fields.text(field, content.get(name), Locale.SIMPLIFIED_CHINESE))
                    .orElse(""));
    }

}
