package org.sanxing.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.common.Pinyin;
import org.sanxing.ledger.Entry;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@ApplicationTest
class SearchTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    private String found(String account, String text) {
        return this.office.as(account)
            .page("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"))
            .html();
    }

    @Test
    void findsWhatTheReaderMaySee() {
        Materials.Material material = this.materials.inReview("staff1");
        String author = this.office.as("staff1").get("/me").ok().path("name").asString();
        // Others have left more of the author's there than are shown.
        assertThat(found("head1", author)).contains("/tasks?view=involved&amp;q=")
            .containsPattern("href=\"/materials/[0-9a-f-]{36}\"")
            .containsPattern("href=\"/tasks/[0-9a-f-]{36}\"");
        assertThat(found("staff3", author)).doesNotContain(material.taskId(), material.id());
        assertThat(found("auditor", author)).contains("/trace/events?actor=staff1")
            .containsPattern("href=\"/trace/[0-9a-f-]{36}\"");
        assertThat(found("sysadmin", author)).contains("/admin/organization/people/staff1")
            .doesNotContain(material.id(), material.taskId());
        assertThat(found("secadmin", author)).contains("/admin/roles?q=staff1").doesNotContain(material.id());
    }

    @Test
    void findsByNumberTitleAndInitials() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "secretary1", "staff1");
        String number = entry.read().path("number").asString();
        assertThat(found("secretary1", number)).contains("/ledger/" + entry.id());
        assertThat(found("secretary1",
                number.codePoints()
                    .mapToObj((each) -> Character.toString((each > ' ' && each < 0x7F) ? each + 0xFEE0 : each))
                    .collect(Collectors.joining())))
            .as("as a keyboard for Chinese types it")
            .contains("/ledger/" + entry.id());
        assertThat(found("staff3", number)).doesNotContain("/ledger/" + entry.id());
        assertThat(found("sysadmin", number)).doesNotContain("/ledger/" + entry.id());
        assertThat(found("secretary1", "zxzz")).contains("\"/campaigns\"");
        String initials = Pinyin.initials(this.office.as("head1").get("/me").ok().path("name").asString());
        assertThat(found("sysadmin", initials)).contains("/admin/organization/people/head1");
        String title = Pinyin.initials(entry.read().path("title").asString()).replaceAll("[^a-z].*", "");
        // Others have left more with the same title than are shown.
        assertThat(found("secretary1", title)).contains(entry.read().path("title").asString())
            .containsPattern("href=\"/ledger/[0-9a-f-]{36}\"");
        assertThat(found("staff3", title)).doesNotContain("/ledger/" + entry.id());
    }

    @Test
    void saysWhatCanBeSearchedAndThatNothingWasFound() {
        assertThat(found("staff1", " ")).contains("搜索您能看到的一切");
        assertThat(found("staff1", "没有这样的东西<b>")).contains("没有找到“没有这样的东西&lt;b&gt;”");
        assertThat(found("staff1", "%_")).contains("没有找到");
    }

}
