package org.sanxing.likeness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.NotFound;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.Versions;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds what a version has in common with the author's earlier materials, and with those
 * of others in the same campaign. Texts of others are read here and never handed on. The
 * number of statements depends neither on how long the text is nor on how many materials
 * there are.
 */
@Component
@Transactional(readOnly = true)
public class CompareMaterial {

    /** Texts that are read to find the exact ends of what is alike. */
    private static final int READ = 30;

    /** From so many materials of a campaign on, what many of them say counts for none. */
    private static final int MANY = 10;

    /** What more than one in so many says is common. */
    private static final int ONE_IN = 3;

    /** Stretches that a material whose text is not read must share to be counted. */
    private static final int SHARED = 3;

    private final LikenessIndex index;

    private final Versions versions;

    private final ReflectionForms forms;

    private final Campaigns campaigns;

    CompareMaterial(LikenessIndex index, Versions versions, ReflectionForms forms, Campaigns campaigns) {
        this.index = index;
        this.versions = versions;
        this.forms = forms;
        this.campaigns = campaigns;
    }

    /**
     * @param withOthers whether the reader may know what others wrote alike: a reviewer,
     * not the author
     * @throws NotFound where there is no such version
     */
    public VersionLikeness execute(Reflection reflection, int version, boolean withOthers) {
        ReflectionContent content = this.versions.find(reflection.id(), version)
            .map(this.forms::content)
            .orElseThrow(() -> new NotFound("version"));
        List<PlainText> texts = KeepLikeness.texts(content);
        Comparison comparison = new Comparison(texts);
        Campaign campaign = this.campaigns.get(reflection.campaignId());
        Set<Long> fingerprints = comparison.fingerprints();
        Set<Long> known = wordsOf(campaign);
        Map<Long, Integer> spread = this.index.spread(campaign.id(), reflection.id(), fingerprints);
        int submitted = this.index.submitted(campaign.id());
        if (submitted >= MANY) {
            spread.forEach((hash, materials) -> {
                if ((materials + 1) * ONE_IN > submitted) {
                    known.add(hash);
                }
            });
        }
        comparison.leaveOut(known);
        Set<Long> asked = new HashSet<>(fingerprints);
        asked.removeAll(known);
        List<String> own = this.index.sharing(reflection.id(), campaign.id(), reflection.author(), true, asked)
            .stream()
            .limit(READ)
            .map(LikenessIndex.Shared::reflectionId)
            .toList();
        List<LikenessIndex.Shared> others = withOthers
                ? this.index.sharing(reflection.id(), campaign.id(), reflection.author(), false, asked) : List.of();
        List<String> readOthers = others.stream().limit(READ).map(LikenessIndex.Shared::reflectionId).toList();
        Map<String, LikenessIndex.Written> written = this.index
            .newest(Stream.concat(own.stream(), readOthers.stream()).toList());

        List<BitSet> mine = nothing(texts);
        List<VersionLikeness.Source> sources = new ArrayList<>();
        Map<String, String> titles = own.isEmpty() ? Map.of() : this.campaigns.titles();
        for (String id : own) {
            LikenessIndex.Written earlier = written.get(id);
            if (earlier == null || !earlier.createdAt().isBefore(reflection.createdAt())) {
                continue;
            }
            List<BitSet> found = comparison.alike(texts(earlier));
            int percent = percent(found, comparison.counted());
            if (percent > 0) {
                sources.add(new VersionLikeness.Source(earlier.campaignId(),
                        titles.getOrDefault(earlier.campaignId(), ""), earlier.submittedAt(), percent));
                join(mine, found);
            }
        }
        sources.sort(Comparator.comparingInt(VersionLikeness.Source::percent)
            .reversed()
            .thenComparing(VersionLikeness.Source::submittedAt, Comparator.reverseOrder()));

        List<BitSet> theirs = nothing(texts);
        int materials = 0;
        for (String id : readOthers) {
            LikenessIndex.Written other = written.get(id);
            List<BitSet> found = (other == null) ? nothing(texts) : comparison.alike(texts(other));
            if (percent(found, comparison.counted()) > 0) {
                materials++;
                join(theirs, found);
            }
        }
        if (others.size() > READ) {
            Set<Long> rest = new HashSet<>(spread.keySet());
            rest.removeAll(known);
            join(theirs, comparison.alike(rest));
            materials += (int) others.stream().skip(READ).filter((other) -> other.stretches() >= SHARED).count();
        }
        return new VersionLikeness(reflection.id(), version, comparison.counted(),
                new VersionLikeness.Own(percent(mine, comparison.counted()), List.copyOf(sources)),
                withOthers ? new VersionLikeness.Others(percent(theirs, comparison.counted()), materials, submitted - 1)
                        : null,
                marks(content.passages(), texts, mine, theirs));
    }

    private List<PlainText> texts(LikenessIndex.Written written) {
        return KeepLikeness.texts(ReflectionContent.of(this.forms.data(written.content())));
    }

    /** What everybody is given to write about is nobody's. */
    private Set<Long> wordsOf(Campaign campaign) {
        Set<Long> words = new HashSet<>(Winnowing.all(PlainText.of(campaign.title())));
        campaign.categories().forEach((category) -> words.addAll(Winnowing.all(PlainText.of(category.name()))));
        words.addAll(Winnowing.all(PlainText.of(this.campaigns.notice(campaign.id()))));
        return words;
    }

    private static List<BitSet> nothing(List<PlainText> texts) {
        return texts.stream().map((text) -> new BitSet(text.size())).toList();
    }

    private static void join(List<BitSet> all, List<BitSet> found) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).or(found.get(i));
        }
    }

    /** Rounded, but what is there is at least 1. */
    private static int percent(List<BitSet> found, int characters) {
        int alike = found.stream().mapToInt(BitSet::cardinality).sum();
        return (alike == 0) ? 0 : Math.max(1, Math.round(100f * alike / characters));
    }

    private static List<VersionLikeness.Mark> marks(List<String> names, List<PlainText> texts, List<BitSet> own,
            List<BitSet> others) {
        List<VersionLikeness.Mark> marks = new ArrayList<>();
        for (int p = 0; p < texts.size(); p++) {
            PlainText text = texts.get(p);
            for (int from = 0; from < text.size();) {
                boolean mine = own.get(p).get(from);
                boolean theirs = others.get(p).get(from);
                int to = from + 1;
                while (to < text.size() && own.get(p).get(to) == mine && others.get(p).get(to) == theirs) {
                    to++;
                }
                if (mine || theirs) {
                    int start = text.at()[from];
                    marks.add(
                            new VersionLikeness.Mark(names.get(p), start, text.at()[to - 1] + 1 - start, mine, theirs));
                }
                from = to;
            }
        }
        return List.copyOf(marks);
    }

}
