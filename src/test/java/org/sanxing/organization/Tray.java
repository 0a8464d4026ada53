package org.sanxing.organization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;

/** What must not be left to nobody, and not go to everybody. */
public class Tray implements LeaverDuties {

    final Map<String, String> letters = new HashMap<>();

    final List<String> moved = new ArrayList<>();

    @Nullable String broken;

    @Override
    public String id() {
        return "letters";
    }

    @Override
    public List<Duty> of(String account) {
        return this.letters.entrySet()
            .stream()
            .filter((letter) -> letter.getValue().equals(account))
            .map(Map.Entry::getKey)
            .sorted()
            .map((letter) -> new Duty(letter, "organization.field.name", letter, true, null, Set.of(account, "staff2")))
            .toList();
    }

    @Override
    public @Nullable String leftKey(Duty duty) {
        return duty.id().equals("own") ? "organization.leave.nobody" : null;
    }

    @Override
    public void handOver(Duty holding, String from, @Nullable String successor, String administrator, String reason) {
        if (holding.id().equals(this.broken)) {
            throw new Conflict("seat-taken", "x");
        }
        this.moved.add(holding.id() + ">" + successor + " " + administrator + " " + reason);
    }

}
