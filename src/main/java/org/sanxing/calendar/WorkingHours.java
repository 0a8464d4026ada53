package org.sanxing.calendar;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import org.sanxing.common.Texts;

/**
 * When the office works on a working day: the spans in order, in the organ's time zone.
 */
record WorkingHours(List<Span> spans) {

    WorkingHours {
        LocalTime earlier = LocalTime.MIN;
        for (Span span : spans) {
            if (span.from().isBefore(earlier) || !span.from().isBefore(span.until())) {
                throw new IllegalArgumentException("sanxing.working-hours: each span must end after it begins, and "
                        + "begin after the one before it ends: " + spans);
            }
            earlier = span.until();
        }
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("sanxing.working-hours: at least one span is needed");
        }
    }

    /**
     * @param text e.g. {@code 08:30-12:00,14:00-17:30}
     * @throws java.time.DateTimeException where it is not written so
     */
    public static WorkingHours of(String text) {
        List<Span> spans = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = Texts.strip(part).split("-", 2);
            if (ends.length != 2) {
                throw new IllegalArgumentException("sanxing.working-hours: no span of time: " + part);
            }
            spans.add(new Span(LocalTime.parse(Texts.strip(ends[0])), LocalTime.parse(Texts.strip(ends[1]))));
        }
        return new WorkingHours(List.copyOf(spans));
    }

    record Span(LocalTime from, LocalTime until) {

    }

}
