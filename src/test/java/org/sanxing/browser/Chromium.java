package org.sanxing.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.opentest4j.TestAbortedException;

/**
 * The system's Chromium, without the window that nobody sees where Debian's
 * {@code chromium-headless-shell} is installed: a page costs half. Where there is neither
 * the tests are skipped with the reason printed, unless
 * {@code -Dsanxing.browser=required} says that they must run. Nothing is ever downloaded.
 */
public final class Chromium {

    private static final Path SHELL = Path.of("/usr/lib/chromium/chromium-headless-shell");

    private static final Path BINARY = Path.of("/usr/bin/chromium");

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Map<String, String> LANGUAGE = Map.of("LANGUAGE", "zh_CN", "LANG", "zh_CN.UTF-8");

    private Chromium() {
    }

    /**
     * @param profile a folder of its own for this browser; need not exist
     */
    public static ChromeDriver open(Path profile) {
        boolean shell = Files.isExecutable(SHELL);
        for (Path needed : List.of(shell ? SHELL : BINARY, DRIVER)) {
            if (!Files.isExecutable(needed)) {
                refuse("No browser test: " + needed + " is missing. Install chromium and chromium-driver.");
            }
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setCapability("goog:loggingPrefs", logs);
        List<String> arguments = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=zh-CN", "--user-data-dir=" + profile,
                "--window-size=1366,768");
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withEnvironment(LANGUAGE)
            .build();
        if (!shell) {
            options.setBinary(BINARY.toFile());
            options.addArguments("--headless");
            options.addArguments(arguments);
            return new ChromeDriver(service, options);
        }
        Process started = startShell(profile, arguments);
        try {
            options.setExperimentalOption("debuggerAddress", "127.0.0.1:" + port(profile));
            return new ChromeDriver(service, options) {
                @Override
                public void quit() {
                    super.quit();
                    started.destroy();
                    started.onExit().join();
                }
            };
        }
        catch (RuntimeException failure) {
            started.destroy();
            throw failure;
        }
    }

    /**
     * Opens a page and waits for its scripts: the driver comes back before them now and
     * then, and what is typed then is heard by nobody.
     */
    public static void show(ChromeDriver browser, String address) {
        browser.get(address);
        Awaitility.await()
            .pollInSameThread()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(10))
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> "complete".equals(browser.executeScript("return document.readyState")));
    }

    /**
     * The driver itself would start it without a page, and then miss one. Arguments after
     * the first ones are those that the driver gives.
     */
    private static Process startShell(Path profile, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(SHELL.toString()));
        command.addAll(arguments);
        command.addAll(List.of("--accept-lang=zh-CN", "--in-process-gpu", "--remote-debugging-port=0",
                "--enable-automation", "--test-type=webdriver", "--allow-pre-commit-input", "--disable-hang-monitor",
                "--disable-popup-blocking", "--disable-prompt-on-repost", "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows", "--disable-features=IgnoreDuplicateNavs,PaintHolding",
                "--enable-features=NetworkServiceInProcess2", "about:blank"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(LANGUAGE);
        try {
            return builder.start();
        }
        catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Which the browser writes down as soon as it listens. */
    private static String port(Path profile) {
        Path file = profile.resolve("DevToolsActivePort");
        return Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(20))
            .ignoreExceptions()
            .until(() -> Files.readAllLines(file), (lines) -> lines.size() > 1)
            .get(0);
    }

    private static void refuse(String reason) {
        if ("required".equals(System.getProperty("sanxing.browser"))) {
            throw new AssertionError(reason);
        }
        System.out.println(reason);
        throw new TestAbortedException(reason);
    }

}
