package org.sanxing.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SealingTests {

    @TempDir
    private Path data;

    @Test
    void opensWhatItSealedAfterARestart() {
        String sealed = new Sealing("", this.data.toString()).seal("三省");
        assertThat(sealed).doesNotContain("三省");
        assertThat(new Sealing("", this.data.toString()).open(sealed)).isEqualTo("三省");
        assertThat(new Sealing("", this.data.toString()).seal("三省")).isNotEqualTo(sealed);
    }

    @Test
    void refusesAnotherKeyAndWhatWasAltered() {
        Sealing sealing = new Sealing("", this.data.toString());
        String sealed = sealing.seal("secret");
        assertThatIllegalStateException()
            .isThrownBy(() -> new Sealing(this.data.resolve("other").toString(), "").open(sealed));
        String altered = sealed.substring(0, 10) + ((sealed.charAt(10) == 'A') ? 'B' : 'A') + sealed.substring(11);
        assertThatIllegalStateException().isThrownBy(() -> sealing.open(altered));
        assertThatIllegalStateException().isThrownBy(() -> sealing.open("secret"));
    }

    @Test
    void keepsTheKeyToItsOwner() throws IOException {
        new Sealing("", this.data.toString()).seal("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.data.resolve("keys/sanxing.key"))))
            .isEqualTo("rw-------");
    }

    /** Two nodes that start for the first time at the same moment. */
    @Test
    void isMadeOnceHoweverManyStartAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 100; round++) {
                String folder = this.data.resolve("node" + round).toString();
                CyclicBarrier together = new CyclicBarrier(8);
                List<Future<String>> sealed = new ArrayList<>();
                for (int node = 0; node < 8; node++) {
                    sealed.add(threads.submit(() -> {
                        Sealing sealing = new Sealing(folder, "");
                        together.await();
                        return sealing.seal("三省");
                    }));
                }
                for (Future<String> one : sealed) {
                    assertThat(new Sealing(folder, "").open(one.get())).isEqualTo("三省");
                }
                try (Stream<Path> left = Files.list(Path.of(folder))) {
                    assertThat(left).extracting((path) -> path.getFileName().toString()).containsExactly("sanxing.key");
                }
            }
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesWhatIsNoKey() throws IOException {
        Files.createDirectory(this.data.resolve("keys"));
        Files.writeString(this.data.resolve("keys/sanxing.key"), "AAAAAAAAAAAAAAAAAAAAAA==");
        assertThatIllegalStateException().isThrownBy(() -> new Sealing("", this.data.toString()).seal("secret"));
    }

    @Test
    void digestsWithTheKey() {
        byte[] content = { 1, 2, 3 };
        String digest = new Sealing("", this.data.toString()).digest(content);
        assertThat(new Sealing("", this.data.toString()).digest(content)).isEqualTo(digest).hasSize(64);
        assertThat(new Sealing(this.data.resolve("other").toString(), "").digest(content)).isNotEqualTo(digest);
    }

}
