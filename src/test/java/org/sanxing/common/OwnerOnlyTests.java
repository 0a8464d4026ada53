package org.sanxing.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OwnerOnlyTests {

    @TempDir
    private Path folder;

    @Test
    void whatItMakesIsItsOwnersAlone(CapturedOutput output) throws IOException {
        Path data = this.folder.resolve("data");
        start(data, "");
        for (Path made : new Path[] { data, data.resolve("keys") }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
        }
        assertThat(output).doesNotContain("chmod");
    }

    @Test
    void whatIsWiderIsWarnedOf(CapturedOutput output) throws IOException {
        Path data = Files.createDirectory(this.folder.resolve("data"));
        Path log = Files.createFile(this.folder.resolve("sanxing.log"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        start(data, log.toString());
        assertThat(output).contains("chmod 700 " + data, "chmod 600 " + log);
    }

    private static void start(Path data, String log) {
        OwnerOnly ownerOnly = new OwnerOnly();
        ownerOnly.setEnvironment(new MockEnvironment().withProperty("sanxing.data", data.toString())
            .withProperty("logging.file.name", log));
        ownerOnly.postProcessBeanFactory(new DefaultListableBeanFactory());
    }

}
