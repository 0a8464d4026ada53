package org.sanxing.registration.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.sanxing.document.WordFile;

/** Excel files to be imported, and those that came out. */
public final class Sheets {

    static final List<String> TITLES = List.of("序号", "问题来源*", "来源名称*", "文件编号", "反馈类别", "条目号", "征求渠道", "发现日期", "问题类别",
            "问题标题", "具体表现*", "原因剖析*", "整改措施", "整改类型*", "责任人*");

    private Sheets() {
    }

    /** A row that is right in every cell. */
    public static Object[] row(int number, String manifestation, String responsible) {
        return new Object[] { number, "上级反馈", "市委第三巡察组反馈", "市巡〔2026〕5号", "党的建设", null, null, "2026年1月5日", "程序规范不清楚",
                null, manifestation, "制度学习不够", "逐条对照整改", "短期", responsible };
    }

    public static byte[] xlsx(Object[]... rows) {
        return xlsx(TITLES, List.of(rows));
    }

    static byte[] xlsx(List<String> titles, List<Object[]> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("问题清单");
            for (int column = 0; column < titles.size(); column++) {
                sheet.value(0, column, titles.get(column));
            }
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).length; column++) {
                    Object cell = rows.get(row)[column];
                    if (cell instanceof Formula formula) {
                        sheet.formula(row + 1, column, formula.text());
                    }
                    else if (cell instanceof LocalDate date) {
                        sheet.value(row + 1, column, date);
                    }
                    else if (cell instanceof Boolean yes) {
                        sheet.value(row + 1, column, yes);
                    }
                    else if (cell instanceof Number number) {
                        sheet.value(row + 1, column, number);
                    }
                    else if (cell != null) {
                        sheet.value(row + 1, column, cell.toString());
                    }
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return out.toByteArray();
    }

    /** To be changed by hand; its writer says the sizes of its parts behind them. */
    static WordFile parts(byte[] xlsx) {
        WordFile parts = new WordFile();
        try (SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel(xlsx);
                ZipFile zip = ZipFile.builder().setSeekableByteChannel(bytes).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.part(entry.getName(),
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return parts;
    }

    public static List<Row> read(byte[] xlsx) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            return workbook.getFirstSheet().read();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    record Formula(String text) {

    }

}
