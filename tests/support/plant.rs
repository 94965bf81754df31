//! Canaries: finished files with something planted, by another library than the
//! one that wrote them.

use std::io::{Cursor, Read, Write};

use agendapack::scan::Kind;
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) type Plant = (&'static str, &'static str, fn(&[u8], &str) -> Vec<u8>);

/// What is planted in a PDF, and the place that the scan must name.
pub(crate) const PDF: &[Plant] = &[
    ("page text", "page 2", page),
    ("page text over two lines", "page 2", two_lines),
    ("page text in pieces", "page 2", pieces),
    ("the title of the file", "/Title", information),
    ("an alternative text", "/Alt", |pdf, words| element(pdf, "Alt", words)),
    ("the text in place of a tag", "/ActualText", |pdf, words| element(pdf, "ActualText", words)),
    ("the long form of an abbreviation", "/E", |pdf, words| element(pdf, "E", words)),
    ("the title of a tag", "/T", |pdf, words| element(pdf, "T", words)),
    ("the id of a tag", "/ID", |pdf, words| element(pdf, "ID", words)),
    ("the language of a tag", "/Lang", |pdf, words| element(pdf, "Lang", words)),
    ("text in place of content", "page 2 /ActualText", content_property),
    ("a comment in content", "page 2 its comment", |pdf, words| {
        with_content(pdf, format!("\n% {words}\nBT /Fcanary 9 Tf (x) Tj ET\n"))
    }),
    ("a bookmark", "/Title", bookmark),
    ("an address", "/URI", address),
    ("an embedded file", "the file in it", embedded),
    ("an embedded workbook", "sharedStrings.xml", embedded_workbook),
    ("the prefix of a page label", "/P", page_label),
    ("an orphan", "/Note", orphan),
    ("a name", "name /", name),
    ("a form that a page draws", "object", drawn_form),
    ("a stream of no kind", "byte 0", stream),
    ("a stream in UTF-16", "byte 0", wide_stream),
    ("the metadata", "object", metadata),
    ("a comment between objects", "byte", comment),
    ("an earlier state", "state 1 of the file", revision),
];

type Deform = (Kind, &'static str, fn(&[u8]) -> Vec<u8>);

/// What is wrong with the form of a PDF.
pub(crate) const FORM: &[Deform] = &[
    (Kind::Orphan, "object", |pdf| orphan(pdf, "nothing secret")),
    (Kind::Dangling, "object", dangling),
    (Kind::UnusedFont, "font", unused_font),
    (Kind::UnusedLetters, "font", unused_letters),
    (Kind::Bookmark, "object", lost_bookmark),
    (Kind::BookmarkCount, "bookmarks", miscounted),
    (Kind::Destination, "destinations", lost_destination),
    (Kind::PageLabel, "labels", lost_label),
    (Kind::Tag, "object", lost_page),
    (Kind::Tag, "object", lost_content),
    (Kind::Revision, "state 1", |pdf| revision(pdf, "nothing secret")),
    (Kind::Revision, "byte", |pdf| [pdf, b"\nmore"].concat()),
    (Kind::Orphan, "byte", |pdf| {
        let end = pdf.windows(9).rposition(|nine| nine == b"startxref").expect("an end");
        [&pdf[..end], b"77777 0 obj\n<<>>\nendobj\n", &pdf[end..]].concat()
    }),
];

fn open(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("a PDF")
}

fn save(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

fn changed(pdf: &[u8], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = open(pdf);
    change(&mut document);
    save(document)
}

/// Returns the same PDF as another library saves it.
pub(crate) fn saved(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |_| {})
}

fn second_page(document: &Document) -> ObjectId {
    document.get_pages()[&2]
}

fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().expect("a catalog")
}

/// Returns the first object of a type.
fn first(document: &Document, of_type: &str) -> ObjectId {
    let found = document.objects.iter().find(|(_, object)| {
        object.as_dict().is_ok_and(|dictionary| dictionary.has_type(of_type.as_bytes()))
    });
    *found.unwrap_or_else(|| panic!("no {of_type}")).0
}

fn set(document: &mut Document, id: ObjectId, key: &str, value: impl Into<Object>) {
    document.get_dictionary_mut(id).expect("a dictionary").set(key, value);
}

