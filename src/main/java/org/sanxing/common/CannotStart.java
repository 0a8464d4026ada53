package org.sanxing.common;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.core.NestedExceptionUtils;

/** Why the application does not start on its database, and what puts it right. */
class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** H2's codes: the file is held, cannot be made or read, or is none of its own. */
    private static final int LOCKED = 90020;

    private static final int NOT_MADE = 90062;

    /** Looked at without writing: a file in which nothing is. */
    private static final int GENERAL = 50000;

    private static final int OUT_OF_MEMORY = 90108;

    private static final int CORRUPT = 90030;

    private static final int UNREADABLE = 90028;

    private static final int IO = 90031;

    /** Looked at without writing: what is no database yet would be made one. */
    private static final int NOTHING_IN_IT = 90097;

    /** A setting that takes what another one says. */
    private static final Pattern ANOTHER = Pattern.compile("\\$\\{([^:}]+)}");

    private static final Map<String, String> WRITTEN = Map.of("Duration", "Write 30s, 5m, 4h or 180d; ", "Period",
            "Write 3y, 6m or 180d; ", "DataSize", "Write 512KB or 20MB; ", "ZoneId", "Write Asia/Shanghai; ", "Integer",
            "Write a whole number; ", "int", "Write a whole number; ", "Boolean", "Write true or false; ", "boolean",
            "Write true or false; ");

    private final String remedy;

    CannotStart(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    CannotStart(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    String remedy() {
        return this.remedy;
    }

    static CannotStart readOnly(String where) {
        return new CannotStart("The database can be read and not written: " + where,
                "Give the user that runs the application the right to write there, or point to a server that takes "
                        + "writes.");
    }

    static CannotStart inUse(String where) {
        return new CannotStart("Another process has the data open: " + where,
                "Stop the other one, or give this one data of its own (--sanxing.data=…).");
    }

    static CannotStart port(@Nullable String address, int port, Throwable cause) {
        return new CannotStart(
                "The port " + port + ((address != null) ? " of " + address : "")
                        + " cannot be had: another program listens there, or it is not ours",
                "Stop the other one, or take another port or address (--server.port=…, --server.address=…).", cause);
    }

    static CannotStart models(String where) {
        return new CannotStart("There are no models in this folder: " + where,
                "Name the one that holds processes and forms (--sanxing.models=…), or none, for those that come along.");
    }

    static CannotStart unknown(String url) {
        return new CannotStart("No database of this application has such an address: " + url,
                "Take jdbc:postgresql://… or jdbc:h2:file:… (spring.datasource.url).");
    }

    static CannotStart corrupt(String where) {
        return new CannotStart("The database's file is damaged, or none of this application's: " + where,
                "Nothing was changed in it. Put a backup in its place, or see \"When the power goes\" in "
                        + "src/docs/durability.md.");
    }

    static CannotStart folder(String where, Throwable cause) {
        return new CannotStart("The folder cannot be made, read or written: " + where,
                "Make it and give it to the user that runs the application, or name another one (--sanxing.data=… or "
                        + "--sanxing.keys=…; for temporary files java -Djava.io.tmpdir=…).",
                cause);
    }

    static CannotStart yaml(MarkedYAMLException failure) {
        Mark at = failure.getProblemMark();
        return new CannotStart(
                "A file of settings is no YAML"
                        + ((at != null) ? ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) : "")
                        + ": " + failure.getProblem(),
                "Put application.yaml right: what belongs together is indented alike, with spaces.", failure);
    }

    /** What a setting holds that cannot be read, or that is out of its range. */
    static CannotStart setting(BindException failure) {
        ConfigurationProperty found = failure.getProperty();
        String name = (found != null) ? found.getName().toString() : failure.getName().toString();
        Origin origin = (found != null) ? found.getOrigin() : null;
        Matcher another = ANOTHER.matcher((found != null) ? String.valueOf(found.getValue()) : "");
        if (another.matches()) {
            name = another.group(1);
            origin = null;
        }
        Class<?> type = failure.getTarget().getType().resolve(Object.class);
        String said = (found != null && type.isEnum()) ? String.valueOf(found.getValue())
                : String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        String what = said.startsWith(name) ? said : "The setting " + name + " cannot be taken: " + said;
        return new CannotStart((origin != null) ? what + " (" + origin + ")" : what,
                written(type) + "what can be set: src/docs/settings.zh.md.", failure);
    }

    private static String written(Class<?> type) {
        return type.isEnum()
                ? "Write one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + "; "
                : WRITTEN.getOrDefault(type.getSimpleName(), "Put it right; ");
    }

    /** What the database said when it was asked for the first time. */
    static CannotStart of(String where, SQLException failure) {
        return switch (failure.getErrorCode()) {
            case LOCKED -> inUse(where);
            case NOT_MADE -> folder(where, failure);
            case CORRUPT, UNREADABLE, IO, OUT_OF_MEMORY, NOTHING_IN_IT, GENERAL -> corrupt(where);
            default -> new CannotStart("The database does not let us in: " + where + " (" + failure.getMessage() + ")",
                    "Start the database, or put address, user and password right (spring.datasource.*).", failure);
        };
    }

}
