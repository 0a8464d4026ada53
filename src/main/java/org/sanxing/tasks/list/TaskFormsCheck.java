package org.sanxing.tasks.list;

import org.sanxing.tasks.TaskHandler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.forms.UnsupportedForm;
import org.sanxing.workflow.Fault;
import org.sanxing.workflow.ModelCheck;
import org.sanxing.workflow.Models;
import org.sanxing.workflow.UserTaskModels.Branching;
import org.sanxing.workflow.UserTaskModels.UserTaskModel;
import org.sanxing.workflow.UserTaskModels;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Every form can be read and bears the name of its file; every user task is handled by a
 * module, its form asks what that module reads and offers what it understands, and what
 * is chosen finds its way behind the task.
 */
@Component
public class TaskFormsCheck implements ModelCheck {

    private final Forms forms;

    private final Supplier<Map<String, TaskHandler>> handlers;

    @Autowired
    TaskFormsCheck(Forms forms, TaskHandlers handlers) {
        this(forms, handlers::all);
    }

    TaskFormsCheck(Forms forms, Supplier<Map<String, TaskHandler>> handlers) {
        this.forms = forms;
        this.handlers = handlers;
    }

    @Override
    public List<Fault> faults(Models models) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Read> read = read(models, faults);
        Branches branches = new Branches(faults);
        Map<String, UserTaskModel> kinds = new HashMap<>();
        Set<String> declared = models.declared();
        List<UserTaskModel> tasks = new ArrayList<>(UserTaskModels.of(models));
        declared.forEach((path) -> tasks.addAll(UserTaskModels.starts(models, Models.baseName(path))));
        for (UserTaskModel task : tasks) {
            if (declared.contains(task.path())) {
                Read form = read.get(String.valueOf(task.form()));
                if (form != null) {
                    form.schema()
                        .fields()
                        .stream()
                        .filter((field) -> !field.values().isEmpty())
                        .forEach((field) -> branches.check(task, String.valueOf(field.key()), field));
                }
                continue;
            }
            UserTaskModel twin = kinds.putIfAbsent(task.kind(), task);
            if (twin != null) {
                faults.add(Fault.of(task.path(), task.elementId(), "task-twice", twin.path()));
            }
            TaskHandler handler = this.handlers.get().get(task.kind());
            Read form = read.get(String.valueOf(task.form()));
            if (handler == null) {
                faults.add(Fault.of(task.path(), task.elementId(), "task-kind", task.kind(),
                        this.handlers.get().keySet().stream().sorted().toList()));
            }
            else if (form != null) {
                Map<String, Set<String>> understood = handler.understood(task.kind());
                form.schema()
                    .misfits(task.elementId(), handler.formKeys(task.kind()), understood)
                    .forEach((misfit) -> faults.add(fault(form.path(), misfit)));
                understood.keySet()
                    .forEach((key) -> form.schema().find(key).ifPresent((field) -> branches.check(task, key, field)));
            }
        }
        branches.checkLiterals();
        return faults;
    }

    private Map<String, Read> read(Models models, List<Fault> faults) {
        Map<String, Read> read = new HashMap<>();
        models.ending(".form").forEach((path, text) -> {
            try {
                FormSchema form = this.forms.read(path, text);
                if (!form.id().equals(Models.baseName(path))) {
                    faults.add(Fault.of(path, form.id(), "form-id", Models.baseName(path)));
                }
                form.idleConditions().forEach((misfit) -> faults.add(fault(path, misfit)));
                Read other = read.put(form.id(), new Read(path, form));
                if (other != null) {
                    faults.add(Fault.of(path, form.id(), "form-twice", other.path()));
                }
            }
            catch (UnsupportedForm ex) {
                faults.add(fault(path, ex.misfit()));
            }
        });
        return read;
    }

    private static Fault fault(String path, FormSchema.Misfit misfit) {
        return new Fault(path, misfit.path(), misfit.code(), misfit.arguments());
    }

    private record Read(String path, FormSchema schema) {

    }

    /** What is chosen against the conditions of the flows that come after. */
    private static final class Branches {

        private final List<Fault> faults;

        /** What may be chosen before a condition is read, with whose form it is. */
        private final Map<Literal, Set<String>> given = new LinkedHashMap<>();

        Branches(List<Fault> faults) {
            this.faults = faults;
        }

        void check(UserTaskModel task, String key, FormComponent field) {
            for (Branching branching : task.branches()) {
                branching.conditions()
                    .forEach((flow, condition) -> literals(key, condition).forEach(
                            (compared) -> this.given
                                .computeIfAbsent(new Literal(task.path(), flow, compared.value()),
                                        (any) -> new LinkedHashSet<>())
                                .addAll(field.values())));
                field.values()
                    .stream()
                    .filter((value) -> branching.conditions()
                        .values()
                        .stream()
                        .noneMatch((condition) -> maySatisfy(key, value, condition)))
                    .forEach((value) -> this.faults.add(Fault.of(task.path(), branching.elementId(), "branch", value,
                            String.valueOf(task.form()), "${" + key + " == '" + value + "'}")));
            }
        }

        private static boolean maySatisfy(String key, String value, @Nullable String condition) {
            List<Compared> compared = literals(key, condition);
            return compared.isEmpty() || compared.stream().anyMatch((one) -> one.equal() == one.value().equals(value));
        }

        void checkLiterals() {
            this.given.forEach((literal, values) -> {
                if (!values.contains(literal.value())) {
                    this.faults.add(Fault.of(literal.path(), literal.flow(), "literal", literal.value(),
                            String.join(", ", values)));
                }
            });
        }

        private static List<Compared> literals(String key, @Nullable String condition) {
            List<Compared> literals = new ArrayList<>();
            if (condition != null) {
                Matcher matcher = Pattern
                    .compile("(?<![\\w.])" + Pattern.quote(key) + "\\s*(==|!=|\\beq\\b|\\bne\\b)\\s*(['\"])(.*?)\\2")
                    .matcher(condition);
                while (matcher.find()) {
                    literals.add(new Compared(matcher.group(1).matches("==|eq"), matcher.group(3)));
                }
            }
            return literals;
        }

        private record Compared(boolean equal, String value) {

        }

        private record Literal(String path, String flow, String value) {

        }

    }

}
