package org.sanxing.tasks.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.sanxing.tasks.CaseParties;
import org.sanxing.workflow.Fault;
import org.sanxing.workflow.ModelCheck;
import org.sanxing.workflow.ModelProperties;
import org.sanxing.workflow.Models;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Holds what a diagram tells whom against what the module can tell. */
@Component
class TellCheck implements ModelCheck {

    private final Set<String> earlier = EarlierDelegates.table().stringPropertyNames();

    private final ObjectProvider<CaseParties<?>> parties;

    TellCheck(ObjectProvider<CaseParties<?>> parties) {
        this.parties = parties;
    }

    @Override
    public List<Fault> faults(Models models) {
        List<Fault> faults = new ArrayList<>();
        Set<String> declared = models.declared();
        models.diagrams()
            .forEach((path, diagram) -> diagram.getModelElementsByType(ServiceTask.class)
                .stream()
                .filter((element) -> !declared.contains(path) && element.getCamundaDelegateExpression() != null)
                .forEach((element) -> check(path, element, faults)));
        return faults;
    }

    private void check(String path, ServiceTask element, List<Fault> faults) {
        String delegate = element.getCamundaDelegateExpression().replaceAll("\\W", "");
        if (this.earlier.contains(delegate)) {
            faults.add(Fault.of(path, element.getId(), "delegate-earlier", delegate));
        }
        if (!delegate.equals("tell")) {
            return;
        }
        Optional<CaseParties<?>> known = this.parties.stream()
            .filter((one) -> one.process().equals(Models.baseName(path)))
            .findFirst();
        if (known.isEmpty()) {
            faults.add(Fault.of(path, element.getId(), "tell-process"));
            return;
        }
        Map<String, String> properties = ModelProperties.of(element);
        List<String> events = properties.keySet()
            .stream()
            .filter((name) -> name.split("\\.")[0].equals(TellDelegate.EVENT))
            .toList();
        if (events.isEmpty()) {
            faults.add(Fault.of(path, element.getId(), "tell-nothing", known.get().events()));
        }
        events.forEach((name) -> {
            if (!known.get().events().contains(properties.get(name))) {
                faults.add(Fault.of(path, element.getId(), "tell-event", String.valueOf(properties.get(name)),
                        known.get().events()));
            }
            String to = TellDelegate.TO + name.substring(TellDelegate.EVENT.length());
            List<String> roles = TellDelegate.list(properties.get(to));
            if (roles.isEmpty()) {
                faults.add(Fault.of(path, element.getId(), "tell-nobody", to, known.get().roles()));
            }
            roles.stream()
                .filter((role) -> !known.get().roles().contains(role))
                .forEach((role) -> faults.add(Fault.of(path, element.getId(), "tell-role", role, known.get().roles())));
        });
    }

}
