//! The accessible workbook, read back as a spreadsheet and as XML.
//!
//! The tests go through the checklist in `docs/accessibility.md`.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use agendapack::fault::Fault;
use agendapack::model::period::Period;
use agendapack::view::Pack;
use agendapack::write::xlsx;
use agendapack::{edition, view};
use calamine::{Data, Reader, Xlsx};

static PACK: LazyLock<Pack> = LazyLock::new(|| pack(fixture::meeting()));
static BOOK: LazyLock<Book> = LazyLock::new(|| Book::open(written(&PACK)));

fn pack(meeting: agendapack::model::meeting::Meeting) -> Pack {
    Pack::clone(&view::pack(&fixture::council(), &edition::cut(meeting).public))
}

fn written(pack: &Pack) -> Vec<u8> {
    xlsx::write(pack, &pack.items[0], &theme()).expect("a workbook")
}

/// A workbook's parts, and its sheets as a reader of spreadsheets sees them.
struct Book {
    bytes: Vec<u8>,
    parts: BTreeMap<String, String>,
}

impl Book {
    fn open(bytes: Vec<u8>) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a ZIP file");
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("XML");
            parts.insert(part.name().to_string(), text);
        }
        Self { bytes, parts }
    }

    /// The XML of the worksheets, in order.
    fn worksheets(&self) -> Vec<&str> {
        let name = |number: usize| format!("xl/worksheets/sheet{number}.xml");
        (1..).map_while(|number| self.parts.get(&name(number))).map(String::as_str).collect()
    }

    fn worksheet(&self, name: &str) -> &str {
        let index = self.names().iter().position(|known| known == name).expect("a sheet");
        self.worksheets()[index]
    }

    fn reader(&self) -> Xlsx<Cursor<&[u8]>> {
        Xlsx::new(Cursor::new(self.bytes.as_slice())).expect("a workbook")
    }

    fn names(&self) -> Vec<String> {
        self.reader().sheet_names()
    }

    /// The rows of a sheet's table below its headings, by heading.
    fn table(&self, name: &str) -> Vec<BTreeMap<String, Data>> {
        let range = self.reader().worksheet_range(name).expect("a sheet");
        let rows: Vec<&[Data]> = range.rows().collect();
        let top = self.heading_row(name);
        let headings: Vec<String> = rows[top].iter().map(ToString::to_string).collect();
        let row = |row: &&[Data]| headings.iter().cloned().zip(row.iter().cloned()).collect();
        rows[top + 1..].iter().map(row).collect()
    }

    /// The first row of the table's reference, counted from zero.
    fn heading_row(&self, name: &str) -> usize {
        let prefix = format!("name=\"{}_item_8\"", name.replace(' ', "_"));
        let table = self.parts.values().find(|xml| xml.contains(&prefix)).expect("a table");
        let range = table.split("ref=\"A").nth(1).expect("at the left edge");
        range.split(':').next().and_then(|row| row.parse::<usize>().ok()).expect("a row") - 1
    }
}

fn row<'a>(table: &'a [BTreeMap<String, Data>], code: &str) -> &'a BTreeMap<String, Data> {
    table.iter().find(|row| row["Code"] == code).expect("a row of that code")
}

#[test]
fn the_sheets_stand_in_reading_order_and_begin_with_the_cover() {
    let names = [
        "Cover",
        "Contents",
        "Notes",
        "Indicators",
        "History",
        "Trend",
        "Risks",
        "Risk actions",
        "Matrix",
    ];
    assert_eq!(BOOK.names(), names);
    assert!(BOOK.worksheets()[0].contains("tabSelected=\"1\""));
    assert_eq!(BOOK.worksheets().iter().filter(|xml| xml.contains("tabSelected")).count(), 1);
}

