package org.sanxing.procedure.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import org.sanxing.common.NotFound;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Declarations;
import org.sanxing.procedure.ModelVersions;
import org.sanxing.workflow.ModelProperties;
import org.sanxing.workflow.Models;

/**
 * The engine makes a version of every process with each deployment; of these only those
 * count that differ from the one before.
 */
@Component
class DeployedVersions implements ModelVersions {

    private final Declarations declarations;

    private final Forms forms;

    private final RepositoryService repository;

    private final JdbcClient jdbc;

    DeployedVersions(Declarations declarations, Forms forms, RepositoryService repository, JdbcClient jdbc) {
        this.declarations = declarations;
        this.forms = forms;
        this.repository = repository;
        this.jdbc = jdbc;
    }

    @Override
    public List<ModelVersion> of(String key) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        this.jdbc.sql("""
                select definition_id, sum(case when state in ('refused', 'closed') then 0 else 1 end) as running,
                    sum(case when state in ('refused', 'closed') then 1 else 0 end) as ended
                from procedure_case where procedure_key = ? and definition_id is not null group by definition_id""")
            .params(key)
            .query((row) -> {
                counts.put(row.getString("definition_id"), new int[] { row.getInt("running"), row.getInt("ended") });
            });
        List<ModelVersion> versions = new ArrayList<>();
        for (Deployed one : deployed(key, Locale.ROOT)) {
            int running = 0;
            int ended = 0;
            for (String definition : one.definitions) {
                int[] counted = counts.getOrDefault(definition, new int[2]);
                running += counted[0];
                ended += counted[1];
            }
            versions.add(new ModelVersion(versions.size() + 1, one.at, running, ended));
        }
        return versions;
    }

    /** Oldest first. */
    private List<Deployed> deployed(String key, Locale locale) {
        Declaration newest = this.declarations.find(key).orElseThrow(() -> new NotFound("procedure"));
        List<Deployed> all = new ArrayList<>();
        for (ProcessDefinition definition : this.repository.createProcessDefinitionQuery()
            .processDefinitionKey(newest.process())
            .orderByProcessDefinitionVersion()
            .asc()
            .list()) {
            Said said = said(definition, locale);
            if (all.isEmpty() || !all.get(all.size() - 1).said.texts.equals(said.texts)) {
                Instant at = this.repository.createDeploymentQuery()
                    .deploymentId(definition.getDeploymentId())
                    .singleResult()
                    .getDeploymentTime()
                    .toInstant();
                all.add(new Deployed(at, said, new ArrayList<>()));
            }
            all.get(all.size() - 1).definitions.add(definition.getId());
        }
        return all;
    }

    private Said said(ProcessDefinition definition, Locale locale) {
        return said(this.repository.getBpmnModelInstance(definition.getId()), this.declarations.of(definition.getId()),
                (table) -> this.repository.createDecisionDefinitionQuery()
                    .deploymentId(definition.getDeploymentId())
                    .decisionDefinitionKey(table)
                    .list()
                    .stream()
                    .findFirst()
                    .map((found) -> this.repository.getDmnModelInstance(found.getId())),
                locale);
    }

    private Said said(String key, Models changed, Locale locale) {
        String path = path(key, changed);
        return said(changed.diagrams().get(path), new DeclarationReader(changed, this.forms).read(path, ""),
                (table) -> changed.ending("/" + table + ".dmn").keySet().stream().findFirst().map(changed::decisions),
                locale);
    }

    private static String path(String key, Models changed) {
        return changed.declared()
            .stream()
            .filter((path) -> DeclarationReader.key(path).equals(key))
            .findFirst()
            .orElseThrow(() -> new NotFound("procedure"));
    }

    private static Said said(BpmnModelInstance diagram, Declaration declared,
            Function<String, Optional<DmnModelInstance>> tables, Locale locale) {
        Map<String, String> said = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        for (FlowElement element : diagram.getModelElementsByType(FlowElement.class)) {
            StringBuilder text = new StringBuilder(element.getElementType().getTypeName());
            text.append('|').append(element.getName()).append('|').append(ModelProperties.of(element));
            if (element instanceof UserTask task) {
                text.append('|').append(task.getCamundaFormRef());
            }
            if (element instanceof SequenceFlow flow) {
                text.append('|').append(flow.getSource().getId()).append('|').append(flow.getTarget().getId());
                names.put(element.getId(), name(flow.getSource(), locale) + " → " + name(flow.getTarget(), locale)
                        + ((flow.getName() != null) ? ": " + name(flow, locale) : ""));
                if (flow.getConditionExpression() != null) {
                    text.append('|').append(flow.getConditionExpression().getTextContent());
                }
            }
            said.put(element.getId(), text.toString());
            names.putIfAbsent(element.getId(), name(element, locale));
        }
        names.put(declared.process(), declared.name().in(locale));
        said.put(declared.process(), declared.title() + declared.register() + declared.number() + declared.readers()
                + declared.starters() + declared.print() + declared.group() + declared.name());
        forms(declared).forEach((form) -> form.fields().forEach((field) -> {
            said.put(field(form, field),
                    field.type() + "|" + field.label() + "|" + field.validation() + "|" + field.options());
            names.put(field(form, field), field.name(locale));
        }));
        declared.steps()
            .values()
            .stream()
            .flatMap((step) -> Stream.ofNullable(step.levels()))
            .distinct()
            .forEach((table) -> tables.apply(table).ifPresent((model) -> {
                Decision decision = model.getModelElementById(table);
                said.put(table, decision.getRawTextContent());
                names.put(table, (decision.getName() != null) ? decision.getName() : "");
            }));
        return new Said(said, names);
    }

    private static String name(FlowElement element, Locale locale) {
        return (element.getName() == null && element instanceof SequenceFlow) ? ""
                : DeclarationReader.label(element, element.getName()).in(locale);
    }

    private static Stream<FormSchema> forms(Declaration declared) {
        return Stream.concat(Stream.of(declared.form()), declared.steps().values().stream().map(Declaration.Step::form))
            .distinct();
    }

    private static String field(FormSchema form, FormComponent field) {
        return form.id() + "/" + field.key();
    }

    private static Deployed version(List<Deployed> all, int number) {
        if (number < 1 || number > all.size()) {
            throw new NotFound("version");
        }
        return all.get(number - 1);
    }

    @Override
    public Difference difference(String key, int from, int to, Locale locale) {
        List<Deployed> all = deployed(key, locale);
        return difference(version(all, from).said, version(all, to).said);
    }

    @Override
    public Difference difference(String key, Models changed, Locale locale) {
        List<Deployed> all = deployed(key, locale);
        return difference(version(all, all.size()).said, said(key, changed, locale));
    }

    private static Difference difference(Said one, Said other) {
        Map<String, String> names = new HashMap<>(one.names);
        names.putAll(other.names);
        Set<String> added = new LinkedHashSet<>();
        Set<String> removed = new LinkedHashSet<>();
        Set<String> changed = new LinkedHashSet<>();
        List<ChangedField> fields = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(one.texts.keySet());
        ids.addAll(other.texts.keySet());
        for (String id : ids) {
            String before = one.texts.get(id);
            String after = other.texts.get(id);
            if (before == null || !before.equals(after)) {
                String change = (before == null) ? "added" : (after == null) ? "removed" : "changed";
                if (id.contains("/")) {
                    String[] place = id.split("/", 2);
                    fields.add(new ChangedField(place[0], place[1], names.getOrDefault(id, place[1]), change));
                }
                else {
                    ((before == null) ? added : (after == null) ? removed : changed).add(id);
                }
            }
        }
        return new Difference(added, removed, changed, fields, names);
    }

    @Override
    public String diagram(String key, int number) {
        Deployed one = version(deployed(key, Locale.ROOT), number);
        return Bpmn
            .convertToString(this.repository.getBpmnModelInstance(one.definitions.get(one.definitions.size() - 1)));
    }

    @Override
    public String diagram(String key, Models changed) {
        return Bpmn.convertToString(changed.diagrams().get(path(key, changed)));
    }

    /**
     * @param texts what each element, each field and each table says, by its id, or form
     * and key
     * @param names by id
     */
    private record Said(Map<String, String> texts, Map<String, String> names) {

    }

    private record Deployed(Instant at, Said said, List<String> definitions) {

    }

}
