//! The one table of the workbooks: every sheet, its columns, their other names
//! and what belongs in them.
//!
//! Reading, the "did you mean" hints, the templates for authors and
//! `docs/workbook.md` all come from here; a council adds the headings of its own
//! systems under `[aliases]` in `council.toml`.

mod example;
mod list;

pub use self::example::EXAMPLE;
pub use self::list::List;

/// A sheet of a workbook.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The workbook it stands in, such as `kpi`.
    pub workbook: &'static str,
    /// The sheet's name.
    pub name: &'static str,
    /// Whether its workbook is hardly of use without it.
    pub needed: bool,
    /// What it is for.
    pub meaning: &'static str,
    /// Its columns, in the order of the template.
    pub columns: &'static [Column],
}

/// A column of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading in the template.
    pub heading: &'static str,
    /// Other headings that mean the same.
    pub aliases: &'static [&'static str],
    /// What a cell holds.
    pub kind: Kind,
    /// The list that its words come from, closed or not.
    pub list: Option<List>,
    /// Whether the sheet cannot be read without it.
    pub required: bool,
    /// What to write in it.
    pub meaning: &'static str,
    /// What the template's example row says, empty for nothing.
    pub example: &'static str,
}

/// What a cell of a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text with paragraphs and lists, in Markdown.
    Markdown,
    /// A number, or a percentage where the unit is `%`.
    Number,
    /// A date.
    Date,
    /// A reporting period.
    Period,
    /// One of a list of words.
    Choice,
    /// A step of the council's probability or impact scale: its number or word.
    Level,
    /// Worked out by the template as its author types, and never read.
    Computed,
}

impl Kind {
    /// Returns the words of the documentation.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "text with paragraphs and lists",
            Self::Number => "number",
            Self::Date => "date",
            Self::Period => "period, such as `2017/18 Q3`",
            Self::Choice => "one of a list",
            Self::Level => "level: number or word",
            Self::Computed => "worked out, not read",
        }
    }
}

impl Column {
    /// Returns the column with the list that its words come from.
    const fn of(mut self, list: List) -> Self {
        self.list = Some(list);
        self
    }

    /// Returns the column with what the example row says.
    const fn like(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
}

const fn column(
    heading: &'static str,
    kind: Kind,
    aliases: &'static [&'static str],
    meaning: &'static str,
) -> Column {
    Column { heading, aliases, kind, list: None, required: false, meaning, example: "" }
}

const fn required(
    heading: &'static str,
    kind: Kind,
    aliases: &'static [&'static str],
    meaning: &'static str,
) -> Column {
    Column { required: true, ..column(heading, kind, aliases, meaning) }
}

use Kind::{Choice, Computed, Date, Level, Markdown, Number, Period, Text};

/// Whether an item, an indicator or a risk is open; the columns that follow say why not.
const PART: Column =
    column("Part", Choice, &[], "`1` (open) or `2` (exempt); empty is 1").of(List::Parts);

const EXEMPT_PARAGRAPH: Column = column(
    "Exempt paragraph",
    Text,
    &["Paragraph"],
    "for Part 2: the paragraph of Schedule 12A, or `confidential`",
);

const PUBLIC_INTEREST: Column = column(
    "Public interest",
    Markdown,
    &["Public interest test"],
    "for Part 2: why the public interest favours exemption",
);

/// Members and substitutes.
pub const MEMBERS: Sheet = Sheet {
    workbook: "meeting",
    name: "Members",
    needed: true,
    meaning: "the members summoned and their substitutes, in the order of the front sheet",
    columns: &[
        required(
            "Name",
            Text,
            &["Member", "Councillor"],
            "the name with its style: `Councillor Douris`",
        )
        .like("Councillor A"),
        required("Role", Choice, &["Position"], "`Chair`, `Vice-Chair`, `Member` or `Substitute`")
            .of(List::Roles)
            .like("Chair"),
        column("Group", Text, &["Party", "Political group"], "the political group")
            .like("Independent"),
    ],
};

