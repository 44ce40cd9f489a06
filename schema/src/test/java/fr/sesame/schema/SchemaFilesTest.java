package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.ObjectClass;
import org.apache.directory.api.ldap.model.schema.parsers.AttributeTypeDescriptionSchemaParser;
import org.apache.directory.api.ldap.model.schema.parsers.ObjectClassDescriptionSchemaParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema files, read with an LDAP library's own parsers. */
class SchemaFilesTest {
    private static final String ARC = "2.25.50878490320204810461087104009020196403";
    /** Of core, cosine and inetOrgPerson, which every server has. */
    private static final Set<String> STANDARD =
            Set.of("labeleduri", "telephonenumber", "distinguishedname", "mail", "uid", "cn", "description");

    private static final Map<String, AttributeType> TYPES = new HashMap<>();
    private static final Map<String, ObjectClass> CLASSES = new HashMap<>();
    private static final List<String> OIDS = new ArrayList<>();

    @BeforeAll
    static void parse() throws Exception {
        for (SchemaFile file : SchemaFiles.all()) {
            for (String description : file.attributeTypes()) {
                AttributeType type = new AttributeTypeDescriptionSchemaParser().parse(description);
                TYPES.put(type.getName().toLowerCase(Locale.ROOT), type);
                OIDS.add(type.getOid());
            }
            for (String description : file.objectClasses()) {
                ObjectClass objectClass = new ObjectClassDescriptionSchemaParser().parse(description);
                CLASSES.put(objectClass.getName().toLowerCase(Locale.ROOT), objectClass);
                OIDS.add(objectClass.getOid());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"eduperson, 16, 1", "schac, 17, 7", "supann, 66, 6", "netscape, 2, 0", "sesame, 27, 6"})
    void everyDefinitionIsThere(String name, int attributeTypes, int objectClasses) {
        SchemaFile file = SchemaFiles.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(file.attributeTypes()).hasSize(attributeTypes);
        assertThat(file.objectClasses()).hasSize(objectClasses);
    }

    @Test
    void noOidIsGivenTwice() {
        assertThat(new HashSet<>(OIDS)).hasSameSizeAs(OIDS);
    }

    @Test
    void oursAreUnderOneArc() {
        TYPES.values().stream()
                .filter(type -> type.getName().startsWith("sesame"))
                .forEach(type -> assertThat(type.getOid()).startsWith(ARC + ".1."));
        assertThat(CLASSES.get("sesameaccount").getOid()).isEqualTo(ARC + ".2.1");
    }

    @Test
    void aClassHasOnlyAttributesThatAreThere() {
        Set<String> unknown = new TreeSet<>();
        for (ObjectClass objectClass : CLASSES.values()) {
            List<String> attributes = new ArrayList<>(objectClass.getMustAttributeTypeOids());
            attributes.addAll(objectClass.getMayAttributeTypeOids());
            for (String attribute : attributes) {
                String name = attribute.toLowerCase(Locale.ROOT);
                if (!TYPES.containsKey(name) && !STANDARD.contains(name)) {
                    unknown.add(objectClass.getName() + " " + attribute);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void theNextChangeIsOrderedAndSingle() {
        AttributeType next = TYPES.get("sesamenextchange");
        assertThat(next.getOrderingOid()).isEqualTo("generalizedTimeOrderingMatch");
        assertThat(next.isSingleValued()).isTrue();
    }

    /** SUPANN 2020 and eduPerson 202208: a wrong OID or syntax would be another attribute to whoever reads the export. */
    @ParameterizedTest
    @CsvSource({
        "eduPersonAffiliation,              1.3.6.1.4.1.5923.1.1.1.1,  15, false",
        "eduPersonPrimaryAffiliation,       1.3.6.1.4.1.5923.1.1.1.5,  15, true",
        "eduPersonScopedAffiliation,        1.3.6.1.4.1.5923.1.1.1.9,  15, false",
        "supannEntiteAffectation,           1.3.6.1.4.1.7135.1.2.1.8,  26, false",
        "supannEntiteAffectationPrincipale, 1.3.6.1.4.1.7135.1.2.1.13, 26, true",
        "supannEtuAnneeInscription,         1.3.6.1.4.1.7135.1.2.1.25, 36, false",
        "supannEtuInscription,              1.3.6.1.4.1.7135.1.2.1.30, 15, false",
        "supannEtuEtape,                    1.3.6.1.4.1.7135.1.2.1.29, 15, false",
        "supannEmpProfil,                   1.3.6.1.4.1.7135.1.2.1.56, 15, false",
        "supannExtProfil,                   1.3.6.1.4.1.7135.1.2.1.57, 15, false",
        "supannCodePopulation,              1.3.6.1.4.1.7135.1.2.1.58, 15, false",
        "supannEmpDateFin,                  1.3.6.1.4.1.7135.1.2.1.59, 24, false",
        "supannEtuDateFin,                  1.3.6.1.4.1.7135.1.2.1.60, 24, false",
        "supannExtDateFin,                  1.3.6.1.4.1.7135.1.2.1.61, 24, false"
    })
    void whatSomebodyIsHasTheAttributesOfTheStandards(String name, String oid, String syntax, boolean single) {
        AttributeType type = TYPES.get(name.toLowerCase(Locale.ROOT));
        assertThat(type.getOid()).isEqualTo(oid);
        assertThat(type.getSyntaxOid()).isEqualTo("1.3.6.1.4.1.1466.115.121.1." + syntax);
        assertThat(type.isSingleValued()).isEqualTo(single);
        assertThat(AffiliationProjection.ATTRIBUTES).contains(name).hasSize(14);
        String objectClass = name.startsWith("eduPerson") ? "eduperson" : "supannperson";
        assertThat(CLASSES.get(objectClass).getMayAttributeTypeOids()).contains(name);
    }

    @Test
    void everyNameThatTheCodeUsesIsInTheSchemaOrStandard() throws Exception {
        for (var field : Attributes.class.getFields()) {
            String name = String.valueOf(field.get(null));
            if (name.startsWith("sesame") || name.startsWith("supann") || name.startsWith("eduPerson")) {
                assertThat(TYPES).containsKey(name.toLowerCase(Locale.ROOT));
            }
        }
    }
}
