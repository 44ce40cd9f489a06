package fr.sesame.demo;

import fr.sesame.account.InvalidValueException;
import java.time.LocalDate;

/**
 * Which imaginary university. The same settings make the same bytes, on every machine and every JDK.
 *
 * @param people how many there are on the first day; those at home in two applications count once
 * @param seed who they are
 * @param today the civil day of the first extracts; all dates follow from it
 * @param day the extracts of the first day are 1, those of the next morning 2; each night changes something
 * @param changedPercent to how many in a hundred each night something happens, from 0 to 100
 */
public record UniversitySettings(int people, long seed, LocalDate today, int day, double changedPercent) {
    private static final int MOST_PEOPLE = 1_000_000;
    private static final int MOST_DAYS = 366;

    public UniversitySettings {
        if (people < 20 || people > MOST_PEOPLE) {
            throw new InvalidValueException("a university of " + people + " people; expected 20 to " + MOST_PEOPLE);
        }
        if (day < 1 || day > MOST_DAYS) {
            throw new InvalidValueException("day " + day + "; expected 1, the first, to " + MOST_DAYS);
        }
        if (!(changedPercent >= 0 && changedPercent <= 100)) {
            throw new InvalidValueException(changedPercent + " % changed in a night; expected 0 to 100");
        }
    }

    /** The civil day of these extracts. */
    LocalDate date() {
        return today.plusDays(day - 1L);
    }

    /** How many people come new in each night. */
    int newcomers() {
        return (int) Math.round(people * changedPercent / 1000);
    }

    /** How many people there are, those who came in the nights too. */
    int peopleByNow() {
        return people + (day - 1) * newcomers();
    }
}
