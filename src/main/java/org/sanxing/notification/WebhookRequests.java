package org.sanxing.notification;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Puts what is to be said into the format of each kind of receiver, with its signature,
 * and reads its answer. Plain text everywhere: names cannot become markup or mention
 * everybody.
 */
@Component
class WebhookRequests {

    /** WeCom takes 2,048 bytes of text, the others more. */
    private static final int LONGEST_TEXT = 2000;

    private static final int NAMED = 20;

    private final MessageTexts texts;

    private final JsonMapper json;

    WebhookRequests(MessageTexts texts, JsonMapper json) {
        this.texts = texts;
        this.json = json;
    }

    /**
     * @param at when it is sent: part of the signatures, which the receivers take for an
     * hour
     */
    HttpRequest.Builder request(NoticeChannel channel, Said said, Instant at) {
        return switch (channel.kind()) {
            case WECOM -> post(channel.url(), body(Map.of("msgtype", "text", "text", Map.of("content", text(said)))));
            case DINGTALK ->
                post(dingtalk(channel, at), body(Map.of("msgtype", "text", "text", Map.of("content", text(said)))));
            case FEISHU -> post(channel.url(), feishu(channel, said, at));
            case WEBHOOK -> generic(channel, said, at);
            case MAIL -> throw new IllegalArgumentException("Mail is no webhook");
        };
    }

    private static String dingtalk(NoticeChannel channel, Instant at) {
        if (channel.secret() == null) {
            return channel.url();
        }
        String timestamp = String.valueOf(at.toEpochMilli());
        String sign = Base64.getEncoder().encodeToString(hmac(channel.secret(), timestamp + "\n" + channel.secret()));
        return channel.url() + (channel.url().contains("?") ? "&" : "?") + "timestamp=" + timestamp + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8);
    }

    private String feishu(NoticeChannel channel, Said said, Instant at) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (channel.secret() != null) {
            String timestamp = String.valueOf(at.getEpochSecond());
            body.put("timestamp", timestamp);
            body.put("sign", Base64.getEncoder().encodeToString(hmac(timestamp + "\n" + channel.secret(), "")));
        }
        body.put("msg_type", "text");
        // Text of this receiver knows a mark for mentioning people.
        body.put("content", Map.of("text", text(said).replace('<', '\uff1c').replace('>', '\uff1e')));
        return body(body);
    }

    private HttpRequest.Builder generic(NoticeChannel channel, Said said, Instant at) {
        String content = body(said);
        String timestamp = String.valueOf(at.getEpochSecond());
        HttpRequest.Builder request = post(channel.url(), content).header("X-Sanxing-Timestamp", timestamp);
        if (channel.secret() != null) {
            request.header("X-Sanxing-Signature",
                    "v1=" + HexFormat.of().formatHex(hmac(channel.secret(), timestamp + "." + content)));
        }
        return request;
    }

    private static HttpRequest.Builder post(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private String body(Object content) {
        return this.json.writeValueAsString(content);
    }

    /** Kind, number, whom it concerns, where to look. */
    private String text(Said said) {
        Locale locale = said.locale();
        List<String> names = said.recipients().stream().map(NoticeChannel.Recipient::name).toList();
        String separator = this.texts.words("notification.robot.and", ", ", locale);
        String named = String.join(separator, names.subList(0, Math.min(NAMED, names.size())));
        String whom = names.isEmpty() ? ""
                : (names.size() > NAMED)
                        ? this.texts.words("notification.robot.many", named, locale, named, names.size())
                        : this.texts.words("notification.robot.whom", named, locale, named);
        String head = this.texts.words("notification.robot.title", said.title(), locale, said.title());
        String end = (whom.isEmpty() ? "" : "\n" + whom) + "\n" + said.link();
        int room = LONGEST_TEXT - end.getBytes(StandardCharsets.UTF_8).length;
        return cut(said.text().isEmpty() ? head : head + "\n" + said.text(), room) + end;
    }

    private static String cut(String text, int bytes) {
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > bytes && !cut.isEmpty()) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    /** Why the receiver did not take it; null where it did. */
    @Nullable String refusal(Channel kind, int status, String answer) {
        if (status < 200 || status > 299) {
            return "HTTP " + status + brief(answer);
        }
        if (kind == Channel.WEBHOOK) {
            return null;
        }
        JsonNode read;
        try {
            read = this.json.readTree(answer);
        }
        catch (JacksonException ex) {
            return "HTTP " + status + " without a code" + brief(answer);
        }
        for (String code : (kind == Channel.FEISHU) ? List.of("code", "StatusCode") : List.of("errcode")) {
            if (read.path(code).isNumber()) {
                return (read.path(code).asInt() == 0) ? null : code + " " + read.path(code).asInt() + brief(answer);
            }
        }
        return "HTTP " + status + " without a code" + brief(answer);
    }

    private static String brief(String answer) {
        return Texts.isBlank(answer) ? "" : ": " + Texts.strip(answer);
    }

    private static byte[] hmac(String key, String data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        }
        catch (NoSuchAlgorithmException | InvalidKeyException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * What is said, as the generic webhook says it.
     *
     * @param delivery the same for every attempt, by which a receiver knows a repetition
     * @param title what kind of thing it is
     * @param text its number; empty where it has none
     * @param link absolute
     */
    record Said(String delivery, String event, String title, String text, List<NoticeChannel.Recipient> recipients,
            String caseId, String link, Instant createdAt, @JsonIgnore Locale locale) {

    }

}
