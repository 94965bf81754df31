//! Papers made elsewhere, laid into a pack: nothing of them is lost, and the pack
//! stays what it was.

#[path = "support/pdf.rs"]
#[expect(dead_code, reason = "each test uses a part")]
mod back;
#[path = "support/content.rs"]
mod content;
#[path = "support/graft/mod.rs"]
mod graft;

use agendapack::write::pdf::{self, Claims, Fit, PaperFile};
use graft::builder::Built;
use graft::{ALL, Source};
use lopdf::{Dictionary, Document, Object, ObjectId};
use serde_json::json;

const WHOLE: Fit = Fit { scale: 1.0, x: 0.0, y: 0.0 };
const SMALLER: Fit = Fit { scale: 0.9, x: 20.0, y: 40.0 };

/// Lays papers into a pack made for them.
fn laid(sources: &[Source], fit: Fit) -> Document {
    back::open(&laid_bytes(sources, fit))
}

fn laid_bytes(sources: &[Source], fit: Fit) -> Vec<u8> {
    let pack = graft::pack_for(sources);
    pdf::graft(&pack, &graft::papers(sources, fit), ALL).expect("a pack")
}

fn source(title: &str, bytes: Vec<u8>) -> Source {
    Source::of(title, bytes).expect("a paper")
}

/// The place of the first paper's first page in a pack made for it, from one.
const FIRST: u32 = 3;

/// Returns the dictionary of a page by its place, from one.
fn page(document: &Document, place: u32) -> &Dictionary {
    document.get_dictionary(document.get_pages()[&place]).expect("a page")
}

/// Returns the content of a page as text.
fn content_of(document: &Document, place: u32) -> String {
    let page = document.get_pages()[&place];
    String::from_utf8_lossy(&document.get_page_content(page)).into_owned()
}

/// An element: how deep it lies, its entries that are no links, and its number.
type Node = (usize, Vec<String>, ObjectId);

/// Returns the elements below one, in order.
fn nodes(document: &Document, element: ObjectId) -> Vec<Node> {
    let mut nodes = Vec::new();
    nodes_below(document, element, 0, &mut nodes);
    nodes
}

fn nodes_below(document: &Document, id: ObjectId, depth: usize, nodes: &mut Vec<Node>) {
    let element = document.get_dictionary(id).expect("an element");
    let said = ["S", "T", "Lang", "Alt", "ActualText", "E", "C"];
    let said = said
        .iter()
        .filter_map(|key| element.get(key.as_bytes()).ok().map(|value| format!("{key} {value:?}")));
    nodes.push((depth, said.collect(), id));
    for kid in kids(document, element) {
        if let Ok(kid) = kid.as_reference()
            && document.get_dictionary(kid).is_ok_and(|kid| kid.has(b"S"))
        {
            nodes_below(document, kid, depth + 1, nodes);
        }
    }
}

fn kids(document: &Document, element: &Dictionary) -> Vec<Object> {
    match element.get(b"K").map(|kids| document.dereference(kids).expect("there").1) {
        Ok(Object::Array(list)) => list.clone(),
        Ok(_) => vec![element.get(b"K").expect("kids").clone()],
        Err(_) => Vec::new(),
    }
}

/// Returns the elements right below the root of a document's structure tree.
fn top(document: &Document) -> Vec<ObjectId> {
    let catalog = document.catalog().expect("a catalog");
    let root = back::dictionary(document, catalog.get(b"StructTreeRoot").expect("a tree"));
    let kids = kids(document, root.expect("a tree"));
    kids.iter().map(|kid| kid.as_reference().expect("an element")).collect()
}

/// Returns the parts that papers are, in order.
fn parts(document: &Document) -> Vec<ObjectId> {
    let document_element = document.get_dictionary(top(document)[0]).expect("an element");
    let kids = kids(document, document_element);
    let kids = kids.iter().map(|kid| kid.as_reference().expect("an element"));
    kids.filter(|kid| {
        let element = document.get_dictionary(*kid).expect("an element");
        element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Part")
            && element.has(b"T")
    })
    .collect()
}

