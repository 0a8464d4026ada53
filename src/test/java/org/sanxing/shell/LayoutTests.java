package org.sanxing.shell;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@ShellTest
class LayoutTests {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        this.jdbc.sql("delete from notification").update();
    }

    @ParameterizedTest
    @CsvSource({ "staff1,'/,/tasks,/materials,/procedures,/ledger,/campaigns'",
            "secretary1,'/,/tasks,/materials,/procedures,/ledger,/campaigns'",
            "auditor,'/,/admin/approvals,/trace,/ledger,/campaigns'",
            "sysadmin,'/,/admin/organization,/admin/approvals,/admin/calendar,/admin/notices,/admin/checks,/admin/accounts'",
            "secadmin,'/,/admin/roles,/admin/approvals,/admin/accounts'" })
    void everybodySeesOnlyTheirOwnPlaces(String account, String places) {
        String page = page(account, "/");
        String side = page.substring(page.indexOf("<nav class=\"sx-side\""), page.indexOf("</nav>"));
        assertThat(side.split("sx-nav-link").length - 1).isEqualTo(places.split(",").length);
        for (String place : places.split(",")) {
            assertThat(side).contains("href=\"" + place + "\"");
        }
        assertThat(side).contains("aria-current=\"page\"");
    }

    @Test
    void countsWhatWaitsInNavigationAndTitle() {
        String page = page("staff1", "/");
        assertThat(page).contains("<title>(3) ", "sx-count-late", "id=\"sx-count-side-tasks\"",
                "id=\"sx-count-bottom-tasks\"");
        assertThat(page("sysadmin", "/")).doesNotContain("sx-count-side-tasks").contains("<title>");
    }

    @Test
    void everybodyHasTheSameSearch() {
        for (String account : List.of("staff1", "auditor", "sysadmin", "secadmin")) {
            assertThat(page(account, "/")).as(account).contains("action=\"/search\"", "id=\"sx-search\"");
        }
    }

    @Test
    void speaksOneLanguageThatThePersonSwitches() {
        String chinese = page("staff1", "/");
        assertThat(chinese).contains("<html lang=\"zh-CN\"", "hreflang=\"en\"").containsPattern("\\p{IsHan}");
        HttpResponse<String> switched = new Http(this.port, "staff1").get("/?lang=en", "Accept-Language", "zh");
        assertThat(switched.headers().allValues("Set-Cookie")).anyMatch((cookie) -> cookie.startsWith("lang=en;"));
        assertThat(switched.body()).contains("<html lang=\"en\"", "Waiting for me");
        String english = new Http(this.port, "staff1").get("/", "Cookie", "lang=en").body();
        assertThat(english.replaceAll("lang=\"zh-CN\">\\p{IsHan}+<", "").replaceAll("<span>\\p{IsHan}+</span></a>", ""))
            .contains("Waiting for me")
            .doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    void theLanguageOfTheBrowserDoesNotCount() {
        assertThat(new Http(this.port, "staff1").get("/", "Accept-Language", "en").body())
            .contains("<html lang=\"zh-CN\"");
    }

    @Test
    void saysWhatHappenedWhereItIsReadOut() {
        String page = page("staff1", "/now");
        String region = page.substring(page.indexOf("id=\"sx-messages\""));
        assertThat(region.substring(0, region.indexOf("</div>"))).contains("aria-live=\"polite\"", "1234",
                "role=\"status\"");
    }

    @Test
    void emptyPagesSayWhatWillComeHere() {
        assertThat(page("staff1", "/")).contains("sx-empty");
        assertThat(page("staff1", "/notifications")).contains("sx-empty");
    }

    @Test
    void theCountsAreAskedForAloneToo() {
        String counts = page("staff1", "/nav-counts");
        assertThat(counts).startsWith("<a id=\"sx-bell\"")
            .contains("hx-swap-oob=\"true\"", "sx-count-bottom", "data-sx-waiting=\"3\"")
            .doesNotContain("<html");
        assertThat(page("auditor", "/nav-counts")).doesNotContain("sx-count-side-tasks", "sx-count-bottom-tasks");
    }

    @Test
    void aSwitchOfLanguageNeverLeadsElsewhere() {
        String page = new Http(this.port, "staff1").get("/notifications?unread=true&lang=zh").body();
        assertThat(page).contains("href=\"/notifications?unread=true&amp;lang=en\"");
    }

    private String page(String account, String path) {
        HttpResponse<String> answer = new Http(this.port, account).get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

}
