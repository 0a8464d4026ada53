package org.sanxing.shell;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ShellTest
class OpenApiTests {

    @LocalServerPort
    private int port;

    @Test
    void describesTheOperationsTheirErrorsAndTheIdempotencyKey() {
        HttpResponse<String> answer = new Http(this.port, "staff1").get("/api/v1/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode document = new JsonMapper().readTree(answer.body());
        JsonNode list = document.path("paths").path("/api/v1/notifications").path("get");
        assertThat(list.path("summary").asString()).isNotBlank();
        assertThat(list.path("parameters")).extracting((parameter) -> parameter.path("name").asString())
            .containsExactlyInAnyOrder("unread", "event", "of", "limit", "cursor");
        JsonNode read = document.path("paths").path("/api/v1/notifications/{id}/read").path("post");
        assertThat(read.path("parameters")).extracting((parameter) -> parameter.path("name").asString())
            .containsExactlyInAnyOrder("id", "Idempotency-Key");
        assertThat(read.path("responses").path("default").toString()).contains("Problem");
        assertThat(document.path("components").path("securitySchemes").propertyNames()).contains("basic", "token");
    }

    @Test
    void isReadableAsAPage() {
        String page = new Http(this.port, "staff1").get("/api-docs").body();
        assertThat(page).contains("/api/v1/notifications/{id}/read", "sx-verb-post", "Idempotency-Key")
            .contains(">把一条通知标为已读<", ">通知<")
            .contains("href=\"/api-docs/openapi.json\"");
        assertThat(new Http(this.port, "staff1").get("/api-docs/openapi.json").body()).startsWith("{\"openapi\":");
    }

}
