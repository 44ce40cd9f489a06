package fr.sesame.identity;

import fr.sesame.account.CivilIdentity;

/**
 * Birth name and first given name as they are compared: folded to lower-case ASCII letters and digits (sources.md, "One
 * person, several records").
 *
 * @param birthName the folded name at birth
 * @param givenName the folded first given name
 */
record NameKey(String birthName, String givenName) {
    static NameKey of(CivilIdentity civil) {
        return new NameKey(Folding.letters(civil.birthName()), Folding.letters(civil.givenName()));
    }

    /** Whether something is left of both names: of {@code ???} nothing is, and nothing follows from its being equal. */
    boolean isComparable() {
        return !birthName.isEmpty() && !givenName.isEmpty();
    }

    /** Whether one letter put in, left out, replaced, or exchanged with its neighbour makes one of the other. */
    static boolean oneLetter(String a, String b) {
        if (a.length() > b.length()) {
            return oneLetter(b, a);
        }
        int same = 0;
        while (same < a.length() && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        if (a.length() < b.length()) {
            return b.length() == a.length() + 1 && a.substring(same).equals(b.substring(same + 1));
        }
        if (same == a.length()) {
            return false;
        }
        boolean replaced = a.substring(same + 1).equals(b.substring(same + 1));
        boolean exchanged = same + 1 < a.length()
                && a.charAt(same) == b.charAt(same + 1)
                && a.charAt(same + 1) == b.charAt(same)
                && a.substring(same + 2).equals(b.substring(same + 2));
        return replaced || exchanged;
    }
}
