package org.sanxing.notification;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class NoticeFilesTests {

    @TempDir
    private Path folder;

    private final NoticeFixture built = NoticeFixture.onH2();

    private NoticeFixture node() {
        return this.built.withFiles(this.folder);
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(this.folder.resolve(file), List.of(lines));
    }

    private String title(NoticeFixture node, Locale locale) {
        return node.texts.title("returned", List.of("T", "P", ""), locale);
    }

    @Test
    void theOrgansOwnWordsComeFirstAndAreReadAgainWithinAMinute() throws IOException {
        NoticeFixture node = node();
        assertThat(title(node, Locale.ENGLISH)).isEqualTo("Returned: T");
        write("notices_en.properties", "notice.returned.title=Back to you: {0}");
        this.built.clock.move(Duration.ofMinutes(1));
        assertThat(title(node, Locale.ENGLISH)).isEqualTo("Back to you: T");
        assertThat(title(node, Locale.SIMPLIFIED_CHINESE)).as("of its language only")
            .isEqualTo("\u9000\u56de\u4fee\u6539\uff1aT");
        write("notices_en.properties", "notice.returned.title=Once more, {1}: {0}");
        this.built.clock.move(Duration.ofMinutes(1));
        assertThat(title(node, Locale.ENGLISH)).isEqualTo("Once more, P: T");
        Files.delete(this.folder.resolve("notices_en.properties"));
        this.built.clock.move(Duration.ofMinutes(1));
        assertThat(title(node, Locale.ENGLISH)).isEqualTo("Returned: T");
        assertThat(node.files.problems()).isEmpty();
    }

    @Test
    void messagesThatAreThereAlreadyAreReadInTheNewWords() throws IOException {
        NoticeFixture node = node();
        node.notifications.notify(Notice.of("returned", List.of("staff1"), "c", "/", "T", "P"));
        write("notices.properties", "notice.returned.title=\u8bf7\u4fee\u6539\uff1a{0}");
        this.built.clock.move(Duration.ofMinutes(1));
        assertThat(node.messages.latestUnread("staff1", 1, Locale.SIMPLIFIED_CHINESE).get(0).title())
            .isEqualTo("\u8bf7\u4fee\u6539\uff1aT");
    }

    @Test
    void whatCannotBeUsedIsNamedAndTheBuiltInServes() throws IOException {
        write("notices_en.properties", "notice.returned.title=Broken {0", "notice.returned.text=Names {7}",
                "notice.accepted.title=It's {0}", "notice.accepted.text=", "notice.nothing.title=x",
                "error.notification-not-found=x", "notice.reminded.title={0,number,#}",
                "notice.reminded.text=Soon: {0}", "notification.mail.open=Look");
        NoticeFixture node = node();
        assertThat(node.files.problems()).extracting(NoticeFiles.Problem::key, NoticeFiles.Problem::code)
            .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("notice.returned.title", "bad-pattern"),
                    org.assertj.core.groups.Tuple.tuple("notice.returned.text", "unknown-placeholder"),
                    org.assertj.core.groups.Tuple.tuple("notice.accepted.title", "single-quote"),
                    org.assertj.core.groups.Tuple.tuple("notice.accepted.text", "empty"),
                    org.assertj.core.groups.Tuple.tuple("notice.nothing.title", "unknown-key"),
                    org.assertj.core.groups.Tuple.tuple("error.notification-not-found", "unknown-key"),
                    org.assertj.core.groups.Tuple.tuple("notice.reminded.title", "bad-pattern"));
        assertThat(title(node, Locale.ENGLISH)).isEqualTo("Returned: T");
        assertThat(node.texts.text("reminded", List.of("T"), Locale.ENGLISH)).isEqualTo("Soon: T");
        assertThat(node.texts.words("notification.mail.open", "", Locale.ENGLISH)).isEqualTo("Look");
    }

    @Test
    void aFileInAnotherEncodingIsNamedAndNotUsed() throws IOException {
        Files.write(this.folder.resolve("notices.properties"),
                "notice.returned.title=\u8bf7\u4fee\u6539\uff1a{0}".getBytes(Charset.forName("GBK")));
        NoticeFixture node = node();
        assertThat(node.files.problems()).extracting(NoticeFiles.Problem::code).containsExactly("not-utf8");
        assertThat(title(node, Locale.SIMPLIFIED_CHINESE)).isEqualTo("\u9000\u56de\u4fee\u6539\uff1aT");
    }

    @Test
    void theFileToBeginWithChangesNothing() throws IOException {
        NoticeWordings wordings = new NoticeWordings(this.built.files, this.built.texts, this.built.known);
        for (String file : List.of("notices.properties", "notices_en.properties")) {
            Files.writeString(this.folder.resolve(file), wordings.file(file));
        }
        NoticeFixture node = node();
        assertThat(node.files.problems()).isEmpty();
        NoticeWordings again = new NoticeWordings(node.files, node.texts, node.known);
        assertThat(again.kinds(Locale.ENGLISH)).extracting(NoticeWordings.Kind::event).contains("returned");
        assertThat(again.kinds(Locale.ENGLISH).stream().flatMap((kind) -> kind.wordings().stream()))
            .allSatisfy((wording) -> assertThat(wording.fromFile()).as(wording.key()).isTrue());
        assertThat(again.file("notices_en.properties")).isEqualTo(wordings.file("notices_en.properties"));
        assertThat(again.kinds(Locale.ENGLISH).stream().flatMap((kind) -> kind.wordings().stream()))
            .allSatisfy((wording) -> assertThat(wording.example()).isNotBlank().doesNotContain("{0}", "{1}", "{2}"));
    }

}
