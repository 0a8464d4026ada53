package org.sanxing.procedure.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import org.sanxing.common.Recent;
import org.sanxing.common.Texts;
import org.sanxing.forms.Forms;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Declarations;
import org.sanxing.workflow.Models;
import org.sanxing.workflow.ModelsInForce;

/**
 * Reads declarations from what is deployed, where every version stays: a version never
 * changes, and is read once.
 */
@Component
class DeployedDeclarations implements Declarations {

    private final ModelsInForce inForce;

    private final ObjectProvider<RepositoryService> repository;

    private final ObjectProvider<DecisionService> decisions;

    private final Forms forms;

    private final Map<String, Declaration> versions = Recent.most(500);

    private final Map<String, String> tables = Recent.most(500);

    private final Map<String, Ways> ways = Recent.most(500);

    private volatile Current current = new Current(new Models(Map.of()), List.of(), SingletonSupplier.of(List.of()));

    DeployedDeclarations(ModelsInForce inForce, ObjectProvider<RepositoryService> repository,
            ObjectProvider<DecisionService> decisions, Forms forms) {
        this.inForce = inForce;
        this.repository = repository;
        this.decisions = decisions;
        this.forms = forms;
    }

    @Override
    public List<Declaration> all() {
        return current().all;
    }

    private Current current() {
        Models models = this.inForce.models();
        Current known = this.current;
        if (known.models != models) {
            List<Declaration> all = new ArrayList<>();
            for (String path : models.declared()) {
                all.add(of(this.repository.getObject()
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(Models.baseName(path))
                    .latestVersion()
                    .singleResult()
                    .getId()));
            }
            known = new Current(models, List.copyOf(all), SingletonSupplier.of(() -> readGone(models)));
            this.current = known;
        }
        return known;
    }

    @Override
    public List<Declaration> gone() {
        return current().gone.obtain();
    }

    private List<Declaration> readGone(Models models) {
        Set<String> inForce = models.diagrams().keySet().stream().map(Models::baseName).collect(Collectors.toSet());
        return this.repository.getObject()
            .createProcessDefinitionQuery()
            .latestVersion()
            .list()
            .stream()
            .filter((definition) -> !inForce.contains(definition.getKey()))
            .map((definition) -> of(definition.getId()))
            .filter((declared) -> !declared.title().isEmpty())
            .toList();
    }

    @Override
    public Optional<Declaration> find(String key) {
        return all().stream().filter((declared) -> declared.key().equals(key)).findFirst();
    }

    @Override
    public Declaration of(String definition) {
        Declaration known = this.versions.get(definition);
        if (known == null) {
            ProcessDefinition found = this.repository.getObject().getProcessDefinition(definition);
            known = new DeclarationReader(deployed(found.getDeploymentId()), this.forms).read(found.getResourceName(),
                    definition);
            this.versions.put(definition, known);
        }
        return known;
    }

    private Models deployed(String deployment) {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : this.repository.getObject().getDeploymentResourceNames(deployment)) {
            try (InputStream file = this.repository.getObject().getResourceAsStream(deployment, name)) {
                files.put(name, file.readAllBytes());
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return new Models(files);
    }

    @Override
    public List<String> decide(String definition, String decision, Map<String, Object> facts) {
        String table = this.tables.computeIfAbsent(definition + " " + decision, (asked) -> {
            RepositoryService deployed = this.repository.getObject();
            return deployed.createDecisionDefinitionQuery()
                .deploymentId(deployed.getProcessDefinition(definition).getDeploymentId())
                .decisionDefinitionKey(decision)
                .singleResult()
                .getId();
        });
        List<String> answers = new ArrayList<>();
        for (DmnDecisionRuleResult rule : this.decisions.getObject().evaluateDecisionTableById(table, facts)) {
            rule.values()
                .stream()
                .flatMap((value) -> Arrays.stream(String.valueOf(value).split(",")))
                .map(Texts::strip)
                .filter((word) -> !word.isEmpty())
                .forEach(answers::add);
        }
        return answers;
    }

    @Override
    public List<String> ahead(Declaration declared, @Nullable String from, Map<String, Object> known) {
        return ways(declared).ahead(declared, from, known);
    }

    @Override
    public Set<String> behind(Declaration declared, String step) {
        return ways(declared).behind(declared, step);
    }

    private Ways ways(Declaration declared) {
        Ways found = this.ways.get(declared.definition());
        if (found == null) {
            found = new Ways(this.repository.getObject().getBpmnModelInstance(declared.definition()));
            this.ways.put(declared.definition(), found);
        }
        return found;
    }

    private record Current(Models models, List<Declaration> all, SingletonSupplier<List<Declaration>> gone) {
    }

}
