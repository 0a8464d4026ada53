package org.sanxing.registration.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files that are being imported, and which were. */
@Repository
class ImportStore {

    /** H2 takes at most a megabyte in such a column. */
    private static final int PIECE = 256 * 1024;

    private static final String COLUMNS = "id, account, branch_id, campaign_id, file_name, content_hash, row_total, "
            + "state, uploaded_at, registered_at, first_number, last_number, failure";

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Import one, Path file) {
        this.jdbc
            .sql("insert into ledger_import (id, account, branch_id, campaign_id, file_name, content_hash, row_total, "
                    + "state, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .params(one.id(), one.account(), one.branchId(), one.campaignId(), one.fileName(), one.contentHash(),
                    one.rows(), one.state(), Sql.time(one.uploadedAt()))
            .update();
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                this.jdbc.sql("insert into ledger_import_piece (import_id, line_number, data) values (?, ?, ?)")
                    .params(one.id(), number++, piece)
                    .update();
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Lays the file out on disk, for as long as it is read. */
    void withFile(String id, Consumer<Path> reader) {
        try {
            Path file = Files.createTempFile("sanxing-import", ".xlsx");
            try {
                try (OutputStream out = Files.newOutputStream(file)) {
                    int number = 0;
                    for (Optional<byte[]> piece = piece(id, number); piece.isPresent(); piece = piece(id, ++number)) {
                        out.write(piece.get());
                    }
                }
                reader.accept(file);
            }
            finally {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Optional<byte[]> piece(String id, int number) {
        return this.jdbc.sql("select data from ledger_import_piece where import_id = ? and line_number = ?")
            .params(id, number)
            .query((row, index) -> row.getBytes("data"))
            .optional();
    }

    Optional<Import> find(String id) {
        return this.jdbc.sql("select " + COLUMNS + " from ledger_import where id = ?")
            .param(id)
            .query(ImportStore::read)
            .optional();
    }

    /**
     * @throws NotFound where the person has not sent such a file
     */
    Import get(String id, String account) {
        return of(account, find(id));
    }

    static Import of(String account, Optional<Import> found) {
        return found.filter((one) -> one.account().equals(account)).orElseThrow(() -> new NotFound("ledger-import"));
    }

    Optional<Import> lock(String id) {
        return this.jdbc.sql("select " + COLUMNS + " from ledger_import where id = ? for update")
            .param(id)
            .query(ImportStore::read)
            .optional();
    }

    /** The import by which the branch registered the same rows. */
    Optional<Import> registered(String branchId, String contentHash) {
        return this.jdbc
            .sql("select " + COLUMNS + " from ledger_import where branch_id = ? and content_hash = ? "
                    + "and state = 'registered' order by registered_at fetch first 1 rows only")
            .params(branchId, contentHash)
            .query(ImportStore::read)
            .optional();
    }

    void state(String id, String state, @Nullable String failure) {
        this.jdbc.sql("update ledger_import set state = ?, failure = ? where id = ?")
            .params(state, failure, id)
            .update();
    }

    void registered(String id, String first, String last, Instant now) {
        this.jdbc
            .sql("update ledger_import set state = 'registered', failure = null, registered_at = ?, first_number = ?, "
                    + "last_number = ? where id = ?")
            .params(Sql.time(now), first, last, id)
            .update();
        removePieces(id);
    }

    void remove(String id) {
        removePieces(id);
        this.jdbc.sql("delete from ledger_import where id = ?").param(id).update();
    }

    private void removePieces(String id) {
        this.jdbc.sql("delete from ledger_import_piece where import_id = ?").param(id).update();
    }

    /** Those that nobody registered. */
    List<String> expired(Instant before) {
        return this.jdbc
            .sql("select id from ledger_import where state <> 'registered' and uploaded_at < ? "
                    + "order by uploaded_at fetch first 100 rows only")
            .param(Sql.time(before))
            .query(String.class)
            .list();
    }

    /** How many of its entries have their procedure begun. */
    int begun(String id) {
        return this.jdbc.sql("select count(*) from ledger_entry where import_id = ? and begun = true")
            .param(id)
            .query(Integer.class)
            .single();
    }

    /** What the branch has in its ledger already, one after another. */
    void existing(String branchId, Consumer<Existing> each) {
        this.jdbc
            .sql("select id, entry_number, manifestation, source_name, source_document, source_item "
                    + "from ledger_entry where branch_id = ? and state <> 'void'")
            .withFetchSize(500)
            .param(branchId)
            .query((row) -> {
                each.accept(new Existing(row.getString("id"), row.getString("entry_number"),
                        FindingKeys.text(row.getString("manifestation")), FindingKeys.item(row.getString("source_name"),
                                row.getString("source_document"), row.getString("source_item"))));
            });
    }

    private static Import read(ResultSet row, int index) throws SQLException {
        return new Import(row.getString("id"), row.getString("account"), row.getString("branch_id"),
                row.getString("campaign_id"), row.getString("file_name"), row.getString("content_hash"),
                row.getInt("row_total"), row.getString("state"), Sql.instant(row, "uploaded_at"),
                Sql.instantOrNull(row, "registered_at"), row.getString("first_number"), row.getString("last_number"),
                row.getString("failure"));
    }

    /**
     * @param contentHash of what stands in its rows, however the file was saved
     * @param state {@code previewed}, {@code registering} or {@code registered}
     * @param failure code of what went wrong when it was to be registered; null for
     * nothing
     */
    record Import(String id, String account, String branchId, @Nullable String campaignId, String fileName,
            String contentHash, int rows, String state, Instant uploadedAt, @Nullable Instant registeredAt,
            @Nullable String firstNumber, @Nullable String lastNumber, @Nullable String failure) {

        static final String PREVIEWED = "previewed";

        static final String REGISTERING = "registering";

        static final String REGISTERED = "registered";

    }

    /**
     * @param text of the manifestation, to be compared
     * @param item of a document; null for none
     */
    record Existing(String entryId, String number, String text, @Nullable String item) {

    }

}
