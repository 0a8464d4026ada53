package org.sanxing.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Refusal;
import org.sanxing.workflow.CaseHistory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The contract of api.md, Audit, and who gets what. */
class TraceApiTest {

    private static AuditDatabase db;

    private static MockMvc mvc;

    private static final Authentication AUDITOR = new TestingAuthenticationToken("auditor", "x", "ROLE_AUDITOR");

    private static final Authentication READER = new TestingAuthenticationToken("staff1", "x", "ROLE_USER");

    private static final Authentication STRANGER = new TestingAuthenticationToken("staff2", "x", "ROLE_USER");

    @BeforeAll
    static void start() {
        db = AuditDatabase.h2();
        mvc = MockMvcBuilders
            .standaloneSetup(api(),
                    new RecordApi(db.context.getBean(TraceAccess.class), db.verifier,
                            db.context.getBean(Verifications.class), db.context.getBean(Checkpoints.class),
                            db.context.getBean(CheckpointPlaces.class), db.context.getBean(FailureWords.class)))
            .setControllerAdvice(new Statuses())
            .build();
    }

    private static TraceApi api() {
        AuditEvents events = db.context.getBean(AuditEvents.class);
        Names names = db.context.getBean(Names.class);
        ObjectProvider<CaseHistory> history = new ObjectProvider<>() {
            @Override
            public CaseHistory getObject() {
                CaseHistory engine = mock(CaseHistory.class);
                when(engine.of(anyString())).thenAnswer((asked) -> run(asked.getArgument(0)));
                return engine;
            }

            @Override
            public CaseHistory getIfAvailable() {
                return getObject();
            }
        };
        return new TraceApi(db.context.getBean(TraceAccess.class), new CaseTraces(events, names, history),
                db.context.getBean(AuditCases.class), events, names, ZoneId.of("Asia/Shanghai"));
    }

    private static Optional<CaseHistory.CaseRun> run(String caseId) {
        Instant start = AuditDatabase.START;
        return Optional.of(new CaseHistory.CaseRun("ReflectionReviewProcess", "Review", 3, "<xml/>",
                List.of(new CaseHistory.Visit("Start", "Submitted", "startEvent", null, start, start, false),
                        new CaseHistory.Visit("Task_ReviewReflection", "Review", "userTask", "head1", start,
                                start.plusSeconds(3600), false),
                        new CaseHistory.Visit("Task_ReviseReflection", "Revise", "userTask", "staff1",
                                start.plusSeconds(3600), null, false)),
                List.of("Flow"), false, List.of()));
    }

    @RestControllerAdvice
    static class Statuses {

        @ExceptionHandler
        ResponseEntity<String> refused(Refusal refusal) {
            return ResponseEntity.status(refusal.kind().status()).body(refusal.code());
        }

    }

    @AfterAll
    static void stop() throws Exception {
        db.close();
    }

    @BeforeEach
    void story() {
        db.empty();
        db.happened(AuditRecord.of("case1", "reflection", "created", "staff1"));
        db.happened(AuditRecord.of("case1", "reflection", "submitted", "staff1").version(1));
        db.now.set(AuditDatabase.START.plusSeconds(3600));
        db.happened(AuditRecord.of("case1", "reflection", "returned", "deputy1")
            .onBehalfOf("head1")
            .version(1)
            .detail("opinion", "Be concrete"));
        db.happened(
                AuditRecord.of("case1", "reflection", "reminded", AuditRecord.SYSTEM).detail("to", List.of("staff1")));
    }

    private static int answer(MockHttpServletRequestBuilder request, Authentication who) throws Exception {
        return mvc.perform(request.principal(who)).andReturn().getResponse().getStatus();
    }

    @Test
    void tellsTheWholeStory() throws Exception {
        mvc.perform(get("/api/v1/cases/case1/trace").principal(AUDITOR))
            .andExpect(status().isOk())
            .andExpect(jsonPath("$.caseId").value("case1"))
            .andExpect(jsonPath("$.title").value("Title of case1"))
            .andExpect(jsonPath("$.process.key").value("ReflectionReviewProcess"))
            .andExpect(jsonPath("$.process.version").value(3))
            .andExpect(jsonPath("$.events[*].action", contains("created", "submitted", "returned", "reminded")))
            .andExpect(jsonPath("$.events[*].seq", contains(1, 2, 3, 4)))
            .andExpect(jsonPath("$.events[0].onBehalfOf").value(nullValue()))
            .andExpect(jsonPath("$.events[0].version").value(nullValue()))
            .andExpect(jsonPath("$.events[2].actor.account").value("deputy1"))
            .andExpect(jsonPath("$.events[2].actor.name").value("N-deputy1"))
            .andExpect(jsonPath("$.events[2].onBehalfOf.account").value("head1"))
            .andExpect(jsonPath("$.events[2].result").value("ok"))
            .andExpect(jsonPath("$.events[2].objectType").value("reflection"))
            .andExpect(jsonPath("$.events[2].objectId").value("case1"))
            .andExpect(jsonPath("$.events[2].version").value(1))
            .andExpect(jsonPath("$.events[2].detail.opinion").value("Be concrete"))
            .andExpect(jsonPath("$.events[2].at").value("2026-11-22T07:00:00.123456Z"))
            .andExpect(jsonPath("$.events[2].hash", matchesPattern("[0-9a-f]{64}")))
            .andExpect(jsonPath("$.events[3].actor.account").value("system"))
            .andExpect(jsonPath("$.activities[*].elementId",
                    contains("Start", "Task_ReviewReflection", "Task_ReviseReflection")))
            .andExpect(jsonPath("$.activities[1].actor.account").value("deputy1"))
            .andExpect(jsonPath("$.activities[1].outcome").value("returned"))
            .andExpect(jsonPath("$.activities[2].outcome").value("waiting"))
            .andExpect(jsonPath("$.activities[2].endedAt").value(nullValue()));
    }

