package org.sanxing.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

/**
 * Reads a PDF as a row of words, those in compressed object streams included, and looks
 * for names that make it do something. No object is built and nothing is kept: PDF
 * libraries unpack object streams into memory whatever their size.
 * <p>
 * Programs find objects by a table, not in a row, so strings and comments are not
 * believed to be such: what stands in them is looked at like all else.
 */
final class PdfCheck {

    /** Bytes of all object streams together; those of a thousand pages come to less. */
    private static final long MOST_UNPACKED = 128L * 1024 * 1024;

    private static final int TAIL = 2048;

    private static final int LONGEST_NAME = 127;

    private static final int BUFFER = 16 * 1024;

    private static final StringBuilder STREAM = new StringBuilder("stream");

    private static final StringBuilder OBJECT = new StringBuilder("obj");

    private static final StringBuilder OBJECT_END = new StringBuilder("endobj");

    /**
     * Starts something or carries something; so long that they do not come up by chance
     * in a picture's bytes.
     */
    private static final Set<String> ACTIVE = Set.of("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles",
            "FileAttachment", "RichMedia", "ImportData", "SubmitForm");

    /** The same, but looked for outside streams only. */
    private static final Set<String> ACTIVE_SHORT = Set.of("EF", "XFA", "GoToE");

    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");

    private static final byte[] STREAM_END = "endstream".getBytes(StandardCharsets.US_ASCII);

    private final Suspect suspect;

    private final Bytes bytes;

    private long unpacked;

    private boolean pages;

    PdfCheck(Suspect suspect, Bytes bytes) {
        this.suspect = suspect;
        this.bytes = bytes;
    }

    void check() throws IOException {
        String tail = new String(this.bytes.read(Math.max(0, this.bytes.length() - TAIL), TAIL),
                StandardCharsets.ISO_8859_1);
        int start = tail.lastIndexOf("startxref");
        if (start < 0 || tail.indexOf("%%EOF", start) < 0) {
            throw this.suspect.refused("file-broken");
        }
        scan();
        if (!this.pages) {
            throw this.suspect.refused("file-broken");
        }
    }

    private void scan() throws IOException {
        Words words = new Words(false);
        long position = 0;
        while (position < this.bytes.length()) {
            words.take(this.bytes.at(position++));
            if (words.streamBegins) {
                if (this.bytes.at(position - 1) == '\r' && this.bytes.at(position) == '\n') {
                    position++;
                }
                position = scanStream(position, words);
                words = new Words(false);
            }
        }
    }

    /** Returns where the words go on. */
    private long scanStream(long start, Words dictionary) throws IOException {
        if (dictionary.elsewhere) {
            throw this.suspect.refused("file-external");
        }
        if (dictionary.objects || dictionary.table) {
            if (dictionary.otherFilter || dictionary.flate > 1) {
                // Nobody packs objects so; a library would unpack it all the same.
                throw this.suspect.refused("file-bomb");
            }
            if (dictionary.flate == 1) {
                inflate(start, dictionary.objects ? new Words(false) : null);
            }
        }
        long end = this.bytes.indexOf(STREAM_END, start);
        if (end < 0) {
            throw this.suspect.refused("file-broken");
        }
        Words inside = new Words(!dictionary.objects || dictionary.flate > 0);
        for (long i = start; i < end; i++) {
            inside.take(this.bytes.at(i));
        }
        return end + STREAM_END.length;
    }

