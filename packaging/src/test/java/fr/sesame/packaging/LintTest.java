package fr.sesame.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The package as Debian's own checker sees it. Needs Debian's package lintian. */
@Tag("slow")
class LintTest {
    @Test
    void lintianFindsNothingToSay() throws Exception {
        Machine.Said said = Machine.run(List.of(
                "lintian",
                "--fail-on",
                "error,warning",
                "--allow-root",
                "--no-cfg",
                Packages.built().toString()));
        assertThat(said.text()).isEmpty();
        assertThat(said.code()).isZero();
    }
}
