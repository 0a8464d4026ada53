package org.sanxing.reflection.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
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
 * @param cards those that have a place in the text
 * @param gone those whose place was removed
 */
record Conversation(List<Card> cards, List<Card> gone) {

    static final Conversation NONE = new Conversation(List.of(), List.of());

    /**
     * @param shown the text beside which it stands
     */
    static Conversation of(List<PlacedRemark> placed, ReflectionContent shown, List<ReviewDecision> decisions,
            Map<String, List<Answer>> answers, Map<String, Settlement> settlements) {
        Map<String, Integer> order = new HashMap<>();
        shown.passages().forEach((passage) -> order.put(passage, order.size()));
        List<PlacedRemark> sorted = placed.stream()
            .sorted(Comparator
                .<PlacedRemark>comparingInt((each) -> (each.passage() != null)
                        ? order.getOrDefault(each.passage(), order.size()) : Integer.MAX_VALUE)
                .thenComparingInt((each) -> (each.start() != null) ? each.start() : -1)
                .thenComparing((each) -> each.remark().createdAt())
                .thenComparing((each) -> each.remark().id()))
            .toList();
        List<Card> cards = new ArrayList<>();
        List<Card> gone = new ArrayList<>();
        int number = 0;
        for (PlacedRemark each : sorted) {
            Remark remark = each.remark();
            Card card = new Card(++number, each, remark.decisionAmong(decisions),
                    answers.getOrDefault(remark.id(), List.of()), settlements.get(remark.id()));
            ((each.passage() != null) ? cards : gone).add(card);
        }
        return new Conversation(cards, gone);
    }

    public boolean isEmpty() {
        return this.cards.isEmpty() && this.gone.isEmpty();
    }

    public List<Card> all() {
        List<Card> all = new ArrayList<>(this.cards);
        all.addAll(this.gone);
        return all;
    }

    public long open() {
        return all().stream().filter((card) -> !card.resolved()).count();
    }

    public long resolved() {
        return all().stream().filter(Card::resolved).count();
    }

    /** Whoever is named in it. */
    public Set<String> accounts() {
        Set<String> accounts = new HashSet<>();
        for (Card card : all()) {
            accounts.add(card.remark().author());
            if (card.settlement() != null) {
                accounts.add(card.settlement().actor());
            }
        }
        return accounts;
    }

    /** The remarks as the text shows them. */
    public Marks marks() {
        return new Marks(this.cards.stream().map(Card::mark).toList());
    }

    /**
     * @param number by which words and remark are told to belong together
     * @param decision with which it was made; null where that is not known
     * @param answers oldest first
     * @param settlement null while it is open
     */
    record Card(int number, PlacedRemark placed, @Nullable ReviewDecision decision, List<Answer> answers,
            @Nullable Settlement settlement) {

        public Remark remark() {
            return this.placed.remark();
        }

        public boolean resolved() {
            return remark().resolved();
        }

        /** Whether the words it quotes are not there any more. */
        public boolean changed() {
            return this.placed.state() == PlacedRemark.State.CHANGED && !remark().quote().isBlank();
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