#[test]
fn nothing_is_merged_hidden_frozen_filtered_or_beside_the_cells() {
    let forbidden = [
        "<mergeCell",
        "hidden=",
        "state=\"veryHidden\"",
        "<pane",
        "<autoFilter",
        "<headerFooter",
        "<drawing",
        "<legacyDrawing",
        "<picture",
        "<rowBreaks",
        "outlineLevel",
        "customHeight",
    ];
    for (name, xml) in &BOOK.parts {
        for word in forbidden {
            assert!(!xml.contains(word), "{name} has {word}");
        }
        let outside = ["vbaProject", "media/", "drawings/", "comments", "externalLinks"];
        assert!(outside.iter().all(|folder| !name.contains(folder)), "{name}");
    }
}

#[test]
fn every_sheet_but_the_cover_has_one_named_table_at_the_left_edge_and_nothing_below_it() {
    for (name, xml) in BOOK.names().iter().zip(BOOK.worksheets()).skip(1) {
        assert!(xml.contains("<tableParts count=\"1\">"), "{name}");
        let rows = BOOK.reader().worksheet_range(name).expect("a sheet").height();
        assert_eq!(rows, BOOK.heading_row(name) + 1 + BOOK.table(name).len(), "{name}");
    }
    assert_eq!(BOOK.parts.keys().filter(|part| part.starts_with("xl/tables/")).count(), 8);
}

#[test]
fn no_row_and_no_column_is_blank() {
    for name in BOOK.names() {
        let range = BOOK.reader().worksheet_range(&name).expect("a sheet");
        assert_eq!(range.start(), Some((0, 0)), "{name} begins in A1");
        for (index, cells) in range.rows().enumerate() {
            assert!(cells[0] != Data::Empty, "{name}: row {} begins blank", index + 1);
        }
        if name == "Cover" {
            continue;
        }
        let table = BOOK.table(&name);
        for heading in table[0].keys().filter(|heading| !heading.starts_with("Trend line")) {
            assert!(table.iter().any(|row| row[heading] != Data::Empty), "{name}: {heading}");
        }
    }
}

#[test]
fn a_sheet_with_blank_cells_says_what_they_mean() {
    for name in BOOK.names().iter().skip(1) {
        let table = BOOK.table(name);
        let blank = table.iter().flat_map(BTreeMap::values).any(|cell| *cell == Data::Empty);
        let range = BOOK.reader().worksheet_range(name).expect("a sheet");
        let explained =
            range.rows().any(|row| row[0].to_string().starts_with("A blank cell means"));
        assert!(!blank || explained, "{name}");
    }
}

#[test]
fn titles_are_tagged_as_headings_and_the_cursor_is_in_the_first_cell() {
    let styles = &BOOK.parts["xl/styles.xml"];
    assert!(styles.contains("<cellStyle name=\"Heading 1\" xfId=\"1\" builtinId=\"16\"/>"));
    let formats = styles.split("<cellXfs").nth(1).expect("formats");
    let formats = formats.split("</cellXfs>").next().expect("formats");
    let tagged: Vec<usize> = formats
        .split("<xf ")
        .skip(1)
        .enumerate()
        .filter(|(_, format)| format.contains("xfId=\"1\""))
        .map(|(index, _)| index)
        .collect();
    for xml in BOOK.worksheets() {
        assert!(xml.contains("<selection activeCell=\"A1\" sqref=\"A1\"/>"));
        let cells = |style: &usize| xml.matches(&format!("\" s=\"{style}\"")).count();
        assert_eq!(tagged.iter().map(cells).sum::<usize>(), 1, "one cell is a heading");
        let first = |style: &usize| xml.contains(&format!("<c r=\"A1\" s=\"{style}\""));
        assert!(tagged.iter().any(first), "and it is A1");
    }
}

#[test]
fn the_contents_lead_to_every_other_sheet() {
    let listed: Vec<String> =
        BOOK.table("Contents").iter().map(|row| row["Sheet"].to_string()).collect();
    let others: Vec<String> = BOOK.names().into_iter().filter(|name| name != "Contents").collect();
    assert_eq!(listed, others);
    for name in others {
        assert!(
            BOOK.worksheet("Contents").contains(&format!("location=\"'{name}'!A1\"")),
            "{name}"
        );
    }
}

