package org.sanxing.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Encrypts what has to be read again, with a key that lies outside the database: whoever
 * has a copy of the database alone has no secrets. AES-256-GCM.
 */
@Component
public class Sealing {

    private static final String PREFIX = "v1:";

    private static final String FILE = "sanxing.key";

    private static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    /** Another key than the one that encrypts. */
    private static final byte[] DIGESTS = "digests".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();

    private final KeyFolder folder;

    private @Nullable SecretKeySpec key;

    @Autowired
    Sealing(OrganSettings settings) {
        this(settings.keys(), settings.data());
    }

    /**
     * @param folder with the key, which is made at the first use; where it is empty,
     * {@code keys} below the data. Several nodes need the same
     */
    public Sealing(String folder, String data) {
        this.folder = new KeyFolder(folder, data);
    }

    public String seal(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        this.random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        return PREFIX + Base64.getEncoder().encodeToString(all);
    }

    /**
     * @throws IllegalStateException where it was sealed with another key, or altered
     */
    public String open(String sealed) {
        if (!sealed.startsWith(PREFIX)) {
            throw new IllegalStateException("Not sealed");
        }
        ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(PREFIX.length())));
        byte[] nonce = new byte[NONCE_BYTES];
        all.get(nonce);
        byte[] content = new byte[all.remaining()];
        all.get(content);
        return new String(run(Cipher.DECRYPT_MODE, nonce, content), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException("The key in " + this.folder.file(FILE) + " does not fit", ex);
        }
    }

    /**
     * A digest that nobody without the key can try guesses on, as of what may hold a
     * password.
     */
    public String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(mac(new SecretKeySpec(mac(key(), DIGESTS), "HmacSHA256"), content));
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(content);
    }

    private synchronized SecretKeySpec key() {
        SecretKeySpec known = this.key;
        if (known == null) {
            if (!Files.exists(this.folder.file(FILE))) {
                byte[] fresh = new byte[KEY_BYTES];
                this.random.nextBytes(fresh);
                this.folder.make(FILE, Base64.getEncoder().encodeToString(fresh));
            }
            byte[] read = Base64.getDecoder().decode(Texts.strip(this.folder.read(FILE)));
            if (read.length != KEY_BYTES) {
                throw new IllegalStateException(this.folder.file(FILE) + " is no key of " + KEY_BYTES + " bytes");
            }
            known = new SecretKeySpec(read, "AES");
            this.key = known;
        }
        return known;
    }

}
