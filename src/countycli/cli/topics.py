"""The texts of `countycli help TOPIC`: rules that hold for all commands, files, variables and exit codes."""

from __future__ import annotations

from countycli.errors import ExitCode
from countycli.phrases import N_
from countycli.record import NamedTuple

Entries = tuple[tuple[str, str], ...]


class Topic(NamedTuple):
    """A page of help. `blocks` are paragraphs, or lists of terms with explanations; all are translated when shown."""

    title: str
    blocks: tuple[str | Entries, ...]


EXIT_CODES = {
    ExitCode.OK: N_("success"),
    ExitCode.FAILURE: N_("a failure of countycli or of the place it should write to"),
    ExitCode.USAGE: N_("the command line can't be understood"),
    ExitCode.NOT_FOUND: N_("nothing found"),
    ExitCode.AMBIGUOUS: N_("a name stands for several things, which are listed"),
    ExitCode.INVALID_DATASET: N_("the dataset breaks its rules or can't be read"),
    ExitCode.CHANGED: N_("a verified file doesn't hold any more what was written"),
    ExitCode.INTERRUPTED: N_("interrupted with Ctrl-C"),
}

TOPICS = {
    "ranking": Topic(
        N_("What a ranking compares"),
        (
            N_(
                "`rank` sets like beside like: by one indicator and one period, outcomes with an exact value, whole"
                " counties. Further indicators and periods stand beside that."
                " Without --period it takes the period for which most of today's counties can be ranked, the latest"
                " among equals, and names the next best. It has the counties that existed when the period ended."
            ),
            N_(
                "Equal values share a rank (1, 2, 2, 4). The best come first, where an indicator has a best;"
                " --ascending and --descending decide otherwise. --latest takes each county's own latest whole year and"
                " shows it."
            ),
            N_(
                "Bars begin at zero, and all are on one scale. The median of all that are ranked stands at its place"
                " among the counties, and so do prefecture, province and nation where their figures are averages, such"
                " as growth, shares and amounts per head; their totals stand below. --mark shows a county wherever it"
                " ranks, or says why it doesn't."
            ),
            N_("Whoever is left out is counted and named with the reason, in JSON under `excluded`."),
        ),
    ),
    "status": Topic(
        N_("Status of figures, and other marks"),
        (
            N_(
                "What a document reports is an outcome, first preliminary and later final; estimates and forecasts are"
                " shown, but never ranked. An aim is no figure: `targets` holds it against what came of it. Where"
                " several documents tell the same, the headline is chosen by a fixed rule; `why` shows all of them."
            ),
            (
                ("A", N_("reported, or final")),
                ("P", N_("preliminary")),
                ("E", N_("estimate")),
                ("F", N_("forecast")),
                ("B", N_("the boundaries changed since: no series leads across")),
                ("Z", N_("functional zones of the prefecture are counted apart")),
                ("=", N_("calculated from other figures, by a formula that `why` shows")),
                ("?", N_("it can hardly be right: never ranked or calculated with, for the reason in the note")),
                ("*", N_("it has a note")),
                ("!", N_("documents differ by more than rounding")),
                (">= > <= < ~", N_("not exact: at least, more than, at most, less than, about")),
                ("( )", N_("the document doesn't state the period")),
            ),
        ),
    ),
    "periods": Topic(
        N_("How periods are written"),
        (
            (
                ("2024, 2024年", N_("a year")),
                ("2024Q1-Q3, 2024前三季度", N_("the first three quarters")),
                ("2025H1, 2025上半年", N_("a half-year")),
                ("2024-09, 2024-01/09", N_("a month, several months")),
                ("2021/2025, 十四五", N_("several years, a five-year plan")),
                ("Jan–Sep 2024", N_("as it stands in tables")),
            ),
            N_(
                "A part of a year is never compared with a whole one. In JSON and files periods are canonical: `2024`,"
                " `2024-01/2024-09`, `2021/2025`."
            ),
        ),
    ),
    "charts": Topic(
        N_("What a chart joins"),
        (
            N_(
                "`trend` joins only what follows: whole years with whole years, a part of a year with the same part of"
                " other years. Each change is since the exact figure before, and the table says which that is or why no"
                " change is told."
            ),
            (
                (
                    "●, A B C",
                    N_("an exact figure; among several places each has its letter, a small one for what is not exact"),
                ),
                ("─", N_("from one year to the next")),
                ("·", N_("over missing years, or between figures that may not be alike")),
                ("┊", N_("a change of territory: nothing leads across")),
                ("○", N_("an estimate, a bound, or a period that the document doesn't state")),
                ("?", N_("doubtful as printed")),
                ("◇", N_("a target")),
                ("+", N_("the prefecture or province; its amounts are scaled to begin with the county's figure")),
                ("*", N_("several places at one point")),
            ),
            N_("On the right, without an axis below it, stands the newest part of a year."),
        ),
    ),
    "names": Topic(
        N_("How counties, scopes and indicators are named"),
        (
            N_(
                "A county or region is known by its code, its full or short name, in simplified or traditional"
                " characters, its pinyin with or without spaces and tones, its initials, former names, and with what it"
                " lies in before it: 温州平阳. A name with spaces needs quotes."
            ),
            N_(
                "English names are known, too: Pingyang County, Inner Mongolia, Kashgar, Jingning She Autonomous"
                " County; `Longquan, Zhejiang` has the wider place last. ü is typed as u, v or, as in passports, yu."
                " Spaces, apostrophes, case and characters that nobody sees make no difference. In English answers name"
                " places as `Longquan 龙泉市`, which is understood when copied."
            ),
            N_(
                "One that fits answers; what was taken is said on stderr where it isn't plain. Several are listed, with"
                " exit code 4. An unknown name is answered with those that are close to it."
            ),
            N_(
                "--in takes a province, a prefecture or a group. Several times, or joined by +, it takes regions"
                " together or groups together; of a group and a region the counties that are in both."
            ),
            N_("An indicator has an id, names and other terms: `countycli metrics` lists them, `search` finds them."),
        ),
    ),
    "formats": Topic(
        N_("Formats of answers"),
        (
            (
                ("table", N_("for people; on a terminal as wide as that, in a pipe as wide as it needs")),
                ("markdown, md", N_("for documents; sources are footnotes")),
                ("html", N_("a page of its own, to be sent: no network, sortable tables")),
                ("xlsx", N_("a workbook: figures, documents, method; needs -o FILE")),
                ("svg", N_("a picture for documents and slides: a chart, a map, or the page")),
                ("json", N_("one object with everything: query, notes, sources")),
                ("jsonl", N_("one object a line, the rows alone")),
                ("csv, tsv", N_("the rows alone, one figure or record a line")),
            ),
            N_(
                "--cite adds references to all documents of an answer, by GB/T 7714 or in the style that follows, to"
                " all formats but those of rows alone."
            ),
            N_(
                "On a terminal a table is drawn with frames, bars and colours, and titles of documents are links to"
                " them, where the terminal has them; in a pipe the same words are plain text."
            ),
            N_(
                "With --pager an answer on a terminal is leafed through, in less or the pager that is set"
                " (`countycli help environment`); one that fits the screen just stands there."
            ),
            N_(
                "-f chooses one, --json is short for the third; with -o FILE the ending of the name does: {endings}."
                " With JSON, errors are objects too, on the last line of stderr. Keys and codes are the same in both"
                " languages."
            ),
            N_(
                "JSON Schema files describe what JSON holds: `show-1.json` the answer whose `schema` is"
                " `countycli/show/1`, `show-1-line.json` a line of `-f jsonl`, `error-1.json` an error. They lie in"
                " {schemas}."
            ),
        ),
    ),
    "citing": Topic(
        N_("How figures and documents are cited"),
        (
            (
                ("cite COUNTY METRIC", N_("the document behind the figure; -p names a period")),
                ("cite ID", N_("a document, by the id that `countycli sources` lists")),
                ("--cite", N_("with an answer: references to all its documents, below it")),
            ),
            N_("--style takes, and so does --cite behind itself:"),
            (
                (
                    "gbt7714, gb",
                    N_("GB/T 7714-2025, the usual one: news, report, book or data set, as the document is"),
                ),
                ("bibtex, bib", N_("an entry for LaTeX")),
                ("csl", N_("CSL-JSON, which Zotero and citation processors read")),
                ("news", N_("a sentence that says figure, period and source")),
            ),
            N_(
                "What a document doesn't tell, such as an author or a day, is left out as the standard says. A text"
                " that was read on another site, and a compilation of others' figures, are named as such; `why` shows"
                " where in the document a figure stands."
            ),
        ),
    ),
    "completion": Topic(
        N_("Completion of words by the shell"),
        (
            N_(
                "`countycli --install-completion` teaches completion to the shell that runs: bash (5 or newer), zsh,"
                " fish or PowerShell; open a new one then. `countycli --show-completion` prints the script instead."
            ),
            N_(
                "Tab completes commands, options, counties, indicators, scopes, topics, kinds, documents, and the"
                " periods that there are of the indicator and the county on the line. Names are typed in Chinese, in"
                " pinyin or by initials, and become what is meant: `longq` becomes 龙泉市 or 龙泉驿区. Of several, each"
                " is shown with what tells it apart; namesakes become names that mean one place (长春朝阳区)."
            ),
            (
                ("bash", N_("a second Tab lists what several offers are")),
                ("zsh", N_("further Tabs go through what several offers are")),
                ("fish", N_("shows what was typed beside each offer, for it drops others")),
                ("PowerShell", N_("Ctrl+Space lists offers with what they are")),
            ),
        ),
    ),
    "files": Topic(
        N_("Figures of your own, and where files lie"),
        (
            N_(
                "TOML files of the dataset's form are read beside the book: those that --data or COUNTYCLI_DATA names,"
                " and all in the folder for your own data. `countycli data check FILE` tells what is wrong with one;"
                " no file is ever changed. A file with faults is left out, which is told; one that --data names stops"
                " the answer, as all do with --strict."
            ),
            (
                ("{data}", N_("folder of your own data")),
                ("{cache}", N_("compiled indexes; may be emptied at any time")),
            ),
            N_(
                "A file that --output writes carries its question, the version of the data and a digest of what it"
                " holds; beside CSV, TSV, JSON Lines and text these are in a second file, FILE.fixity."
                " `countycli verify FILE` tells what changed in the file since, and what the book says differently"
                " today."
            ),
            N_(
                "`countycli data path` tells where the book's own files lie, `countycli data export` writes it as"
                " tables for other programs."
            ),
        ),
    ),
    "exit-codes": Topic(N_("Exit codes"), (tuple((str(int(code)), meaning) for code, meaning in EXIT_CODES.items()),)),
    "environment": Topic(
        N_("Environment variables"),
        (
            (
                ("COUNTYCLI_LANG", N_("zh or en; --lang comes before it")),
                ("LC_ALL, LC_MESSAGES, LANG", N_("the language without that: Chinese where none is named")),
                ("COUNTYCLI_DATA", N_("files and folders with figures of your own")),
                ("COUNTYCLI_TODAY", N_("the date by which dates of your own data lie in the future")),
                ("COUNTYCLI_WIDTH", N_("width of tables; --width comes before it")),
                ("COUNTYCLI_PAGER", N_("a pager for every answer on a terminal; --no-pager comes before it")),
                ("PAGER", N_("the pager of --pager: less or more where neither names one, none if cat or empty")),
                ("LESS", N_("what less is told: FRX where nothing is set")),
                ("TERM", N_("of a dumb terminal: no colour, links, pager or progress, and frames of ASCII")),
                ("COUNTYCLI_ASCII", N_("1: frames, bars and charts of ASCII, where others are two cells wide")),
                ("NO_COLOR, FORCE_COLOR", N_("no colour, or colour in a pipe too; --color comes before them")),
                ("FORCE_HYPERLINK", N_("0: no links; 1: links wherever there is colour")),
                ("SOURCE_DATE_EPOCH", N_("when written files and data packages were made, in seconds since 1970")),
                ("XDG_DATA_HOME, XDG_CACHE_HOME", N_("where the folders of `countycli help files` are")),
            ),
        ),
    ),
}
