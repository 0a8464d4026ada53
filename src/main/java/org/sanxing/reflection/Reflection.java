package org.sanxing.reflection;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;

/**
 * A material: where it stands, at which review level, and its author's draft. Its
 * versions, decisions and remarks are rows of their own that are only ever added. The
 * fields are the columns of its table.
 */
public class Reflection {

    private String id;

    private @Nullable Integer revision;

    private String campaignId;

    private String author;

    private String title;

    private @Nullable String departmentId;

    private @Nullable String branchId;

    private String state;

    private int version;

    private @Nullable String levels;

    private int levelIndex;

    private @Nullable String levelId;

    private @Nullable String levelHolder;

    private int decided;

    private String draft;

    private Instant createdAt;

    private Instant changedAt;

    private String changedBy;

    private @Nullable Instant acceptedAt;

    private boolean draftReplaced;

    @SuppressWarnings("NullAway.Init")
    private Reflection() {
    }

    /**
     * Begins a draft.
     * @param draft empty content as JSON
     */
    public static Reflection begin(String campaignId, String author, String title, @Nullable String departmentId,
            @Nullable String branchId, String draft, Instant now) {
        Reflection reflection = new Reflection();
        reflection.id = Ids.next();
        reflection.campaignId = campaignId;
        reflection.author = author;
        reflection.title = title;
        reflection.departmentId = departmentId;
        reflection.branchId = branchId;
        reflection.state = ReflectionState.DRAFT.id();
        reflection.draft = draft;
        reflection.createdAt = now;
        reflection.changed(author, now);
        return reflection;
    }

    boolean isNew() {
        return this.revision == null;
    }

    /** It is in the table, as it is now. */
    void saved() {
        this.revision = isNew() ? 0 : revision() + 1;
    }

    /**
     * Keeps what the author wrote.
     * @throws Conflict where it is not with its author
     */
    public void save(String draft, Instant now) {
        requireEditable();
        this.draft = draft;
        changed(this.author, now);
    }

    /**
     * Counts a new version and sends it into review: for the first time, or back to the
     * level that returned it or from which it was withdrawn.
     * @param departmentId of the author now; fixes it at the first submission
     * @throws Conflict where it is not with its author
     */
    public void submit(@Nullable String departmentId, @Nullable String branchId, Instant now) {
        requireEditable();
        if (this.version == 0) {
            this.departmentId = departmentId;
            this.branchId = branchId;
        }
        this.version++;
        this.state = ReflectionState.IN_REVIEW.id();
        changed(this.author, now);
    }

    /**
     * Takes the version back before anybody decided on it.
     * @throws Conflict where it is not in review, or somebody decided on this version
     */
    public void withdraw(Instant now) {
        requireState(ReflectionState.IN_REVIEW, "not-withdrawable");
        if (this.decided == this.version) {
            throw conflict("already-decided");
        }
        this.state = ReflectionState.DRAFT.id();
        changed(this.author, now);
    }

    /** Fixes the levels at the first submission; later calls change nothing. */
    public void fixLevels(List<String> ids) {
        if (this.levels == null) {
            ids.forEach(ReviewLevel::of);
            this.levels = String.join(",", ids);
        }
    }

    /** Gives the version to the person who holds a level. */
    public void assign(int index, String level, String holder) {
        this.levelIndex = index;
        this.levelId = level;
        this.levelHolder = holder;
    }

    /** Whether an import took the place of a draft that is kept. */
    public boolean isDraftReplaced() {
        return this.draftReplaced;
    }

    /** Whether it was given to a person at a level, and to nobody else since. */
    public boolean isAssigned(String level, String holder) {
        return level.equals(this.levelId) && holder.equals(this.levelHolder);
    }

    /** The reviewer of the current level sends it back. */
    public void sendBack(String actor, Instant now) {
        requireState(ReflectionState.IN_REVIEW, "not-in-review");
        this.decided = this.version;
        this.state = ReflectionState.RETURNED.id();
        changed(actor, now);
    }

    /** The reviewer of the current level approves; the next level follows, or none. */
    public void approve(String actor, Instant now) {
        requireState(ReflectionState.IN_REVIEW, "not-in-review");
        this.decided = this.version;
        changed(actor, now);
    }

