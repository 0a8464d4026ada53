package org.sanxing.reflection.web;

import java.util.Optional;

import org.sanxing.calendar.TimeWords;
import org.sanxing.common.Flash;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;

/** What an author is told after a submission: who has it now, and until when. */
@Component
class SubmittedFlash {

    private final Tasks tasks;

    private final Organization organization;

    private final TimeWords times;

    SubmittedFlash(Tasks tasks, Organization organization, TimeWords times) {
        this.tasks = tasks;
        this.organization = organization;
        this.times = times;
    }

    Flash of(Reflection reflection) {
        Optional<WorkItem> task = this.tasks.openTaskOf(reflection.id());
        String holder = String.valueOf(reflection.levelHolder());
        Person reviewer = this.organization.get(holder);
        String who = reviewer.post().isBlank() || reviewer.post().equals(reviewer.name()) ? reviewer.name()
                : reviewer.name() + " " + reviewer.post();
        return Flash.of("reflection.submitted", who, task.map((item) -> this.times.due(item.dueAt())).orElse(""));
    }

}
