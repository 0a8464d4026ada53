package org.sanxing.common;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Every setting of ours says by its name that it cannot be taken, and what it takes. */
class WrongSettingsTests {

    private static final Map<Class<?>, String> NEGATIVE = Map.of(Duration.class, "-1s", Period.class, "-1d",
            DataSize.class, "-1B", int.class, "-1");

    /** Of which {@code Retention} says how much they are at least. */
    private static final Set<String> AT_LEAST = Set.of("sanxing.retention.logs", "sanxing.retention.audit");

    /**
     * @param type of what it holds
     */
    private record Setting(Class<?> settings, String prefix, String name, Class<?> type) {

        @Override
        public String toString() {
            return this.name;
        }

        /** What a start with it says; null where nothing is wrong with it. */
        FailureAnalysis with(String value) {
            Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(this.name, value)));
            Throwable failure = catchThrowable(() -> binder.bind(this.prefix, this.settings));
            return (failure != null) ? new CannotStartAnalyzer().analyze(new IllegalStateException(failure)) : null;
        }

    }

    static List<Setting> settings() {
        ClassPathScanningCandidateComponentProvider ours = new ClassPathScanningCandidateComponentProvider(false);
        ours.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<Setting> settings = ours.findCandidateComponents("org.sanxing")
            .stream()
            .<Class<?>>map((found) -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
            .filter(Class::isRecord)
            .flatMap((type) -> {
                String prefix = type.getAnnotation(ConfigurationProperties.class).value();
                return of(type, prefix, prefix, type);
            })
            .toList();
        assertThat(settings).hasSizeGreaterThan(50);
        return settings;
    }

    private static Stream<Setting> of(Class<?> settings, String prefix, String at, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap((part) -> {
            String name = at + "." + name(type, part).replaceAll("([A-Z])", "-$1").toLowerCase();
            return (part.getType().isRecord() && type.equals(part.getType().getDeclaringClass()))
                    ? of(settings, prefix, name, part.getType())
                    : Stream.of(new Setting(settings, prefix, name, part.getType()));
        });
    }

    private static String name(Class<?> type, RecordComponent part) {
        return Stream.of(type.getDeclaredConstructors()[0].getParameters())
            .filter((parameter) -> parameter.getName().equals(part.getName())
                    && parameter.isAnnotationPresent(Name.class))
            .map((parameter) -> parameter.getAnnotation(Name.class).value())
            .findFirst()
            .orElse(part.getName());
    }

    static Stream<Setting> written() {
        return settings().stream().filter((one) -> !Set.of(String.class, List.class).contains(one.type()));
    }

    @ParameterizedTest
    @MethodSource("written")
    void noneTakesWhatItCannotRead(Setting setting) {
        FailureAnalysis said = setting.with("nonsense");
        assertThat(said).isNotNull();
        assertThat(said.getDescription()).contains(setting.name(), "nonsense").doesNotContain("\n", "Exception");
        assertThat(said.getAction()).contains("src/docs/settings.zh.md").doesNotContain("\n");
    }

    static Stream<Setting> measured() {
        return settings().stream().filter((one) -> NEGATIVE.containsKey(one.type()) && !AT_LEAST.contains(one.name()));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void noneTakesWhatIsLessThanNothing(Setting setting) {
        FailureAnalysis said = setting.with(NEGATIVE.get(setting.type()));
        assertThat(said).isNotNull();
        assertThat(said.getDescription()).contains(setting.prefix(),
                setting.name().substring(setting.name().lastIndexOf('.') + 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "sanxing.zone|Asia/Shangai|Write Asia/Shanghai",
            "sanxing.outbox.every|soon|Write 30s", "sanxing.passwords.profile|strong|dengbao",
            "sanxing.working-hours|9-5|settings", "sanxing.working-hours|17:00-09:00|settings",
            "sanxing.rectification.quorum|2/0|settings", "sanxing.rectification.reminders|a|settings",
            "sanxing.outbox.every|0s|settings", "sanxing.attachments.sweep|0|settings",
            "sanxing.attachments.max-files|0|settings", "sanxing.audit.every|0|settings",
            "sanxing.sessions.longest|0|settings", "sanxing.limits.account|0|settings",
            "sanxing.limits.body.per-second|0|settings", "sanxing.retention.engine|0d|settings",
            "sanxing.data|''|settings", "sanxing.base-url|https://a b|settings", "sanxing.mail.from|a b|settings",
            "sanxing.webhooks.allow|http://localhost|settings", "sanxing.trusted-proxies|proxy.example|settings" })
    void thoseThatWereTried(String name, String value, String remedy) {
        Setting setting = settings().stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow();
        FailureAnalysis said = setting.with(value);
        assertThat(said).isNotNull();
        assertThat(said.getDescription()).contains(name.substring(name.lastIndexOf('.') + 1))
            .contains(setting.prefix());
        assertThat(said.getAction()).contains(remedy);
    }

}
