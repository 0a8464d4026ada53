package org.sanxing.common;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

class MessageBundlesTests {

    @Test
    void everyBundleIsFound() {
        assertThat(MessageBundles.names(new PathMatchingResourcePatternResolver()))
            .contains("messages", "messages-tasks", "messages-rectification")
            .noneMatch((name) -> name.contains("_"));
    }

    @Test
    void aModuleInAJarBringsItsOwn(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("leave.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] { "org/", "org/sanxing/", "org/sanxing/leave/", "messages-leave.properties",
                    "messages-leave_en.properties", "notices.properties" }) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
            assertThat(MessageBundles.names(new PathMatchingResourcePatternResolver(loader)))
                .containsExactly("messages-leave");
        }
    }

}