    @Test
    void tellsNobodyButTheAuditor() throws Exception {
        for (String path : List.of("/api/v1/cases/case1/trace")) {
            assertThat(answer(get(path), AUDITOR)).isEqualTo(200);
            assertThat(answer(get(path), READER)).isEqualTo(403);
            assertThat(answer(get(path), STRANGER)).isEqualTo(404);
        }
        assertThat(answer(post("/api/v1/cases/case1/verification"), AUDITOR)).isEqualTo(200);
        assertThat(answer(post("/api/v1/cases/case1/verification"), READER)).isEqualTo(403);
        assertThat(answer(post("/api/v1/cases/case1/verification"), STRANGER)).isEqualTo(404);
        for (Authentication who : List.of(READER, STRANGER)) {
            assertThat(answer(get("/api/v1/cases"), who)).isEqualTo(403);
            assertThat(answer(get("/api/v1/audit/events"), who)).isEqualTo(403);
            assertThat(answer(post("/api/v1/audit/verification"), who)).isEqualTo(403);
        }
    }

    @Test
    void knowsNoCaseThatIsNone() throws Exception {
        db.happened(
                AuditRecord.of("organization", "department", "departmentAdded", "sysadmin").object("department", "d1"));
        for (String none : List.of("organization", "nothing")) {
            for (Authentication who : List.of(AUDITOR, READER, STRANGER)) {
                assertThat(answer(get("/api/v1/cases/" + none + "/trace"), who)).isEqualTo(404);
            }
        }
    }

    @Test
    void verifiesAndSaysWhatIsWrong() throws Exception {
        mvc.perform(post("/api/v1/audit/verification").principal(AUDITOR))
            .andExpect(jsonPath("$.ok").value(true))
            .andExpect(jsonPath("$.events").value(4))
            .andExpect(jsonPath("$.chains").value(1))
            .andExpect(jsonPath("$.checkpoint").value(nullValue()))
            .andExpect(jsonPath("$.failures", hasSize(0)));
        db.jdbc.sql("update audit_event set actor = 'x' where chain = 'case1' and seq = 2").update();
        mvc.perform(post("/api/v1/audit/verification").principal(AUDITOR))
            .andExpect(jsonPath("$.ok").value(false))
            .andExpect(jsonPath("$.failures[0].caseId").value("case1"))
            .andExpect(jsonPath("$.failures[0].seq").value(2))
            .andExpect(jsonPath("$.failures[0].kind").value("changed"));
        mvc.perform(post("/api/v1/cases/case1/verification").principal(AUDITOR))
            .andExpect(jsonPath("$.ok").value(false))
            .andExpect(jsonPath("$.chains").value(1));
    }

    @Test
    void findsEvents() throws Exception {
        mvc.perform(
                get("/api/v1/audit/events").queryParam("actor", "staff1").queryParam("limit", "1").principal(AUDITOR))
            .andExpect(jsonPath("$.items[*].action", contains("submitted")))
            .andExpect(jsonPath("$.items[0].chain").value("case1"))
            .andExpect(jsonPath("$.next").isString());
        mvc.perform(get("/api/v1/audit/events").queryParam("q", "concrete")
            .queryParam("from", "2026-11-22")
            .queryParam("to", "2026-11-22")
            .queryParam("action", "returned")
            .queryParam("result", "ok")
            .principal(AUDITOR))
            .andExpect(jsonPath("$.items", hasSize(1)))
            .andExpect(jsonPath("$.next").value(nullValue()));
        mvc.perform(get("/api/v1/audit/events").queryParam("to", "2026-11-22T14:30:00+08:00").principal(AUDITOR))
            .andExpect(jsonPath("$.items", hasSize(2)));
        assertThat(answer(get("/api/v1/audit/events").queryParam("from", "yesterday"), AUDITOR)).isEqualTo(400);
        assertThat(answer(get("/api/v1/audit/events").queryParam("cursor", "x"), AUDITOR)).isEqualTo(400);
        assertThat(answer(get("/api/v1/audit/events").queryParam("limit", "201"), AUDITOR)).isEqualTo(400);
    }

    @Test
    void findsCases() throws Exception {
        mvc.perform(
                get("/api/v1/cases").queryParam("q", "section a").queryParam("type", "reflection").principal(AUDITOR))
            .andExpect(jsonPath("$.items[0].caseId").value("case1"))
            .andExpect(jsonPath("$.items[0].subject.account").value("staff1"))
            .andExpect(jsonPath("$.items[0].subject.name").value("N-staff1"))
            .andExpect(jsonPath("$.items[0].lastAction").value("reminded"))
            .andExpect(jsonPath("$.items[0].events").value(4));
        mvc.perform(get("/api/v1/cases").queryParam("state", "nope").principal(AUDITOR))
            .andExpect(jsonPath("$.items", hasSize(0)));
    }

    @Test
    void asksTheDatabaseNoMoreForALongStoryThanForAShortOne() throws Exception {
        long few = statements();
        AuditRecord[] many = new AuditRecord[500];
        java.util.Arrays.setAll(many, (i) -> AuditRecord.of("case1", "reflection", "returned", "head" + i)
            .detail("to", List.of("staff" + i)));
        db.happened(many);
        assertThat(statements()).isEqualTo(few).isBetween(1L, 4L);
    }

    private static long statements() throws Exception {
        long before = AuditDatabase.statements();
        assertThat(answer(get("/api/v1/cases/case1/trace"), AUDITOR)).isEqualTo(200);
        return AuditDatabase.statements() - before;
    }

}
