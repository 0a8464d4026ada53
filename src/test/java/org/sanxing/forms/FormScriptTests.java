package org.sanxing.forms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.sanxing.browser.Chromium;
import org.sanxing.common.FieldError;

import static org.assertj.core.api.Assertions.assertThat;

/** The script of the forms in a browser, on a page without a server. */
class FormScriptTests {

    private static ChromeDriver browser;

    @TempDir
    static Path folder;

    @BeforeAll
    static void openBrowser() {
        browser = Chromium.open(folder.resolve("profile"));
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =x = "乙"                         | true
            =x = "甲"                         | false
            =n = 3                            | true
            =n = "3"                          | false
            =n < 3                            | false
            =n <= 3.00                        | true
            =n > -1                           | true
            =x < 3                            | false
            =no < 3                           | false
            =no = null                        | true
            =missing = null                   | true
            =e = null                         | true
            =e = ""                           | true
            =x != null                        | true
            =no = false                       | false
            =b                                | true
            =x                                | false
            =not(b)                           | false
            =not(no)                          | true
            =true                             | true
            =b and x = "甲" or n = 3          | true
            =b and (x = "甲" or n = 4)        | false
            =x = "甲" or x = "乙" and not(b)  | false
            """)
    void evaluatesConditionsAsTheServerDoes(String expression, boolean expected) throws IOException {
        if (!browser.getCurrentUrl().startsWith("file:")) {
            open(FormFixtures.form(), Map.of());
        }
        FeelCondition condition = FeelCondition.parse(expression);

        Object inBrowser = browser.executeScript(
                "return sxForms.holds(JSON.parse(arguments[0]), {x: '乙', n: 3, b: true, no: null, e: ''})",
                condition.json());

        assertThat(inBrowser).isEqualTo(expected);
        assertThat(condition.holds(ConditionTests.values())).isEqualTo(expected);
    }

    @Test
    void addsMovesRemovesAndRestoresRowsWithWhatWasChosenInThem() throws IOException {
        open(FormFixtures.shipped("reflection/reflection-write.form"), FormFixtures.material(1));

        button("add", 0).click();
        assertThat(named("problems[1].category").getAttribute("id")).isEqualTo("f-problems-1-category");
        assertThat(browser.switchTo().activeElement()).isEqualTo(named("problems[1].category"));
        named("problems[1].cause").sendKeys("第二");
        choose("problems[1].deadlineClass", "long");
        choose("problems[0].deadlineClass", "short");
        button("up", 1).click();

        assertThat(named("problems[0].cause").getAttribute("value")).isEqualTo("第二");
        assertThat(chosen("problems[0].deadlineClass")).isEqualTo("long");
        assertThat(chosen("problems[1].deadlineClass")).isEqualTo("short");
        assertThat(browser.findElement(By.cssSelector("label[for=f-problems-0-cause]")).isDisplayed()).isTrue();

        button("remove", 0).click();
        assertThat(browser.findElements(By.cssSelector("[data-sx-item]"))).hasSize(1);
        assertThat(named("problems[0].cause").getAttribute("value")).isEqualTo("凭记忆办事。");
        assertThat(browser.findElement(By.cssSelector("[data-sx-undo-text]")).getText()).isEqualTo("已删除第 1 个问题。");
        assertThat(button("remove", 0).isEnabled()).isFalse();

        browser.findElement(By.cssSelector("[data-sx-do=undo]")).click();
        assertThat(named("problems[0].cause").getAttribute("value")).isEqualTo("第二");
        assertThat(chosen("problems[0].deadlineClass")).isEqualTo("long");
        assertThat(chosen("problems[1].deadlineClass")).isEqualTo("short");
        assertThat((Long) browser.executeScript("return window.changes")).isGreaterThan(4);
    }

    @Test
    void addsNoMoreRowsThanAllowed() throws IOException {
        open(FormFixtures.form(FormFixtures.rows("rows", "\"properties\":{\"maxItems\":\"2\"}",
                FormFixtures.field("textfield", "a", ""))), Map.of());

        browser.executeScript("for (let i = 0; i < 5; i++) { sxForms.addRow('rows', {a: 'v' + i}); }");

        assertThat(browser.findElements(By.cssSelector("[data-sx-item]"))).hasSize(2);
        assertThat(named("rows[1].a").getAttribute("value")).isEqualTo("v1");
        assertThat(browser.findElement(By.cssSelector("[data-sx-do=add]")).isEnabled()).isFalse();
    }

    @Test
    void renumbersRowsWithinRows() throws IOException {
        open(FormFixtures.form(FormFixtures.rows("outer", "\"defaultRepetitions\":2",
                FormFixtures.rows("inner", "", FormFixtures.field("textfield", "a", "")))), Map.of());

        browser.executeScript(
                "sxForms.addRow('outer[1].inner', {a: 'one'}); sxForms.addRow('outer[1].inner', {a: 'two'})");
        browser.findElement(By.cssSelector("#f-outer-1 > .sx-row-actions [data-sx-do=up]")).click();
        browser.executeScript("sxForms.addRow('outer[0].inner', {a: 'three'})");

        assertThat(named("outer[0].inner[1].a").getAttribute("value")).isEqualTo("two");
        assertThat(named("outer[0].inner[2].a").getAttribute("value")).isEqualTo("three");
    }

    @Test
    void showsAndHidesWhileAPersonFillsIn() throws IOException {
        open(FormFixtures.form(FormFixtures.field("checkbox", "brief", ""),
                FormFixtures.field("textfield", "kind", "\"conditional\":{\"hide\":\"=brief\"}"),
                FormFixtures.field("textfield", "detail", "\"conditional\":{\"hide\":\"=kind = \\\"x\\\"\"}"),
                FormFixtures.field("textarea", "reason", "\"properties\":{\"requiredWhen\":\"kind = \\\"x\\\"\"}")),
                Map.of());

        named("kind").sendKeys("x");
        assertThat(named("detail").isDisplayed()).isFalse();
        assertThat(label("reason")).contains("required");
        named("brief").click();
        assertThat(named("kind").isDisplayed()).isFalse();
        assertThat(named("detail").isDisplayed()).isTrue();
        assertThat(label("reason")).doesNotContain("required");
    }

    @Test
    void countsCodePointsAndCleansWhatWordPastes() throws IOException {
        open(FormFixtures.form(FormFixtures.field("textarea", "t", "\"validate\":{\"maxLength\":5}")), Map.of());

        named("t").click();
        browser.executeScript(
                """
                        const data = new DataTransfer();
                        data.setData('text/plain', '一\\u000b𠮷\\u0000\\u0007👍“\\t”');
                        arguments[0].dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
                        """,
                named("t"));

        assertThat(named("t").getAttribute("value")).isEqualTo("一\n𠮷👍“\t”");
        assertThat(browser.findElement(By.id("f-t-count")).getText()).isEqualTo("7 / 5");
        assertThat(browser.findElement(By.cssSelector("[data-sx-over]")).getText()).isEqualTo("超出 2 字，请删减。");
    }

    @Test
    void aLinkInTheSummaryOpensTheCardOfItsField() throws IOException {
        FormSchema form = FormFixtures.shipped("reflection/reflection-write.form");
        open(FormView.of(form, FormFixtures.material(2), FormFixtures.CATEGORIES)
            .with(FormFixtures.material(2), List.of(FieldError.of("problems[1].cause", "required", "原因剖析"))));
        assertThat(browser.switchTo().activeElement().getAttribute("role")).isEqualTo("alert");
        browser.executeScript("document.querySelectorAll('details').forEach((fold) => fold.open = false)");

        browser.findElement(By.cssSelector("[data-sx-errors] a")).click();

        assertThat(browser.switchTo().activeElement()).isEqualTo(named("problems[1].cause"));
        assertThat(named("problems[1].cause").isDisplayed()).isTrue();
    }

    @Test
    void aCardFoldsToALineThatSaysWhatIsInIt() throws IOException {
        open(FormFixtures.shipped("reflection/reflection-write.form"), FormFixtures.material(2));

        WebElement head = browser.findElement(By.cssSelector("#f-problems-1 summary"));
        assertThat(head.getText()).contains("问题 2", "工作效率低下", "短期（1个月）", "三月十二日的急件拖了两天。").doesNotContain("未填完");
        head.click();
        named("problems[1].measure").clear();
        head.click();
        assertThat(head.getText()).contains("未填完");
    }

    private static void open(FormSchema form, Map<String, Object> data) throws IOException {
        open(FormView.of(form, data, FormFixtures.CATEGORIES));
    }

    private static void open(FormView view) throws IOException {
        FormRenderingTests rendering = new FormRenderingTests();
        Path script = Path.of("src/main/resources/static/js/forms.js").toAbsolutePath();
        Path style = Path.of("src/main/resources/static/css/forms.css").toAbsolutePath();
        String page = "<!DOCTYPE html><html lang=\"zh\"><head><meta charset=\"utf-8\"><link rel=\"stylesheet\" href=\""
                + style.toUri() + "\"><script>window.changes = 0; document.addEventListener('sx:form-changed', () => "
                + "window.changes++);</script><script defer src=\"" + script.toUri() + "\"></script></head><body><form>"
                + rendering.render("~{forms/form :: errors(${form})}", Map.of("form", view), Locale.CHINA)
                + rendering.render("~{forms/form :: fields(${form})}", Map.of("form", view), Locale.CHINA)
                + "</form></body></html>";
        Path file = Files.writeString(folder.resolve("form.html"), page);
        Chromium.show(browser, file.toUri().toString());
    }

    private static WebElement named(String name) {
        return browser.findElement(By.name(name));
    }

    private static WebElement button(String action, int index) {
        return browser.findElements(By.cssSelector("[data-sx-do=" + action + "]")).get(index);
    }

    private static void choose(String name, String value) {
        browser.findElement(By.cssSelector("input[name='" + name + "'][value='" + value + "']")).click();
    }

    private static String chosen(String name) {
        return browser.findElement(By.cssSelector("input[name='" + name + "']:checked")).getAttribute("value");
    }

    private static String label(String key) {
        return browser.findElement(By.cssSelector("label[for=f-" + key + "]")).getAttribute("class");
    }

}