/// Adds content to the second page, in a font of its own.
fn with_content(pdf: &[u8], content: String) -> Vec<u8> {
    changed(pdf, |document| {
        let page = second_page(document);
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
            "Encoding" => "WinAnsiEncoding",
        });
        let resources = document.get_dictionary(page).expect("a page").get(b"Resources").cloned();
        let resources = resources.expect("resources");
        let (_, resources) = document.dereference(&resources).expect("resources");
        let mut resources = resources.as_dict().expect("resources").clone();
        let fonts = resources.get(b"Font").expect("fonts").clone();
        let (_, fonts) = document.dereference(&fonts).expect("fonts");
        let mut fonts = fonts.as_dict().expect("fonts").clone();
        fonts.set("Fcanary", font);
        resources.set("Font", fonts);
        set(document, page, "Resources", resources);
        document.add_page_contents(page, content.into_bytes()).expect("content");
    })
}

/// Shows words on the second page.
pub(crate) fn page(pdf: &[u8], words: &str) -> Vec<u8> {
    let words: String =
        words.chars().map(|c| if c == '£' { "\\243".into() } else { c.to_string() }).collect();
    with_content(pdf, format!("\nBT /Fcanary 9 Tf 20 20 Td ({words}) Tj ET\n"))
}

fn two_lines(pdf: &[u8], words: &str) -> Vec<u8> {
    let (one, two) = words.split_at(words.len() / 2);
    with_content(pdf, format!("\nBT /Fcanary 9 Tf 20 30 Td ({one}) Tj 0 -12 Td ({two}) Tj ET\n"))
}

fn pieces(pdf: &[u8], words: &str) -> Vec<u8> {
    let letters: Vec<String> = words.bytes().map(|byte| format!("<{byte:02x}> -20")).collect();
    let letters = letters.join(" ");
    with_content(pdf, format!("\nBT /Fcanary 9 Tf 20 30 Td [{letters}] TJ ET\n"))
}

fn content_property(pdf: &[u8], words: &str) -> Vec<u8> {
    with_content(
        pdf,
        format!("\n/Span<</ActualText({words})>>BDC BT /Fcanary 9 Tf (x) Tj ET EMC\n"),
    )
}

fn information(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        let information =
            document.add_object(dictionary! { "Title" => Object::string_literal(words) });
        document.trailer.set("Info", information);
    })
}

fn element(pdf: &[u8], key: &str, words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        let element = first(document, "StructElem");
        set(document, element, key, Object::string_literal(words));
    })
}

fn bookmarks(document: &Document) -> ObjectId {
    document
        .catalog()
        .expect("a catalog")
        .get(b"Outlines")
        .and_then(Object::as_reference)
        .expect("bookmarks")
}

fn first_bookmark(document: &Document) -> ObjectId {
    let root = document.get_dictionary(bookmarks(document)).expect("bookmarks");
    root.get(b"First").and_then(Object::as_reference).expect("a bookmark")
}

fn bookmark(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        let wide: Vec<u8> = [0xfe, 0xff]
            .into_iter()
            .chain(words.encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        let bookmark = first_bookmark(document);
        set(document, bookmark, "Title", Object::string_literal(wide));
    })
}

fn address(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        let link = first(document, "Annot");
        let address = format!("https://x.example/?q={}", words.replace(' ', "%20"));
        let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(address) };
        set(document, link, "A", action);
    })
}

fn with_file(pdf: &[u8], content: Vec<u8>) -> Vec<u8> {
    changed(pdf, |document| {
        let mut stream = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, content);
        stream.compress().expect("packed");
        let stream = document.add_object(stream);
        let file = document.add_object(dictionary! {
            "Type" => "Filespec", "F" => Object::string_literal("a.txt"),
            "EF" => dictionary! { "F" => stream },
        });
        catalog(document).set("AF", vec![Object::Reference(file)]);
    })
}

fn embedded(pdf: &[u8], words: &str) -> Vec<u8> {
    with_file(pdf, words.as_bytes().to_vec())
}

fn embedded_workbook(pdf: &[u8], words: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
    write!(zip, "<sst><si><t>{words}</t></si></sst>").expect("written");
    with_file(pdf, zip.finish().expect("a package").into_inner())
}

fn page_label(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        let label = dictionary! { "S" => "D", "P" => Object::string_literal(words) };
        let tree = dictionary! { "Nums" => vec![0.into(), Object::Dictionary(label)] };
        let tree = document.add_object(tree);
        catalog(document).set("PageLabels", tree);
    })
}

fn orphan(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        document.add_object(dictionary! { "Note" => Object::string_literal(words) });
    })
}

