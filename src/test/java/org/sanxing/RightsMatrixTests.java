package org.sanxing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.attachment.Samples;
import org.sanxing.common.Ids;
import org.sanxing.ledger.Entry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route there is, for every role and for one's own object, a colleague's, another
 * branch's and one that does not exist. Who may is in {@code rights.txt}, after domain.md
 * (Who may read what); a route that is not there fails. Whoever may not is refused, also
 * with an empty body; whoever may read is not; nobody gets an error of ours. What changes
 * something is not sent by those who may.
 */
@ApplicationTest
class RightsMatrixTests {

    private static final String TABLE = "rights.txt";

    private static final Set<String> EVERYBODY = Set.of("staff1", "staff2", "staff3", "head1", "supervisor1",
            "organiser1", "secretary2", "leader1", "auditor", "sysadmin", "secadmin");

    /** What the words of the table mean where no object is meant. */
    private static final Map<String, Set<String>> ROLES = Map.ofEntries(Map.entry("all", EVERYBODY),
            Map.entry("nobody", Set.of()), Map.entry("sysadmin", Set.of("sysadmin")),
            Map.entry("secadmin", Set.of("secadmin")), Map.entry("auditor", Set.of("auditor")),
            Map.entry("administrators", Set.of("sysadmin", "secadmin", "auditor")),
            Map.entry("helpers", Set.of("sysadmin", "secadmin")),
            Map.entry("committees", Set.of("organiser1", "secretary2")),
            Map.entry("planners", Set.of("secretary2", "leader1")),
            Map.entry("overseers", Set.of("organiser1", "secretary2", "leader1", "auditor")),
            Map.entry("progress", Set.of("head1", "supervisor1", "organiser1", "secretary2", "leader1", "auditor")),
            Map.entry("staff", Set.of("staff1", "staff2", "staff3", "head1", "supervisor1", "organiser1", "secretary2",
                    "leader1")));

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private Organisation organisation;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    /** By what {@code {id}} stands for. */
    private final Map<String, List<Thing>> things = new HashMap<>();

    @BeforeEach
    void things() {
        thing("-", "-", Map.of());
        Materials.Material draft = this.materials.draft("staff1");
        Materials.Material review = this.materials.inReview("staff1");
        Entry near = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2");
        Entry far = Entry.registered(this.office, this.materials, "staff3", "organiser2", "staff3");
        JsonNode source = this.office.as("staff3").get(far.path()).ok().path("source");

        Set<String> reviewReaders = Set.of("staff1", "head1", "organiser1", "auditor");
        Set<String> materialReaders = Set.of("staff3", "secretary2", "auditor");
        Set<String> farReaders = Set.of("staff3", "secretary2", "leader1", "auditor");
        thing("material", draft.id(), Map.of("author", Set.of("staff1"), "readers", Set.of("staff1")));
        thing("material", review.id(),
                Map.of("author", Set.of("staff1"), "readers", reviewReaders, "versionReaders", reviewReaders));
        thing("material", source.path("reflectionId").asString(),
                Map.of("author", Set.of("staff3"), "readers", materialReaders, "versionReaders", materialReaders));
        thing("entry", near.id(), Map.of("responsible", Set.of("staff2"), "committee", Set.of("organiser1"), "readers",
                Set.of("staff1", "staff2", "head1", "supervisor1", "organiser1", "leader1", "auditor")));
        thing("entry", far.id(),
                Map.of("responsible", Set.of("staff3"), "committee", Set.of("secretary2"), "readers", farReaders));
        thing("case", review.id(), Map.of("readers", reviewReaders, "involved", Set.of("auditor")));
        thing("case", far.id(), Map.of("readers", farReaders, "involved", farReaders));
        thing("task", review.taskId(), Map.of("holder", Set.of("head1"), "reviewer", Set.of("head1"), "starters",
                Set.of("staff1", "organiser1"), "readers", reviewReaders));
        thing("task", this.office.openTasks(far.id()).get(0).id(),
                Map.of("holder", Set.of("staff3"), "starters", Set.of("secretary2", "leader1"), "readers", farReaders));
        thing("attachment",
                this.office.as("staff2")
                    .upload("/attachments", "证据.png", Samples.png(), "caseId", near.id())
                    .ok()
                    .path("id")
                    .asString(),
                Map.of("owner", Set.of("staff2")));
        Set<String> trialReaders = Set.of("staff1", "head1", "supervisor1", "auditor");
        thing("procedureCase", trial(false), Map.of("subject", Set.of("staff1"), "readers", Set.of("staff1")));
        thing("procedureCase", trial(true), Map.of("subject", Set.of("staff1"), "readers", trialReaders));
        thing("campaign", draft.campaign().id(), Map.of());
        thing("meeting", meeting(), Map.of("planner", Set.of("leader1"), "runners", Set.of("leader1", "staff2"),
                "readers", Set.of("leader1", "staff2", "auditor")));
        thing("phrase",
                this.office.as("staff1")
                    .post("/phrases", Map.of("text", "常用语" + Ids.next(), "kind", "objection"))
                    .ok()
                    .path("id")
                    .asString(),
                Map.of("owner", Set.of("staff1")));
        thing("notification", this.office.as("head1").notices().get(0).path("id").asString(),
                Map.of("owner", Set.of("head1")));
        thing("deputation", new Deputations(this.jdbc).begin("leader4", "leader5"),
                Map.of("keepers", Set.of("sysadmin")));
        thing("department", this.organisation.idOf("综合科"), Map.of());
        thing("branch", this.organisation.branchOf("staff3"),
                Map.of("committee", Set.of("secretary2"), "overseers", Set.of("secretary2", "leader1", "auditor")));
        thing("person", "staff2", Map.of());
        this.things.forEach((kind, known) -> {
            if (!kind.equals("-")) {
                known.add(Thing.none());
            }
        });
        this.things.put("random", List.of(Thing.none()));
    }