#[test]
fn a_pack_of_tagged_papers_keeps_its_standards() {
    let sources = [
        source("Audit letter", graft::tagged_paper("Audit letter", "en")),
        source("Llythyr archwilio", graft::tagged_paper("Llythyr archwilio", "cy")),
    ];
    for fit in [WHOLE, SMALLER] {
        let bytes = laid_bytes(&sources, fit);
        pdf::conform("a pack of papers", &bytes).expect("conforms");
        assert_eq!(bytes, laid_bytes(&sources, fit), "same papers, same bytes");
    }
}

#[test]
fn tags_of_a_paper_are_those_that_it_had() {
    let (first, second) = (graft::tagged_paper("A", "en"), graft::tagged_paper("B", "cy"));
    let pack = laid(&[source("A", first.clone()), source("B", second.clone())], WHOLE);
    let painted = content::elements(&pack);
    for (part, paper) in parts(&pack).into_iter().zip([first, second]) {
        let paper = back::open(&paper);
        let originally = content::elements(&paper);
        let (own, original) = (nodes(&pack, part), nodes(&paper, top(&paper)[0]));
        let own = &own[1..];
        assert!(original.len() > 40, "{} elements", original.len());
        assert_eq!(own.len(), original.len());
        for ((depth, said, id), (before, said_before, id_before)) in own.iter().zip(&original) {
            assert_eq!((depth - 1, said), (*before, said_before));
            let (now, then) = (painted.get(id), originally.get(id_before));
            let (now, then) = (now.into_iter().flatten(), then.into_iter().flatten());
            assert_eq!(now.clone().count(), then.clone().count(), "runs of {said:?}");
            assert!(now.zip(then).all(|(now, then)| now.looks_like(then)), "{said:?}");
        }
    }
}

#[test]
fn a_paper_is_a_part_of_the_document_in_its_language_and_at_its_place() {
    let pack = laid(&[source("Llythyr", graft::tagged_paper("Llythyr", "cy"))], WHOLE);
    let [part] = parts(&pack)[..] else { panic!("one part") };
    let part_dictionary = pack.get_dictionary(part).expect("a part");
    let text = |key: &[u8]| part_dictionary.get(key).and_then(Object::as_str).expect("text");
    assert_eq!((text(b"T"), text(b"Lang")), (&b"Llythyr"[..], &b"cy"[..]));
    let document = pack.get_dictionary(top(&pack)[0]).expect("an element");
    let kids = kids(&pack, document);
    assert_eq!(kids[kids.len() - 2].as_reference().expect("an element"), part);
}

#[test]
fn headers_of_table_cells_are_found_by_names_of_their_own() {
    let papers = [1, 2].map(|_| source("The same", graft::tagged_paper("The same", "en")));
    let pack = laid(&papers, WHOLE);
    let mut ids = Vec::new();
    for (part, count) in parts(&pack).into_iter().zip(1..) {
        let cells: Vec<&Dictionary> = nodes(&pack, part)
            .iter()
            .map(|(_, _, id)| pack.get_dictionary(*id).expect("an element"))
            .filter(|element| element.has(b"ID"))
            .collect();
        assert!(!cells.is_empty());
        let own: Vec<&[u8]> = cells
            .iter()
            .map(|cell| cell.get(b"ID").and_then(Object::as_str).expect("an id"))
            .collect();
        let attributes = cells.iter().flat_map(|cell| match cell.get(b"A") {
            Ok(Object::Array(list)) => list.iter().collect(),
            Ok(one) => vec![one],
            Err(_) => Vec::new(),
        });
        for attribute in attributes {
            let headers = attribute.as_dict().expect("attributes").get(b"Headers");
            for header in headers.and_then(Object::as_array).into_iter().flatten() {
                assert!(own.contains(&header.as_str().expect("an id")), "paper {count}");
            }
        }
        ids.extend(own.into_iter().map(<[u8]>::to_vec));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "no id is there twice");
}

