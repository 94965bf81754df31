//! The codes of everything that can be wrong with a file or a cell as such.
//!
//! What a value means to a meeting, an indicator or a risk has its codes with
//! the rules that check it.

use crate::diag::{Code, Severity};

/// Makes a static of every code, and the list of all with what each says.
macro_rules! codes {
    ($($(#[doc = $says:literal])+ $code:ident = $severity:ident $id:literal $name:literal;)+) => {
        $(
            $(#[doc = $says])+
            pub static $code: Code = Code { id: $id, name: $name, severity: Severity::$severity };
        )+

        /// Every code of the readers, with what it says.
        pub static ALL: &[(&Code, &str)] = &[$((&$code, concat!($($says),+))),+];
    };
}

codes! {
    /// The file is no readable workbook: empty, cut short, damaged.
    UNREADABLE_WORKBOOK = Error "READ001" "unreadable-workbook";
    /// The workbook asks for a password.
    PROTECTED_WORKBOOK = Error "READ002" "protected-workbook";
    /// The workbook unpacks to more than a report can need.
    OVERSIZED_WORKBOOK = Error "READ003" "oversized-workbook";
    /// The file is something other than a spreadsheet.
    UNKNOWN_FORMAT = Error "READ004" "unknown-format";
    /// The file holds bytes that are no valid text.
    LOSSY_TEXT = Error "READ005" "lossy-text";
    /// The cell holds no number.
    NOT_A_NUMBER = Error "READ010" "not-a-number";
    /// The cell holds no date.
    NOT_A_DATE = Error "READ011" "not-a-date";
    /// The cell holds no month, quarter, half or financial year.
    NOT_A_PERIOD = Error "READ012" "not-a-period";
    /// The cell may mean a share of one or a number of percent.
    AMBIGUOUS_PERCENTAGE = Warning "READ013" "ambiguous-percentage";
    /// The cell holds a spreadsheet error such as `#DIV/0!`.
    ERROR_VALUE = Error "READ014" "error-value";
    /// The cell holds no fraction such as `74 / 81`.
    NOT_A_FRACTION = Error "READ015" "not-a-fraction";
    /// The cell holds no time of day.
    NOT_A_TIME = Error "READ016" "not-a-time";
    /// A cell that every row must fill is empty.
    EMPTY_CELL = Error "READ020" "empty-required-cell";
    /// A word is not on the closed list of its column.
    UNKNOWN_CHOICE = Error "READ021" "unknown-choice";
    /// No row of headings fits the table that was looked for.
    NO_TABLE = Error "READ022" "table-not-found";
    /// A required column is missing.
    MISSING_COLUMN = Error "READ023" "missing-column";
    /// A heading is not read but is close to one that would be.
    NEAR_HEADING = Warning "READ024" "near-miss-heading";
    /// A heading is not read.
    UNREAD_COLUMN = Warning "READ025" "unread-column";
    /// A field name is none of the sheet's.
    UNKNOWN_FIELD = Error "READ026" "unknown-field";
    /// A code stands on two rows where it must be unique.
    DUPLICATE = Error "READ027" "duplicate-row";
    /// A row names a code that no other table has.
    UNKNOWN_CODE = Error "READ028" "unknown-code";
    /// A TOML text cannot be read.
    BAD_TOML = Error "READ029" "unreadable-toml";
    /// A file or folder that is named is not there.
    MISSING_FILE = Error "READ030" "missing-file";
    /// Markdown asks for something that a pack does not carry.
    UNCARRIED_MARKDOWN = Warning "READ031" "uncarried-markdown";
    /// There is a target, but nothing says which way is better.
    NO_POLARITY = Error "READ032" "target-without-polarity";
    /// A target is a point where a range is needed, or the other way round.
    WRONG_TARGET = Error "READ033" "target-not-fitting-polarity";
    /// A level is on neither the council's probability nor its impact scale.
    UNKNOWN_LEVEL = Error "READ034" "unknown-level";
    /// A setting in council.toml is of another kind than it must be, is out of its
    /// range, or contradicts another.
    BAD_SETTING = Error "READ035" "impossible-setting";
    /// A unit in a result is not the indicator's.
    OTHER_UNIT = Error "READ036" "other-unit";
    /// A file in a report's folder is read as nothing.
    UNREAD_FILE = Warning "READ037" "unread-file";
    /// A letter that no font of the pack has.
    UNPRINTABLE = Error "READ038" "letter-without-glyph";
    /// A heading skips a level, or stands where none can.
    HEADING_LEVEL = Warning "READ039" "heading-out-of-order";
    /// A row or cover looks exempt but is not said to be Part 2.
    UNSAID_PART = Error "READ040" "exempt-reason-without-part";
    /// Half of a pair is there: a numerator, a probability.
    HALF_A_PAIR = Error "READ041" "half-a-pair";
    /// A row of an export holds figures but no code.
    ROW_WITHOUT_CODE = Error "READ042" "export-row-without-code";
    /// A sheet or folder is read as nothing.
    UNREAD_SHEET = Warning "READ043" "unread-sheet";
    /// A field that has one value is given two.
    SECOND_VALUE = Error "READ044" "second-value";
    /// A table has headings and nothing below them.
    NO_ROWS = Warning "READ045" "table-without-rows";
    /// A period is not of the frequency that its indicator has.
    OTHER_FREQUENCY = Warning "READ046" "period-not-of-frequency";
    /// A formula whose result was never worked out and saved with it.
    UNCALCULATED = Error "READ048" "formula-without-result";
    /// A row is marked as the template's example, but has been written into.
    CHANGED_EXAMPLE = Warning "READ050" "changed-example-row";
    /// A text nests deeper, is longer, or has a wider table or a longer word than a page can show.
    OVERGROWN_TEXT = Error "READ051" "overgrown-text";
    /// A column or sheet that seems to say what is exempt is read as nothing.
    UNREAD_EXEMPTION = Error "READ052" "unread-exemption";
    /// A paper made elsewhere cannot be read, or not safely.
    UNREADABLE_PAPER = Error "READ053" "unreadable-paper";
    /// A file that is named as a paper is of a kind that a pack cannot hold.
    NO_PAPER = Error "READ054" "not-a-paper";
    /// A setting that every council needs is not in council.toml.
    MISSING_SETTING = Error "READ060" "missing-setting";
    /// A picture has no text that says what it shows.
    NO_ALTERNATIVE = Error "READ070" "picture-without-alternative";
    /// The alternative text of a picture says nothing of what it shows.
    IDLE_ALTERNATIVE = Warning "READ071" "alternative-that-tells-nothing";
    /// The file is no picture that a pack can have: another format, damaged, cut short.
    UNREADABLE_PICTURE = Error "READ072" "unreadable-picture";
    /// The picture is larger than a page can need.
    OVERSIZED_PICTURE = Error "READ073" "oversized-picture";
    /// The file is no readable Word document: of another form, damaged, protected.
    UNREADABLE_DOCUMENT = Error "READ080" "unreadable-document";
    /// The document unpacks to more than a report can need.
    OVERSIZED_DOCUMENT = Error "READ081" "oversized-document";
    /// Changes to the text of a document are neither accepted nor rejected.
    UNACCEPTED_CHANGE = Error "READ082" "unaccepted-change";
    /// Changes to the look of a document are neither accepted nor rejected.
    UNACCEPTED_LOOK = Warning "READ083" "unaccepted-formatting";
    /// A document says something that a pack does not carry: a text box, an equation, a chart.
    UNCARRIED_TEXT = Error "READ084" "text-not-carried";
    /// A document uses something that a pack does not carry, without a text of its own.
    UNCARRIED_FEATURE = Warning "READ085" "feature-not-carried";
    /// A document asks for a look that the pack has a way of its own for.
    UNCARRIED_LOOK = Note "READ086" "look-not-carried";
    /// Cells of a table in a document are merged.
    MERGED_CELLS = Warning "READ087" "merged-cells";
    /// A report has its narrative, cover or title twice.
    SECOND_MANUSCRIPT = Error "READ088" "second-narrative";
    /// A document gives itself another title, or has another cover, than its report.
    OTHER_TITLE = Warning "READ089" "other-cover";
    /// Two files of a folder bear the name of which one is read.
    SECOND_FILE = Error "READ090" "second-file";
    /// Action points are carried on from a meeting that had exempt items.
    POINTS_OF_EXEMPT_ITEMS = Warning "READ091" "points-of-exempt-items";
    /// The paper of a withdrawn item cannot be read, so that nobody knows what of it is not
    /// for publication.
    UNREAD_PAPER = Error "READ092" "withdrawn-paper-not-read";
    /// The paper of a withdrawn item is not there, so that nothing can look for it in what was
    /// published before.
    MISSING_WITHDRAWN = Warning "READ093" "withdrawn-paper-missing";
    /// The paper of an item that is to follow has errors, so that it is not known for certain
    /// what of it is not for publication.
    UNREAD_DRAFT = Warning "READ094" "paper-to-follow-not-read";
    /// A heading is not read, and is a slip of the pen away from one that would be.
    SLIP_IN_HEADING = Error "READ095" "slip-in-heading";
    /// A sheet has the headings of a table that was read from another sheet.
    SECOND_TABLE = Warning "READ096" "second-table";
    /// A cell beside a table stands under no heading.
    NO_HEADING = Warning "READ097" "cell-without-heading";
    /// A figure has the sign of a currency or of percent, and its indicator's unit has not.
    OTHER_SIGN = Error "READ098" "other-sign";
    /// Two rows of one table give an indicator's rule or unit differently.
    OTHER_DEFINITION = Error "READ099" "row-defined-differently";
    /// Two rows of one table describe an indicator differently.
    OTHER_DESCRIPTION = Warning "READ100" "row-described-differently";
    /// A cell of an export has two results, fractions or targets.
    SECOND_FIGURE = Error "READ101" "second-figure";
    /// A table has more rows, or a report more indicators or risks, than a committee could read.
    OVERSIZED_TABLE = Error "READ103" "oversized-table";
    /// A cell, or a part of what stands in it, is struck out.
    STRUCK = Error "READ105" "struck-out";
    /// A line of a text is taken for the address of a link, and nothing of it is printed.
    LOST_REFERENCE = Error "READ104" "text-taken-for-a-reference";
    /// A row of a table in a text has more cells than its head.
    OVERFULL_ROW = Error "READ102" "overfull-row";
    /// A cell of words holds a number that its format shows as something else.
    DISGUISED_TEXT = Error "READ106" "words-by-number-format";
    /// An indicator has percentages below one and above it without a sign or a format.
    MIXED_PERCENTAGES = Error "READ107" "mixed-percentages";
    /// Two columns of a table have one heading.
    HEADING_AGAIN = Error "READ108" "heading-again";
    /// A target is still to be set or confirmed.
    TARGET_AWAITED = Warning "READ109" "target-awaited";
    /// A text does not stand on its page: its end would be lost.
    OFF_THE_PAPER = Error "READ111" "text-off-the-paper";
    /// Words stand above a table, and are not in the pack.
    WORDS_ABOVE = Note "READ110" "words-above-table";
}
