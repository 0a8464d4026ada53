package org.sanxing.browser;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** The sample materials, as records of what a person types. */
final class Samples {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Samples() {
    }

    static Material material() throws IOException {
        return read("/samples/reflection-1.json", Material.class);
    }

    static List<Round> rounds() throws IOException {
        return read("/samples/review-rounds.json", Review.class).rounds();
    }

    static String json(Object any) {
        return JSON.writeValueAsString(any);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(String json) {
        return JSON.readValue(json, Map.class);
    }

    private static <T> T read(String name, Class<T> type) throws IOException {
        try (InputStream sample = Samples.class.getResourceAsStream(name)) {
            return JSON.readValue(sample, type);
        }
    }

    record Material(String experience, List<Problem> problems) {
    }

    record Problem(String category, String manifestation, String cause, String measure, String deadlineClass,
            boolean underWay) {
    }

    record Review(String of, List<Round> rounds) {
    }

    record Round(String level, String decision, String opinion, List<Remark> remarks) {
    }

    record Remark(String passage, String quote, String text) {
    }

}