/// The agenda.
pub const AGENDA: Sheet = Sheet {
    workbook: "meeting",
    name: "Agenda",
    needed: true,
    meaning: "the items of business, one a row",
    columns: &[
        required("Number", Text, &["Item", "No", "Item number"], "the item's number: `8` or `10a`").like("8"),
        required("Title", Text, &["Item title", "Subject"], "the item's title").like("Quarter 3 performance report"),
        column(
            "Kind",
            Choice,
            &["Type"],
            "`standing text`, `minutes`, `report`, `exclusion`, `work programme`, `action points` or `verbal`; a row with a report folder is a `report`, any other a `standing text`",
        ).of(List::ItemKinds).like("report"),
        column(
            "Text",
            Markdown,
            &["Note"],
            "text under the title; without it the council's standing text of that title is used",
        ),
        column("Report", Text, &["Folder", "Report folder", "Paper"], "the report's folder under `reports`, or a PDF there that is the whole paper").like("08-finance"),
        PART.like("1"),
        EXEMPT_PARAGRAPH,
        column("Status", Choice, &[], "`included`, `to follow` or `withdrawn`; empty is included").of(List::Statuses).like("included"),
        PUBLIC_INTEREST,
        column(
            "Received",
            Date,
            &["Report received"],
            "the day its report was handed in; compared with the council's deadline for reports",
        ),
        column(
            "Reason late",
            Markdown,
            &["Reason for lateness", "Late reason", "Lateness"],
            "for papers in a supplement: why they are late; printed on its front sheet",
        ),
        column(
            "Urgency",
            Markdown,
            &["Reason for urgency", "Special circumstances"],
            "for papers in a supplement: the special circumstances for which the chair holds the item urgent (Local Government Act 1972, section 100B(4)(b)); printed on its front sheet",
        ),
    ],
};

/// The work programme.
pub const PROGRAMME: Sheet = Sheet {
    workbook: "meeting",
    name: "Work programme",
    needed: false,
    meaning: "what later meetings will take, one item a row",
    columns: &[
        required(
            "Meeting date",
            Text,
            &["Meeting"],
            "when that meeting is: a date or words such as `June 2018`",
        )
        .like("5 June 2018"),
        column("Report deadline", Text, &["Deadline"], "when its report is due")
            .like("25 May 2018"),
        required("Item", Text, &["Items", "Subject"], "the item").like("Provisional outturn"),
        column("Contact", Text, &["Contact details", "Lead officer"], "who brings it")
            .like("Head of Finance"),
        column("Background", Text, &["Background information", "Notes"], "why it is there")
            .like("Comes to the committee every year."),
    ],
};

/// Action points.
pub const ACTION_POINTS: Sheet = Sheet {
    workbook: "meeting",
    name: "Action points",
    needed: false,
    meaning: "what earlier meetings asked for, one action a row",
    columns: &[
        required("Reference", Text, &["Ref", "No"], "the reference").like("1"),
        column("Meeting", Text, &["Date of meeting", "Meeting date"], "the meeting that asked")
            .like("6 February 2018"),
        required("Action", Text, &["Action point"], "what was asked")
            .like("Say how many callers ring again."),
        column("Owner", Text, &["Responsible", "Lead"], "who does it")
            .like("Head of Customer Services"),
        column("Due", Text, &["Deadline"], "by when").like("6 March 2018"),
        column("Status", Text, &[], "how it stands").like("Open"),
        column("Update", Text, &["Progress", "Response"], "what happened since"),
    ],
};

/// The glossary of a report.
pub const GLOSSARY: Sheet = Sheet {
    workbook: "report",
    name: "Glossary",
    needed: false,
    meaning: "abbreviations of the report, one a row",
    columns: &[
        required("Term", Text, &["Abbreviation", "Acronym"], "the abbreviation").like("KPI"),
        required("Meaning", Text, &["Definition", "Explanation"], "what it stands for")
            .like("Key performance indicator"),
    ],
};

/// What of a report is exempt.
pub const EXEMPT: Sheet = Sheet {
    workbook: "report",
    name: "Exempt",
    needed: false,
    meaning: "what of the report is not for publication where the rest is, one thing a row",
    columns: &[
        required(
            "What",
            Text,
            &["Section", "Appendix", "Part of the report"],
            "the heading of a section, the label or file of an appendix, the code of an indicator or a risk, or `kpi` or `risk` for that workbook as a whole",
        )
        .like("Terms of the contract"),
        column(
            "Exempt paragraph",
            Text,
            &["Paragraph", "Reason"],
            "the paragraph of Schedule 12A, or `confidential`",
        )
        .like("paragraph 3"),
        column(
            "Public interest",
            Markdown,
            &["Public interest test"],
            "why the public interest favours exemption",
        )
        .like("Publishing the terms now would weaken the council in the tender that is still open."),
    ],
};

