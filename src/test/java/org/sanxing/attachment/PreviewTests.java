package org.sanxing.attachment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PreviewTests {

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(this.folder.resolve("file"), content);
    }

    @Test
    void aPictureIsMadeSmall() throws IOException {
        Path file = this.folder.resolve("large.png");
        ImageIO.write(new BufferedImage(2400, 600, BufferedImage.TYPE_INT_ARGB), "png", file.toFile());
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(Preview.small(file)));
        assertThat(small.getWidth()).isEqualTo(240);
        assertThat(small.getHeight()).isEqualTo(60);
    }

    @Test
    void ofAWordFileTheTextIsRead() throws IOException {
        assertThat(Preview.words(file(Samples.docx("核对过的记录")))).containsExactly("核对过的记录", "link");
        assertThat(Preview.slides(file(Samples.pptx()))).contains("x");
    }

    @Test
    void ofAWorkbookTheCellsAreReadAsShown() throws IOException {
        Path file = this.folder.resolve("book.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook(); var out = Files.newOutputStream(file)) {
            Row row = book.createSheet("台账").createRow(0);
            row.createCell(0).setCellValue("序号");
            row.createCell(1).setCellValue(12);
            Row below = row.getSheet().createRow(1);
            below.createCell(2).setCellFormula("1/4");
            below.createCell(3).setCellValue(true);
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            book.write(out);
        }
        assertThat(Preview.cells(file)).containsExactly("台账", "序号\t12", "\t\t0.25\tTRUE");
        assertThat(Preview.cells(file("no workbook".getBytes()))).isNull();
    }

}
