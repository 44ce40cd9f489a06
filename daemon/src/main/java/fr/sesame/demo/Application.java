package fr.sesame.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** An application whose nightly extract is read, as its files really are (docs/sources.md): columns, encoding, line ends, dates. */
enum Application {
    APOGEE(
            Charset.forName("windows-1252"),
            "\r\n",
            "dd/MM/uuuu",
            "COD_ETU;COD_NNE_IND;COD_CLE_NNE_IND;NUM_DOS_HAR_PER;LIB_NOM_PAT_IND;LIB_NOM_USU_IND;LIB_PR1_IND;DATE_NAI_IND;COD_ANU;"
                    + "ETA_IAE;ETA_PMT_IAE;TEM_IAE_PRM;DAT_CRE_IAE;DAT_ANN_IAE;COD_ETP;COD_CMP"),
    SIHAM(
            StandardCharsets.UTF_8,
            "\n",
            "uuuu-MM-dd",
            "MATCLE;NOMUSE;NOMPAT;PRENOM;QUALIT;DATNAI;CATEGORIE;CORPS;UO_HIE;DTEF00;DTEN00;DATXXX"),
    HARPEGE(
            Charset.forName("ISO-8859-15"),
            "\r\n",
            "dd/MM/uuuu",
            "NO_INDIVIDU;NOM_PATRONYMIQUE;NOM_USUEL;PRENOM;D_NAISSANCE;TYPE;D_DEB;D_FIN;D_FIN_EXECUTION;VALIDE_PAR;D_SAISIE;"
                    + "C_STRUCTURE"),
    SAGHE(
            StandardCharsets.UTF_8,
            "\n",
            "uuuu-MM-dd",
            "ID_INTERVENANT;NOM;PRENOM;DATE_NAISSANCE;ANNEE;COMPOSANTE;NB_HEURES");

    private final Charset charset;
    private final String lineEnd;
    private final DateTimeFormatter dates;
    private final List<String> columns;

    Application(Charset charset, String lineEnd, String dates, String columns) {
        this.charset = charset;
        this.lineEnd = lineEnd;
        this.dates = DateTimeFormatter.ofPattern(dates, Locale.ROOT);
        this.columns = List.of(columns.split(";"));
    }

    /** The source's name. */
    String source() {
        return name().toLowerCase(Locale.ROOT);
    }

    String file() {
        return source() + ".csv";
    }

    Charset charset() {
        return charset;
    }

    String lineEnd() {
        return lineEnd;
    }

    List<String> columns() {
        return columns;
    }

    String day(LocalDate day) {
        return dates.format(day);
    }

    /** Whether its encoding has all of these letters; of others it keeps question marks. */
    boolean canWrite(String text) {
        return charset.newEncoder().canEncode(text);
    }
}
