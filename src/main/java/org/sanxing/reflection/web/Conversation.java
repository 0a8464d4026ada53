package org.sanxing.reflection.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.forms.Mark;
import org.sanxing.forms.Marks;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.Remarks.Answer;
import org.sanxing.reflection.Remarks.Remark;
import org.sanxing.reflection.Remarks.Settlement;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;
import org.sanxing.reflection.diff.PlacedRemark;

/**
 * What was said about a material, beside the text that is shown: the remarks in the order
 * in which they are read, each with all its answers.
 *
 * @param all those whose place was removed come last
 */
record Conversation(List<Card> all) {

    static final Conversation NONE = new Conversation(List.of());

    /**
     * @param shown the text beside which it stands
     * @param unchanged whether an answer says that it is done, of a passage that is as it
     * was
     */
    static Conversation of(List<PlacedRemark> placed, ReflectionContent shown, List<ReviewDecision> decisions,
            Map<String, List<Answer>> answers, Map<String, Settlement> settlements,
            BiPredicate<Remark, Answer> unchanged) {
        List<String> passages = shown.passages();
        List<PlacedRemark> sorted = placed.stream()
            .sorted(Comparator
                .<PlacedRemark>comparingInt(
                        (each) -> (each.passage() != null) ? passages.indexOf(each.passage()) : Integer.MAX_VALUE)
                .thenComparingInt((each) -> (each.start() != null) ? each.start() : -1)
                .thenComparing((each) -> each.remark().createdAt())
                .thenComparing((each) -> each.remark().id()))
            .toList();
        List<Card> cards = new ArrayList<>();
        for (PlacedRemark each : sorted) {
            Remark remark = each.remark();
            cards.add(new Card(cards.size() + 1, each, remark.decisionAmong(decisions),
                    answers.getOrDefault(remark.id(), List.of())
                        .stream()
                        .map((answer) -> new Said(answer, unchanged.test(remark, answer)))
                        .toList(),
                    settlements.get(remark.id())));
        }
        return new Conversation(cards);
    }

    public boolean isEmpty() {
        return this.all.isEmpty();
    }

    /** Those that have a place in the text. */
    public List<Card> cards() {
        return this.all.stream().filter((card) -> card.placed().passage() != null).toList();
    }

    /** Those whose place was removed. */
    public List<Card> gone() {
        return this.all.stream().filter((card) -> card.placed().passage() == null).toList();
    }

    public long open() {
        return this.all.size() - resolved();
    }

    public long resolved() {
        return this.all.stream().filter(Card::resolved).count();
    }

    /** Whoever is named in it. */
    public Set<String> accounts() {
        Set<String> accounts = new HashSet<>();
        for (Card card : this.all) {
            accounts.add(card.remark().author());
            if (card.settlement() != null) {
                accounts.add(card.settlement().actor());
            }
        }
        return accounts;
    }

    /** The remarks as the text shows them. */
    public Marks marks() {
        return new Marks(cards().stream().map(Card::mark).toList());
    }

    /**
     * @param unchanged whether it says that it is done, of a passage that is as it was
     */
    record Said(Answer said, boolean unchanged) {

        public String answer() {
            return this.said.answer();
        }

        public String text() {
            return this.said.text();
        }

        public int version() {
            return this.said.version();
        }

    }

    /**
     * @param number by which words and remark are told to belong together
     * @param decision with which it was made; null where that is not known
     * @param answers oldest first
     * @param settlement null while it is open
     */
    record Card(int number, PlacedRemark placed, @Nullable ReviewDecision decision, List<Said> answers,
            @Nullable Settlement settlement) {

        public Remark remark() {
            return this.placed.remark();
        }

        public boolean resolved() {
            return remark().resolved();
        }

        /** Whether the words it quotes are not there any more. */
        public boolean changed() {
            return this.placed.state() == PlacedRemark.State.CHANGED && !Texts.isBlank(remark().quote());
        }

        /** Whether it is said to stand beside words that the text no longer has. */
        public boolean lost() {
            return this.placed.state() == PlacedRemark.State.GONE;
        }

        /** The level on which it was made; null where that is not known. */
        public @Nullable String level() {
            return (this.decision != null) ? this.decision.level() : null;
        }

        public Mark mark() {
            boolean words = this.placed.start() != null && this.placed.length() > 0;
            String kind = resolved() ? "resolved" : changed() ? "changed" : "open";
            return new Mark(String.valueOf(this.placed.passage()), words ? this.placed.start() : null,
                    this.placed.length(), remark().id(), kind, String.valueOf(this.number));
        }

    }

}
