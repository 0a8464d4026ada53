package org.sanxing.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.sanxing.common.Ids;

/**
 * The engine alone, with the same models and settings; its delegates only set variables.
 */
final class CamundaCases implements CaseSide {

    static final List<String> MODELS = List.of("processes/reflection/ReflectionReviewProcess.bpmn",
            "processes/reflection/ReviewLevels.dmn", "processes/ledger/RectificationProcess.bpmn",
            "forms/reflection/reflection-write.form", "forms/reflection/reflection-revise.form",
            "forms/reflection/reflection-review.form", "forms/ledger/problem-registration.form",
            "forms/ledger/rectification.form", "forms/ledger/rectification-verification.form",
            "forms/ledger/close-out-vote.form");

    private final HikariDataSource pool;

    private final ProcessEngine engine;

    CamundaCases(String url) {
        this.pool = Databases.pool(url);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(this.pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setIdGenerator(Ids::next);
        configuration.setHistory("activity");
        configuration.setHistoryCleanupEnabled(false);
        configuration.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
        configuration.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        configuration.setCmmnEnabled(false);
        configuration.setJobExecutorActivate(false);
        configuration.setQueryMaxResultsLimit(2000);
        configuration.setDeserializationTypeValidationEnabled(true);
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        configuration.setBeans(delegates());
        this.engine = configuration.buildProcessEngine();
        var deployment = this.engine.getRepositoryService().createDeployment();
        MODELS.forEach((model) -> deployment.addInputStream(model.substring(model.lastIndexOf('/') + 1),
                CamundaCases.class.getResourceAsStream("/" + model)));
        deployment.deploy();
    }

    private Map<Object, Object> delegates() {
        Map<Object, Object> delegates = new HashMap<>();
        delegates.put("tell", (JavaDelegate) (execution) -> {
        });
        delegates.put("assignReviewerDelegate", (JavaDelegate) (execution) -> {
            if (execution.hasVariable("reviewLevels")) {
                execution.removeVariable("reviewLevels");
            }
            execution.setVariable("reviewer", "head1");
        });
        delegates.put("advanceReviewDelegate", (JavaDelegate) (execution) -> {
            boolean further = execution.getVariable("reviewer").equals("head1");
            execution.setVariable("furtherLevel", further);
            if (further) {
                execution.setVariable("reviewer", "supervisor1");
            }
        });
        delegates.put("acceptReflectionDelegate", (JavaDelegate) (execution) -> {
        });
        delegates.put("notifyRegistrarsDelegate",
                (JavaDelegate) (execution) -> execution.setVariable("registrars", "committee"));
        delegates.put("openLedgerEntriesDelegate", (JavaDelegate) (execution) -> {
            for (int i = 0; i < 3; i++) {
                execution.getProcessEngineServices()
                    .getRuntimeService()
                    .startProcessInstanceByKey("RectificationProcess", Ids.next(), Map.of("responsible", "staff1"));
            }
        });
        return delegates;
    }

    @Override
    public List<String> prepare(int cases) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            keys.add(Ids.next());
        }
        return keys;
    }

    @Override
    public void wholeCase(String key) {
        String id = this.engine.getRuntimeService()
            .startProcessInstanceByKey("ReflectionReviewProcess", key, Map.of("author", "staff1", "position", "staff"))
            .getId();
        complete(id, Map.of("decision", "return"));
        complete(id, Map.of());
        complete(id, Map.of("decision", "approve"));
        complete(id, Map.of("decision", "approve"));
        complete(id, Map.of());
    }

    private void complete(String id, Map<String, Object> data) {
        Task task = this.engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult();
        this.engine.getTaskService().complete(task.getId(), data);
    }

    @Override
    public void close() {
        this.engine.close();
        this.pool.close();
    }

}
