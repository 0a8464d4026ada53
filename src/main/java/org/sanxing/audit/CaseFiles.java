package org.sanxing.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The files of cases with what they contain, as evidence gives them out. */
public interface CaseFiles {

    /** What they are there: {@code attachments}, {@code papers}. */
    String kind();

    /** Table of record with a row of each. */
    String table();

    /** Those that are part of something submitted or decided, oldest first. */
    List<CaseFile> of(String caseId);

    /** Writes the content as it is kept now, whether it has its hash still or not. */
    void write(CaseFile file, OutputStream out) throws IOException;

    /**
     * @param id key of its row
     * @param sha256 as it was when it was added
     */
    record CaseFile(String id, String name, long size, String sha256) {

    }

}
