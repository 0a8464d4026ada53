package org.sanxing.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two different rows never have the same bytes. */
class EventHashTest {

    private static final Instant AT = Instant.parse("2026-11-22T06:00:00.123456Z");

    private static AuditEvent event(String chain, String actor, String onBehalfOf, String action, Integer version,
            String detail) {
        return new AuditEvent(chain, 1, AT, actor, onBehalfOf, action, "ok", "reflection", chain, version, detail,
                EventHash.GENESIS, "");
    }

    @Test
    void isTheSameForeverForTheSameRow() {
        // Computed apart from this code: the record of ten years ago must still verify.
        assertThat(EventHash.of(event("case1", "staff1", null, "submitted", 1, "{\"opinion\":\"\u540c\u610f\"}")))
            .isEqualTo("a2e7c9dfed1c3fa70af99eea14f4013c8591e704532cd26550976ab76a2b8169");
    }

    @Test
    void tellsNothingFromEmptyAndFieldsFromEachOther() {
        AuditEvent event = event("c", "ab", null, "c", null, "{}");
        assertThat(EventHash.of(event)).isNotEqualTo(EventHash.of(event("c", "ab", "", "c", null, "{}")))
            .isNotEqualTo(EventHash.of(event("c", "a", null, "bc", null, "{}")))
            .isNotEqualTo(EventHash.of(event("c", "a", "b", "c", null, "{}")))
            .isNotEqualTo(EventHash.of(event("c", "ab", null, "c", 0, "{}")));
    }

    @Test
    void isInjectiveOverRandomRowsThatAreMadeToCollide() {
        Random random = new Random(20261122);
        Map<String, AuditEvent> seen = new HashMap<>();
        int distinct = 0;
        for (int i = 0; i < 60_000; i++) {
            // Few letters and short fields: rows that differ only in where a field ends.
            AuditEvent event = new AuditEvent(text(random), 1 + random.nextInt(2),
                    AT.plusNanos(1000L * random.nextInt(2)), text(random), nullable(random), text(random), text(random),
                    text(random), text(random), random.nextBoolean() ? null : random.nextInt(3) - 1, text(random),
                    text(random), "");
            AuditEvent other = seen.put(Arrays.toString(EventHash.canonical(event)), event);
            if (other == null) {
                distinct++;
            }
            else {
                assertThat(event).isEqualTo(other);
            }
        }
        assertThat(distinct).isGreaterThan(10_000);
    }

    private static String text(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "\u0000";
            case 2 -> "1";
            default -> "1\u0000";
        };
    }

    private static String nullable(Random random) {
        return random.nextBoolean() ? null : text(random);
    }

    @Test
    void refusesHalfACharacterInsteadOfWritingAQuestionMark() {
        assertThatThrownBy(() -> EventHash.of(event("case1", "\ud83d", null, "x", 1, "{}")))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesTheSameContentAlwaysAsTheSameText() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", List.of(1, true, "x"));
        one.put("a", Map.of("z", 1, "y", 2));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", new LinkedHashMap<>(Map.of("y", 2, "z", 1)));
        other.put("b", new ArrayList<>(List.of(1, true, "x")));
        assertThat(CanonicalJson.write(one)).isEqualTo(CanonicalJson.write(other))
            .isEqualTo("{\"a\":{\"y\":2,\"z\":1},\"b\":[1,true,\"x\"]}");
    }

    @Test
    void keepsEveryTextToTheCharacter() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("text", "\u0000\u0001\n\r\t\"\\/\u2028 \ud83d\ude42 \u4e09\u7701 \u007f");
        content.put("nothing", null);
        content.put("numbers", List.of(1, 123456789012L, new BigDecimal("0.10"), false));
        String text = CanonicalJson.write(content);
        assertThat(text).doesNotContain("\u0000").doesNotContain("\n");
        Map<String, Object> read = CanonicalJson.read(text);
        assertThat(read.get("text")).isEqualTo(content.get("text"));
        assertThat(read).containsEntry("nothing", null);
        assertThat(CanonicalJson.write(Map.of("half", "\ud83d"))).isEqualTo("{\"half\":\"\\ud83d\"}");
    }

    @Test
    void distinguishesTextsFromWhatLooksLikeThem() {
        assertThat(List.of(CanonicalJson.write(Map.of("a", "1")), CanonicalJson.write(Map.of("a", 1)),
                CanonicalJson.write(Map.of("a", true)), CanonicalJson.write(Map.of("a", "true")),
                CanonicalJson.write(Map.of("a", List.of("b,c"))), CanonicalJson.write(Map.of("a", List.of("b", "c"))),
                CanonicalJson.write(Map.of("a", "b\",\"c"))))
            .doesNotHaveDuplicates();
    }

}
