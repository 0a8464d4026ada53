package org.sanxing.checks;

import java.util.List;

import org.sanxing.common.DatabaseBackups;
import org.sanxing.tasks.DeadEnds;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The copy of the database that was to be made today. */
@Component
@Order(600)
class BackupsFailed implements DeadEnds {

    private final DatabaseBackups backups;

    BackupsFailed(DatabaseBackups backups) {
        this.backups = backups;
    }

    @Override
    public String kind() {
        return "backupsFailed";
    }

    @Override
    public List<DeadEnd> find(int limit) {
        return this.backups.failure()
            .map((failure) -> new DeadEnd("today", "failed", List.of(failure.folder()), null, null, failure.since(),
                    failure.reason(), List.of()))
            .stream()
            .toList();
    }

    @Override
    public void remedy(DeadEnd found, Applied remedy) {
        throw new IllegalStateException("It is tried again by itself");
    }

}