    private String trial(boolean submitted) {
        return this.office.as("staff1")
            .post("/procedures/trial/cases",
                    Map.of("data", Map.of("kind", "plain", "from", "2026-12-07", "to", "2026-12-09", "purpose", "试办"),
                            "submit", submitted))
            .ok(201)
            .path("id")
            .asString();
    }

    private String meeting() {
        return this.office.as("leader1")
            .post("/ledger/meetings",
                    Map.of("meetsAt", "2026-11-25T09:00:00+08:00", "place", "三楼会议室", "recorder", "staff2", "invited",
                            "办公室主任", "items", List.of()))
            .ok(201)
            .path("id")
            .asString();
    }

    private void thing(String kind, String id, Map<String, Set<String>> people) {
        this.things.computeIfAbsent(kind, (fresh) -> new ArrayList<>()).add(new Thing(id, people));
    }

    /**
     * For each route one who may not and one who may, of one object; others, in another
     * order, with {@code -Dsanxing.rights.seed=…}.
     */
    @Test
    void isAsTheTableSays() throws IOException {
        assertThat(check(1, random())).isGreaterThan(250);
    }

    @Test
    @Tag("long")
    void isWhollyAsTheTableSays() throws IOException {
        assertThat(check(EVERYBODY.size(), random())).isGreaterThan(3000);
    }

    private static Random random() {
        long seed = Long.getLong("sanxing.rights.seed", 1);
        System.out.println("Seed of the rights that were tried: " + seed);
        return new Random(seed);
    }

    private int check(int each, Random random) throws IOException {
        Map<String, Rule> table = table();
        Map<String, Route> routes = routes();
        assertThat(routes.keySet()).as("routes; each needs its line in src/test/resources/%s", TABLE)
            .isSubsetOf(table.keySet());
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (Map.Entry<String, Route> route : routes.entrySet()) {
            Rule rule = table.get(route.getKey());
            for (Thing thing : some(this.things.get(rule.what()).stream(), each, random)) {
                Set<String> may = rule.may(thing);
                List<String> those = some(EVERYBODY.stream().sorted().filter((account) -> !may.contains(account)), each,
                        random);
                if (route.getValue().method() == HttpMethod.GET) {
                    those.addAll(some(may.stream().sorted(), each, random));
                }
                for (String account : those) {
                    int status = send(route.getValue(), rule, thing, account);
                    cells++;
                    if (!rule.fits(status, may.contains(account))) {
                        wrong.add("%s of %s by %s: %s".formatted(route.getKey(), thing.id(), account, status));
                    }
                }
            }
        }
        System.out.println("Rights that were tried: " + cells);
        assertThat(wrong).isEmpty();
        return cells;
    }

