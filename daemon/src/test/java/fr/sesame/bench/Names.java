package fr.sesame.bench;

import java.text.Normalizer;
import java.util.Locale;
import java.util.SplittableRandom;

/** French names, some of them in more than ASCII, each about as often as a list of some length gives. */
final class Names {
    private static final String[] GIVEN = """
            Adèle Alice Amélie Anaïs André Antoine Aurélie Baptiste Bénédicte Benoît Brigitte Camille Catherine Cécile Chloé
            Christophe Claire Clément Colette Damien David Delphine Denis Élise Élodie Émile Émilie Emma Éric Étienne Fabien
            Fatima Florence François Françoise Frédéric Gaëlle Geneviève Guillaume Hélène Henri Inès Isabelle Jacques Jean
            Jeanne Jérôme Joëlle Julie Julien Karim Laëtitia Laurent Léa Louis Louise Loïc Lucie Manon Marc Marguerite Marie
            Mathilde Maxime Michèle Mohamed Nadia Nathalie Nicolas Noémie Océane Olivier Pascal Patrice Paul Pierre Raphaël
            Rémi René Sabrina Sandrine Sarah Sébastien Simon Sophie Stéphane Suzanne Sylvie Théo Thérèse Thomas Tristan
            Valérie Véronique Victor Vincent Virginie Xavier Yann Yasmine Yves Zoé
            """.strip().split("\\s+");

    private static final String[] FAMILY = """
            Adam André Antoine Arnaud Aubert Barbier Baron Benard Benoît Berger Bernard Bertrand Besnard Blanc Blanchard
            Bonnet Boucher Bouvier Boyer Brun Brunet Caron Carpentier Charles Charpentier Chevalier Clément Colin Collet
            Cordier Cousin Da-Silva David Deschamps Denis Dubois Dufour Dumas Dumont Dupont Dupuis Dupuy Durand Duval
            Étienne Fabre Faure Fernandez Fleury Fontaine Fournier François Gaillard Garcia Garnier Gauthier Gautier Gérard
            Germain Gilbert Girard Giraud Gonzalez Guérin Guillaume Guillot Henry Hubert Huet Jacquet Jean Joly Julien
            Klein Lacroix Lambert Laurent Leclerc Leclercq Lecomte Lefebvre Lefèvre Legrand Lemaire Lemoine Leroux Leroy
            Lopez Louis Lucas Maillard Mallet Marchand Marie Martin Martinez Masson Mathieu Mercier Meunier Meyer Michel
            Millet Moreau Morel Morin Moulin Muller Nguyên Nicolas Noël Olivier Paris Pelletier Perez Perrin Perrot Petit
            Philippe Picard Pierre Poirier Pons Poulain Prévost Rémy Renard Renaud Renault Rey Richard Rivière Robert Robin
            Roche Rodriguez Roger Rolland Rousseau Roussel Roux Roy Royer Sanchez Schmitt Schneider Simon Thomas Vasseur
            Vidal Vincent Weber
            """.strip().split("\\s+");

    private Names() {}

    static String given(SplittableRandom random) {
        return GIVEN[random.nextInt(GIVEN.length)];
    }

    static String family(SplittableRandom random) {
        return FAMILY[random.nextInt(FAMILY.length)];
    }

    static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
