package org.sanxing.registration.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.Texts;
import org.sanxing.registration.source.ImportRow.CellError;

/**
 * What a file would bring, gathered row by row: how many rows, what is wrong, what looks
 * like something that is there already, and how the first rows read.
 */
final class ImportPreview implements ImportFile.Handler {

    /** As many as anybody mends in one go. */
    static final int ERRORS = 500;

    static final int SAMPLE = 10;

    private final MessageDigest digest = DigestUtils.getSha256Digest();

    private final List<CellError> errors = new ArrayList<>();

    private final List<ImportRow> sample = new ArrayList<>();

    private final List<Duplicate> duplicates = new ArrayList<>();

    private final Map<String, Integer> texts = new HashMap<>();

    private final Map<String, Integer> items = new HashMap<>();

    private int rows;

    private final List<Integer> hidden = new ArrayList<>();

    private final List<FieldError> unread = new ArrayList<>();

    private int badRows;

    private int errorCount;

    @Override
    public void row(ImportRow row) {
        this.rows++;
        row.typed().forEach((field, text) -> {
            this.digest.update(field.getBytes(StandardCharsets.UTF_8));
            this.digest.update((byte) 0);
            this.digest.update(Texts.strip(text).getBytes(StandardCharsets.UTF_8));
            this.digest.update((byte) 0);
        });
        Finding finding = row.finding();
        if (finding == null) {
            this.badRows++;
            this.errorCount += row.errors().size();
            row.errors().stream().limit(ERRORS - this.errors.size()).forEach(this.errors::add);
            return;
        }
        if (this.sample.size() < SAMPLE) {
            this.sample.add(row);
        }
        compare(this.texts, FindingKeys.text(finding.statement().manifestation()), row.number(), "manifestation");
        Map<String, String> details = finding.source().details();
        String item = FindingKeys.item(finding.source().name(), details.get("document"), details.get("item"));
        if (item != null) {
            compare(this.items, item, row.number(), "item");
        }
    }

    @Override
    public void hidden(int row) {
        this.hidden.add(row);
    }

    @Override
    public void unread(FieldError what) {
        this.unread.add(what);
    }

    private void compare(Map<String, Integer> seen, String key, int row, String what) {
        Integer earlier = seen.putIfAbsent(key, row);
        if (earlier != null && this.duplicates.size() < ERRORS) {
            this.duplicates.add(new Duplicate(row, what, earlier, null, null));
        }
    }

    /** Points out what the branch has already. */
    void compare(ImportStore.Existing existing) {
        same(this.texts.get(existing.text()), "manifestation", existing);
        same((existing.item() != null) ? this.items.get(existing.item()) : null, "item", existing);
    }

    private void same(@Nullable Integer row, String what, ImportStore.Existing existing) {
        if (row != null && this.duplicates.size() < ERRORS) {
            this.duplicates.add(new Duplicate(row, what, null, existing.entryId(), existing.number()));
        }
    }

    /** The same for the same rows, however the file was saved. */
    String contentHash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) this.digest.clone()).digest());
        }
        catch (CloneNotSupportedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    public int rows() {
        return this.rows;
    }

    public int goodRows() {
        return this.rows - this.badRows;
    }

    public int badRows() {
        return this.badRows;
    }

    /** All that are wrong; no more than {@link #ERRORS} are listed. */
    public int errorCount() {
        return this.errorCount;
    }

    public List<CellError> errors() {
        return this.errors;
    }

    /** Rows that the file hides, which are not among the others. */
    public List<Integer> hidden() {
        return this.hidden;
    }

    /** Columns and sheets that were not read. */
    public List<FieldError> unread() {
        return this.unread;
    }

    public List<ImportRow> sample() {
        return this.sample;
    }

    public List<Duplicate> duplicates() {
        return this.duplicates.stream().sorted(java.util.Comparator.comparingInt(Duplicate::row)).toList();
    }

    /**
     * @param what is the same: {@code manifestation} or {@code item}
     * @param sameAsRow a row above; null where it is an entry of the ledger
     */
    record Duplicate(int row, String what, @Nullable Integer sameAsRow, @Nullable String entryId,
            @Nullable String number) {

    }

}
