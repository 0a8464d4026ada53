package org.sanxing.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.sanxing.common.KeyFolder;
import org.sanxing.common.OfRecord;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
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
import org.springframework.core.env.Environment;

/**
 * What can be done with the record from the command line, without starting the
 * application: {@code verify} and {@code rotate-keys}; and {@code verify-evidence}, which
 * needs no record.
 */
public final class AuditCommands {

    private static final String VERIFY = "verify";

    private static final Set<String> NAMES = Set.of(VERIFY, "rotate-keys");

    static final int WHOLE = 0;

    static final int CHANGED = 1;

    static final int CANNOT_TELL = 2;

    private AuditCommands() {
    }

    /**
     * Returns what to exit with; empty where the arguments are for the application.
     * @param arguments a command, then {@code --keys DIR}, {@code --checkpoints FILE} and
     * settings of the application
     */
    public static OptionalInt run(Clock clock, String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("verify-evidence")) {
            return OptionalInt
                .of(EvidenceCheck.run(AuditCommands::say, Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        if (arguments.length == 0 || !NAMES.contains(arguments[0])) {
            return OptionalInt.empty();
        }
        boolean verify = arguments[0].equals(VERIFY);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
                verify ? Verifying.class : Rotating.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .initializers((fresh) -> ((GenericApplicationContext) fresh).registerBean(Clock.class, () -> clock))
            .properties("logging.level.root=off", "sanxing.audit.read-only=true")
            .run(settings(arguments))) {
            return OptionalInt.of(verify ? verify(context) : rotate(context));
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

    private static int verify(ConfigurableApplicationContext context) {
        Verification all = context.getBean(RecordVerifier.class).verify();
        FailureWords words = context.getBean(FailureWords.class);
        for (Locale locale : CommandWords.LANGUAGES) {
            words.report(all, locale).forEach(AuditCommands::say);
        }
        return !all.ok() ? CHANGED : all.certain() ? WHOLE : CANNOT_TELL;
    }

    private static int rotate(ConfigurableApplicationContext context) {
        AuditKey key = context.getBean(AuditKeys.class).next();
        new CommandWords("record.command.new-keys", key.id(), key.publicPart()).say(AuditCommands::say);
        return WHOLE;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /** No stereotype: the application must not find them. */
    @Import({ KeyFolder.class, AuditKeys.class })
    static final class Rotating {

    }

    @Import({ KeyFolder.class, AuditKeys.class, CheckpointFile.class, Checkpoints.class, RecordTables.class,
            RowEntries.class, RowReader.class, ChainVerifier.class, LogVerifier.class, TombstoneVerifier.class,
            RowVerifier.class, RecordVerifier.class, FailureWords.class })
    @ImportAutoConfiguration({ JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
            MessageSourceAutoConfiguration.class })
    @ComponentScan(basePackages = "org.sanxing", useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = OfRecord.class))
    static final class Verifying {

        /** Nobody can write with it. */
        @Bean
        static DataSource dataSource(Environment settings) {
            String url = settings.getRequiredProperty("spring.datasource.url");
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url.startsWith("jdbc:h2:file:") ? Arrays.stream(url.split(";"))
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
