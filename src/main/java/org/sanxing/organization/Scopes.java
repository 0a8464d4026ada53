package org.sanxing.organization;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All that deputations can be limited to, of all modules. */
@Component
class Scopes {

    private final ObjectProvider<DeputyScopes> modules;

    Scopes(ObjectProvider<DeputyScopes> modules) {
        this.modules = modules;
    }

    List<DeputyScopes.Choice> kinds(Locale locale) {
        return this.modules.orderedStream().flatMap((module) -> module.kinds(locale).stream()).toList();
    }

    List<DeputyScopes.Choice> campaigns() {
        return this.modules.orderedStream().flatMap((module) -> module.campaigns().stream()).toList();
    }

    static List<DeputyScopes.Choice> offered(List<DeputyScopes.Choice> choices) {
        return choices.stream().filter(DeputyScopes.Choice::offered).toList();
    }

    /** What was typed, without blanks; the order does not matter. */
    static Set<String> ids(@Nullable Collection<@Nullable String> typed) {
        return Stream.ofNullable(typed)
            .flatMap(Collection::stream)
            .map(OrganizationInput::trimmed)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static boolean allOffered(Set<String> ids, List<DeputyScopes.Choice> choices) {
        return offered(choices).stream().map(DeputyScopes.Choice::id).collect(Collectors.toSet()).containsAll(ids);
    }

    /** With their names; what no module knows any more by its id. */
    static List<Named> named(Set<String> ids, List<DeputyScopes.Choice> choices) {
        Map<String, DeputyScopes.Choice> byId = choices.stream()
            .collect(Collectors.toMap(DeputyScopes.Choice::id, Function.identity(), (one, other) -> one));
        return ids.stream().map((id) -> new Named(id, byId.containsKey(id) ? byId.get(id).name() : id)).toList();
    }

}
