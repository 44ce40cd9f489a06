package fr.sesame.demo;

import java.util.List;

/** The names of the imaginary people. No two given names, and no two family names, are the same without accents. */
final class Names {
    /** Of everybody; some have letters that an encoding of Western Europe loses. */
    static final List<String> GIVEN = words("""
            Adam Adèle Agathe Agnès Aïcha Alban Alexandre Alice Amandine Amélie Ana-María Anaïs André Antoine Arthur Aurélie
            Axel Baptiste Bastien Béatrice Bénédicte Benoît Brigitte Brune Camille Capucine Caroline Catherine Cécile Céline
            Chloé Christine Christophe Claire Claude Colette Constance Corentin Cyril Damien Đặng Delphine Didier Dominique
            Dylan Edgar Élise Élodie Éloïse Émilie Emma Enzo Erwan Étienne Eugénie Fabrice Fatima Félix Florence Florian
            François Frédéric Gabriel Gaëlle Gaspard Geneviève Georges Guillaume Gwenaëlle Hélène Henri Hortense Hugo Ibrahim
            Inès Iris Isabelle Ismaël Jacques Jade Jean-Baptiste Jérémy Joël Jordan Joséphine Jules Julia Jürgen Karim Kévin
            Laëtitia Lamine Laure Léa Léonard Lilou Lina Loïc Louise Luc Ludovic Madeleine Maël Maïwenn Małgorzata Manon
            Marguerite Marie-Thérèse Marius Mathilde Maxime Mehdi Mickaël Mila Mohamed Morgane Nadia Nathalie Nathan Nicolas
            Noël Noémie Nour Océane Ömer Oscar Pascal Patrick Pauline Quentin Rachid Raphaël Régis Rémi Romain Rose Sabrina
            Samir Sandrine Sarah Sébastien Simon Soizic Solène Søren Stéphane Steven Suzanne Sylvie Tanguy Théo Thierry
            Thomas Tiphaine Tristan Valentin Véronique Victor Virginie Xavier Yasmine Ysaline Zinédine Zoé
            """);

    /** Of people whom only applications in UTF-8 know. */
    static final List<String> GIVEN_ELSEWHERE = words("Ольга Γεώργιος 明 Дмитрий Ελένη محمد");

    /** Families: birth names, usual names, and parts of compound ones. */
    static final List<String> FAMILY = words("""
            Adam André Arnaud Aubert Barbier Benoît Bernard Bertrand Bihan Blanc Blanchard Bonnet Boucher Bourgeois Boyer
            Brunet Carpentier Caron Chevalier Clément Colin Cousin Da_Silva David Denis Deschamps Diallo Dubois Dufour Dumas
            Dumont Dupont Dupré Durand Duval El_Khoury Étienne Fabre Faure Fernandes Fontaine Fournier François Gaillard
            García Garnier Gauthier Gérard Girard Giraud Guérin Guichard Guillot Henry Hubert Huet Jacquet Joly Kowalczyk
            Lacroix Lambert Laurent Le_Bihan Le_Goff Lebrun Leclerc Lecomte Lefebvre Legrand Lemaire Lemoine Leroux L'Hostis
            López Lucas Łukasiewicz Maillard Marchand Marie Martin Martínez Masson Mathieu Mercier Meunier Meyer Michel Moreau
            Morin Moulin Müller N'Guessan Nguyễn Nicolas Noël Ñíguez O'Brien Ødegård Œuvrard Olivier Paris Payet Perrin
            Petit Philippe Picard Pierre Poirier Prévost Renard Renaud Rey Richard Rivière Robert Robin Roche Rodríguez Roger
            Rolland Rousseau Roussel Roux Royer Saint-Exupéry Sánchez Schmitt Schneider Šimůnek Thomas Tour-d'Auvergne Traoré
            Vallet van_den_Berghe Vasseur Vidal Vincent Weber Yılmaz Zimmermann Çelik d'Hérouville de_La_Tour Charpentier
            Collet Delorme Germain Humbert Joubert Klein Leblanc Monnier Navarro Pasquier Pichon Poulain Rault Tessier
            """);

    static final List<String> FAMILY_ELSEWHERE = words("Иванова Παπαδόπουλος 王 Соколов العلوي");

    /** Twins are called so: one letter off, and two people. */
    static final List<List<String>> TWINS =
            List.of(List.of("Léo", "Léon"), List.of("Noé", "Noa"), List.of("Élie", "Élia"), List.of("Flora", "Flore"));

    private Names() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+")).stream()
                .map(word -> word.replace('_', ' '))
                .toList();
    }
}
