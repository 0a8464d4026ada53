package org.sanxing.forms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.forms.FormComponent.Option;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticApplicationContext;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FormRenderingTests {

    private static final StaticApplicationContext LIMITS = limits();

    private final SpringTemplateEngine engine = engine();

    private final FormSchema write = FormFixtures.shipped("reflection/reflection-write.form");

    @Test
    void drawsEachFieldWithLabelHelpCountAndName() {
        Map<String, Object> data = FormFixtures.material(2);
        data.put("experience", "𠮷".repeat(1_234));

        String html = fields(FormView.of(this.write, data, FormFixtures.CATEGORIES), Locale.CHINA);

        assertThat(html).contains("for=\"f-experience\"")
            .contains("id=\"f-experience-count\"")
            .contains(">1,234 / 20,000</span>")
            .contains("aria-describedby=\"f-experience-help f-experience-count\"")
            .contains("name=\"problems[1].cause\"")
            .contains("id=\"f-problems-1-cause\"")
            .contains("<option value=\"c1\" selected=\"selected\">工作效率低下</option>")
            .contains("<option value=\"\">请选择</option>")
            .contains("type=\"radio\"")
            .contains(">添加问题</button>")
            .contains("name=\"problems[new].cause\"")
            .doesNotContain("maxlength")
            .doesNotContain("style=")
            .doesNotContain("??");
    }

    @Test
    void speaksEnglishToo() {
        String html = fields(FormView.of(this.write, Map.of(), FormFixtures.CATEGORIES), Locale.ENGLISH);

        assertThat(html).contains(">Please choose</option>").doesNotContain("请选择").doesNotContain("??");
    }

    @Test
    void escapesWhatWasTyped() {
        Map<String, Object> data = FormFixtures.material(1);
        data.put("experience", "\n<script>alert(\"1\")</script></textarea>👍𠮷");

        String form = fields(FormView.of(this.write, data, FormFixtures.CATEGORIES), Locale.CHINA);
        String read = render("~{forms/form :: read(${schema}, ${data}, ${options})}",
                Map.of("schema", this.write, "data", data, "options", FormFixtures.CATEGORIES), Locale.CHINA);

        // The browser eats the first line end of a text area.
        assertThat(form)
            .contains(">\n\n&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;/textarea&gt;👍𠮷</textarea>")
            .doesNotContain("<script>");
        assertThat(read).contains("&lt;/textarea&gt;👍𠮷").doesNotContain("<script>");
    }

    @Test
    void showsErrorsAtTheTopAndBesideTheField() {
        Map<String, Object> data = FormFixtures.material(2);
        data.put("experience", "");
        FormView view = FormView.of(this.write, data, FormFixtures.CATEGORIES)
            .with(data, List.of(FieldError.of("experience", "required", "工作体会"),
                    FieldError.of("problems[1].cause", "too-long", "问题 2 · 原因剖析", 5000, 12_345)));

        String top = render("~{forms/form :: errors(${form})}", Map.of("form", view), Locale.CHINA);
        String html = fields(view, Locale.CHINA);

        assertThat(top).contains("role=\"alert\"")
            .contains("有 2 处需要修改")
            .contains("<a href=\"#f-experience\">请补充“工作体会”。</a>")
            .contains("<a href=\"#f-problems-1-cause\">“问题 2 · 原因剖析”最多 5000 字，现有 12345 字，请删减。</a>");
        assertThat(html).contains("id=\"f-experience-error\"")
            .contains("aria-describedby=\"f-experience-help f-experience-error f-experience-count\"")
            .contains("aria-invalid=\"true\"");
        assertThat(html.substring(html.indexOf("data-sx-item=\"problems[0]\""),
                html.indexOf("data-sx-item=\"problems[1]\"")))
            .doesNotContain("open=\"open\"");
        assertThat(html.substring(html.indexOf("data-sx-item=\"problems[1]\""))).contains("open=\"open\"");
    }

    @Test
    void thereIsNoSummaryWithoutErrors() {
        FormView view = FormView.of(this.write, Map.of(), FormFixtures.CATEGORIES);

        assertThat(render("~{forms/form :: errors(${form})}", Map.of("form", view), Locale.CHINA)).isBlank();
    }

    @Test
    void hasAMessageInBothLanguagesForEveryReasonOfRefusal() throws IOException {
        Properties chinese = messages("messages-forms.properties");
        Properties english = messages("messages-forms_en.properties");

        assertThat(english.keySet()).isEqualTo(chinese.keySet());
        String source = Files.readString(Path.of("src/main/java/org/sanxing/forms/FormValidator.java"));
        List<String> codes = new ArrayList<>();
        java.util.regex.Matcher codeOf = java.util.regex.Pattern.compile("\"([a-z]+(?:-[a-z]+)+|required|pattern)\"")
            .matcher(source);
        while (codeOf.find()) {
            codes.add(codeOf.group(1));
        }
        assertThat(codes).hasSizeGreaterThan(10)
            .allSatisfy((code) -> assertThat(chinese).containsKey("field-error." + code));
    }

    @Test
    void showsForReadingWhatWasFilledIn() {
        FormSchema form = FormFixtures.form(FormFixtures.field("textarea", "a", ""),
                FormFixtures.field("checkbox", "b", ""), FormFixtures.field("checkbox", "c", ""),
                FormFixtures.field("checklist", "d", "\"valuesKey\":\"people\""),
                FormFixtures.field("datetime", "e", "\"subtype\":\"date\""), FormFixtures.field("number", "f", ""),
                FormFixtures.field("textfield", "g", ""),
                FormFixtures.field("textfield", "h", "\"properties\":{\"hidden\":\"true\"}"),
                FormFixtures.field("textfield", "i", "\"conditional\":{\"hide\":\"=b\"}"),
                FormFixtures.rows("j", "\"properties\":{\"title\":\"问题\"}",
                        FormFixtures.field("radio", "k", "\"values\":[{\"value\":\"x\",\"label\":\"甲\"}]")));
        Map<String, Object> data = new LinkedHashMap<>(
                Map.of("a", "一\n二", "b", true, "c", false, "d", List.of("p1", "gone"), "e", "2026-11-22", "f",
                        new java.math.BigDecimal("1.50"), "h", "secret-id", "i", "unseen"));
        data.put("j", List.of(Map.of("k", "x"), Map.of("k", "x")));

        String html = render("~{forms/form :: read(${schema}, ${data}, ${options})}",
                Map.of("schema", form, "data", data, "options", Map.of("people", List.of(new Option("p1", "某科室负责人")))),
                Locale.CHINA);

        assertThat(html).contains("<p>一</p><p>二</p></div>")
            .contains(">是</div>")
            .contains(">否</div>")
            .contains("<li>某科室负责人</li><li>gone</li>")
            .contains(">2026-11-22</div>")
            .contains(">1.50</div>")
            .contains("<span>问题</span> <span>2</span>")
            .contains(">甲</div>")
            .doesNotContain("secret-id")
            .doesNotContain("unseen")
            .doesNotContain("标签g")
            .doesNotContain("<input");
    }

    @Test
    void aPageMayPlaceOneFieldOrOneRow() {
        FormSchema registration = FormFixtures.shipped("ledger/problem-registration.form");
        Map<String, Object> data = Map.of("entries", List.of(Map.of("problem", 0, "title", "甲"), Map.of("problem", 1)),
                "opinion", "同意");
        Map<String, List<Option>> people = Map.of("people", List.of(new Option("staff1", "某职工")));
        FormView view = FormView.of(registration, data, people);

        String row = render("~{forms/form :: row(${form}, 'entries', 1)}", Map.of("form", view), Locale.CHINA);
        String field = render("~{forms/form :: field(${form}, 'opinion')}", Map.of("form", view), Locale.CHINA);
        String rows = render("~{forms/form :: rows(${form}, 'entries')}", Map.of("form", view), Locale.CHINA);

        assertThat(row).contains("name=\"entries[1].title\"")
            .contains("<input type=\"hidden\" name=\"entries[1].problem\" value=\"1\">")
            .doesNotContain("entries[0]")
            .doesNotContain("opinion");
        assertThat(field).contains("name=\"opinion\"").doesNotContain("entries");
        assertThat(rows).contains("entries[0].title")
            .contains("entries[1].title")
            .doesNotContain("data-sx-do")
            .doesNotContain("<template");
    }

    @Test
    void givesTheBrowserTheConditionsAndHidesWhatTheyHide() {
        FormSchema form = FormFixtures.form(FormFixtures.field("radio", "a",
                "\"defaultValue\":\"x\",\"values\":[{\"value\":\"x\",\"label\":\"甲\"},{\"value\":\"y\",\"label\":\"乙\"}]"),
                FormFixtures.field("textfield", "b",
                        "\"conditional\":{\"hide\":\"=a = \\\"x\\\"\"},\"properties\":{\"requiredWhen\":\"a = \\\"y\\\"\"}"));

        String html = fields(FormView.of(form, Map.of(), Map.of()), Locale.CHINA);

        assertThat(html).contains("form-selectgroup")
            .contains("checked=\"checked\"")
            .contains("data-sx-hide=\"{&quot;op&quot;:&quot;=&quot;,&quot;left&quot;:{&quot;key&quot;:&quot;a&quot;},"
                    + "&quot;right&quot;:{&quot;value&quot;:&quot;x&quot;}}\"")
            .contains("data-sx-required-when=\"{&quot;op&quot;")
            .containsPattern("data-sx-field=\"b\"[^>]*hidden=\"hidden\"");
    }

    @Test
    void whatWasRefusedIsDrawnAgainAsTyped() {
        FormSchema form = FormFixtures.form(FormFixtures.field("number", "n", ""),
                FormFixtures.field("textarea", "t", "\"validate\":{\"maxLength\":3}"));
        Map<String, Object> typed = FormFixtures.FORMS.bind(form,
                Map.of("n", new String[] { "十" }, "t", new String[] { "一\r\n二三" }));
        InvalidInput refusal = catchThrowableOfType(InvalidInput.class,
                () -> FormFixtures.FORMS.validate(form, typed, Map.of()));

        String html = fields(FormView.of(form, Map.of(), Map.of()).with(typed, refusal.errors()), Locale.CHINA);

        assertThat(html).contains("value=\"十\"")
            .contains(">\n一\n二三</textarea>")
            .contains("sx-length-over")
            .contains("4 / 3");
    }

    @Test
    void filesAreListedWithNameSizeAndLink() {
        FormSchema form = FormFixtures.form(FormFixtures.field("filepicker", "f",
                "\"multiple\":true,\"valuesKey\":\"files\",\"accept\":\".pdf\",\"properties\":{\"maxItems\":\"3\"}"));
        Map<String, List<Option>> options = Map.of("files",
                List.of(new Option("1", "<b>一.pdf", "12 KB"), new Option("2", "二.pdf", "1.2 MB")));
        FormView view = FormView.of(form, Map.of("f", List.of("1", "gone")), options);

        assertThat(fields(view, Locale.CHINA)).contains("name=\"f\" value=\"1\"")
            .contains("href=\"/attachments/1\"")
            .contains("&lt;b&gt;一.pdf")
            .contains("12 KB")
            .contains("name=\"f\" value=\"gone\"")
            .contains("文件已不存在")
            .contains("accept=\".pdf\"")
            .contains("data-sx-max=\"3\"")
            .doesNotContain("二.pdf");
        assertThat(render("~{forms/form :: read(${form}, ${data}, ${options})}",
                Map.of("form", form, "data", Map.of("f", List.of("2")), "options", options), Locale.CHINA))
            .contains("href=\"/attachments/2\"")
            .contains("1.2 MB")
            .doesNotContain("type=\"file\"", "一.pdf");
    }

    private String fields(FormView view, Locale locale) {
        return render("~{forms/form :: fields(${form})}", Map.of("form", view), locale);
    }

    String render(String fragment, Map<String, Object> variables, Locale locale) {
        Context context = new Context(locale, variables);
        context.setVariable(ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(LIMITS, null));
        return this.engine.process("<th:block th:insert=\"" + fragment + "\"></th:block>", context);
    }

    private static Properties messages(String name) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static StaticApplicationContext limits() {
        StaticApplicationContext context = new StaticApplicationContext();
        context.getBeanFactory().registerSingleton("attachmentField", new Limits());
        context.refresh();
        return context;
    }

    /** In place of the attachments' own. */
    public static final class Limits {

        public long maxBytes() {
            return 20_971_520;
        }

        public long maxMegabytes() {
            return 20;
        }

    }

    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setCheckExistence(true);
        files.setOrder(1);
        StringTemplateResolver inline = new StringTemplateResolver();
        inline.setOrder(2);
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages-forms", "messages-attachment");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(messages);
        engine.setLinkBuilder(new StandardLinkBuilder() {
            @Override
            protected String computeContextPath(IExpressionContext context, String base,
                    Map<String, Object> parameters) {
                return "";
            }
        });
        engine.addTemplateResolver(files);
        engine.addTemplateResolver(inline);
        return engine;
    }

}
