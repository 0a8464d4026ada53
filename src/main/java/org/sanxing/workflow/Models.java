package org.sanxing.workflow;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.validation.SchemaFactory;

import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.impl.BpmnParser;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

import org.springframework.util.function.SingletonSupplier;

/**
 * The models in force: every BPMN, DMN and form file by its path, e.g.
 * {@code processes/reflection/ReflectionReviewProcess.bpmn}.
 */
public final class Models {

    private static final String SCHEMA = "http://java.sun.com/xml/jaxp/properties/schema";

    /** Made when a diagram is read: most starts read none. */
    private static final Supplier<BpmnParser> PARSER = SingletonSupplier.of(Parser::new);

    private final SortedMap<String, byte[]> files;

    private final Function<byte[], BpmnModelInstance> reader;

    private final SortedMap<String, String> unreadable = new TreeMap<>();

    /** Asked for by every check of every file. */
    private final Map<String, SortedMap<String, String>> texts = new ConcurrentHashMap<>();

    private final Map<String, DmnModelInstance> tables = new ConcurrentHashMap<>();

    private @Nullable SortedMap<String, BpmnModelInstance> diagrams;

    private @Nullable Set<String> declared;

    public Models(Map<String, byte[]> files) {
        this(files, Models::diagram);
    }

    /**
     * @param reader of a diagram; refuses what it cannot read
     */
    Models(Map<String, byte[]> files, Function<byte[], BpmnModelInstance> reader) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.reader = reader;
    }

    /** Refuses what it cannot read. */
    static BpmnModelInstance diagram(byte[] file) {
        return PARSER.get().parseModelFromStream(new ByteArrayInputStream(file));
    }

    /** The same, with these files in place of those with their path, or beside them. */
    public Models with(Map<String, byte[]> others) {
        SortedMap<String, byte[]> all = new TreeMap<>(this.files);
        all.putAll(others);
        return new Models(all, this.reader);
    }

    /** The files whose name ends so, by path. */
    public SortedMap<String, String> ending(String suffix) {
        return this.texts.computeIfAbsent(suffix, (end) -> {
            SortedMap<String, String> found = new TreeMap<>();
            this.files.forEach((path, bytes) -> {
                if (path.endsWith(end)) {
                    found.put(path, new String(bytes, StandardCharsets.UTF_8));
                }
            });
            return Collections.unmodifiableSortedMap(found);
        });
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

    /** The decisions of a DMN file, read once; refuses what it cannot read. */
    public DmnModelInstance decisions(String path) {
        return this.tables.computeIfAbsent(path,
                (file) -> Dmn.readModelFromStream(new ByteArrayInputStream(this.files.get(file))));
    }

    /**
     * Paths of the diagrams of declared procedures: those that say by a property of the
     * process what its cases are called, and need no code of their own.
     */
    public synchronized Set<String> declared() {
        Set<String> declared = this.declared;
        if (declared == null) {
            declared = diagrams().entrySet()
                .stream()
                .filter((file) -> file.getValue()
                    .getModelElementsByType(Process.class)
                    .stream()
                    .anyMatch(ModelProperties::declares))
                .map(Map.Entry::getKey)
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new),
                        Collections::unmodifiableSet));
            this.declared = declared;
        }
        return declared;
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

    /** As the engine's own, which loads the schema anew for each file that it reads. */
    private static final class Parser extends BpmnParser {

        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            super.configureFactory(factory);
            factory.setValidating(false);
            factory.setAttribute(SCHEMA + "Language", null);
            factory.setAttribute(SCHEMA + "Source", null);
            try {
                factory.setSchema(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(
                            BpmnParser.class.getClassLoader().getResource(BpmnModelConstants.BPMN_20_SCHEMA_LOCATION)));
            }
            catch (SAXException ex) {
                throw new IllegalStateException(ex);
            }
        }

    }

}
