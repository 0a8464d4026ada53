package org.sanxing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatList;

/**
 * The OpenAPI document is fit for generated clients, and says what is answered. Leaves it
 * as {@code target/openapi.json}, for {@code -Pclient}.
 */
@ApplicationTest
class ApiDescriptionTests {

    private static final Path FILE = Path.of("target/openapi.json");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Autowired
    private Office office;

    @Value("${spring.messages.basename}")
    private Set<String> bundles;

    @Autowired
    private Materials materials;

    private JsonNode document;

    /** What is wrong, with where. */
    private final List<String> faults = new ArrayList<>();

    @BeforeEach
    void read() {
        this.document = document("en");
    }

    private JsonNode document(String language) {
        return this.office.as("staff1").get("/openapi.json", "Accept-Language", language).ok();
    }

    private void operations(BiConsumer<String, JsonNode> check) {
        for (Map.Entry<String, JsonNode> path : this.document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                assertThat(METHODS).contains(method.getKey());
                check.accept(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue());
            }
        }
    }

    private void fault(boolean there, String where, String what) {
        if (there) {
            this.faults.add(where + ": " + what);
        }
    }

    private void nothingWrong() {
        assertThatList(this.faults).isEmpty();
    }

    @Test
    void canBeGenerated() throws IOException {
        Files.writeString(FILE, this.document.toPrettyString());
        assertThat(this.document.path("openapi").asString()).startsWith("3.1");
        assertThat(this.document.path("info").path("version").asString()).isEqualTo("v1");
        Set<String> ids = new HashSet<>();
        operations((where, operation) -> {
            String id = operation.path("operationId").asString("");
            fault(!id.matches("[a-z]+([A-Z][a-z]*)*"), where, "needs an operationId of its own, verb and object");
            fault(!ids.add(id), where, id + " is another operation's id already");
            fault(operation.path("summary").asString("").isBlank(), where, "no summary");
            fault(operation.path("tags").size() != 1, where, "needs the tag of its module");
            answers(where, operation);
            parameters(where, operation);
            JsonNode body = operation.path("requestBody");
            fault(!body.isMissingNode() && body.path("content").isEmpty(), where, "a body of no type");
            body.path("content").properties().forEach((media) -> media(where + " body", media));
        });
        nothingWrong();
    }

    private void answers(String where, JsonNode operation) {
        JsonNode answers = operation.path("responses");
        fault(answers.propertyStream().noneMatch((answer) -> answer.getKey().startsWith("2")), where,
                "no answer when it goes well");
        for (String status : List.of("401", "403", "429", "503", "default")) {
            fault(!answers.has(status), where, "does not tell of " + status);
        }
        for (Map.Entry<String, JsonNode> answer : answers.properties()) {
            JsonNode told = resolved(answer.getValue());
            fault(told.path("description").asString("").isBlank(), where, answer.getKey() + " says nothing");
            fault(answer.getKey().equals("200") && told.path("content").isEmpty(), where, "200 without content");
            told.path("content").properties().forEach((media) -> media(where + " " + answer.getKey(), media));
        }
    }

    private void parameters(String where, JsonNode operation) {
        Set<String> inPath = new TreeSet<>();
        Set<String> named = new HashSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString("");
            fault(!named.add(parameter.path("in").asString() + name), where, name + " twice");
            fault(parameter.path("schema").isEmpty(), where, name + " of no type");
            schema(where + " " + name, parameter.path("schema"));
            if (parameter.path("in").asString("").equals("path")) {
                inPath.add(name);
            }
        }
        Set<String> asked = new TreeSet<>();
        Arrays.stream(where.split("[{]")).skip(1).forEach((part) -> asked.add(part.substring(0, part.indexOf('}'))));
        fault(!inPath.equals(asked), where, "parameters of the path are " + inPath);
    }

    private void media(String where, Map.Entry<String, JsonNode> media) {
        fault(media.getKey().equals("*/*") && !where.contains("/content"), where, "what it is, is not said");
        fault(media.getValue().path("schema").isEmpty(), where, "no schema");
        schema(where, media.getValue().path("schema"));
        JsonNode example = media.getValue().path("example");
        if (!example.isMissingNode()) {
            fits(where + " example", example, media.getValue().path("schema"));
        }
    }

    /** No object of which nothing is said, and no name that leads nowhere. */
    private void schema(String where, JsonNode schema) {
        if (schema.has("$ref")) {
            fault(resolved(schema).isMissingNode(), where, schema.path("$ref").asString() + " is not there");
            fault(schema.size() > 1, where, "says more than where it is described");
            return;
        }
        boolean object = types(schema).contains("object");
        boolean said = schema.has("properties") || schema.has("additionalProperties") || schema.has("allOf");
        fault(object && !said, where, "an object of which nothing is said");
        fault(schema.isEmpty(), where, "no type");
        schema.path("properties").properties().forEach((one) -> schema(where + "." + one.getKey(), one.getValue()));
        if (schema.has("items")) {
            schema(where + "[]", schema.path("items"));
        }
        for (String several : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(several).forEach((one) -> schema(where, one));
        }
    }

    @Test
    void everythingHasAType() {
        this.document.path("components")
            .path("schemas")
            .properties()
            .forEach((one) -> schema(one.getKey(), one.getValue()));
        nothingWrong();
    }

    @Test
    void tellsOfWebhooksAndErrors() throws ClassNotFoundException {
        Map.Entry<String, JsonNode> notice = this.document.at("/webhooks/notice/post/requestBody/content")
            .properties()
            .iterator()
            .next();
        media("notice", notice);
        nothingWrong();
        Set<String> said = new TreeSet<>(this.document.at("/components/schemas/Notice/properties").propertyNames());
        Set<String> sent = new TreeSet<>();
        for (var component : Class.forName("org.sanxing.notification.WebhookRequests$Said").getRecordComponents()) {
            sent.add(component.getName());
        }
        sent.remove("locale");
        assertThat(said).isEqualTo(sent);
        assertThat(this.document.at("/components/schemas/Problem/x-error-codes").propertyNames())
            .contains("task-already-completed", "database-away", "stale-revision");
        assertThat(this.document.at("/components/responses/Unavailable/headers").propertyNames())
            .contains("Retry-After");
    }

    @Test
    void everythingIsSaidInEachLanguage() throws IOException {
        said("en", this.document, (text) -> !text.isBlank() && !text.startsWith("api.") && !HAN.matcher(text).find());
        said("zh", document("zh"), (text) -> HAN.matcher(text).find());
        Set<String> ids = new HashSet<>();
        operations((where, operation) -> ids.add(operation.path("operationId").asString()));
        String more = new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8);
        for (String bundle : this.bundles) {
            for (String key : ResourceBundle.getBundle(bundle, Locale.ROOT).keySet()) {
                boolean general = key.matches("api\\.(tag|status)\\..*");
                if (key.startsWith("api.") && !general && !more.contains(": " + key)) {
                    fault(!ids.contains(key.split("\\.")[1]), bundle, key + " is of nothing");
                }
            }
        }
        nothingWrong();
    }

    private void said(String where, JsonNode node, Predicate<String> right) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            // What the address is, nobody reads here; an example is in the language of
            // the office.
            if (!field.getKey().matches("servers|examples?")) {
                boolean text = field.getKey().matches("summary|description") && field.getValue().isString();
                fault(text && !right.test(field.getValue().asString()), where, field.getKey() + " " + field.getValue());
                said(where + "/" + field.getKey(), field.getValue(), right);
            }
        }
        if (node.isArray()) {
            node.forEach((item) -> said(where, item, right));
        }
    }

    @Test
    void saysWhatIsAnswered() {
        Materials.Material material = this.materials.inReview("staff1");
        String id = material.id();
        answered("staff1", "get", "/reflections/{id}", "/reflections/" + id);
        answered("staff1", "get", "/reflections", "/reflections?limit=3");
        answered("staff1", "get", "/reflections/{id}/versions/{number}", "/reflections/" + id + "/versions/1");
        answered("staff1", "get", "/reflections/{id}/diff", "/reflections/" + id + "/diff?from=1&to=1");
        String task = material.taskId();
        answered("head1", "get", "/tasks/{id}", "/tasks/" + task);
        answered("head1", "get", "/tasks", "/tasks?view=todo&limit=3");
        JsonNode copied = this.office.as("head1")
            .post("/tasks/" + task + "/copy", Map.of("to", List.of("head2"), "reason", "供参考"))
            .ok();
        fits("copy", copied, answer("post", "/tasks/{id}/copy"));
        answered("head2", "get", "/tasks", "/tasks?view=copied&limit=3");
        JsonNode batch = this.office.as("head1")
            .post("/tasks/" + task + "/complete", Map.of("data", Map.of("decision", "approve")))
            .ok();
        fits("complete", batch, answer("post", "/tasks/{id}/complete"));
        material.approveToTheEnd().register("organiser1");
        answered("head1", "get", "/tasks/{id}", "/tasks/" + task);
        answered("organiser1", "get", "/ledger/entries", "/ledger/entries?reflectionId=" + id);
        String entry = this.office.as("organiser1")
            .get("/ledger/entries?reflectionId=" + id)
            .ok()
            .at("/items/0/id")
            .asString();
        answered("organiser1", "get", "/ledger/entries/{id}", "/ledger/entries/" + entry);
        answered("staff1", "get", "/notifications", "/notifications?limit=3");
        answered("staff1", "get", "/me", "/me");
        answered("auditor", "get", "/cases/{caseId}/trace", "/cases/" + id + "/trace");
        answered("staff1", "get", "/campaigns/{id}", "/campaigns/" + material.campaign().id());
        nothingWrong();
    }

    private void answered(String account, String method, String path, String address) {
        fits(address, this.office.as(account).get(address).ok(), answer(method, path));
    }

    private JsonNode answer(String method, String path) {
        JsonNode answers = this.document.path("paths").path("/api/v1" + path).path(method).path("responses");
        return answers.path("200").at("/content/application~1json/schema");
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : this.document.at(reference.substring(1));
    }

    private static Set<String> types(JsonNode schema) {
        Set<String> types = new HashSet<>();
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            type.forEach((one) -> types.add(one.asString()));
        }
        else if (type.isString()) {
            types.add(type.asString());
        }
        return types;
    }

    /**
     * Whether a value is what its schema says. Null may stand for anything: what can be
     * null is not told.
     */
    private void fits(String where, JsonNode value, JsonNode said) {
        JsonNode schema = resolved(said);
        fault(schema.isMissingNode(), where, "of no type");
        if (value.isNull() || schema.isMissingNode()) {
            return;
        }
        JsonNode several = schema.path("anyOf");
        if (!several.isMissingNode()) {
            fits(where, value, several.path(value.isArray() ? 1 : 0));
            return;
        }
        Set<String> types = types(schema);
        String type = value.isObject() ? "object" : value.isArray() ? "array" : value.isString() ? "string"
                : value.isBoolean() ? "boolean" : value.isIntegralNumber() ? "integer" : "number";
        fault(!types.isEmpty() && !types.contains(type), where, value + " is no " + types);
        if (schema.has("enum")) {
            fault(schema.path("enum").valueStream().noneMatch(value::equals), where,
                    value + " is none of " + schema.path("enum"));
        }
        if (value.isArray()) {
            value.forEach((one) -> fits(where + "[]", one, schema.path("items")));
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                JsonNode known = property(schema, field.getKey());
                if (!known.isMissingNode()) {
                    fits(where + "." + field.getKey(), field.getValue(), known);
                }
                else {
                    fault(!isOpen(schema), where, field.getKey() + " is not told of");
                }
            }
        }
    }

    private JsonNode property(JsonNode schema, String name) {
        JsonNode known = schema.path("properties").path(name);
        for (JsonNode part : schema.path("allOf")) {
            known = known.isMissingNode() ? property(resolved(part), name) : known;
        }
        return known;
    }

    private boolean isOpen(JsonNode schema) {
        return schema.has("additionalProperties")
                || schema.path("allOf").valueStream().anyMatch((part) -> isOpen(resolved(part)));
    }

}