/// The papers made elsewhere that a report brings with it.
pub const APPENDICES: Sheet = Sheet {
    workbook: "report",
    name: "Appendices",
    needed: false,
    meaning: "papers made elsewhere that stand behind the report in the pack, in this order, one a row",
    columns: &[
        required(
            "File",
            Text,
            &["File name", "Document"],
            "the name of a PDF or a picture (PNG, JPEG, WebP) in the report's folder",
        )
        .like("appendix-b-costs.pdf"),
        required("Title", Text, &["Name of paper", "Description"], "the paper's title")
            .like("Costs of the depot"),
        column(
            "Label",
            Text,
            &["Appendix", "Letter"],
            "what is printed on its pages: `Appendix B` or `B`; empty takes it from the file's name",
        )
        .like("B"),
        column(
            "Alternative text",
            Markdown,
            &["Alt text", "Alternative"],
            "what the paper shows, in a sentence or two, for readers who cannot see it; for scans, plans and papers without tags, and always for a picture",
        )
        .like("A table of what the depot cost in each of the last four years."),
        PART,
        EXEMPT_PARAGRAPH,
        PUBLIC_INTEREST,
    ],
};

/// The narrative of a report.
pub const NARRATIVE: Sheet = Sheet {
    workbook: "report",
    name: "Narrative",
    needed: false,
    meaning: "the prose, one paragraph a row; the program numbers headings and paragraphs",
    columns: &[
        column("Heading", Text, &["Section"], "a heading, on the row where it begins")
            .like("Example"),
        column(
            "Level",
            Number,
            &[],
            "1 for a section (the default), 2 and 3 for headings within it",
        )
        .like("1"),
        required(
            "Paragraph",
            Markdown,
            &["Text", "Body"],
            "the paragraph; lists as lines that begin `- ` or `1. `",
        )
        .like("Fewer calls were abandoned than in the quarter before."),
    ],
};

/// The indicators.
pub const INDICATORS: Sheet = Sheet {
    workbook: "kpi",
    name: "Indicators",
    needed: true,
    meaning: "what each indicator is, one a row",
    columns: &[
        required(
            "Code",
            Text,
            &["Ref", "Reference", "KPI", "Indicator code", "PI code", "KPI code", "KPI ref", "KPI ID", "Indicator ref", "PI ref", "ID"],
            "the code, once only: `CSU11`",
        ).like("CSU11"),
        required("Indicator", Text, &["Indicator name", "Name", "Title", "Measure"], "the name").like("Calls abandoned before they were answered"),
        column(
            "Priority",
            Text,
            &["Corporate priority"],
            "the corporate priority, one of the council's list",
        ).of(List::Priorities),
        column("Theme", Text, &["Sub-priority", "Objective"], "the theme within the priority").like("Customer care"),
        column("Owner", Text, &["Responsible officer", "Lead"], "the post that answers for it").like("Head of Customer Services"),
        column(
            "Unit",
            Text,
            &["Units", "Measured in"],
            "what results are counted in: `%`, `days`; empty is a plain number",
        ).like("%"),
        column(
            "Better",
            Choice,
            &["Polarity", "Good is", "Desired direction"],
            "`higher`, `lower`, `range` or `information only`; needed as soon as there is a target",
        ).of(List::Polarities).like("lower"),
        column(
            "Amber limit",
            Number,
            &["Amber"],
            "the result up to which a miss is amber; empty takes the council's margin",
        ).like("6%"),
        column(
            "Decimal places",
            Number,
            &["Decimals"],
            "how many decimal places to show, 0 to 6; empty shows what the results need",
        ).like("2"),
        column(
            "Target type",
            Text,
            &[],
            "`in period`, `cumulative` or `profiled`, shown in the notes",
        ).of(List::TargetTypes).like("in period"),
        column(
            "Frequency",
            Choice,
            &[],
            "`monthly`, `quarterly`, `half-yearly` or `annual`; decides what a period named by its month is",
        ).of(List::Frequencies).like("quarterly"),
        column("Definition", Markdown, &["Description"], "what exactly is measured").like("Calls that the caller ended in the queue, of all calls to the contact centre."),
        column("Source", Text, &["Data source"], "where the figures come from").like("Telephone system"),
        PART,
        EXEMPT_PARAGRAPH,
        PUBLIC_INTEREST,
    ],
};

