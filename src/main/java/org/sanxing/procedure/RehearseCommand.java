package org.sanxing.procedure;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import org.sanxing.workflow.ModelDeployment;

/**
 * The command {@code rehearse --sanxing.models=DIR} of the JAR: plays the finished cases
 * through the models of a folder, and deploys nothing. With a database in a file the
 * application must not be running; its page does the same.
 */
public final class RehearseCommand {

    private static final int DIFFERENT = 1;

    private static final Locale WORDS = Locale.SIMPLIFIED_CHINESE;

    private RehearseCommand() {
    }

    /** What to exit with; empty where the arguments are for the application. */
    public static OptionalInt run(Class<?> application, String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("rehearse")) {
            return OptionalInt.empty();
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .lazyInitialization(true)
            .properties("logging.level.root=off", "sanxing.engine.jobs=false", ModelDeployment.OFF + "=true")
            .run(Arrays.copyOfRange(arguments, 1, arguments.length))) {
            Rehearsal.Rehearsed rehearsed = context.getBean(Rehearsal.class).byCommand(WORDS);
            rehearsed.faults().forEach((fault) -> say(fault.in(WORDS)));
            rehearsed.procedures().forEach((report) -> {
                say(words(context, "procedure.rehearsal.of", report.name(), report.cases(), report.same()));
                report.others()
                    .forEach((one) -> say("  " + words(context, "procedure.rehearsal." + one.way().id(),
                            (one.number() != null) ? one.number() : one.caseId(), one.where(),
                            String.join(", ", one.missing()))));
            });
            boolean same = rehearsed.faults().isEmpty()
                    && rehearsed.procedures().stream().allMatch((report) -> report.others().isEmpty());
            return OptionalInt.of(same ? 0 : DIFFERENT);
        }
    }

    private static String words(ConfigurableApplicationContext context, String key, Object... arguments) {
        return context.getMessage(key, arguments, WORDS);
    }

    private static void say(Object line) {
        System.out.println(line);
    }

}
