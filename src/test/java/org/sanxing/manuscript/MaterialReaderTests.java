package org.sanxing.manuscript;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.Materials;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.PlainDocuments;
import org.sanxing.document.UnreadableWord;
import org.sanxing.document.WordFile;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.PlainForms;
import org.sanxing.manuscript.MaterialReader.Note;
import org.sanxing.manuscript.MaterialReader.Understood;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanxing.document.WordFile.paragraph;

/** What is understood of the template, filled in one way or another, and of any file. */
class MaterialReaderTests {

    private static final List<String> CATEGORIES = List.of("责任心不强", "工作、学习主动性差", "对本职业务不熟悉不精通", "程序规范不清楚", "精神状态不佳",
            "工作效率低下", "工作标准不高");

    private static final List<String> CLASSES = List.of("immediate", "short", "medium", "long");

    private static final List<String> CLASS_LABELS = List.of("立行立改（5个工作日内）", "短期（1个月）", "中期（3个月）", "长期（6个月）");

    private static final FormSchema FORM = form("forms/reflection/reflection-revise.form");

    private static final Map<String, List<Option>> OPTIONS = Map.of("categories",
            CATEGORIES.stream().map((name) -> new Option("id-" + name, name)).toList());

    private static final OfficialDocument TEMPLATE = template(FORM);

    private static FormSchema form(String path) {
        try {
            return PlainForms.get().read("reflection", Files.readString(Path.of(path)));
        }
        catch (IOException ex) {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    private static OfficialDocument template(FormSchema form) {
        return MaterialTemplates.of("“责任意识不强”专项整治反思剖析材料", "按提示填写。", "可以复制。", form, OPTIONS);
    }

    private static Understood understood(byte[] file) throws UnreadableWord {
        return MaterialReader.read(PlainDocuments.read(file), FORM, OPTIONS, TEMPLATE, "experience");
    }

    private static Understood understood(String... paragraphs) throws UnreadableWord {
        return understood(
                WordFile.body(String.join("", Arrays.stream(paragraphs).map(WordFile::paragraph).toList())).bytes());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> problems(Understood understood) {
        return (List<Map<String, Object>>) understood.content().get("problems");
    }

    @Test
    void findsNothingInTheTemplateItself() throws Exception {
        byte[] template = PlainDocuments.writer().write(TEMPLATE);
        Files.createDirectories(Path.of("target/word"));
        Files.write(Path.of("target/word/template.docx"), template);

        Understood understood = understood(template);

        assertThat(understood.structured()).isTrue();
        assertThat(understood.content()).isEqualTo(Map.of("experience", "", "problems", List.of()));
        assertThat(understood.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 4 })
    void findsWhatWasFilledIn(int seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            Map<String, Object> content = content(random);

            Understood understood = understood(filled(content, random));

            assertThat(understood.notes()).as("notes of %d/%d", seed, i).isEmpty();
            assertThat(understood.content()).as("content of %d/%d", seed, i).isEqualTo(content);
        }
    }

    @Test
    void findsTheSamples() throws Exception {
        for (String name : List.of("reflection-1.json", "reflection-2.json")) {
            Map<String, Object> sample = Materials.sample(name);
            Materials.rows(sample).forEach((row) -> row.put("category", "id-" + row.get("category")));

            assertThat(understood(filled(sample, new Random(7))).content()).isEqualTo(sample);
        }
    }

    // ---- What a person types

    private static Map<String, Object> content(Random random) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("experience", text(random));
        List<Map<String, Object>> rows = new ArrayList<>();
        int most = random.nextInt(7);
        for (int i = 0; i < most; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            if (random.nextInt(5) > 0) {
                row.put("category", "id-" + CATEGORIES.get(random.nextInt(CATEGORIES.size())));
            }
            row.put("manifestation", text(random) + "例");
            row.put("cause", random.nextInt(6) == 0 ? "" : text(random));
            row.put("measure", random.nextInt(6) == 0 ? "" : text(random));
            if (random.nextInt(5) > 0) {
                row.put("deadlineClass", CLASSES.get(random.nextInt(4)));
            }
            row.put("underWay", random.nextBoolean());
            rows.add(row);
        }
        content.put("problems", rows);
        return content;
    }

    private static final List<String> PIECES = List.of("到机关工作以来", "，先后在秘书科、综合科", "“船到码头车到站”", "𠮷😀", "<w:t>&", "1.5 倍",
            "（一）次", "：", "；", "每周 4 小时", "问题表现不够具体", "整改措施要落实", "\t", "e\u0301", "2026年3月", "【注】", "一、二、三");

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = 1 + random.nextInt(4);
        for (int line = 0; line < lines; line++) {
            if (line > 0) {
                text.append((random.nextInt(4) == 0) ? "\n\n" : "\n");
            }
            text.append("字");
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            text.append("。");
        }
        return text.toString();
    }