/// The results.
pub const RESULTS: Sheet = Sheet {
    workbook: "kpi",
    name: "Results",
    needed: true,
    meaning: "one row an indicator and period; earlier periods are the history that trends come from",
    columns: &[
        required(
            "Code",
            Text,
            &["Ref", "Reference", "KPI", "Indicator code", "PI code", "KPI code", "KPI ref", "KPI ID", "Indicator ref", "PI ref", "ID"],
            "the indicator's code",
        ).like("CSU11"),
        required(
            "Period",
            Period,
            &["Quarter", "Reporting period"],
            "the period: `2017/18 Q3`, `Dec-2017`, `2017/18`",
        ).like("2017/18 Q3"),
        column(
            "Result",
            Number,
            &["Value", "Actual", "Outturn"],
            "the result; empty is worked out of numerator and denominator",
        ).like("4.25%"),
        column("Numerator", Number, &["Num"], "the upper figure of a percentage or rate").like("340"),
        column("Denominator", Number, &["Denom"], "the lower figure").like("8000"),
        column(
            "Target",
            Number,
            &["Goal"],
            "the target for the period; a range is `90 to 110` or `90-110`; empty is information only",
        ).like("5%"),
        column(
            "Computed result",
            Computed,
            &[],
            "the result as the pack will show it: rounded, or worked out of its fraction",
        )
        .like("4.25%"),
        column("Computed RAG", Computed, &[], "the rating that the row comes to; the pack works it out again").like("Green"),
        column(
            "Updater comments",
            Markdown,
            &["Updater comment", "Comments", "Commentary"],
            "what the officer who entered the figure says",
        ).like("Two more advisers began in October."),
        column(
            "Approver comments",
            Markdown,
            &["Approver comment"],
            "what the officer who approved it says",
        ).like("Agreed."),
        column("Actions", Markdown, &["Action"], "what is being done"),
        column("Data quality", Text, &["Data note"], "a caveat about the figure"),
        column("Reason missing", Text, &["Reason"], "why there is no result"),
        column(
            "Stated RAG",
            Choice,
            &["RAG", "RAG status", "Status"],
            "the rating that another system gave, kept and compared",
        ).of(List::Ratings),
        column(
            "RAG counts",
            Text,
            &["RAG last four quarters"],
            "red, amber and green among the last four periods, as another system counted them: `0 2 2`",
        ),
    ],
};

