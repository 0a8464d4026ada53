package org.sanxing.registration.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files that are being imported, and which were. */
@Repository
class ImportStore {

    /** H2 takes at most a megabyte in such a column. */
    private static final int PIECE = 256 * 1024;

    private static final String COLUMNS = "id, account, branch_id, campaign_id, file_name, content_hash, "
            + "row_total as \"rows\", state, uploaded_at, registered_at, first_number, last_number, failure";

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Import one, Path file) {
        Rows.insert(this.jdbc, "ledger_import",
                "id, account, branch_id, campaign_id, file_name, content_hash, row_total, state, uploaded_at", one.id(),
                one.account(), one.branchId(), one.campaignId(), one.fileName(), one.contentHash(), one.rows(),
                one.state(), one.uploadedAt());
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                Rows.insert(this.jdbc, "ledger_import_piece", "import_id, line_number, data", one.id(), number++,
                        piece);
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
            .query(Rows.of(Import.class))
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
            .query(Rows.of(Import.class))
            .optional();
    }

    /** The import by which the branch registered the same rows. */
    Optional<Import> registered(String branchId, String contentHash) {
        return this.jdbc
            .sql("select " + COLUMNS + " from ledger_import where branch_id = ? and content_hash = ? "
                    + "and state = 'registered' order by registered_at fetch first 1 rows only")
            .params(branchId, contentHash)
            .query(Rows.of(Import.class))
            .optional();
    }

    void state(String id, String state, @Nullable String failure) {
        Rows.update(this.jdbc, "update ledger_import set state = ?, failure = ? where id = ?", state, failure, id);
    }

    void registered(String id, String first, String last, Instant now) {
        Rows.update(this.jdbc,
                "update ledger_import set state = 'registered', failure = null, registered_at = ?, first_number = ?, "
                        + "last_number = ? where id = ?",
                now, first, last, id);
        removePieces(id);
    }

    void remove(String id) {
        removePieces(id);
        Rows.update(this.jdbc, "delete from ledger_import where id = ?", id);
    }

    private void removePieces(String id) {
        Rows.update(this.jdbc, "delete from ledger_import_piece where import_id = ?", id);
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
