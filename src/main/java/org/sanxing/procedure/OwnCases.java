package org.sanxing.procedure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import org.sanxing.forms.FormComponent;

/** A person's cases of a procedure, as a case that goes on from one of them names it. */
@Component
class OwnCases {

    private static final String NAMED = "select id, coalesce(case_number, '') as number, title from procedure_case where ";

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    OwnCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first, without the one that asks. */
    List<FormComponent.Option> of(String procedure, String account, @Nullable String except) {
        return this.jdbc
            .sql(NAMED + "subject = ? and procedure_key = ? and version > 0 and id <> ?"
                    + " order by created_at desc, id desc fetch first " + MOST + " rows only")
            .params(account, procedure, (except != null) ? except : "")
            .query(Named.class)
            .list()
            .stream()
            .map((one) -> new FormComponent.Option(one.id, one.text()))
            .toList();
    }

    Optional<String> title(String id) {
        return this.jdbc.sql(NAMED + "id = ?").params(id).query(Named.class).optional().map(Named::text);
    }

    private record Named(String id, String number, String title) {

        private String text() {
            return Stream.of(this.number, this.title)
                .filter((part) -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        }

    }

}
