package org.sanxing.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A Word file as its parts, to be made and changed by hand. */
public final class WordFile {

    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
            + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
            + "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** A file of which only the body matters. */
    public static WordFile body(String body) {
        WordFile file = new WordFile();
        String types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
        file.part("[Content_Types].xml", types);
        file.part("_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
        return file.word("document", "document", "<w:body>" + body + "</w:body>");
    }

    public static WordFile of(byte[] file) {
        WordFile read = new WordFile();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                read.parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return read;
    }

    public static String paragraph(String text) {
        return "<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
    }

    public WordFile word(String name, String root, String content) {
        return part("word/" + name + ".xml", "<w:" + root + " " + W + ">" + content + "</w:" + root + ">");
    }

    public WordFile part(String name, String content) {
        this.parts.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public String part(String name) {
        return new String(this.parts.get(name), StandardCharsets.UTF_8);
    }

    public WordFile change(String name, UnaryOperator<String> change) {
        return part(name, change.apply(part(name)));
    }

    /** The main part refers to the others, unless a test says otherwise. */
    private void relate() {
        StringBuilder relationships = new StringBuilder(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        this.parts.keySet()
            .stream()
            .filter((name) -> name.matches("word/[a-z]+\\.xml") && !name.equals("word/document.xml"))
            .map((name) -> name.substring("word/".length(), name.indexOf('.')))
            .forEach((kind) -> relationships.append(
                    "<Relationship Id=\"%1$s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%1$s\" Target=\"%1$s.xml\"/>"
                        .formatted(kind)));
        this.parts.putIfAbsent("word/_rels/document.xml.rels",
                relationships.append("</Relationships>").toString().getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        relate();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : this.parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

}
