package org.sanxing.tasks;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Tells people of a case, by their roles in it. */
@Component("telling")
public class Tell {

    /** By process; asked for late, as they tell people too. */
    private final Supplier<Map<String, CaseParties<?>>> parties;

    private final ObjectProvider<Declared> declared;

    Tell(ObjectProvider<CaseParties<?>> parties, ObjectProvider<Declared> declared) {
        this.declared = declared;
        this.parties = SingletonSupplier.of(() -> parties.stream()
            .collect(Collectors.toUnmodifiableMap(CaseParties::process, Function.identity())));
    }

    /**
     * @param event one of the {@link CaseParties} of the process
     * @param to roles, in the order in which those who have them are told
     */
    public void tell(String process, String businessKey, String event, List<String> to) {
        CaseParties<?> known = this.parties.get().get(process);
        if (known == null) {
            throw new IllegalStateException("Nobody knows the parties of " + process);
        }
        known.tell(businessKey, event, to);
    }

    /** Whether no module knows the process: a declared procedure. */
    public boolean isDeclared(String process) {
        return !this.parties.get().containsKey(process);
    }

    /**
     * @param properties of the element of the diagram
     */
    public void tell(String caseId, Map<String, String> properties) {
        this.declared.getObject().tell(caseId, properties);
    }

    /** Knows the words of all declared procedures. */
    public interface Declared {

        void tell(String caseId, Map<String, String> properties);

    }

}
