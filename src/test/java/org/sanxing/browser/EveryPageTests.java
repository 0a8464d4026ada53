package org.sanxing.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriverException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each page that {@code rights.txt} names, as one who may see it, on an office screen and
 * on a phone in the dark: no violation of any of axe's rules, contrast included.
 */
@BrowserTest
@Tag("long")
class EveryPageTests {

    /** Who sees it, by the word of the table. */
    private static final Map<String, String> PEOPLE = Map.ofEntries(Map.entry("all", "head1"),
            Map.entry("staff", "staff1"), Map.entry("author", "staff1"), Map.entry("readers", "head1"),
            Map.entry("versionReaders", "head1"), Map.entry("owner", "staff1"), Map.entry("involved", "auditor"),
            Map.entry("auditor", "auditor"), Map.entry("administrators", "secadmin"), Map.entry("helpers", "secadmin"),
            Map.entry("secadmin", "secadmin"), Map.entry("sysadmin", "sysadmin"), Map.entry("planners", "leader1"),
            Map.entry("committees", "secretary1"), Map.entry("overseers", "secretary1"));

    @Test
    void noneStandsInAnybodysWay(Browser browser) throws IOException {
        Map<String, String> things = things(browser);
        browser.wholly();
        List<String> wrong = new ArrayList<>();
        int pages = 0;
        String signedIn = "";
        for (String line : table()) {
            String[] words = line.split(" ");
            String id = things.get(words[2]);
            String account = words[2].equals("meeting") ? "leader1" : PEOPLE.get(words[3]);
            if (id == null || account == null) {
                continue;
            }
            String path = words[1].replaceFirst("\\{(id|caseId|account)}", id)
                .replace("{year}", "2026")
                .replaceAll("\\{\\w+:([\\w-]+)[^}]*}", "$1")
                    + ((words.length > 4) ? words[4] : words[1].equals("/search") ? "?q=材料" : "");
            if (!account.equals(signedIn)) {
                browser.signIn(account);
                signedIn = account;
            }
            if (path.contains("{") || !browser.isPage(path)) {
                continue;
            }
            pages++;
            try {
                browser.open(path);
                browser.picture("every" + path.replaceAll("\\W", "-"));
            }
            catch (AssertionError | WebDriverException violation) {
                wrong.add(account + " " + path + ": " + violation.getMessage());
            }
        }
        System.out.println("Pages that axe has seen: " + pages);
        assertThat(wrong).isEmpty();
        assertThat(pages).isGreaterThan(60);
    }

    private static List<String> table() throws IOException {
        try (InputStream file = EveryPageTests.class.getResourceAsStream("/rights.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter((line) -> line.startsWith("GET /") && !line.startsWith("GET /api/v1"))
                .toList();
        }
    }

    /** What the ids of the table stand for. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> things(Browser browser) {
        String material = new Materials(browser).submit("staff1", "每一页都看一遍的材料");
        Map<String, Object> entry = browser.api("secretary1", "POST", "/ledger/entries",
                Map.of("source", Map.of("kind", "selfCheck", "check", "自查", "foundOn", "2026-01-05"), "manifestation",
                        "会议记录不规范。", "rootCause", "制度学习不够", "category", "程序规范不清楚", "deadlineClass", "short",
                        "responsible", "head1"));
        Map<String, Object> meeting = browser.api("leader1", "POST", "/ledger/meetings",
                Map.of("meetsAt", OffsetDateTime.now().plusDays(3).toString(), "place", "三楼会议室", "recorder", "staff2",
                        "items", List.of()));
        Map<String, String> things = new HashMap<>(Map.of("-", "-", "material", material, "case", material, "entry",
                (String) entry.get("id"), "meeting", (String) meeting.get("id"), "person", "staff1"));
        for (String kind : List.of("campaign", "department", "branch")) {
            String places = kind.equals("branch") ? "/branches" : "/" + kind + "s";
            things.put(kind, first(browser, "sysadmin", places));
        }
        List<Map<String, Object>> tasks = (List<Map<String, Object>>) browser.api("head1", "GET", "/tasks", null)
            .get("items");
        things.put("task",
                (String) tasks.stream()
                    .filter((task) -> material.equals(task.get("caseId")))
                    .findFirst()
                    .orElseThrow()
                    .get("id"));
        return things;
    }

    @SuppressWarnings("unchecked")
    private static String first(Browser browser, String account, String path) {
        return (String) ((List<Map<String, Object>>) browser.api(account, "GET", path, null).get("items")).get(0)
            .get("id");
    }

}
