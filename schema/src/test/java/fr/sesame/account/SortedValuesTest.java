package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedValuesTest {

    @ParameterizedTest
    @CsvSource({"''", "b", "b a", "c a b a", "b b"})
    void isTheSameAsATree(String text) {
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" "));
        TreeSet<String> tree = new TreeSet<>(words);

        SortedSet<String> values = SortedValues.copyOf(words);

        assertThat(values).containsExactlyElementsOf(tree).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(tree).isEqualTo(values);
        assertThat(values.equals(SortedValues.copyOf(tree))).isTrue();
        assertThat(values.comparator()).isNull();
        assertThat(new TreeSet<>(values)).isEqualTo(tree);
        for (String word : List.of("", "a", "aa", "b", "c", "d")) {
            assertThat(values.contains(word)).isEqualTo(tree.contains(word));
            assertThat(values.headSet(word)).isEqualTo(tree.headSet(word));
            assertThat(values.tailSet(word)).isEqualTo(tree.tailSet(word));
            assertThat(values.subSet("a", word.isEmpty() ? "a" : word))
                    .isEqualTo(tree.subSet("a", word.isEmpty() ? "a" : word));
        }
    }

    @Test
    void knowsItsEnds() {
        SortedSet<String> values = SortedValues.copyOf(List.of("b", "c", "a"));

        assertThat(values.first()).isEqualTo("a");
        assertThat(values.last()).isEqualTo("c");
    }

    @Test
    void othersAreNotEqual() {
        assertThat(SortedValues.copyOf(List.of("a"))).isNotEqualTo(SortedValues.copyOf(List.of("b")));
        assertThat(SortedValues.copyOf(List.of("a"))).isNotEqualTo(SortedValues.copyOf(List.of("a", "b")));
        assertThat(SortedValues.copyOf(List.of("a"))).isNotEqualTo(Collections.emptySortedSet());
        assertThat(SortedValues.copyOf(List.of("a"))).isNotEqualTo(List.of("a"));
    }

    @Test
    void neverChanges() {
        List<String> source = new ArrayList<>(List.of("a"));
        SortedSet<String> values = SortedValues.copyOf(source);
        source.add("b");

        assertThat(values).containsExactly("a");
        assertThat(SortedValues.copyOf(values)).isSameAs(values);
        assertThatThrownBy(() -> values.add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
