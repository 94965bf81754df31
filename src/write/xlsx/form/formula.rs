//! Formulas that show a rating or a score as its row is typed.
//!
//! They repeat the rules of the model for the author's eyes only: nothing reads
//! them. They use no function that an older program lacks.

use rust_xlsxwriter::column_number_to_name;

use crate::view::form::{Computed, Form, FormSheet};

/// Where the columns of every sheet stand.
pub(super) struct Layout<'a>(&'a [FormSheet]);

impl<'a> Layout<'a> {
    /// Returns where the columns of a form stand.
    pub(super) fn of(form: &'a Form) -> Self {
        Self(&form.sheets)
    }

    /// Returns the formula of a computed column in a row, counted from zero; none
    /// where the sheets lack a column that it needs.
    pub(super) fn formula(
        &self,
        sheet: &FormSheet,
        computed: &Computed,
        row: u32,
    ) -> Option<String> {
        let cell = |heading: &str| Some(format!("${}{}", letters(sheet, heading)?, row + 1));
        match computed {
            Computed::Result => {
                let shown = Shown {
                    code: cell("Code")?,
                    result: cell("Result")?,
                    numerator: cell("Numerator")?,
                    denominator: cell("Denominator")?,
                    unit: self.looked_up("Unit", &cell("Code")?)?,
                    name: self.looked_up("Indicator", &cell("Code")?)?,
                    places: self.looked_up("Decimal places", &cell("Code")?)?,
                };
                Some(shown.formula())
            }
            Computed::Rating { margin } => {
                let rating = Rating {
                    figure: cell("Computed result")?,
                    target: cell("Target")?,
                    better: self.looked_up("Better", &cell("Code")?)?,
                    limit: self.looked_up("Amber limit", &cell("Code")?)?,
                    unit: self.looked_up("Unit", &cell("Code")?)?,
                    margin: *margin,
                };
                Some(rating.formula())
            }
            Computed::Score { probability, impact, likely, grave, bands } => {
                let (p, i) = (cell(probability)?, cell(impact)?);
                let score = format!("{}*{}", weight(&p, likely), weight(&i, grave));
                let word = band(&score, bands);
                Some(format!(
                    "=IF(OR({p}=\"\",{i}=\"\"),\"\",IFERROR({score}&\" \"&{word},\"Check levels\"))"
                ))
            }
        }
    }

    /// Returns the condition under which a row's figure is a percentage.
    pub(super) fn percent(&self, sheet: &FormSheet, row: u32) -> Option<String> {
        let code = format!("${}{}", letters(sheet, "Code")?, row + 1);
        Some(format!("={}", is_percent(&self.looked_up("Unit", &code)?)))
    }

    /// Returns what the sheet of indicators says about the one with a code.
    fn looked_up(&self, heading: &str, code: &str) -> Option<String> {
        let sheet = self.0.iter().find(|sheet| sheet.name == "Indicators")?;
        let index = sheet.columns.iter().position(|column| column.heading == heading)?;
        let (first, last) = (letters(sheet, "Code")?, letters(sheet, heading)?);
        Some(format!("VLOOKUP({code},Indicators!${first}:${last},{},0)", index + 1))
    }
}

/// Returns the letters of the column with a heading.
pub(super) fn letters(sheet: &FormSheet, heading: &str) -> Option<String> {
    let index = sheet.columns.iter().position(|column| column.heading == heading)?;
    u16::try_from(index).ok().map(column_number_to_name)
}

fn is_percent(unit: &str) -> String {
    format!("ISNUMBER(SEARCH(\"%\",{unit}))")
}

/// A number in the unit: 91.36 without its sign is 91.36% where the unit is `%`.
fn in_unit(number: &str, unit: &str) -> String {
    format!("{number}/IF(AND({},ABS({number})>3),100,1)", is_percent(unit))
}

/// The cells that a result comes from.
struct Shown {
    code: String,
    result: String,
    numerator: String,
    denominator: String,
    unit: String,
    name: String,
    places: String,
}

