package org.sanxing.workflow;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The processes that modules own; every other one is a declared procedure. */
@Component
class OwnedProcesses {

    private final SingletonSupplier<Set<String>> keys;

    OwnedProcesses(ObjectProvider<ProcessContract> contracts) {
        this.keys = SingletonSupplier
            .of(() -> contracts.stream().map(ProcessContract::key).collect(Collectors.toUnmodifiableSet()));
    }

    boolean owns(String processKey) {
        return this.keys.obtain().contains(processKey);
    }

}