#[test]
fn every_note_is_called_and_every_call_has_a_note() {
    let notes = BOOK.table("Notes");
    let strings = &BOOK.parts["xl/sharedStrings.xml"];
    for number in 1..=notes.len() {
        assert_eq!(notes[number - 1]["Note"].to_string(), format!("Note {number}"));
        assert!(strings.contains(&format!("[note {number}]")), "note {number} is called");
    }
    assert!(!strings.contains(&format!("[note {}]", notes.len() + 1)));
    for name in ["Indicators", "History", "Trend", "Risks", "Matrix"] {
        let table = BOOK.table(name);
        let called =
            table.iter().flat_map(BTreeMap::values).any(|c| c.to_string().contains("[note"));
        assert!(!called, "{name} calls a note in its data");
    }
}

#[test]
fn figures_are_real_numbers_in_their_units() {
    let table = BOOK.table("Indicators");
    let complaints = row(&table, "CS02a");
    assert_eq!(complaints["Result Dec 2017"], Data::Float(0.9136));
    assert_eq!(complaints["Result Sep 2017"], Data::Float(0.803));
    assert_eq!(complaints["Numerator"], Data::Float(74.0));
    assert_eq!(complaints["Target"], Data::Float(0.8));
    assert_eq!(complaints["Change since Sep 2017 [note 3]"], Data::Float(11.06));
    assert_eq!(complaints["Direction since Sep 2017"].to_string(), "Improving");
    assert_eq!(complaints["RAG [note 2]"].to_string(), "Green");
    assert_eq!(complaints["Unit"].to_string(), "Per cent");
    let sickness = row(&table, "HR05");
    assert_eq!(sickness["Result Dec 2017"], Data::Float(12_345.5));
    assert_eq!(sickness["Target"].to_string(), "10 to 20");
    assert_eq!(row(&table, "LG06")["Result Dec 2017"].to_string(), "No activity");
    let styles = &BOOK.parts["xl/styles.xml"];
    for format in ["0.00%", "0%", "#,##0.0", "+#,##0.00&quot; points&quot;"] {
        assert!(styles.contains(&format!("formatCode=\"{format}")), "{format}");
    }
}

#[test]
fn history_has_every_result_and_trend_lines_draw_visible_cells() {
    assert_eq!(BOOK.table("History").len(), 7);
    let trend = BOOK.table("Trend");
    let complaints = row(&trend, "CS02a");
    assert_eq!(complaints["Dec 2016"], Data::Float(0.907));
    assert_eq!(complaints["Dec 2017"], Data::Float(0.9136));
    assert!(!complaints.contains_key("Mar 2017"), "no column without a result");
    let xml = BOOK.worksheet("Indicators");
    let place = BOOK.heading_row("Trend") + 2;
    assert!(xml.contains(&format!("<xm:f>Trend!D{place}:F{place}</xm:f>")));
    assert_eq!(xml.matches("<x14:sparkline>").count(), 1, "one figure makes no line");
}

#[test]
fn scores_are_formulas_with_their_results() {
    let formulas = BOOK.reader().worksheet_formula("Risks").expect("formulas");
    let found: Vec<&String> = formulas.used_cells().map(|(_, _, formula)| formula).collect();
    assert_eq!(found, ["F5*G5", "J5*K5", "N5*O5", "J6*K6"]);
    let table = BOOK.table("Risks");
    let election = row(&table, "CE_R01");
    assert_eq!(election["Inherent probability [note 7]"], Data::Float(4.0));
    assert_eq!(election["Inherent score [note 8]"], Data::Float(16.0));
    assert_eq!(election["Residual score [note 8]"], Data::Float(4.0));
    assert_eq!(election["Inherent band"].to_string(), "Red");
    assert_eq!(election["Scores as stated [note 9]"].to_string(), "Inherent stated as 14");
    assert_eq!(election["Current controls"].to_string(), "• A rota\n• A deputy");
    assert_eq!(BOOK.table("Risk actions")[0]["Due"].to_string(), "1 May 2018");
    let matrix = BOOK.table("Matrix");
    assert_eq!(matrix.len(), 16);
    assert_eq!(matrix[0]["Score [note 8]"], Data::Float(16.0));
    assert_eq!(matrix[0]["Risks before controls"].to_string(), "CE_R01");
}

