package org.sanxing.attachment;

import java.util.Collection;
import java.util.List;

/** The files of cases, for the modules whose cases they are. */
public interface Attachments {

    /**
     * All files of a case, oldest first, those included that are still their uploaders'
     * alone: for checking what is chosen and naming it, not for showing the list.
     */
    List<Attachment> of(String caseId);

    /** Those that there are, in the order asked for. */
    List<Attachment> findAll(Collection<String> ids);

    /**
     * Files of whatever case that have the same content and are part of something
     * submitted, the newest first; as many as are asked for. For finding out that a file
     * was used before, not for showing it. One statement.
     */
    List<Attachment> attachedWith(Collection<String> sha256, int limit);

    /**
     * Makes files part of what is submitted or decided, in the caller's transaction. From
     * then on whoever may read the case may read them, and nobody removes them. One that
     * is part of the case already may be named again.
     * @param field name of the form's field, for the error
     * @return the files, in the order named
     * @throws org.sanxing.common.InvalidInput where one is unknown, belongs to another
     * case, or is somebody else's and not attached: the three look the same
     */
    List<Attachment> attach(String caseId, Collection<String> ids, String account, String field);

}
