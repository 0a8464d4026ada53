package org.sanxing.reflection.likeness;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.sanxing.reflection.Fingerprints;
import org.springframework.stereotype.Component;

@Component
class WinnowedFingerprints implements Fingerprints {

    @Override
    public Set<Long> of(String text) {
        PlainText plain = PlainText.of(text);
        if (plain.size() >= Winnowing.STRETCH) {
            return Winnowing.fingerprints(List.of(plain));
        }
        return (plain.size() == 0) ? Set.of() : Set.of((long) Arrays.hashCode(plain.points()));
    }

    @Override
    public int method() {
        return Winnowing.METHOD;
    }

}