#[test]
fn bookmarks_lie_below_the_papers() {
    let pack = laid(&[source("A", graft::tagged_paper("A", "en"))], WHOLE);
    let list = back::bookmarks(&pack);
    let list: Vec<(usize, &str, u32)> =
        list.iter().map(|mark| (mark.depth, mark.title.as_str(), mark.page)).collect();
    let at = list.iter().position(|mark| mark.1 == "The papers of A").expect("the paper's own");
    assert_eq!(
        list[at..],
        [
            (1, "The papers of A", FIRST),
            (2, "1. First section", FIRST),
            (2, "2. Second section", FIRST),
            (3, "2.1. Deeper", FIRST + 1),
        ]
    );
}

#[test]
fn links_lead_to_the_same_places() {
    let pack = laid(&[source("A", graft::tagged_paper("A", "en"))], SMALLER);
    let pages = back::link_pages(&pack);
    assert!(pages.iter().filter(|page| (FIRST..FIRST + 2).contains(*page)).count() >= 4);
    assert_eq!(addresses(&pack), ["https://www.gov.uk/"]);
}

fn addresses(document: &Document) -> Vec<String> {
    let actions = document.objects.values().filter_map(|object| object.as_dict().ok());
    let actions = actions.filter_map(|dictionary| dictionary.get(b"A").ok()?.as_dict().ok());
    let addresses = actions.filter_map(|action| action.get(b"URI").ok()?.as_str().ok());
    addresses.map(|address| String::from_utf8_lossy(address).into_owned()).collect()
}

#[test]
fn what_two_papers_share_is_there_once() {
    let paper = graft::tagged_paper("A", "en");
    let once = laid_bytes(&[source("A", paper.clone())], WHOLE);
    let twice = laid_bytes(&[source("A", paper.clone()), source("B", paper.clone())], WHOLE);
    assert!(twice.len() - once.len() < paper.len() / 3, "{} and {}", once.len(), twice.len());
}

/// The resources of small papers: a font that is not embedded, as old papers have it.
const FONT: &str = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";

fn write(text: &str) -> String {
    format!("BT /F1 12 Tf 50 60 Td ({text}) Tj ET")
}

#[test]
fn a_page_without_tags_is_a_figure_with_its_alternative() {
    let marked = format!("/P <</MCID 5>> BDC {} EMC /Artifact BMC 0 0 1 1 re f EMC", write("one"));
    let inherited = format!("/MediaBox[0 0 300 400]{FONT}");
    let paper = Built::of("", &inherited, &[("", &marked), ("", "")]).bytes();
    let pack = laid(&[source("Letter", paper)], WHOLE);
    let content = content_of(&pack, FIRST);
    assert!(content.contains("/Figure <</MCID 0>> BDC"), "{content}");
    assert!(!content.contains("/MCID 5") && content.matches("Artifact").count() == 0, "{content}");
    assert!(back::pages(&pack)[2].contains("one"));
    let [part] = parts(&pack)[..] else { panic!("one part") };
    let elements = nodes(&pack, part);
    // The second page is blank, and so nothing is said of it.
    let [_, (_, said, _)] = &elements[..] else { panic!("one figure: {elements:?}") };
    assert!(said.iter().any(|entry| entry.contains("(Page 1 of Letter)")), "{said:?}");
}

/// Returns where the text of a page begins, as its first two matrices have it.
fn text_origin(document: &Document, place: u32) -> (f32, f32) {
    let page = document.get_pages()[&place];
    let content = lopdf::content::Content::decode(&document.get_page_content(page)).expect("read");
    let number = |operand: &Object| operand.as_float().expect("a number");
    let mut matrix: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    for operation in content.operations {
        let numbers = || operation.operands.iter().map(number).collect::<Vec<f32>>();
        match operation.operator.as_str() {
            "cm" => matrix = numbers().try_into().expect("six"),
            "Td" => {
                let (m, place) = (matrix, numbers());
                let along = |x: usize| m[x] * place[0] + m[x + 2] * place[1] + m[x + 4];
                return (along(0), along(1));
            }
            _ => {}
        }
    }
    panic!("no text");
}

