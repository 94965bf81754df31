//! By hand.
#[path = "support/graft/mod.rs"]
mod graft;
use agendapack::write::pdf::{self, Fit};
use graft::Source;
#[test]
fn by_hand() {
    let list = std::env::var("PAPERS").unwrap();
    let out = std::env::var("OUT").unwrap();
    let scale: f64 = std::env::var("SCALE").map_or(1.0, |s| s.parse().unwrap());
    let mut sources = vec![];
    for path in list.split(':') {
        let title = std::path::Path::new(path).file_stem().unwrap().to_string_lossy().into_owned();
        match Source::of(&title, std::fs::read(path).unwrap()) {
            Some(s) => sources.push(s),
            None => println!("refused {title}"),
        }
    }
    let pack = graft::pack_for(&sources);
    std::fs::write(format!("{out}.pack.pdf"), &pack).unwrap();
    let fit = Fit { scale, x: (1.0 - scale) * 300.0, y: (1.0 - scale) * 420.0 };
    let papers = graft::papers(&sources, fit);
    let start = std::time::Instant::now();
    let done = pdf::graft(&pack, &papers, graft::ALL).unwrap();
    println!(
        "{} pages in {:?}, {} bytes of {}",
        papers.iter().map(|p| p.leaves.len()).sum::<usize>(),
        start.elapsed(),
        done.len(),
        sources.iter().map(|s| s.bytes.len()).sum::<usize>()
    );
    std::fs::write(&out, &done).unwrap();
    for p in &papers {
        println!("{} from {}", p.title, p.leaves[0].at + 1);
    }
    if std::env::var("CONFORM").is_ok() {
        println!("{:#?}", pdf::conform("it", &done));
    }
}
#[test]
#[ignore]
fn big() {
    let pages: usize = std::env::var("PAGES").unwrap().parse().unwrap();
    let src = r#"#let view = json("view.json")
#set document(title: "big", date: datetime(year: 2018, month: 3, day: 6))
#set text(lang: "en", font: "Noto Sans")
#for n in range(view.pages) { pagebreak(weak: true); heading(level: 1)[Page #n]; for k in range(6) [#lorem(40) #link("https://www.gov.uk/")[a link]
 #parbreak()]; table(columns: 3, table.header[A][B][C], ..range(12).map(i => [#(i*n)])) }"#;
    let bytes = graft::typst(src, &serde_json::json!({"pages": pages}));
    let bytes =
        if std::env::var("COMPACT").is_ok() { pdf::compact(&bytes).unwrap() } else { bytes };
    let sources = vec![Source::of("big", bytes).unwrap()];
    let pack = graft::pack_for(&sources);
    let papers = graft::papers(&sources, Fit { scale: 0.95, x: 10.0, y: 10.0 });
    println!("made {} bytes", sources[0].bytes.len());
    let start = std::time::Instant::now();
    let done = pdf::graft(&pack, &papers, graft::ALL).unwrap();
    println!("{} pages in {:?}, {} bytes", papers[0].leaves.len(), start.elapsed(), done.len());
    std::fs::write("/tmp/graft/big.pdf", &done).unwrap();
    println!("{:#?}", pdf::conform("it", &done));
}
