package org.sanxing.workflow;

import java.util.AbstractMap;
import java.util.Set;

import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * The beans that a BPMN expression may name: delegates, and nothing else of the
 * application (design.md, rule 10). Looked up when asked for, since delegates need the
 * engine themselves.
 */
@Component
class DelegateNames extends AbstractMap<Object, Object> {

    private final ListableBeanFactory beans;

    DelegateNames(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String bean && this.beans.containsBean(bean)
                && this.beans.isTypeMatch(bean, JavaDelegate.class);
    }

    @Override
    public Object get(Object name) {
        return containsKey(name) ? this.beans.getBean((String) name) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        throw new UnsupportedOperationException("Delegates are looked up by name");
    }

    Set<String> all() {
        return Set.of(this.beans.getBeanNamesForType(JavaDelegate.class, true, false));
    }

}
