package org.sanxing.reflection;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.attachment.AttachmentUse;

import org.springframework.stereotype.Component;

/** A draft may be written for weeks: its files stay as long as it is one. */
@Component
class ReflectionDraftFiles implements AttachmentUse {

    private final ReflectionRepository reflections;

    private final ReflectionForms forms;

    ReflectionDraftFiles(ReflectionRepository reflections, ReflectionForms forms) {
        this.reflections = reflections;
        this.forms = forms;
    }

    @Override
    public Set<String> inUse(String caseId) {
        return this.reflections.findById(caseId)
            .map((reflection) -> this.forms.data(reflection.draft()).get(ReflectionForms.FILES))
            .map((ids) -> (ids instanceof List<?> list) ? list.stream().map(String::valueOf).collect(Collectors.toSet())
                    : Set.<String>of())
            .orElse(Set.of());
    }

}