#[test]
fn a_turned_page_lies_as_it_is_shown() {
    let pages = [0, 90, 180, 270].map(|turn| format!("/Rotate {turn}"));
    let text = write("turned");
    let pages: Vec<(&str, &str)> = pages.iter().map(|page| (page.as_str(), &*text)).collect();
    let inherited = format!("/MediaBox[0 0 300 400]/CropBox[20 30 280 380]{FONT}");
    let paper = Built::of("", &inherited, &pages).bytes();
    let pack = laid(&[source("A plan", paper)], WHOLE);
    let origins: Vec<(f32, f32)> = (0..4).map(|at| text_origin(&pack, FIRST + at)).collect();
    assert_eq!(origins, [(30.0, 30.0), (30.0, 230.0), (230.0, 320.0), (320.0, 30.0)]);
    for at in 0..4 {
        let page = page(&pack, FIRST + at);
        assert!(!page.has(b"Rotate") && !page.has(b"CropBox"));
        assert!(content_of(&pack, FIRST + at).contains("20 30 260 350 re W n"));
    }
}

#[test]
fn the_ground_of_a_placeholder_lies_below_the_paper() {
    let sources = [source("A", graft::tagged_paper("A", "en"))];
    let leaf = |colour: &str| json!({ "width": 595.28, "height": 841.89, "ground": colour });
    let leaves = [leaf("#ffeecc"), leaf("#ffeecc")];
    let pack = graft::pack_of(&json!([{ "title": "A", "leaves": leaves }]));
    let bytes = pdf::graft(&pack, &graft::papers(&sources, WHOLE), ALL).expect("a pack");
    pdf::conform("a pack on coloured ground", &bytes).expect("conforms");
    let content = content_of(&back::open(&bytes), FIRST);
    let at = |word: &str| content.find(word).unwrap_or_else(|| panic!("{word} in {content}"));
    assert!(at("/Ground Do") < at("Tj") && at("Tj") < at("/Stamp Do"), "{content}");
}

#[test]
fn a_page_in_larger_units_is_as_large_as_it_is_shown() {
    let inherited = format!("/MediaBox[0 0 300 400]{FONT}");
    let paper = Built::of("", &inherited, &[("/UserUnit 2", &write("large"))]).bytes();
    let pack = laid(&[source("A plan", paper)], WHOLE);
    assert_eq!(text_origin(&pack, FIRST), (100.0, 120.0));
}

#[test]
fn content_that_is_not_balanced_keeps_to_itself() {
    let content = format!("Q Q q q 2 0 0 2 0 0 cm {} /Span BMC 1 0 (never ends", write("odd"));
    let paper = Built::of("", &format!("/MediaBox[0 0 300 400]{FONT}"), &[("", &content)]).bytes();
    let pack = laid(&[source("Odd", paper)], WHOLE);
    let page = pack.get_pages()[&FIRST];
    let content = lopdf::content::Content::decode(&pack.get_page_content(page)).expect("read");
    let mut depth = 0_i32;
    for operation in &content.operations {
        depth += match operation.operator.as_str() {
            "q" | "BDC" | "BMC" => 1,
            "Q" | "EMC" => -1,
            _ => 0,
        };
        assert!(depth >= 0);
    }
    assert_eq!(depth, 0);
    assert!(back::pages(&pack)[2].contains("odd"));
}

