package org.sanxing.rectification;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.sanxing.common.AuditRecord;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.notification.Notice;
import org.sanxing.organization.Person;
import org.sanxing.tasks.CaseParties;

/**
 * Who is told what of an entry, in each of the processes about it.
 *
 * @param <C> what the process is about
 */
public abstract class EntryParties<C> extends CaseParties<C> {

    private final String kind;

    /**
     * @param kind of the tasks that those behind somebody have, where nothing else is
     * said
     */
    protected EntryParties(String process, String kind, Means means, EntryPolicy policy) {
        super(process, means);
        this.kind = kind;
        role("responsible", (about) -> Set.of(entry(about).responsible()));
        role("committee",
                (about) -> organization().committee(entry(about).branchId()).stream().map(Person::account).toList());
        role("verifiers", (about) -> behind(policy.verifiers(entry(about)), about));
        role("leader", (about) -> accounts(policy.leader(entry(about))));
        role("overseers", (about) -> {
            Set<String> told = accounts(organization().branchSecretary(entry(about).branchId()),
                    policy.leader(entry(about)));
            told.remove(entry(about).responsible());
            return told;
        });
    }

    protected abstract LedgerEntry entry(C about);

    @SafeVarargs
    protected static Set<String> accounts(Optional<Person>... people) {
        Set<String> accounts = new LinkedHashSet<>();
        Stream.of(people).flatMap(Optional::stream).map(Person::account).forEach(accounts::add);
        return accounts;
    }

    protected final Set<String> behind(String holder, C about) {
        return behind(holder, this.kind, entry(about).campaignId(), entry(about).responsible());
    }

    /** Its message names the entry, then what more is given. */
    protected final Notice says(String event, Collection<String> to, C about, String link, String... more) {
        LedgerEntry entry = entry(about);
        return Notice
            .of(event, to, entry.id(), link,
                    Stream.concat(Stream.of(entry.title(), entry.number().toString()), Stream.of(more))
                        .toArray(String[]::new))
            .numbered(entry.number().toString())
            .about(entry.responsible());
    }

    /** The name of the responsible party. */
    protected final String responsible(C about) {
        return name(entry(about).responsible());
    }

    protected final void record(String action, C about, String ofKind, Collection<String> told) {
        publish(EntryEvent.of(action, entry(about), AuditRecord.SYSTEM)
            .with("task", ofKind)
            .with("to", List.copyOf(told)));
    }

    protected final String task(C about) {
        return "/tasks/of/" + entry(about).id();
    }

    protected final String page(C about) {
        return "/ledger/" + entry(about).id();
    }

}