fn name(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| catalog(document).set(words.replace(' ', "_"), true))
}

fn drawn_form(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        });
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
        };
        let mut form = Stream::new(form, format!("BT /F 9 Tf ({words}) Tj ET").into_bytes());
        form.compress().expect("packed");
        let form = document.add_object(form);
        catalog(document).set("Canary", form);
    })
}

fn with_stream(pdf: &[u8], content: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        // Long enough to be packed.
        let mut stream = Stream::new(Dictionary::new(), content.repeat(9));
        stream.compress().expect("packed");
        assert!(stream.dict.has(b"Filter"), "packed");
        let stream = document.add_object(stream);
        catalog(document).set("Canary", stream);
    })
}

fn stream(pdf: &[u8], words: &str) -> Vec<u8> {
    with_stream(pdf, words.as_bytes())
}

fn wide_stream(pdf: &[u8], words: &str) -> Vec<u8> {
    with_stream(pdf, &words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
}

fn metadata(pdf: &[u8], words: &str) -> Vec<u8> {
    changed(pdf, |document| {
        let metadata =
            catalog(document).get(b"Metadata").and_then(Object::as_reference).expect("metadata");
        let Object::Stream(stream) = document.get_object_mut(metadata).expect("metadata") else {
            panic!("no stream")
        };
        let xml = String::from_utf8(stream.content.clone()).expect("XML");
        let xml = xml.replacen(
            "</rdf:Description>",
            &format!("<dc:subject>{words}</dc:subject></rdf:Description>"),
            1,
        );
        assert!(xml.contains(words));
        stream.set_plain_content(xml.into_bytes());
    })
}

fn comment(pdf: &[u8], words: &str) -> Vec<u8> {
    let end = pdf.windows(9).rposition(|nine| nine == b"startxref").expect("an end");
    [&pdf[..end], format!("% {words}\n").as_bytes(), &pdf[end..]].concat()
}

/// Plants words, and covers them with another state of the file.
fn revision(pdf: &[u8], words: &str) -> Vec<u8> {
    let planted = element(pdf, "Alt", words);
    let before = open(&planted);
    let element = first(&before, "StructElem");
    let mut update = IncrementalDocument::create_from(planted, before);
    update.opt_clone_object_to_new_document(element).expect("cloned");
    set(&mut update.new_document, element, "Alt", Object::string_literal("Nothing"));
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).expect("saved");
    bytes
}

fn dangling(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        let page = second_page(document);
        set(document, page, "Thumb", Object::Reference((99_999, 0)));
    })
}

fn unused_font(pdf: &[u8]) -> Vec<u8> {
    with_content(pdf, "\nq Q\n".into())
}

/// Takes the text of the last page away, and leaves its letters in the fonts.
fn unused_letters(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        for page in document.get_pages().into_values().skip(3) {
            let empty = document.add_object(Stream::new(Dictionary::new(), Vec::new()));
            set(document, page, "Contents", empty);
        }
    })
}

fn lost_bookmark(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        let bookmark = first_bookmark(document);
        document.get_dictionary_mut(bookmark).expect("a bookmark").remove(b"Dest");
    })
}

fn miscounted(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        let root = bookmarks(document);
        set(document, root, "Count", 99);
    })
}

fn lost_destination(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        let lost = vec![Object::Null, "Fit".into()];
        let names = dictionary! { "item-8" => lost };
        let names = document.add_object(names);
        catalog(document).set("Dests", names);
    })
}

fn lost_label(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        let label = dictionary! { "S" => "D" };
        let nums = vec![0.into(), Object::Dictionary(label.clone()), 999.into(), label.into()];
        let tree = document.add_object(dictionary! { "Nums" => nums });
        catalog(document).set("PageLabels", tree);
    })
}

fn tagged(document: &Document) -> ObjectId {
    let found = document.objects.iter().find(|(_, object)| {
        let element = object.as_dict().ok().filter(|element| element.has_type(b"StructElem"));
        element.is_some_and(|element| element.has(b"Pg"))
    });
    *found.expect("a tag with a page").0
}

fn lost_page(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        let element = tagged(document);
        let page = document.add_object(dictionary! { "Type" => "Page" });
        set(document, element, "Pg", page);
    })
}

fn lost_content(pdf: &[u8]) -> Vec<u8> {
    changed(pdf, |document| {
        let element = tagged(document);
        set(document, element, "K", vec![54_321.into()]);
    })
}

