package org.sanxing.forms;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which components of one level (the top, or one row) are hidden. What is hidden counts
 * as null in the conditions of others, so a draft that lost its hidden values shows the
 * same as the page on which they were typed. Conditions are evaluated until nothing
 * changes, at most once more than there are conditions: forms.js does the same.
 */
final class Visibility {

    private final Set<FormComponent> hidden;

    private final Map<String, Object> scope;

    private Visibility(Set<FormComponent> hidden, Map<String, Object> scope) {
        this.hidden = hidden;
        this.scope = scope;
    }

    /**
     * @param outer the scope around a row; empty at the top
     */
    static Visibility of(List<FormComponent> components, Map<String, ?> data, Map<String, Object> outer) {
        int passes = conditions(components) + 1;
        Set<FormComponent> hidden = none();
        for (int pass = 0; pass < passes; pass++) {
            Map<String, Object> scope = scope(components, data, outer, hidden);
            Set<FormComponent> next = none();
            hide(components, scope, false, next);
            boolean settled = next.equals(hidden);
            hidden = next;
            if (settled) {
                break;
            }
        }
        return new Visibility(hidden, scope(components, data, outer, hidden));
    }

    boolean hides(FormComponent component) {
        return this.hidden.contains(component);
    }

    /** Values by name, for the conditions of this level and of the rows within. */
    Map<String, Object> scope() {
        return this.scope;
    }

    boolean requires(FormComponent component) {
        FeelCondition requiredWhen = component.requiredWhen();
        return component.validation().required() || (requiredWhen != null && requiredWhen.holds(this.scope));
    }

    private static Set<FormComponent> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static int conditions(List<FormComponent> components) {
        int count = 0;
        for (FormComponent component : components) {
            count += (component.hide() != null) ? 1 : 0;
            count += (component.type() == FormComponent.Type.GROUP) ? conditions(component.components()) : 0;
        }
        return count;
    }

    private static void hide(List<FormComponent> components, Map<String, Object> scope, boolean within,
            Set<FormComponent> hidden) {
        for (FormComponent component : components) {
            boolean hides = within || (component.hide() != null && component.hide().holds(scope));
            if (hides) {
                hidden.add(component);
            }
            if (component.type() == FormComponent.Type.GROUP) {
                hide(component.components(), scope, hides, hidden);
            }
        }
    }

    private static Map<String, Object> scope(List<FormComponent> components, Map<String, ?> data,
            Map<String, Object> outer, Set<FormComponent> hidden) {
        Map<String, Object> scope = new HashMap<>(outer);
        for (FormComponent field : FormComponent.fieldsOf(components)) {
            scope.put(field.key(), hidden.contains(field) ? null : value(field, data.get(field.key())));
        }
        return scope;
    }

    /** The value as a page would hold it. */
    private static @Nullable Object value(FormComponent field, @Nullable Object value) {
        return switch (field.type()) {
            case CHECKBOX -> Boolean.TRUE.equals(value);
            case NUMBER -> Values.number(value);
            case CHECKLIST, FILES, REPEATED_GROUP, GROUP, TEXT -> null;
            default -> (value instanceof String text && !text.isEmpty()) ? Values.normalise(text) : null;
        };
    }

}