    /**
     * A decision on this version is taken back: it is with that level's reviewer again.
     * @param index of the level among the levels of the material
     * @param decided the newest version on which a decision still stands; 0 for none
     */
    public void takeBack(int index, String level, String holder, int decided, String actor, Instant now) {
        if (state() == ReflectionState.DRAFT || state() == ReflectionState.REGISTERED) {
            throw conflict("cannot-be-taken-back");
        }
        this.state = ReflectionState.IN_REVIEW.id();
        this.decided = decided;
        this.acceptedAt = null;
        assign(index, level, holder);
        changed(actor, now);
    }

    /** The last level has approved. */
    public void accept(Instant now) {
        requireState(ReflectionState.IN_REVIEW, "not-in-review");
        this.state = ReflectionState.ACCEPTED.id();
        this.acceptedAt = now;
        this.levelId = null;
        this.levelHolder = null;
        this.changedAt = now;
    }

    /** The branch has opened its ledger entries. */
    public void register(String actor, Instant now) {
        requireState(ReflectionState.ACCEPTED, "not-accepted");
        this.state = ReflectionState.REGISTERED.id();
        changed(actor, now);
    }

    /**
     * Its author, with whom it is, has left for good: nobody can take it further.
     * @throws Conflict where it is not with its author, or was never submitted
     */
    public void end(String actor, Instant now) {
        requireEditable();
        if (!isSubmitted()) {
            throw conflict("not-submitted");
        }
        this.state = ReflectionState.ENDED.id();
        changed(actor, now);
    }

    /**
     * @throws Conflict where the caller saw another revision; null leaves the check out
     */
    public void requireRevision(@Nullable Integer seen) {
        if (seen != null && !seen.equals(this.revision)) {
            throw conflict("stale-revision").with("revision", this.revision);
        }
    }

    /**
     * @throws Conflict where it is not with its author
     */
    public void requireEditable() {
        if (!isWithAuthor()) {
            throw conflict("not-editable");
        }
    }

    private void requireState(ReflectionState needed, String code) {
        if (state() != needed) {
            throw conflict(code);
        }
    }

    private Conflict conflict(String code) {
        return new Conflict(code).in(this.state).by(this.changedBy, this.changedAt);
    }

    private void changed(String actor, Instant now) {
        this.changedBy = actor;
        this.changedAt = now;
    }

    /** Whether the author may write. */
    public boolean isWithAuthor() {
        return state() == ReflectionState.DRAFT || state() == ReflectionState.RETURNED;
    }

    /** Whether the author may take it back. */
    public boolean isWithdrawable() {
        return state() == ReflectionState.IN_REVIEW && this.decided < this.version;
    }

    /** Whether it was ever submitted: then a case runs. */
    public boolean isSubmitted() {
        return this.version > 0;
    }

    public String id() {
        return this.id;
    }

    public int revision() {
        return (this.revision != null) ? this.revision : 0;
    }

    public String campaignId() {
        return this.campaignId;
    }

    public String author() {
        return this.author;
    }

    public String title() {
        return this.title;
    }

    public @Nullable String departmentId() {
        return this.departmentId;
    }

    public @Nullable String branchId() {
        return this.branchId;
    }

    public ReflectionState state() {
        return ReflectionState.of(this.state);
    }

    /** How many versions were submitted. */
    public int version() {
        return this.version;
    }

    /** The levels fixed at the first submission; empty before. */
    public List<String> levels() {
        return (this.levels == null || this.levels.isEmpty()) ? List.of() : Arrays.asList(this.levels.split(","));
    }

    public int levelIndex() {
        return this.levelIndex;
    }

    public @Nullable String levelId() {
        return this.levelId;
    }

    public @Nullable String levelHolder() {
        return this.levelHolder;
    }

    /** What the author writes, as JSON. */
    public String draft() {
        return this.draft;
    }

    /** The newest version on which somebody decided; 0 for none. */
    public int decided() {
        return this.decided;
    }

    public Instant createdAt() {
        return this.createdAt;
    }

    public Instant changedAt() {
        return this.changedAt;
    }

    public String changedBy() {
        return this.changedBy;
    }

    public @Nullable Instant acceptedAt() {
        return this.acceptedAt;
    }

}
