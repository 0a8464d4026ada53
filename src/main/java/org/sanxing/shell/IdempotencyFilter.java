package org.sanxing.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.account.PasswordRequests;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.common.Sealing;
import org.sanxing.shell.KeptAnswers.Kept;
import org.sanxing.shell.KeptAnswers.Key;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The same key gives the same answer (design.md, rule 7). The key is written first, in
 * the transaction that the action joins; the answer is written with it and goes out once
 * that is committed. Whatever is no success leaves nothing, so that it can be tried
 * again.
 * <p>
 * Scripts send the header {@code Idempotency-Key}, pages the field {@code _key}.
 */
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";

    static final String FIELD = "_key";

    static final Duration KEPT = Duration.ofHours(24);

    private static final int MAXIMUM_BODY = 25 * 1024 * 1024;

    private static final int MAXIMUM_KEY = 200;

    private static final int MAXIMUM_PATH = 500;

    private static final int ATTEMPTS = 3;

    /**
     * What waits for the network and changes nothing: no connection is held meanwhile.
     */
    private static final Pattern OUTWARDS = Pattern.compile(".*/channels/[^/]+/test");

    private static final String TAKE_BACK = IdempotencyFilter.class.getName() + ".takeBack";

    private final KeptAnswers answers;

    private final Sealing sealing;

    private final TransactionTemplate transaction;

    private final Problems problems;

    private final Languages languages;

    private final Clock clock;

    IdempotencyFilter(KeptAnswers answers, Sealing sealing, PlatformTransactionManager transactions, Problems problems,
            Languages languages, Clock clock) {
        this.answers = answers;
        this.sealing = sealing;
        this.transaction = new TransactionTemplate(transactions);
        this.problems = problems;
        this.languages = languages;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getUserPrincipal() == null
                || OUTWARDS.matcher(Requests.path(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean api = Requests.isApi(request);
        String value = api ? request.getHeader(HEADER) : field(request);
        Principal principal = request.getUserPrincipal();
        if (value == null || principal == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            check(value, api ? HEADER : FIELD);
            Request sent = read(request);
            Key key = new Key(principal.getName(), path(request), value);
            if (PasswordRequests.matches(request)) {
                runApart(key, sent, !api, response, chain);
            }
            else {
                run(key, sent, !api, response, chain);
            }
        }
        catch (Refusal refusal) {
            refuse(refusal, request, response);
        }
    }

    private void run(Key key, Request sent, boolean page, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DataAccessException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HeldResponse held = new HeldResponse(response);
            try {
                this.transaction.executeWithoutResult((status) -> {
                    begin(key, sent.hash());
                    takeBackOnError(sent.request(), status);
                    try {
                        chain.doFilter(sent.request(), held);
                    }
                    catch (ServletException | IOException ex) {
                        throw new Failed(ex);
                    }
                    finally {
                        sent.request().removeAttribute(TAKE_BACK);
                    }
                    if (held.succeeded(page) && !status.isRollbackOnly()) {
                        this.answers.keep(key, held.getStatus(), held.getContentType(), held.location(),
                                held.getContentAsByteArray());
                    }
                    else {
                        status.setRollbackOnly();
                    }
                });
                held.release();
                return;
            }
            catch (KeySeen seen) {
                last = seen.cause();
            }
            catch (Failed failed) {
                failed.rethrow();
            }
            catch (RuntimeException ex) {
                // It could not be committed: what the action said is not true.
                response.reset();
                throw new ServletException(ex);
            }
            if (replayed(key, sent.hash(), response)) {
                return;
            }
        }
        if (last != null) {
            throw new InUse();
        }
    }

    /**
     * Without a transaction around it: comparing a password takes long, and whoever waits
     * for it must not hold a connection. Whoever sends the same key meanwhile is told so.
     */
    private void runApart(Key key, Request sent, boolean page, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            this.transaction.executeWithoutResult((status) -> begin(key, sent.hash()));
        }
        catch (KeySeen seen) {
            if (!replayed(key, sent.hash(), response)) {
                throw new InUse();
            }
            return;
        }
        HeldResponse held = new HeldResponse(response);
        boolean succeeded = false;
        try {
            chain.doFilter(sent.request(), held);
            succeeded = held.succeeded(page);
        }
        finally {
            if (!succeeded) {
                this.transaction.executeWithoutResult((status) -> this.answers.forget(key));
            }
        }
        if (succeeded) {
            // A page may show a secret: the repeat leads to the page that does not.
            boolean shown = page && held.location() == null;
            this.transaction.executeWithoutResult(
                    (status) -> this.answers.keep(key, shown ? HttpServletResponse.SC_FOUND : held.getStatus(),
                            shown ? null : held.getContentType(), shown ? PasswordRequests.PAGE : held.location(),
                            shown ? new byte[0] : held.getContentAsByteArray()));
        }
        held.release();
    }

    /** The first statement: whoever sends the same key now waits here. */
    private void begin(Key key, String hash) {
        try {
            this.answers.begin(key, hash, this.clock.instant());
        }
        catch (DuplicateKeyException | ConcurrencyFailureException ex) {
            throw new KeySeen(ex);
        }
    }

    /**
     * An error may have spoilt the transaction, and its answer must not show what comes
     * to nothing: whoever answers it goes back to where nothing was done yet.
     */
    private static void takeBackOnError(HttpServletRequest request, TransactionStatus status) {
        Object start = status.createSavepoint();
        request.setAttribute(TAKE_BACK, (Runnable) () -> {
            status.setRollbackOnly();
            try {
                status.rollbackToSavepoint(start);
                TransactionSynchronizationManager.getSynchronizations()
                    .forEach((synchronization) -> synchronization.savepointRollback(start));
            }
            catch (DataAccessException | TransactionException ex) {
                // Too late for that: the answer does without what it would look up.
            }
        });
    }

    /** To be called before the answer to a failed action is made. */
    static void takeBack(HttpServletRequest request) {
        if (request.getAttribute(TAKE_BACK) instanceof Runnable takeBack) {
            request.removeAttribute(TAKE_BACK);
            takeBack.run();
        }
    }

    /**
     * Returns false where the key may be tried anew: its first use failed, or is too old.
     */
    private boolean replayed(Key key, String hash, HttpServletResponse response) throws IOException {
        Instant oldest = this.clock.instant().minus(KEPT);
        Kept kept = this.transaction.execute((status) -> this.answers.find(key).orElse(null));
        if (kept == null) {
            return false;
        }
        if (kept.isOlderThan(oldest)) {
            this.transaction.executeWithoutResult((status) -> this.answers.forget(key));
            return false;
        }
        if (!kept.bodyHash().equals(hash)) {
            throw new KeyReused();
        }
        response.setStatus(kept.status());
        if (kept.contentType() != null) {
            response.setContentType(kept.contentType());
        }
        if (kept.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, kept.location());
        }
        response.setContentLength(kept.body().length);
        response.getOutputStream().write(kept.body());
        return true;
    }

    private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!Requests.isApi(request)) {
            // The error page is drawn behind the servlet's error dispatch.
            throw new ServletException(refusal);
        }
        this.problems.write(this.problems.of(refusal, request, this.languages.resolveLocale(request)), response);
    }

    private static void check(String value, String field) {
        if (value.isEmpty() || value.length() > MAXIMUM_KEY
                || value.chars().anyMatch((letter) -> letter < 0x20 || letter > 0x7e)) {
            throw new InvalidInput(field, "idempotency-key", MAXIMUM_KEY);
        }
    }

    private static String path(HttpServletRequest request) {
        String path = Requests.path(request);
        return (path.length() > MAXIMUM_PATH) ? path.substring(0, MAXIMUM_PATH) : path;
    }

    /** A page without the field does not ask for it; an empty one neither. */
    private static @Nullable String field(HttpServletRequest request) {
        if (!isForm(request)) {
            return null;
        }
        String value = request.getParameter(FIELD);
        return (value == null || value.isEmpty()) ? null : value;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                || type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE));
    }

    /**
     * Reads what is sent, to compare it with what was sent under the same key. There may
     * be a password in it: nobody who has the database alone can try guesses on what is
     * kept.
     */
    private Request read(HttpServletRequest request) throws IOException, ServletException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        String query = request.getQueryString();
        add(digest, (query != null) ? query : "");
        if (!isForm(request)) {
            byte[] body = request.getInputStream().readNBytes(MAXIMUM_BODY + 1);
            if (body.length > MAXIMUM_BODY) {
                throw new TooLarge();
            }
            digest.update(body);
            return new Request(new BufferedBody(request, body), hash(request, digest));
        }
        for (Map.Entry<String, String[]> parameter : new TreeMap<>(request.getParameterMap()).entrySet()) {
            if (parameter.getKey().equals("_csrf")) {
                // Masked anew for each page.
                continue;
            }
            add(digest, parameter.getKey());
            for (String value : parameter.getValue()) {
                add(digest, value);
            }
        }
        String type = request.getContentType();
        if (type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            for (Part part : request.getParts()) {
                if (part.getSubmittedFileName() != null) {
                    add(digest, part.getName());
                    add(digest, part.getSubmittedFileName());
                    try (InputStream content = part.getInputStream()) {
                        DigestUtils.updateDigest(digest, content);
                    }
                }
            }
        }
        return new Request(request, hash(request, digest));
    }

    /** Whoever has the database alone cannot try passwords on what is kept. */
    private String hash(HttpServletRequest request, MessageDigest sent) {
        byte[] digest = sent.digest();
        return PasswordRequests.matches(request) ? this.sealing.digest(digest) : HexFormat.of().formatHex(digest);
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private record Request(HttpServletRequest request, String hash) {

    }

    /** Carries an exception of the chain through the transaction, which rolls back. */
    private static final class Failed extends RuntimeException {

        Failed(Exception cause) {
            super(cause);
        }

        void rethrow() throws ServletException, IOException {
            if (getCause() instanceof ServletException exception) {
                throw exception;
            }
            if (getCause() instanceof IOException exception) {
                throw exception;
            }
        }

    }

    private static final class KeySeen extends RuntimeException {

        private final DataAccessException cause;

        KeySeen(DataAccessException cause) {
            super(cause);
            this.cause = cause;
        }

        DataAccessException cause() {
            return this.cause;
        }

    }

    private static final class KeyReused extends Refusal {

        KeyReused() {
            super(Kind.UNPROCESSABLE, "idempotency-key-reused");
        }

    }

    private static final class InUse extends Refusal {

        InUse() {
            super(Kind.CONFLICT, "idempotency-key-in-use");
        }

    }

    private static final class TooLarge extends Refusal {

        TooLarge() {
            super(Kind.TOO_LARGE, "payload-too-large");
        }

    }

}
