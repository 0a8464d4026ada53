package org.sanxing.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A module that the audit has never heard of brings its words. */
class TraceSentencesTests {

    private final StaticMessageSource messages = new StaticMessageSource();

    private TraceSentences sentences;

    private Names names;

    @BeforeEach
    void words() {
        LocaleContextHolder.setLocale(Locale.CHINESE);
        Map.of("audit.actor.system", "System", "trace.sentence.leave.asked", "{0} asks {2} for leave",
                "trace.detail.days", "Days", "trace.detail.stand", "Stand-in", "trace.person.stand", "{0}",
                "trace.proof.digest", "Digest", "trace.value.kind.annual", "Annual leave", "trace.place.kind", "1",
                "trace.value.none", "none")
            .forEach((key, text) -> this.messages.addMessage(key, Locale.CHINESE, text));
        this.messages.addMessage("tasks.kind.approveLeave", Locale.CHINESE, "Approve leave");
        this.messages.addMessage("trace.person.to", Locale.CHINESE, "{0}");
        StaticListableBeanFactory people = new StaticListableBeanFactory();
        people.addBean("names", (PersonNames) (accounts) -> Map.of("staff1", "Ann", "head1", "Bob", "staff2", "Cid"));
        this.names = new Names(people.getBeanProvider(PersonNames.class), people.getBeanProvider(ObjectNames.class),
                this.messages);
        this.sentences = new TraceSentences(this.messages, this.names);
    }

    @AfterEach
    void clear() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void itsEventIsTold() {
        String detail = CanonicalJson.write(Map.of("to", "head1", "days", 3, "stand", "staff2", "digest", "abc", "kind",
                "annual", "task", "approveLeave"));
        AuditEvent event = new AuditEvent("case1", 1, Instant.EPOCH, "staff1", null, "asked", "ok", "leave", "case1",
                null, detail, "", "");
        TraceSentences.Sentence told = this.sentences.sentence(event,
                this.names.of(List.of("staff1", "head1", "staff2")));
        assertThat(told.text()).isEqualTo("Ann asks Bob for leave");
        assertThat(told.told()).extracting(TraceSentences.Detail::label, TraceSentences.Detail::text)
            .startsWith(org.assertj.core.api.Assertions.tuple("kind", "Annual leave"))
            .contains(org.assertj.core.api.Assertions.tuple("Days", "3"),
                    org.assertj.core.api.Assertions.tuple("Stand-in", "Cid"),
                    org.assertj.core.api.Assertions.tuple("task", "Approve leave"));
        assertThat(told.technical()).extracting(TraceSentences.Detail::label).containsExactly("Digest");
    }

}