#[test]
fn colours_follow_the_words_and_text_on_them_is_dark() {
    for name in ["Indicators", "History", "Risks", "Matrix"] {
        let xml = BOOK.worksheet(name);
        assert!(xml.contains("<cfRule type=\"cellIs\""), "{name}");
        assert!(xml.contains("operator=\"equal\"><formula>\"Green\"</formula>"), "{name}");
    }
    let formats = BOOK.parts["xl/styles.xml"].split("<dxfs").nth(1).expect("formats");
    assert_eq!(formats.matches("<color rgb=\"FF0B0C0C\"/>").count(), 3);
    for fill in ["FFE2F0E5", "FFF6CF85", "FFE39A90"] {
        assert!(formats.contains(&format!("<bgColor rgb=\"{fill}\"/>")), "{fill}");
    }
}

#[test]
fn text_is_text_even_where_it_looks_like_a_formula() {
    let indicators = BOOK.table("Indicators");
    let comments = row(&indicators, "CS02a")["Updater comments"].to_string();
    assert_eq!(comments, "=HYPERLINK(\"http://example.com\")");
    assert_eq!(row(&indicators, "HR05")["Actions"].to_string(), "@SUM(A1) -2+3 _x0041_ \u{1F600}");
    assert!(!BOOK.worksheet("Indicators").contains("<f>"));
    assert!(BOOK.parts["xl/styles.xml"].contains("quotePrefix=\"1\""));
}

#[test]
fn the_documents_properties_say_what_it_is() {
    let core = &BOOK.parts["docProps/core.xml"];
    for property in [
        "<dc:title>Quarter 3 &amp; more</dc:title>",
        "<dc:subject>Agenda item 8, Overview Committee, Tuesday 6 March 2018</dc:subject>",
        "<dc:creator>Exampleton Council</dc:creator>",
        "<cp:keywords>Exampleton Council, Overview Committee, performance indicators, risk register",
        "2018-02-26T00:00:00Z</dcterms:created>",
        "2018-02-26T00:00:00Z</dcterms:modified>",
    ] {
        assert!(core.contains(property), "{property} in {core}");
    }
    assert!(BOOK.parts["docProps/app.xml"].contains("<Company>Exampleton Council</Company>"));
    assert_eq!(
        agendapack::write::name::file_name(&PACK.items[0], ".xlsx"),
        "08-quarter-3-more.xlsx"
    );
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    assert_eq!(written(&PACK), BOOK.bytes);
}

#[test]
fn a_text_that_no_cell_holds_is_a_fault_that_names_the_cell() {
    let mut meeting = fixture::meeting();
    let report = meeting.agenda[0].report.as_mut().expect("a report");
    let register = report.register.as_mut().expect("a register");
    register.risks[0].title.value = "x".repeat(32_768);
    let pack = pack(meeting);
    let Err(Fault::Workbook { file, source }) = xlsx::write(&pack, &pack.items[0], &theme()) else {
        panic!("expected a fault");
    };
    assert_eq!(file, "08-quarter-3-more.xlsx");
    assert!(source.to_string().contains("`Risks!B5` has 32768 characters"), "{source}");
}

