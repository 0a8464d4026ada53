package org.sanxing.shell;

import java.security.Principal;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.NotFound;
import org.sanxing.common.OrganSettings;
import org.sanxing.common.RefusedAttempt;
import org.sanxing.common.Sealing;
import org.sanxing.organization.Branch;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Position;
import org.sanxing.organization.Role;
import org.sanxing.tasks.NoTasks;
import org.sanxing.tasks.Tasks;

import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The shell on a real server and a real database, with a small organisation around it.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan({ "org.sanxing.shell", "org.sanxing.notification", "org.sanxing.calendar",
        "org.sanxing.common" })
@ComponentScan(basePackages = { "org.sanxing.shell", "org.sanxing.notification", "org.sanxing.calendar" },
        excludeFilters = { @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
                @Filter(type = FilterType.REGEX, pattern = "org\\.sanxing\\.shell\\.SecurityConfiguration.*") })
@ComponentScan(basePackages = "org.sanxing", useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX,
                pattern = "org\\.sanxing\\.(\\w+\\.\\w+Navigation|common\\.Messages)"))
class ShellFixture {

    static final Map<String, Set<Role>> ROLES = Map.of("staff1", Set.of(), "auditor", Set.of(Role.AUDITOR), "sysadmin",
            Set.of(Role.SYSTEM_ADMINISTRATOR), "secadmin", Set.of(Role.SECURITY_ADMINISTRATOR), "secretary1",
            Set.of(Role.BRANCH_SECRETARY));

    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    @Bean
    ZoneId zone(OrganSettings settings) {
        return settings.zone();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http
            .authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .anyRequest()
                .authenticated())
            .httpBasic(Customizer.withDefaults())
            .csrf((csrf) -> csrf.disable())
            .build();
    }

    /** As typed: a hash would be what the requests wait for. */
    @Bean
    PasswordEncoder asTyped() {
        return new PasswordEncoder() {

            @Override
            public String encode(@Nullable CharSequence typed) {
                return String.valueOf(typed);
            }

            @Override
            public boolean matches(@Nullable CharSequence typed, @Nullable String kept) {
                return String.valueOf(typed).equals(kept);
            }

        };
    }

    @Bean
    InMemoryUserDetailsManager users() {
        return new InMemoryUserDetailsManager(ROLES.keySet()
            .stream()
            .map((account) -> User.withUsername(account).password("secret").roles("X").build())
            .toList());
    }

    /** The places of modules whose pages are not here: static bean methods of them. */
    @Bean
    static BeanDefinitionRegistryPostProcessor placesOfPages() {
        return (registry) -> {
            ClassPathScanningCandidateComponentProvider pages = new ClassPathScanningCandidateComponentProvider(false);
            pages.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
            pages.findCandidateComponents("org.sanxing").forEach((found) -> {
                Class<?> page = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
                Arrays.stream(page.getDeclaredMethods())
                    .filter((method) -> Modifier.isStatic(method.getModifiers())
                            && method.getReturnType() == NavigationEntry.class
                            && !registry.containsBeanDefinition(method.getName()))
                    .forEach((method) -> {
                        RootBeanDefinition place = new RootBeanDefinition(page);
                        place.setFactoryMethodName(method.getName());
                        place.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
                        registry.registerBeanDefinition(method.getName(), place);
                    });
            });
        };
    }

    @Bean
    Sealing sealing() {
        return new Sealing("", "target/test-data");
    }

    @Bean
    Organization organization() {
        return new FewPeople();
    }

    @Bean
    Campaigns campaigns() {
        return Mockito.mock(Campaigns.class);
    }

    @Bean
    Tasks tasks() {
        return new ThreeTasks();
    }

    @Bean
    WebMvcConfigurer currentPerson(Organization organization) {
        return new WebMvcConfigurer() {

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new SignedIn(organization));
            }

        };
    }

    @Bean
    Probe probe(JdbcClient jdbc) {
        return new Probe(jdbc);
    }

    @Bean
    ProbePages probePages(Probe probe) {
        return new ProbePages(probe);
    }

    @Bean
    Attempts attempts() {
        return new Attempts();
    }

    static class Attempts {

        final List<RefusedAttempt> seen = new CopyOnWriteArrayList<>();

        @EventListener
        void on(RefusedAttempt attempt) {
            this.seen.add(attempt);
        }

    }

    record Body(String name, int number, @Nullable Inner inner) {

    }

    record Inner(List<Integer> numbers) {

    }

    static class RuleBroken extends Conflict {

        RuleBroken() {
            super("probe-conflict");
            in("accepted").by("staff1", Instant.parse("2026-11-22T01:02:03Z"));
        }

    }

    @RestController
    @TestConfiguration
    static class Probe {

        final AtomicInteger runs = new AtomicInteger();

        final Semaphore release = new Semaphore(0);

        private final JdbcClient jdbc;

        Probe(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping("/api/v1/probe/{what}")
        Map<String, Object> fail(@PathVariable String what, @RequestParam(required = false) @Nullable Integer limit) {
            throw failure(what);
        }

        @GetMapping("/api/v1/needs")
        Map<String, Object> needs(@RequestParam String campaign) {
            return Map.of("campaign", campaign);
        }

        @PostMapping("/api/v1/body")
        Body body(@RequestBody Body body) {
            return body;
        }

        /** Counts its runs in a table that exists anyway. */
        @PostMapping("/api/v1/effects")
        ResponseEntity<Map<String, Object>> effect(@RequestBody Map<String, Object> body, Principal me) {
            int run = insert(me.getName(), String.valueOf(body.get("name")));
            if (body.get("failFirst") != null && run == 1) {
                throw new RuleBroken();
            }
            return ResponseEntity.status(201)
                .header("Location", "/api/v1/effects/" + run)
                .body(Map.of("run", run, "text", "\u4e09\u7701"));
        }

        @GetMapping("/api/v1/reads")
        Map<String, Object> read(Principal me) {
            return Map.of("run", insert(me.getName(), "read"));
        }

        /** Holds on to its thread until the test lets go. */
        @GetMapping("/api/v1/held")
        Map<String, Object> held() throws InterruptedException {
            return Map.of("released", this.release.tryAcquire(20, TimeUnit.SECONDS));
        }

        int inserted(String name) {
            return this.jdbc.sql("select count(*) from notification where event = 'probe' and case_id = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
        }

        int insert(String account, String name) {
            this.jdbc.sql("""
                    insert into notification (id, account, event, case_id, link, arguments, created_at)
                    values (:id, :account, 'probe', :name, '/', '[]', current_timestamp)""")
                .param("id", java.util.UUID.randomUUID().toString())
                .param("account", account)
                .param("name", name)
                .update();
            return this.runs.incrementAndGet();
        }

        static RuntimeException failure(String what) {
            return switch (what) {
                case "conflict" -> new RuleBroken();
                case "forbidden" -> new Forbidden("probe-forbidden");
                case "missing" -> new NotFound("probe");
                case "invalid" -> new InvalidInput(List.of(FieldError.of("problems[0].cause", "invalid"),
                        FieldError.of("limit", "range", 1, 200)));
                case "away" -> new org.springframework.transaction.CannotCreateTransactionException("secret",
                        new java.sql.SQLTransientConnectionException("timed out", "08001"));
                case "full" -> new org.springframework.jdbc.UncategorizedSQLException("select secret", null,
                        new java.sql.SQLException("no room", "53100"));
                case "busy" -> new org.springframework.dao.CannotAcquireLockException("select secret",
                        new java.sql.SQLException("lock", "55P03"));
                case "locked" -> new OptimisticLockingFailureException("select secret from table");
                case "waiting" -> new PessimisticLockingFailureException("deadlock");
                case "wrapped" -> new IllegalStateException(new RuleBroken());
                case "engine" ->
                    new IllegalStateException(new org.camunda.bpm.engine.OptimisticLockingException("ENGINE-03005"));
                default -> new IllegalStateException("java.sql.SQLException: select secret from table");
            };
        }

    }

    @Controller
    @TestConfiguration
    static class ProbePages {

        private final Probe probe;

        ProbePages(Probe probe) {
            this.probe = probe;
        }

        @PostMapping("/effects")
        String effect(@RequestParam String name, Principal me, RedirectAttributes redirect) {
            int run = this.probe.insert(me.getName(), name);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.list.all-read", run));
            return "redirect:/effects/" + run;
        }

        @GetMapping("/probe/{what}")
        String fail(@PathVariable String what) {
            throw Probe.failure(what);
        }

        @GetMapping("/done")
        String done(RedirectAttributes redirect) {
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.list.all-read", 1234));
            return "redirect:/notifications";
        }

        @GetMapping("/now")
        String now(Model model, @CurrentPerson Person me) {
            model.addAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.list.all-read", 1234));
            model.addAttribute("days", Map.of());
            model.addAttribute("unreadOnly", false);
            model.addAttribute("unreadThere", 0);
            model.addAttribute("kinds", java.util.List.of());
            model.addAttribute("later", false);
            return "notification/list";
        }

    }

    private record SignedIn(Organization organization) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.hasParameterAnnotation(CurrentPerson.class);
        }

        @Override
        public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory factory) {
            return this.organization.get(Objects.requireNonNull(request.getUserPrincipal()).getName());
        }

    }

    private static final class ThreeTasks implements NoTasks {

        @Override
        public NavigationEntry.Count countsOf(String account) {
            return new NavigationEntry.Count(3, 1, 2);
        }

    }

    static final class FewPeople implements Organization {

        @Override
        public Optional<Person> find(String account) {
            return ROLES.containsKey(account)
                    ? Optional.of(new Person(account, "N-" + account, "P-" + account, null, null, null, true))
                    : Optional.empty();
        }

        @Override
        public Person get(String account) {
            return find(account).orElseThrow();
        }

        @Override
        public Map<String, Person> findAll(Collection<String> accounts) {
            return accounts.stream()
                .flatMap((account) -> find(account).stream())
                .collect(Collectors.toMap(Person::account, (person) -> person));
        }

        @Override
        public List<Person> everybody() {
            return List.of();
        }

        @Override
        public List<Person> staff() {
            return List.of();
        }

        @Override
        public List<Department> departments() {
            return List.of();
        }

        @Override
        public Optional<Department> department(String id) {
            return Optional.empty();
        }

        @Override
        public List<Branch> branches() {
            return List.of();
        }

        @Override
        public Optional<Branch> branch(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<Person> headOf(String departmentId) {
            return Optional.empty();
        }

        @Override
        public Optional<Person> supervisorOf(String departmentId) {
            return Optional.empty();
        }

        @Override
        public Optional<Person> partySecretary() {
            return Optional.empty();
        }

        @Override
        public Optional<Person> partyDeputySecretary() {
            return Optional.empty();
        }

        @Override
        public List<Person> partyGroup() {
            return List.of();
        }

        @Override
        public List<Person> committee(String branchId) {
            return List.of();
        }

        @Override
        public Optional<Person> branchSecretary(String branchId) {
            return Optional.empty();
        }

        @Override
        public Set<String> committeesOf(String account) {
            return Set.of();
        }

        @Override
        public Set<String> departmentsInChargeOf(String account) {
            return Set.of();
        }

        @Override
        public Set<Role> rolesOf(String account) {
            return ROLES.getOrDefault(account, Set.of());
        }

        @Override
        public List<Person> holdersOf(Role role) {
            return List.of();
        }

        @Override
        public Position positionOf(String account) {
            return Position.STAFF;
        }

    }

}
