package org.sanxing.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * One generation of keys: HMAC-SHA-256 seals events, Ed25519 signs checkpoints.
 *
 * @param id the number of the generation and the beginning of the public part's digest
 * @param publicPart X.509 in base 64
 * @param seal null where only the public part is known
 * @param signing likewise
 */
record AuditKey(int number, String id, String publicPart, PublicKey verifying, @Nullable SecretKeySpec seal,
        @Nullable PrivateKey signing) {

    private static final String MAC = "HmacSHA256";

    private static final String SIGNATURE = "Ed25519";

    /** Returns new keys, as a file has them. */
    static String fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(SIGNATURE).generateKeyPair();
            byte[] seal = new byte[32];
            new SecureRandom().nextBytes(seal);
            Base64.Encoder base64 = Base64.getEncoder();
            return "public=%s%nprivate=%s%nseal=%s%n".formatted(base64.encodeToString(pair.getPublic().getEncoded()),
                    base64.encodeToString(pair.getPrivate().getEncoded()), base64.encodeToString(seal));
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * @param file as {@link #fresh} writes it, or its first line alone
     */
    static AuditKey read(int number, String file) {
        Map<String, String> lines = file.lines()
            .filter((line) -> line.indexOf('=') > 0)
            .collect(Collectors.toMap((line) -> line.substring(0, line.indexOf('=')),
                    (line) -> line.substring(line.indexOf('=') + 1)));
        String publicPart = Objects.requireNonNull(lines.get("public"), "No public key");
        try {
            KeyFactory keys = KeyFactory.getInstance(SIGNATURE);
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] encoded = base64.decode(publicPart);
            String seal = lines.get("seal");
            String signing = lines.get("private");
            return new AuditKey(number, number + "-" + DigestUtils.sha256Hex(encoded).substring(0, 16), publicPart,
                    keys.generatePublic(new X509EncodedKeySpec(encoded)),
                    (seal != null) ? new SecretKeySpec(base64.decode(seal), MAC) : null,
                    (signing != null) ? keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(signing))) : null);
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException("The keys of generation " + number + " cannot be read", ex);
        }
    }

    /** Seals the hash of an event. */
    String seal(String hash) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(this.seal);
            return Hex.encodeHexString(mac.doFinal(("sanxing-seal-1 " + hash).getBytes(StandardCharsets.US_ASCII)));
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(this.signing);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    boolean signed(String text, String by) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(this.verifying);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(by));
        }
        catch (GeneralSecurityException | IllegalArgumentException ex) {
            return false;
        }
    }

    @Override
    public String toString() {
        return this.id;
    }

}
