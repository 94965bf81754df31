//! A workbook to fill in: its sheets as plain data, with what may be written
//! into every cell. Nothing here knows how a cell is written or looks.

use serde::Serialize;

/// A workbook to fill in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Form {
    /// What it is for, such as `Performance indicators`.
    pub title: String,
    /// Which meeting it is for, where that is known.
    pub subject: String,
    /// The council's name, where it is known.
    pub council: String,
    /// The date of the file, as `[year, month, day]`.
    pub date: [i16; 3],
    /// How to fill it in.
    pub guidance: GuidanceView,
    /// The sheets to fill in, in order.
    pub sheets: Vec<FormSheet>,
}

/// How a workbook is filled in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GuidanceView {
    /// Headings, each with its sentences.
    pub sections: Vec<(String, Vec<String>)>,
    /// What belongs into every column: sheet, column, whether it is needed, what
    /// to write.
    pub columns: Vec<[String; 4]>,
}

/// A sheet to fill in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormSheet {
    /// The name on its tab.
    pub name: &'static str,
    /// What stands in A1.
    pub title: String,
    /// The line below.
    pub about: String,
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// The rows that are there already.
    pub rows: Vec<FormRow>,
    /// How many empty rows follow them.
    pub spare: u32,
}

/// A column to fill in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormColumn {
    /// Its heading, as readers look for it.
    pub heading: String,
    /// How it is filled.
    pub need: Need,
    /// How much room it takes.
    pub room: Room,
    /// What is said and offered in its cells.
    pub prompt: Prompt,
    /// How it is worked out, where nobody fills it in.
    pub computed: Option<Computed>,
    /// What its words are coloured by: a word and the key of its status.
    pub colours: Vec<(String, String)>,
}

/// Whether a column must be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Need {
    /// In every row.
    Required,
    /// Where there is something to say.
    Optional,
    /// Never: it is worked out.
    WorkedOut,
    /// Never: it is the form's own.
    Fixed,
}

/// How much room a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Room {
    /// Figures.
    Figures,
    /// Dates, periods.
    Narrow,
    /// Names and words.
    Middling,
    /// Sentences.
    Wide,
}

/// What a program says and offers as somebody goes into a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prompt {
    /// The name of what belongs there.
    pub title: String,
    /// What to write.
    pub message: String,
    /// What is expected.
    pub entry: Entry,
}

/// What a cell is expected to hold. Readers accept more, so that a program
/// should ask and not refuse.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Entry {
    /// Anything.
    Any,
    /// Anything, kept as it is typed: `5%` and `5-10` stay what they are.
    AsTyped,
    /// One of the words of a list of that name.
    List(&'static str, Vec<String>),
    /// A whole number between two.
    Whole(i32, i32),
    /// A number.
    Number,
    /// A date.
    Date,
}

/// How a column is worked out from others of its row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Computed {
    /// The result as it will be shown: rounded, or worked out of its fraction.
    Result,
    /// The rating of that result, with the margin that is amber, in percent of
    /// the target.
    Rating {
        /// The council's margin.
        margin: f64,
    },
    /// The score and band of a risk.
    Score {
        /// The heading of the probability's column.
        probability: String,
        /// The heading of the impact's column.
        impact: String,
        /// Words and weights of the probability scale.
        likely: Vec<(String, f64)>,
        /// Words and weights of the impact scale.
        grave: Vec<(String, f64)>,
        /// Lowest score and word of the bands, highest first.
        bands: Vec<(f64, String)>,
    },
}

/// A row that is there already.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormRow {
    /// What kind of row it is.
    pub kind: RowKind,
    /// Its cells, as many as the columns.
    pub cells: Vec<Entered>,
}

/// A kind of row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum RowKind {
    /// The example, which no reader reads.
    Example,
    /// Carried forward, or known.
    Known,
    /// One field: its name, its value with this prompt, and what to write.
    Field(Prompt),
}

/// What stands in a cell already.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Entered {
    /// Nothing.
    Empty,
    /// Nothing yet: it waits for its author and stands out; a percentage with so
    /// many decimal places, where it will be one.
    Awaited(Option<u8>),
    /// Text, whatever it looks like.
    Text(String),
    /// A number with as many decimal places as are shown.
    Number(f64, u8),
    /// A percentage, 91.36 for 91.36%, with as many decimal places as are shown.
    Percent(f64, u8),
    /// A date, as `[year, month, day]`.
    Date([i16; 3]),
}

impl Entered {
    /// Returns text, or nothing for none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }
}