#[test]
fn a_pattern_moves_with_its_page() {
    let mut paper = Built::of(
        "",
        "/MediaBox[0 0 300 400]",
        &[("/Resources<</Pattern<</P1 5 0 R>>>>", "/Pattern cs /P1 scn 0 0 100 100 re f")],
    );
    let entries = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 5 5]\
                   /XStep 5/YStep 5/Matrix[2 0 0 2 1 1]/Resources<<>>";
    paper.stream(entries, b"0 0 2 2 re f");
    let pack = laid(&[source("Hatched", paper.bytes())], SMALLER);
    let pattern = pack.objects.values().filter_map(|object| object.as_stream().ok());
    let mut pattern = pattern.filter(|stream| stream.dict.has(b"PatternType"));
    let matrix = pattern.next().expect("a pattern").dict.get(b"Matrix").expect("a matrix");
    let matrix: Vec<f32> =
        matrix.as_array().expect("numbers").iter().map(|n| n.as_float().expect("one")).collect();
    assert_eq!(matrix, [1.8, 0.0, 0.0, 1.8, 20.9, 40.9]);
    assert!(pattern.next().is_none());
}

#[test]
fn links_that_do_more_than_lead_are_left_out() {
    let annotations = "/Annots[\
        <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://a.example/)>>>>\
        <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(javascript:alert)>>>>\
        <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(calc.exe)>>>>\
        <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/JavaScript/JS(app.alert)>>>>\
        <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(b.pdf)/D[0/Fit]>>>>\
        <</Type/Annot/Subtype/Link/Rect[10 20 30 40]/Dest/old>>\
        <</Type/Annot/Subtype/Link/Rect[10 20 30 40]/Dest(new)>>\
        <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest(nowhere)>>\
        <</Type/Annot/Subtype/Popup/Rect[0 0 9 9]>>]/AA<</O<</S/JavaScript/JS(x)>>>>";
    let catalog = "/Dests<</old[3 0 R/XYZ 100 200 0]>>\
                   /Names<</Dests<</Names[(new)<</D[5 0 R/FitH 200]>>]>>>>\
                   /OpenAction<</S/JavaScript/JS(x)>>";
    let inherited = format!("/MediaBox[0 0 300 400]{FONT}");
    let paper = Built::of(catalog, &inherited, &[(annotations, &write("a")), ("", &write("b"))]);
    let bytes = laid_bytes(&[source("A", paper.bytes())], SMALLER);
    let pack = back::open(&bytes);
    let list = page(&pack, FIRST).get(b"Annots").and_then(Object::as_array).expect("links");
    let links: Vec<&Dictionary> =
        list.iter().map(|link| back::dictionary(&pack, link).expect("a link")).collect();
    let [address, old, new] = links[..] else { panic!("{} links", links.len()) };
    assert_eq!(
        address.get(b"Contents").and_then(Object::as_str).ok(),
        Some(&b"http://a.example/"[..])
    );
    let view =
        |link: &Dictionary| link.get(b"Dest").and_then(Object::as_array).expect("a view").clone();
    let place = |at: u32| Object::Reference(pack.get_pages()[&at]);
    let xyz = Object::Name(b"XYZ".to_vec());
    let (x, y) = (Object::Integer(110), Object::Integer(220));
    assert_eq!(view(old), [place(FIRST), xyz.clone(), x, y.clone(), Object::Null]);
    assert_eq!(view(new), [place(FIRST + 1), xyz, Object::Integer(20), y, Object::Null]);
    let rectangle = old.get(b"Rect").and_then(Object::as_array).expect("a rectangle");
    assert_eq!(*rectangle, [29, 58, 47, 76].map(Object::Integer));
    let text = String::from_utf8_lossy(&lopdf_plain(&pack)).into_owned();
    assert!(!text.contains("JavaScript") && !text.contains("Launch") && !text.contains("/AA"));
}

/// Returns all objects of a document that are no streams, as they are written.
fn lopdf_plain(document: &Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    for object in document.objects.values() {
        lopdf::Writer::write_object(&mut bytes, object).expect("written");
    }
    bytes
}

