package fr.sesame.source.rows;

import java.util.Optional;

/** What the directory takes as values of one attribute. */
public interface ValueForm {

    /** Whether it has one value at most. */
    boolean isSingle();

    /** What was expected in the place of that value; empty if it is taken. */
    Optional<String> refusal(String value);

    /** The same text for two values that the directory takes for one. */
    String normal(String value);
}
