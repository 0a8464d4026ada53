package org.sanxing.procedure.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import org.sanxing.common.NotFound;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Declarations;
import org.sanxing.procedure.ModelVersions;
import org.sanxing.workflow.ModelProperties;

/**
 * The engine makes a version of every process with each deployment; of these only those
 * count that differ from the one before.
 */
@Component
class DeployedVersions implements ModelVersions {

    private final Declarations declarations;

    private final RepositoryService repository;

    private final JdbcClient jdbc;

    DeployedVersions(Declarations declarations, RepositoryService repository, JdbcClient jdbc) {
        this.declarations = declarations;
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
        for (Deployed one : deployed(key)) {
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
    private List<Deployed> deployed(String key) {
        Declaration newest = this.declarations.find(key).orElseThrow(() -> new NotFound("procedure"));
        List<Deployed> all = new ArrayList<>();
        for (ProcessDefinition definition : this.repository.createProcessDefinitionQuery()
            .processDefinitionKey(newest.process())
            .orderByProcessDefinitionVersion()
            .asc()
            .list()) {
            Map<String, String> said = said(definition.getId());
            if (all.isEmpty() || !all.get(all.size() - 1).said.equals(said)) {
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

    /** What each element and each field says, by its id, or form and key. */
    private Map<String, String> said(String definition) {
        Map<String, String> said = new TreeMap<>();
        BpmnModelInstance diagram = this.repository.getBpmnModelInstance(definition);
        for (FlowElement element : diagram.getModelElementsByType(FlowElement.class)) {
            StringBuilder text = new StringBuilder(element.getElementType().getTypeName());
            text.append('|').append(element.getName()).append('|').append(ModelProperties.of(element));
            if (element instanceof UserTask task) {
                text.append('|').append(task.getCamundaFormRef());
            }
            if (element instanceof SequenceFlow flow) {
                text.append('|').append(flow.getSource().getId()).append('|').append(flow.getTarget().getId());
                if (flow.getConditionExpression() != null) {
                    text.append('|').append(flow.getConditionExpression().getTextContent());
                }
            }
            said.put(element.getId(), text.toString());
        }
        Declaration declared = this.declarations.of(definition);
        said.put(declared.process(), declared.title() + declared.register() + declared.number() + declared.readers()
                + declared.starters() + declared.print() + declared.group() + declared.name());
        forms(declared).forEach((form) -> form.fields()
            .forEach((field) -> said.put(field(form, field),
                    field.type() + "|" + field.label() + "|" + field.validation() + "|" + field.options())));
        return said;
    }

    private static Stream<FormSchema> forms(Declaration declared) {
        return Stream.concat(Stream.of(declared.form()), declared.steps().values().stream().map(Declaration.Step::form))
            .distinct();
    }

    private static String field(FormSchema form, FormComponent field) {
        return form.id() + "/" + field.key();
    }

    private Deployed version(String key, int number) {
        List<Deployed> all = deployed(key);
        if (number < 1 || number > all.size()) {
            throw new NotFound("version");
        }
        return all.get(number - 1);
    }

    @Override
    public Difference difference(String key, int from, int to) {
        Deployed one = version(key, from);
        Deployed other = version(key, to);
        Set<String> added = new LinkedHashSet<>();
        Set<String> removed = new LinkedHashSet<>();
        Set<String> changed = new LinkedHashSet<>();
        List<ChangedField> fields = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(one.said.keySet());
        ids.addAll(other.said.keySet());
        for (String id : ids) {
            String before = one.said.get(id);
            String after = other.said.get(id);
            if (before == null || !before.equals(after)) {
                String change = (before == null) ? "added" : (after == null) ? "removed" : "changed";
                if (id.contains("/")) {
                    String[] place = id.split("/", 2);
                    String label = ((after != null) ? after : before).split("\\|")[1];
                    fields.add(new ChangedField(place[0], place[1], label, change));
                }
                else {
                    ((before == null) ? added : (after == null) ? removed : changed).add(id);
                }
            }
        }
        return new Difference(added, removed, changed, fields);
    }

    @Override
    public String diagram(String key, int number) {
        Deployed one = version(key, number);
        return Bpmn
            .convertToString(this.repository.getBpmnModelInstance(one.definitions.get(one.definitions.size() - 1)));
    }

    private record Deployed(Instant at, Map<String, String> said, List<String> definitions) {

    }

}