#[test]
fn an_item_without_figures_has_no_workbook() {
    let mut meeting = fixture::meeting();
    let report = meeting.agenda[0].report.as_mut().expect("a report");
    (report.scorecard, report.register) = (None, None);
    let pack = pack(meeting);
    assert!(!xlsx::has_tables(&pack.items[0]));
    assert!(xlsx::write(&pack, &pack.items[0], &theme()).is_err());
}

#[test]
fn a_report_with_risks_only_has_no_sheets_of_indicators() {
    let mut meeting = fixture::meeting();
    meeting.agenda[0].report.as_mut().expect("a report").scorecard = None;
    let book = Book::open(written(&pack(meeting)));
    assert_eq!(book.names(), ["Cover", "Contents", "Notes", "Risks", "Risk actions", "Matrix"]);
}

#[test]
fn a_yearly_report_compares_with_last_year_once() {
    let mut meeting = fixture::meeting();
    let report = meeting.agenda[0].report.as_mut().expect("a report");
    let scorecard = report.scorecard.as_mut().expect("a scorecard");
    let year = |from: i32| Period::year(from).expect("a year");
    scorecard.period = year(2017);
    for indicator in &mut scorecard.indicators {
        let results = std::mem::take(&mut indicator.results);
        indicator.results = results
            .into_values()
            .rev()
            .zip([2017, 2016, 2015])
            .map(|(o, y)| (year(y), o))
            .collect();
    }
    let book = Book::open(written(&pack(meeting)));
    let complaints = &book.table("Indicators")[0];
    assert_eq!(complaints["Result 2016/17"], Data::Float(0.803));
    assert_eq!(complaints["Change since 2016/17 [note 3]"], Data::Float(11.06));
}

#[test]
fn notes_on_columns_that_are_left_out_are_left_out() {
    let mut meeting = fixture::meeting();
    let report = meeting.agenda[0].report.as_mut().expect("a report");
    report.scorecard.as_mut().expect("a scorecard").indicators.remove(0);
    let book = Book::open(written(&pack(meeting)));
    let strings = &book.parts["xl/sharedStrings.xml"];
    for number in 1..=book.table("Notes").len() {
        assert!(strings.contains(&format!("[note {number}]")), "note {number} is called");
    }
    assert!(!strings.contains("Trend line") && !strings.contains("Change since"));
}

/// A small meeting, made by hand.
mod fixture {
    use std::collections::BTreeMap;

    use agendapack::model::council::{Council, Nation};
    use agendapack::model::figure::{Figure, Fraction, Unit};
    use agendapack::model::indicator::{Indicator, Observation, Recorded, Scorecard};
    use agendapack::model::meeting::{AgendaItem, ItemKind, ItemStatus, Meeting};
    use agendapack::model::narrative::{Block, Inline, Prose};
    use agendapack::model::notice::Notice;
    use agendapack::model::part::Part;
    use agendapack::model::period::Period;
    use agendapack::model::policy::Policy;
    use agendapack::model::rag::{AmberLimit, Polarity, Rag, RagRule, Status, Target};
    use agendapack::model::report::Report;
    use agendapack::model::retention::{Depositor, Retention};
    use agendapack::model::risk::{
        Band, Due, Level, Matrix, Rating, Register, Response, Risk, RiskAction, Score,
    };
    use agendapack::place::{Place, Placed};
    use jiff::civil::date;

    fn place() -> Place {
        Place::file("test.xlsx")
    }

    fn placed<T>(value: T) -> Placed<T> {
        Placed::new(value, place())
    }

    fn words(text: &str) -> Placed<String> {
        placed(text.to_string())
    }

    fn figure(value: f64) -> Figure {
        Figure::new(value).expect("finite")
    }

    fn matrix() -> Matrix {
        let scale = |words: [&str; 4]| {
            let levels = words.into_iter().zip([1.0, 2.0, 3.0, 4.0]);
            levels.map(|(word, weight)| Level { word: word.into(), weight }).collect()
        };
        let bands = [(Rag::Green, 1.0), (Rag::Amber, 6.0), (Rag::Red, 12.0)];
        let band = |(rag, from): (Rag, f64)| Band { rag, word: rag.to_string(), from };
        Matrix::new(
            scale(["Very Unlikely", "Unlikely", "Likely", "Very Likely"]),
            scale(["Minor", "Moderate", "Major", "Severe"]),
            bands.map(band).into(),
        )
        .expect("a matrix")
    }

