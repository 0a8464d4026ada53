package org.sanxing.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;
import org.sanxing.common.Ids;

/** Flowable's engine alone, with the equivalent models. */
final class FlowableCases implements CaseSide {

    private final HikariDataSource pool;

    private final ProcessEngine engine;

    FlowableCases(String url) throws Exception {
        this.pool = Databases.pool(url);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(this.pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setIdGenerator(Ids::next);
        configuration.setHistoryLevel(HistoryLevel.ACTIVITY);
        configuration.setAsyncExecutorActivate(false);
        configuration.setDisableIdmEngine(true);
        configuration.setDisableEventRegistry(true);
        configuration.setBeans(delegates());
        this.engine = configuration.buildProcessEngine();
        var deployment = this.engine.getRepositoryService().createDeployment();
        for (String model : CamundaCases.MODELS) {
            if (model.endsWith(".bpmn")) {
                deployment.addString(model.substring(model.lastIndexOf('/') + 1), FlowableModels.of(model));
            }
        }
        deployment.deploy();
    }

    private Map<Object, Object> delegates() {
        Map<Object, Object> delegates = new HashMap<>();
        JavaDelegate nothing = (execution) -> {
        };
        delegates.put("tell", nothing);
        delegates.put("levels", nothing);
        delegates.put("acceptReflectionDelegate", nothing);
        delegates.put("assignReviewerDelegate",
                (JavaDelegate) (execution) -> execution.setVariable("reviewer", "head1"));
        delegates.put("advanceReviewDelegate", (JavaDelegate) (execution) -> {
            boolean further = execution.getVariable("reviewer").equals("head1");
            execution.setVariable("furtherLevel", further);
            if (further) {
                execution.setVariable("reviewer", "supervisor1");
            }
        });
        delegates.put("notifyRegistrarsDelegate",
                (JavaDelegate) (execution) -> execution.setVariable("registrars", "committee"));
        delegates.put("openLedgerEntriesDelegate", (JavaDelegate) (execution) -> {
            for (int i = 0; i < 3; i++) {
                this.engine.getRuntimeService()
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
