package org.sanxing.common;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowsTests {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final JdbcTemplate batch = new JdbcTemplate(
            new DriverManagerDataSource("jdbc:h2:mem:rows;DB_CLOSE_DELAY=-1"));

    private final JdbcClient jdbc = JdbcClient.create(this.batch);

    @BeforeEach
    void table() {
        this.batch.execute("drop table if exists thing");
        this.batch.execute("create table thing (id varchar(36), current_state varchar(20), drawn integer, "
                + "is_open boolean, due_on date, more text, decision varchar(20), decided_at timestamp with time zone)");
    }

    private List<Thing> all() {
        return this.jdbc.sql("select * from thing order by id").query(Rows.of(Thing.class)).list();
    }

    @Test
    void readsWhatWasAdded() {
        Rows.insert(this.jdbc, "thing", "id, current_state, drawn, is_open, due_on, more, decision, decided_at", "1",
                State.PUT_OFF, 0, true, LocalDate.of(2026, 11, 23), Map.of("field", "text"), "pass", NOON);
        assertThat(all()).containsExactly(new Thing("1", State.PUT_OFF, 0, true, LocalDate.of(2026, 11, 23),
                Map.of("field", "text"), new End("pass", NOON), List.of()));
        assertThat(this.jdbc.sql("select current_state from thing").query(String.class).single()).isEqualTo("putOff");
    }

    @Test
    void knowsWhatIsMissing() {
        Rows.insertAll(this.batch, "thing", "id, is_open", List.<Object[]>of(new Object[] { "1", false }));
        Rows.insertAll(this.batch, "thing", "id, is_open", List.of());
        assertThat(all()).containsExactly(new Thing("1", null, null, false, null, null, null, List.of()));
    }

    enum State {

        OPEN, PUT_OFF

    }

    record Thing(String id, @Nullable State currentState, @Nullable Integer drawn, boolean isOpen,
            @Nullable LocalDate dueOn, @Nullable Map<String, Object> more, @Nullable End end, List<String> lines) {

    }

    record End(String decision, Instant decidedAt) {

    }

}
