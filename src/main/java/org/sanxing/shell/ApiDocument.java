package org.sanxing.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI document as the readable page shows it.
 *
 * @param tags operations by what their tag says
 * @param errors what each code says
 */
record ApiDocument(Map<String, List<Operation>> tags, List<Structure> schemas, List<Parameter> errors) {

    /** As many levels of a schema as are shown in one line. */
    private static final int DEPTH = 3;

    static ApiDocument of(JsonNode document) {
        Map<String, List<Operation>> tags = new LinkedHashMap<>();
        Map<String, String> titles = new HashMap<>();
        for (JsonNode tag : document.path("tags")) {
            titles.put(tag.path("name").asString(), tag.path("description").asString());
            tags.put(tag.path("description").asString(), new ArrayList<>());
        }
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode operation = method.getValue();
                tags.get(titles.get(operation.path("tags").path(0).asString()))
                    .add(operation(method.getKey(), path.getKey(), operation));
            }
        }
        List<Structure> schemas = new ArrayList<>();
        for (Map.Entry<String, JsonNode> schema : document.path("components").path("schemas").properties()) {
            schemas.add(new Structure(schema.getKey(), fields(schema.getValue())));
        }
        List<Parameter> errors = new ArrayList<>();
        JsonNode codes = document.path("components").path("schemas").path("Problem").path("x-error-codes");
        codes.properties()
            .forEach((code) -> errors.add(new Parameter(code.getKey(), "", "", false, code.getValue().asString(""))));
        return new ApiDocument(tags, schemas, errors);
    }

    private static Operation operation(String method, String path, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            parameters.add(new Parameter(parameter.path("name").asString(""), parameter.path("in").asString(""),
                    type(parameter.path("schema"), 0), parameter.path("required").asBoolean(false),
                    parameter.path("description").asString("")));
        }
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            // What holds everywhere is said once, above.
            if (answer.getValue().has("$ref")) {
                continue;
            }
            answers.add(new Answer(answer.getKey(), answer.getValue().path("description").asString(""),
                    content(answer.getValue())));
        }
        return new Operation(method.toUpperCase(java.util.Locale.ROOT), method, path,
                operation.path("summary").asString(""), operation.path("description").asString(""), parameters,
                content(operation.path("requestBody")), answers);
    }

    private static String content(JsonNode holder) {
        for (JsonNode media : holder.path("content")) {
            return type(media.path("schema"), 0);
        }
        return "";
    }

    private static List<Parameter> fields(JsonNode schema) {
        List<Parameter> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            fields.add(new Parameter(field.getKey(), "", type(field.getValue(), 0), false,
                    field.getValue().path("description").asString("")));
        }
        return fields;
    }

    /** E.g. {@code [Reflection]}, {@code string (date-time)}, {@code {name: string}}. */
    private static String type(JsonNode schema, int depth) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        JsonNode given = schema.path("type");
        String type = given.isArray() ? given.path(0).asString("") : given.asString("");
        if (schema.has("items")) {
            return "[" + type(schema.path("items"), depth + 1) + "]";
        }
        if (schema.path("enum").isArray()) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach((value) -> values.add(value.asString("")));
            return String.join(" | ", values);
        }
        if (schema.has("properties") && depth < DEPTH) {
            List<String> fields = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                fields.add(field.getKey() + ": " + type(field.getValue(), depth + 1));
            }
            return "{" + String.join(", ", fields) + "}";
        }
        String format = schema.path("format").asString("");
        if (type.isEmpty()) {
            return "any";
        }
        return format.isEmpty() ? type : type + " (" + format + ")";
    }

    record Operation(String verb, String method, String path, String summary, String description,
            List<Parameter> parameters, String body, List<Answer> answers) {

    }

    record Parameter(String name, String where, String type, boolean required, String description) {

    }

    record Answer(String status, String description, String content) {

    }

    record Structure(String name, List<Parameter> fields) {

    }

}
