package fr.sesame.reconcile;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import java.util.Map;

/**
 * How much one run may close.
 *
 * @param closePercent of the accounts of a population that are open, at most so many percent may close
 * @param byPopulation other limits for single populations
 * @param lookAheadDays closing within so many days counts as closing now, so that ends moved to tomorrow are seen today
 */
public record GuardLimits(int closePercent, Map<Population, Integer> byPopulation, int lookAheadDays) {

    /** @throws InvalidValueException if a limit is no percentage, or the days are negative */
    public GuardLimits {
        byPopulation = Map.copyOf(byPopulation);
        check(closePercent);
        byPopulation.values().forEach(GuardLimits::check);
        if (lookAheadDays < 0) {
            throw new InvalidValueException("the guard looks ahead, found " + lookAheadDays + " days");
        }
    }

    private static void check(int percent) {
        if (percent < 0 || percent > 100) {
            throw new InvalidValueException("a limit of the guard is 0 to 100 percent, found " + percent);
        }
    }

    /** The limit in force for that population, in percent. */
    public int closePercentOf(Population population) {
        return byPopulation.getOrDefault(population, closePercent);
    }
}