/// What is planted in a workbook, and the place that the scan must name.
pub(crate) const WORKBOOK: &[Plant] = &[
    ("a shared string", "xl/sharedStrings.xml, string", |book, words| {
        part(book, "xl/sharedStrings.xml", |xml| {
            xml.replacen("</sst>", &format!("<si><t>{words}</t></si></sst>"), 1)
        })
    }),
    ("a string in runs", "xl/sharedStrings.xml, string", |book, words| {
        let (one, two) = words.split_at(words.len() / 2);
        let runs = format!("<si><r><t>{one}</t></r><r><rPr><b/></rPr><t>{two}</t></r></si></sst>");
        part(book, "xl/sharedStrings.xml", |xml| xml.replacen("</sst>", &runs, 1))
    }),
    ("a string in the cell", "xl/worksheets/sheet2.xml, B900", |book, words| {
        let row = format!(
            "<row r=\"900\"><c r=\"B900\" t=\"inlineStr\"><is><t>{words}</t></is></c></row></sheetData>"
        );
        part(book, "xl/worksheets/sheet2.xml", |xml| xml.replacen("</sheetData>", &row, 1))
    }),
    ("a property", "docProps/core.xml", |book, words| {
        part(book, "docProps/core.xml", |xml| {
            xml.replacen("</dc:title>", &format!(" {words}</dc:title>"), 1)
        })
    }),
    ("a name", "xl/workbook.xml", |book, words| {
        let name = words.replace(' ', "_");
        part(book, "xl/workbook.xml", |xml| {
            xml.replacen(
                "<sheets>",
                &format!("<sheets><sheet name=\"{name}\" state=\"hidden\"/>"),
                1,
            )
        })
    }),
    ("a defined name", "xl/workbook.xml", |book, words| {
        part(book, "xl/workbook.xml", |xml| {
            xml.replacen("</definedName>", &format!(" {words}</definedName>"), 1)
        })
    }),
    ("an XML comment", "xl/styles.xml, comment", |book, words| {
        part(book, "xl/styles.xml", |xml| format!("{xml}<!-- {words} -->"))
    }),
    ("a relation", "xl/_rels/workbook.xml.rels", |book, words| {
        let target = words.replace(' ', "%20");
        part(book, "xl/_rels/workbook.xml.rels", |xml| {
            xml.replacen("<Relationship ", &format!("<Relationship Target=\"{target}\" "), 1)
        })
    }),
    ("a cell's comment", "xl/comments1.xml, B7", |book, words| {
        extra(book, "xl/comments1.xml", format!("<comments><comment ref=\"B7\"><text><r><t>{words}</t></r></text></comment></comments>").as_bytes())
    }),
    ("a part's name", "its name", |book, words| extra(book, &format!("xl/{words}.bin"), b"x")),
    ("a part of bytes", "xl/media/a.bin, byte", |book, words| {
        extra(book, "xl/media/a.bin", &[b"\xff", words.as_bytes(), b"\x00"].concat())
    }),
    ("the package's comment", "the package’s comment", |book, words| {
        let mut zip = rewritten(book, |_, bytes| bytes);
        zip.set_comment(words).expect("a comment");
        zip.finish().expect("a package").into_inner()
    }),
    ("bytes between parts", "byte", |book, words| [words.as_bytes(), book].concat()),
];

/// Returns a workbook with a part changed.
pub(crate) fn part(book: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let zip = rewritten(book, |part, bytes| {
        if part != name {
            return bytes;
        }
        let before = String::from_utf8(bytes).expect("text");
        let after = change(before.clone());
        assert_ne!(before, after, "nothing planted in {name}");
        after.into_bytes()
    });
    zip.finish().expect("a package").into_inner()
}

/// Returns a workbook with a part more.
pub(crate) fn extra(book: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = rewritten(book, |_, bytes| bytes);
    zip.start_file(name, SimpleFileOptions::default()).expect("a part");
    zip.write_all(content).expect("written");
    zip.finish().expect("a package").into_inner()
}

fn rewritten(book: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> ZipWriter<Cursor<Vec<u8>>> {
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("a package");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let (name, mut bytes) = (part.name().to_string(), Vec::new());
        part.read_to_end(&mut bytes).expect("read");
        zip.start_file(&name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(&change(&name, bytes)).expect("written");
    }
    zip
}

/// Returns bytes packed by gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}
