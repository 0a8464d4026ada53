package org.sanxing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

/**
 * What people do in the office, by the API and on the pages, each with the own password:
 * {@code office.as("head1").get("/tasks").ok()}.
 */
public final class Office {

    public static final String PASSWORD = "sanxing-demo";

    private final MockMvc mvc;

    private final JsonMapper json;

    private final JdbcClient jdbc;

    private static final Pattern BY_TIME = Pattern.compile("notice_channel where enabled|^\\s*update SPRING_SESSION ",
            Pattern.CASE_INSENSITIVE);

    private static final ThreadLocal<List<String>> SENT = ThreadLocal.withInitial(ArrayList::new);

    private static final ThreadLocal<Boolean> COUNTING = ThreadLocal.withInitial(() -> false);

    private final Map<String, MockHttpSession> sessions = new ConcurrentHashMap<>();

    Office(MockMvc mvc, JsonMapper json, JdbcClient jdbc) {
        this.mvc = mvc;
        this.json = json;
        this.jdbc = jdbc;
    }

    public Caller as(String account) {
        return new Caller(account);
    }

    /**
     * The open tasks of a case, looked up beside the application: whoever only wants to
     * go on does not read a whole list for it.
     */
    public List<OpenTask> openTasks(String caseId) {
        return this.jdbc.sql("""
                select id, kind, case when holder = candidate_group then null else holder end as person
                from work_item where case_id = :case and state = 'OPEN' and parent_id is null""")
            .param("case", caseId)
            .query((row, index) -> new OpenTask(row.getString("id"), row.getString("kind"), row.getString("person")))
            .list();
    }

    /**
     * @param holder null while a group has it
     */
    public record OpenTask(String id, String kind, @Nullable String holder) {

    }

    /**
     * How many statements this thread sends meanwhile, without those that only the time
     * decides on: receivers of notices are read every five seconds, and each minute it is
     * noted that a session was used.
     */
    public static long statements(Runnable action) {
        QueryCountHolder.clear();
        SENT.get().clear();
        COUNTING.set(true);
        try {
            action.run();
        }
        finally {
            COUNTING.set(false);
        }
        return QueryCountHolder.getGrandTotal().getTotal()
                - SENT.get().stream().filter((text) -> BY_TIME.matcher(text).find()).count();
    }

    /** The texts of the statements that were counted last in this thread. */
    public static List<String> sent() {
        return List.copyOf(SENT.get());
    }

    private MockHttpServletResponse perform(RequestBuilder request) {
        try {
            return this.mvc.perform(request).andReturn().getResponse();
        }
        catch (Exception ex) {
            throw new AssertionError("The application failed", ex);
        }
    }

    /** One person's requests. */
    public final class Caller {

        private final String account;

        private Caller(String account) {
            this.account = account;
        }

        /**
         * @param path behind {@code /api/v1}, encoded as it goes over the wire
         * @param headers names and values in turn
         */
        public Answer get(String path, String... headers) {
            return send(HttpMethod.GET, path, null, headers);
        }

        public Answer post(String path, @Nullable Object body, String... headers) {
            return send(HttpMethod.POST, path, json(body), headers);
        }

        public Answer put(String path, Object body, String... headers) {
            return send(HttpMethod.PUT, path, json(body), headers);
        }

        public Answer delete(String path) {
            return send(HttpMethod.DELETE, path, null);
        }

        /**
         * All notices there are for this person: those of a test may be far down, as
         * other tests move the clock.
         */
        public List<JsonNode> notices() {
            List<JsonNode> all = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = get("/notifications?limit=200&cursor=" + cursor).ok();
                page.path("items").forEach(all::add);
                cursor = page.path("next").asString("");
            }
            while (!cursor.isEmpty());
            return all;
        }

        private @Nullable String json(@Nullable Object body) {
            return (body == null || body instanceof String) ? (String) body : Office.this.json.writeValueAsString(body);
        }

