package org.sanxing.organization;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** People as a file names them: by account, by name, or both. */
public final class NamedPeople {

    private final Map<String, Person> accounts = new LinkedHashMap<>();

    private final Map<String, List<String>> names = new LinkedHashMap<>();

    public NamedPeople(List<Person> staff) {
        for (Person person : staff) {
            this.accounts.put(person.account(), person);
            this.names.computeIfAbsent(plain(person.name()), (name) -> new ArrayList<>()).add(person.account());
        }
    }

    public Set<String> all() {
        return this.accounts.keySet();
    }

    public Person get(String account) {
        return this.accounts.get(account);
    }

    /** How a file can name the person without doubt. */
    public String reference(Person person) {
        return (called(person.name()).size() == 1) ? person.name() : person.name() + " (" + person.account() + ")";
    }

    /**
     * The accounts of those who are called so: by an account, a name, or both with the
     * account in brackets.
     */
    public List<String> called(String typed) {
        String plain = plain(typed);
        int bracket = plain.indexOf('(');
        if (bracket > 0 && plain.endsWith(")")) {
            String account = plain.substring(bracket + 1, plain.length() - 1);
            return this.names.getOrDefault(plain.substring(0, bracket), List.of()).contains(account) ? List.of(account)
                    : List.of();
        }
        if (this.accounts.containsKey(typed)) {
            return List.of(typed);
        }
        List<String> named = this.names.getOrDefault(plain, List.of());
        return (named.isEmpty() && this.accounts.containsKey(plain.toLowerCase(Locale.ROOT)))
                ? List.of(plain.toLowerCase(Locale.ROOT)) : named;
    }

    /** Names are typed with spaces between their characters, too. */
    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }

}
