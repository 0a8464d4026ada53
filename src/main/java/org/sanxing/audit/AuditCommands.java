package org.sanxing.audit;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.KeyFolder;
import org.sanxing.common.OfRecord;
import org.sanxing.common.OrganSettings;

import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * What can be done with the record from the command line, without starting the
 * application: {@code verify} and {@code rotate-keys}; and {@code verify-evidence}, which
 * needs no record.
 */
public final class AuditCommands {

    private static final String VERIFY = "verify";

    /** An older checkpoint that somebody has kept: its line, or a file. */
    private static final String HELD = "sanxing.audit.held";

    /** As H2 says that another process has the file. */
    private static final int IN_USE = 90020;

    private static final int COPIES = 3;

    private static final Set<String> NAMES = Set.of(VERIFY, "rotate-keys");

    static final int WHOLE = 0;

    static final int CHANGED = 1;

    static final int CANNOT_TELL = 2;

    private AuditCommands() {
    }

    /**
     * Returns what to exit with; empty where the arguments are for the application.
     * @param arguments a command, then {@code --keys DIR}, {@code --checkpoints FILE},
     * {@code --checkpoint LINE} with an older one, and settings of the application
     */
    public static OptionalInt run(Clock clock, String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("verify-evidence")) {
            return OptionalInt
                .of(EvidenceCheck.run(AuditCommands::say, Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        if (arguments.length == 0 || !NAMES.contains(arguments[0])) {
            return OptionalInt.empty();
        }
        Start start = new Start(clock, settings(arguments));
        try {
            return OptionalInt.of(arguments[0].equals(VERIFY) ? verify(start) : rotate(start));
        }
        catch (RuntimeException ex) {
            new CommandWords("record.command.cannot-tell", rootOf(ex).getMessage()).say(AuditCommands::say);
            return OptionalInt.of(CANNOT_TELL);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return (failure.getCause() != null) ? rootOf(failure.getCause()) : failure;
    }

    private static String[] settings(String[] arguments) {
        List<String> settings = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            String property = switch (arguments[i]) {
                case "--keys" -> "--sanxing.keys=";
                case "--checkpoints" -> "--sanxing.audit.checkpoints=";
                case "--checkpoint" -> "--" + HELD + "=";
                default -> null;
            };
            if (property == null) {
                settings.add(arguments[i]);
            }
            else if (i + 1 < arguments.length) {
                settings.add(property + arguments[++i]);
            }
        }
        return settings.toArray(String[]::new);
    }

    /** Starts what a command needs of the application. */
    private static final class Start {

        private final Clock clock;

        private final String[] settings;

        private @Nullable ConfigurableEnvironment environment;

        Start(Clock clock, String[] settings) {
            this.clock = clock;
            this.settings = settings;
        }

        ConfigurableApplicationContext of(Class<?> command, Map<String, Object> instead) {
            return new SpringApplicationBuilder(command).web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers((fresh) -> {
                    this.environment = fresh.getEnvironment();
                    this.environment.getPropertySources().addFirst(new MapPropertySource("instead", instead));
                    ((GenericApplicationContext) fresh).registerBean(Clock.class, () -> this.clock);
                })
                .properties("logging.level.root=off", "sanxing.audit.read-only=true",
                        "spring.messages.fallback-to-system-locale=false")
                .run(this.settings);
        }

        /** Of what was started, whether it came up or not. */
        String setting(String name) {
            return (this.environment != null) ? this.environment.getProperty(name, "") : "";
        }

    }

    private static int verify(Start start) {
        try (ConfigurableApplicationContext context = start.of(Verifying.class, Map.of())) {
            return verified(context).map((all) -> report(all, context)).orElse(CANNOT_TELL);
        }
        catch (BeansException ex) {
            if (!inUse(ex)) {
                throw ex;
            }
        }
        return verifyCopies(start);
    }

    private static boolean inUse(Throwable failure) {
        return (failure instanceof SQLException refused && refused.getErrorCode() == IN_USE)
                || (failure.getCause() != null && inUse(failure.getCause()));
    }

    /**
     * Of what the application has open. A copy may have caught a change halfway: only
     * what two of them have in common is wrong.
     */
    private static int verifyCopies(Start start) {
        Path published = new CheckpointFile(start.setting("sanxing.audit.checkpoints"),
                new KeyFolder(start.setting("sanxing.keys"), start.setting("sanxing.data")))
            .path();
        Set<Failure> before = Set.of();
        for (int i = 0; i < COPIES; i++) {
            try (DatabaseCopy copy = DatabaseCopy.of(start.setting(DatabaseCopy.URL), published)) {
                try (ConfigurableApplicationContext context = start.of(Verifying.class, copy.instead())) {
                    Optional<Verification> all = verified(context);
                    if (all.isEmpty()) {
                        return CANNOT_TELL;
                    }
                    Verification again = all.get().failing(before);
                    if (all.get().ok() || !again.ok()) {
                        new CommandWords("record.command.copied", copy.size()).say(AuditCommands::say);
                        return report(again, context);
                    }
                    before = Set.copyOf(all.get().failures());
                }
                catch (NestedRuntimeException torn) {
                    // The next may not be.
                }
            }
        }
        new CommandWords("record.command.torn").say(AuditCommands::say);
        return CANNOT_TELL;
    }

    /** Empty where what was given beside it is no checkpoint of ours. */
    private static Optional<Verification> verified(ConfigurableApplicationContext context) {
        String given = context.getEnvironment().getProperty(HELD, "");
        AuditKeys keys = context.getBean(AuditKeys.class);
        keys.read();
        List<Checkpoint> held = EvidenceCheck.given(given)
            .lines()
            .map(Checkpoint::read)
            .flatMap(Optional::stream)
            .toList();
        boolean ours = held.stream().allMatch((one) -> {
            AuditKey key = keys.find(one.keyId());
            return key != null && key.signed(one.text(), one.signature());
        });
        if (!ours || (held.isEmpty() && !given.isEmpty())) {
            new CommandWords("record.command.not-ours", given).say(AuditCommands::say);
            return Optional.empty();
        }
        Verification all = context.getBean(RecordVerifier.class).verify(held);
        if (all.ok()) {
            held.forEach((one) -> new CommandWords("record.command.extended", one.number(), one.at().toString())
                .say(AuditCommands::say));
        }
        return Optional.of(all);
    }

    private static int report(Verification all, ConfigurableApplicationContext context) {
        FailureWords words = context.getBean(FailureWords.class);
        for (Locale locale : CommandWords.LANGUAGES) {
            words.report(all, locale).forEach(AuditCommands::say);
        }
        return !all.ok() ? CHANGED : all.certain() ? WHOLE : CANNOT_TELL;
    }

    private static int rotate(Start start) {
        try (ConfigurableApplicationContext context = start.of(Rotating.class, Map.of())) {
            AuditKey key = context.getBean(AuditKeys.class).next();
            new CommandWords("record.command.new-keys", key.id(), key.publicPart()).say(AuditCommands::say);
            return WHOLE;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /** No stereotype: the application must not find them. */
    @EnableConfigurationProperties(OrganSettings.class)
    @Import({ KeyFolder.class, AuditKeys.class })
    static final class Rotating {

    }

    @EnableConfigurationProperties({ OrganSettings.class, CheckpointSettings.class })
    @Import({ KeyFolder.class, AuditKeys.class, CheckpointFile.class, Checkpoints.class, RecordTables.class,
            RowEntries.class, RowReader.class, ChainVerifier.class, LogVerifier.class, TombstoneVerifier.class,
            RowVerifier.class, LogProofs.class, RecordVerifier.class, FailureWords.class })
    @ImportAutoConfiguration({ JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
            MessageSourceAutoConfiguration.class })
    @ComponentScan(basePackages = "org.sanxing", useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = OfRecord.class))
    static final class Verifying {

        @Bean
        static ZoneId zone(OrganSettings settings) {
            return settings.zone();
        }

        /** Nobody can write with it. */
        @Bean
        static DataSource dataSource(Environment settings) {
            String url = settings.getRequiredProperty(DatabaseCopy.URL);
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url.startsWith(DatabaseCopy.FILE) ? Arrays.stream(url.split(";"))
                .filter((part) -> !part.startsWith("WRITE_DELAY"))
                .reduce((all, part) -> all + ";" + part)
                .orElseThrow() + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE" : url);
            config.setUsername(settings.getProperty("spring.datasource.username"));
            config.setPassword(settings.getProperty("spring.datasource.password"));
            config.setReadOnly(true);
            config.setMaximumPoolSize(2);
            return new HikariDataSource(config);
        }

    }

}
