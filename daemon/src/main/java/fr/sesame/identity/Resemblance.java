package fr.sesame.identity;

import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Clue;
import fr.sesame.identity.NameForm.Likeness;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names and a birth date as they are compared with care: what two of them have in common is evidence ({@link Clue}), and enough of it
 * is a doubt that somebody decides.
 *
 * <p>One slip or one exchanged date is doubtful, two at once are somebody else; ways to write a name (transliteration, particle,
 * part of a compound name, usual name) leave room for one light slip. Another birth date is another person.
 */
final class Resemblance {
    /** From so many points on somebody has to decide. */
    static final int DOUBTFUL = 80;

    /** In shorter names than that, one letter makes another name: {@code Li An} is not {@code Li Yan}. */
    private static final int LETTERS_FOR_A_SLIP = 5;

    private final NameForm birthName;
    private final @Nullable NameForm usualName;
    private final NameForm givenName;
    private final LocalDate birthDate;

    private Resemblance(NameForm birthName, @Nullable NameForm usualName, NameForm givenName, LocalDate birthDate) {
        this.birthName = birthName;
        this.usualName = usualName;
        this.givenName = givenName;
        this.birthDate = birthDate;
    }

    static Resemblance of(CivilIdentity civil) {
        String usual = civil.usualName();
        return new Resemblance(
                new NameForm(civil.birthName()),
                usual == null ? null : new NameForm(usual),
                new NameForm(civil.givenName()),
                civil.birthDate());
    }

    /**
     * By what a record is found of which it may be a near miss: any two that are doubtful share one of these, for a slip is in one name
     * alone. Each is made of the birth date, in either order of day and month, and one part of any of the names; two that are equal by
     * chance cost a comparison.
     */
    Set<Long> blocks() {
        long day = (long) day(birthDate) << Integer.SIZE;
        Set<Long> blocks = new HashSet<>();
        birthName.addLookedUpBy(name -> blocks.add(day ^ name.hashCode()));
        if (usualName != null) {
            usualName.addLookedUpBy(name -> blocks.add(day ^ name.hashCode()));
        }
        givenName.addLookedUpBy(name -> blocks.add(day ^ name.hashCode()));
        return blocks;
    }

    /** The same for a date and for that with day and month exchanged. */
    static int day(LocalDate date) {
        int day = date.getDayOfMonth();
        int month = date.getMonthValue();
        return (date.getYear() * 100 + Math.min(day, month)) * 100 + Math.max(day, month);
    }

    /** What both have in common; nothing, if one of birth date, family name and given name says nothing for it. */
    List<Clue> cluesWith(Resemblance other) {
        Clue date = date(other);
        if (date == null) {
            return List.of();
        }
        Clue family = family(other);
        Clue given = given(other);
        boolean tooShort = Math.min(length(), other.length()) < LETTERS_FOR_A_SLIP;
        if (tooShort && family == Clue.FAMILY_SLIP) {
            family = null;
        }
        if (tooShort && given == Clue.GIVEN_SLIP) {
            given = null;
        }
        List<Clue> clues = new ArrayList<>(3);
        clues.add(date);
        if (family != null && given != null) {
            clues.add(family);
            clues.add(given);
        } else if (isCrossed(other)) {
            clues.add(Clue.NAMES_CROSSED);
        } else {
            return List.of();
        }
        return clues;
    }

    /** What both have in common, however little it is: evidence beside a shared key or number. */
    List<Clue> someCluesWith(Resemblance other) {
        List<Clue> clues = new ArrayList<>(3);
        for (Clue clue : new Clue[] {date(other), family(other), given(other)}) {
            if (clue != null) {
                clues.add(clue);
            }
        }
        return clues;
    }

    /** Whether the birth date is the same, and one of the names may be: of the key of somebody, it is still that person. */
    boolean isStill(Resemblance other) {
        return birthDate.equals(other.birthDate) && (family(other) != null || given(other) != null);
    }

    private int length() {
        return birthName.letters().length() + givenName.letters().length();
    }

    private @Nullable Clue date(Resemblance other) {
        if (birthDate.equals(other.birthDate)) {
            return Clue.BIRTH_DATE_SAME;
        }
        return day(birthDate) == day(other.birthDate) ? Clue.BIRTH_DATE_SWAPPED : null;
    }

    private @Nullable Clue family(Resemblance other) {
        Clue births = switch (birthName.likeness(other.birthName)) {
            case SAME -> Clue.FAMILY_SAME;
            case SPELLING -> Clue.FAMILY_SPELLING;
            case PARTICLE -> Clue.FAMILY_PARTICLE;
            case COMPOUND -> Clue.FAMILY_COMPOUND;
            case SLIP -> Clue.FAMILY_SLIP;
            case NONE -> null;
        };
        return stronger(births, stronger(usual(this, other), usual(other, this)));
    }

    /** The only name that is known of the other may be the usual one; two birth names that are known are two. */
    private static @Nullable Clue usual(Resemblance one, Resemblance other) {
        if (one.usualName == null || other.usualName != null) {
            return null;
        }
        return switch (one.usualName.likeness(other.birthName)) {
            case SAME, SPELLING, PARTICLE -> Clue.FAMILY_USUAL;
            case COMPOUND -> Clue.FAMILY_COMPOUND;
            case SLIP, NONE -> null;
        };
    }

    private static @Nullable Clue stronger(@Nullable Clue one, @Nullable Clue other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.points() >= other.points() ? one : other;
    }

    private @Nullable Clue given(Resemblance other) {
        return switch (givenName.likeness(other.givenName)) {
            case SAME -> Clue.GIVEN_SAME;
            case SPELLING -> Clue.GIVEN_SPELLING;
            case PARTICLE, COMPOUND -> Clue.GIVEN_COMPOUND;
            case SLIP -> Clue.GIVEN_SLIP;
            case NONE -> null;
        };
    }

    private boolean isCrossed(Resemblance other) {
        return isWritten(birthName, other.givenName) && isWritten(givenName, other.birthName);
    }

    private static boolean isWritten(NameForm one, NameForm other) {
        Likeness likeness = one.likeness(other);
        return likeness == Likeness.SAME || likeness == Likeness.SPELLING;
    }
}
