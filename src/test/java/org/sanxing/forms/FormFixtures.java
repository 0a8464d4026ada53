package org.sanxing.forms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.forms.FormComponent.Option;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Forms and data for the tests of this module. */
final class FormFixtures {

    /** The Monday has just begun, in Shanghai. */
    static final Forms FORMS = new Forms(Clock.fixed(Instant.parse("2026-11-22T16:30:00Z"), ZoneOffset.UTC),
            ZoneId.of("Asia/Shanghai"));

    static final Map<String, List<Option>> CATEGORIES = Map.of("categories",
            List.of(new Option("c1", "工作效率低下"), new Option("c2", "工作标准不高")));

    private FormFixtures() {
    }

    /** A form with these components, written as JSON. */
    static FormSchema form(String... components) {
        return FORMS.read("test.form", json(components));
    }

    static String json(String... components) {
        return "{\"id\":\"test\",\"type\":\"default\",\"schemaVersion\":16,\"components\":["
                + String.join(",", components) + "]}";
    }

    static String field(String type, String key, String more) {
        return "{\"id\":\"Field_" + key + "\",\"type\":\"" + type + "\",\"key\":\"" + key + "\",\"label\":\"标签" + key
                + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String rows(String path, String more, String... components) {
        return "{\"id\":\"Field_" + path + "\",\"type\":\"dynamiclist\",\"path\":\"" + path + "\",\"label\":\"标签" + path
                + "\"" + (more.isEmpty() ? "" : "," + more) + ",\"components\":[" + String.join(",", components) + "]}";
    }

    static FormSchema shipped(String path) {
        try {
            return FORMS.read(path, Files.readString(Path.of("forms", path), StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static Map<String, Object> problem() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("category", "c1");
        problem.put("manifestation", "三月十二日的急件拖了两天。");
        problem.put("cause", "凭记忆办事。");
        problem.put("measure", "每天下班前核对一次。");
        problem.put("deadlineClass", "short");
        problem.put("underWay", true);
        return problem;
    }

    static Map<String, Object> material(int problems) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < problems; i++) {
            rows.add(problem());
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("experience", "一年来的工作。");
        data.put("problems", rows);
        return data;
    }

    static List<FieldError> errorsOf(FormSchema form, Map<String, Object> data, Map<String, List<Option>> options) {
        InvalidInput refusal = catchThrowableOfType(InvalidInput.class, () -> FORMS.validate(form, data, options));
        return (refusal != null) ? refusal.errors() : List.of();
    }

    static List<FieldError> draftErrorsOf(FormSchema form, Map<String, Object> data,
            Map<String, List<Option>> options) {
        InvalidInput refusal = catchThrowableOfType(InvalidInput.class, () -> FORMS.validateDraft(form, data, options));
        return (refusal != null) ? refusal.errors() : List.of();
    }

}