        /**
         * @param body as it is sent; null for none
         */
        public Answer send(HttpMethod method, String path, @Nullable String body, String... headers) {
            MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(method, URI.create("/api/v1" + path))
                .with(httpBasic(this.account, PASSWORD));
            if (body != null) {
                request.contentType(MediaType.APPLICATION_JSON).content(body.getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return new Answer(perform(request));
        }

        /**
         * Sends a file by the API.
         * @param fields names and values in turn
         */
        public Answer upload(String path, String name, byte[] content, String... fields) {
            return new Answer(perform(
                    multipart("/api/v1" + path, name, content, fields).with(httpBasic(this.account, PASSWORD))));
        }

        /** Sends a file as a page's script does. */
        public Answer uploadOnPage(String path, String name, byte[] content, String... fields) {
            return new Answer(perform(multipart(path, name, content, fields).session(session())
                .with(csrf())
                .header("HX-Request", "true")));
        }

        private static MockMultipartHttpServletRequestBuilder multipart(String path, String name, byte[] content,
                String... fields) {
            MockMultipartHttpServletRequestBuilder request = MockMvcRequestBuilders.multipart(URI.create(path));
            request.file(new MockMultipartFile("file", name, "application/octet-stream", content));
            for (int i = 0; i < fields.length; i += 2) {
                request.param(fields[i], fields[i + 1]);
            }
            return request;
        }

        /** A page, signed in by the sign-in page. */
        public Answer page(String path) {
            return signedIn(MockMvcRequestBuilders.get(URI.create(path)).accept(MediaType.TEXT_HTML));
        }

        /** Whatever a link of a page leads to. */
        public Answer file(String path) {
            return signedIn(MockMvcRequestBuilders.get(URI.create(path)));
        }

        /**
         * Sends a form of a page.
         * @param fields names and what was typed in turn
         */
        public Answer submit(String path, String... fields) {
            MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(URI.create(path))
                .with(csrf())
                .accept(MediaType.TEXT_HTML);
            for (int i = 0; i < fields.length; i += 2) {
                request.param(fields[i], fields[i + 1]);
            }
            return signedIn(request);
        }

        /** Signs in anew where a change of roles has ended the session meanwhile. */
        private Answer signedIn(MockHttpServletRequestBuilder request) {
            MockHttpServletResponse answer = perform(request.session(session()));
            if ("/sign-in".equals(answer.getRedirectedUrl()) && Office.this.sessions.remove(this.account) != null) {
                MockHttpSession fresh = new MockHttpSession();
                if (signIn(fresh)) {
                    Office.this.sessions.put(this.account, fresh);
                    return new Answer(perform(request.session(fresh)));
                }
            }
            return new Answer(answer);
        }

        private boolean signIn(MockHttpSession session) {
            String to = perform(MockMvcRequestBuilders.post("/sign-in")
                .session(session)
                .with(csrf())
                .param("username", this.account)
                .param("password", PASSWORD)).getRedirectedUrl();
            return to != null && !to.contains("sign-in");
        }

        private MockHttpSession session() {
            return Office.this.sessions.computeIfAbsent(this.account, (name) -> {
                MockHttpSession fresh = new MockHttpSession();
                assertThat(signIn(fresh)).as("whether %s gets in", name).isTrue();
                return fresh;
            });
        }

    }

    /** What came back. */
    public final class Answer {

        private final MockHttpServletResponse response;

        private Answer(MockHttpServletResponse response) {
            this.response = response;
        }

        public int status() {
            return this.response.getStatus();
        }

        public @Nullable String header(String name) {
            return this.response.getHeader(name);
        }

        public String text() {
            return new String(this.response.getContentAsByteArray(), StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return this.response.getContentAsByteArray();
        }

        public JsonNode json() {
            return Office.this.json.readTree(this.response.getContentAsByteArray());
        }

        /** It went well; says what. */
        public JsonNode ok() {
            assertThat(status()).as("status of: %s", brief()).isBetween(200, 299);
            return json();
        }

        /** It went well with this very status. */
        public JsonNode ok(int status) {
            assertThat(status()).as("status of: %s", brief()).isEqualTo(status);
            return json();
        }

        public String html() {
            assertThat(status()).as("status of: %s", brief()).isEqualTo(200);
            assertThat(this.response.getContentType()).startsWith(MediaType.TEXT_HTML_VALUE);
            return text();
        }

        /** It was refused, as api.md says refusals look; says why. */
        public JsonNode refused(int status, String... codes) {
            assertThat(status()).as("status of: %s", brief()).isEqualTo(status);
            assertThat(this.response.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            JsonNode problem = json();
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            for (String needed : new String[] { "type", "title", "detail", "code" }) {
                assertThat(problem.path(needed).asString()).as(needed).isNotBlank();
            }
            assertThat(text()).doesNotContain("Exception", "org.sanxing", "org.springframework", "select ", "\tat ");
            if (codes.length > 0) {
                assertThat(problem.path("code").asString()).isIn((Object[]) codes);
            }
            return problem;
        }

        /** The fields that a 400 names. */
        public java.util.List<String> invalidFields() {
            JsonNode problem = refused(400);
            assertThat(problem.path("errors").valueStream()).as("errors of: %s", brief())
                .allSatisfy((error) -> assertThat(error.path("message").asString()).isNotBlank());
            return problem.path("errors").valueStream().map((error) -> error.path("field").asString()).toList();
        }

        private String brief() {
            String text = text();
            return (text.length() > 600) ? text.substring(0, 600) + "…" : text;
        }

    }

    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {

        /**
         * Counts statements, for {@link Office#statements}, and gives no thread a second
         * connection.
         */
        @Bean
        static BeanPostProcessor countedDataSource() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return (bean instanceof DataSource source) ? new CountedDataSource(new OneConnection(source))
                            : bean;
                }
            };
        }

        @Bean
        public Office office(MockMvc mvc, JsonMapper json, JdbcClient jdbc) {
            return new Office(mvc, json, jdbc);
        }

        @Bean
        public Materials materials(Office office, MovableClock clock) {
            return new Materials(office, clock);
        }

        @Bean
        public Organisation organisation(Office office, ApplicationContext context) {
            return new Organisation(office, context);
        }

    }

    /** Only while a thread counts: it costs every statement something. */
    private static final class CountedDataSource extends DelegatingDataSource {

        private final DataSource counted;

        private CountedDataSource(DataSource source) {
            super(source);
            this.counted = ProxyDataSourceBuilder.create(source)
                .countQuery()
                .afterQuery((execution, queries) -> queries.forEach((query) -> SENT.get().add(query.getQuery())))
                .build();
        }

        @Override
        public Connection getConnection() throws SQLException {
            return COUNTING.get() ? this.counted.getConnection() : super.getConnection();
        }

    }

}