#[test]
fn what_is_filled_into_a_form_becomes_content() {
    let annotations = "/Annots[5 0 R 6 0 R 8 0 R]";
    let content = format!("/P <</MCID 0>> BDC {} EMC", write("Name:"));
    let mut paper = Built::of(
        "/AcroForm<</Fields[5 0 R]>>/MarkInfo<</Marked true>>/StructTreeRoot 9 0 R",
        &format!("/MediaBox[0 0 300 400]{FONT}"),
        &[(annotations, &content)],
    );
    let widget = "/Type/Annot/Subtype/Widget/F 4/Rect[100 100 200 120]/AP<</N 7 0 R>>";
    paper.add(&format!("<<{widget}/FT/Tx/TU(Your name)/V(A. Clerk)/StructParent 1>>"));
    paper.add("<</Type/Annot/Subtype/Widget/F 0/Rect[0 0 9 9]/AP<</N 7 0 R>>/FT/Btn/Ff 65536>>");
    paper.stream("/Type/XObject/Subtype/Form/BBox[0 0 50 10]/Resources<<>>", b"0 0 50 10 re f");
    let stamp = "/Type/Annot/Subtype/Stamp/F 4/Rect[0 0 50 10]/AP<</N 7 0 R>>/Contents(Approved)";
    paper.add(&format!("<<{stamp}>>"));
    paper.add("<</Type/StructTreeRoot/K 10 0 R/ParentTree<</Nums[0[11 0 R]1 12 0 R]>>>>");
    paper.add("<</Type/StructElem/S/Document/P 9 0 R/K[11 0 R 12 0 R]>>");
    paper.add("<</Type/StructElem/S/P/P 10 0 R/Pg 3 0 R/K 0>>");
    paper.add("<</Type/StructElem/S/Form/P 10 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 5 0 R>>>>");
    let pack = laid(&[source("A form", paper.bytes())], WHOLE);
    let content = content_of(&pack, FIRST);
    assert!(content.contains("/Form <</MCID 1>> BDC\nq\n2 0 0 2 100 100 cm\n"), "{content}");
    assert_eq!(content.matches(" Do").count(), 2, "the field and the stamp of the pack");
    assert!(!pack.catalog().expect("a catalog").has(b"AcroForm"));
    let [part] = parts(&pack)[..] else { panic!("one part") };
    let nodes = nodes(&pack, part);
    let types: Vec<&str> = nodes.iter().map(|(_, said, _)| said[0].as_str()).collect();
    assert_eq!(types, ["S /Part", "S /Document", "S /P", "S /Form", "S /Annot"]);
    let form = pack.get_dictionary(nodes[3].2).expect("an element");
    let attributes = format!("{:?}", form.get(b"A").expect("attributes"));
    assert!(
        attributes.contains("/PrintField") && attributes.contains("(Your name)"),
        "{attributes}"
    );
}

/// Returns the types of the elements of a paper with a tree below object 5, which
/// are in the pack, and what they count as where that is something else.
fn types(root: &str, elements: &[&str], content: &str) -> Vec<(String, Option<String>)> {
    let catalog = "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R";
    let mut paper = Built::of(catalog, "/MediaBox[0 0 300 400]", &[("", content)]);
    paper.add(&format!("<</Type/StructTreeRoot{root}>>"));
    for element in elements {
        paper.add(element);
    }
    let pack = laid(&[source("A", paper.bytes())], WHOLE);
    let catalog = pack.catalog().expect("a catalog");
    let tree = back::dictionary(&pack, catalog.get(b"StructTreeRoot").expect("a tree"));
    let roles = tree.expect("a tree").get(b"RoleMap").and_then(|map| back::dictionary(&pack, map));
    let roles = roles.expect("roles");
    let [part] = parts(&pack)[..] else { panic!("one part") };
    let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let types = nodes(&pack, part).into_iter().skip(1).map(|(_, _, id)| {
        let element = pack.get_dictionary(id).expect("an element");
        let name = element.get(b"S").and_then(Object::as_name).expect("a type");
        (text(name), roles.get(name).and_then(Object::as_name).ok().map(text))
    });
    types.collect()
}