    pub(super) fn council() -> Council {
        Council {
            name: "Exampleton Council".into(),
            nation: Nation::England,
            accent: "#00665e".into(),
            priorities: Vec::new(),
            amber_margin: figure(10.0),
            matrix: matrix(),
            cover: Vec::new(),
            standing_texts: BTreeMap::new(),
            standing_items: Vec::new(),
            committees: Vec::new(),
            notice: Notice::default(),
            known_acronyms: Vec::new(),
            public_domains: Vec::new(),
            public_words: Vec::new(),
            data_licence: None,
            policy: Policy::default(),
            aliases: BTreeMap::new(),
            retention: Retention::default(),
            depositor: Depositor::default(),
        }
    }

    pub(super) fn meeting() -> Meeting {
        Meeting {
            place: place(),
            committee: words("Overview Committee"),
            date: placed(date(2018, 3, 6)),
            time: None,
            venue: None,
            published: Some(placed(date(2018, 2, 26))),
            contact: vec!["A. Clerk".into(), "clerk@example.gov.uk".into()],
            notices: Vec::new(),
            members: Vec::new(),
            agenda: vec![AgendaItem {
                number: words("8"),
                title: words("Performance"),
                kind: ItemKind::Report,
                text: None,
                part: Part::One,
                status: ItemStatus::Included,
                received: None,
                reason_late: None,
                urgency: None,
                report: Some(Box::new(report())),
            }],
            concealed: Vec::new(),
            held_back: Vec::new(),
            programme: Vec::new(),
            action_points: Vec::new(),
        }
    }

    fn report() -> Report {
        Report {
            place: place(),
            title: words("Quarter 3 & more"),
            report_for: None,
            date: None,
            part: Part::One,
            cover: Vec::new(),
            glossary: Vec::new(),
            narrative: Vec::new(),
            written: Vec::new(),
            document: None,
            files: Vec::new(),
            scorecard: Some(scorecard()),
            register: Some(Register {
                place: place(),
                period: quarter(2017, 3),
                part: Part::One,
                risks: vec![election(), fraud()],
            }),
            appendices: Vec::new(),
        }
    }

    fn quarter(year: i32, number: i32) -> Option<Period> {
        Period::quarter(year, number)
    }

    fn scorecard() -> Scorecard {
        let higher = |target: f64| (Polarity::Higher, Some(Target::Point(figure(target))));
        let share = |value: f64, numerator: f64, denominator: f64| Observation {
            fraction: Some(placed(Fraction {
                numerator: figure(numerator),
                denominator: figure(denominator),
            })),
            ..observation(Recorded::Result(figure(value)), Status::Rated(Rag::Green))
        };
        let now = Observation {
            updater_comments: Some(words("=HYPERLINK(\"http://example.com\")")),
            ..share(91.358_024, 74.0, 81.0)
        };
        let complaints = vec![
            (quarter(2016, 3), share(90.7, 117.0, 129.0)),
            (quarter(2017, 2), share(80.3, 53.0, 66.0)),
            (quarter(2017, 3), now),
        ];
        let sickness = Observation {
            actions: Some(words("@SUM(A1) -2+3 _x0041_ \u{1F600}")),
            ..observation(Recorded::Result(figure(12_345.5)), Status::Rated(Rag::Red))
        };
        let idle = observation(Recorded::NoActivity, Status::NoActivity);
        let missing = observation(Recorded::Missing(Some("system change".into())), Status::NoData);
        let info = (Polarity::InformationOnly, None);
        let range = (Polarity::Range, Some(Target::Range(figure(10.0), figure(20.0))));
        Scorecard {
            place: place(),
            part: Part::One,
            period: quarter(2017, 3).expect("a quarter"),
            indicators: vec![
                indicator("CS02a", "%", 2, higher(80.0), complaints),
                indicator("HR05", "days", 1, range, vec![(quarter(2017, 3), sickness)]),
                indicator("LG06", "%", 2, info, vec![(quarter(2017, 3), idle)]),
                indicator(
                    "WEB1",
                    "",
                    0,
                    info,
                    vec![
                        (quarter(2016, 2), observation(Recorded::Missing(None), Status::NoData)),
                        (quarter(2017, 3), missing),
                    ],
                ),
            ],
        }
    }

