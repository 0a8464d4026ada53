package org.sanxing.reflection.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.forms.UnsupportedForm;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.RemarkAnswers;
import org.sanxing.workflow.Fault;
import org.sanxing.workflow.ModelCheck;
import org.sanxing.workflow.Models;
import org.sanxing.workflow.UserTaskModels.UserTaskModel;
import org.sanxing.workflow.UserTaskModels;

import org.springframework.stereotype.Component;

/**
 * The form in which a material is begun belongs to the start event, which is no task: it
 * has to ask what the code reads all the same. The form in which it is revised asks the
 * same, and the answers to remarks.
 */
@Component
class WritingFormCheck implements ModelCheck {

    private final Forms forms;

    WritingFormCheck(Forms forms) {
        this.forms = forms;
    }

    @Override
    public List<Fault> faults(Models models) {
        List<Fault> faults = new ArrayList<>();
        for (UserTaskModel start : UserTaskModels.starts(models, ReflectionReviewProcess.KEY)) {
            if (start.form() == null) {
                faults.add(Fault.of(start.path(), start.elementId(), "start-form"));
            }
            read(models, start.form()).ifPresent((writing) -> {
                writing.schema()
                    .misfits(start.elementId(), ReflectionContent.FORM_KEYS, ReflectionContent.UNDERSTOOD)
                    .forEach((misfit) -> faults
                        .add(new Fault(writing.path(), misfit.path(), misfit.code(), misfit.arguments())));
                UserTaskModels.of(models)
                    .stream()
                    .filter((task) -> task.path().equals(start.path())
                            && task.kind().equals(ReflectionReviewProcess.KIND_REVISE))
                    .flatMap((task) -> read(models, task.form()).stream())
                    .forEach((revising) -> {
                        lacking(writing, revising, faults);
                        lacking(revising, writing, faults);
                    });
            });
        }
        return faults;
    }

    private static void lacking(Read one, Read other, List<Fault> faults) {
        Set<String> lacking = new LinkedHashSet<>(other.schema().paths());
        lacking.removeAll(one.schema().paths());
        lacking.removeIf((path) -> path.equals(RemarkAnswers.KEY) || path.startsWith(RemarkAnswers.KEY + "["));
        lacking.forEach((path) -> faults.add(Fault.of(one.path(), path, "form-lacks", other.path())));
    }

    /** Empty where there is none, or it cannot be read: other checks say so. */
    private Optional<Read> read(Models models, @Nullable String form) {
        for (Map.Entry<String, String> file : models.ending(".form").entrySet()) {
            if (Models.baseName(file.getKey()).equals(form)) {
                try {
                    return Optional.of(new Read(file.getKey(), this.forms.read(file.getKey(), file.getValue())));
                }
                catch (UnsupportedForm ex) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private record Read(String path, FormSchema schema) {

    }

}
