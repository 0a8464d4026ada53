package org.sanxing.reflection;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.sanxing.common.Conflict;
import org.sanxing.organization.Offices;
import org.sanxing.organization.Person;
import org.sanxing.reflection.ReviewerPolicy.Assignment;
import org.sanxing.reflection.ReviewerPolicy.Decided;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.when;

/** Nobody decides on themselves: all rules of it. */
class ReviewerPolicyTests {

    private final Offices offices = new Offices().with("head", "head")
        .with("supervisor", "supervisor")
        .with("partySecretary", "leader1")
        .with("partyDeputySecretary", "leader2");

    private final ReviewerPolicy policy = new ReviewerPolicy(this.offices.organization());

    private static Reflection by(String author, @Nullable String department, String... levels) {
        Reflection reflection = Mockito.mock(Reflection.class);
        when(reflection.author()).thenReturn(author);
        when(reflection.departmentId()).thenReturn(department);
        when(reflection.levels()).thenReturn(List.of(levels));
        when(reflection.levelIndex()).thenReturn(0);
        when(reflection.state()).thenReturn(ReflectionState.IN_REVIEW);
        return reflection;
    }

    private static Reflection by(String author) {
        return by(author, "d", "head", "supervisor");
    }

    @Test
    void goesLevelByLevel() {
        assertThat(this.policy.next(by("staff"), 0, null)).contains(new Assignment(0, "head", "head"));
        assertThat(this.policy.next(by("staff"), 1, null)).contains(new Assignment(1, "supervisor", "supervisor"));
        assertThat(this.policy.next(by("staff"), 2, null)).isEmpty();
        assertThat(this.policy.next(by("staff", "d", "partySecretary", "partyDeputySecretary"), 1, null))
            .contains(new Assignment(1, "partyDeputySecretary", "leader2"));
        assertThat(this.policy.next(by("staff", null, "head"), 0, null)).as("of no department").isEmpty();
    }

    @Test
    void skipsAVacantLevelAndTheAuthors() {
        this.offices.with("head");
        assertThat(this.policy.next(by("staff"), 0, null)).contains(new Assignment(1, "supervisor", "supervisor"));
        this.offices.with("head", "head");
        assertThat(this.policy.next(by("head"), 0, null)).contains(new Assignment(1, "supervisor", "supervisor"));
    }

    @Test
    void whoHoldsTwoLevelsDecidesOnce() {
        this.offices.with("supervisor", "head");
        assertThat(this.policy.next(by("staff"), 1, new Decided("head", "head", null))).isEmpty();
        assertThat(this.policy.next(by("staff"), 1, new Decided("head", "deputy", "head"))).as("by a deputy").isEmpty();
        assertThat(this.policy.next(by("staff"), 1, new Decided("head", "other", null))).as("given to another")
            .contains(new Assignment(1, "supervisor", "head"));
        assertThat(this.policy.next(by("staff"), 1, new Decided("head", "head", "other"))).as("as somebody's deputy")
            .isPresent();
        assertThat(this.policy.next(by("staff"), 1, new Decided(null, "head", null))).isPresent();
    }

    @Test
    void theLeaderDecidesWhereNoLevelIsLeft() {
        assertThat(this.policy.lastResort(by("staff"))).isEqualTo(new Assignment(2, "partySecretary", "leader1"));
        assertThat(this.policy.lastResort(by("leader1")).account()).isEqualTo("leader2");
        this.offices.with("partySecretary");
        assertThat(this.policy.leader("staff")).map(Person::account).contains("leader2");
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.policy.lastResort(by("leader2")));
    }

    @Test
    void tellsTheNextLevelOrTheLeaderWhatIsOverdue() {
        assertThat(this.policy.above(by("staff"))).contains("supervisor");
        assertThat(this.policy.above(by("staff", "d", "head"))).contains("leader1");
        assertThat(this.policy.above(by("leader1", "d", "head"))).contains("leader2");
    }

    @Test
    void theCommitteeRegistersButForTheAuthor() {
        this.offices.with("committee.b", "secretary", "organiser");
        assertThat(this.policy.registrars("b", "staff")).extracting(Person::account)
            .containsExactly("secretary", "organiser");
        assertThat(this.policy.registrars("b", "secretary")).extracting(Person::account).containsExactly("organiser");
        assertThat(this.policy.registrars(null, "staff")).isEmpty();
    }

}
