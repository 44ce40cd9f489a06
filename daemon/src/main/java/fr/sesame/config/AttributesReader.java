package fr.sesame.config;

import fr.sesame.access.AttributeGroup;
import fr.sesame.directory.ldap.PersonAttribute;
import fr.sesame.directory.ldap.PersonSchema;
import fr.sesame.schema.AffiliationProjection;
import fr.sesame.schema.Identifiers;
import fr.sesame.source.rows.AttributeColumns;
import fr.sesame.source.rows.AttributeColumns.Unknown;
import fr.sesame.source.rows.Conversion;
import fr.sesame.source.rows.Nearest;
import fr.sesame.source.rows.Template;
import fr.sesame.source.rows.ValueForm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code attributes:} of a source; docs/attributes.md is its reference. */
final class AttributesReader {
    private static final String COLUMN = "the name of a column";
    private static final String ATTRIBUTE = "an attribute that entries of people have (inetOrgPerson, supannPerson)";
    private static final String KEPT = "another attribute: that one is kept by Sésame itself";
    private static final String ALONE = "another attribute: that one is the person's alone";

    private static final Set<AttributeGroup> KEPT_GROUPS = EnumSet.of(
            AttributeGroup.OBJECT_CLASS,
            AttributeGroup.LOGIN,
            AttributeGroup.MAIL,
            AttributeGroup.STATE,
            AttributeGroup.LIFE_CYCLE,
            AttributeGroup.AFFILIATIONS,
            AttributeGroup.LOCK,
            AttributeGroup.LOCK_HISTORY,
            AttributeGroup.PASSWORD,
            AttributeGroup.HASHES,
            AttributeGroup.PWD_STATE,
            AttributeGroup.PROJECTION,
            AttributeGroup.MEMBERSHIP,
            AttributeGroup.MEMBERS,
            AttributeGroup.IDENTITY_KEYS);
    /** The daemon may not write them. */
    private static final Set<AttributeGroup> PERSONAL_GROUPS =
            EnumSet.of(AttributeGroup.WEB_SITE, AttributeGroup.LISTE_ROUGE);

    private static final Set<String> KEPT_NAMES = keptNames();

    private AttributesReader() {}

    private static Set<String> keptNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Identifiers.ATTRIBUTES);
        names.addAll(AffiliationProjection.ATTRIBUTES);
        return names;
    }

    static List<AttributeColumns> read(Section section) {
        List<AttributeColumns> attributes = new ArrayList<>();
        Map<String, String> keys = new HashMap<>();
        for (String key : section.keys()) {
            Optional<PersonAttribute> attribute = attribute(section, key);
            Section one = section.section(key);
            AttributeColumns columns = columns(one, attribute);
            if (attribute.isPresent() && columns != null) {
                String other = keys.put(attribute.get().name(), key);
                if (other == null) {
                    attributes.add(columns);
                } else {
                    section.problem(key, "the attribute that '" + other + "' is too", "each attribute once");
                }
            }
        }
        return attributes;
    }

    /** The attribute, if sources may give it. */
    private static Optional<PersonAttribute> attribute(Section section, String key) {
        Optional<PersonAttribute> found = PersonSchema.standard().find(key);
        String problem = problem(found, key);
        if (problem == null) {
            return found;
        }
        section.problem(key, "'" + key + "'", problem);
        return Optional.empty();
    }

    private static @Nullable String problem(Optional<PersonAttribute> found, String key) {
        if (found.isEmpty()) {
            return Nearest.of(key, givable())
                    .map(near -> ATTRIBUTE + "; did you mean '" + near + "'?")
                    .orElse(ATTRIBUTE);
        }
        PersonAttribute attribute = found.get();
        AttributeGroup group = MastersReader.groupOf(attribute.name());
        if (attribute.isOwn()
                || KEPT_NAMES.contains(attribute.name())
                || KEPT_GROUPS.contains(group)
                || attribute.name().toLowerCase(Locale.ROOT).startsWith("sesame")) {
            return KEPT;
        }
        if (PERSONAL_GROUPS.contains(group)) {
            return ALONE;
        }
        return attribute.isText() ? null : "an attribute whose values are text";
    }

    /** What sources may give: nothing else is suggested. */
    private static Set<String> givable() {
        PersonSchema schema = PersonSchema.standard();
        return schema.names().stream()
                .filter(name -> problem(schema.find(name), name) == null)
                .collect(Collectors.toSet());
    }

    private static @Nullable AttributeColumns columns(Section one, Optional<PersonAttribute> attribute) {
        List<Template> templates = templates(one);
        String separator = one.optional("split", "what stands between two values, no blank");
        List<Conversion> conversions = conversions(one, List.of(Conversion.values()));
        Map<String, String> table = new LinkedHashMap<>();
        Section values = one.section("values");
        for (String value : values.keys()) {
            table.put(value, values.text(value, "the value that stands for it"));
        }
        String standIn = one.optional("default", "the value of all that are not in 'values'");
        Unknown unknown = one.word(
                "unknown",
                List.of(Unknown.HOLD, Unknown.KEEP, Unknown.LEAVE_OUT),
                word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                standIn == null ? Unknown.HOLD : Unknown.DEFAULT);
        if (table.isEmpty() && (standIn != null || one.has("unknown"))) {
            one.problem("values", "nothing", "a table, since there is a setting for what is not in it");
        }
        if (standIn != null && one.has("unknown")) {
            one.problem("unknown", "this and 'default'", "one of the two");
        }
        String prefix = one.value("prefix", text -> text, "", "text such as {NCORPS}");
        if (templates.isEmpty() || attribute.isEmpty()) {
            return null;
        }
        PersonAttribute of = attribute.get();
        return new AttributeColumns(
                of.name(),
                form(of),
                templates,
                separator,
                conversions,
                table,
                unknown,
                standIn == null ? "" : standIn,
                prefix);
    }

    private static List<Template> templates(Section one) {
        boolean column = one.has("column");
        if (column == one.has("template")) {
            one.problem(
                    "",
                    column ? "both column and template" : "neither column nor template",
                    "column: <column>, or template: \"{<column>} {<column>}\"; several in a list, of which the first that is"
                            + " filled counts");
            return List.of();
        }
        List<Template> templates = new ArrayList<>();
        if (column) {
            one.list("column", COLUMN).forEach(name -> templates.add(Template.column(name)));
        } else {
            String expected = "text with columns in it, such as {BATIMENT} {BUREAU}";
            for (String text : one.list("template", expected)) {
                try {
                    templates.add(Template.parse(text));
                } catch (IllegalArgumentException e) {
                    one.problem("template", "'" + text + "'", expected);
                }
            }
        }
        return templates;
    }

    /** The conversions of that part, in their order. */
    static List<Conversion> conversions(Section section, List<Conversion> allowed) {
        String expected = "some of "
                + String.join(", ", allowed.stream().map(Conversion::word).toList());
        List<Conversion> conversions = new ArrayList<>();
        for (String word : section.list("convert", expected)) {
            Optional<Conversion> conversion =
                    allowed.stream().filter(one -> one.word().equals(word)).findFirst();
            conversion.ifPresentOrElse(conversions::add, () -> section.problem("convert", "'" + word + "'", expected));
        }
        return conversions;
    }

    private static ValueForm form(PersonAttribute attribute) {
        return new ValueForm() {
            @Override
            public boolean isSingle() {
                return attribute.isSingle();
            }

            @Override
            public Optional<String> refusal(String value) {
                return attribute.refusal(value);
            }

            @Override
            public String normal(String value) {
                return attribute.normal(value);
            }
        };
    }
}
