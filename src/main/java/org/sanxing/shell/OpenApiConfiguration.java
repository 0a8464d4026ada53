package org.sanxing.shell;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.sanxing.organization.CurrentPerson;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of all operations alike. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addAnnotationsToIgnore(CurrentPerson.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("Sanxing")
            .version("v1")
            .description("Everything a page does. Ids are opaque; lists page by cursor; errors are problem documents."))
            .components(new Components()
                .addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                .addSecuritySchemes("token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSchemas(PROBLEM, problem()))
            .addSecurityItem(new SecurityRequirement().addList("basic"))
            .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /** Errors look alike everywhere, and every POST takes an idempotency key. */
    @Bean
    OpenApiCustomizer whatHoldsEverywhere() {
        return (document) -> document.getPaths()
            .values()
            .forEach((path) -> path.readOperationsMap()
                .forEach((method, operation) -> complete(operation, method == PathItem.HttpMethod.POST)));
    }

    private static void complete(Operation operation, boolean post) {
        operation.getResponses()
            .putIfAbsent("default",
                    new ApiResponse().description("Refused or failed")
                        .content(new Content().addMediaType("application/problem+json",
                                new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
        boolean named = operation.getParameters() != null && operation.getParameters()
            .stream()
            .anyMatch((parameter) -> IdempotencyFilter.HEADER.equals(parameter.getName()));
        if (post && !named) {
            operation.addParametersItem(new Parameter().in("header")
                .name(IdempotencyFilter.HEADER)
                .required(false)
                .description("The same key and body again gives the first answer")
                .schema(new StringSchema().minLength(1).maxLength(200)));
        }
    }

    private static Schema<?> problem() {
        return new ObjectSchema().description("RFC 9457")
            .addProperty("type", new StringSchema())
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema().description("In the language of Accept-Language"))
            .addProperty("code", new StringSchema().description("Stable, e.g. task-already-completed"))
            .addProperty("currentState", new StringSchema().description("On 409"))
            .addProperty("actor",
                    new ObjectSchema().description("On 409: who acted")
                        .addProperty("account", new StringSchema())
                        .addProperty("name", new StringSchema()))
            .addProperty("at", new StringSchema().format("date-time").description("On 409: when"))
            .addProperty("errors",
                    new ArraySchema()
                        .items(new ObjectSchema().addProperty("field", new StringSchema())
                            .addProperty("message", new StringSchema()))
                        .description("On 400"));
    }

}