    fn observation(value: Recorded, status: Status) -> Observation {
        Observation {
            place: place(),
            value,
            stated: None,
            fraction: None,
            target: None,
            status,
            stated_rag: None,
            stated_counts: None,
            updater_comments: None,
            approver_comments: None,
            actions: None,
            data_quality: None,
        }
    }

    fn indicator(
        code: &str,
        unit: &str,
        places: u8,
        (polarity, target): (Polarity, Option<Target>),
        results: Vec<(Option<Period>, Observation)>,
    ) -> Indicator {
        let dated = results.into_iter().map(|(period, observation)| {
            let target = target.map(placed);
            (period.expect("a quarter"), Observation { target, ..observation })
        });
        Indicator {
            code: words(code),
            name: words(&format!("The indicator {code}")),
            priority: Some(words("Exampleton Delivers")),
            theme: Some("Excellence".into()),
            owner: None,
            unit: Unit::new(unit),
            places,
            rule: RagRule { polarity, amber: AmberLimit::Margin(figure(10.0)) },
            own_limit: false,
            own_places: false,
            target_type: None,
            definition: None,
            source: None,
            part: Part::One,
            results: dated.collect(),
        }
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { number: None, text: vec![Inline::Text(text.into())] }
    }

    fn prose(blocks: Vec<Block>) -> Prose {
        Prose { written: words("as written"), blocks }
    }

    fn rating(probability: usize, impact: usize, stated: Option<f64>) -> Rating {
        Rating {
            assessment: placed(matrix().assess(probability, impact).expect("on the matrix")),
            stated: stated.and_then(Score::stated).map(placed),
            stated_bands: Vec::new(),
        }
    }

    fn election() -> Risk {
        Risk {
            place: place(),
            part: Part::One,
            code: Some(words("CE_R01")),
            title: words("Failure of an election"),
            service: None,
            category: Some("Reputational".into()),
            priority: None,
            owner: Some(words("A. Officer")),
            portfolio_holder: None,
            response: Some(placed(Response::Treat)),
            inherent: Some(rating(3, 3, Some(14.0))),
            residual: rating(0, 3, None),
            target: matrix().assess(0, 2).map(placed),
            previous_score: None,
            consequences: Some(prose(vec![paragraph("Legal sanctions")])),
            controls: Some(prose(vec![Block::Bullets(vec![
                vec![paragraph("A rota")],
                vec![paragraph("A deputy")],
            ])])),
            assurance: None,
            sign_off: None,
            comments: None,
            period: None,
            last_review: None,
            actions: vec![RiskAction {
                action: words("Rehearse the count"),
                owner: None,
                due: Some(placed(Due::Day(date(2018, 5, 1)))),
                status: None,
            }],
        }
    }

    fn fraud() -> Risk {
        Risk {
            code: Some(words("FR_R02")),
            title: words("Fraud"),
            inherent: None,
            residual: rating(1, 3, None),
            target: None,
            consequences: None,
            controls: None,
            last_review: None,
            actions: Vec::new(),
            ..election()
        }
    }
}

fn theme() -> agendapack::write::theme::Theme {
    agendapack::write::theme::Theme::read(include_str!("../templates/theme.toml")).expect("a theme")
}
