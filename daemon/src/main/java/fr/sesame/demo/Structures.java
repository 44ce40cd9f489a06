package fr.sesame.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The tree of structures: components with departments, laboratories and teams, and services with offices. Its size grows with the cube
 * root of the number of people: some thirty for 3,000, some three hundred for 100,000.
 */
final class Structures {
    static final List<String> COLUMNS = List.of("CODE", "LIBELLE", "TYPE", "PARENT");

    private static final String ROOT = "UNIV";
    private static final List<String> FIELDS = List.of(
            "Sciences",
            "Droit",
            "Lettres, langues",
            "Médecine",
            "Économie & gestion",
            "Histoire",
            "Informatique",
            "Chimie",
            "Géographie",
            "Psychologie",
            "Pharmacie",
            "Arts \"plastiques\"",
            "Sociologie",
            "Mathématiques",
            "Physique",
            "Biologie");
    private static final List<String> TOWNS =
            List.of("", " de Lannion", " de Saint-Brieuc", " de Morlaix", " de L'Île-d'Yeu", " d'Œting");
    private static final List<String> SERVICES = List.of(
            "DSI:Direction du système d'information",
            "DRH:Ressources humaines",
            "SCOL:Scolarité",
            "BU:Bibliothèque universitaire",
            "DAF:Affaires financières",
            "SUAPS:Sports",
            "SRI:Relations internationales",
            "DPI:Patrimoine immobilier",
            "COM:Communication",
            "SAJ:Affaires juridiques",
            "SST:Santé ; prévention",
            "SCUIO:Orientation",
            "DREV:Recherche et valorisation",
            "FTLV:Formation tout au long de la vie",
            "SED:École doctorale",
            "CAB:Présidence");

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> components = new ArrayList<>();
    private final List<String> laboratories = new ArrayList<>();
    private final List<String> workplaces = new ArrayList<>();

    Structures(int people) {
        double root = Math.cbrt(people);
        rows.add(List.of(ROOT, "Université de Sésame", "ETAB", ""));
        int count = atLeastOne(0.43 * root);
        for (int i = 0; i < count; i++) {
            component(i, atLeastOne(0.13 * root), atLeastOne(0.055 * root), (int) Math.round(0.03 * root));
        }
        services(Math.min(SERVICES.size(), 3 + (int) (0.35 * root)), (int) (0.05 * root));
    }

    private void component(int i, int departments, int units, int teams) {
        boolean institute = i % 4 == 3;
        String field = FIELDS.get(i % FIELDS.size());
        String town = TOWNS.get(i / FIELDS.size() % TOWNS.size());
        String code = String.format(Locale.ROOT, "%s%02d", institute ? "IUT" : "UFR", i + 1);
        rows.add(List.of(code, (institute ? "IUT " : "UFR ") + field + town, institute ? "IUT" : "UFR", ROOT));
        components.add(code);
        for (int d = 1; d <= departments; d++) {
            String department = code + "D" + d;
            rows.add(List.of(department, "Département " + d + " (" + field + town + ")", "DEP", code));
            workplaces.add(department);
        }
        for (int u = 1; u <= units; u++) {
            String laboratory = "LAB" + code.substring(3) + u;
            rows.add(List.of(laboratory, "Laboratoire " + u + " de recherche en " + field, "UR", code));
            laboratories.add(laboratory);
            for (int t = 1; t <= teams; t++) {
                rows.add(List.of(
                        laboratory + "E" + t, "Équipe " + t + " du laboratoire " + laboratory, "EQ", laboratory));
                laboratories.add(laboratory + "E" + t);
            }
        }
    }

    private void services(int count, int offices) {
        for (String service : SERVICES.subList(0, count)) {
            String code = service.substring(0, service.indexOf(':'));
            rows.add(List.of(code, service.substring(code.length() + 1), "SVC", ROOT));
            workplaces.add(code);
            for (int office = 1; office <= offices; office++) {
                rows.add(List.of(code + office, "Bureau " + office + " (" + code + ")", "SVC", code));
                workplaces.add(code + office);
            }
        }
    }

    private static int atLeastOne(double number) {
        return Math.max(1, (int) Math.round(number));
    }

    /** One a structure, in the order of a registry that nobody tidies: children may come before their parents. */
    List<List<String>> rows() {
        List<List<String>> turned = new ArrayList<>();
        Scattering scattering = new Scattering(rows.size(), 1);
        for (int i = 0; i < rows.size(); i++) {
            turned.add(rows.get((int) scattering.of(i)));
        }
        return turned;
    }

    String component(Random random) {
        return pick(components, random);
    }

    /** Another component than that one, if there is one. */
    String otherComponent(String than) {
        return components.get((components.indexOf(than) + 1) % components.size());
    }

    String laboratory(Random random) {
        return pick(laboratories, random);
    }

    /** Where agents work: departments, services and laboratories. */
    String workplace(Random random) {
        return random.nextInt(3) == 0 ? laboratory(random) : pick(workplaces, random);
    }

    private static String pick(List<String> codes, Random random) {
        return codes.get(random.nextInt(codes.size()));
    }
}
