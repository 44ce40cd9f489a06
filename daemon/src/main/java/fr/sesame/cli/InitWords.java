package fr.sesame.cli;

import java.util.Locale;
import java.util.ResourceBundle;

/** What {@code sesame init} says, in French or English. */
record InitWords(Locale language) {

    /** The text of that key, with the values in the places of {@code {0}}, {@code {1}}, … */
    String say(String key, Object... values) {
        String text = bundle(language).getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "fr.sesame.cli.init",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
