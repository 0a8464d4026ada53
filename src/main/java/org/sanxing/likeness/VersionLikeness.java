package org.sanxing.likeness;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How much of a version is the same as something written elsewhere. It says nothing of
 * whose the other text is, nor what it says; it is a hint and decides nothing.
 *
 * @param id of the material
 * @param characters that were compared: letters, ideographs and digits
 * @param own what the author wrote in earlier campaigns
 * @param others what others wrote in the same campaign; null for those who may not know,
 * which is the author
 * @param marks in the version itself, in order
 */
public record VersionLikeness(String id, int version, int characters, Own own, @Nullable Others others,
        @JsonProperty("passages") List<Mark> marks) {

    /**
     * @param percent of the characters, 0 to 100
     * @param sources those of the author's materials in which something is alike, the
     * most alike first
     */
    public record Own(int percent, List<Source> sources) {

    }

    public record Source(String campaignId, String campaign, Instant submittedAt, int percent) {

    }

    /**
     * @param materials in how many something is alike
     * @param of how many others there are in the campaign
     */
    public record Others(int percent, int materials, int of) {

    }

    /**
     * A place of the version.
     *
     * @param passage as remarks name it
     * @param start in code points
     * @param length in code points
     * @param own whether the author wrote the same earlier
     * @param others whether somebody else in the campaign did; false where that is not
     * told
     */
    public record Mark(String passage, int start, int length, @JsonIgnore boolean own, @JsonIgnore boolean others) {

        /** What it is like, as the HTTP contract says it. */
        @JsonProperty
        public List<String> like() {
            return this.own ? (this.others ? List.of("own", "others") : List.of("own"))
                    : this.others ? List.of("others") : List.of();
        }

    }

    public boolean any() {
        return !this.marks.isEmpty();
    }

}
