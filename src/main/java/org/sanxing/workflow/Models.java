package org.sanxing.workflow;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.jspecify.annotations.Nullable;

/**
 * The models in force: every BPMN, DMN and form file by its path, e.g.
 * {@code processes/reflection/ReflectionReviewProcess.bpmn}.
 */
public final class Models {

    private final SortedMap<String, byte[]> files;

    private final Function<byte[], BpmnModelInstance> reader;

    private final SortedMap<String, String> unreadable = new TreeMap<>();

    private @Nullable SortedMap<String, BpmnModelInstance> diagrams;

    public Models(Map<String, byte[]> files) {
        this(files, (bytes) -> Bpmn.readModelFromStream(new ByteArrayInputStream(bytes)));
    }

    /**
     * @param reader of a diagram; refuses what it cannot read
     */
    Models(Map<String, byte[]> files, Function<byte[], BpmnModelInstance> reader) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.reader = reader;
    }

    /** The same, with these files in place of those with their path, or beside them. */
    public Models with(Map<String, byte[]> others) {
        SortedMap<String, byte[]> all = new TreeMap<>(this.files);
        all.putAll(others);
        return new Models(all, this.reader);
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

    /** The BPMN files that can be read, by path; read when first asked for. */
    public synchronized SortedMap<String, BpmnModelInstance> diagrams() {
        SortedMap<String, BpmnModelInstance> diagrams = this.diagrams;
        if (diagrams == null) {
            diagrams = new TreeMap<>();
            for (Map.Entry<String, byte[]> file : this.files.entrySet()) {
                if (file.getKey().endsWith(".bpmn")) {
                    try {
                        diagrams.put(file.getKey(), this.reader.apply(file.getValue()));
                    }
                    catch (RuntimeException ex) {
                        this.unreadable.put(file.getKey(), String.valueOf(ex.getMessage()));
                    }
                }
            }
            this.diagrams = diagrams;
        }
        return diagrams;
    }

    /**
     * Paths of the diagrams of declared procedures: those that say by a property of the
     * process what its cases are called, and need no code of their own.
     */
    public Set<String> declared() {
        return diagrams().entrySet()
            .stream()
            .filter((file) -> file.getValue()
                .getModelElementsByType(Process.class)
                .stream()
                .anyMatch(ModelProperties::declares))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Why the others cannot be read, by path. */
    SortedMap<String, String> unreadable() {
        diagrams();
        return this.unreadable;
    }

    SortedMap<String, byte[]> files() {
        return this.files;
    }

    /** The SHA-256 of each file, in hexadecimal, by path. */
    public SortedMap<String, String> hashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        this.files.forEach((path, bytes) -> hashes.put(path, DigestUtils.sha256Hex(bytes)));
        return hashes;
    }

    /** The name of a file without folders and suffix. */
    public static String baseName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }

}
