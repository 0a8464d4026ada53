package org.sanxing.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What files contain, each content once under its SHA-256, in the database, so that one
 * backup holds everything. Goes through memory piece by piece.
 */
@Repository
class AttachmentContents {

    /** Of one piece; H2 takes at most a megabyte in such a column. */
    static final int PIECE = 256 * 1024;

    private static final int ATTEMPTS = 3;

    private final JdbcClient jdbc;

    private final TransactionTemplate nested;

    private final Clock clock;

    AttachmentContents(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DigestUtils.sha256Hex(in);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Keeps a content unless it is kept already; in the caller's transaction. */
    void keep(String hash, CheckedFile checked, Path file) {
        DuplicateKeyException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isKept(hash)) {
                return;
            }
            try {
                // Somebody else may be adding the same; then only this part is undone.
                this.nested.executeWithoutResult((status) -> add(hash, checked, file));
                return;
            }
            catch (DuplicateKeyException ex) {
                last = ex;
            }
        }
        throw last;
    }

    private boolean isKept(String hash) {
        return Rows.update(this.jdbc, "update attachment_content set wanted_at = ? where hash = ?",
                this.clock.instant(), hash) > 0;
    }

    private void add(String hash, CheckedFile checked, Path file) {
        Instant now = this.clock.instant();
        Rows.insert(this.jdbc, "attachment_content", "hash, size_bytes, media_type, stored_at, wanted_at", hash,
                checked.size(), checked.type().mediaType(), now, now);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                Rows.insert(this.jdbc, "attachment_chunk", "hash, row_no, data", hash, number++, piece);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Writes a content out. Each piece is fetched by itself: no connection is held while
     * somebody downloads slowly, and a content never changes.
     */
    void write(String hash, long size, OutputStream out) throws IOException {
        long written = 0;
        for (int number = 0; written < size; number++) {
            byte[] piece = this.jdbc.sql("select data from attachment_chunk where hash = ? and row_no = ?")
                .params(hash, number)
                .query((row, index) -> row.getBytes("data"))
                .single();
            out.write(piece);
            written += piece.length;
        }
    }

    /**
     * Removes a content of which no file is left. Its row is held first: a file that is
     * being added with it is then seen, or is added after it is gone.
     */
    boolean removeIfUnused(String hash, Instant before) {
        List<String> held = this.jdbc
            .sql("select hash from attachment_content where hash = ? and wanted_at < ? for update")
            .params(hash, Sql.time(before))
            .query(String.class)
            .list();
        boolean used = held.isEmpty() || this.jdbc.sql("select count(*) from attachment where hash = :hash")
            .param("hash", hash)
            .query(Integer.class)
            .single() > 0;
        if (used) {
            return false;
        }
        Rows.update(this.jdbc, "delete from attachment_chunk where hash = ?", hash);
        Rows.update(this.jdbc, "delete from attachment_content where hash = ?", hash);
        return true;
    }

    List<String> unused(Instant before, int most) {
        return this.jdbc.sql("""
                select c.hash from attachment_content c where c.wanted_at < ?
                    and not exists (select 1 from attachment a where a.hash = c.hash)
                order by c.hash fetch first ? rows only""").params(Sql.time(before), most).query(String.class).list();
    }

}
