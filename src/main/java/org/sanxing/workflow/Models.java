package org.sanxing.workflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The models in force: every BPMN, DMN and form file by its path, e.g.
 * {@code processes/reflection/ReflectionReviewProcess.bpmn}.
 */
public final class Models {

    private final SortedMap<String, byte[]> files;

    public Models(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The files whose name ends so, by path. */
    public SortedMap<String, String> ending(String suffix) {
        SortedMap<String, String> found = new TreeMap<>();
        this.files.forEach((path, bytes) -> {
            if (path.endsWith(suffix)) {
                found.put(path, new String(bytes, StandardCharsets.UTF_8));
            }
        });
        return found;
    }

    SortedMap<String, byte[]> files() {
        return this.files;
    }

    /** The SHA-256 of each file, in hexadecimal, by path. */
    public SortedMap<String, String> hashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        this.files.forEach((path, bytes) -> hashes.put(path, sha256(bytes)));
        return hashes;
    }

    /** The name of a file without folders and suffix. */
    public static String baseName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
