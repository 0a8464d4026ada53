package org.sanxing.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import org.sanxing.organization.CurrentPerson;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.MessageSourceAccessor;

/**
 * What the OpenAPI document says of all operations alike. What is no part of the code
 * (errors, bodies that forms decide, webhooks, examples) is in {@code openapi.yaml}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String ERRORS = "error.";

    /**
     * Of each operation by its id, of its module's bundle; of all else {@code api.said}.
     */
    private static final String WORDS = "api.";

    static {
        SpringDocUtils.getConfig().addAnnotationsToIgnore(CurrentPerson.class);
        // Before springdoc adds its own, which have to stay in front of what reads
        // classes.
        ModelConverters.getInstance(true).addConverter(new SchemaNames());
    }

    /** Read when somebody asks for the document first. */
    @Bean
    OpenApiCustomizer whatHoldsEverywhere(MessageSource messages,
            @Value("${spring.messages.basename}") Set<String> bundles) {
        return (document) -> {
            // The language springdoc was asked for: it keeps a document for each.
            Locale locale = LocaleContextHolder.getLocale();
            MessageSourceAccessor words = new MessageSourceAccessor(messages, locale);
            OpenAPI said = read(words);
            said.getComponents()
                .getSchemas()
                .get("Problem")
                .addExtension("x-error-codes", codes(messages, bundles, locale));
            document.setInfo(said.getInfo());
            document.setSecurity(said.getSecurity());
            document.setWebhooks(said.getWebhooks());
            add(said.getComponents(), document.getComponents());
            document.getComponents().getSchemas().values().forEach(OpenApiConfiguration::refer);
            document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> complete(path, method, operation, said.getComponents(), words)));
            document.setTags(tags(document, words));
        };
    }

    private static OpenAPI read(MessageSourceAccessor words) {
        try (InputStream in = OpenApiConfiguration.class.getResourceAsStream("/openapi.yaml")) {
            JsonNode said = Yaml31.mapper().readTree(in);
            say(said, words);
            return Yaml31.mapper().treeToValue(said, OpenAPI.class);
        }
        catch (IOException ex) {
            throw new IllegalStateException("openapi.yaml cannot be read", ex);
        }
    }

    /** The file names the words; the bundles have them. */
    private static void say(JsonNode node, MessageSourceAccessor words) {
        for (String field : List.of("summary", "description")) {
            String key = node.path(field).asText();
            if (key.startsWith(WORDS)) {
                ((ObjectNode) node).put(field, words.getMessage(key, key));
            }
        }
        node.forEach((child) -> say(child, words));
    }

    private static List<Tag> tags(OpenAPI document, MessageSourceAccessor words) {
        return document.getPaths()
            .values()
            .stream()
            .flatMap((item) -> item.readOperations().stream())
            .flatMap((operation) -> operation.getTags().stream())
            .distinct()
            .sorted()
            .map((name) -> new Tag().name(name).description(words.getMessage(tag(name), name)))
            .toList();
    }

    private static String tag(String name) {
        return WORDS + "tag." + name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** All that an error can be, with what it says: they are what has words. */
    private static Map<String, String> codes(MessageSource messages, Set<String> bundles, Locale locale) {
        Map<String, String> codes = new TreeMap<>();
        for (String bundle : bundles) {
            for (String key : ResourceBundle.getBundle(bundle, Locale.ROOT).keySet()) {
                String code = key.startsWith(ERRORS) ? key.substring(ERRORS.length()) : ".";
                if (code.indexOf('.') < 0) {
                    codes.put(code, messages.getMessage(key, null, code, locale));
                }
            }
        }
        return codes;
    }

    private static void add(Components from, Components to) {
        from.getSchemas().forEach(to::addSchemas);
        Content problem = new Content().addMediaType("application/problem+json",
                new MediaType().schema(new Schema<>().$ref("Problem")));
        from.getResponses().forEach((name, answer) -> to.addResponses(name, answer.content(problem)));
        from.getHeaders().forEach(to::addHeaders);
        from.getSecuritySchemes().forEach(to::addSecuritySchemes);
    }

    /** What refers to something else says nothing beside: of a map it would. */
    private static void refer(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties()
                .replaceAll((name, field) -> (field.get$ref() != null) ? new Schema<>().$ref(field.get$ref()) : field);
        }
    }

    /**
     * What is done and answered has words; errors look alike everywhere, every POST takes
     * an idempotency key, and what is no JSON is a file.
     */
    private static void complete(String path, PathItem.HttpMethod method, Operation operation, Components said,
            MessageSourceAccessor words) {
        String key = WORDS + operation.getOperationId();
        operation.setSummary(words.getMessage(key, key));
        String more = words.getMessage(key + ".more", "");
        operation.setDescription(more.isEmpty() ? null : more);
        boolean reads = method == PathItem.HttpMethod.GET;
        boolean body = operation.getRequestBody() != null;
        Set<String> refusals = new LinkedHashSet<>();
        if (operation.getParameters() != null || body) {
            refusals.add("400 BadRequest");
        }
        refusals.add("401 Unauthorized");
        refusals.add("403 Forbidden");
        if (path.contains("{")) {
            refusals.add("404 NotFound");
        }
        if (!reads) {
            refusals.add("409 Conflict");
        }
        if (body) {
            refusals.add("413 TooLarge");
            refusals.add("415 UnsupportedMediaType");
        }
        if (method == PathItem.HttpMethod.POST) {
            refusals.add("422 KeyReused");
            operation.addParametersItem(said.getParameters().get("IdempotencyKey"));
        }
        refusals.add("429 TooManyRequests");
        refusals.add("503 Unavailable");
        refusals.add("default Problem");
        ApiResponses answers = operation.getResponses();
        answers.forEach((status, answer) -> {
            String usual = words.getMessage(WORDS + "status." + (isFile(answer) ? "file" : status), "");
            answer.setDescription(words.getMessage(key + '.' + status, usual));
        });
        for (String refusal : refusals) {
            String[] parts = refusal.split(" ");
            answers.putIfAbsent(parts[0], new ApiResponse().$ref(parts[1]));
        }
        Example example = said.getExamples().get(operation.getOperationId());
        if (example != null && body) {
            operation.getRequestBody().getContent().get("application/json").setExample(example.getValue());
        }
    }

    private static boolean isFile(ApiResponse answer) {
        Content content = answer.getContent();
        if (content == null || content.keySet().stream().anyMatch((type) -> type.endsWith("json"))) {
            return false;
        }
        content.values().forEach((media) -> media.setSchema(new Schema<>().types(Set.of("string")).format("binary")));
        return true;
    }

}
