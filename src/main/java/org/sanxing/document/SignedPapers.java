package org.sanxing.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.apache.commons.codec.digest.DigestUtils;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what was signed as it was signed: the document and its Word file are stored once,
 * and shown and given out from here, whatever becomes of the rows it was drawn from.
 */
@Component
@Transactional
public class SignedPapers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    private final OfficialWord word;

    private final Clock clock;

    SignedPapers(JdbcClient jdbc, OfficialWord word, Clock clock) {
        this.jdbc = jdbc;
        this.word = word;
        this.clock = clock;
    }

    /** Keeps a document, in the transaction in which it is signed. */
    public SignedPaper keep(String kind, String subjectId, OfficialDocument document) {
        String content = JSON.writeValueAsString(document);
        byte[] file = this.word.write(document);
        int number = find(kind, subjectId).map(SignedPaper::number).orElse(0) + 1;
        Instant now = this.clock.instant();
        SignedPaper paper = new SignedPaper(kind, subjectId, number, document, DigestUtils.sha256Hex(content),
                DigestUtils.sha256Hex(file), now);
        Rows.insert(this.jdbc, "signed_paper",
                "kind, subject_id, paper_number, content, content_sha256, word, word_sha256, signed_at", kind,
                subjectId, number, content, paper.contentSha256(), file, paper.wordSha256(), now);
        return paper;
    }

    /** As it was signed last; empty where nobody has signed it since papers are kept. */
    public Optional<SignedPaper> find(String kind, String subjectId) {
        return this.jdbc
            .sql("select kind, subject_id, paper_number, content, content_sha256, word_sha256, signed_at "
                    + "from signed_paper where kind = ? and subject_id = ? order by paper_number desc "
                    + "fetch first 1 rows only")
            .params(kind, subjectId)
            .query(SignedPapers::paper)
            .optional();
    }

    public boolean has(String kind, String subjectId) {
        return this.jdbc.sql("select count(*) from signed_paper where kind = ? and subject_id = ?")
            .params(kind, subjectId)
            .query(Integer.class)
            .single() > 0;
    }

    /** The very file that was kept, over the wire. */
    public ResponseEntity<byte[]> download(SignedPaper paper, String name) {
        return this.word.download(
                this.jdbc.sql("select word from signed_paper where kind = ? and subject_id = ? and paper_number = ?")
                    .params(paper.kind(), paper.subjectId(), paper.number())
                    .query((row, index) -> row.getBytes("word"))
                    .single(),
                name);
    }

    private static SignedPaper paper(ResultSet row, int index) throws SQLException {
        return new SignedPaper(row.getString("kind"), row.getString("subject_id"), row.getInt("paper_number"),
                JSON.readValue(row.getString("content"), OfficialDocument.class), row.getString("content_sha256"),
                row.getString("word_sha256"), Sql.instant(row, "signed_at"));
    }

}
