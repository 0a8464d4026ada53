package org.sanxing.shell;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.sanxing.account.AccountSecurity;
import org.sanxing.account.PasswordMustChange;
import org.sanxing.account.SecondFactorNeeded;
import org.sanxing.account.TokenScope;
import org.sanxing.account.TooManyFailures;
import org.sanxing.common.DatabaseTrouble;
import org.sanxing.common.Forbidden;
import org.sanxing.common.OrganSettings;
import org.sanxing.common.Refusal;
import org.sanxing.organization.Role;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Who gets in: scripts by password or token for one request each, people by the sign-in
 * page and a session. What they may do there is checked in the use cases.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String SIGN_IN = "/sign-in";

    private static final String[] STATIC = { "/css/**", "/js/**", "/img/**", "/_static/**", "/favicon.ico" };

    /** Libraries bring much that no page uses: what is not named here is not served. */
    private static final String[] LIBRARIES = { "/webjars/htmx.org/*/dist/htmx.min.js",
            "/webjars/bpmn-js/*/dist/assets/diagram-js.css",
            "/webjars/bpmn-js/*/dist/bpmn-navigated-viewer.production.min.js" };

    /** The hash of its content, or the version of its library, is in its name. */
    private static final Pattern VERSIONED = Pattern
        .compile("/(css|js|img)/.+-[0-9a-f]{32}\\.\\w+$|/webjars/[^/]+/[0-9.]+/");

    static final String POLICY = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    /** The library that draws the diagram writes styles inline: its frame alone may. */
    private static final String[] DIAGRAMS = { "/trace/*/diagram", "/admin/procedures/*/diagram" };

    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(HttpSecurity http, AccountSecurity account, Problems problems,
            LocaleResolver localeResolver, OrganSettings organ) throws Exception {
        ApiRefusals refusals = new ApiRefusals(problems, localeResolver);
        http.securityMatcher("/api/**")
            .authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .anyRequest()
                .authenticated())
            .sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .csrf(AbstractHttpConfigurer::disable)
            .requestCache(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .httpBasic((basic) -> basic.authenticationEntryPoint(refusals)
                .authenticationDetailsSource(account.apiDetails()))
            .addFilterBefore(new CrossSiteFilter(problems, localeResolver, organ.baseUrl()), HeaderWriterFilter.class)
            .addFilterBefore(account.bearerTokens(refusals), BasicAuthenticationFilter.class)
            .exceptionHandling((handling) -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
            .headers((headers) -> headers(headers));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageSecurity(HttpSecurity http, AccountSecurity account, Environment environment)
            throws Exception {
        boolean apart = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        String management = environment.getProperty("management.server.port", "");
        http.authorizeHttpRequests((requests) -> requests
            .dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
            .permitAll()
            .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/liveness",
                    "/actuator/health/readiness")
            .permitAll()
            // A port of their own, where there is one, is closed by the network.
            .requestMatchers((request) -> apart && request.getRequestURI().startsWith("/actuator/")
                    && management.equals(String.valueOf(request.getLocalPort())))
            .permitAll()
            .requestMatchers("/actuator/**")
            .denyAll()
            .requestMatchers(HttpMethod.GET, STATIC)
            .permitAll()
            .requestMatchers(HttpMethod.GET, LIBRARIES)
            .permitAll()
            .requestMatchers("/webjars/**")
            .denyAll()
            .requestMatchers(SIGN_IN, "/setup")
            .permitAll()
            .requestMatchers("/admin/roles", "/admin/roles/**")
            .hasRole(Role.SECURITY_ADMINISTRATOR.name())
            .requestMatchers("/admin/accounts", "/admin/accounts/**")
            .hasAnyRole(Role.SECURITY_ADMINISTRATOR.name(), Role.SYSTEM_ADMINISTRATOR.name())
            .requestMatchers("/admin/approvals", "/admin/approvals/**")
            .hasAnyRole(Role.SYSTEM_ADMINISTRATOR.name(), Role.SECURITY_ADMINISTRATOR.name(), Role.AUDITOR.name())
            .requestMatchers("/admin/**")
            .hasRole(Role.SYSTEM_ADMINISTRATOR.name())
            .anyRequest()
            .authenticated())
            .formLogin((form) -> form.loginPage(SIGN_IN)
                .authenticationDetailsSource(account.pageDetails())
                .successHandler(account.signedIn())
                .failureHandler(account.refused()))
            // A session that is signed in begins anew: its time is counted from then on.
            .sessionManagement((sessions) -> sessions.sessionFixation((fixation) -> fixation.migrateSession()))
            .logout((logout) -> logout.addLogoutHandler(account.signedOut())
                .logoutRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-out"))
                .logoutSuccessUrl("/sign-in?out"))
            .requestCache((cache) -> cache.requestCache(new PagesOnly()))
            .addFilterBefore(account.setUp(), CsrfFilter.class)
            .addFilterBefore(account.sessions(), AuthorizationFilter.class)
            .exceptionHandling((handling) -> handling.authenticationEntryPoint(new ToSignIn())
                .accessDeniedHandler(new PageRefusals()))
            .headers((headers) -> headers(headers));
        return http.build();
    }

    private static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        RequestMatcher diagram = anyOf(DIAGRAMS);
        RequestMatcher files = new OrRequestMatcher(anyOf(STATIC), anyOf("/webjars/**"));
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
            .referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
            .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
            .addHeaderWriter(when(new NegatedRequestMatcher(files), "Cache-Control", "no-store"))
            .addHeaderWriter((request, response) -> {
                if (VERSIONED.matcher(request.getRequestURI()).find() && response.getStatus() < 400) {
                    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
                }
            })
            .addHeaderWriter(when(files, "Cache-Control", "no-cache"))
            .addHeaderWriter(when(new NegatedRequestMatcher(diagram), "Content-Security-Policy", POLICY))
            .addHeaderWriter(when(diagram, "Content-Security-Policy", POLICY + "; style-src 'self' 'unsafe-inline'"));
    }

    private static RequestMatcher anyOf(String... patterns) {
        RequestMatcher[] matchers = new RequestMatcher[patterns.length];
        for (int i = 0; i < patterns.length; i++) {
            matchers[i] = PathPatternRequestMatcher.withDefaults().matcher(patterns[i]);
        }
        return new OrRequestMatcher(matchers);
    }

    private static HeaderWriter when(RequestMatcher requests, String name, String value) {
        return new DelegatingRequestMatcherHeaderWriter(requests, (request, response) -> {
            // Not what a controller says for its own answer.
            if (response.getHeader(name) == null || EdgeHeaders.ALL.get(name).equals(response.getHeader(name))) {
                response.setHeader(name, value);
            }
        });
    }

    private static void toSignIn(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("HX-Redirect", request.getContextPath() + SIGN_IN);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }

    /**
     * Only a whole page is come back to, never a fragment or what a script fetched; its
     * address is kept, and none of the headers, which may be secret.
     */
    private static final class PagesOnly extends HttpSessionRequestCache {

        private static final String SAVED = "SPRING_SECURITY_SAVED_REQUEST";

        @Override
        public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
            String accept = request.getHeader(HttpHeaders.ACCEPT);
            String destination = request.getHeader("Sec-Fetch-Dest");
            if (HttpMethod.GET.matches(request.getMethod()) && !isFragment(request) && accept != null
                    && accept.contains(MediaType.TEXT_HTML_VALUE)
                    && (destination == null || destination.equals("document"))) {
                request.getSession().setAttribute(SAVED, new SimpleSavedRequest(address(request)));
            }
        }

        /** None takes the place of what is asked for; whoever is back there is back. */
        @Override
        public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request,
                HttpServletResponse response) {
            SavedRequest saved = getRequest(request, response);
            if (saved != null && saved.getRedirectUrl().equals(address(request))) {
                removeRequest(request, response);
            }
            return null;
        }

        private static String address(HttpServletRequest request) {
            String query = request.getQueryString();
            return request.getRequestURI() + ((query != null) ? "?" + query : "");
        }

    }

    /** Leads to the sign-in page; htmx is told to leave the page, not to swap it in. */
    private static final class ToSignIn implements AuthenticationEntryPoint {

        private final AuthenticationEntryPoint redirect = new LoginUrlAuthenticationEntryPoint(SIGN_IN);

        @Override
        public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
                throws IOException, ServletException {
            if (isFragment(request)) {
                toSignIn(request, response);
            }
            else {
                this.redirect.commence(request, response, failure);
            }
        }

    }

    /**
     * A form sent after the session ended leads to the sign-in page, not to a refusal.
     */
    private static final class PageRefusals implements AccessDeniedHandler {

        private final AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();

        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
                throws IOException, ServletException {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            boolean nobody = authentication == null || authentication instanceof AnonymousAuthenticationToken;
            if (denied instanceof CsrfException && nobody) {
                if (isFragment(request)) {
                    toSignIn(request, response);
                }
                else {
                    response.sendRedirect(request.getContextPath() + SIGN_IN + "?expired");
                }
                return;
            }
            this.forbidden.handle(request, response, denied);
        }

    }

    /** Refusals of the API as {@code application/problem+json}. */
    private static final class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

        private final Problems problems;

        private final LocaleResolver languages;

        private ApiRefusals(Problems problems, LocaleResolver languages) {
            this.problems = problems;
            this.languages = languages;
        }

        @Override
        public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
                throws IOException {
            if (DatabaseTrouble.of(failure) != null) {
                write(failure, request, response);
            }
            else if (failure instanceof TooManyFailures many) {
                response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(many.seconds()));
                write(new Blocked(many), request, response);
            }
            else if (failure instanceof SecondFactorNeeded) {
                write(new Forbidden("second-factor-needed"), request, response);
            }
            else if (failure instanceof TokenScope) {
                write(new Forbidden("token-scope"), request, response);
            }
            else if (failure instanceof PasswordMustChange) {
                write(new Forbidden("password-must-change"), request, response);
            }
            else {
                // A browser that is asked would keep the password, and send it for
                // anybody.
                if (!isBrowser(request)) {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sanxing\", charset=\"UTF-8\"");
                }
                write(failure, request, response);
            }
        }

        private static boolean isBrowser(HttpServletRequest request) {
            String agent = request.getHeader(HttpHeaders.USER_AGENT);
            return request.getHeader("Sec-Fetch-Mode") != null || (agent != null && agent.startsWith("Mozilla/"));
        }

        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
                throws IOException {
            write(denied, request, response);
        }

        private void write(Exception failure, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            this.problems.write(this.problems.of(failure, request, this.languages.resolveLocale(request)), response);
        }

    }

    private static final class Blocked extends Refusal {

        private Blocked(TooManyFailures failures) {
            super(Kind.TOO_MANY, "too-many-failures", failures.minutes());
        }

    }

}
