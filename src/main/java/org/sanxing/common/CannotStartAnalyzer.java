package org.sanxing.common;

import java.nio.file.InvalidPathException;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;

/**
 * Says it in three lines, without a stack; what came over the database meanwhile, and
 * which setting is wrong, too.
 */
@Order(0)
class CannotStartAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            CannotStart known = known(cause);
            if (known != null) {
                return new FailureAnalysis(String.valueOf(known.getMessage()), known.remedy(), known);
            }
        }
        DatabaseTrouble trouble = DatabaseTrouble.of(failure);
        return (trouble == null) ? null
                : (trouble == DatabaseTrouble.FULL)
                        ? new FailureAnalysis("The disk of the database has too little room left to start",
                                "Make room, at least what sanxing.room says (32MB), and start again.", failure)
                        : new FailureAnalysis("The database went away, or was too busy, during the start",
                                "Start again once the database answers.", failure);
    }

    private static @Nullable CannotStart known(Throwable cause) {
        if (cause instanceof CannotStart known) {
            return known;
        }
        if (cause instanceof BindException wrong) {
            return CannotStart.setting(wrong);
        }
        if (cause instanceof MarkedYAMLException wrong) {
            return CannotStart.yaml(wrong);
        }
        return (cause instanceof InvalidPathException wrong) ? CannotStart.folder(wrong.getInput(), wrong) : null;
    }

}
