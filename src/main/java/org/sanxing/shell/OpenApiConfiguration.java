package org.sanxing.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;

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
import org.sanxing.organization.CurrentPerson;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the OpenAPI document says of all operations alike. What is no part of the code
 * (errors, bodies that forms decide, webhooks, examples) is in {@code openapi.yaml}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String ERRORS = "error.";

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
            OpenAPI said = read();
            said.getComponents().getSchemas().get("Problem").addExtension("x-error-codes", codes(messages, bundles));
            document.setInfo(said.getInfo());
            document.setSecurity(said.getSecurity());
            document.setWebhooks(said.getWebhooks());
            add(said.getComponents(), document.getComponents());
            document.getComponents().getSchemas().values().forEach(OpenApiConfiguration::refer);
            document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> complete(path, method, operation, said.getComponents())));
        };
    }

    private static OpenAPI read() {
        try (InputStream in = OpenApiConfiguration.class.getResourceAsStream("/openapi.yaml")) {
            return Yaml31.mapper().readValue(in, OpenAPI.class);
        }
        catch (IOException ex) {
            throw new IllegalStateException("openapi.yaml cannot be read", ex);
        }
    }

    /** All that an error can be, with what it says: they are what has words. */
    static Map<String, String> codes(MessageSource messages, Set<String> bundles) {
        Map<String, String> codes = new TreeMap<>();
        for (String bundle : bundles) {
            for (String key : ResourceBundle.getBundle(bundle, Locale.ROOT).keySet()) {
                String code = key.startsWith(ERRORS) ? key.substring(ERRORS.length()) : ".";
                if (code.indexOf('.') < 0) {
                    codes.put(code, messages.getMessage(key, null, code, Locale.ENGLISH));
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
     * Errors look alike everywhere, every POST takes an idempotency key, and what is no
     * JSON is a file.
     */
    private static void complete(String path, PathItem.HttpMethod method, Operation operation, Components said) {
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
        answers.values().forEach(OpenApiConfiguration::files);
        for (String refusal : refusals) {
            String[] parts = refusal.split(" ");
            answers.putIfAbsent(parts[0], new ApiResponse().$ref(parts[1]));
        }
        Example example = said.getExamples().get(operation.getOperationId());
        if (example != null && body) {
            operation.getRequestBody().getContent().get("application/json").setExample(example.getValue());
        }
    }

    private static void files(ApiResponse answer) {
        if (answer.getContent() != null) {
            answer.getContent().forEach((type, media) -> {
                if (!type.endsWith("json")) {
                    media.setSchema(new Schema<>().types(Set.of("string")).format("binary"));
                }
            });
        }
    }

}
