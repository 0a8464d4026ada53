package org.sanxing.bench;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten pages over HTTP, by one person in turn with the sign-in page, which reads nothing;
 * then while fifty and two hundred people open one every few seconds each.
 */
@Tag("bench")
class PagesBench {

    private static final int CASES = Integer.getInteger("sanxing.bench.cases", 30);

    private static final int SECONDS = Integer.getInteger("sanxing.bench.seconds", 30);

    /** Between two pages of one person, on average. */
    private static final int THINKING = 10_000;

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

    @TempDir
    Path folder;

    /** Who opens what. */
    private record Look(String account, String path) {

    }

    @Test
    void atRestAndWithManyPeople() throws Exception {
        Report report = new Report("pages", "Page", "ms at rest", "to the sign-in page", "50 people, median ms",
                "95 of 100", "200 people, median ms", "95 of 100");
        try (Databases databases = Databases.postgres(this.folder);
                Application application = Application.start(databases.next(), this.folder.resolve("data"))) {
            Map<String, Look> pages = pages(application);
            Map<String, HttpClient> clients = new ConcurrentHashMap<>();
            for (Look look : pages.values()) {
                if (!clients.containsKey(look.account())) {
                    clients.put(look.account(), signedIn(application, look.account()));
                }
            }
            Map<String, Callable<Double>> sides = new LinkedHashMap<>();
            HttpClient nobody = HttpClient.newHttpClient();
            pages.forEach((name, look) -> sides.put(name,
                    () -> millis(clients.get(look.account()), application.address(look.path()))));
            sides.put("sign-in", () -> millis(nobody, application.address("/sign-in")));
            for (int i = 0; i < 100; i++) {
                for (Callable<Double> side : sides.values()) {
                    side.call();
                }
            }
            Rounds rounds = Rounds.of(sides, (side) -> {
                double sum = 0;
                for (int i = 0; i < 20; i++) {
                    sum += side.call();
                }
                return new double[] { sum / 20 };
            });
            Map<String, List<Double>> fifty = with(50, pages, application);
            Map<String, List<Double>> twoHundred = with(200, pages, application);
            for (String name : pages.keySet()) {
                report.row(name, rounds.median(0, name), rounds.ratio(0, name, "sign-in"), part(fifty.get(name), 0.5),
                        part(fifty.get(name), 0.95), part(twoHundred.get(name), 0.5), part(twoHundred.get(name), 0.95));
            }
            report.row("sign-in", rounds.median(0, "sign-in"), "", "", "", "", "");
        }
    }

    private static Map<String, Look> pages(Application application) throws Exception {
        OurCases cases = new OurCases(application);
        List<String> prepared = cases.prepare(2 * CASES);
        for (String each : prepared.subList(0, CASES)) {
            cases.wholeCase(each);
        }
        prepared.subList(CASES, 2 * CASES).forEach(cases::submit);
        JdbcClient jdbc = application.get(JdbcClient.class);
        String task = jdbc.sql("select min(id) from work_item where holder = 'head1' and state = 'OPEN'")
            .query(String.class)
            .single();
        String entry = jdbc.sql(
                "select min(e.id) from ledger_entry e join person p on p.branch_id = e.branch_id where p.account = 'secretary1'")
            .query(String.class)
            .single();
        String material = prepared.get(0).split(" ")[0];
        Map<String, Look> pages = new LinkedHashMap<>();
        pages.put("home", new Look("staff1", "/"));
        pages.put("to-do list", new Look("head1", "/tasks"));
        pages.put("review", new Look("head1", "/tasks/" + task));
        pages.put("materials", new Look("staff1", "/materials"));
        pages.put("material", new Look(prepared.get(0).split(" ")[1], "/materials/" + material));
        pages.put("ledger", new Look("secretary1", "/ledger"));
        pages.put("entry", new Look("secretary1", "/ledger/" + entry));
        pages.put("notices", new Look("staff1", "/notifications"));
        pages.put("campaigns", new Look("secretary1", "/campaigns"));
        pages.put("trace", new Look("auditor", "/trace/" + material));
        return pages;
    }

    private static HttpClient signedIn(Application application, String account) throws Exception {
        HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
        String form = client
            .send(HttpRequest.newBuilder(application.address("/sign-in")).build(), HttpResponse.BodyHandlers.ofString())
            .body();
        Matcher token = TOKEN.matcher(form);
        assertThat(token.find()).as(form).isTrue();
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(application.address("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=" + account + "&password=sanxing-demo&_csrf="
                    + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
            .build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Location").orElse("")).as(account).doesNotContain("sign-in");
        return client;
    }

    private static double millis(HttpClient client, URI address) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
        double millis = (System.nanoTime() - begun) / 1e6;
        assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
        return millis;
    }

    /** As many sessions, each a person who opens pages with pauses between. */
    private static Map<String, List<Double>> with(int people, Map<String, Look> pages, Application application)
            throws Exception {
        Map<String, List<Double>> times = new ConcurrentHashMap<>();
        pages.keySet().forEach((name) -> times.put(name, new CopyOnWriteArrayList<>()));
        List<Map.Entry<String, Look>> all = List.copyOf(pages.entrySet());
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Map.Entry<String, Look> page = all.get(i % all.size());
            HttpClient client = signedIn(application, page.getValue().account());
            Random random = new Random(i);
            work.add(() -> {
                Thread.sleep(random.nextInt(THINKING));
                long end = System.nanoTime() + SECONDS * 1_000_000_000L;
                while (System.nanoTime() < end) {
                    times.get(page.getKey()).add(millis(client, application.address(page.getValue().path())));
                    Thread.sleep(THINKING / 2 + random.nextInt(THINKING));
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
        }
        finally {
            threads.shutdown();
        }
        return times;
    }

    private static double part(List<Double> times, double part) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get((int) ((sorted.size() - 1) * part));
    }

}
