package org.sanxing.workflow;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CheckedModelsTests {

    private static final Models MODELS = models("a");

    @TempDir
    Path folder;

    private File program;

    @BeforeEach
    void program() throws IOException {
        this.program = Files.writeString(this.folder.resolve("sanxing.jar"), "code").toFile();
        checked().note(MODELS);
    }

    private CheckedModels checked() {
        return new CheckedModels(this.folder.resolve("models-checked"), this.program);
    }

    private static Models models(String text) {
        return new Models(Map.of("forms/a.form", text.getBytes()));
    }

    @Test
    void knowsWhatItNoted() {
        assertThat(checked().knows(MODELS)).isTrue();
    }

    @Test
    void doesNotKnowWhatChanged() {
        assertThat(checked().knows(models("b"))).isFalse();
    }

    @Test
    void doesNotKnowWhatAnotherProgramFound() throws IOException {
        Files.writeString(this.program.toPath(), "other code");
        assertThat(checked().knows(MODELS)).isFalse();
    }

    @Test
    void knowsNothingWithoutAProgram() {
        this.program = this.folder.toFile();
        checked().note(MODELS);
        assertThat(checked().knows(MODELS)).isFalse();
    }

}
