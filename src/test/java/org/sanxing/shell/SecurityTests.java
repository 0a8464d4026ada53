package org.sanxing.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.account.PeopleTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Who reaches which address, by the real chains and with real sign-ins. */
@PeopleTest
@ActiveProfiles("demo")
class SecurityTests {

    private static final String PASSWORD = "sanxing-demo";

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    @Autowired
    MockMvc mvc;

    @ParameterizedTest
    @ValueSource(strings = { "/", "/account", "/tasks", "/materials", "/ledger", "/ledger/1", "/ledger/checklists",
            "/ledger/reports", "/ledger/reports/1", "/ledger/reports/1.docx", "/trace", "/trace/1/diagram",
            "/notifications", "/campaigns", "/account/deputy", "/people/options", "/phrases", "/phrases/offered",
            "/materials/1/likeness", "/admin/organization", "/admin/organization/people",
            "/admin/organization/people/staff1", "/admin/roles", "/admin/calendar", "/calendar", "/attachments/1",
            "/materials/1/word", "/materials/1/print", "/materials/1/import", "/ledger/new", "/ledger/import",
            "/ledger/import/1", "/ledger/entries.xlsx", "/ledger/1/print", "/ledger/1/word",
            "/campaigns/1/template.docx", "/trace/copies", "/copies/1/page.css", "/nowhere", "/actuator",
            "/actuator/env", "/h2-console", "/sign-in/", "/account/", "/error/x", "/ledger/meetings",
            "/ledger/meetings/1", "/ledger/lookbacks", "/ledger/lookbacks/policy", "/procedures", "/procedures/mine",
            "/procedures/trial", "/procedures/trial/new", "/procedures/trial/cases.xlsx", "/procedures/trial/cases/1",
            "/procedures/trial/cases/1/edit", "/procedures/trial/cases/1/word", "/admin/procedures", "/departments" })
    void leadsWhoeverIsNotSignedInToTheSignInPage(String path) throws Exception {
        this.mvc.perform(get(path).accept(MediaType.TEXT_HTML)).andExpect(redirectedUrl("/sign-in"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/me", "/api/v1/people", "/api/v1/roles", "/api/v1/nowhere", "/api/v1/openapi.json",
            "/api/x", "/api/v1/me/tokens", "/api/v1/reflections/1/material.docx", "/api/v1/campaigns/1/template.docx",
            "/api/v1/audit/copies/1", "/api/v1/attachments", "/api/v1/attachments/1", "/api/v1/attachments/1/content",
            "/api/v1/ledger/entries/1", "/api/v1/ledger/entries/1/measures", "/api/v1/ledger/checklists/1",
            "/api/v1/ledger/reports", "/api/v1/ledger/reports/1", "/api/v1/ledger/reports/1.docx",
            "/api/v1/ledger/reports/current", "/api/v1/ledger/meetings", "/api/v1/ledger/meetings/1/minutes.docx",
            "/api/v1/ledger/entries.xlsx", "/api/v1/ledger/import/1", "/api/v1/ledger/import/template.xlsx",
            "/api/v1/ledger/columns", "/api/v1/ledger/entries/1/file.docx", "/api/v1/ledger/lookbacks",
            "/api/v1/ledger/lookbacks/policy/1", "/api/v1/ledger/entries/1/lookback", "/api/v1/procedures",
            "/api/v1/procedures/trial/cases", "/api/v1/procedures/trial/cases/1",
            "/api/v1/procedures/trial/cases/1.docx", "/api/v1/departments/1/people" })
    void answersScriptsWithAProblemAndWithoutACookie(String path) throws Exception {
        for (HttpMethod method : new HttpMethod[] { HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT,
                HttpMethod.DELETE }) {
            this.mvc.perform(request(method, path).accept(MediaType.TEXT_HTML))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", startsWith("Basic ")))
                .andExpect(header().doesNotExist("Set-Cookie"))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(401));
        }
        this.mvc.perform(get(path).with(httpBasic("nobody" + path.hashCode(), PASSWORD)).with((request) -> {
            // Who tries so many names from one address has to wait.
            request.setRemoteAddr("10.1.2." + Math.floorMod(path.hashCode(), 250));
            return request;
        }).header("Accept-Language", "en"))
            .andExpect(status().isUnauthorized())
            .andExpect(jsonPath("$.detail").value("You need to sign in first."));
    }

    @ParameterizedTest
    @CsvSource({ "/admin/organization,sysadmin", "/admin/organization/people,sysadmin",
            "/admin/organization/people/staff1,sysadmin", "/admin/organization/people/new,sysadmin",
            "/admin/organization/departments/new,sysadmin", "/admin/organization/branches/new,sysadmin",
            "/admin/calendar/2026,sysadmin", "/admin/calendar/2027,sysadmin", "/admin/calendar/2026/remove,sysadmin",
            "/admin/organization/deputies,sysadmin", "/admin/organization/people/staff1/leave,sysadmin",
            "/admin/roles,secadmin" })
    void opensAPageOfManagementToOneRoleOnly(String path, String allowed) throws Exception {
        for (String account : new String[] { "sysadmin", "secadmin", "auditor", "leader1", "secretary1", "head1",
                "supervisor2", "staff3" }) {
            this.mvc.perform(get(path).session(signIn(account)))
                .andExpect(status().is(account.equals(allowed) ? 200 : 403));
        }
    }

