package org.sanxing.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Organization;

import static org.assertj.core.api.Assertions.assertThat;

/** A module that the shell has never heard of brings its place. */
class NavigationTests {

    private static final NavigationEntry TASKS = new NavigationEntry("tasks", "/tasks", 10, NavigationEntry.STAFF)
        .counted((account) -> new NavigationEntry.Count(3, 1, 2));

    private static final NavigationEntry LEAVE = new NavigationEntry("leave", "/leave", 5, NavigationEntry.STAFF)
        .counted((account) -> new NavigationEntry.Count(2, 0, 1));

    @Test
    void aPlaceStandsInItsOrderAndIsCountedWithTheOthers() {
        Shell shell = shell("staff1", TASKS, LEAVE);
        assertThat(shell.entries()).containsExactly(LEAVE, TASKS);
        assertThat(shell.counts()).containsOnlyKeys(LEAVE, TASKS);
        assertThat(List.of(shell.open(), shell.overdue(), shell.waiting())).containsExactly(5, 1, 5);
        assertThat(shell.seen()).isEqualTo("5-1-3-0");
    }

    @Test
    void nobodySeesAPlaceThatIsNotForThem() {
        Shell shell = shell("auditor", TASKS, LEAVE);
        assertThat(shell.entries()).isEmpty();
        assertThat(shell.counts()).isEmpty();
    }

    @Test
    void aCountThatFailsLeavesTheFrameStanding() {
        Shell shell = shell("staff1", TASKS, LEAVE.counted((account) -> {
            throw new IllegalStateException("away");
        }));
        assertThat(shell.open()).isEqualTo(3);
    }

    private static Shell shell(String account, NavigationEntry... entries) {
        Organization people = new ShellFixture.FewPeople();
        return new Shell(new Shell.Sources() {

            @Override
            public Organization organization() {
                return people;
            }

            @Override
            public Stream<NavigationEntry> entries() {
                return Arrays.stream(entries);
            }

            @Override
            public int unread(String account) {
                return 0;
            }

        }, account, "/", false, false);
    }

}
