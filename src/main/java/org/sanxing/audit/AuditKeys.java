package org.sanxing.audit;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.KeyFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The keys of the record: files {@code audit-1.key}, {@code audit-2.key}… outside the
 * database, the last in use, those before kept to verify with; {@code audit-1.pub} may be
 * given to whoever verifies checkpoints without them.
 */
@Component
class AuditKeys {

    private static final Logger log = LoggerFactory.getLogger(AuditKeys.class);

    private static final Pattern FILE = Pattern.compile("audit-(\\d+)\\.(key|pub)");

    private final KeyFolder folder;

    private volatile Map<String, AuditKey> known = Map.of();

    private volatile @Nullable AuditKey current;

    AuditKeys(KeyFolder folder) {
        this.folder = folder;
    }

    /** What seals and signs now; made where there is none yet. */
    AuditKey current() {
        AuditKey key = this.current;
        if (key == null) {
            read();
            key = this.current;
        }
        if (key == null) {
            key = next();
        }
        return key;
    }

    /** Null where its file is not in the folder. */
    @Nullable AuditKey find(String id) {
        if (!this.known.containsKey(id)) {
            read();
        }
        return this.known.get(id);
    }

    /** Another generation takes over; other nodes find it with their next checkpoint. */
    synchronized AuditKey next() {
        read();
        AuditKey before = this.current;
        int number = (before != null) ? before.number() + 1 : 1;
        String name = "audit-" + number + ".key";
        this.folder.make(name, AuditKey.fresh());
        // Another node may have been first.
        this.folder.make("audit-" + number + ".pub", this.folder.read(name).lines().findFirst().orElseThrow() + "\n");
        read();
        AuditKey key = this.current;
        if (key == null) {
            throw new IllegalStateException("The keys cannot be made in " + this.folder.file(""));
        }
        log.info("New keys of the record: {}, public part {}", key.id(), key.publicPart());
        return key;
    }

    /** Reads the folder again. */
    synchronized void read() {
        Map<String, AuditKey> found = new TreeMap<>();
        for (String name : this.folder.names()) {
            Matcher file = FILE.matcher(name);
            if (file.matches()) {
                AuditKey key = AuditKey.read(Integer.parseInt(file.group(1)), this.folder.read(name));
                found.merge(key.id(), key, (one, other) -> (one.seal() != null) ? one : other);
            }
        }
        this.known = found;
        this.current = found.values()
            .stream()
            .filter((key) -> key.seal() != null)
            .max(Comparator.comparingInt(AuditKey::number))
            .orElse(null);
    }

}
