//! A pack finished: laid out, exported and made compact, with everything that is made of
//! it beside.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::examine::{Clock, Ready};
use super::papers::Papers;
use super::release::Output;
use super::stage::{Stage, timed};
use super::web::Items;
use super::workspace::{Extent, Workspace};
use super::{data, items, statement, web};
use crate::fault::Fault;
use crate::view::Pack;
use crate::write::name;
use crate::write::pdf::{self, Claims, Document, Owed, Templates};
use crate::write::published;
use crate::write::theme::Theme;
use crate::write::xlsx;

/// A pack laid out and finished, with its workbooks.
pub(super) struct Finished {
    pub(super) document: Document,
    /// What its file is, by the standards.
    pub(super) claims: Claims,
    pub(super) files: Vec<Output>,
    /// The proof that the file of the pack owes, until somebody takes it.
    pub(super) owed: Option<Owed>,
}

/// A pack that becomes the files of a folder.
pub(super) struct Edition<'a> {
    pub(super) pack: &'a Pack,
    pub(super) templates: &'a Templates,
    pub(super) folder: &'a str,
    /// What only a public pack is for.
    pub(super) public: Option<Public<'a>>,
}

/// A public pack.
pub(super) struct Public<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) ready: &'a Ready,
    /// The papers around its meeting.
    pub(super) papers: Papers<'a>,
}

impl Edition<'_> {
    /// Returns the pack with its workbooks and figures, its papers one by one where they
    /// are wanted, and of a public one the papers around the meeting and the pages of its
    /// items.
    pub(super) fn finish(&self, extent: Extent, clock: &mut Clock<'_>) -> Result<Finished, Fault> {
        let Self { pack, templates, folder, .. } = *self;
        let json = pdf::json(pack)?;
        // Neither layout nor export fills two cores: what needs no pages is made beside the
        // one, what needs them beside the other.
        clock.progress.begin(Stage::Layout);
        let ((document, laid_out), ((workbooks, beside), took)) = rayon::join(
            || timed(|| pdf::compile(templates, pack, json)),
            || timed(|| rayon::join(|| workbooks(pack, templates, folder), || self.beside())),
        );
        let (document, workbooks, (beside, sheet)) = (document?, workbooks?, beside?);
        clock.progress.begin(Stage::Export);
        let ((bound, times), late) = rayon::join(
            || {
                let (pdf, exported) = timed(|| pdf::export(&document));
                let (pdf, compacted) = timed(|| pdf::compact_pack(&pdf?, pack));
                let (bound, took) = timed(|| pdf::bind(pdf?, pack, &document));
                (bound, [exported, compacted, took])
            },
            || {
                pdf::forget();
                let (papers, set) = timed(|| self.single(extent, &document));
                let mut files = papers?;
                files.extend(workbooks);
                let (pages, printed) = timed(|| self.web(&document, &files));
                sheet.map_or(Ok(()), Owed::settle)?;
                Ok::<_, Fault>(((files, pages?), [set, printed]))
            },
        );
        let ((papers, pages), [set, printed]) = late?;
        let [exported, compacted, bind] = times;
        for (stage, took) in [
            (Stage::Layout, laid_out),
            (Stage::Workbooks, took),
            (Stage::Export, exported),
            (Stage::Compact, compacted),
            (Stage::Bind, bind),
            (Stage::Papers, set),
            (Stage::Web, printed),
        ] {
            clock.took(stage, took);
        }
        let name = format!("{folder}/agenda-pack.pdf");
        let (pdf::Finished { bytes, claims }, owed) =
            clock.stage(Stage::Validate, || bound?.settled(&name))?;
        let statement = statement::write(templates, pack, &document, claims, folder)?;
        let files = std::iter::once((name, bytes)).chain(statement).chain(papers).chain(beside);
        let files = files.chain(pages).collect();
        Ok(Finished { document, claims, files, owed: Some(owed) })
    }

    /// Returns what needs no pages: the pack's view as it is kept, and of a public one the
    /// papers around the meeting and the open data; and what proof they owe.
    fn beside(&self) -> Result<(Vec<Output>, Option<Owed>), Fault> {
        match &self.public {
            None => Ok((published::files(self.pack, published::PRIVATE_PACK)?, None)),
            Some(Public { workspace, ready, papers }) => {
                let (papers, owed) = papers.write()?;
                let kept = published::files(self.pack, published::PACK)?;
                Ok(([papers, kept, data::data(workspace, ready)?].concat(), Some(owed)))
            }
        }
    }

    /// Returns the pack's papers one by one.
    fn single(&self, extent: Extent, document: &Document) -> Result<Vec<Output>, Fault> {
        match extent {
            Extent::Whole => items::papers(self.pack, document, self.folder),
            Extent::PackOnly => Ok(Vec::new()),
        }
    }

    /// Returns the pages of the items, of whose files these are made.
    fn web(&self, document: &Document, files: &[Output]) -> Result<Vec<Output>, Fault> {
        let Some(Public { ready, .. }) = self.public else { return Ok(Vec::new()) };
        items_of(ready, document, files).write()
    }
}

/// Returns the items of a pack for their pages, of whose files these are made.
pub(super) fn items_of<'a>(
    ready: &'a Ready,
    document: &'a Document,
    files: &[Output],
) -> Items<'a> {
    Items {
        templates: &ready.templates,
        pack: &ready.pack,
        document,
        file: "agenda-pack.pdf",
        sizes: web::sizes(files.iter().map(|(path, bytes)| (path.as_str(), bytes.len() as u64))),
        late: BTreeMap::new(),
    }
}

/// Returns the workbook of every report with tables, by its path.
pub(super) fn workbooks(
    pack: &Pack,
    templates: &Templates,
    folder: &str,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let theme = Theme::read(templates.text("theme.toml")?)?;
    // The rest of a private pack is public, and stands with the public pack.
    let is_private = pack.marking.is_some();
    pack.items
        .par_iter()
        .filter(|item| xlsx::has_tables(item) && item.part_two.is_some() == is_private)
        .map(|item| {
            let name = name::file_name(item, xlsx::ENDING);
            Ok((format!("{folder}/appendices/{name}"), xlsx::write(pack, item, &theme)?))
        })
        .collect()
}
