package org.sanxing.account;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.sanxing.common.Sealing;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Whoever has a copy of the database, or the log, has no secret of anybody. */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

    private static final String PASSWORD = "Gs7q-Vm2-x";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Office office;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Sealing sealing;

    @Autowired
    private org.sanxing.MovableClock clock;

    private final List<String> secrets = new ArrayList<>();

    private String sent(MockHttpServletRequestBuilder request) throws Exception {
        return this.mvc.perform(request).andReturn().getResponse().getContentAsString();
    }

    private String page(MockHttpSession session, String path, String... parameters) throws Exception {
        MockHttpServletRequestBuilder form = post(path).with(csrf())
            .session(session)
            .param("_key", UUID.randomUUID().toString());
        for (int i = 0; i < parameters.length; i += 2) {
            form.param(parameters[i], parameters[i + 1]);
        }
        return sent(form);
    }

    private String api(String account, String password, String path, String body) throws Exception {
        return sent(post("/api/v1" + path).with(httpBasic(account, password))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType(MediaType.APPLICATION_JSON)
            .content(body.replace('\'', '"')));
    }

    private void secret(String text, String pattern, int expected) {
        List<String> found = Pattern.compile(pattern)
            .matcher(text)
            .results()
            .map((MatchResult one) -> one.group(1))
            .toList();
        assertThat(found).as(pattern + " in " + text).hasSize(expected);
        this.secrets.addAll(found);
    }

    private String factor(String account) {
        byte[] secret = HexFormat.of()
            .parseHex(this.sealing.open(this.jdbc.sql("select totp_secret from account where account = :account")
                .param("account", account)
                .query(String.class)
                .single()));
        this.secrets.add(HexFormat.of().formatHex(secret));
        return Totp.code(secret, Totp.step(this.clock.instant()));
    }

    @Test
    void areNowhere(CapturedOutput output) throws Exception {
        Newcomers newcomers = new Newcomers(this.mvc, this.jdbc);
        String me = newcomers.person();
        String other = newcomers.person();
        try {
            passwords(me);
            onPages(me);
            api(other, Newcomers.PASSWORD, "/me/password",
                    "{'current':'" + Newcomers.PASSWORD + "','password':'" + PASSWORD + "'}");
            byApi(other);
            receivers();
        }
        finally {
            newcomers.leave();
        }
        assertThat(this.secrets).hasSizeGreaterThan(20)
            .allSatisfy((secret) -> assertThat(secret).hasSizeGreaterThan(5));
        assertThat(found()).isEmpty();
        assertThat(this.secrets).noneMatch(output.getAll()::contains);
        assertThat(this.jdbc.sql("select body_hash from idempotency_key").query(String.class).list())
            .as("can be guessed by whoever has it")
            .doesNotContain(DigestUtils
                .sha256Hex("0:" + "{\"current\":\"" + Newcomers.PASSWORD + "\",\"password\":\"" + PASSWORD + "\"}"));
    }

    /** Right and wrong ones, and one in the wrong field. */
    private void passwords(String me) throws Exception {
        this.secrets.addAll(List.of(PASSWORD, "Wr0ng-of-me-9", "N0t-my-name-3", "aGVhZGVyOnNlY3JldA"));
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(get("/tasks").accept(MediaType.TEXT_HTML)
            .session(session)
            .header("Authorization", "Basic aGVhZGVyOnNlY3JldA=="));
        page(session, "/sign-in", "username", me, "password", "Wr0ng-of-me-9");
        page(new MockHttpSession(), "/sign-in", "username", "N0t-my-name-3", "password", "x");
        this.jdbc.sql("delete from sign_in_limit").update();
    }

    private void onPages(String me) throws Exception {
        MockHttpSession session = new MockHttpSession();
        page(session, "/sign-in", "username", me, "password", Newcomers.PASSWORD);
        page(session, "/account/password", "current", Newcomers.PASSWORD, "password", PASSWORD, "passwordAgain",
                PASSWORD);
        secret(page(session, "/account/tokens", "name", "script", "tokenPassword", PASSWORD, "scope", "read"),
                ">(sx_[^<]+)<", 1);
        secret(page(session, "/account/second-factor", "password", PASSWORD), "\"sx-once\">([A-Z2-7]+)<", 1);
        secret(page(session, "/account/second-factor/confirm", "code", factor(me)),
                ">([a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5})<", 10);
    }

    private void byApi(String other) throws Exception {
        secret(api(other, PASSWORD, "/me/tokens", "{'name':'script','password':'" + PASSWORD + "'}"),
                "\"token\":\"([^\"]+)\"", 1);
        secret(api(other, PASSWORD, "/me/second-factor", "{'password':'" + PASSWORD + "'}"), "\"secret\":\"([^\"]+)\"",
                1);
        secret(api(other, PASSWORD, "/me/second-factor/confirm", "{'code':'" + factor(other) + "'}"),
                "\"([a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5})\"", 10);
    }

    private void receivers() {
        this.secrets.addAll(List.of("Sec-f9e81d7a", "robot-key-5b2c"));
        JsonNode channel = this.office.as("sysadmin")
            .post("/admin/notices/channels",
                    Map.of("kind", "webhook", "name", "收件系统" + UUID.randomUUID(), "url",
                            "https://robot.invalid/hook?key=robot-key-5b2c", "secret", "Sec-f9e81d7a", "language", "zh",
                            "enabled", false),
                    "Idempotency-Key", UUID.randomUUID().toString())
            .ok(201);
        this.office.as("sysadmin").post("/admin/notices/channels/" + channel.path("id").asString() + "/test", Map.of());
        this.office.as("sysadmin").delete("/admin/notices/channels/" + channel.path("id").asString());
    }

    /** Every column of text or bytes that holds one of them. */
    private List<String> found() {
        List<String> found = new ArrayList<>();
        for (Map<String, Object> column : this.jdbc.sql("""
                select table_name, column_name from information_schema.columns where table_schema = 'PUBLIC'
                    and (data_type like 'CHARACTER%' or data_type like 'BINARY%')
                """).query().listOfRows()) {
            String table = String.valueOf(column.get("TABLE_NAME"));
            String name = String.valueOf(column.get("COLUMN_NAME"));
            this.jdbc.sql("select \"" + name + "\" from \"" + table + "\" where \"" + name + "\" is not null")
                .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .list()
                .stream()
                .distinct()
                .flatMap((text) -> this.secrets.stream().filter((secret) -> contains(text, secret)))
                .forEach((secret) -> found.add(table + "." + name + ": " + secret));
        }
        return found;
    }

    private static boolean contains(String text, String secret) {
        try {
            return text.contains(secret)
                    || new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).contains(secret);
        }
        catch (IllegalArgumentException ex) {
            return false;
        }
    }

}
