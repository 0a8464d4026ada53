package org.sanxing.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DatabaseTrouble;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.organization.Organization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/**
 * Puts failures into words: the one place where an exception becomes a status, a code and
 * a message. Nothing of the inside comes out.
 */
@Component
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final int REFERENCE_LENGTH = 8;

    private static final String ENGINE_LOCKING = "org.camunda.bpm.engine.OptimisticLockingException";

    /**
     * PostgreSQL, after a statement failed that somebody caught: another one got in
     * between.
     */
    private static final String IN_FAILED_TRANSACTION = "25P02";

    private final MessageSource messages;

    private final JsonMapper json;

    private final ObjectProvider<Organization> organization;

    Problems(MessageSource messages, JsonMapper json, ObjectProvider<Organization> organization) {
        this.messages = messages;
        this.json = json;
        this.organization = organization;
    }

    Problem of(Throwable failure, HttpServletRequest request, Locale locale) {
        Refusal refusal = cause(failure, Refusal.class);
        if (refusal != null) {
            return ofRefusal(refusal, locale);
        }
        DatabaseTrouble trouble = DatabaseTrouble.of(failure);
        if (trouble != null && (trouble != DatabaseTrouble.BUSY || !changedMeanwhile(failure) || isRead(request))) {
            log.warn("{} {} came to nothing: {}", request.getMethod(), Requests.path(request), trouble, failure);
            return unavailable(trouble, locale);
        }
        if (changedMeanwhile(failure)) {
            log.info("{} {} came second: {}", request.getMethod(), Requests.path(request), failure.toString());
            return plain(409, "changed-meanwhile", locale);
        }
        if (failure instanceof AccessDeniedException) {
            return plain(403, "forbidden", locale);
        }
        if (failure instanceof AuthenticationException) {
            return plain(401, "unauthenticated", locale);
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable, locale);
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return plain(413, "payload-too-large", locale);
        }
        InvalidParameterException parameters = cause(failure, InvalidParameterException.class);
        if (parameters != null) {
            return ofStatus(parameters.getErrorCode(), locale);
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return invalid(missing.getParameterName(), "required", locale);
        }
        if (failure instanceof MissingServletRequestPartException missing) {
            return invalid(missing.getRequestPartName(), "required", locale);
        }
        if (failure instanceof MissingRequestHeaderException missing) {
            return invalid(missing.getHeaderName(), "required", locale);
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return invalid(mismatch.getName(), "invalid", locale);
        }
        if (failure instanceof TypeMismatchException mismatch) {
            return invalid(String.valueOf(mismatch.getPropertyName()), "invalid", locale);
        }
        if (failure instanceof BindException bind) {
            return invalid(bind.getFieldErrors()
                .stream()
                .map((error) -> FieldError.of(error.getField(), "invalid", error.getField()))
                .toList(), locale);
        }
        if (failure instanceof MultipartException) {
            return plain(400, "malformed-request", locale);
        }
        if (failure instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return ofStatus(response.getStatusCode().value(), locale);
        }
        String reference = UUID.randomUUID().toString().substring(0, REFERENCE_LENGTH);
        log.error("Reference {}: {} {} failed", reference, request.getMethod(), Requests.path(request), failure);
        return internal(reference, locale);
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    Problem unavailable(DatabaseTrouble trouble, Locale locale) {
        return new Problem(503, trouble.code(), title(503, locale), say("error." + trouble.code(), "", locale),
                advice(503, locale), Map.of("retryAfter", trouble.retryAfter()), List.of(), null);
    }

    /** For what a filter or the server refused without an exception. */
    Problem ofStatus(int status, Locale locale) {
        return switch (status) {
            case 400 -> plain(400, "malformed-request", locale);
            case 401 -> plain(401, "unauthenticated", locale);
            case 403 -> plain(403, "forbidden", locale);
            case 404 -> plain(404, "not-found", locale);
            case 405 -> plain(405, "method-not-allowed", locale);
            case 406 -> plain(406, "not-acceptable", locale);
            case 413 -> plain(413, "payload-too-large", locale);
            case 415 -> plain(415, "unsupported-media-type", locale);
            case 429 -> plain(429, "too-many-requests", locale);
            default -> (status >= 500) ? internal(null, locale) : plain(status, "malformed-request", locale);
        };
    }

    private Problem ofRefusal(Refusal refusal, Locale locale) {
        List<Problem.Field> errors = (refusal instanceof InvalidInput invalid) ? fields(invalid.errors(), locale)
                : List.of();
        int status = refusal.kind().status();
        String generic = say("error.status." + status + ".detail", "", locale);
        String detail = say("error." + refusal.code(), generic, locale, refusal.arguments().toArray());
        return new Problem(status, refusal.code(), title(status, locale), detail, advice(status, locale),
                facts(refusal, locale), errors, null);
    }

    private Map<String, Object> facts(Refusal refusal, Locale locale) {
        Map<String, Object> facts = new LinkedHashMap<>(refusal.facts());
        if (facts.get("actor") instanceof String account) {
            facts.put("actor", Map.of("account", account, "name", name(account, locale)));
        }
        return facts;
    }

    private String name(String account, Locale locale) {
        if (account.equals(AuditRecord.SYSTEM)) {
            return say("error.actor.system", account, locale);
        }
        try {
            Organization people = this.organization.getIfAvailable();
            return (people != null) ? people.find(account).map((person) -> person.name()).orElse(account) : account;
        }
        catch (RuntimeException ex) {
            return account;
        }
    }

    private Problem unreadable(HttpMessageNotReadableException unreadable, Locale locale) {
        DatabindException mismatch = cause(unreadable, DatabindException.class);
        if (mismatch != null && !mismatch.getPath().isEmpty()) {
            return invalid(path(mismatch.getPath()), "invalid", locale);
        }
        return plain(400, "malformed-request", locale);
    }

    /** E.g. {@code problems[0].cause}. */
    private static String path(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
            else if (reference.getIndex() >= 0) {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private Problem invalid(String field, String code, Locale locale) {
        return invalid(List.of(FieldError.of(field, code, field)), locale);
    }

    private Problem invalid(List<FieldError> errors, Locale locale) {
        return ofRefusal(new InvalidInput(errors), locale);
    }

    private List<Problem.Field> fields(List<FieldError> errors, Locale locale) {
        List<Problem.Field> fields = new ArrayList<>();
        for (FieldError error : errors) {
            String generic = say("field-error.invalid", error.code(), locale, error.field());
            fields.add(new Problem.Field(error.field(),
                    say("field-error." + error.code(), generic, locale, error.arguments().toArray())));
        }
        return fields;
    }

    private Problem plain(int status, String code, Locale locale) {
        return new Problem(status, code, title(status, locale), say("error." + code, "", locale),
                advice(status, locale), Map.of(), List.of(), null);
    }

    private Problem internal(@Nullable String reference, Locale locale) {
        return new Problem(500, "internal-error", title(500, locale), say("error.internal-error", "", locale),
                advice(500, locale), Map.of(), List.of(), reference);
    }

    private String title(int status, Locale locale) {
        return say("error.status." + status + ".title", say("error.status.400.title", "", locale), locale);
    }

    private String advice(int status, Locale locale) {
        return say("error.status." + status + ".advice", "", locale);
    }

    private String say(String key, String otherwise, Locale locale, Object... arguments) {
        String text = this.messages.getMessage(key, arguments, otherwise, locale);
        return (text != null) ? text : otherwise;
    }

    /** As {@code application/problem+json} (RFC 9457). */
    Map<String, Object> body(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("code", problem.code());
        problem.facts().forEach(body::putIfAbsent);
        if (problem.status() == 400) {
            body.put("errors", problem.errors());
        }
        if (problem.reference() != null) {
            body.put("reference", problem.reference());
        }
        return body;
    }

    /** For filters, which have no controller to answer for them. */
    void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] bytes = this.json.writeValueAsBytes(body(problem));
        response.setStatus(problem.status());
        retryAfter(problem, response);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static void retryAfter(Problem problem, HttpServletResponse response) {
        if (problem.facts().get("retryAfter") instanceof Number seconds) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
    }

    private static boolean changedMeanwhile(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof OptimisticLockingFailureException
                    || cause instanceof PessimisticLockingFailureException || cause instanceof DuplicateKeyException) {
                return true;
            }
            if (cause instanceof SQLException sql && IN_FAILED_TRANSACTION.equals(sql.getSQLState())) {
                return true;
            }
            for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().equals(ENGINE_LOCKING)) {
                    return true;
                }
            }
        }
        return false;
    }

    static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return (cause.getCause() != cause) ? cause.getCause() : null;
    }

    static HttpStatusCode status(Problem problem) {
        return HttpStatusCode.valueOf(problem.status());
    }

}
