package org.sanxing.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.RefusedAttempt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ShellTest
class ErrorsTests {

    private final JsonMapper json = new JsonMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private ShellFixture.Attempts attempts;

    @ParameterizedTest
    @ValueSource(strings = { "GET /a|b HTTP/1.1", "GET /a/..;/b HTTP/1.1", "GET /a%2Fb HTTP/1.1", "GET //a HTTP/1.1",
            "GET /a%00b HTTP/1.1", "TRACE / HTTP/1.1", "GET / HTTP/1.1\r\nHost: other.example",
            "GET / HTTP/1.1\r\nContent-Length: -1", "GET / HTTP/1.1\r\nTransfer-Encoding: no-such", "GET / HTTP/9.9",
            "what is this" })
    void whatIsRefusedBeforeTheChainsIsDressedToo(String head) throws IOException {
        assertDressed(sent(head + "\r\nHost: localhost"));
    }

    @Test
    void soAreRequestsWithoutAHostAndWithTooMuchOfAHead() throws IOException {
        assertDressed(sent("GET / HTTP/1.1"));
        assertDressed(sent("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000)));
    }

    private String sent(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
            socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertDressed(String answer) {
        assertThat(answer).matches("(?s)HTTP/1.1 [45].*")
            .contains("Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff",
                    "X-Frame-Options:", "Referrer-Policy: same-origin", "no-store")
            .doesNotContain("Tomcat", "org.apache");
    }

    @ParameterizedTest
    @CsvSource({ "away,database-away,5", "full,disk-full,30", "busy,database-busy,5" })
    void saysWhenToComeAgainWhereTheDatabaseDoesNotAnswer(String what, String code, String seconds) {
        HttpResponse<String> api = http().get("/api/v1/probe/" + what);
        assertThat(api.statusCode()).isEqualTo(503);
        assertThat(api.headers().firstValue("Retry-After")).hasValue(seconds);
        JsonNode problem = this.json.readTree(api.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertNothingOfTheInside(api.body());
        HttpResponse<String> page = http().get("/probe/" + what, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).hasValue(seconds);
        assertThat(page.body()).contains("<html lang=\"zh-CN\"", problem.path("detail").asString(), code);
        assertNothingOfTheInside(page.body());
    }

    @ParameterizedTest
    @CsvSource({ "conflict,409,probe-conflict", "forbidden,403,probe-forbidden", "missing,404,probe-not-found",
            "invalid,400,invalid-input", "locked,409,changed-meanwhile", "waiting,409,changed-meanwhile",
            "wrapped,409,probe-conflict", "engine,409,changed-meanwhile", "anything,500,internal-error" })
    void toldAsProblemToScriptsAndAsPageToPeople(String what, int status, String code) {
        HttpResponse<String> api = http().get("/api/v1/probe/" + what);
        assertThat(api.statusCode()).isEqualTo(status);
        assertThat(api.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = this.json.readTree(api.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertNothingOfTheInside(api.body());

        HttpResponse<String> page = http().get("/probe/" + what, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("<html lang=\"zh-CN\"", problem.path("detail").asString(), code, "sx-nav");
        assertNothingOfTheInside(page.body());

        HttpResponse<String> fragment = http().get("/probe/" + what, "HX-Request", "true");
        assertThat(fragment.statusCode()).isEqualTo(status);
        assertThat(fragment.headers().firstValue("HX-Retarget")).hasValue("#sx-messages");
        assertThat(fragment.body()).contains(problem.path("detail").asString()).doesNotContain("<html");
    }

    @Test
    void aConflictSaysWhoActedAndWhen() {
        JsonNode problem = problem("/api/v1/probe/conflict");
        assertThat(problem.path("currentState").asString()).isEqualTo("accepted");
        assertThat(problem.path("actor").path("account").asString()).isEqualTo("staff1");
        assertThat(problem.path("actor").path("name").asString()).isEqualTo("N-staff1");
        assertThat(problem.path("at").asString()).isEqualTo("2026-11-22T01:02:03Z");
    }

    @Test
    void invalidInputNamesEveryField() {
        JsonNode errors = problem("/api/v1/probe/invalid").path("errors");
        assertThat(errors).hasSize(2);
        assertThat(errors.path(0).path("field").asString()).isEqualTo("problems[0].cause");
        assertThat(errors.path(1).path("message").asString()).contains("1", "200");
    }

    @Test
    void speaksTheLanguageOfTheScriptAndChineseByDefault() {
        String chinese = http().get("/api/v1/probe/locked").body();
        String english = http().get("/api/v1/probe/locked", "Accept-Language", "en-GB,en;q=0.9,zh;q=0.1").body();
        String french = http().get("/api/v1/probe/locked", "Accept-Language", "fr").body();
        assertThat(english).contains("Somebody else changed it");
        assertThat(chinese).doesNotContain("Somebody");
        assertThat(french).isEqualTo(chinese);
    }

    @Test
    void anUnexpectedFailureHasAReference() {
        assertThat(problem("/api/v1/probe/anything").path("reference").asString()).hasSize(8);
        assertThat(http().get("/probe/anything").body()).contains("internal-error");
    }

    @ParameterizedTest
    @CsvSource({ "/api/v1/needs,campaign", "/api/v1/probe/missing?limit=x,limit",
            "/api/v1/needs?campaign=a%00b,campaign" })
    void aParameterThatIsWrongIsNamed(String path, String field) {
        JsonNode problem = problem(path);
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "", "nothing", "{\"name\":\"a\",\"number\":1", "[1,2" })
    void aBodyThatIsNoJsonIsMalformed(String body) {
        HttpResponse<String> answer = http().post("/api/v1/body", "application/json", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"malformed-request\"");
        assertNothingOfTheInside(answer.body());
    }

    @Test
    void aBodyWithAWrongTypeNamesThePlace() {
        HttpResponse<String> answer = http().post("/api/v1/body", "application/json",
                "{\"name\":\"a\",\"number\":1,\"inner\":{\"numbers\":[1,\"x\"]}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(this.json.readTree(answer.body()).path("errors").path(0).path("field").asString())
            .isEqualTo("inner.numbers[1]");
        assertNothingOfTheInside(answer.body());
    }

    @Test
    void anotherContentTypeIsUnsupported() {
        HttpResponse<String> answer = http().post("/api/v1/body", "text/xml", "<a/>");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"unsupported-media-type\"");
    }

    @Test
    void anotherMethodIsNotAllowed() {
        HttpResponse<String> answer = http()
            .send(http().request("/api/v1/body").method("DELETE", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(answer.body()).contains("\"method-not-allowed\"");
    }

    @Test
    void aFormThatIsTooLargeIsSaidToBe() {
        HttpResponse<String> answer = http().post("/effects", "application/x-www-form-urlencoded",
                "name=" + "a".repeat(11 * 1024 * 1024));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("payload-too-large", "sx-failure");
    }

    @Test
    void anUnknownPathIsNotFoundInBothForms() {
        assertThat(http().get("/api/v1/nowhere").body()).contains("\"not-found\"");
        HttpResponse<String> page = http().get("/nowhere");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("sx-failure");
    }

    @Test
    void whatTheFirewallRefusesShowsNothingEither() {
        HttpResponse<String> api = http().get("/api/v1/probe/a;x=1");
        assertThat(api.statusCode()).isEqualTo(400);
        assertThat(api.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertNothingOfTheInside(api.body());
        assertThat(http().get("/a;b").body()).contains("sx-failure");
        assertNothingOfTheInside(http().get("/api/v1/probe/a%2F..%2Fb").body());
    }

    @Test
    void refusedAttemptsAreTold() {
        this.attempts.seen.clear();
        http().get("/api/v1/probe/forbidden");
        http().get("/probe/missing");
        http().get("/probe/conflict");
        http().get("/api/v1/probe/invalid");
        http().get("/nowhere");
        assertThat(this.attempts.seen).extracting(RefusedAttempt::code)
            .containsExactly("probe-forbidden", "probe-not-found", "probe-conflict");
        assertThat(this.attempts.seen.get(0).actor()).isEqualTo("staff1");
        assertThat(this.attempts.seen.get(0).path()).isEqualTo("/api/v1/probe/forbidden");
    }

    private JsonNode problem(String path) {
        return this.json.readTree(http().get(path).body());
    }

    private Http http() {
        return new Http(this.port, "staff1");
    }

    private static void assertNothingOfTheInside(String body) {
        assertThat(body).doesNotContain("Exception")
            .doesNotContain("org.sanxing")
            .doesNotContain("java.")
            .doesNotContain("select secret")
            .doesNotContain("ENGINE")
            .doesNotContain("\tat ");
    }

}
