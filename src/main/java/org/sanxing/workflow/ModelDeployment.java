package org.sanxing.workflow;

import java.io.ByteArrayInputStream;
import java.util.List;

import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Recorded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the models and deploys them, before the first request is taken. All files go
 * into one deployment and a new one is made only where a file changed, so that a process
 * and the forms of its steps stay together for as long as a case runs on them.
 */
@Component
public class ModelDeployment implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);

    /** Set where a command needs the application without its models. */
    public static final String OFF = "sanxing.models-off";

    private final Environment environment;

    private final ModelFiles files;

    private final List<ModelCheck> checks;

    private final CheckedModels checked;

    private final ModelsInForce inForce;

    private final RepositoryService repository;

    private final ApplicationEventPublisher events;

    private final TransactionTemplate transaction;

    private volatile boolean running;

    ModelDeployment(Environment environment, ModelFiles files, List<ModelCheck> checks, CheckedModels checked,
            ModelsInForce inForce, RepositoryService repository, ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.environment = environment;
        this.files = files;
        this.checks = checks;
        this.checked = checked;
        this.inForce = inForce;
        this.repository = repository;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        Models models = this.files.read();
        boolean known = this.checked.knows(models);
        if (!known) {
            check(models);
        }
        try {
            this.transaction.executeWithoutResult((status) -> deploy(models));
        }
        catch (ParseException ex) {
            throw new InvalidModels(faults(ex));
        }
        if (!known) {
            this.checked.note(models);
        }
        this.inForce.are(models);
        this.running = true;
    }

    private void check(Models models) {
        List<Fault> faults = this.checks.stream().flatMap((check) -> check.faults(models).stream()).toList();
        if (!faults.isEmpty()) {
            throw new InvalidModels(faults);
        }
        NamingRule.breaches(models).forEach((breach) -> log.warn("{}", breach));
    }

    private void deploy(Models models) {
        DeploymentBuilder builder = this.repository.createDeployment().name("sanxing").enableDuplicateFiltering(false);
        models.files().forEach((path, bytes) -> builder.addInputStream(path, new ByteArrayInputStream(bytes)));
        List<Deployment> before = this.repository.createDeploymentQuery().deploymentName("sanxing").list();
        Deployment deployment = builder.deploy();
        boolean isNew = before.stream().noneMatch((old) -> old.getId().equals(deployment.getId()));
        if (isNew) {
            log.info("Deployed {} models", models.files().size());
            this.events.publishEvent(new Recorded(AuditRecord.of("models", "models", "deployed", AuditRecord.SYSTEM)
                .object("deployment", deployment.getId())
                .detail("files", models.hashes())));
            this.events.publishEvent(new ModelsDeployed(models));
        }
    }

    /** What only the engine sees. */
    private static List<Fault> faults(ParseException refused) {
        return refused.getResorceReports()
            .stream()
            .flatMap((file) -> file.getErrors()
                .stream()
                .map((error) -> Fault.of(file.getResourceName(), String.valueOf(error.getMainElementId()), "engine",
                        String.valueOf(error.getMessage()), error.getLine())))
            .toList();
    }

    @Override
    public void stop() {
        this.running = false;
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isAutoStartup() {
        return !this.environment.getProperty(OFF, Boolean.class, false);
    }

    /** Before the web server, which starts last. */
    @Override
    public int getPhase() {
        return 0;
    }

}
