package org.sanxing.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.Pinyin;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** One search over all that the reader may see, wherever it is. */
@Controller
class SearchPages {

    /** How many of each place. */
    private static final int MOST = 8;

    /** How many people two or more letters stand for. */
    private static final int NAMES = 3;

    private static final int LONGEST = 100;

    private final ObjectProvider<SearchPlace> places;

    private final Organization organization;

    private final MessageSource messages;

    SearchPages(ObjectProvider<SearchPlace> places, Organization organization, MessageSource messages) {
        this.places = places;
        this.organization = organization;
        this.messages = messages;
    }

    @GetMapping("/search")
    String search(@CurrentPerson Person me, @ModelAttribute(name = ShellAdvice.ATTRIBUTE, binding = false) Shell shell,
            @RequestParam(defaultValue = "") String q, Locale locale, Model model) {
        String text = Texts.isBlank(q) ? "" : Texts.strip(q.substring(0, Math.min(LONGEST, q.length())));
        Map<String, Found> found = new LinkedHashMap<>();
        if (!text.isEmpty()) {
            List<String> words = words(text);
            pages(text, shell, locale).ifNotEmpty("pages", found);
            this.places.stream()
                .filter((place) -> place.shownTo(shell.audience()))
                .sorted((one, other) -> Integer.compare(one.order(), other.order()))
                .forEach((place) -> find(place, words, me).ifNotEmpty(place.id(), found));
        }
        model.addAttribute("searched", text);
        model.addAttribute("found", found);
        return "shell/search";
    }

    /**
     * What was typed, the same as it is typed without Chinese, and the names for which it
     * may be the initials.
     */
    private List<String> words(String text) {
        String letters = Texts.figures(text).toLowerCase(Locale.ROOT);
        Stream<String> names = letters.matches("[a-z]{2,}") ? this.organization.staff()
            .stream()
            .filter((person) -> person.initials().startsWith(letters))
            .map(Person::name)
            .distinct()
            .limit(NAMES) : Stream.of();
        return Stream.concat(Stream.of(text, Texts.figures(text)).distinct(), names).toList();
    }

    private static Found find(SearchPlace place, List<String> words, Person me) {
        Map<String, SearchPlace.Hit> hits = new LinkedHashMap<>();
        for (String word : words) {
            place.finder().find(me.account(), word, MOST).forEach((hit) -> hits.putIfAbsent(hit.link(), hit));
        }
        return new Found(hits.values().stream().limit(MOST).toList(), (hits.size() >= MOST) ? place.list() : null);
    }

    /** The places of the navigation. */
    private Found pages(String text, Shell shell, Locale locale) {
        String letters = Texts.figures(text).toLowerCase(Locale.ROOT);
        List<SearchPlace.Hit> hits = new ArrayList<>();
        for (NavigationEntry entry : shell.entries()) {
            String label = this.messages.getMessage(entry.label(), null, entry.id(), locale);
            if (label.toLowerCase(Locale.ROOT).contains(letters) || Pinyin.initials(label).startsWith(letters)) {
                hits.add(new SearchPlace.Hit(entry.link(), label, ""));
            }
        }
        return new Found(hits, null);
    }

    /**
     * @param list where there are more; null where these are all
     */
    record Found(List<SearchPlace.Hit> hits, @Nullable String list) {

        void ifNotEmpty(String place, Map<String, Found> found) {
            if (!this.hits.isEmpty()) {
                found.put(place, this);
            }
        }

    }

}