    private void inflate(long start, @Nullable Words into) throws IOException {
        Inflater inflater = new Inflater();
        byte[] out = new byte[BUFFER];
        long position = start;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    byte[] in = this.bytes.read(position, BUFFER);
                    if (in.length == 0) {
                        throw this.suspect.refused("file-broken");
                    }
                    position += in.length;
                    inflater.setInput(in);
                }
                int count = inflater.inflate(out);
                this.unpacked += count;
                if (this.unpacked > MOST_UNPACKED) {
                    throw this.suspect.refused("file-bomb");
                }
                if (count == 0 && inflater.needsDictionary()) {
                    throw this.suspect.refused("file-broken");
                }
                for (int i = 0; into != null && i < count; i++) {
                    into.take(out[i] & 0xFF);
                }
            }
        }
        catch (DataFormatException ex) {
            throw this.suspect.refused("file-broken");
        }
        finally {
            inflater.end();
        }
    }

    private void name(String name, boolean binary) {
        boolean hidden = binary && name.equals("ObjStm");
        if (hidden) {
            // Objects within what was taken for data: somebody hides them.
            throw this.suspect.refused("file-broken");
        }
        if (ACTIVE.contains(name) || (!binary && ACTIVE_SHORT.contains(name))) {
            throw this.suspect.refused("file-active");
        }
        if (!binary && name.equals("Encrypt")) {
            throw this.suspect.refused("file-encrypted");
        }
        this.pages |= name.equals("Pages") || name.equals("Page");
    }

    /** What the bytes mean, one after the other. */
    private final class Words {

        /** Within a stream that holds no objects. */
        private final boolean binary;

        private final StringBuilder word = new StringBuilder();

        private boolean name;

        private int last = -1;

        /** Whether only white space stood since the end of a dictionary. */
        private boolean afterDictionary;

        private boolean streamBegins;

        private boolean objects;

        private boolean table;

        private boolean otherFilter;

        private boolean elsewhere;

        private int flate;

        Words(boolean binary) {
            this.binary = binary;
        }

        void take(int letter) {
            if (letter == this.last && letter <= ' ' && this.word.isEmpty() && !this.name) {
                // More of the same white space.
                return;
            }
            switch (letter) {
                case 0, '\t', '\n', '\f', '\r', ' ' -> {
                    boolean lineEnd = letter == '\n' || letter == '\r';
                    this.streamBegins = !this.binary && lineEnd && this.afterDictionary && !this.name
                            && this.word.compareTo(STREAM) == 0;
                    endWord();
                }
                case '>' -> {
                    endWord();
                    this.afterDictionary = this.last == '>';
                }
                case '/' -> {
                    endWord();
                    this.afterDictionary = false;
                    this.name = true;
                }
                case '(', ')', '<', '[', ']', '{', '}', '%' -> {
                    endWord();
                    this.afterDictionary = false;
                }
                default -> {
                    if (this.word.length() <= LONGEST_NAME) {
                        this.word.append((char) letter);
                    }
                }
            }
            this.last = letter;
        }

        private void endWord() {
            if (this.name) {
                this.name = false;
                String plain = unescaped(this.word);
                PdfCheck.this.name(plain, this.binary);
                describe(plain);
            }
            else if (!this.word.isEmpty()) {
                this.afterDictionary = false;
                if (this.word.compareTo(OBJECT) == 0 || this.word.compareTo(OBJECT_END) == 0) {
                    forget();
                }
            }
            this.word.setLength(0);
        }

        private void forget() {
            this.objects = false;
            this.table = false;
            this.otherFilter = false;
            this.elsewhere = false;
            this.flate = 0;
        }

        /** Notes what the dictionary before a stream says of it. */
        private void describe(String plain) {
            switch (plain) {
                // By First libraries take a stream for objects, whatever its type.
                case "ObjStm", "First" -> this.objects = true;
                case "XRef" -> this.table = true;
                case "FlateDecode", "Fl" -> this.flate++;
                case "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx", "RunLengthDecode", "RL",
                        "Crypt" ->
                    this.otherFilter = true;
                case "FFilter", "FDecodeParms" -> this.elsewhere = true;
                default -> {
                }
            }
        }

        private static String unescaped(StringBuilder word) {
            if (word.indexOf("#") < 0) {
                return word.toString();
            }
            return ESCAPED.matcher(word)
                .replaceAll((letter) -> Matcher
                    .quoteReplacement(String.valueOf((char) Integer.parseInt(letter.group(1), 16))));
        }

    }

}
