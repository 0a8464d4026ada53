package org.sanxing.tasks.list;

import java.util.List;
import java.util.Locale;

import org.sanxing.organization.DeputyScopes;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The kinds of tasks that a deputation can be limited to: those that others can do.
 */
@Component
class TaskKindScopes implements DeputyScopes {

    private final TaskHandlers handlers;

    private final MessageSource messages;

    TaskKindScopes(TaskHandlers handlers, MessageSource messages) {
        this.handlers = handlers;
        this.messages = messages;
    }

    @Override
    public List<Choice> kinds(Locale locale) {
        return this.handlers.all()
            .keySet()
            .stream()
            .filter((kind) -> !this.handlers.of(kind).personal(kind))
            .sorted()
            .map((kind) -> new Choice(kind, this.messages.getMessage("tasks.kind." + kind, null, kind, locale), true))
            .toList();
    }

}