impl Shown {
    fn formula(&self) -> String {
        let Self { code, result, numerator, denominator, unit, name, places } = self;
        let percent = is_percent(unit);
        let empty =
            format!("OR({code}=\"\",AND({result}=\"\",OR({numerator}=\"\",{denominator}=\"\")))");
        let none_counted = format!(
            "AND(ISNUMBER({numerator}),{numerator}=0,ISNUMBER({denominator}),{denominator}=0,OR({percent},{result}=\"\"))"
        );
        // A rate is `per 1,000` by its unit, or by its name: the last that is found is the
        // longest.
        let powers = ["10", "100", "1000", "10000", "100000", "1000000"];
        let (said, times) =
            (powers.map(|power| format!("\"per {power}\"")).join(","), powers.join(","));
        let times = format!(
            "IFERROR(LOOKUP(9999,SEARCH({{{said}}},SUBSTITUTE({unit}&\" \"&{name},\",\",\"\")),{{{times}}}),1)"
        );
        let figure = format!(
            "IF({result}=\"\",{numerator}/{denominator}*IF({percent},1,{times}),{})",
            in_unit(&format!("VALUE({result})"), unit)
        );
        let places = format!("IF({places}&\"\"=\"\",2,{places})");
        format!(
            "=IF({empty},\"\",IF(ISNA({unit}),\"Unknown code\",IF({none_counted},\"No activity\",\
             IFERROR(ROUND({figure},{places}+IF({percent},2,0)),\"No data\"))))"
        )
    }
}

/// The cells that a rating comes from.
struct Rating {
    figure: String,
    target: String,
    better: String,
    limit: String,
    unit: String,
    margin: f64,
}

impl Rating {
    fn formula(&self) -> String {
        let Self { figure, target, better, .. } = self;
        let rated = format!(
            "IF({better}=\"range\",{},IF(OR({better}=\"higher\",{better}=\"lower\"),{},\"Better is not set\"))",
            self.against_range(),
            self.against_point()
        );
        format!(
            "=IF(NOT(ISNUMBER({figure})),{figure},IF(OR({target}=\"\",{better}=\"information only\"),\"Info only\",\
             IFERROR({rated},\"Check target\")))"
        )
    }

    fn against_point(&self) -> String {
        let Self { figure, better, .. } = self;
        let target = in_unit(&format!("VALUE({})", self.target), &self.unit);
        let sign = format!("IF({better}=\"higher\",1,-1)");
        let miss = format!("({target}-{figure})*{sign}");
        let own = format!("MAX(0,({target}-{})*{sign})", self.limit_in_unit());
        self.rated(&miss, &target, &own)
    }

    fn against_range(&self) -> String {
        let Self { figure, target, .. } = self;
        // `90 to 110` or `90-110`, whose own sign the first letter may be.
        let (words, dash) =
            (format!("SEARCH(\" to \",{target})"), format!("SEARCH(\"-\",{target},2)"));
        let low = format!("VALUE(LEFT({target},IFERROR({words},{dash})-1))");
        let high = format!("VALUE(MID({target},IFERROR({words}+4,{dash}+1),20))");
        let (low, high) = (in_unit(&low, &self.unit), in_unit(&high, &self.unit));
        let miss = format!("MAX({low}-{figure},{figure}-{high})");
        let edge = format!("IF({figure}<{low},{low},{high})");
        let limit = self.limit_in_unit();
        let own = format!("MAX(0,{low}-{limit},{limit}-{high})");
        self.rated(&miss, &edge, &own)
    }

    /// Green without a miss, amber within the limit, red beyond it.
    fn rated(&self, miss: &str, edge: &str, own: &str) -> String {
        let Self { limit, margin, unit, .. } = self;
        let is_share = format!("AND(RIGHT({limit}&\"\",1)=\"%\",NOT({}))", is_percent(unit));
        let allowed = format!(
            "IF({limit}&\"\"=\"\",ABS({edge})*{margin}/100,IF({is_share},ABS({edge})*VALUE({limit}),{own}))"
        );
        format!(
            "IF({miss}<=0.000000001,\"Green\",IF({miss}<={allowed}+0.000000001,\"Amber\",\"Red\"))"
        )
    }

    fn limit_in_unit(&self) -> String {
        in_unit(&format!("VALUE({})", self.limit), &self.unit)
    }
}

/// The weight of a level: a number, `3 Likely`, or the word alone.
fn weight(cell: &str, scale: &[(String, f64)]) -> String {
    let words: Vec<String> =
        scale.iter().map(|(word, _)| format!("\"{}\"", quoted(word))).collect();
    let weights: Vec<String> = scale.iter().map(|(_, weight)| weight.to_string()).collect();
    format!(
        "IF(ISNUMBER({cell}),{cell},IFERROR(VALUE(LEFT({cell}&\" \",FIND(\" \",{cell}&\" \")-1)),INDEX({{{}}},MATCH({cell},{{{}}},0))))",
        weights.join(","),
        words.join(",")
    )
}

/// The word of the band that a score falls in.
fn band(score: &str, bands: &[(f64, String)]) -> String {
    let Some(((_, lowest), above)) = bands.split_last() else { return "\"\"".into() };
    let mut formula = format!("\"{}\"", quoted(lowest));
    for (from, word) in above.iter().rev() {
        formula = format!("IF({score}>={from},\"{}\",{formula})", quoted(word));
    }
    formula
}

fn quoted(word: &str) -> String {
    word.replace('"', "\"\"")
}
