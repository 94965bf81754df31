//! The words by which a claim is told from everything else.

/// A sentence with one of these hopes, looks back, doubts or compares.
pub(super) const UNSURE: &[&str] = &[
    "aim",
    "aiming",
    "aims",
    "ago",
    "although",
    "anticipate",
    "anticipated",
    "april",
    "august",
    "back",
    "before",
    "between",
    "could",
    "december",
    "earlier",
    "except",
    "expect",
    "expected",
    "expects",
    "february",
    "forecast",
    "formerly",
    "from",
    "had",
    "historically",
    "hope",
    "hopes",
    "if",
    "january",
    "july",
    "june",
    "last",
    "likely",
    "march",
    "may",
    "might",
    "must",
    "neither",
    "never",
    "next",
    "no",
    "nor",
    "november",
    "october",
    "past",
    "plan",
    "planned",
    "predicted",
    "previous",
    "previously",
    "prior",
    "projected",
    "q1",
    "q2",
    "q3",
    "q4",
    "return",
    "returned",
    "september",
    "should",
    "since",
    "though",
    "unless",
    "until",
    "used",
    "when",
    "while",
    "will",
    "without",
    "would",
];

/// Lengths of time; `this quarter` is the one that is reported and `5 days` is a
/// figure, others are another time.
pub(super) const TIMES: &[&str] = &[
    "day", "days", "month", "months", "period", "quarter", "quarters", "week", "weeks", "year",
    "years",
];

/// What makes a length of time the reported one.
pub(super) const THIS: &[&str] = &["this", "the", "current", "reporting"];

/// Words that deny what follows.
pub(super) const DENIALS: &[&str] = &["not", "didn't", "hasn't", "wasn't", "isn't", "cannot"];

/// What may stand between a subject and what is said of it.
pub(super) const BETWEEN: &[&str] = &[
    ":",
    "=",
    "a",
    "again",
    "also",
    "an",
    "are",
    "as",
    "at",
    "been",
    "classed",
    "comfortably",
    "consistently",
    "currently",
    "did",
    "does",
    "fail",
    "failed",
    "fails",
    "has",
    "have",
    "is",
    "just",
    "narrowly",
    "now",
    "rag",
    "rated",
    "rating",
    "remain",
    "remained",
    "remains",
    "reported",
    "scored",
    "shown",
    "slightly",
    "status",
    "stay",
    "stayed",
    "stays",
    "still",
    "therefore",
    "to",
    "turned",
    "was",
    "well",
    "were",
    "yet",
];

/// What ties a colour to a subject.
pub(super) const LINKS: &[&str] = &[
    "is", "rag", "rated", "rating", "remained", "remains", "reported", "scored", "shown", "status",
    "stayed", "stays", "turned", "was",
];

/// What can be rated.
pub(super) const RATED: &[&str] = &[
    "indicator",
    "kpi",
    "measure",
    "outturn",
    "performance",
    "pi",
    "rag",
    "rating",
    "result",
    "status",
    "this",
];

/// Who can meet a target.
pub(super) const ACTORS: &[&str] = &["and", "council", "it", "service", "team", "we", "which"];

/// What may follow a claim and leaves it what it is.
pub(super) const AFTER: &[&str] = &[
    "again", "against", "and", "as", "at", "because", "but", "by", "despite", "due", "in", "on",
    "overall", "owing", "rag", "rating", "so", "status", "thanks", "this", "which", "with",
];

/// What may follow a rating; `in` would make it a colour.
pub(super) const NOT_AFTER_A_RATING: &[&str] = &["in", "on"];

/// Words that go before `target` and leave it the indicator's own.
pub(super) const DETERMINERS: &[&str] = &["its", "our", "the", "their", "this"];

/// Verbs that reach a target.
pub(super) const MEETING: &[&str] = &[
    "achieve", "achieved", "achieves", "beat", "beats", "hit", "hits", "meet", "meets", "met",
    "reach", "reached", "reaches",
];

/// Verbs that miss one.
pub(super) const MISSING: &[&str] = &["miss", "missed", "misses"];

/// Verbs and prepositions that mean `better` where higher is better.
pub(super) const OVER: &[&str] =
    &["above", "exceeded", "exceeding", "exceeds", "over", "surpassed"];

/// Prepositions that mean `worse` where higher is better.
pub(super) const UNDER: &[&str] = &["below", "under"];
