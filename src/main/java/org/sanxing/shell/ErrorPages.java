package org.sanxing.shell;

import java.security.Principal;
import java.time.Clock;
import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.common.RefusedAttempt;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers what failed: the API with a problem document, a page with an error page, a
 * fragment with a message in the place for messages.
 */
@ControllerAdvice
@Controller
class ErrorPages implements ErrorController {

    private final Problems problems;

    private final Languages languages;

    private final ShellAdvice shell;

    private final ObjectProvider<Clock> clock;

    ErrorPages(Problems problems, Languages languages, ShellAdvice shell, ObjectProvider<Clock> clock) {
        this.problems = problems;
        this.languages = languages;
        this.shell = shell;
        this.clock = clock;
    }

    @ExceptionHandler(Exception.class)
    @Nullable Object failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            return null;
        }
        if (request.getUserPrincipal() == null
                && (failure instanceof AccessDeniedException || failure instanceof AuthenticationException)) {
            // The security chain asks for sign-in.
            throw failure;
        }
        if (failure instanceof HttpRequestMethodNotSupportedException method
                && method.getSupportedHttpMethods() != null) {
            HttpHeaders headers = new HttpHeaders();
            headers.setAllow(method.getSupportedHttpMethods());
            response.setHeader(HttpHeaders.ALLOW, headers.getFirst(HttpHeaders.ALLOW));
        }
        remember(failure, request);
        IdempotencyFilter.takeBack(request);
        return answer(this.problems.of(failure, request, locale(request)), request, response);
    }

    /** For what failed before or behind the controllers. */
    @RequestMapping("${server.error.path:${error.path:/error}}")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Locale locale = locale(request);
        if (failure instanceof ServletException wrapped && wrapped.getCause() != null) {
            failure = wrapped.getCause();
        }
        Problem problem = (failure instanceof Throwable throwable) ? this.problems.of(throwable, request, locale)
                : this.problems.ofStatus((status instanceof Integer code) ? code : 404, locale);
        return answer(problem, request, response);
    }

    private Object answer(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        Problems.retryAfter(problem, response);
        if (Requests.isApi(request)) {
            return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this.problems.body(problem));
        }
        boolean fragment = Requests.isHtmx(request);
        if (fragment) {
            toMessages(response);
        }
        ModelAndView page = new ModelAndView(fragment ? "error/_message" : "error/page");
        page.setStatus(Problems.status(problem));
        page.addObject("problem", problem);
        boolean nothingToAsk = problem.status() == 429 || problem.status() == 503;
        page.addObject(ShellAdvice.ATTRIBUTE, nothingToAsk ? this.shell.bare(request) : this.shell.shell(request));
        return page;
    }

    /** A fragment goes to the place for messages. */
    static void toMessages(HttpServletResponse response) {
        response.setHeader("HX-Retarget", "#sx-messages");
        response.setHeader("HX-Reswap", "innerHTML show:window:top");
    }

    /** What is refused before it is known what serves it counts as one. */
    private static String pattern(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return (pattern != null) ? pattern.toString() : "/**";
    }

    private Locale locale(HttpServletRequest request) {
        return this.languages.resolveLocale(request);
    }

    /** Leaves word of a refused attempt; it is told once the transaction is over. */
    private void remember(Exception failure, HttpServletRequest request) {
        Refusal refusal = Problems.cause(failure, Refusal.class);
        Principal principal = request.getUserPrincipal();
        String code = (refusal != null) ? refusal.code()
                : (failure instanceof AccessDeniedException) ? "forbidden" : null;
        if (code == null || principal == null || refusal instanceof InvalidInput) {
            return;
        }
        request.setAttribute(RefusedAttempt.class.getName(), new RefusedAttempt(principal.getName(),
                request.getMethod(), Requests.path(request), pattern(request), code, this.clock.getObject().instant()));
    }

}