    @ParameterizedTest
    @CsvSource({ "GET,/api/v1/people,200,200,200,403", "GET,/api/v1/people/staff1,200,200,200,403",
            "GET,/api/v1/roles,200,200,200,403", "GET,/api/v1/departments,200,200,200,200",
            "GET,/api/v1/branches,200,200,200,200", "POST,/api/v1/people,400,403,403,403",
            "PUT,/api/v1/people/staff2,400,403,403,403", "POST,/api/v1/people/nobody/deactivate,404,403,403,403",
            "POST,/api/v1/people/nobody/reset-password,404,403,403,403", "POST,/api/v1/departments,400,403,403,403",
            "POST,/api/v1/branches,400,403,403,403", "POST,/api/v1/roles,403,400,403,403",
            "DELETE,/api/v1/roles/staff1/partyMember,403,404,403,403", "GET,/api/v1/calendar,200,200,200,200",
            "GET,/api/v1/calendar/2026,200,200,200,200", "GET,/api/v1/calendar/1999,404,404,404,404",
            "GET,/api/v1/calendar/working-days?days=3,200,200,200,200", "PUT,/api/v1/calendar/2033,400,403,403,403",
            "DELETE,/api/v1/calendar/2033,404,403,403,403", "POST,/api/v1/calendar/2033/undo,409,403,403,403",
            "POST,/api/v1/calendar/2033/preview,200,403,403,403", "GET,/api/v1/people/staff1/holdings,200,403,403,403",
            "POST,/api/v1/people/nobody/reactivate,404,403,403,403", "GET,/api/v1/deputies,200,200,200,200",
            "GET,/api/v1/deputies?account=staff2,200,200,200,403", "GET,/api/v1/deputies/scopes,200,200,200,200",
            "POST,/api/v1/deputies,403,403,403,400", "POST,/api/v1/deputies/nothing/end,404,404,404,404",
            "GET,/api/v1/colleagues,200,200,200,200", "GET,/api/v1/attachments/1,404,404,404,404",
            "GET,/api/v1/attachments/1/content,404,404,404,404", "DELETE,/api/v1/attachments/1,404,404,404,404",
            "GET,/api/v1/me,200,200,200,200", "GET,/api/v1/approvals?state=waiting,200,200,200,403",
            "POST,/api/v1/approvals/nothing/confirm,404,404,404,403",
            "POST,/api/v1/approvals/nothing/refuse,404,404,404,403",
            "POST,/api/v1/approvals/nothing/take-back,404,404,404,403" })
    void givesEachRoleOfTheApiWhatIsItsOwn(String method, String path, int sysadmin, int secadmin, int auditor,
            int others) throws Exception {
        call(method, path, "sysadmin", sysadmin);
        call(method, path, "secadmin", secadmin);
        call(method, path, "auditor", auditor);
        call(method, path, "leader1", others);
        call(method, path, "staff3", others);
    }