    // ---- Filling the template as Word would

    private static byte[] filled(Map<String, Object> content, Random random) throws Exception {
        WordFile file = WordFile.of(PlainDocuments.writer().write(TEMPLATE));
        Document xml = DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(file.part("word/document.xml").getBytes(StandardCharsets.UTF_8)));
        Node body = xml.getElementsByTagName("w:body").item(0);
        List<Element> paragraphs = paragraphs(body);
        int third = 0;
        for (int i = 0; i < paragraphs.size(); i++) {
            third = paragraphs.get(i).getTextContent().contains("问题三") ? i : third;
        }
        List<Map<String, Object>> rows = Materials.rows(content);
        List<Node> block = new ArrayList<>(paragraphs.subList(third, paragraphs.size()));
        Node end = block.get(block.size() - 1).getNextSibling();
        for (int copy = 3; copy < rows.size(); copy++) {
            for (Node each : block) {
                body.insertBefore(each.cloneNode(true), end);
            }
        }
        List<Object> answers = new ArrayList<>(List.of(content.get("experience")));
        for (Map<String, Object> row : rows) {
            for (String key : List.of("category", "manifestation", "cause", "measure", "deadlineClass", "underWay")) {
                answers.add(row.getOrDefault(key, ""));
            }
        }
        int answer = 0;
        for (Element each : paragraphs(body)) {
            String text = each.getTextContent();
            boolean choice = text.contains("【请选择】");
            if ((choice || text.startsWith("【请在此填写")) && answer < answers.size()) {
                fill(each, answers.get(answer++), choice, random);
            }
        }
        assertThat(answer).isEqualTo(answers.size());
        StringWriter written = new StringWriter();
        TransformerFactory.newDefaultInstance()
            .newTransformer()
            .transform(new DOMSource(xml), new StreamResult(written));
        return file.part("word/document.xml", written.toString()).bytes();
    }

    private static List<Element> paragraphs(Node body) {
        List<Element> paragraphs = new ArrayList<>();
        for (Node node = body.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals("w:p")) {
                paragraphs.add((Element) node);
            }
        }
        return paragraphs;
    }

    private static void fill(Element paragraph, Object answer, boolean choice, Random random) {
        if (choice) {
            String shown = (answer instanceof Boolean yes) ? (yes ? "是" : "否") : CLASSES.contains(answer)
                    ? CLASS_LABELS.get(CLASSES.indexOf(answer)) : String.valueOf(answer).replace("id-", "");
            if (shown.isEmpty()) {
                return;
            }
            Node prompt = paragraph.getElementsByTagName("w:showingPlcHdr").item(0);
            prompt.getParentNode().removeChild(prompt);
            texts(paragraph).get(texts(paragraph).size() - 1).setTextContent(shown);
            return;
        }
        String text = (String) answer;
        if (text.isEmpty()) {
            if (random.nextBoolean()) {
                paragraph.getParentNode().removeChild(paragraph);
            }
            return;
        }
        String[] lines = text.split("\n", -1);
        boolean breaks = random.nextInt(4) == 0;
        boolean promptStays = random.nextInt(4) == 0;
        Node prompt = texts(paragraph).get(0);
        Node original = paragraph.cloneNode(true);
        prompt.setTextContent((promptStays ? prompt.getTextContent() : "") + lines[0]);
        Node last = paragraph;
        for (int line = 1; line < lines.length; line++) {
            if (breaks) {
                Node run = prompt.getParentNode();
                run.appendChild(paragraph.getOwnerDocument().createElement("w:br"));
                Element added = paragraph.getOwnerDocument().createElement("w:t");
                added.setTextContent(lines[line]);
                run.appendChild(added);
            }
            else {
                Element next = (Element) original.cloneNode(true);
                texts(next).get(0).setTextContent(lines[line]);
                last.getParentNode().insertBefore(next, last.getNextSibling());
                last = next;
            }
        }
        for (int extra = random.nextInt(3); extra > 0; extra--) {
            // Blank lines that people leave.
            last.getParentNode().insertBefore(paragraph.getOwnerDocument().createElement("w:p"), last.getNextSibling());
        }
    }

    private static List<Element> texts(Element paragraph) {
        List<Element> texts = new ArrayList<>();
        for (int i = 0; i < paragraph.getElementsByTagName("w:t").getLength(); i++) {
            texts.add((Element) paragraph.getElementsByTagName("w:t").item(i));
        }
        return texts;
    }

    // ---- What people do with it

    @Test
    void takesHeadingsHoweverTheyAreNumberedAndValuesBehindTheColon() throws UnreadableWord {
        Understood understood = understood("反思剖析材料", "1、工作体会", "　　体会一", "体会二", "（二）存在问题：", "问题 1：工作标准不高",
                "具体表现：两份简报被退回", "根源剖析 : 怕麻烦", "3．整改措施：三道程序", "整改时限：短期", "边查边改：是", "第二个问题", "问题类别：工作效率低下。", "问题表现", "慢",
                "整改时限：立行立改", "边查边改，已在整改：否");

        assertThat(understood.content()).isEqualTo(Map.of("experience", "体会一\n体会二", "problems",
                List.of(Map.of("category", "id-工作标准不高", "manifestation", "两份简报被退回", "cause", "怕麻烦", "measure", "三道程序",
                        "deadlineClass", "short", "underWay", true),
                        Map.of("category", "id-工作效率低下", "manifestation", "慢", "cause", "", "measure", "",
                                "deadlineClass", "immediate", "underWay", false))));
        assertThat(understood.notes()).containsExactly(new Note("unplaced", List.of("反思剖析材料")));
    }

    @Test
    void beginsAProblemWhereALabelComesAgain() throws UnreadableWord {
        Understood understood = understood("工作体会", "体会", "存在的问题", "问题表现：甲", "根源剖析：乙", "问题表现：丙", "根源剖析：丁");

        assertThat(problems(understood)).extracting((row) -> row.get("manifestation")).containsExactly("甲", "丙");
        assertThat(problems(understood)).extracting((row) -> row.get("cause")).containsExactly("乙", "丁");
    }

    @Test
    void saysWhatItCouldNotPlaceAndDropsNothing() throws UnreadableWord {
        Understood understood = understood("姓名：张三", "工作体会", "体会", "存在的问题", "总的来看有三个方面。", "问题表现：甲", "问题类别：不知道的类别",
                "整改时限：下周", "多出来的一句", "综合科　张三");

        assertThat(understood.notes()).containsExactly(new Note("choice", List.of("问题 1 · 问题类别", "不知道的类别")),
                new Note("choice", List.of("问题 1 · 整改类型", "下周")), new Note("unplaced", List.of("姓名：张三")),
                new Note("unplaced", List.of("总的来看有三个方面。")), new Note("unplaced", List.of("多出来的一句")),
                new Note("unplaced", List.of("综合科　张三")));
        assertThat(problems(understood).get(0)).doesNotContainKeys("category", "deadlineClass");
    }

    @Test
    void takesASignatureForNoChoice() throws UnreadableWord {
        Understood understood = understood("存在的问题", "问题表现：甲", "整改时限：", "短期", "问题二", "问题表现：", "边查边改，已在整改：", "综合科　张三",
                "2026年11月22日");

        assertThat(problems(understood)).containsExactly(
                Map.of("manifestation", "甲", "cause", "", "measure", "", "deadlineClass", "short", "underWay", false));
        assertThat(understood.notes()).containsExactly(new Note("unplaced", List.of("综合科　张三")),
                new Note("unplaced", List.of("2026年11月22日")));
    }

    @Test
    void keepsWhatWasTypedInsideOfAPrompt() throws UnreadableWord {
        Understood understood = understood("工作体会", "【请在此填写：这是我自己写的】", "存在的问题", "问题表现", "【请在此填写：】写在后面");

        assertThat(understood.content().get("experience")).isEqualTo("这是我自己写的");
        assertThat(problems(understood).get(0).get("manifestation")).isEqualTo("写在后面");
    }

    @Test
    void takesAnyOtherFileAsTheExperience() throws UnreadableWord {
        Understood understood = understood("我的体会", "　　第一段。", "", "", "第二段\u00a0有\u200b空格\u00ad。", "二、存在问题", "责任心不强。");

        assertThat(understood.structured()).isFalse();
        assertThat(understood.content())
            .isEqualTo(Map.of("problems", List.of(), "experience", "我的体会\n第一段。\n\n第二段 有空格。\n二、存在问题\n责任心不强。"));
        assertThat(understood.notes()).containsExactly(new Note("whole", List.of()));
    }

    @Test
    void readsLabelsAndTextsSideBySideInATable() throws UnreadableWord {
        String row = "<w:tr><w:tc>" + paragraph("%s") + "</w:tc><w:tc>" + paragraph("%s") + "</w:tc></w:tr>";
        Understood understood = understood(WordFile
            .body(paragraph("存在的问题") + "<w:tbl>" + row.formatted("问题类别", "责任心不强") + row.formatted("问题表现", "甲")
                    + row.formatted("整改措施", "乙") + "</w:tbl>")
            .bytes());

        assertThat(problems(understood)).containsExactly(
                Map.of("category", "id-责任心不强", "manifestation", "甲", "cause", "", "measure", "乙", "underWay", false));
    }

    private static Understood understoodCase(String name) throws Exception {
        try (var file = MaterialReaderTests.class.getResourceAsStream("/cases/" + name)) {
            return understood(file.readAllBytes());
        }
    }

    @Test
    void readsFormsOfAnyNumberOfColumns() throws Exception {
        Understood understood = understoodCase("docx-three-column-form.docx");

        assertThat(understood.notes()).isEmpty();
        assertThat(understood.content()).containsEntry("experience", "一年来的情况。");
        assertThat(problems(understood)).singleElement()
            .satisfies((row) -> assertThat(row).containsEntry("manifestation", "漏发通知").containsEntry("cause", "思想松懈"));
    }

    @Test
    void readsSeveralLabelsInOneRowAndPutsNothingBeforeThemIntoTheFieldAbove() throws UnreadableWord {
        Understood understood = understood(table(List.of("姓名", "张三", "科室", "综合科"), List.of("工作体会", "一年来"),
                List.of("姓名", "张三", "存在的问题", ""), List.of("问题表现", "甲", "根源剖析", "乙")));

        assertThat(understood.content()).containsEntry("experience", "一年来");
        assertThat(problems(understood)).singleElement()
            .satisfies((row) -> assertThat(row).containsEntry("manifestation", "甲").containsEntry("cause", "乙"));
        assertThat(understood.notes()).extracting((note) -> note.arguments().get(0))
            .containsExactly("姓名 | 张三 | 科室 | 综合科", "姓名", "张三");
    }

    @Test
    void readsLabelsThatAreSpacedOutOrBrokenIntoLines() throws UnreadableWord {
        Understood understood = understood(table(List.of("工 作 体 会", "一年来"), List.of("问题\n表现", "甲"),
                List.of("原 因\n剖 析（300字以内）", "乙"), List.of("整改\u3000措施 ：丙", "")));

        assertThat(understood.content()).containsEntry("experience", "一年来");
        assertThat(problems(understood))
            .containsExactly(Map.of("manifestation", "甲", "cause", "乙", "measure", "丙", "underWay", false));
        assertThat(understood.notes()).isEmpty();
    }

    @Test
    void readsTheRowsBelowTitles() throws UnreadableWord {
        Understood understood = understood(table(List.of("序号", "问题表现", "原因分析", "责任人", "整改措施"),
                List.of("1", "甲", "乙", "张三", "丙"), List.of("", "", "再乙", "", ""), List.of("2", "丁", "戊", "", "己")));

        assertThat(problems(understood)).extracting((row) -> row.get("manifestation")).containsExactly("甲", "丁");
        assertThat(problems(understood)).extracting((row) -> row.get("cause")).containsExactly("乙\n再乙", "戊");
        assertThat(problems(understood)).extracting((row) -> row.get("measure")).containsExactly("丙", "己");
        assertThat(understood.notes()).containsExactly(new Note("unplaced", List.of("张三")));
    }

    @SafeVarargs
    private static byte[] table(List<String>... rows) {
        StringBuilder table = new StringBuilder("<w:tbl>");
        for (List<String> row : rows) {
            table.append("<w:tr>");
            row.forEach((cell) -> table.append("<w:tc>")
                .append(String.join("", Arrays.stream(cell.split("\n")).map(WordFile::paragraph).toList()))
                .append("</w:tc>"));
            table.append("</w:tr>");
        }
        return WordFile.body(table.append("</w:tbl>").toString()).bytes();
    }

    @Test
    void readsTheCustomaryOutline() throws Exception {
        Understood understood = understoodCase("docx-customary-outline.docx");

        assertThat(understood.structured()).isTrue();
        assertThat(understood.content()).containsEntry("experience", "一年来完成办文若干件。");
        assertThat(problems(understood)).containsExactly(Map.of("category", "id-责任心不强", "manifestation", "会议通知漏发一个单位。",
                "cause", "一是思想放松。", "measure", "每天核对。", "underWay", false));
        assertThat(understood.notes()).containsExactly(new Note("unplaced", List.of("反思剖析材料")),
                new Note("unplaced", List.of("某某")), new Note("unplaced", List.of("2026年11月22日")));
    }

    @Test
    void givesEachProblemItsCauseByTheNumbersAndElseNone() throws UnreadableWord {
        Understood understood = understood("一、基本情况", "情况", "二、存在的问题", "（一）责任心不强。甲", "甲的细节", "（二）迟到早退。乙", "三、原因剖析",
                "（一）甲因", "甲因之二", "（二）乙因", "四、整改措施", "总的来说要改。", "二〇二六年十一月");

        assertThat(problems(understood)).containsExactly(
                Map.of("category", "id-责任心不强", "manifestation", "甲\n甲的细节", "cause", "甲因\n甲因之二", "measure", "",
                        "underWay", false),
                Map.of("manifestation", "迟到早退。乙", "cause", "乙因", "measure", "", "underWay", false));
        assertThat(understood.notes()).containsExactly(new Note("distributed", List.of("原因剖析")),
                new Note("unplaced", List.of("总的来说要改。")), new Note("unplaced", List.of("二〇二六年十一月")));
    }

    @ParameterizedTest
    @CsvSource({ "壹、, 贰、, 叁、, 肆、, 1．, 2．", "甲、, 乙、, 丙、, 丁、, ⑴, ⑵", "１．, ２．, ３．, ４．, ①, ②", "一、, 二、, 三、, 四、, 1、, 2、",
            "一., 二、, 三．, 四., （１）, （２）", "㈠, ㈡, ㈢, ㈣, ⒈, ⒉", "一、, 二、, 三、, 四、, 第一，, 第二，", "1、, 2、, 3、, 4、, (1), （2）" })
    void readsTheCustomaryOutlineHoweverItIsNumbered(String first, String second, String third, String fourth,
            String one, String two) throws UnreadableWord {
        Understood understood = understood(first + "基本情况", "情况", second + "存在的突出问题", one + "责任心不强。甲", two + "乙",
                third + "产生问题的原因分析", one + "甲因", two + "乙因", fourth + "下一步整改措施", one + "甲措施", two + "乙措施");

        assertThat(understood.content()).containsEntry("experience", "情况");
        assertThat(problems(understood)).containsExactly(Map.of("category", "id-责任心不强", "manifestation", "甲", "cause",
                "甲因", "measure", "甲措施", "underWay", false),
                Map.of("manifestation", "乙", "cause", "乙因", "measure", "乙措施", "underWay", false));
        assertThat(understood.notes()).extracting(Note::code).containsOnly("distributed");
    }

    @Test
    void whatStandsBelowAnUnknownHeadingIsOfNoField() throws UnreadableWord {
        Understood understood = understood("一、工作体会", "总的情况", "一、学习方面", "二、作风方面", "二、存在的问题", "问题表现：甲", "三、下一步打算", "争取进步",
                "（一）再学习", "四、整改措施", "每天核对", "五、其他", "没有");

        assertThat(understood.content()).containsEntry("experience", "总的情况\n一、学习方面\n二、作风方面");
        assertThat(problems(understood)).singleElement()
            .satisfies((row) -> assertThat(row).containsEntry("manifestation", "甲").containsEntry("measure", "每天核对"));
        assertThat(understood.notes()).extracting((note) -> note.arguments().get(0))
            .containsExactly("三、下一步打算", "争取进步", "（一）再学习", "五、其他", "没有");
    }

    @Test
    void whatIsMergedDownwardsCountsForEveryProblemBesideIt() throws UnreadableWord {
        String merged = "<w:tc><w:tcPr><w:tcW w:w=\"900\"/><w:vMerge w:val=\"%s\"/></w:tcPr>" + paragraph("%s")
                + "</w:tc>";
        String cell = "<w:tc>" + paragraph("%s") + "</w:tc>";
        String row = "<w:tr>" + cell + merged + cell + cell + "</w:tr>";
        Understood understood = understood(WordFile
            .body("<w:tbl><w:tr>" + cell.formatted("序号") + cell.formatted("问题类别") + cell.formatted("问题表现")
                    + cell.formatted("原因分析") + "</w:tr>" + row.formatted("1", "restart", "责任心不强", "甲", "甲因")
                    + row.formatted("2", "continue", "", "乙", "乙因") + row.formatted("", "continue", "", "", "乙因之二")
                    + "<w:tr>" + cell.formatted("多一格").repeat(5) + "</w:tr></w:tbl>")
            .bytes());

        assertThat(problems(understood)).containsExactly(
                Map.of("category", "id-责任心不强", "manifestation", "甲", "cause", "甲因", "measure", "", "underWay", false),
                Map.of("category", "id-责任心不强", "manifestation", "乙", "cause", "乙因\n乙因之二", "measure", "", "underWay",
                        false));
        assertThat(understood.notes()).extracting(Note::code).containsExactly("unplaced");
    }

    @Test
    void findsAFieldThatWasAddedToTheForm() throws Exception {
        String json = Files.readString(Path.of("forms/reflection/reflection-write.form"))
            .replaceFirst("\"id\": \"Field_ProblemUnderWay\"", "\"id\": \"Field_Witness\", \"type\": \"textfield\", "
                    + "\"key\": \"witness\", \"label\": \"证明人\" }, { \"id\": \"Field_ProblemUnderWay\"");
        FormSchema form = PlainForms.get().read("reflection", json);
        byte[] file = WordFile
            .body(String.join("", List.of(paragraph("存在的问题"), paragraph("问题表现：甲"), paragraph("证明人：李四"))))
            .bytes();

        Understood understood = MaterialReader.read(PlainDocuments.read(file), form, OPTIONS, template(form),
                "experience");

        assertThat(problems(understood).get(0)).containsEntry("witness", "李四");
        assertThat(template(form).lines()).anyMatch((line) -> line.label().equals("证明人："));
    }

}
