package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureTreeTest {
    private static Structure structure(String code, @Nullable String parent) {
        return new Structure(
                new StructureCode(code), "Label of " + code, "UFR", parent == null ? null : new StructureCode(parent));
    }

    private static final StructureTree TREE = new StructureTree(List.of(
            structure("TEAM", "LAB"),
            structure("LAB", "UFR"),
            structure("UFR", "UNIV"),
            structure("UNIV", null),
            structure("LOST", "GONE"),
            structure("SELF", "SELF"),
            structure("A", "B"),
            structure("B", "A")));

    @ParameterizedTest
    @CsvSource({
        "TEAM, TEAM LAB UFR UNIV",
        "UFR,  UFR UNIV",
        "UNIV, UNIV",
        "LOST, LOST",
        "SELF, SELF",
        "A,    A B",
        "NONE, ''"
    })
    void fromAStructureToTheTop(String from, String up) {
        assertThat(String.join(
                        " ",
                        TREE.upFrom(new StructureCode(from)).stream()
                                .map(one -> one.code().value())
                                .toList()))
                .isEqualTo(up);
    }

    @Test
    void anotherParentIsAnotherTreeAndAnotherLabelIsNot() {
        StructureTree one = new StructureTree(List.of(structure("LAB", "UFR")));
        assertThat(one).hasToString(new StructureTree(List.of(structure("LAB", "UFR"))).toString());
        assertThat(one.toString()).isNotEqualTo(new StructureTree(List.of(structure("LAB", "UNIV"))).toString());
        assertThat(one.toString()).isNotEqualTo(new StructureTree(List.of(structure("LAB", null))).toString());
    }
}
