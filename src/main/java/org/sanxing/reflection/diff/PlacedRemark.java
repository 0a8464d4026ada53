package org.sanxing.reflection.diff;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.reflection.Remarks.Remark;

/**
 * A remark where it stands in a version or draft, which need not be the one it was made
 * on. As JSON it is the place alone.
 *
 * @param passage name of the passage in that version; null where it is gone
 * @param start of the words in the passage, in code points; null for the whole passage,
 * and where it is gone
 * @param length of the words, in code points; 0 where they were taken out, and for the
 * whole passage
 */
public record PlacedRemark(@JsonIgnore Remark remark, @Nullable String passage, @Nullable Integer start, int length,
        State state) {

    public enum State {

        /** On the words it quotes, or on the passage where it quotes none. */
        QUOTED,

        /** At the place of the words it quotes, which are others now. */
        CHANGED,

        /** The passage is no longer there. */
        GONE;

        /** As the API writes it. */
        @JsonValue
        public String id() {
            return CamelCase.of(this);
        }

    }

}
