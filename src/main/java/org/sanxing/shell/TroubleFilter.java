package org.sanxing.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sanxing.common.DatabaseGate;
import org.sanxing.common.DatabaseTrouble;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before everything that asks the database, the session too: says which kind of request
 * it is, and answers where the database does not, with a page that asks it nothing.
 */
class TroubleFilter extends OncePerRequestFilter {

    private final Problems problems;

    private final Languages languages;

    private final ObjectProvider<ITemplateEngine> templates;

    TroubleFilter(Problems problems, Languages languages, ObjectProvider<ITemplateEngine> templates) {
        this.problems = problems;
        this.languages = languages;
        this.templates = templates;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DatabaseGate.kind(Requests.area(request));
        try {
            chain.doFilter(request, response);
        }
        catch (ServletException | IOException | RuntimeException ex) {
            DatabaseTrouble trouble = DatabaseTrouble.of(ex);
            if (trouble == null || response.isCommitted()) {
                throw ex;
            }
            this.logger.warn(request.getMethod() + " " + Requests.path(request) + " came to nothing: " + trouble, ex);
            response.reset();
            answer(trouble, request, response);
        }
        finally {
            DatabaseGate.kind(null);
        }
    }

    private void answer(DatabaseTrouble trouble, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Locale locale = this.languages.resolveLocale(request);
        Problem problem = this.problems.unavailable(trouble, locale);
        ITemplateEngine engine = this.templates.getIfAvailable();
        if (Requests.isApi(request) || engine == null) {
            this.problems.write(problem, response);
            return;
        }
        if (Requests.isHtmx(request)) {
            ErrorPages.toMessages(response);
        }
        Context words = new Context(locale, Map.of("problem", problem, "base", request.getContextPath()));
        byte[] page = engine.process(Requests.isHtmx(request) ? "error/_message" : "error/bare", words)
            .getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        Problems.retryAfter(problem, response);
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** One request may be here twice: for itself, and for its error. */
    @Override
    protected void doFilterNestedErrorDispatch(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        doFilterInternal(request, response, chain);
    }

}
