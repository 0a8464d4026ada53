package org.sanxing.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.sanxing.notification.Notice;
import org.sanxing.tasks.MovedDeadlines.Moved;

import static org.assertj.core.api.Assertions.assertThat;

class MovedDeadlinesTests {

    private static Moved moved(String id, String... people) {
        return new Moved(Set.of(people), id, "/tasks/" + id, "\u4ef6" + id, "2026-12-01", "2026-12-02");
    }

    @Test
    void tellsEachPersonOnceWhateverMoved() {
        List<Notice> told = new ArrayList<>();
        new MovedDeadlines(told::add).tell(List.of(moved("a", "head1"), moved("b", "staff1"), moved("c", "staff1")));

        assertThat(told).containsExactly(
                Notice.of("deadlineMoved", List.of("head1"), "a", "/tasks/a", "\u4ef6a", "2026-12-01", "2026-12-02"),
                Notice.of("deadlinesMoved", List.of("staff1"), "calendar", "/tasks", "2"));
    }

    @Test
    void tellsNobodyWhereNothingMoved() {
        List<Notice> told = new ArrayList<>();
        new MovedDeadlines(told::add).tell(List.of());

        assertThat(told).isEmpty();
    }

}
