package org.sanxing.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.sanxing.common.Texts;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Finds the models: those of the folder {@code sanxing.models} where it is set, else
 * those packed into the application. Each is named by its path from {@code processes/} or
 * {@code forms/} on, wherever it came from, so that moving the installation makes no new
 * versions. What lies in a folder whose name begins with a dot is for Camunda Modeler.
 */
@Component
class ModelFiles {

    private static final Map<String, List<String>> KINDS = Map.of("processes", List.of("bpmn", "dmn"), "forms",
            List.of("form"));

    private final String folder;

    ModelFiles(ModelSettings settings) {
        this.folder = settings.models();
    }

    Models read() {
        Map<String, byte[]> files = new HashMap<>();
        KINDS.forEach((root, suffixes) -> {
            Path directory = Path.of(this.folder, root);
            if (!Texts.isBlank(this.folder) && Files.isDirectory(directory)) {
                readFolder(root, directory, suffixes, files);
            }
            else {
                readPacked(root, suffixes, files);
            }
        });
        files.keySet().removeIf((path) -> path.contains("/."));
        return new Models(files);
    }

    /**
     * What Camunda Modeler takes beside the models, as it came along: templates and an
     * example to begin with.
     */
    Map<String, byte[]> forModeler() {
        Map<String, byte[]> files = new HashMap<>();
        readPacked("processes", List.of("json", "bpmn", "form"), files);
        files.keySet().removeIf((path) -> !path.contains("/."));
        return files;
    }

    private void readFolder(String root, Path directory, List<String> suffixes, Map<String, byte[]> files) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(path).toString().replace('\\', '/');
                if (suffixes.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    files.put(root + "/" + name, Files.readAllBytes(path));
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException("Cannot read the models in " + directory, ex);
        }
    }

    private void readPacked(String root, List<String> suffixes, Map<String, byte[]> files) {
        try {
            for (String suffix : suffixes) {
                Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:" + root + "/**/*." + suffix);
                for (Resource resource : found) {
                    String url = resource.getURL().toString();
                    String name = url.substring(url.lastIndexOf("/" + root + "/") + 1);
                    files.put(name, resource.getContentAsByteArray());
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException("Cannot read the packed models", ex);
        }
    }

}
