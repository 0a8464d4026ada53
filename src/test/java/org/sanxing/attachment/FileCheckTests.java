package org.sanxing.attachment;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FileCheckTests {

    private static final long MEGABYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    private final FileCheck check = new FileCheck();

    @Test
    void knowsWhatPeopleHave() throws IOException {
        assertThat(accepted(Samples.docx("工作体会"), "体会.docx").type()).isEqualTo(FileType.DOCX);
        assertThat(accepted(Samples.xlsx(), "台账.XLSX").type()).isEqualTo(FileType.XLSX);
        assertThat(accepted(Samples.pptx(), "汇报.pptx").type()).isEqualTo(FileType.PPTX);
        assertThat(accepted(Samples.pdf(""), "a.pdf").type()).isEqualTo(FileType.PDF);
        assertThat(accepted(Samples.pdfWithObjects(Samples.ascii("5 0 << /A /B >>")), "a.pdf").type())
            .isEqualTo(FileType.PDF);
        assertThat(accepted(Samples.image("png"), "图.png").type()).isEqualTo(FileType.PNG);
        assertThat(accepted(Samples.image("jpg"), "图.jpg").type()).isEqualTo(FileType.JPG);
        CheckedFile jpeg = accepted(Samples.image("jpg"), "图.JPEG");
        assertThat(jpeg.name()).isEqualTo("图.JPEG");
        assertThat(jpeg.type().mediaType()).isEqualTo("image/jpeg");
    }

    @Test
    void refusesWhatIsNoneOfThem() throws IOException {
        assertThat(refusal(new byte[0], "a.docx")).isEqualTo("file-empty");
        assertThat(refusal(Samples.ascii("MZ\u0000\u0003 This program cannot be run"), "报告.docx"))
            .isEqualTo("file-type");
        assertThat(refusal(Samples.ascii("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"), "a.svg"))
            .isEqualTo("file-type");
        assertThat(refusal(Samples.ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"), "a.png")).isEqualTo("file-type");
        assertThat(refusal(Samples.ascii("<!DOCTYPE html><script>x()</script>"), "a.pdf")).isEqualTo("file-type");
        assertThat(refusal(Samples.ascii("<html><table><tr><td>1</td></tr></table></html>"), "a.xlsx"))
            .isEqualTo("file-text");
        assertThat(refusal(Samples.ascii("a,b\r\n1,2\r\n"), "a.docx")).isEqualTo("file-text");
        assertThat(refusal(Samples.zip(Map.of("a.txt", Samples.ascii("x"))), "a.zip")).isEqualTo("file-type");
        assertThat(refusal(Samples.zip(Map.of("a.txt", Samples.ascii("x"))), "a.docx")).isEqualTo("file-type");
        assertThat(refusal(Samples.zip(Map.of()), "a.docx")).isIn("file-type", "file-broken");
        assertThat(refusal(ole2(""), "a.doc")).isEqualTo("file-old-office");
        assertThat(refusal(ole2("EncryptedPackage"), "a.docx")).isEqualTo("file-encrypted");
    }

    @Test
    void refusesANameThatSaysSomethingElse() throws IOException {
        assertThat(refusal(Samples.xlsx(), "a.docx")).isEqualTo("file-disguised");
        assertThat(refusal(Samples.pdf(""), "a.jpg")).isEqualTo("file-disguised");
        assertThat(refusal(Samples.image("png"), "a.jpg")).isEqualTo("file-disguised");
        assertThat(refusal(Samples.docx("x"), "a.docx.exe")).isEqualTo("file-disguised");
        assertThat(refusal(Samples.docx("x"), "a")).isEqualTo("file-disguised");
        assertThat(refusal(Samples.docx("x"), "报告\u202excod.exe")).isEqualTo("file-disguised");
    }

    @Test
    void refusesWhatIsCutOffOrJoined() throws IOException {
        for (byte[] whole : new byte[][] { Samples.docx("x"), Samples.pdf(""), Samples.image("png"),
                Samples.image("jpg") }) {
            String name = "a." + extensionOf(whole);
            assertThat(refusal(Arrays.copyOf(whole, whole.length / 2), name)).isEqualTo("file-broken");
            assertThat(refusal(Arrays.copyOf(whole, 9), name)).isEqualTo("file-broken");
        }
        byte[] archive = Samples.zip(Map.of("a.exe", Samples.ascii("MZ")));
        assertThat(refusal(Samples.join(Samples.pdf(""), archive), "a.pdf")).isEqualTo("file-broken");
        assertThat(refusal(Samples.join(Samples.pdf(""), archive, Samples.pdf("")), "a.zip"))
            .isEqualTo("file-disguised");
        assertThat(refusal(Samples.join(Samples.image("png"), archive), "a.png")).isEqualTo("file-broken");
        assertThat(refusal(Samples.join(Samples.image("jpg"), archive), "a.jpg")).isEqualTo("file-broken");
        assertThat(refusal(Samples.join(Samples.docx("x"), Samples.pdf("")), "a.docx")).isEqualTo("file-broken");
        assertThat(refusal(Samples.join(Samples.pdf(""), Samples.docx("x")), "a.docx")).isEqualTo("file-broken");
        assertThat(refusal(Samples.join(Samples.docx("x"), Samples.docx("y")), "a.docx")).isEqualTo("file-broken");
    }

    @Test
    void refusesMacrosUnderAnyName() throws IOException {
        byte[] docm = Samples.replaced(Samples.docx("x"), "[Content_Types].xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml");
        assertThat(refusal(docm, "a.docx")).isEqualTo("file-macro");
        assertThat(refusal(docm, "a.docm")).isEqualTo("file-macro");
        assertThat(refusal(Samples.with(Samples.docx("x"), "word/vbaProject.bin", "x"), "a.docx"))
            .isEqualTo("file-macro");
        assertThat(refusal(Samples.related("vbaProject", "x.bin", false), "a.docx")).isEqualTo("file-macro");
        assertThat(refusal(Samples.replaced(Samples.xlsx(), "[Content_Types].xml",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
                "application/vnd.ms-excel.macrosheet+xml"), "a.xlsx"))
            .isEqualTo("file-macro");
    }

    @ParameterizedTest
    @CsvSource({ "attachedTemplate, file:///C:/a.dotm", "attachedTemplate, https://evil.example/a.dotm",
            "image, https://evil.example/a.png", "oleObject, https://evil.example/a", "frame, https://evil.example/",
            "subDocument, a.docx", "hyperlink, javascript:x()", "hyperlink, ms-msdt:/id", "anything, //host/a" })
    void refusesWhatReachesOut(String kind, String target) throws IOException {
        assertThat(refusal(Samples.related(kind, target, true), "a.docx")).isEqualTo("file-external");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://www.example.org/a?b=c:d", "mailto:a@example.org", "#mark", "a/b.html",
            "file:///C:/a.docx", "C:\\a.docx" })
    void letsLinksPass(String target) throws IOException {
        assertThat(accepted(Samples.related("hyperlink", target, true), "a.docx").type()).isEqualTo(FileType.DOCX);
    }

    @Test
    void refusesFieldsThatFetch() throws IOException {
        assertThat(
                refusal(Samples.beginning("<w:p><w:fldSimple w:instr=' DDEAUTO c:\\\\windows cmd '/></w:p>"), "a.docx"))
            .isEqualTo("file-external");
        assertThat(refusal(Samples.beginning("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> INCL"
                + "</w:instrText></w:r><w:r><w:instrText>UDEPICTURE \"http://a\"</w:instrText></w:r><w:r>"
                + "<w:fldChar w:fldCharType='end'/></w:r></w:p>"), "a.docx"))
            .isEqualTo("file-external");
        byte[] pages = Samples.beginning("<w:p><w:fldSimple w:instr=' PAGE \\* MERGEFORMAT '/></w:p>");
        assertThat(accepted(pages, "a.docx").type()).isEqualTo(FileType.DOCX);
    }

    @Test
    void refusesWhatIsEmbedded() throws IOException {
        assertThat(refusal(Samples.related("oleObject", "embeddings/oleObject1.bin", false), "a.docx"))
            .isEqualTo("file-embedded");
        assertThat(refusal(Samples.related("aFChunk", "a.html", false), "a.docx")).isEqualTo("file-embedded");
        Map<String, byte[]> parts = new HashMap<>();
        parts.put("word/embeddings/a.bin", ole2(""));
        assertThat(refusal(Samples.with(Samples.docx("x"), parts), "a.docx")).isEqualTo("file-embedded");
        parts.put("word/embeddings/a.bin", Samples.ascii("MZ rest"));
        assertThat(refusal(Samples.with(Samples.docx("x"), parts), "a.docx")).isEqualTo("file-embedded");
        parts.put("word/embeddings/a.bin", Samples.xlsx());
        assertThat(refusal(Samples.with(Samples.docx("x"), parts), "a.docx")).isEqualTo("file-embedded");
    }

    @Test
    void checksTheWorkbookBehindAChartAsWell() throws IOException {
        assertThat(accepted(withChartBook(Samples.xlsx()), "a.docx").type()).isEqualTo(FileType.DOCX);
        byte[] hostile = Samples.with(Samples.xlsx(), "xl/vbaProject.bin", "x");
        assertThat(refusal(withChartBook(hostile), "a.docx")).isEqualTo("file-macro");
        assertThat(refusal(withChartBook(withChartBook(Samples.xlsx())), "a.docx")).isEqualTo("file-embedded");
    }

    @Test
    void refusesDocumentTypesAndEntities() throws IOException {
        for (String part : new String[] { "word/document.xml", "[Content_Types].xml", "_rels/.rels",
                "docProps/core.xml" }) {
            byte[] external = Samples.with(Samples.docx("x"), part,
                    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>");
            assertThat(refusal(external, "a.docx")).as(part).isEqualTo("file-doctype");
        }
        byte[] utf16 = Samples.with(Samples.docx("x"),
                Map.of("word/document.xml",
                        "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a SYSTEM 'http://evil.example/'><a/>"
                            .getBytes(StandardCharsets.UTF_16)));
        assertThat(refusal(utf16, "a.docx")).isEqualTo("file-doctype");
    }

    @Test
    void refusesPartsThatLeadAstray() throws IOException {
        for (String name : new String[] { "../a.xml", "word/../../a.xml", "/a.xml", "a\\b.xml", "C:a.xml",
                "WORD/document.xml" }) {
            assertThat(refusal(Samples.with(Samples.docx("x"), name, "<a/>"), "a.docx")).as(name)
                .isEqualTo("file-broken");
        }
        assertThat(refusal(Samples.with(Samples.docx("x"), "word/document.xml", "<a><b></a>"), "a.docx"))
            .isEqualTo("file-broken");
        assertThat(refusal(Samples.with(Samples.docx("x"), "word/document.xml", "<a>".repeat(5000)), "a.docx"))
            .isEqualTo("file-bomb");
    }

    @Test
    void refusesTheSamePartTwice() throws IOException {
        Map<String, byte[]> parts = Samples.parts(Samples.docx("x"));
        parts.put("word/document.xmm", Samples.ascii("<a/>"));
        byte[] archive = Samples.zip(parts);
        byte[] last = Samples.ascii("word/document.xmm");
        for (int i = 0; i < archive.length - last.length; i++) {
            if (Arrays.equals(archive, i, i + last.length, last, 0, last.length)) {
                archive[i + last.length - 1] = 'l';
            }
        }
        assertThat(refusal(archive, "a.docx")).isEqualTo("file-broken");
    }

    @Test
    void refusesABombWithoutUnpackingIt() throws IOException {
        Path bomb = this.folder.resolve("bomb.docx");
        byte[] zeros = new byte[(int) MEGABYTE];
        Arrays.fill(zeros, (byte) ' ');
        write(bomb, Samples.parts(Samples.docx("x")), (zip) -> {
            zip.putNextEntry(new ZipEntry("word/bomb.xml"));
            zip.write(Samples.ascii("<a>"));
            for (int i = 0; i < 201; i++) {
                zip.write(zeros);
            }
            zip.write(Samples.ascii("</a>"));
            zip.closeEntry();
        });
        assertThat(Files.size(bomb)).isLessThan(MEGABYTE);
        long before = allocated();
        assertThat(refusal(bomb, "bomb.docx")).isEqualTo("file-bomb");
        assertThat(allocated() - before).isLessThan(40 * MEGABYTE);
    }

    @Test
    void refusesManySmallBombs() throws IOException {
        Path bomb = this.folder.resolve("bombs.docx");
        byte[] spaces = new byte[(int) (7 * MEGABYTE)];
        Map<String, byte[]> parts = Samples.parts(Samples.docx("x"));
        write(bomb, parts, (zip) -> {
            for (int i = 0; i < 30; i++) {
                zip.putNextEntry(new ZipEntry("word/media/image" + i + ".bin"));
                zip.write(spaces);
                zip.closeEntry();
            }
        });
        long before = allocated();
        assertThat(refusal(bomb, "bombs.docx")).isEqualTo("file-bomb");
        assertThat(allocated() - before).isLessThan(40 * MEGABYTE);
    }

    @Test
    void refusesAHundredThousandParts() throws IOException {
        Path many = this.folder.resolve("many.docx");
        write(many, Samples.parts(Samples.docx("x")), (zip) -> {
            for (int i = 0; i < 100_000; i++) {
                zip.putNextEntry(new ZipEntry("word/p" + i + ".xml"));
                zip.closeEntry();
            }
        });
        long before = allocated();
        assertThat(refusal(many, "many.docx")).isEqualTo("file-bomb");
        assertThat(allocated() - before).isLessThan(10 * MEGABYTE);
        // The count at the end says five.
        byte[] lying = Files.readAllBytes(many);
        lying[lying.length - 12] = 5;
        lying[lying.length - 11] = 0;
        assertThat(refusal(lying, "many.docx")).isIn("file-bomb", "file-broken");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/OpenAction << /S /JavaScript /JS (x) >>", "/OpenAction << /S /J#61vaScript /JS (x) >>",
            "/AA << /O << /S /Launch /F (cmd.exe) >> >>", "/Names << /EmbeddedFiles 5 0 R >>",
            "/AcroForm << /XFA 5 0 R >>", "/A << /S /SubmitForm >>" })
    void refusesAPdfThatDoesSomething(String more) throws IOException {
        assertThat(refusal(Samples.pdf(more), "a.pdf")).isEqualTo("file-active");
        assertThat(refusal(Samples.pdfWithObjects(Samples.ascii("5 0 << " + more + " >>")), "a.pdf"))
            .isEqualTo("file-active");
    }

    @Test
    void refusesAPdfThatIsEncrypted() throws IOException {
        assertThat(refusal(Samples.pdf("/Encrypt 9 0 R"), "a.pdf")).isEqualTo("file-encrypted");
    }

    @Test
    void refusesAPdfBomb() throws IOException {
        byte[] bomb = Samples.pdfWithObjects(new byte[(int) (130 * MEGABYTE)]);
        assertThat(bomb).hasSizeLessThan((int) MEGABYTE);
        Path file = this.folder.resolve("bomb.pdf");
        Files.write(file, bomb);
        long before = allocated();
        assertThat(refusal(file, "bomb.pdf")).isEqualTo("file-bomb");
        assertThat(allocated() - before).isLessThan(40 * MEGABYTE);
    }

    @Test
    void refusesObjectsHiddenInAStreamOfAPdf() throws IOException {
        byte[] hidden = Samples.deflated(Samples.ascii("5 0 << /S /JavaScript >>"));
        byte[] file = Samples.join(Samples.ascii("%PDF-1.5\n1 0 obj\n<< /Type /Pages >>\nendobj\n(>>\nstream\n"),
                Samples.ascii("4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"), hidden,
                Samples.ascii("\nendstream\nendobj\nstartxref\n9\n%%EOF\n"));
        assertThat(refusal(file, "a.pdf")).isEqualTo("file-broken");
    }

    @Test
    void refusesAPictureThatUnpacksToGigabytes() throws IOException {
        byte[] png = Samples.image("png");
        // Width and height.
        png[16] = 0;
        png[17] = 1;
        png[20] = 0;
        png[21] = 1;
        assertThat(refusal(png, "a.png")).isEqualTo("file-pixels");
        byte[] jpg = Samples.image("jpg");
        for (int i = 0; i < jpg.length - 9; i++) {
            if ((jpg[i] & 0xFF) == 0xFF && (jpg[i + 1] & 0xFF) == 0xC0) {
                Arrays.fill(jpg, i + 5, i + 9, (byte) 0xFF);
            }
        }
        assertThat(refusal(jpg, "a.jpg")).isEqualTo("file-pixels");
    }

    @Test
    void makesAnyNameHarmless() {
        String hostile = "../../etc/" + "长".repeat(150) + "\"'><\r\n\u202e\u0000" + "名".repeat(150) + ".docx";
        String safe = SafeName.of(hostile);
        assertThat(safe.codePointCount(0, safe.length())).isEqualTo(200);
        assertThat(safe).startsWith("长长").endsWith(".docx").doesNotContain("/", "\\", "\"", "'", "\r", "\n", "\u202e");
        assertThat(SafeName.of("C:\\Users\\a\\关于2026年的报告（终稿）.docx")).isEqualTo("关于2026年的报告（终稿）.docx");
        assertThat(SafeName.of("CON.docx")).isEqualTo("_CON.docx");
        assertThat(SafeName.of("lpt1.a.pdf")).isEqualTo("_lpt1.a.pdf");
        assertThat(SafeName.of("a.pdf. . .")).isEqualTo("a.pdf");
        assertThat(SafeName.of("...")).isEqualTo("file");
        assertThat(SafeName.of(".docx")).isEqualTo("file.docx");
        assertThat(SafeName.of("..")).isEqualTo("file");
        assertThat(SafeName.of(null)).isEqualTo("file");
        assertThat(SafeName.of("a\ud83d.docx")).isEqualTo("a.docx");
        assertThat(SafeName.of("\ud83d\ude00.docx")).isEqualTo("\ud83d\ude00.docx");
        assertThat(SafeName.of("e\u0301.pdf")).isEqualTo("\u00e9.pdf");
    }

    @Test
    void hasAWordForEachRefusal() {
        for (Locale locale : new Locale[] { Locale.ROOT, Locale.ENGLISH }) {
            ResourceBundle words = ResourceBundle.getBundle("messages-attachment", locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String code : new String[] { "empty", "type", "old-office", "encrypted", "disguised", "broken", "bomb",
                    "macro", "external", "embedded", "doctype", "active", "pixels" }) {
                assertThat(words.containsKey("field-error.file-" + code)).as(code).isTrue();
            }
        }
    }

    private static byte[] withChartBook(byte[] book) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("word/embeddings/Book1.xlsx", book);
        parts.put("word/charts/chart1.xml", Samples.ascii("<chart/>"));
        parts.put("word/charts/_rels/chart1.xml.rels", Samples.ascii("<Relationships><Relationship Id='r1' Type='"
                + Samples.RELATIONSHIPS + "package' Target='../embeddings/Book1.xlsx'/></Relationships>"));
        return Samples.with(Samples.docx("x"), parts);
    }

    private static byte[] ole2(String stream) {
        byte[] head = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1 };
        return Samples.join(head, new byte[504], stream.getBytes(StandardCharsets.UTF_16LE), new byte[512]);
    }

    private static String extensionOf(byte[] content) {
        return switch (content[0]) {
            case 'P' -> "docx";
            case '%' -> "pdf";
            case (byte) 0x89 -> "png";
            default -> "jpg";
        };
    }

    private CheckedFile accepted(byte[] content, String name) throws IOException {
        Path file = Files.write(this.folder.resolve("upload"), content);
        CheckedFile checked = this.check.check(file, name, "file");
        assertThat(file).hasBinaryContent(content);
        return checked;
    }

    private String refusal(byte[] content, String name) throws IOException {
        return refusal(Files.write(this.folder.resolve("upload"), content), name);
    }

    private String refusal(Path file, String name) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> this.check.check(file, name, "file"));
        assertThat(refused).as("refusal of " + name).isNotNull();
        FieldError error = refused.errors().get(0);
        assertThat(error.field()).isEqualTo("file");
        assertThat(error.arguments().get(0)).isEqualTo(SafeName.of(name));
        return error.code();
    }

    /** Bytes this thread has ever taken from the heap. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static void write(Path file, Map<String, byte[]> parts, Writing more) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(9);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
            more.write(zip);
        }
    }

    @FunctionalInterface
    private interface Writing {

        void write(ZipOutputStream zip) throws IOException;

    }

}
