package org.sanxing.document;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.sanxing.audit.CaseFiles;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives evidence what was signed of a case, as it was signed. */
@Component
class PapersOfCase implements CaseFiles {

    private final JdbcClient jdbc;

    PapersOfCase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "papers";
    }

    @Override
    public String table() {
        return "signed_paper";
    }

    /** Of it, or of a cycle of it. */
    @Override
    public List<CaseFile> of(String caseId) {
        return this.jdbc.sql("""
                select kind, subject_id, paper_number, content, octet_length(word) as size, word_sha256
                from signed_paper where subject_id = ? or subject_id like ? order by signed_at, kind, paper_number
                """).params(caseId, caseId + "/%").query(PapersOfCase::file).list();
    }

    private static CaseFile file(ResultSet row, int index) throws SQLException {
        String title = JsonMapper.shared().readValue(row.getString("content"), OfficialDocument.class).title();
        return new CaseFile(
                row.getString("kind") + " " + row.getString("subject_id") + " " + row.getInt("paper_number"),
                title + ".docx", row.getLong("size"), row.getString("word_sha256"));
    }

    @Override
    public void write(CaseFile file, OutputStream out) throws IOException {
        String[] key = file.id().split(" ");
        Optional<byte[]> word = this.jdbc
            .sql("select word from signed_paper where kind = ? and subject_id = ? and paper_number = ?")
            .params(key[0], key[1], Integer.valueOf(key[2]))
            .query((row, index) -> row.getBytes("word"))
            .optional();
        if (word.isPresent()) {
            out.write(word.get());
        }
    }

}
