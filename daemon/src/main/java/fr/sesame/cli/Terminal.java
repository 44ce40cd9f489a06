package fr.sesame.cli;

import java.io.PrintWriter;

/** Tables go to {@code out}, everything that is said beside them to {@code err}. */
record Terminal(PrintWriter out, PrintWriter err) {

    void say(String line) {
        err.println(line);
        err.flush();
    }
}
