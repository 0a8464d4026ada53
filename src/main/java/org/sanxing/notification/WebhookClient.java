package org.sanxing.notification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Sends one request to a receiver: no redirects, a limit on the time to the end of the
 * answer, and on the answer itself.
 */
@Component
class WebhookClient {

    private static final int LONGEST_ANSWER = 4096;

    /** Made for the first request: it brings certificates and a thread. */
    private final Supplier<HttpClient> client;

    private final Duration timeout;

    private final AllowedReceivers allowed;

    WebhookClient(OutboxSettings settings, AllowedReceivers allowed) {
        this.timeout = settings.timeout();
        this.allowed = allowed;
        this.client = SingletonSupplier.of(() -> HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(this.timeout)
            .build());
    }

    /**
     * @throws IOException with a reason that names neither address nor secret
     */
    Answer send(HttpRequest.Builder builder) throws IOException {
        OutsideTransactions.check();
        HttpRequest request = builder.timeout(this.timeout).build();
        this.allowed.check(request.uri());
        CompletableFuture<HttpResponse<String>> sent = this.client.get().sendAsync(request, (info) -> new Beginning());
        try {
            HttpResponse<String> response = sent.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        }
        catch (TimeoutException ex) {
            sent.cancel(true);
            throw new IOException("no answer within " + this.timeout.toSeconds() + " s");
        }
        catch (InterruptedException ex) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        catch (ExecutionException ex) {
            Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
            throw new IOException(
                    cause.getClass().getSimpleName() + ((cause.getMessage() != null) ? ": " + cause.getMessage() : ""));
        }
    }

    record Answer(int status, String body) {

    }

    /** The first part of an answer; the rest is not read. */
    private static final class Beginning implements HttpResponse.BodySubscriber<String> {

        private final CompletableFuture<String> body = new CompletableFuture<>();

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return this.body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            this.subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[Math.min(buffer.remaining(), LONGEST_ANSWER - this.bytes.size())];
                buffer.get(part);
                this.bytes.writeBytes(part);
            }
            if (this.bytes.size() >= LONGEST_ANSWER && this.subscription != null) {
                this.subscription.cancel();
                onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            this.body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            this.body.complete(this.bytes.toString(StandardCharsets.UTF_8));
        }

    }

}