    private static <T> List<T> some(Stream<T> of, int each, Random random) {
        List<T> all = new ArrayList<>(of.toList());
        Collections.shuffle(all, random);
        return new ArrayList<>(all.subList(0, Math.min(each, all.size())));
    }

    /** Status of the answer; 500 also where an exception came through. */
    private int send(Route route, Rule rule, Thing thing, String account) {
        String path = route.path(thing.id()) + rule.query();
        Office.Caller caller = this.office.as(account);
        boolean api = path.startsWith("/api/v1");
        String rest = api ? path.substring("/api/v1".length()) : path;
        try {
            if (route.file()) {
                return (api ? caller.upload(rest, "a.docx", new byte[] { 1 })
                        : caller.uploadOnPage(rest, "a.docx", new byte[] { 1 }))
                    .status();
            }
            if (api) {
                boolean body = route.method() == HttpMethod.POST || route.method() == HttpMethod.PUT;
                return caller.send(route.method(), rest, body ? "{}" : null).status();
            }
            return ((route.method() == HttpMethod.GET) ? caller.file(rest) : caller.submit(rest)).status();
        }
        catch (AssertionError ex) {
            return 500;
        }
    }

    private Map<String, Route> routes() {
        Map<String, Route> routes = new TreeMap<>();
        this.mapping.getHandlerMethods().forEach((info, handler) -> {
            boolean file = Arrays.asList(handler.getMethod().getParameterTypes()).contains(MultipartFile.class);
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (String pattern : info.getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    routes.put(method + " " + pattern, new Route(method.asHttpMethod(), pattern, file));
                }
            }
        });
        return routes;
    }

    private static Map<String, Rule> table() throws IOException {
        Map<String, Rule> table = new LinkedHashMap<>();
        try (InputStream file = RightsMatrixTests.class.getResourceAsStream("/" + TABLE)) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ");
                    table.put(words[0] + " " + words[1], new Rule(words[2], words[3].replace("!", ""),
                            words[3].endsWith("!"), (words.length > 4) ? words[4] : ""));
                }
            }
        }
        return table;
    }

    /**
     * @param people who is what to it
     */
    private record Thing(String id, Map<String, Set<String>> people) {

        /** Nobody may do anything with what is not there. */
        static Thing none() {
            return new Thing(Ids.next(), Map.of("", Set.of()));
        }

        boolean exists() {
            return !this.people.containsKey("");
        }

    }

    private record Route(HttpMethod method, String pattern, boolean file) {

        /** With the id, the first where there are alternatives, and 1 for all others. */
        String path(String id) {
            return this.pattern.replaceFirst("\\{(id|caseId|account|branch)}", id)
                .replace("{year}", "2026")
                .replace("{key}", "trial")
                .replaceAll("\\{\\w+:([\\w-]+)[^}]*}", "$1")
                .replaceAll("\\{\\w+}", "1");
        }

    }

    /**
     * @param lenient whether who may not can also be told that something else is wrong
     */
    private record Rule(String what, String who, boolean lenient, String query) {

        Set<String> may(Thing thing) {
            if (!thing.exists()) {
                return Set.of();
            }
            return thing.people().getOrDefault(this.who, ROLES.getOrDefault(this.who, Set.of()));
        }

        boolean fits(int status, boolean allowed) {
            if (allowed) {
                return status < 500 && status != 403 && (status != 404 || this.what.equals("-"));
            }
            return status == 403 || status == 404 || (this.lenient && status >= 400 && status < 500);
        }

    }

}