    private void call(String method, String path, String account, int expected) throws Exception {
        this.mvc
            .perform(request(HttpMethod.valueOf(method), path).with(httpBasic(account, PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}"))
            .andExpect(status().is(expected))
            .andExpect(header().doesNotExist("Set-Cookie"));
    }

    @ParameterizedTest
    @CsvSource({ "Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,https://evil.example", "Origin,null",
            "Origin,http://localhost.evil.example" })
    void refusesWhatAPageOfAnotherSiteSendsToTheApi(String header, String value) throws Exception {
        for (MediaType type : List.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON,
                MediaType.MULTIPART_FORM_DATA)) {
            this.mvc
                .perform(post("/api/v1/phrases").with(httpBasic("staff3", PASSWORD))
                    .header(header, value)
                    .contentType(type)
                    .content("{}"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("cross-site"));
        }
        this.mvc.perform(get("/api/v1/me").with(httpBasic("staff3", PASSWORD)).header(header, value))
            .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @CsvSource({ "Sec-Fetch-Site,same-origin", "Sec-Fetch-Site,none", "Origin,http://office.example",
            "Origin,http://localhost:8080" })
    void letsTheOwnPagesAndTheBaseUrlIn(String header, String value) throws Exception {
        this.mvc
            .perform(get("/api/v1/me").with(httpBasic("staff3", PASSWORD))
                .header("Host", "office.example")
                .header(header, value))
            .andExpect(status().isOk());
    }

    @ParameterizedTest
    @CsvSource({ "User-Agent,Mozilla/5.0 (X11; Linux x86_64)", "Sec-Fetch-Mode,navigate" })
    void asksNoBrowserForAPassword(String header, String value) throws Exception {
        this.mvc.perform(get("/api/v1/me").header(header, value))
            .andExpect(status().isUnauthorized())
            .andExpect(header().doesNotExist("WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/webjars/tabler__core/1.4.0/dist/libs/hugerte/hugerte.min.js",
            "/webjars/tabler__core/1.4.0/package.json", "/webjars/bpmn-js/8.0.0/dist/bpmn-modeler.development.js" })
    void servesOfTheLibrariesOnlyWhatPagesUse(String path) throws Exception {
        this.mvc.perform(get(path)).andExpect(status().is3xxRedirection());
        this.mvc.perform(get(path).session(signIn("staff3"))).andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = { "/webjars/htmx.org/2.0.10/dist/htmx.min.js",
            "/webjars/bpmn-js/8.0.0/dist/assets/diagram-js.css" })
    void servesWhatPagesUseToEverybody(String path) throws Exception {
        this.mvc.perform(get(path)).andExpect(status().isOk()).andExpect(header().string("Cache-Control", FOR_GOOD));
    }

    /** Pages name each file by its content; all that the first one needs is light. */
    @Test
    void aFileIsFetchedOnceUntilItChanges() throws Exception {
        String page = this.mvc.perform(get("/sign-in"))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
        List<String> files = Pattern.compile("(?:href|src)=\"(/(?:css|js|img|webjars)/[^\"#]+)")
            .matcher(page)
            .results()
            .map((found) -> found.group(1))
            .toList();
        assertThat(files).hasSizeGreaterThan(4);
        int weight = compressed(page.getBytes(StandardCharsets.UTF_8));
        for (String file : files) {
            weight += compressed(this.mvc.perform(get(file))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", FOR_GOOD))
                .andReturn()
                .getResponse()
                .getContentAsByteArray());
        }
        assertThat(weight).isLessThan(250_000);
        this.mvc.perform(get("/css/sanxing-" + "0".repeat(32) + ".css"))
            .andExpect(status().isNotFound())
            .andExpect(header().string("Cache-Control", not(FOR_GOOD)));
    }

    private static int compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(content);
        }
        return bytes.size();
    }

    @Test
    void doesNotTakeThePagesSessionForTheApi() throws Exception {
        this.mvc.perform(get("/api/v1/me").session(signIn("staff3"))).andExpect(status().isUnauthorized());
    }

    @Test
    void saysWhoIsWho() throws Exception {
        this.mvc.perform(get("/api/v1/me").with(httpBasic("head1", PASSWORD)))
            .andExpect(jsonPath("$.department.name").value("综合科"))
            .andExpect(jsonPath("$.branch.name").value("机关第一党支部"))
            .andExpect(jsonPath("$.roles").value(contains("head", "staff")));
        this.mvc.perform(get("/api/v1/me").with(httpBasic("auditor", PASSWORD)))
            .andExpect(jsonPath("$.department").isEmpty())
            .andExpect(jsonPath("$.roles").value(contains("auditor")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/css/sanxing.css", "/css/account.css", "/sign-in", "/actuator/health",
            "/actuator/health/liveness", "/actuator/health/readiness" })
    void showsToEverybodyWhatSaysNothingAboutAnybody(String path) throws Exception {
        this.mvc.perform(get(path)).andExpect(status().isOk());
    }

    @Test
    void refusesToChangeAnythingWithoutTheToken() throws Exception {
        MockHttpSession session = signIn("sysadmin");

        this.mvc.perform(post("/admin/organization/people/staff1/leave").session(session))
            .andExpect(status().isForbidden());
        this.mvc.perform(post("/admin/organization/branches/new").session(session).with(csrf()))
            .andExpect(status().isOk())
            .andExpect(content().string(containsString("必须填写")));
    }

    @Test
    void sendsTheHeadersThatKeepThePageToItself() throws Exception {
        this.mvc.perform(get("/sign-in"))
            .andExpect(header().string("Content-Security-Policy", not(containsString("unsafe"))))
            .andExpect(header().string("Content-Security-Policy", startsWith("default-src 'self'; ")))
            .andExpect(header().string("X-Content-Type-Options", "nosniff"))
            .andExpect(header().string("X-Frame-Options", "SAMEORIGIN"))
            .andExpect(header().string("Referrer-Policy", "same-origin"))
            .andExpect(header().string("Cache-Control", "no-store"));
        this.mvc.perform(get("/trace/7/diagram"))
            .andExpect(header().string("Content-Security-Policy", containsString("style-src 'self' 'unsafe-inline'")))
            .andExpect(header().string("Content-Security-Policy", not(containsString("script-src"))));
        this.mvc.perform(get("/api/v1/me").with(httpBasic("staff1", PASSWORD)))
            .andExpect(header().string("Cache-Control", "no-store"));
        this.mvc.perform(get("/css/account.css")).andExpect(header().string("Cache-Control", "no-cache"));
    }

    private MockHttpSession signIn(String account) throws Exception {
        return (MockHttpSession) this.mvc
            .perform(post("/sign-in").with(csrf()).param("username", account).param("password", PASSWORD))
            .andExpect(redirectedUrl("/"))
            .andReturn()
            .getRequest()
            .getSession();
    }

}
