package org.sanxing.audit;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/** Something that a command says, without the application, in each language. */
record CommandWords(String key, Object... arguments) {

    static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

    /** The module's own; nobody has gathered all of them here. */
    private static final String BUNDLE = "messages" + CommandWords.class.getPackageName().replaceFirst(".*\\.", "-");

    String in(Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(words.getString(this.key), locale).format(this.arguments);
    }

    String inAll() {
        return String.join(" / ", LANGUAGES.stream().map(this::in).toList());
    }

    void say(Consumer<String> to) {
        LANGUAGES.forEach((locale) -> to.accept(in(locale)));
    }

}
