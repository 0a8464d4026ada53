package org.sanxing.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A person at a browser: what they do, what they see, and pictures of it. */
final class Browser {

    private static final Path PICTURES = Path.of("target/screenshots");

    private static final boolean PICTURED = Boolean.getBoolean("sanxing.pictures");

    private static final int TALLEST_PICTURE = 2400;

    private static final String AXE = axe();

    private static final String PASSWORD = "sanxing-demo";

    /**
     * The field of that name, or the one that is given; the cards that it lies in are
     * open.
     */
    private static final String FIELD = """
            const field = arguments[0].closest ? arguments[0] : document.getElementsByName(arguments[0])[0];
            for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) {
              fold.open = true;
            }
            if (field.matches('select') && (field.disabled || !field.checkVisibility())) {
              throw new Error('Nobody can choose ' + field.name);
            }
            const set = (value) => {
              field.value = value;
              field.dispatchEvent(new Event('input', {bubbles: true}));
              field.dispatchEvent(new Event('change', {bubbles: true}));
            };
            """;

    private static final String INTO_VIEW = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    private final ChromeDriver driver;

    private final List<String> complaints = new ArrayList<>();

    /** Name and value of the cookie, by address and account. */
    private final Map<String, String[]> sessions = new HashMap<>();

    private String address;

    /** Somebody signed in, and the home page that follows was not opened yet. */
    private boolean homeDue;

    private boolean phone;

    /** Which pages axe has seen, with everything that says whose they are left out. */
    private final Set<String> audited = new HashSet<>();

    private boolean wholly;

    Browser(ChromeDriver driver) {
        this.driver = driver;
        desktop();
    }

    void at(String address) {
        this.address = address;
    }

    String address() {
        return this.address;
    }

    void close() {
        this.driver.quit();
    }

    /** As it was when it was opened, for the next class. */
    void forget() {
        this.homeDue = false;
        this.wholly = false;
        Set<String> before = this.driver.getWindowHandles();
        this.driver.switchTo().newWindow(WindowType.TAB);
        String fresh = this.driver.getWindowHandle();
        for (String tab : before) {
            this.driver.switchTo().window(tab);
            this.driver.close();
        }
        this.driver.switchTo().window(fresh);
        this.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        if (this.address != null) {
            this.driver.executeCdpCommand("Storage.clearDataForOrigin",
                    Map.of("origin", this.address, "storageTypes", "all"));
        }
        complaints();
        desktop();
    }

    /**
     * From now on axe looks at each page, and at its contrast however much is on it,
     * which takes long where it is much.
     */
    void wholly() {
        this.wholly = true;
        this.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
    }