/// The risks.
pub const RISKS: Sheet = Sheet {
    workbook: "risk",
    name: "Risks",
    needed: true,
    meaning: "the register, one risk a row; a further action may stand in it as `Action`, `Action owner`, `Action due` and `Action status`, whose aliases stand under `[aliases.Actions]`",
    columns: &[
        column(
            "Code",
            Text,
            &[
                "Ref",
                "Reference",
                "Risk ID",
                "Risk code",
                "Risk reference",
                "Risk ref",
                "Risk number",
                "Risk no",
                "ID",
                "Number",
                "No",
            ],
            "the code: `PP_R04`",
        )
        .like("Example"),
        required(
            "Risk",
            Text,
            &["Risk title", "Risk name", "Risk description", "Title"],
            "what could go wrong",
        )
        .like("Personal data are lost or published by mistake"),
        column(
            "Service",
            Text,
            &["Department", "Directorate", "Workstream"],
            "the service whose register it stands in",
        )
        .like("Legal Governance"),
        column("Category", Text, &["Risk category", "Type"], "the kind of risk").like("Legal"),
        column("Corporate priority", Text, &["Priority", "Objective"], "the priority at stake")
            .of(List::Priorities),
        column("Owner", Text, &["Risk owner", "Responsible officer"], "who answers for it")
            .like("Head of Legal Services"),
        column("Portfolio holder", Text, &["Lead member"], "the portfolio holder"),
        column(
            "Response",
            Choice,
            &["Tolerance", "Treatment", "Risk response"],
            "`Treat`, `Tolerate`, `Transfer` or `Terminate`",
        )
        .of(List::Responses)
        .like("Treat"),
        column(
            "Inherent probability",
            Level,
            &[
                "Gross probability",
                "Inherent likelihood",
                "Gross likelihood",
                "Unmitigated likelihood",
                "Pre-mitigated likelihood",
                "Pre-mitigation likelihood",
            ],
            "before controls; number or word of the council's scale",
        )
        .of(List::Probabilities)
        .like("3"),
        column(
            "Inherent impact",
            Level,
            &[
                "Gross impact",
                "Unmitigated impact",
                "Pre-mitigated impact",
                "Pre-mitigation impact",
            ],
            "before controls",
        )
        .of(List::Impacts)
        .like("4"),
        column("Computed inherent score", Computed, &[], "probability times impact, and its band"),
        required(
            "Residual probability",
            Level,
            &[
                "Net probability",
                "Residual likelihood",
                "Net likelihood",
                "Current likelihood",
                "Post-mitigated likelihood",
                "Post-mitigation likelihood",
                "Current probability",
                "Probability",
                "Likelihood",
            ],
            "with today's controls",
        )
        .of(List::Probabilities)
        .like("2"),
        required(
            "Residual impact",
            Level,
            &[
                "Net impact",
                "Current impact",
                "Post-mitigated impact",
                "Post-mitigation impact",
                "Impact",
            ],
            "with today's controls",
        )
        .of(List::Impacts)
        .like("4"),
        column("Computed residual score", Computed, &[], "probability times impact, and its band"),
        column("Target probability", Level, &["Target likelihood"], "where it is meant to come to")
            .of(List::Probabilities)
            .like("1"),
        column("Target impact", Level, &[], "where it is meant to come to")
            .of(List::Impacts)
            .like("4"),
        column(
            "Stated inherent score",
            Text,
            &["Inherent score", "Inherent risk score", "Gross score"],
            "the score another system gave, kept and compared",
        ),
        column(
            "Stated residual score",
            Text,
            &["Residual score", "Residual risk score", "Net score", "Risk score", "Score"],
            "the score another system gave, kept and compared",
        ),
        column(
            "Stated band",
            Text,
            &["RAG", "RAG status", "Risk priority", "Risk level"],
            "the band another system gave, kept and compared",
        ),
        column(
            "Previous score",
            Number,
            &["Last score", "Previous residual score"],
            "the residual score at the last report; a change wants a comment",
        ),
        column("Consequences", Markdown, &["Consequence", "Effect"], "what would follow")
            .like("A fine, and loss of trust."),
        column(
            "Current controls",
            Markdown,
            &[
                "Controls",
                "Existing controls",
                "Controls in place",
                "Mitigation",
                "Mitigating action",
            ],
            "what keeps it down today",
        )
        .like("Yearly training; encrypted laptops."),
        column("Assurance", Markdown, &["Assurances"], "how it is known that the controls work")
            .like("Internal audit of the year before."),
        column("Sign off", Text, &["Signed off"], "whether it was signed off: `Complete`")
            .like("Complete"),
        column("Comments", Markdown, &["Sign off comments", "Update"], "what was said at sign-off")
            .like("No change in this quarter."),
        column("Period", Period, &["Quarter", "Register date"], "the period of the register")
            .like("2017/18 Q3"),
        column(
            "Last review",
            Date,
            &["Last reviewed", "Date reviewed", "Review date", "Last updated"],
            "when it was last reviewed",
        )
        .like("19/01/2018"),
        PART,
        EXEMPT_PARAGRAPH,
        PUBLIC_INTEREST,
    ],
};

/// Further actions on risks.
pub const RISK_ACTIONS: Sheet = Sheet {
    workbook: "risk",
    name: "Actions",
    needed: false,
    meaning: "further actions, one a row",
    columns: &[
        required("Risk", Text, &["Risk code", "Code"], "the risk's code").like("PP_R04"),
        required("Action", Text, &["Further action"], "what is to be done")
            .like("Train all new members of staff within a month."),
        column("Owner", Text, &["Responsible"], "who does it").like("Head of Legal Services"),
        column("Due", Date, &["Due date", "Deadline"], "by when").like("31/03/2018"),
        column("Status", Text, &[], "how it stands").like("Open"),
    ],
};

