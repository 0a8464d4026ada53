package org.sanxing.account;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/**
 * One-time codes by time (RFC 6238), as the usual apps make them: SHA-1, 6 digits, 30 s.
 */
final class Totp {

    static final int SECRET_BYTES = 20;

    static final int SECONDS = 30;

    private static final int MODULUS = 1_000_000;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), SECONDS);
    }

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return "%06d".formatted(number % MODULUS);
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** As people type it into the app. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte one : bytes) {
            bits = (bits << 8) | (one & 0xff);
            held += 8;
            while (held >= 5) {
                text.append(BASE32.charAt((bits >> (held - 5)) & 31));
                held -= 5;
            }
            bits &= (1 << held) - 1;
        }
        return (held > 0) ? text.append(BASE32.charAt((bits << (5 - held)) & 31)).toString() : text.toString();
    }

    /** As the app reads it from a QR code. */
    static String uri(String issuer, String account, String base32) {
        String name = URLEncoder.encode(issuer, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + name + ":" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "?secret=" + base32
                + "&issuer=" + name;
    }

    /** The QR code as the path of an SVG drawing, one unit a square. */
    static Qr qr(String text) {
        try {
            BitMatrix matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
                    Map.of(EncodeHintType.MARGIN, 2));
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    if (matrix.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return new Qr(path.toString(), matrix.getWidth());
        }
        catch (WriterException ex) {
            throw new IllegalStateException(ex);
        }
    }

    record Qr(String path, int size) {

    }

}
