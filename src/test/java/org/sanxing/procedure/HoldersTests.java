package org.sanxing.procedure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanxing.common.Conflict;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.PlainForms;
import org.sanxing.ledger.People;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who has a step where somebody has left, is the subject, or nobody is there at all. */
class HoldersTests {

    private static final FormSchema DECIDES = PlainForms.get().read("f", """
            {"executionPlatform":"Camunda Platform","executionPlatformVersion":"7.24.0","schemaVersion":16,"id":"f",
             "type":"default","components":[{"type":"radio","key":"decision","label":"决定","id":"Field_D",
             "layout":{"row":"R","columns":null},"values":[{"value":"approve","label":"同意"}]}]}""");

    private final People people = new People();

    private final Holders holders = new Holders(this.people);

    private static Declaration.Step step(String holder) {
        return new Declaration.Step("Task_T", new Declaration.Label("办", "do"), holder, null, null, null,
                new Declaration.Waiting(CaseState.IN_REVIEW, "inReview", new Declaration.Label("办", "do")), false,
                false, holder.startsWith(Holders.EACH), false, null, DECIDES);
    }

    private ProcedureCase by(String subject, @Nullable Object chosen) {
        ProcedureCase of = ProcedureCase.begin("k", "t", this.people.get(subject), Map.of(), null, Instant.EPOCH);
        of.saved();
        if (chosen != null) {
            of.put(Map.of("chosen", chosen));
        }
        return of;
    }

    private String holder(String word, String subject, @Nullable Object chosen) {
        return this.holders.holder(step(word), by(subject, chosen));
    }

    @Test
    void whoLeftIsAsIfVacant() {
        assertThat(holder("head", "staff1", null)).isEqualTo("head1");
        this.people.leave("head1");
        assertThat(holder("head", "staff1", null)).as("the next above").isEqualTo("supervisor1");
        assertThat(this.holders.next(List.of("head", "supervisor"), 0, by("staff1", null), null))
            .contains(new Holders.Level(1, "supervisor1"));
        this.people.leave("supervisor1");
        assertThat(holder("superior", "staff1", null)).isEqualTo("leader1");
        assertThat(holder("field:chosen", "staff1", "head1")).as("chosen, and gone since").isEqualTo("leader1");
        assertThat(this.holders.each(step("each field:chosen"), by("staff1", List.of("head1", "staff3"))))
            .containsExactly("staff3");
    }

    @Test
    void nobodyDecidesOnThemselves() {
        assertThat(holder("head", "head1", null)).isEqualTo("supervisor1");
        assertThat(holder("field:chosen", "staff1", "staff1")).isEqualTo("leader1");
        assertThat(holder("field:chosen", "head1", "general")).as("of the own department").isEqualTo("supervisor1");
        assertThat(this.holders.each(step("each field:chosen"), by("head1", List.of("general", "head1"))))
            .containsExactly("supervisor1");
        assertThat(holder("superior", "leader1", null)).isEqualTo("leader2");
        assertThat(holder("subject", "leader1", null)).as("what is the subject's own").isEqualTo("leader1");
    }

    @Test
    void aDepartmentWithoutAHeadIsNotLeftOut() {
        assertThat(this.holders.each(step("each field:chosen"), by("staff1", List.of("history", "proposals"))))
            .containsExactly("leader1", "head2");
        assertThat(this.holders.people(Set.of("field:chosen"), by("staff1", "secretariat")))
            .containsExactly("supervisor1");
    }

    @Test
    void whereEveryLevelIsVacantTheLeaderHasIt() {
        List.of("head1", "supervisor1", "leader1").forEach(this.people::leave);
        ProcedureCase of = by("staff1", null);
        List<String> levels = List.of("head", "supervisor", "partySecretary");
        assertThat(this.holders.next(levels, 0, of, null)).isEmpty();
        assertThat(this.holders.lastResort(levels, of)).isEqualTo(new Holders.Level(3, "leader2"));
        this.people.leave("leader2");
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.holders.lastResort(levels, of))
            .satisfies((refused) -> assertThat(refused.code()).isEqualTo("case-without-holder"));
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.holders.holder(step("superior"), of));
    }

    @Test
    void whoHoldsTwoLevelsInARowDecidesOnce() {
        List<String> levels = List.of("head", "supervisor", "partySecretary");
        ProcedureCase of = by("staff1", null);
        assertThat(this.holders.next(levels, 1, of, new Holders.Decided("supervisor1", "supervisor1", null)))
            .contains(new Holders.Level(2, "leader1"));
        assertThat(this.holders.next(levels, 1, of, new Holders.Decided("supervisor1", "staff3", "supervisor1")))
            .as("decided by a deputy")
            .contains(new Holders.Level(2, "leader1"));
        assertThat(this.holders.next(levels, 1, of, new Holders.Decided("head1", "supervisor1", null)))
            .as("decided by transfer alone")
            .contains(new Holders.Level(1, "supervisor1"));
    }

}