/// Further actions in the rows of the register, as many systems have them.
pub const INLINE_ACTIONS: Sheet = Sheet {
    workbook: "risk",
    name: "Actions",
    needed: false,
    meaning: "further actions in the rows of their risks",
    columns: &[
        required(
            "Action",
            Text,
            &[
                "Actions",
                "Further action",
                "Further actions",
                "Further action required",
                "Further actions required",
                "Action required",
                "Actions required",
                "Planned action",
                "Planned actions",
                "Action plan",
                "Further controls",
                "Further mitigation",
                "Planned mitigation",
                "Additional controls",
            ],
            "what is to be done",
        ),
        column("Action owner", Text, &["Action lead"], "who does it"),
        column(
            "Action due",
            Date,
            &["By when", "Action due date", "Due date", "Due by", "Deadline", "Target date"],
            "by when",
        ),
        column("Action status", Text, &["Progress", "Action progress"], "how it stands"),
    ],
};

/// Every sheet that is a table; sheets of fields and values are in [`FIELDS`].
pub const TABLES: &[&Sheet] = &[
    &MEMBERS,
    &AGENDA,
    &PROGRAMME,
    &ACTION_POINTS,
    &GLOSSARY,
    &EXEMPT,
    &APPENDICES,
    &NARRATIVE,
    &INDICATORS,
    &RESULTS,
    &RISKS,
    &RISK_ACTIONS,
];

/// The fields of the meeting's front sheet (sheet `Meeting`: Field, Value).
pub const MEETING_FIELDS: Sheet = Sheet {
    workbook: "meeting",
    name: "Meeting",
    needed: true,
    meaning: "the front sheet, one field a row: Field, Value",
    columns: &[
        required("Committee", Text, &["Body"], "the committee's name, one of the council's")
            .of(List::Committees),
        required("Date", Date, &["Date of meeting", "Meeting date"], "the day of the meeting"),
        column("Time", Text, &["Start time"], "when it begins: `7.30 pm`"),
        column("Venue", Text, &["Place", "Location"], "where it is held"),
        column(
            "Published",
            Date,
            &["Publication date", "Issue date"],
            "when the agenda is published; the date of every file in the pack",
        ),
        column(
            "Contact",
            Text,
            &["Contacts", "For further information"],
            "whom to ask; several rows are several contacts",
        ),
        column(
            "Notices",
            Text,
            &["Notice"],
            "a notice for the front sheet; several rows are several notices",
        ),
    ],
};

/// The cover fields that the program itself knows; a council's other headings
/// and its implications stand beside them in the same sheet.
pub const COVER_FIELDS: Sheet = Sheet {
    workbook: "report",
    name: "Cover",
    needed: true,
    meaning: "the cover, one field a row: Field, Value; several rows of a field are several values",
    columns: &[
        required("Title", Text, &["Title of report", "Report title"], "the report's title"),
        column("Report for", Text, &["Committee", "Report to"], "the committee")
            .of(List::Committees),
        column("Date", Date, &["Date of meeting", "Meeting date"], "the day of the meeting"),
        PART,
        column(
            "Reason",
            Text,
            &["If Part 2 reason", "If Part II reason"],
            "for Part 2: the paragraph of Schedule 12A",
        ),
        column(
            "Public interest",
            Text,
            &["Public interest test"],
            "for Part 2: why the public interest favours exemption",
        ),
    ],
};

/// The sheets of a template that are there for its author and are never read.
pub const ASIDES: [&str; 2] = ["Guidance", "Lists"];

/// The sheets of fields and values.
pub const FIELDS: &[&Sheet] = &[&MEETING_FIELDS, &COVER_FIELDS];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grid::fold;
    use std::collections::BTreeMap;

    #[test]
    fn no_heading_or_alias_means_two_columns_of_a_sheet() {
        for sheet in TABLES.iter().chain(FIELDS) {
            let mut seen = BTreeMap::new();
            for column in sheet.columns {
                for name in std::iter::once(&column.heading).chain(column.aliases) {
                    let other = seen.insert(fold(name), column.heading);
                    assert_eq!(other, None, "{} › {name}", sheet.name);
                }
            }
        }
    }
}