#[test]
fn types_that_the_paper_made_up_count_as_what_it_says() {
    let root = "/K[6 0 R 7 0 R 8 0 R]/RoleMap<</Titel/Ueberschrift/Ueberschrift/H1/Title/H1>>";
    let content = "/A <</MCID 0>> BDC f EMC /B <</MCID 1>> BDC f EMC /C <</MCID 2>> BDC f EMC";
    let elements = [
        "<</Type/StructElem/S/Titel/P 5 0 R/Pg 3 0 R/K 0>>",
        // The pack's own `Title` counts as a paragraph.
        "<</Type/StructElem/S/Title/P 5 0 R/Pg 3 0 R/K[1]>>",
        "<</Type/StructElem/S/Strong/NS 9 0 R/P 5 0 R/Pg 3 0 R/K<</Type/MCR/MCID 2>>>>",
        "<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>",
    ];
    let types = types(root, &elements, content);
    let expected = [("Titel", "H1"), ("Title-2", "H1"), ("Strong", "Span")];
    let expected = expected.map(|(name, role)| (name.to_string(), Some(role.to_string())));
    assert_eq!(types, expected);
}

#[test]
fn headings_without_levels_get_those_of_their_sections() {
    let root = "/K 6 0 R";
    let content = "/H <</MCID 0>> BDC f EMC /H <</MCID 1>> BDC f EMC /P <</MCID 2>> BDC f EMC";
    let elements = [
        "<</Type/StructElem/S/Sect/P 5 0 R/Pg 3 0 R/K[7 0 R 8 0 R]>>",
        "<</Type/StructElem/S/H/P 6 0 R/Pg 3 0 R/K 0>>",
        "<</Type/StructElem/S/Sect/P 6 0 R/Pg 3 0 R/K[9 0 R 2]>>",
        "<</Type/StructElem/S/H/P 8 0 R/Pg 3 0 R/K 1>>",
    ];
    let types = types(root, &elements, content);
    let names: Vec<&str> = types.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Sect", "H1", "Sect", "H2"]);
}

#[test]
fn a_tree_that_bites_its_tail_ends() {
    let content = "/P <</MCID 0>> BDC f EMC";
    let elements = ["<</Type/StructElem/S/Sect/P 5 0 R/Pg 3 0 R/K[0 6 0 R 5 0 R]>>"];
    assert_eq!(types("/K[6 0 R 6 0 R]", &elements, content).len(), 1);
}

#[test]
fn layers_are_shown_as_they_are_printed() {
    let properties = "/Resources<</Properties<</A 5 0 R/B 6 0 R/C 7 0 R>>>>";
    let content = "/OC /A BDC f EMC /OC /B BDC f EMC /OC /C BDC f EMC";
    let settings = "/OCProperties<</OCGs[5 0 R 6 0 R 7 0 R 8 0 R]/D<</OFF[6 0 R]\
                    /AS[<</Event/Print/Category[/Print]/OCGs[7 0 R]>>]>>>>";
    let mut paper = Built::of(settings, "/MediaBox[0 0 300 400]", &[(properties, content)]);
    paper.add("<</Type/OCG/Name(Streets)>>");
    paper.add("<</Type/OCG/Name(Pipes)>>");
    paper.add("<</Type/OCG/Name(Draft)/Usage<</Print<</PrintState/OFF>>>>>>");
    paper.add("<</Type/OCG/Name(Not in use)>>");
    let pack = laid(&[source("A plan", paper.bytes())], WHOLE);
    let catalog = pack.catalog().expect("a catalog");
    let properties = back::dictionary(&pack, catalog.get(b"OCProperties").expect("layers"));
    let settings = properties.expect("layers").get(b"D").and_then(Object::as_dict).expect("set");
    let names = |key: &[u8]| -> Vec<String> {
        let list = settings.get(key).and_then(Object::as_array).expect("a list");
        let names = list.iter().map(|group| {
            let name = back::dictionary(&pack, group).expect("a group").get(b"Name").expect("one");
            lopdf::decode_text_string(name).expect("text")
        });
        names.collect()
    };
    assert_eq!(names(b"Order"), ["Streets", "Pipes", "Draft"]);
    assert_eq!(names(b"OFF"), ["Pipes", "Draft"]);
    assert!(settings.has(b"Name") && !settings.has(b"AS"));
}

