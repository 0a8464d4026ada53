package org.sanxing.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

import org.springframework.util.StreamUtils;

/**
 * Reads one XML part of an Office file as a stream. No document type is accepted, so
 * there are no entities either.
 */
abstract class OfficeXml extends DefaultHandler2 {

    /**
     * Tables in tables in text boxes do not come near; readers that recurse survive it.
     */
    private static final int DEEPEST = 400;

    private int depth;

    /** The code of what is wrong with it; null where nothing is. */
    @Nullable String read(InputStream content) throws IOException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(this);
            reader.setErrorHandler(this);
            reader.setEntityResolver(this);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", this);
            // The parser closes what it has read; what follows is still to be counted.
            reader.parse(new InputSource(StreamUtils.nonClosing(content)));
            return null;
        }
        catch (Found found) {
            return found.code;
        }
        catch (SAXException ex) {
            if (ex.getException() instanceof InvalidInput refused) {
                throw refused;
            }
            return "file-broken";
        }
        catch (ParserConfigurationException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) throws SAXException {
        throw new Found("file-doctype");
    }

    @Override
    public InputSource resolveEntity(@Nullable String name, @Nullable String publicId, @Nullable String baseUri,
            @Nullable String systemId) throws SAXException {
        throw new Found("file-doctype");
    }

    @Override
    public final void startElement(String uri, String localName, String qName, Attributes attributes)
            throws SAXException {
        if (++this.depth > DEEPEST) {
            throw new Found("file-bomb");
        }
        begin(localName, attributes);
    }

    @Override
    public final void endElement(String uri, String localName, String qName) throws SAXException {
        this.depth--;
        end(localName);
    }

    abstract void begin(String name, Attributes attributes) throws SAXException;

    void end(String name) throws SAXException {
    }

    /** An attribute whatever its namespace; empty where it is not there. */
    static String attribute(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals(name)) {
                return attributes.getValue(i);
            }
        }
        return "";
    }

    /** What kind of part each part is: {@code [Content_Types].xml}. */
    static final class ContentTypes extends OfficeXml {

        private final Map<String, String> byExtension = new HashMap<>();

        private final Map<String, String> byPart = new HashMap<>();

        @Override
        void begin(String name, Attributes attributes) {
            String type = Texts.strip(attribute(attributes, "ContentType")).toLowerCase(Locale.ROOT);
            if (name.equals("Default")) {
                this.byExtension.put(attribute(attributes, "Extension").toLowerCase(Locale.ROOT), type);
            }
            else if (name.equals("Override")) {
                String part = attribute(attributes, "PartName").toLowerCase(Locale.ROOT);
                this.byPart.put(part.startsWith("/") ? part.substring(1) : part, type);
            }
        }

        Set<String> declared() {
            Set<String> all = new HashSet<>(this.byExtension.values());
            all.addAll(this.byPart.values());
            return all;
        }

        /** In lower case; empty where none is declared. */
        String of(String part) {
            String extension = part.substring(part.lastIndexOf('.') + 1);
            return this.byPart.getOrDefault(part, this.byExtension.getOrDefault(extension, ""));
        }

    }

    /** What a part refers to, in the file and outside: {@code *.rels}. */
    static final class Relationships extends OfficeXml {

        private static final Set<String> EMBEDDING = Set.of("oleobject", "control", "activexcontrol",
                "activexcontrolbinary", "afchunk", "subdocument");

        private static final Set<String> MACROS = Set.of("vbaproject", "wordvbadata", "xlmacrosheet",
                "xlintlmacrosheet", "dialogsheet");

        private static final Set<String> REACHING_OUT = Set.of("externallink", "externallinkpath", "connections",
                "querytable", "attachedtemplate");

        /** Targets that a hyperlink may have; others start programs. */
        private static final Pattern LINK = Pattern
            .compile("(?is)\\s*((https?|mailto|tel|ftp|file):.*|[^:]*|[^:]*[/#?\\\\].*|[a-z]:\\\\.*)");

        private final Map<String, Set<String>> targets = new HashMap<>();

        @Override
        void begin(String name, Attributes attributes) throws SAXException {
            if (!name.equals("Relationship")) {
                return;
            }
            String type = attribute(attributes, "Type");
            String kind = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            String target = attribute(attributes, "Target");
            if (MACROS.contains(kind)) {
                throw new Found("file-macro");
            }
            boolean external = Texts.strip(attribute(attributes, "TargetMode")).equalsIgnoreCase("external");
            if (external) {
                if (!kind.equals("hyperlink") || !LINK.matcher(target).matches()) {
                    throw new Found("file-external");
                }
                return;
            }
            if (EMBEDDING.contains(kind)) {
                throw new Found("file-embedded");
            }
            boolean absolute = target.matches("(?s)\\s*([A-Za-z][A-Za-z0-9+.-]*:|//|\\\\\\\\).*");
            if (REACHING_OUT.contains(kind) || absolute) {
                throw new Found("file-external");
            }
            this.targets.computeIfAbsent(kind, (any) -> new HashSet<>()).add(target.toLowerCase(Locale.ROOT));
        }

        /** The one target of a kind at the root; null where there is none or several. */
        @Nullable String single(String kind) {
            Set<String> found = this.targets.getOrDefault(kind, Set.of());
            if (found.size() != 1) {
                return null;
            }
            String target = found.iterator().next();
            return target.startsWith("/") ? target.substring(1)
                    : target.startsWith("./") ? target.substring(2) : target;
        }

        /**
         * Names of the parts that are targets of a kind.
         * @param from name of the part with these relationships
         */
        Set<String> targets(String kind, String from) {
            String folder = from.substring(0, from.indexOf("_rels/"));
            Set<String> names = new HashSet<>();
            for (String target : this.targets.getOrDefault(kind, Set.of())) {
                Deque<String> steps = new ArrayDeque<>();
                for (String step : (target.startsWith("/") ? target : folder + target).split("/")) {
                    if (step.equals("..")) {
                        steps.pollLast();
                    }
                    else if (!step.isEmpty() && !step.equals(".")) {
                        steps.addLast(step);
                    }
                }
                names.add(String.join("/", steps));
            }
            return names;
        }

    }

    /** Any other part: looks for fields and actions that fetch or start something. */
    static final class Body extends OfficeXml {

        /** Fields of Word that fetch text, pictures or data, or start a program. */
        private static final Pattern FETCHING = Pattern.compile(
                "(?is)[\\s\u00a0]*(dde|ddeauto|includepicture|includetext|include|import|link|database|rd|autotext\\s+dde)\\b.*");

        private static final int LONGEST_INSTRUCTION = 4_000;

        private final Deque<StringBuilder> fields = new ArrayDeque<>();

        private boolean inInstruction;

        @Override
        void begin(String name, Attributes attributes) throws SAXException {
            for (int i = 0; i < attributes.getLength(); i++) {
                String text = attributes.getValue(i);
                if (text.startsWith("ppaction://")) {
                    checkAction(text.toLowerCase(Locale.ROOT));
                }
            }
            switch (name) {
                case "fldSimple" -> checkField(attribute(attributes, "instr"));
                case "instrText" -> this.inInstruction = true;
                case "fldChar" -> field(attribute(attributes, "fldCharType"));
                case "ddeLink", "oleLink" -> throw new Found("file-external");
                case "altChunk", "subDoc" -> throw new Found("file-embedded");
                default -> {
                }
            }
        }

        @Override
        void end(String name) {
            if (name.equals("instrText")) {
                this.inInstruction = false;
            }
        }

        @Override
        public void characters(char[] text, int start, int length) {
            StringBuilder field = this.inInstruction ? this.fields.peekLast() : null;
            if (field != null && field.length() < LONGEST_INSTRUCTION) {
                field.append(text, start, Math.min(length, LONGEST_INSTRUCTION));
            }
        }

        private void field(String kind) throws SAXException {
            if (kind.equals("begin")) {
                StringBuilder outer = this.fields.peekLast();
                if (outer != null && Texts.isBlank(outer.toString()) && this.inInstruction) {
                    throw new Found("file-external");
                }
                this.fields.addLast(new StringBuilder());
            }
            else if (!this.fields.isEmpty()) {
                checkField(this.fields.peekLast().toString());
                if (kind.equals("end")) {
                    this.fields.pollLast();
                }
            }
        }

        private static void checkField(String instruction) throws SAXException {
            if (FETCHING.matcher(instruction).matches()) {
                throw new Found("file-external");
            }
        }

        private static void checkAction(String action) throws SAXException {
            if (action.startsWith("ppaction://macro")) {
                throw new Found("file-macro");
            }
            if (action.startsWith("ppaction://program") || action.startsWith("ppaction://ole")) {
                throw new Found("file-embedded");
            }
        }

    }

    /** Stops reading: something was found. */
    static final class Found extends SAXException {

        private final String code;

        Found(String code) {
            super(code);
            this.code = code;
        }

    }

}
