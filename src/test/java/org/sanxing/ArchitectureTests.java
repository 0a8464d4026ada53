package org.sanxing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.sanxing.common.Texts;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The boundaries that must hold. Each rule has a canary: where its pattern matched
 * nothing, it would hold for nothing.
 */
class ArchitectureTests {

    private static final String ENGINE = "org.camunda..";

    private static final JavaClasses ALL = all();

    private static final JavaClasses MAIN = ALL.that(from(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS));

    private static final JavaClasses TESTS = ALL.that(from(ImportOption.Predefined.ONLY_INCLUDE_TESTS));

    /** Ours alone: of libraries the rules know no more than the name. */
    private static JavaClasses all() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        try {
            return new ClassFileImporter().importPackages("org.sanxing");
        }
        finally {
            ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(true);
        }
    }

    private static DescribedPredicate<JavaClass> from(ImportOption.Predefined source) {
        return DescribedPredicate.describe("from " + source,
                (type) -> type.getSource().filter((each) -> source.includes(Location.of(each.getUri()))).isPresent());
    }

    @Test
    void modulesUseWhatTheyMay() {
        ApplicationModules modules = ApplicationModules.of(SanxingApplication.class);
        assertThat(modules.stream().map((module) -> module.getIdentifier().toString())).contains("common",
                "organization", "account", "calendar", "workflow", "forms", "tasks", "notification", "campaign",
                "procedure", "reflection", "likeness", "manuscript", "ledger", "registration", "rectification",
                "meeting", "lookback", "report", "dossier", "checks", "audit", "shell");
        modules.verify();
    }

    @Test
    void onlyWorkflowAndProcessesKnowTheEngine() {
        ArchRule rule = noClasses().that()
            .resideOutsideOfPackages("org.sanxing.workflow..", "org.sanxing..process..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE);
        rule.check(MAIN);
        assertThat(matching("org.sanxing..process..", ENGINE)).as("delegates that know the engine").isTrue();
        assertThat(matching("org.sanxing.workflow..", ENGINE)).as("workflow knows the engine").isTrue();
    }

    @Test
    void packagesInsideAModuleFormNoCycles() {
        List<String> modules = ApplicationModules.of(SanxingApplication.class)
            .stream()
            .map((module) -> module.getBasePackage().getName())
            .toList();
        assertThat(modules).hasSizeGreaterThan(15);
        List<String> tangled = modules.stream()
            .filter((module) -> packages(module).evaluate(MAIN.that(resideInAPackage(module + ".."))).hasViolation())
            .map((module) -> module.substring("org.sanxing.".length()))
            .toList();
        assertThat(tangled).isEmpty();
        assertThat(modules.stream()
            .filter((module) -> MAIN.that(resideInAPackage(module + ".."))
                .stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .count() > 1))
            .as("modules with packages inside")
            .hasSizeGreaterThan(5);
    }

    /** Each package of a module for itself, the module's own included. */
    private static ArchRule packages(String module) {
        return SlicesRuleDefinition.slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return (name.equals(module) || name.startsWith(module + ".")) ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + module;
            }
        }).should().beFreeOfCycles();
    }

    /** Whether some class there depends on some class in the other package. */
    private static boolean matching(String from, String to) {
        return MAIN.that(resideInAPackage(from))
            .stream()
            .flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
            .anyMatch((dependency) -> resideInAPackage(to).test(dependency.getTargetClass()));
    }

    @Test
    void controllersAreNobodysBusiness() {
        classes().that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .notBePublic()
            .check(MAIN);
        assertThat(controllers("Api")).hasSizeGreaterThan(5);
        assertThat(controllers("Pages")).hasSizeGreaterThan(5);
    }

    private static List<String> controllers(String suffix) {
        return MAIN.stream()
            .filter((type) -> type.isAnnotatedWith(RestController.class) || type.isAnnotatedWith(Controller.class))
            .map(JavaClass::getSimpleName)
            .filter((name) -> name.endsWith(suffix))
            .toList();
    }

    @Test
    void nobodyDependsOnTheShell() {
        noClasses().that()
            .resideOutsideOfPackage("org.sanxing.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sanxing.shell..")
            .check(MAIN);
        assertThat(MAIN.that(resideInAPackage("org.sanxing.shell.."))).isNotEmpty();
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Autowired.class).check(MAIN);
        assertThat(TESTS.stream().flatMap((type) -> type.getFields().stream()))
            .as("fields of tests, where it is the habit")
            .anyMatch((field) -> field.isAnnotatedWith(Autowired.class));
    }

    @Test
    void timeComesFromTheClockThatIsInjected() {
        ArchRule rule = noClasses().that()
            .doNotHaveFullyQualifiedName(SanxingApplication.class.getName())
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates
                .target(com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                    .owner(DescribedPredicate.describe("of time", ArchitectureTests::isTime)))
                .and(DescribedPredicate.describe("that reads the machine's clock",
                        ArchitectureTests::readsTheMachine)));
        rule.check(MAIN);
        assertThat(MAIN.get(SanxingApplication.class).getMethodCallsFromSelf()).as("the one place")
            .anyMatch((call) -> isTime(call.getTargetOwner()) && readsTheMachine(call));
    }

    private static boolean isTime(JavaClass type) {
        return java.util.stream.Stream
            .of(Clock.class, Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class,
                    ZonedDateTime.class, System.class)
            .anyMatch(type::isEquivalentTo);
    }

    private static boolean readsTheMachine(com.tngtech.archunit.core.domain.JavaCall<?> call) {
        String name = call.getTarget().getName();
        boolean given = call.getTarget()
            .getRawParameterTypes()
            .stream()
            .anyMatch((type) -> type.isEquivalentTo(Clock.class));
        return name.startsWith("system") && isClock(call) || name.equals("currentTimeMillis")
                || name.equals("now") && !given;
    }

    private static boolean isClock(com.tngtech.archunit.core.domain.JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Clock.class);
    }

    /** Each of these takes for text what nobody can see, and each something else. */
    @Test
    void oneHelperKnowsWhatIsBlank() {
        noClasses().should().accessTargetWhere(DescribedPredicate.describe("that decides what is blank", (access) -> {
            JavaClass owner = access.getTargetOwner();
            return (owner.isEquivalentTo(String.class)
                    && List.of("isBlank", "strip", "trim").contains(access.getName()))
                    || (owner.isEquivalentTo(StringUtils.class) && access.getName().startsWith("has"));
        })).check(MAIN);
        assertThat(MAIN.get(Texts.class).getAccessesToSelf()).as("uses of the helper").hasSizeGreaterThan(100);
    }

    @Test
    void applicationsForTestsAreComposedOnce() {
        List<String> raw = TESTS.stream()
            .filter((type) -> type.isAnnotatedWith(SpringBootTest.class))
            .filter((type) -> !type.isAnnotation())
            .filter((type) -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            // What is measured by hand runs alone.
            .filter((type) -> !type.getPackageName().equals("org.sanxing.bench"))
            .map(JavaClass::getSimpleName)
            .toList();
        // The idempotency filter is tried on a real server, with the shell alone; a
        // folder
        // of models needs an application that is started with it.
        assertThat(raw).isSubsetOf("IdempotencyOnPostgresTests", "OwnFolderTests");
        assertThat(TESTS.get(ApplicationTest.class).isAnnotatedWith(SpringBootTest.class)).isTrue();
    }

}