#[test]
fn colours_of_a_paper_made_for_print_mean_what_they_meant() {
    let intent = "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/DestOutputProfile 5 0 R\
                  /OutputConditionIdentifier(print)>>]";
    let resources = "/Resources<</XObject<</Fm 6 0 R>>>>";
    let mut paper = Built::of(
        intent,
        "/MediaBox[0 0 300 400]",
        &[(resources, "0 0 0 1 k 0 0 9 9 re f /Fm Do")],
    );
    paper.stream("/N 4", b"not a profile, but nobody looks");
    let form =
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</ColorSpace<</Own/DeviceRGB>>>>";
    paper.stream(form, b"1 0 0 0 k 0 0 5 5 re f");
    let pack = laid(&[source("A leaflet", paper.bytes())], WHOLE);
    let text = String::from_utf8_lossy(&lopdf_plain(&pack)).into_owned();
    assert_eq!(text.matches("/DefaultCMYK").count(), 2, "the page's and the form's");
}

#[test]
fn only_what_is_true_is_claimed() {
    let sources = [source("A", graft::tagged_paper("A", "en"))];
    let (pack, papers) = (graft::pack_for(&sources), graft::papers(&sources, WHOLE));
    let nothing = Claims { archive: None, accessible: false };
    let bytes = pdf::graft(&pack, &papers, nothing).expect("a pack");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(!text.contains("pdfaid:part>") && !text.contains("pdfuaid:part>"));
    assert!(text.contains("<dc:title>"));
}

#[test]
fn a_damaged_paper_makes_no_damaged_pack() {
    let sources = [source("A", graft::tagged_paper("A", "en"))];
    let pack = graft::pack_for(&sources);
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("small") % below
    };
    for _ in 0..60 {
        let mut bytes = sources[0].bytes.clone();
        for _ in 0..=next(20) {
            let at = next(bytes.len());
            bytes[at] = u8::try_from(next(256)).expect("a byte");
        }
        let mut papers = graft::papers(&sources, SMALLER);
        papers[0].file = PaperFile::Held(bytes.clone().into());
        let Ok(laid) = pdf::graft(&pack, &papers, ALL) else { continue };
        let document = back::open(&laid);
        assert_eq!(document.get_pages().len(), 5);
        for object in document.objects.values() {
            let Ok(stream) = object.as_stream() else { continue };
            let length = stream.dict.get(b"Length").and_then(Object::as_i64).expect("a length");
            assert_eq!(usize::try_from(length), Ok(stream.content.len()));
            if stream
                .dict
                .get(b"Filter")
                .and_then(Object::as_name)
                .is_ok_and(|f| f == b"FlateDecode")
            {
                stream.decompressed_content().expect("whole data");
            }
        }
    }
}

#[test]
fn what_cannot_be_laid_in_is_a_fault() {
    let sources = [source("A", graft::tagged_paper("A", "en"))];
    let pack = graft::pack_for(&sources);
    let mut papers = graft::papers(&sources, WHOLE);
    papers[0].file = PaperFile::Held(b"no PDF".to_vec().into());
    let fault = pdf::graft(&pack, &papers, ALL).expect_err("no paper");
    assert_eq!(fault.to_string(), "the paper `A` cannot be read");
    let mut papers = graft::papers(&sources, WHOLE);
    papers[0].leaves[0].at = 1;
    let fault = pdf::graft(&pack, &papers, ALL).expect_err("no placeholder");
    assert_eq!(fault.to_string(), "the placeholder on page 2 has tags");
    assert!(pdf::graft(b"no pack", &papers, ALL).is_err());
}
