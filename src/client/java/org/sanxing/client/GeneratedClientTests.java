package org.sanxing.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.sanxing.Office;
import org.sanxing.client.api.AuditApi;
import org.sanxing.client.api.CampaignsApi;
import org.sanxing.client.api.LedgerApi;
import org.sanxing.client.api.ReflectionsApi;
import org.sanxing.client.api.TasksApi;
import org.sanxing.client.model.Campaign;
import org.sanxing.client.model.ReflectionCreateRequest;
import org.sanxing.client.model.ReflectionProblem;
import org.sanxing.client.model.ReflectionStanding;
import org.sanxing.client.model.ReflectionWrittenContent;
import org.sanxing.client.model.TaskCompleteRequest;
import org.sanxing.client.model.TaskData;
import org.sanxing.client.model.TaskEntry;
import org.sanxing.client.model.TaskListed;
import org.sanxing.client.model.TraceEvent;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The main job by generated code alone, over HTTP: see src/docs/client.md. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles({ "demo", "test" })
class GeneratedClientTests {

    @LocalServerPort
    private int port;

    private ApiClient as(String account) {
        String both = account + ":" + Office.PASSWORD;
        ApiClient client = new ApiClient();
        client.updateBaseUri("http://localhost:" + this.port);
        client.setRequestInterceptor((request) -> request.header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))));
        return client;
    }

    private void decide(String account, String kind, TaskData data) throws ApiException {
        TasksApi tasks = new TasksApi(as(account));
        List<TaskListed> waiting = tasks.listTasks("todo", null, kind, null, null, null, null, null, null, null, null)
            .getItems();
        assertThat(waiting).hasSize(1);
        tasks.completeTask(waiting.get(0).getId(), new TaskCompleteRequest().data(data), null, null);
    }

    @Test
    void makesTheMainJob() throws ApiException {
        Campaign campaign = new CampaignsApi(as("staff1")).listCampaigns(null, null)
            .getItems()
            .stream()
            .filter((one) -> one.getState() == Campaign.StateEnum.OPEN)
            .findFirst()
            .orElseThrow();
        ReflectionsApi reflections = new ReflectionsApi(as("staff1"));
        ReflectionStanding begun = reflections
            .createReflection(new ReflectionCreateRequest().campaignId(campaign.getId()), "client-1");
        ReflectionProblem problem = new ReflectionProblem().category(campaign.getCategories().get(0).getId())
            .manifestation("对新修订的规定学习不及时，有两份文稿格式被退改。")
            .cause("满足于按老经验办事，没有把学习放在工作前面。")
            .measure("本月内逐条学习规定，起草后对照清单自查。")
            .deadlineClass(ReflectionProblem.DeadlineClassEnum.SHORT)
            .underWay(true);
        reflections.saveReflection(begun.getId(),
                new ReflectionWrittenContent().experience("一年来，本人负责文稿起草和会务保障，总体按要求完成了任务。").problems(List.of(problem)), null);
        assertThat(reflections.submitReflection(begun.getId(), null, null, null).getState())
            .isEqualTo(ReflectionStanding.StateEnum.IN_REVIEW);
        TaskData approval = new TaskData().decision(TaskData.DecisionEnum.APPROVE).opinion("同意");
        decide("head1", "reviewReflection", approval);
        decide("supervisor1", "reviewReflection", approval);
        decide("organiser1", "registerProblems",
                new TaskData().addEntriesItem(new TaskEntry().problem(0)
                    .title("规定学习不及时")
                    .rootCause("满足于按老经验办事")
                    .deadlineClass(TaskEntry.DeadlineClassEnum.SHORT)
                    .responsible("staff1")));
        assertThat(new LedgerApi(as("organiser1")).listEntries(null, null, null, null, null, null, null, null, null,
                null, begun.getId(), null, null, null, null)
            .getItems()).hasSize(1)
            .allSatisfy((entry) -> assertThat(entry.getSource().getReflectionId()).isEqualTo(begun.getId()));
        assertThat(new AuditApi(as("auditor")).getTrace(begun.getId()).getEvents()).extracting(TraceEvent::getAction)
            .contains("created", "submitted", "approved", "registered");
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> new ReflectionsApi(as("staff3"))
            .getReflection(begun.getId())).satisfies((refused) -> assertThat(refused.getCode()).isEqualTo(404));
    }

}