    /** Whether what is there is a whole page for a browser. */
    boolean isPage(String path) {
        return Boolean.TRUE.equals(driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                fetch(arguments[0], {credentials: 'same-origin'}).then((answer) => answer.text().then((text) =>
                  done(answer.ok && (answer.headers.get('Content-Type') || '').startsWith('text/html')
                    && /^\\s*<!doctype/i.test(text))), () => done(false));
                """, this.address + path));
    }

    /** An office screen. */
    void desktop() {
        this.phone = false;
        screen(1366, 768, false);
    }

    void phone() {
        this.phone = true;
        screen(390, 844, true);
    }

    private void screen(int width, int height, boolean mobile) {
        this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
    }

    /** Signs in as that account of the demo by typing, whoever was signed in before. */
    void signInByTyping(String account) {
        open("/sign-in");
        driver().manage().deleteAllCookies();
        open("/sign-in");
        type("username", account);
        type("password", PASSWORD);
        press(By.cssSelector("main form [type=submit]"));
        assertThat(path()).isEqualTo("/");
    }

    /**
     * The same with four pages less: the session is begun beside the browser, which is
     * given its cookie and shows the home page, or at once the page that is opened next.
     * Who signs in again goes on with that session.
     */
    void signIn(String account) {
        String[] cookie = this.sessions.computeIfAbsent(this.address + " " + account, (ignored) -> session(account));
        this.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        this.driver.executeCdpCommand("Network.setCookie", Map.of("url", this.address + "/", "name", cookie[0], "value",
                cookie[1], "httpOnly", true, "sameSite", "Lax"));
        this.homeDue = true;
    }

    private String[] session(String account) {
        try {
            HttpResponse<String> page = this.client
                .send(HttpRequest.newBuilder(URI.create(this.address + "/sign-in")).build(), BodyHandlers.ofString());
            Matcher token = TOKEN.matcher(page.body());
            assertThat(token.find()).as("the token of the form").isTrue();
            String form = "_csrf=" + encoded(token.group(1)) + "&username=" + encoded(account) + "&password="
                    + encoded(PASSWORD);
            HttpResponse<String> answer = this.client.send(HttpRequest.newBuilder(URI.create(this.address + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", session(page))
                .POST(BodyPublishers.ofString(form))
                .build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/");
            return session(answer).split("=", 2);
        }
        catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    /** Name and value of the cookie that an answer sets. */
    private static String session(HttpResponse<String> answer) {
        return answer.headers()
            .allValues("Set-Cookie")
            .stream()
            .filter((cookie) -> cookie.startsWith("JSESSIONID="))
            .map((cookie) -> cookie.substring(0, cookie.indexOf(';')))
            .findFirst()
            .orElseThrow();
    }

    /** After whoever signed in has seen the home page. */
    private ChromeDriver driver() {
        if (this.homeDue) {
            open("/");
        }
        return this.driver;
    }

    /** A request of that account to the API; anything but success fails the test. */
    Map<String, Object> api(String account, String method, String path, Object body) {
        String credentials = Base64.getEncoder().encodeToString((account + ":" + PASSWORD).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(this.address + "/api/v1" + path))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/json")
            .method(method, (body != null) ? BodyPublishers.ofString(Samples.json(body)) : BodyPublishers.noBody())
            .build();
        try {
            HttpResponse<String> answer = this.client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return Samples.map(answer.body());
        }
        catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    void open(String path) {
        listen();
        this.homeDue = false;
        Chromium.show(this.driver, this.address + path);
    }

    /** Path and query of the page that is shown. */
    String path() {
        return driver().getCurrentUrl().substring(this.address.length());
    }

    String title() {
        return text(By.cssSelector("h1"));
    }

    WebElement find(By what) {
        return driver().findElement(what);
    }

    List<WebElement> all(String css) {
        return driver().findElements(By.cssSelector(css));
    }

    WebElement named(String name) {
        return find(By.name(name));
    }

    String text(By what) {
        return find(what).getText();
    }

    /** All text of the page's content that can be seen. */
    String content() {
        return text(By.id("content"));
    }

    String valueOf(String name) {
        return named(name).getDomProperty("value");
    }

    void type(String name, String words) {
        write(name, words);
    }

    /**
     * As typed, but quicker: long texts, line ends, the events that a script waits for.
     */
    void write(WebElement field, String words) {
        write((Object) field, words);
    }

    private void write(Object field, String words) {
        driver().executeScript(FIELD + "field.focus(); set(arguments[1]);", field, words);
    }

    void choose(String name, String value) {
        WebElement label = (WebElement) driver().executeScript(
                FIELD + """
                        if (field.matches('select')) {
                          return set(Array.from(field.options).find((each) => each.value === arguments[1]).value);
                        }
                        const input = Array.from(document.getElementsByName(arguments[0])).find((each) => each.value === arguments[1]);
                        return input.closest('label') || input;
                        """,
                name, value);
        if (label != null) {
            click(label);
        }
    }

    void chooseLabelled(String name, String label) {
        driver().executeScript(
                FIELD + "set(Array.from(field.options).find((each) => each.text.trim() === arguments[1]).value);", name,
                label);
    }

    void click(WebElement element) {
        driver().executeScript(INTO_VIEW, element);
        element.click();
    }

    /** Clicks what leads to another page, and waits for that. */
    void press(By what) {
        press(find(what));
    }

    void press(WebElement element) {
        listen();
        driver().executeScript("window.sxBefore = true;" + INTO_VIEW, element);
        element.click();
        waitForNextPage();
    }

    /** The button or link with exactly these words. */
    void press(String words) {
        press(labelled(words));
    }

    WebElement labelled(String words) {
        return find(By.xpath("//*[@id='content']//*[self::a or self::button][normalize-space()='" + words + "']"));
    }

    void waitForNextPage() {
        waitUntil("the next page", () -> Boolean.TRUE
            .equals(driver().executeScript("return !window.sxBefore && document.readyState === 'complete'")));
    }

    void markPage() {
        listen();
        driver().executeScript("window.sxBefore = true");
    }

    /** Longer than a page takes to try for the third time what it could not save. */
    void waitUntil(String what, Condition condition) {
        new WebDriverWait(driver(), Duration.ofSeconds(45), Duration.ofMillis(30))
            .ignoring(StaleElementReferenceException.class)
            .withMessage(() -> what + "; instead, at " + path() + ": " + text(By.tagName("body")))
            .until((ignored) -> condition.holds());
    }

    void keys(CharSequence... keys) {
        new Actions(driver()).sendKeys(keys).perform();
    }

    void chord(Keys held, String key) {
        new Actions(driver()).keyDown(held).sendKeys(key).keyUp(held).perform();
    }

    void shiftTab() {
        new Actions(driver()).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
    }

    void controlEnter() {
        new Actions(driver()).keyDown(Keys.CONTROL).sendKeys(Keys.ENTER).keyUp(Keys.CONTROL).perform();
    }

    WebElement focused() {
        return driver().switchTo().activeElement();
    }

    /** Selects words in a passage of a material, as with the mouse. */
    void select(String passage, String words) {
        driver().executeScript("""
                const passage = document.querySelector('[data-sx-passage="' + arguments[0] + '"]');
                const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
                let node = walker.nextNode();
                while (node && !node.data.includes(arguments[1])) {
                  node = walker.nextNode();
                }
                const range = document.createRange();
                range.setStart(node, node.data.indexOf(arguments[1]));
                range.setEnd(node, node.data.indexOf(arguments[1]) + arguments[1].length);
                passage.scrollIntoView({block: 'center', behavior: 'instant'});
                document.activeElement.blur();
                document.getSelection().removeAllRanges();
                document.getSelection().addRange(range);
                """, passage, words);
    }

    Object script(String script, Object... arguments) {
        return driver().executeScript(script, arguments);
    }

    void inFrame(Runnable what) {
        driver().switchTo().frame(find(By.tagName("iframe")));
        try {
            what.run();
        }
        finally {
            driver().switchTo().defaultContent();
        }
    }

    /**
     * Nothing sticks out on a phone, and nothing stands in anybody's way, there in the
     * dark. With {@code -Dsanxing.pictures=true} the page as an office screen and as a
     * phone show it is left in {@code target/screenshots}.
     */
    void picture(String name) throws IOException {
        String page = path();
        String kind = page.replace("?lang=en", "").replaceAll("\\?.*|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\\d+", "*");
        boolean audited = !this.audited.add(kind) && !this.wholly;
        boolean before = this.phone;
        if (before && (PICTURED || !audited)) {
            desktop();
        }
        if (!audited) {
            this.driver.executeScript(AXE);
            audit(kind);
        }
        if (PICTURED) {
            shoot(name + "-1366x768");
        }
        phone();
        if (!audited) {
            dark(true);
            audit(kind + " on a phone");
            dark(false);
        }
        if (PICTURED) {
            shoot(name + "-390x844");
        }
        assertThat((Long) script("return document.documentElement.scrollWidth")).as("width of " + page + " on a phone")
            .isLessThanOrEqualTo(390);
        if (!before) {
            desktop();
        }
    }

    /** In the dark nothing moves, so that colours are there at once. */
    private void dark(boolean dark) {
        this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                        Map.of("name", "prefers-reduced-motion", "value", dark ? "reduce" : ""))));
    }

    /**
     * No violation of any of axe's rules; once for each kind of page and each screen,
     * whatever its language. Contrast takes seconds where there is much: the colours are
     * everywhere the same. Of a long list there the first rows stand for the others.
     */
    private void audit(String page) {
        assertThat((List<?>) this.driver.executeAsyncScript(
                """
                        const done = arguments[arguments.length - 1];
                        const few = arguments[0] || document.querySelectorAll('main *').length < 600;
                        const like = few ? [] : Array.from(document.querySelectorAll('main li:nth-child(n+9), main tr:nth-child(n+9)'));
                        const places = like.map((row) => {
                          const place = document.createComment('');
                          row.replaceWith(place);
                          return place;
                        });
                        const end = (found) => {
                          places.reverse().forEach((place, at) => place.replaceWith(like[like.length - 1 - at]));
                          done(found);
                        };
                        axe.configure({noHtml: true});
                        axe.run({resultTypes: ['violations'], iframes: false, rules: {'color-contrast': {enabled: few}}}).then((found) => end(found.violations.map(
                          (one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('; '))),
                          (failure) => end([String(failure)]));
                        """,
                this.wholly))
            .as(page)
            .isEmpty();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), UTF_8);
        }
        catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void shoot(String name) throws IOException {
        script("window.scrollTo({top: 0, behavior: 'instant'})");
        long width = this.phone ? 390 : 1366;
        long height = Math.min(TALLEST_PICTURE,
                Math.max(this.phone ? 844 : 768, (Long) script("return document.documentElement.scrollHeight")));
        Object picture = this.driver
            .executeCdpCommand("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip",
                    Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)))
            .get("data");
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode((String) picture));
    }

    /** Opens another tab in the same session, and goes there. */
    String anotherTab() {
        driver().switchTo().newWindow(WindowType.TAB);
        if (this.phone) {
            phone();
        }
        else {
            desktop();
        }
        return tab();
    }

    String tab() {
        return driver().getWindowHandle();
    }

    void toTab(String tab) {
        driver().switchTo().window(tab);
    }

    void closeTab() {
        driver().close();
    }

    /** As when it is over at the server. */
    void loseSession() {
        driver().manage().deleteAllCookies();
    }

    /** Gathers what the console said, before the page that said it is left. */
    private void listen() {
        for (LogEntry entry : this.driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                this.complaints.add(entry.getMessage());
            }
        }
    }

    /**
     * Errors of scripts, refused resources and breaches of the content security policy so
     * far.
     */
    List<String> complaints() {
        listen();
        List<String> said = List.copyOf(this.complaints);
        this.complaints.clear();
        return said;
    }

    @FunctionalInterface
    interface Condition {

        boolean holds();

    }

}
