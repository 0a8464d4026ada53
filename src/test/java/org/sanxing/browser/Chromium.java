package org.sanxing.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.opentest4j.TestAbortedException;

/**
 * The system's Chromium. Where it is missing the tests are skipped with the reason
 * printed, unless {@code -Dsanxing.browser=required} says that they must run. Nothing is
 * ever downloaded.
 */
public final class Chromium {

    private static final Path BINARY = Path.of("/usr/bin/chromium");

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private Chromium() {
    }

    /**
     * @param profile a folder of its own for this browser; need not exist
     */
    public static ChromeDriver open(Path profile) {
        for (Path needed : List.of(BINARY, DRIVER)) {
            if (!Files.isExecutable(needed)) {
                refuse("No browser test: " + needed + " is missing. Install chromium and chromium-driver.");
            }
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BINARY.toFile());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=zh-CN", "--user-data-dir=" + profile,
                "--window-size=1366,768");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withEnvironment(Map.of("LANGUAGE", "zh_CN", "LANG", "zh_CN.UTF-8"))
            .build();
        return new ChromeDriver(service, options);
    }

    private static void refuse(String reason) {
        if ("required".equals(System.getProperty("sanxing.browser"))) {
            throw new AssertionError(reason);
        }
        System.out.println(reason);
        throw new TestAbortedException(reason);
    }

}
